// CPython: containers hold strong references; some calls steal the reference given.
// package: libpython3-dev
// pkg-config: python3
#include <Python.h>

void dicts(PyObject *dict, PyObject *other, PyObject *key, PyObject *value)
{
    PyDict_SetItem(dict, key, value); // model: hold element=value // model: register in=dict element=value key=key
    PyDict_SetItemString(dict, "key", value); // model: hold element=value // model: register in=dict element=value key="key"
    PyDict_SetDefault(dict, key, value); // model: hold element=value // model: register in=dict element=value key=key
    value = PyDict_GetItem(dict, key); // model: lookup in=dict key=key result=value
    value = PyDict_GetItemString(dict, "key"); // model: lookup in=dict key="key" result=value
    value = PyDict_GetItemWithError(dict, key); // model: lookup in=dict key=key result=value
    PyDict_DelItem(dict, key); // model: remove in=dict key=key
    PyDict_DelItemString(dict, "key"); // model: remove in=dict key="key"
    PyDict_Update(dict, other); // model: transfer in=other to=dict
    PyDict_Merge(dict, other, 1); // model: transfer in=other to=dict
    PyDict_Clear(dict); // model: clear in=dict
}

void lists(PyObject *list, PyObject *tuple, PyObject *set, PyObject *value)
{
    PyList_Append(list, value); // model: hold element=value // model: register in=list element=value
    PyList_Insert(list, 0, value); // model: hold element=value // model: register in=list element=value
    PyList_SetItem(list, 0, value); // model: register in=list element=value key=0
    PyList_SET_ITEM(list, 0, value); // model: register in=list element=value key=0
    PyList_SetSlice(list, 0, 1, NULL); // model: remove in=list
    PyTuple_SetItem(tuple, 0, value); // model: register in=tuple element=value key=0
    PyTuple_SET_ITEM(tuple, 0, value); // model: register in=tuple element=value key=0
    PySet_Add(set, value); // model: hold element=value // model: register in=set element=value key=value
    PySet_Discard(set, value); // model: remove in=set element=value
    PySet_Pop(set); // model: remove in=set
    PySet_Clear(set); // model: clear in=set
}

void objects(PyObject *object, PyObject *key, PyObject *value, PyObject *module)
{
    PyObject_SetAttr(object, key, value); // model: register in=object element=value key=key // model: remove in=object element=value key=key
    PyObject_SetAttrString(object, "key", value); // model: register in=object element=value key="key" // model: remove in=object element=value key="key"
    PyObject_SetItem(object, key, value); // model: register in=object element=value key=key
    PyObject_DelItem(object, key); // model: remove in=object key=key
    PySequence_SetItem(object, 0, value); // model: register in=object element=value key=0
    PyMapping_SetItemString(object, "key", value); // model: register in=object element=value key="key"
    PyModule_AddObject(module, "key", value); // model: register in=module element=value key="key"
    PyModule_AddObjectRef(module, "key", value); // model: hold element=value // model: register in=module element=value key="key"
    PySys_SetObject("key", value); // model: register in=sys element=value key="key" // model: remove in=sys element=value key="key"
}

void references(PyObject *object, PyObject *other, PyTypeObject *type)
{
    Py_INCREF(object); // model: hold element=object
    Py_XINCREF(object); // model: hold element=object
    Py_DECREF(object); // model: release element=object
    Py_XDECREF(object); // model: release element=object
    Py_CLEAR(object); // model: release element=object
    other = Py_NewRef(object); // model: hold element=object result=other
    other = Py_XNewRef(object); // model: hold element=object result=other
    other = PyDict_New(); // model: alloc result=other
    other = PyList_New(0); // model: alloc result=other
    other = PyTuple_New(2); // model: alloc result=other
    other = PySet_New(NULL); // model: alloc result=other
    other = PyWeakref_NewRef(object, NULL); // model: alias element=object result=other
    other = PyObject_New(PyObject, type); // model: alloc result=other
    other = PyType_GenericAlloc(type, 0); // model: alloc result=other
    PyObject_Free(other); // model: end element=other
    void *memory = PyMem_Malloc(10); // model: alloc result=memory
    PyMem_Free(memory); // model: end element=memory
    memory = PyMem_RawMalloc(10); // model: alloc result=memory
    PyMem_RawFree(memory); // model: end element=memory
}
