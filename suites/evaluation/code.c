#include "probe.h"

/* None of a step stands for NULL. */
#define OR_NULL(object) ((object) == Py_None ? NULL : (object))

static PyObject *cell_new(PyObject *Py_UNUSED(self), PyObject *item) { return PyCell_New(OR_NULL(item)); }
static PyObject *cell_check(PyObject *Py_UNUSED(self), PyObject *o) { return PyLong_FromLong(PyCell_Check(o)); }

static PyObject *cell_get(PyObject *Py_UNUSED(self), PyObject *cell) {
  PyObject *item = PyCell_Get(cell);
  if (item != NULL || PyErr_Occurred()) return item;
  Py_RETURN_NONE;
}

static PyObject *cell_set(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *cell, *item;
  if (!PyArg_ParseTuple(args, "OO", &cell, &item)) return NULL;
  int status = PyCell_Set(cell, item);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

/* Reads with PyCell_GET, writes with PyCell_SET: (before, after) */
static PyObject *cell_macros(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *cell, *item;
  if (!PyArg_ParseTuple(args, "OO", &cell, &item)) return NULL;
  PyObject *before = PyCell_GET(cell); /* Borrowed; the cell's reference becomes ours below. */
  Py_INCREF(item);
  PyCell_SET(cell, item);
  return Py_BuildValue("(NN)", before, PyCell_Get(cell));
}

static PyObject *cell_empty(PyObject *Py_UNUSED(self), PyObject *cell) { return PyLong_FromLong(PyCell_Set(cell, NULL)); }

static PyObject *code_new(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *file, *name;
  int line;
  return PyArg_ParseTuple(args, "ssi", &file, &name, &line) ? (PyObject *)PyCode_NewEmpty(file, name, line) : NULL;
}

static PyObject *code_check(PyObject *Py_UNUSED(self), PyObject *o) { return PyLong_FromLong(PyCode_Check(o)); }

static PyObject *code_line(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *code;
  int at;
  return PyArg_ParseTuple(args, "Oi", &code, &at) ? PyLong_FromLong(PyCode_Addr2Line((PyCodeObject *)code, at)) : NULL;
}

static PyObject *code_parts(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *code;
  int which;
  if (!PyArg_ParseTuple(args, "Oi", &code, &which)) return NULL;
  if (which == 0) return PyCode_GetVarnames((PyCodeObject *)code);
  if (which == 1) return PyCode_GetCellvars((PyCodeObject *)code);
  return which == 2 ? PyCode_GetFreevars((PyCodeObject *)code) : PyCode_GetCode((PyCodeObject *)code);
}

static PyObject *free_count(PyObject *Py_UNUSED(self), PyObject *function) {
  PyObject *code = PyFunction_GetCode(function);
  return code == NULL ? NULL : PyLong_FromSsize_t(PyCode_GetNumFree((PyCodeObject *)code));
}

static PyObject *function_new(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *code, *globals;
  return PyArg_ParseTuple(args, "OO", &code, &globals) ? PyFunction_New(code, globals) : NULL;
}

static PyObject *function_named(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *code, *globals, *name;
  if (!PyArg_ParseTuple(args, "OOO", &code, &globals, &name)) return NULL;
  return PyFunction_NewWithQualName(code, globals, OR_NULL(name));
}

static PyObject *function_check(PyObject *Py_UNUSED(self), PyObject *o) { return PyLong_FromLong(PyFunction_Check(o)); }

/* A part of a function by its name; None where there is none. */
static PyObject *function_part(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *part = NULL;
  const char *name;
  if (!PyArg_ParseTuple(args, "Os", &function, &name)) return NULL;
  if (strcmp(name, "code") == 0) part = PyFunction_GetCode(function);
  else if (strcmp(name, "globals") == 0) part = PyFunction_GetGlobals(function);
  else if (strcmp(name, "module") == 0) part = PyFunction_GetModule(function);
  else if (strcmp(name, "defaults") == 0) part = PyFunction_GetDefaults(function);
  else if (strcmp(name, "closure") == 0) part = PyFunction_GetClosure(function);
  else if (strcmp(name, "annotations") == 0) part = PyFunction_GetAnnotations(function);
  else PyErr_SetString(PyExc_ValueError, name);
  if (part == NULL && PyErr_Occurred()) return NULL;
  if (part == NULL) part = Py_None;
  Py_INCREF(part);
  return part;
}

static PyObject *function_set(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *value;
  const char *name;
  int status;
  if (!PyArg_ParseTuple(args, "OsO", &function, &name, &value)) return NULL;
  if (strcmp(name, "defaults") == 0) status = PyFunction_SetDefaults(function, value);
  else if (strcmp(name, "annotations") == 0) status = PyFunction_SetAnnotations(function, value);
  else status = PyFunction_SetClosure(function, value);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

/* The function `f` that the source defines. */
static PyObject *function_of(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *source;
  PyObject *globals = PyDict_New(), *function = NULL;
  if (globals == NULL || !PyArg_ParseTuple(args, "s", &source)) return NULL;
  PyObject *code = Py_CompileString(source, "a file.py", Py_file_input);
  PyObject *result = code == NULL ? NULL : PyEval_EvalCode(code, globals, globals);
  if (result != NULL) function = PyDict_GetItemString(globals, "f");
  Py_XINCREF(function);
  Py_XDECREF(code);
  Py_XDECREF(result);
  Py_DECREF(globals);
  return function;
}

static PyObject *compile_object(const char *text, const char *file, const char *kind, int optimize) {
  PyObject *name = PyUnicode_FromString(file);
  if (name == NULL) return NULL;
  int start = strcmp(kind, "eval") == 0 ? Py_eval_input : Py_file_input;
  PyObject *code = Py_CompileStringObject(text, name, start, NULL, optimize);
  Py_DECREF(name);
  return code;
}

static PyObject *compiled(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *text, *file, *kind;
  int optimize;
  return PyArg_ParseTuple(args, "sssi", &text, &file, &kind, &optimize) ? compile_object(text, file, kind, optimize) : NULL;
}

static PyObject *eval_code(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *code, *globals, *locals;
  if (!PyArg_ParseTuple(args, "OOO", &code, &globals, &locals)) return NULL;
  return PyEval_EvalCode(code, globals, OR_NULL(locals));
}

/* (documentation of `f`, whether calling it fails its assertion) */
static PyObject *run_optimized(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *source;
  int optimize, asserted;
  /* Code that fails an assertion needs the built-ins, which PyEval_EvalCode need not supply. */
  PyObject *globals = Py_BuildValue("{sO}", "__builtins__", PyEval_GetBuiltins()), *text = NULL;
  if (globals == NULL || !PyArg_ParseTuple(args, "si", &source, &optimize)) return NULL;
  PyObject *code = compile_object(source, "a file.py", "file", optimize);
  PyObject *result = code == NULL ? NULL : PyEval_EvalCode(code, globals, globals);
  PyObject *function = result == NULL ? NULL : PyDict_GetItemString(globals, "f");
  if (function != NULL) text = PyObject_GetAttrString(function, "__doc__");
  Py_XDECREF(code);
  Py_XDECREF(result);
  result = text == NULL ? NULL : PyObject_CallObject(function, NULL);
  asserted = text != NULL && result == NULL && PyErr_ExceptionMatches(PyExc_AssertionError);
  if (asserted) PyErr_Clear();
  Py_XDECREF(result);
  Py_DECREF(globals);
  return text == NULL ? NULL : Py_BuildValue("(NN)", text, PyBool_FromLong(asserted));
}

/* eval_code_ex(function, arguments, [name, value, …], defaults, keyword defaults or NULL) */
static PyObject *eval_code_ex(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *given, *keywords, *defaults, *named, *values[8], *pairs[8], *defs[8];
  if (!PyArg_ParseTuple(args, "OO!O!O!O", &function, &PyTuple_Type, &given, &PyList_Type, &keywords, &PyTuple_Type, &defaults,
                        &named))
    return NULL;
  Py_ssize_t count = PyTuple_Size(given), named_count = PyList_Size(keywords), default_count = PyTuple_Size(defaults);
  if (count > 8 || named_count > 8 || default_count > 8) return PyErr_Format(PyExc_ValueError, "too many");
  for (Py_ssize_t i = 0; i < count; i++) values[i] = PyTuple_GetItem(given, i);
  for (Py_ssize_t i = 0; i < named_count; i++) pairs[i] = PyList_GetItem(keywords, i);
  for (Py_ssize_t i = 0; i < default_count; i++) defs[i] = PyTuple_GetItem(defaults, i);
  return PyEval_EvalCodeEx(PyFunction_GetCode(function), PyFunction_GetGlobals(function), NULL, values, (int)count, pairs,
                           (int)named_count / 2, defs, (int)default_count, OR_NULL(named), NULL);
}

PROBE_MODULE(PROBE_O(cell_new), PROBE_O(cell_check), PROBE_O(cell_get), PROBE_VARARGS(cell_set), PROBE_VARARGS(cell_macros),
             PROBE_O(cell_empty), PROBE_VARARGS(code_new), PROBE_O(code_check), PROBE_VARARGS(code_line),
             PROBE_VARARGS(code_parts), PROBE_O(free_count), PROBE_VARARGS(function_new), PROBE_VARARGS(function_named),
             PROBE_O(function_check), PROBE_VARARGS(function_part), PROBE_VARARGS(function_set), PROBE_VARARGS(function_of),
             PROBE_VARARGS(compiled), PROBE_VARARGS(eval_code), PROBE_VARARGS(run_optimized), PROBE_VARARGS(eval_code_ex))
