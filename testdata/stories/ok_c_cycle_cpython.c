/* Python's collector is told what a connection and its handler own, and may take it from them. */
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

static int conn_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((Conn *)self)->handler);
    return 0;
}

static int conn_clear(PyObject *self)
{
    Py_CLEAR(((Conn *)self)->handler);
    return 0;
}

static void conn_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    conn_clear(self);
    conns--;
    Py_TYPE(self)->tp_free(self);
}

static PyTypeObject ConnType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "story.Conn",
    .tp_basicsize = sizeof(Conn),
    .tp_dealloc = conn_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = conn_traverse,
    .tp_clear = conn_clear,
};

static int handler_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((Handler *)self)->conn);
    return 0;
}

static int handler_clear(PyObject *self)
{
    Py_CLEAR(((Handler *)self)->conn);
    return 0;
}

static void handler_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    handler_clear(self);
    Py_TYPE(self)->tp_free(self);
}

static PyTypeObject HandlerType = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "story.Handler",
    .tp_basicsize = sizeof(Handler),
    .tp_dealloc = handler_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = handler_traverse,
    .tp_clear = handler_clear,
};

static PyObject *handler_new(Conn *conn)
{
    Handler *self = (Handler *)PyType_GenericAlloc(&HandlerType, 0);

    if (self == NULL)
        abort();
    self->conn = Py_NewRef((PyObject *)conn);
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
