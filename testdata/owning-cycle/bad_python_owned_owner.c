// A tree iterator keeps its tree, the tree its last iterator: no collector knows of either.
#include <Python.h>

typedef struct tree {
    PyObject_HEAD
    PyObject *last;
} Tree;

typedef struct {
    PyObject_HEAD
    Tree *tree;
} TreeIter;

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

PyTypeObject TreeType = { // expect: owning-cycle[untraversed] "TreeType"
    .tp_name = "Tree",
    .tp_basicsize = sizeof(Tree),
    .tp_dealloc = tree_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

PyTypeObject TreeIterType = { // expect: owning-cycle[untraversed] "TreeIterType"
    .tp_name = "TreeIter",
    .tp_basicsize = sizeof(TreeIter),
    .tp_dealloc = iter_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};
