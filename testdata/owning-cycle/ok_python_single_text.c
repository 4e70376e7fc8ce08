// A type that owns one text has nothing to visit.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *name;
} Label;

void label_init(Label *label)
{
    label->name = PyUnicode_FromString("none");
}

static void label_dealloc(PyObject *self)
{
    Label *label = (Label *)self;
    Py_XDECREF(label->name);
    PyObject_Free(self);
}

PyTypeObject LabelType = {
    .tp_name = "Label",
    .tp_basicsize = sizeof(Label),
    .tp_dealloc = label_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
};
