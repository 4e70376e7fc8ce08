// Fields that are only ever None, a flag, a number or a text cannot reach back.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *format;
    PyObject *prepared;
} Xid;

static int xid_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    Xid *xid = (Xid *)self;
    (void)args;
    (void)kwargs;
    xid->format = PyLong_FromLong(1);
    Py_INCREF(Py_None);
    xid->prepared = Py_None;
    return xid->format == NULL ? -1 : 0;
}

static int xid_clear(PyObject *self)
{
    Py_CLEAR(((Xid *)self)->format);
    Py_CLEAR(((Xid *)self)->prepared);
    return 0;
}

static void xid_dealloc(PyObject *self)
{
    xid_clear(self);
    PyObject_Free(self);
}

PyTypeObject XidType = {
    .tp_name = "Xid",
    .tp_basicsize = sizeof(Xid),
    .tp_dealloc = xid_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_clear = xid_clear,
    .tp_init = xid_init,
};
