// A type clears what it owns, but the collector does not know that it may.
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

PyTypeObject MessageType = { // expect: owning-cycle[untraversed] "cursor"
    .tp_name = "Message",
    .tp_basicsize = sizeof(Message),
    .tp_dealloc = message_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_clear = message_clear,
    .tp_init = message_init,
};
