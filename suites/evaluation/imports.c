#include "probe.h"

static PyObject *name_of(PyObject *module) {
  PyObject *name = module == NULL ? NULL : PyObject_GetAttrString(module, "__name__");
  Py_XDECREF(module);
  return name;
}

static PyObject *module_name(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function, *name;
  if (!PyArg_ParseTuple(args, "ss", &function, &name)) return NULL;
  if (strcmp(function, "ImportModule") == 0) return name_of(PyImport_ImportModule(name));
  if (strcmp(function, "ImportModuleEx") == 0) return name_of(PyImport_ImportModuleEx(name, NULL, NULL, NULL));
  PyObject *text = PyUnicode_FromString(name);
  PyObject *module = text == NULL ? NULL : PyImport_Import(text);
  Py_XDECREF(text);
  return name_of(module);
}

/* import_level(name, globals or None, names, level) */
static PyObject *import_level(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *globals, *names;
  int level;
  if (!PyArg_ParseTuple(args, "sOOi", &name, &globals, &names, &level)) return NULL;
  return name_of(PyImport_ImportModuleLevel(name, globals == Py_None ? NULL : globals, NULL, names, level));
}

static PyObject *import_with_hook(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *name, *hook, *type, *value, *traceback, *builtins = PyEval_GetBuiltins();
  if (builtins == NULL || !PyArg_ParseTuple(args, "OO", &name, &hook)) return NULL;
  PyObject *old = PyDict_GetItemString(builtins, "__import__");
  Py_XINCREF(old);
  if (old == NULL) return PyErr_Format(PyExc_RuntimeError, "no built-in __import__");
  if (PyDict_SetItemString(builtins, "__import__", hook) < 0) {
    Py_DECREF(old);
    return NULL;
  }
  PyObject *module = PyImport_Import(name);
  PyErr_Fetch(&type, &value, &traceback);
  if (PyDict_SetItemString(builtins, "__import__", old) < 0) Py_CLEAR(module);
  Py_DECREF(old);
  PyErr_Restore(type, value, traceback);
  return module;
}

static PyObject *modules_are_sys_modules(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *modules = PyImport_GetModuleDict();
  return PyBool_FromLong(modules != NULL && modules == PySys_GetObject("modules"));
}

static int forget(const char *name) { return PyDict_DelItemString(PyImport_GetModuleDict(), name); }

/* Forgets the module, and gives the answer; NULL where either failed, with the first exception. */
static PyObject *forgotten(const char *name, PyObject *answer) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (forget(name) < 0) Py_CLEAR(answer);
  if (type != NULL) PyErr_Restore(type, value, traceback);
  return answer;
}

/* [what ImportModule gives, what GetModule gives] for an object that stands in sys.modules. */
static PyObject *import_stored(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  PyObject *item;
  if (!PyArg_ParseTuple(args, "sO", &name, &item)) return NULL;
  if (PyDict_SetItemString(PyImport_GetModuleDict(), name, item) < 0) return NULL;
  PyObject *text = PyUnicode_FromString(name);
  PyObject *imported = text == NULL ? NULL : PyImport_ImportModule(name);
  PyObject *got = imported == NULL ? NULL : PyImport_GetModule(text);
  Py_XDECREF(text);
  PyObject *answer = imported == NULL || got == NULL ? NULL : PyList_New(0);
  if (imported != NULL && got == NULL && !PyErr_Occurred()) PyErr_SetString(PyExc_AssertionError, "not found");
  if (answer != NULL && (PyList_Append(answer, imported) < 0 || PyList_Append(answer, got) < 0)) Py_CLEAR(answer);
  Py_XDECREF(imported);
  Py_XDECREF(got);
  return forgotten(name, answer);
}

static PyObject *import_blocked(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  if (PyDict_SetItemString(PyImport_GetModuleDict(), name, Py_None) < 0) return NULL;
  return forgotten(name, PyImport_ImportModule(name));
}

static PyObject *entered(const char *name) { return PyDict_GetItemString(PyImport_GetModuleDict(), name); }

static PyObject *is_entered(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  return PyArg_ParseTuple(args, "s", &name) ? PyBool_FromLong(entered(name) != NULL) : NULL;
}

static PyObject *added(const char *function, const char *name) {
  if (strcmp(function, "AddModule") == 0) return PyImport_AddModule(name);
  PyObject *text = PyUnicode_FromString(name);
  PyObject *module = text == NULL ? NULL : PyImport_AddModuleObject(text);
  Py_XDECREF(text);
  return module;
}

/* (name, it is entered, the second time it is the same) */
static PyObject *add_module(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *function, *name;
  if (!PyArg_ParseTuple(args, "ss", &function, &name)) return NULL;
  PyObject *module = added(function, name); /* Borrowed: sys.modules owns it. */
  if (module == NULL) return NULL;
  int is_entered_now = entered(name) == module;
  PyObject *again = added(function, name), *answer = NULL;
  if (again != NULL)
    answer = Py_BuildValue("(NNN)", PyObject_GetAttrString(module, "__name__"), PyBool_FromLong(is_entered_now),
                           PyBool_FromLong(again == module));
  return forgotten(name, answer);
}

static PyObject *add_module_ref(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  PyObject *module = PyImport_AddModuleRef(name), *again = NULL, *answer = NULL;
  if (module == NULL) return NULL;
  int is_entered_now = entered(name) == module;
  again = forgotten(name, PyImport_AddModuleRef(name));
  if (again != NULL) /* Only the two references keep it now. */
    answer = Py_BuildValue("(NNN)", PyObject_GetAttrString(module, "__name__"), PyBool_FromLong(is_entered_now),
                           PyBool_FromLong(module == again));
  Py_DECREF(module);
  Py_XDECREF(again);
  return answer;
}

#define EXECUTED "proofload_executed"
static PyObject *execute_code(int how, PyObject *code) {
  if (how == 0) return PyImport_ExecCodeModule(EXECUTED, code);
  if (how == 1) return PyImport_ExecCodeModuleEx(EXECUTED, code, "path.py");
  if (how == 2) return PyImport_ExecCodeModuleWithPathnames(EXECUTED, code, "path.py", "path.pyc");
  PyObject *name = PyUnicode_FromString(EXECUTED), *path = PyUnicode_FromString("path.py");
  PyObject *cached = PyUnicode_FromString("path.pyc"), *module = NULL;
  if (name != NULL && path != NULL && cached != NULL) module = PyImport_ExecCodeModuleObject(name, code, path, cached);
  Py_XDECREF(name);
  Py_XDECREF(path);
  Py_XDECREF(cached);
  return module;
}

/* An attribute, or None. */
static PyObject *attribute(PyObject *module, const char *name) {
  PyObject *value = PyObject_GetAttrString(module, name);
  if (value != NULL) return value;
  PyErr_Clear();
  return Py_BuildValue("");
}

/* execute(function, source): (x of the module, __file__, __cached__, it is entered) */
static PyObject *execute(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *source;
  int how;
  if (!PyArg_ParseTuple(args, "is", &how, &source)) return NULL;
  PyObject *code = Py_CompileString(source, "source.py", Py_file_input);
  PyObject *module = code == NULL ? NULL : execute_code(how, code);
  Py_XDECREF(code);
  if (module == NULL) return NULL;
  PyObject *answer = Py_BuildValue("(NNNN)", attribute(module, "x"), attribute(module, "__file__"),
                                   attribute(module, "__cached__"), PyBool_FromLong(entered(EXECUTED) == module));
  Py_DECREF(module);
  return forgotten(EXECUTED, answer);
}

static PyObject *reload(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  PyObject *module = PyImport_ImportModule(name);
  if (module == NULL) return NULL;
  /* What the module itself sets is back behind the reload. */
  if (PyObject_SetAttrString(module, "kwlist", Py_None) < 0) {
    Py_DECREF(module);
    return NULL;
  }
  PyObject *again = PyImport_ReloadModule(module), *list = again == NULL ? NULL : PyObject_GetAttrString(again, "kwlist");
  int good = again == module && list != NULL && list != Py_None;
  Py_XDECREF(list);
  Py_XDECREF(again);
  Py_DECREF(module);
  return PyErr_Occurred() ? NULL : PyBool_FromLong(good);
}

/* (number is that of importlib.util.MAGIC_NUMBER, tag is that of sys.implementation) */
static PyObject *magic(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *util = PyImport_ImportModule("importlib.util"), *answer = NULL;
  PyObject *bytes = util == NULL ? NULL : PyObject_GetAttrString(util, "MAGIC_NUMBER");
  PyObject *implementation = bytes == NULL ? NULL : PySys_GetObject("implementation");
  PyObject *tag = implementation == NULL ? NULL : PyObject_GetAttrString(implementation, "cache_tag");
  if (tag == NULL && !PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "no sys.implementation");
  if (bytes != NULL && tag != NULL && PyBytes_Size(bytes) >= 4) {
    const unsigned char *at = (const unsigned char *)PyBytes_AsString(bytes);
    unsigned long number = at[0] | (unsigned long)at[1] << 8 | (unsigned long)at[2] << 16 | (unsigned long)at[3] << 24;
    const char *text = PyImport_GetMagicTag();
    long told = PyImport_GetMagicNumber();
    if (!PyErr_Occurred())
      answer = Py_BuildValue("(NN)", PyBool_FromLong((unsigned long)told == number),
                             PyBool_FromLong(text != NULL && PyUnicode_CompareWithASCIIString(tag, text) == 0));
  }
  Py_XDECREF(util);
  Py_XDECREF(bytes);
  Py_XDECREF(tag);
  return answer;
}

PROBE_MODULE(PROBE_VARARGS(module_name), PROBE_VARARGS(import_level), PROBE_VARARGS(import_with_hook),
             PROBE_NOARGS(modules_are_sys_modules), PROBE_VARARGS(import_stored), PROBE_VARARGS(import_blocked),
             PROBE_VARARGS(is_entered), PROBE_VARARGS(add_module), PROBE_VARARGS(add_module_ref), PROBE_VARARGS(execute),
             PROBE_VARARGS(reload), PROBE_NOARGS(magic))
