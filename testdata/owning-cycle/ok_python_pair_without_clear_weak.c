// The connection knows its running cursor by a weak reference.
#include <Python.h>

typedef struct connection {
    PyObject_HEAD
    PyObject *cursor;
} Connection;

typedef struct {
    PyObject_HEAD
    Connection *connection;
} Cursor;

static int connection_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((Connection *)self)->cursor);
    return 0;
}

static int cursor_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((Cursor *)self)->connection);
    return 0;
}

static void connection_dealloc(PyObject *self)
{
    Py_CLEAR(((Connection *)self)->cursor);
    PyObject_Free(self);
}

static void cursor_dealloc(PyObject *self)
{
    Py_CLEAR(((Cursor *)self)->connection);
    PyObject_Free(self);
}

static int cursor_init(Cursor *self, Connection *connection)
{
    Py_INCREF(connection);
    self->connection = connection;
    return 0;
}

int cursor_execute(Cursor *self, Connection *connection)
{
    cursor_init(self, connection);
    connection->cursor = PyWeakref_NewRef((PyObject *)self, NULL);
    return 0;
}

PyTypeObject ConnectionType = {
    .tp_name = "Connection",
    .tp_basicsize = sizeof(Connection),
    .tp_dealloc = connection_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = connection_traverse,
};

PyTypeObject CursorType = {
    .tp_name = "Cursor",
    .tp_basicsize = sizeof(Cursor),
    .tp_dealloc = cursor_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = cursor_traverse,
};
