#include "probe.h"

/* Borrowed results whose lender is the interpreter, a module or a type: they stay good while the host collects. */
static int churn(PyObject *callable) {
  PyObject *result = PyObject_CallObject(callable, NULL);
  if (result == NULL) return -1;
  Py_DECREF(result);
  for (long i = 0; i < 10000; i++) {
    PyObject *object = Py_BuildValue("[ld]", i, 0.5);
    if (object == NULL) return -1;
    Py_DECREF(object);
  }
  return 0;
}

/* True if the second borrowing after the churn gives the same object, which has the attribute or key `probed`. */
#define STAYS(name, expression, probed)                                                                               \
  static PyObject *name(PyObject *Py_UNUSED(self), PyObject *callable) {                                              \
    PyObject *borrowed = (PyObject *)(expression);                                                                    \
    if (borrowed == NULL) return PyErr_Format(PyExc_LookupError, "nothing was lent");                                 \
    if (churn(callable) < 0) return NULL;                                                                             \
    PyObject *found = probed;                                                                                         \
    if (found == NULL) return NULL;                                                                                   \
    Py_DECREF(found);                                                                                                 \
    return PyBool_FromLong(borrowed == (PyObject *)(expression));                                                     \
  }
STAYS(sys_object, PySys_GetObject("modules"), PyMapping_GetItemString(borrowed, "sys"))
STAYS(module_dict, PyImport_GetModuleDict(), PyMapping_GetItemString(borrowed, "sys"))
STAYS(added_module, PyImport_AddModule("sys"), PyObject_GetAttrString(borrowed, "modules"))
STAYS(builtins, PyEval_GetBuiltins(), PyMapping_GetItemString(borrowed, "len"))
STAYS(thread_dict, PyThreadState_GetDict(), PyMapping_Items(borrowed))
static PyObject *dict_of_sys(void) {
  PyObject *module = PyImport_AddModule("sys");
  return module == NULL ? NULL : PyModule_GetDict(module);
}
STAYS(dict_of_module, dict_of_sys(), PyMapping_GetItemString(borrowed, "modules"))

/* The type that PyErr_Occurred lends is good while the exception is pending and after it was cleared. */
static PyObject *occurred(PyObject *Py_UNUSED(self), PyObject *type) {
  PyErr_SetNone(type);
  PyObject *borrowed = PyErr_Occurred();
  for (long i = 0; i < 10000; i++) {
    PyObject *number = PyLong_FromLong(1000000 + i);
    Py_XDECREF(number);
  }
  Py_XINCREF(borrowed);
  PyErr_Clear();
  return borrowed;
}

/* What a weak reference lends while somebody else holds the object. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static PyObject *weakly_referenced(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *reference, *callable;
  if (!PyArg_ParseTuple(args, "OO", &reference, &callable)) return NULL;
  PyObject *borrowed = PyWeakref_GetObject(reference);
  if (borrowed == NULL || churn(callable) < 0) return NULL;
  Py_INCREF(borrowed);
  return borrowed;
}

/* A type made from a specification for this module lends the module. */
static PyType_Slot slots[] = {{0, NULL}};
static PyType_Spec spec = {.name = "probe.Placed", .basicsize = sizeof(PyObject), .flags = Py_TPFLAGS_DEFAULT, .slots = slots};

static PyObject *module_of_type(PyObject *self, PyObject *callable) {
  PyObject *type = PyType_FromModuleAndSpec(self, &spec, NULL);
  if (type == NULL) return NULL;
  PyObject *borrowed = PyType_GetModule((PyTypeObject *)type);
  int same = borrowed != NULL && churn(callable) == 0 && borrowed == self;
  Py_DECREF(type);
  return PyErr_Occurred() ? NULL : PyBool_FromLong(same);
}

PROBE_MODULE(PROBE_O(sys_object), PROBE_O(module_dict), PROBE_O(added_module), PROBE_O(builtins), PROBE_O(thread_dict),
             PROBE_O(dict_of_module), PROBE_O(occurred), PROBE_VARARGS(weakly_referenced), PROBE_O(module_of_type))
