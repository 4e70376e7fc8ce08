// The field that is not visited only ever holds a text.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *callback;
    PyObject *owner;
} Hook;

void hook_set(Hook *hook, PyObject *callback, PyObject *owner)
{
    hook->callback = Py_NewRef(callback);
    hook->owner = PyUnicode_FromString("hook");
}

static int hook_traverse(PyObject *self, visitproc visit, void *arg)
{
    Hook *hook = (Hook *)self;
    Py_VISIT(hook->callback);
    return 0;
}

static int hook_clear(PyObject *self)
{
    Hook *hook = (Hook *)self;
    Py_CLEAR(hook->callback);
    Py_CLEAR(hook->owner);
    return 0;
}

static void hook_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    hook_clear(self);
    PyObject_GC_Del(self);
}

PyTypeObject HookType = {
    .tp_name = "Hook",
    .tp_basicsize = sizeof(Hook),
    .tp_dealloc = hook_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = hook_traverse,
    .tp_clear = hook_clear,
};
