// A type visits what it owns for the collector.
#include <Python.h>

typedef struct {
    PyObject_HEAD
    PyObject *cursor;
    PyObject *payload;
} Message;

static int message_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    Message *message = (Message *)self;
    (void)kwargs;
    if (!PyArg_ParseTuple(args, "OO", &message->cursor, &message->payload))
        return -1;
    Py_INCREF(message->cursor);
    Py_INCREF(message->payload);
    return 0;
}

static int message_traverse(PyObject *self, visitproc visit, void *arg)
{
    Message *message = (Message *)self;
    Py_VISIT(message->cursor);
    Py_VISIT(message->payload);
    return 0;
}

static int message_clear(PyObject *self)
{
    Message *message = (Message *)self;
    Py_CLEAR(message->cursor);
    Py_CLEAR(message->payload);
    return 0;
}

static void message_dealloc(PyObject *self)
{
    message_clear(self);
    PyObject_Free(self);
}

PyTypeObject MessageType = {
    .tp_name = "Message",
    .tp_basicsize = sizeof(Message),
    .tp_dealloc = message_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = message_traverse,
    .tp_clear = message_clear,
    .tp_init = message_init,
};
