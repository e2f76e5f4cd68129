#include "probe.h"
#include <structseq.h>

/*
 * store(kind, item): a new object that refers to `item`, made by a function that takes a reference of its own. The caller's
 * reference is borrowed from the host, so a function that steals it takes what is not its own.
 */
static PyStructSequence_Field fields[] = {{"first", NULL}, {"second", NULL}, {NULL, NULL}};
static PyStructSequence_Desc description = {"probe.Pair", "Two objects.", fields, 2};
static PyTypeObject *pair_type; /* Owned; made when it is first needed. */

/* `holder` if `status` says success, else NULL. */
static PyObject *checked(PyObject *holder, int status) {
  if (status == 0) return holder;
  Py_XDECREF(holder);
  return NULL;
}

static PyObject *in_list(const char *kind, PyObject *item) {
  PyObject *list = Py_BuildValue("[i]", 0);
  if (list == NULL) return NULL;
  if (strcmp(kind, "PyList_Append") == 0) return checked(list, PyList_Append(list, item));
  if (strcmp(kind, "PyList_Insert") == 0) return checked(list, PyList_Insert(list, 0, item));
  if (strcmp(kind, "PySequence_SetItem") == 0) return checked(list, PySequence_SetItem(list, 0, item));
  PyObject *items = PyTuple_Pack(1, item);
  int status = items == NULL ? -1 : PyList_SetSlice(list, 0, 1, items);
  Py_XDECREF(items);
  return checked(list, status);
}

static PyObject *in_dict(const char *kind, PyObject *item) {
  PyObject *dict = PyDict_New(), *key = PyUnicode_FromString("key");
  int status = -1;
  if (dict == NULL || key == NULL) status = -1;
  else if (strcmp(kind, "PyDict_SetItem") == 0) status = PyDict_SetItem(dict, key, item);
  else if (strcmp(kind, "PyDict_SetItem-key") == 0) status = PyDict_SetItem(dict, item, key);
  else if (strcmp(kind, "PyDict_SetItemString") == 0) status = PyDict_SetItemString(dict, "key", item);
  else if (strcmp(kind, "PyDict_SetDefault") == 0) status = PyDict_SetDefault(dict, key, item) == NULL ? -1 : 0;
  else if (strcmp(kind, "PyObject_SetItem") == 0) status = PyObject_SetItem(dict, key, item);
  else status = PyMapping_SetItemString(dict, "key", item);
  Py_XDECREF(key);
  return checked(dict, status);
}

static PyObject *in_set(PyObject *item) {
  PyObject *set = PySet_New(NULL);
  return set == NULL ? NULL : checked(set, PySet_Add(set, item));
}

static PyObject *in_module(PyObject *item) {
  PyObject *module = PyModule_New("scratch");
  return module == NULL ? NULL : checked(module, PyObject_SetAttrString(module, "item", item));
}

static PyObject *in_context(PyObject *item) {
  PyObject *variable = PyContextVar_New("variable", NULL), *token = NULL;
  if (variable != NULL) token = PyContextVar_Set(variable, item);
  int failed = token == NULL || PyContextVar_Reset(variable, token) < 0;
  Py_XDECREF(token);
  return checked(variable, failed ? -1 : 0);
}

/* PyStructSequence_SetItem steals, so the reference is one of C's own. */
static PyObject *in_pair(PyObject *item) {
  if (pair_type == NULL) pair_type = PyStructSequence_NewType(&description);
  PyObject *pair = pair_type == NULL ? NULL : PyStructSequence_New(pair_type);
  if (pair == NULL) return NULL;
  Py_INCREF(item);
  PyStructSequence_SetItem(pair, 0, item);
  Py_INCREF(Py_None);
  PyStructSequence_SetItem(pair, 1, Py_None);
  return pair;
}

static PyObject *store(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  PyObject *item;
  if (!PyArg_ParseTuple(args, "sO", &kind, &item)) return NULL;
  if (strncmp(kind, "PyList", 6) == 0 || strcmp(kind, "PySequence_SetItem") == 0) return in_list(kind, item);
  if (strcmp(kind, "PySet_Add") == 0) return in_set(item);
  if (strcmp(kind, "PyObject_SetAttrString") == 0) return in_module(item);
  if (strcmp(kind, "PyTuple_Pack") == 0) return PyTuple_Pack(1, item);
  if (strcmp(kind, "PySlice_New") == 0) return PySlice_New(item, NULL, NULL);
  return in_dict(kind, item);
}

static PyObject *store_in_cell(PyObject *Py_UNUSED(self), PyObject *item) {
  PyObject *cell = PyCell_New(NULL);
  return cell == NULL ? NULL : checked(cell, PyCell_Set(cell, item));
}

static PyObject *store_in_context(PyObject *Py_UNUSED(self), PyObject *item) { return in_context(item); }

static PyObject *store_in_pair(PyObject *Py_UNUSED(self), PyObject *item) { return in_pair(item); }

PROBE_MODULE(PROBE_VARARGS(store), PROBE_O(store_in_cell), PROBE_O(store_in_context), PROBE_O(store_in_pair))
