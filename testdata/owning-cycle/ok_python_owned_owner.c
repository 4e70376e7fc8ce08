// Both types tell the collector what they own, and let it break the cycle.
#include <Python.h>

typedef struct tree {
    PyObject_HEAD
    PyObject *last;
} Tree;

typedef struct {
    PyObject_HEAD
    Tree *tree;
} TreeIter;

static int tree_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((Tree *)self)->last);
    return 0;
}

static int iter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((TreeIter *)self)->tree);
    return 0;
}

static int tree_clear(PyObject *self)
{
    Py_CLEAR(((Tree *)self)->last);
    return 0;
}

static void tree_dealloc(PyObject *self)
{
    Py_CLEAR(((Tree *)self)->last);
    PyObject_Free(self);
}

static void iter_dealloc(PyObject *self)
{
    Py_CLEAR(((TreeIter *)self)->tree);
    PyObject_Free(self);
}

void iter_open(TreeIter *iter, Tree *tree)
{
    Py_INCREF(tree);
    iter->tree = tree;
}

void tree_remember(Tree *tree, TreeIter *iter)
{
    Py_INCREF(iter);
    tree->last = (PyObject *)iter;
}

PyTypeObject TreeType = {
    .tp_name = "Tree",
    .tp_basicsize = sizeof(Tree),
    .tp_dealloc = tree_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = tree_traverse,
    .tp_clear = tree_clear,
};

PyTypeObject TreeIterType = {
    .tp_name = "TreeIter",
    .tp_basicsize = sizeof(TreeIter),
    .tp_dealloc = iter_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = iter_traverse,
};
