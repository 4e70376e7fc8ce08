/* A fake <Python.h>: types, references and the collector of cycles. */
#ifndef Py_PYTHON_H
#define Py_PYTHON_H
#include <stddef.h>

typedef long Py_ssize_t;
typedef struct _object PyObject;
typedef struct _typeobject PyTypeObject;
struct _object {
    Py_ssize_t ob_refcnt;
    PyTypeObject *ob_type;
};
typedef int (*visitproc)(PyObject *object, void *arg);
typedef int (*traverseproc)(PyObject *self, visitproc visit, void *arg);
typedef int (*inquiry)(PyObject *self);
typedef void (*destructor)(PyObject *self);
typedef void (*freefunc)(void *self);
typedef int (*initproc)(PyObject *self, PyObject *args, PyObject *kwargs);
struct _typeobject {
    PyObject ob_base;
    const char *tp_name;
    Py_ssize_t tp_basicsize;
    destructor tp_dealloc;
    unsigned long tp_flags;
    traverseproc tp_traverse;
    inquiry tp_clear;
    PyTypeObject *tp_base;
    initproc tp_init;
    freefunc tp_free;
};
#define PyObject_HEAD PyObject ob_base;
#define PyObject_HEAD_INIT(type) {1, (type)}
#define PyVarObject_HEAD_INIT(type, size) PyObject_HEAD_INIT(type),
#define Py_TYPE(object) (((PyObject *)(object))->ob_type)
#define Py_TPFLAGS_DEFAULT 0UL
#define Py_TPFLAGS_BASETYPE (1UL << 10)
#define Py_TPFLAGS_HAVE_GC (1UL << 14)

void Py_INCREF(PyObject *object);
void Py_DECREF(PyObject *object);
void Py_XDECREF(PyObject *object);
PyObject *Py_NewRef(PyObject *object);
void Py_Initialize(void);
int PyType_Ready(PyTypeObject *type);
PyObject *PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t items);
Py_ssize_t PyGC_Collect(void);
int PyArg_ParseTuple(PyObject *args, const char *format, ...);
PyObject *PyUnicode_FromString(const char *text);
extern PyObject _Py_NoneStruct;
#define Py_None (&_Py_NoneStruct)
void PyObject_Free(void *object);
void PyObject_GC_UnTrack(void *object);
void PyObject_GC_Del(void *object);
#define Py_CLEAR(op)                                                                                                         \
    do {                                                                                                                     \
        PyObject *_py_tmp = (PyObject *)(op);                                                                                \
        if (_py_tmp != NULL) {                                                                                               \
            (op) = NULL;                                                                                                     \
            Py_DECREF(_py_tmp);                                                                                              \
        }                                                                                                                    \
    } while (0)
#define Py_VISIT(op)                                                                                                         \
    do {                                                                                                                     \
        if (op) {                                                                                                            \
            int vret = visit((PyObject *)(op), arg);                                                                         \
            if (vret)                                                                                                        \
                return vret;                                                                                                 \
        }                                                                                                                    \
    } while (0)
#endif
