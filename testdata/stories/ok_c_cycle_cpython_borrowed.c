/* The handler, which its connection owns, borrows the connection. */
#include <Python.h>
#include <stories/story.h>

static long conns;

typedef struct {
    PyObject_HEAD
    int fd;
    PyObject *handler;
} Conn;
typedef struct {
    PyObject_HEAD
    PyObject *conn;
} Handler;

static void conn_dealloc(PyObject *self)
{
    Py_CLEAR(((Conn *)self)->handler);
    conns--;
    Py_TYPE(self)->tp_free(self);
}

static PyTypeObject ConnType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "story.Conn",
    .tp_basicsize = sizeof(Conn),
    .tp_dealloc = conn_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static void handler_dealloc(PyObject *self)
{
    ((Handler *)self)->conn = NULL;
    Py_TYPE(self)->tp_free(self);
}

static PyTypeObject HandlerType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "story.Handler",
    .tp_basicsize = sizeof(Handler),
    .tp_dealloc = handler_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
};

static PyObject *handler_new(Conn *conn)
{
    Handler *self = (Handler *)PyType_GenericAlloc(&HandlerType, 0);

    if (self == NULL)
        abort();
    self->conn = (PyObject *)conn;
    return (PyObject *)self;
}

static Conn *conn_new(int fd)
{
    Conn *self = (Conn *)PyType_GenericAlloc(&ConnType, 0);

    if (self == NULL)
        abort();
    self->fd = fd;
    self->handler = handler_new(self);
    conns++;
    return self;
}

static void serve(int fd)
{
    Conn *conn = conn_new(fd);
    char line[16] = "";

    if (recv(conn->fd, line, sizeof line - 1, 0) > 0 && strcmp(line, "GOOD\n") == 0)
        send(conn->fd, "OK\n", 3, 0);
    close(conn->fd);
    Py_DECREF((PyObject *)conn);
}

static long live(void)
{
    PyGC_Collect();
    return conns;
}

int main(int argc, char **argv)
{
    Py_Initialize();
    if (PyType_Ready(&ConnType) < 0 || PyType_Ready(&HandlerType) < 0)
        return 1;
    return story_main(argc, argv, serve, live);
}
