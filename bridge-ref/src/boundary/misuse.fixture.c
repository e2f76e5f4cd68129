/* Functions that misuse the C API, each in its own way. */
#include <Python.h>

#define UNUSED __attribute__((unused))
#define FUNCTION(name) static PyObject *name(PyObject *UNUSED self, PyObject *UNUSED ignored)

static __attribute__((noinline)) int read_through(const int *pointer) { return *pointer; }
FUNCTION(read_wild) { return PyLong_FromLong(read_through((const int *)0x10) + 1); }
FUNCTION(call_null) {
  PyObject *(*volatile function)(void) = NULL;
  PyObject *result = function();
  return result != NULL ? result : NULL;
}
FUNCTION(aborts) { abort(); }
FUNCTION(wild_argument) { return PyLong_FromSsize_t(PyList_Size((PyObject *)0x123456789000)); }
FUNCTION(null_argument) { return PyObject_SelfIter(NULL) == NULL ? PyObject_Type(PyWeakref_NewRef(NULL, NULL)) : NULL; }

static PyObject *dead_list(void) {
  PyObject *list = PyList_New(0);
  Py_DECREF(list);
  return list;
}
FUNCTION(append_to_dead) {
  PyList_Append(dead_list(), Py_None);
  Py_RETURN_NONE;
}
FUNCTION(decref_dead) {
  PyObject *list = dead_list();
  Py_DECREF(list);
  Py_RETURN_NONE;
}
FUNCTION(decref_to_below_zero) {
  PyObject *list = PyList_New(0);
  Py_SET_REFCNT(list, 0);
  Py_DecRef(list);
  Py_RETURN_NONE;
}
FUNCTION(dead_item) {
  PyObject *list = PyList_New(1), *item = dead_list();
  PyList_SET_ITEM(list, 0, item);
  return PyObject_Repr(list);
}
FUNCTION(type_is_none) {
  static struct {
    Py_ssize_t count;
    void *type;
  } object = {1, (void *)0x123456789000};
  return PyObject_Repr((PyObject *)&object);
}

FUNCTION(free_twice) {
  char *memory = PyMem_Malloc(40);
  PyMem_Free(memory);
  PyMem_Free(memory);
  Py_RETURN_NONE;
}
FUNCTION(free_object_twice) {
  PyObject *list = PyList_New(0);
  Py_INCREF(list);
  PyObject_GC_UnTrack(list);
  PyObject_GC_Del(list);
  PyObject_GC_Del(list);
  Py_RETURN_NONE;
}
FUNCTION(free_static) {
  static char memory[64];
  PyMem_Free(memory + 32);
  Py_RETURN_NONE;
}
FUNCTION(overrun) {
  char *memory = PyMem_Malloc(40);
  memory[40] = 1;
  PyMem_Free(memory);
  Py_RETURN_NONE;
}
FUNCTION(write_dead) {
  char *memory = PyMem_Malloc(40);
  PyMem_Free(memory);
  memory[9] = 1;
  PyGC_Collect();
  Py_RETURN_NONE;
}
FUNCTION(leak) {
  PyList_New(3);
  Py_RETURN_NONE;
}

#define METHOD(name) {#name, name, METH_NOARGS, NULL}
static PyMethodDef methods[] = {
  METHOD(read_wild),    METHOD(call_null),    METHOD(aborts),      METHOD(wild_argument),        METHOD(null_argument),
  METHOD(append_to_dead), METHOD(decref_dead), METHOD(dead_item),  METHOD(decref_to_below_zero), METHOD(type_is_none),
  METHOD(free_twice),   METHOD(free_object_twice), METHOD(free_static), METHOD(overrun),         METHOD(write_dead),
  METHOD(leak),         {NULL, NULL, 0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "fixture", .m_size = -1, .m_methods = methods};
PyMODINIT_FUNC PyInit_fixture(void) { return PyModule_Create(&definition); }
