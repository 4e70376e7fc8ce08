// The type has a tp_traverse and a tp_clear, but not the flag that lets the collector ask them.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *target;
} Proxy;

static int proxy_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    Proxy *proxy = (Proxy *)self;
    (void)kwargs;
    if (!PyArg_ParseTuple(args, "O", &proxy->target))
        return -1;
    Py_INCREF(proxy->target);
    return 0;
}

static int proxy_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((Proxy *)self)->target);
    return 0;
}

static int proxy_clear(PyObject *self)
{
    Py_CLEAR(((Proxy *)self)->target);
    return 0;
}

static void proxy_dealloc(PyObject *self)
{
    proxy_clear(self);
    PyObject_Free(self);
}

PyTypeObject ProxyType = { // expect: owning-cycle[untraversed] "Py_TPFLAGS_HAVE_GC"
    .tp_name = "Proxy",
    .tp_basicsize = sizeof(Proxy),
    .tp_dealloc = proxy_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_traverse = proxy_traverse,
    .tp_clear = proxy_clear,
    .tp_init = proxy_init,
};
