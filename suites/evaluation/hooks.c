#include "probe.h"

/* Watchers and other hooks, all new in 3.12 or 3.13: what they were told. */
static PyObject *told; /* Owned. */

static PyObject *take_told(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *list = told == NULL ? PyList_New(0) : told;
  told = NULL;
  return list;
}

#if PY_VERSION_HEX >= 0x030C0000 && !defined(PYPY_VERSION)
/* Takes the entry. */
static int tell(PyObject *entry) {
  if (told == NULL) told = PyList_New(0);
  int failed = told == NULL || entry == NULL || PyList_Append(told, entry) < 0;
  Py_XDECREF(entry);
  return failed ? -1 : 0;
}

/* ---- Watchers --------------------------------------------------------------------------------------------------- */

static int watcher = -1, fails;

/* (event, key, new value, size before); Ellipsis for NULL. */
static int on_dict(PyDict_WatchEvent event, PyObject *dict, PyObject *key, PyObject *value) {
  static const char *const names[] = {"added", "modified", "deleted", "cloned", "cleared", "deallocated"};
  if (fails) {
    PyErr_SetString(PyExc_LookupError, "of a watcher");
    return -1;
  }
  return tell(Py_BuildValue("(sOOn)", names[event], key == NULL ? Py_Ellipsis : key, value == NULL ? Py_Ellipsis : value,
                            event == PyDict_EVENT_DEALLOCATED ? -1 : PyDict_Size(dict)));
}
static int on_type(PyTypeObject *type) { return tell(PyType_GetName(type)); }
/* Only of functions with this name: the host may make some to run text. */
static int on_function(PyFunction_WatchEvent event, PyFunctionObject *function, PyObject *Py_UNUSED(value)) {
  static const char *const names[] = {"create", "destroy", "code", "defaults", "kwdefaults"};
  if (PyUnicode_CompareWithASCIIString(function->func_name, "watched") != 0) return 0;
  return tell(PyUnicode_FromString(names[event]));
}
static int on_code(PyCodeEvent event, PyCodeObject *Py_UNUSED(code)) {
  return tell(PyUnicode_FromString(event == PY_CODE_EVENT_CREATE ? "create" : "destroy"));
}

static int add(const char *kind) {
  if (strcmp(kind, "dict") == 0) return PyDict_AddWatcher(on_dict);
  if (strcmp(kind, "type") == 0) return PyType_AddWatcher(on_type);
  return strcmp(kind, "function") == 0 ? PyFunction_AddWatcher(on_function) : PyCode_AddWatcher(on_code);
}
static int clear(const char *kind, int id) {
  if (strcmp(kind, "dict") == 0) return PyDict_ClearWatcher(id);
  if (strcmp(kind, "type") == 0) return PyType_ClearWatcher(id);
  return strcmp(kind, "function") == 0 ? PyFunction_ClearWatcher(id) : PyCode_ClearWatcher(id);
}
/* Whether it answered -1 with an exception, which is taken. */
static int refused(int answer) {
  int failed = answer == -1 && PyErr_Occurred() != NULL;
  PyErr_Clear();
  return failed;
}

/* (watchers that were added, identifiers that differ, one too many and those that are gone are refused) */
static PyObject *identifiers(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  int ids[3], different = 0;
  if (!PyArg_ParseTuple(args, "s", &kind)) return NULL;
  for (int i = 0; i < 3; i++)
    if ((ids[i] = add(kind)) < 0) return NULL;
  different = ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2];
  for (int i = 0; i < 3; i++)
    if (clear(kind, ids[i]) < 0) return NULL;
  return Py_BuildValue("(NNN)", PyBool_FromLong(different), PyBool_FromLong(refused(clear(kind, ids[1]))),
                       PyBool_FromLong(refused(clear(kind, 1000000))));
}

static PyObject *begin(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  if (!PyArg_ParseTuple(args, "sp", &kind, &fails) || (watcher = add(kind)) < 0) return NULL;
  Py_RETURN_NONE;
}
static PyObject *end(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind;
  if (!PyArg_ParseTuple(args, "s", &kind) || clear(kind, watcher) < 0) return NULL;
  Py_RETURN_NONE;
}
static PyObject *watch(PyObject *Py_UNUSED(self), PyObject *o) {
  int answer = PyType_Check(o) ? PyType_Watch(watcher, o) : PyDict_Watch(watcher, o);
  return answer < 0 ? NULL : PyLong_FromLong(answer);
}
static PyObject *unwatch(PyObject *Py_UNUSED(self), PyObject *o) {
  int answer = PyType_Check(o) ? PyType_Unwatch(watcher, o) : PyDict_Unwatch(watcher, o);
  return answer < 0 ? NULL : PyLong_FromLong(answer);
}
static PyObject *update(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *dict, *other;
  if (!PyArg_ParseTuple(args, "OO", &dict, &other) || PyDict_Update(dict, other) < 0) return NULL;
  Py_RETURN_NONE;
}

/* Compiles, or also runs, a text while a watcher is there. */
static PyObject *watched_text(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *kind, *text;
  if (!PyArg_ParseTuple(args, "ss", &kind, &text)) return NULL;
  int id = add(kind), runs = strcmp(kind, "function") == 0;
  PyObject *space = PyDict_New(), *code = Py_CompileString(text, "probe.py", Py_file_input);
  PyObject *result = runs && code != NULL && space != NULL ? PyEval_EvalCode(code, space, space) : NULL;
  int failed = id < 0 || space == NULL || code == NULL || (runs && result == NULL);
  Py_XDECREF(result);
  Py_XDECREF(code);
  Py_XDECREF(space);
  if (failed || clear(kind, id) < 0) return NULL;
  Py_RETURN_NONE;
}

/* ---- Data of code ------------------------------------------------------------------------------------------------- */

static Py_ssize_t extra_index = -1; /* Asked for once: there are few. */
static int extra_number, extra_freed;
static void free_extra(void *extra) { extra_freed += extra == &extra_number; }

/* (NULL before, what was set, freed with the code and not before) */
static PyObject *code_extra(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  if (extra_index < 0) extra_index = PyUnstable_Eval_RequestCodeExtraIndex(free_extra);
  PyObject *code = (PyObject *)PyCode_NewEmpty("probe.py", "extra", 1);
  void *before = &extra_number, *after = NULL;
  extra_freed = 0;
  if (code == NULL || extra_index < 0) return NULL;
  if (PyUnstable_Code_GetExtra(code, extra_index, &before) < 0 || PyUnstable_Code_SetExtra(code, extra_index, &extra_number) < 0 ||
      PyUnstable_Code_GetExtra(code, extra_index, &after) < 0)
    return NULL;
  int early = extra_freed;
  Py_DECREF(code);
  return Py_BuildValue("(NNii)", PyBool_FromLong(before == NULL), PyBool_FromLong(after == &extra_number), early, extra_freed);
}

/* Whether a compact int has the right compact value. */
static PyObject *compact(PyObject *Py_UNUSED(self), PyObject *number) {
  PyLongObject *o = (PyLongObject *)number;
  if (!PyUnstable_Long_IsCompact(o)) Py_RETURN_TRUE;
  long long value = PyLong_AsLongLong(number);
  if (value == -1 && PyErr_Occurred()) return NULL;
  return PyBool_FromLong(PyUnstable_Long_CompactValue(o) == value);
}
#else
static PyObject *identifiers(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(args)) {
  return PyErr_Format(PyExc_NotImplementedError, "new in 3.12");
}
static PyObject *begin(PyObject *self, PyObject *args) { return identifiers(self, args); }
static PyObject *end(PyObject *self, PyObject *args) { return identifiers(self, args); }
static PyObject *watch(PyObject *self, PyObject *o) { return identifiers(self, o); }
static PyObject *unwatch(PyObject *self, PyObject *o) { return identifiers(self, o); }
static PyObject *update(PyObject *self, PyObject *args) { return identifiers(self, args); }
static PyObject *watched_text(PyObject *self, PyObject *args) { return identifiers(self, args); }
static PyObject *code_extra(PyObject *self, PyObject *ignored) { return identifiers(self, ignored); }
static PyObject *compact(PyObject *self, PyObject *number) { return identifiers(self, number); }
#endif

#if PY_VERSION_HEX >= 0x030D0000 && !defined(PYPY_VERSION)
/* ---- The tracer of references, the end of an interpreter ---------------------------------------------------------- */

static int created, destroyed;
static PyObject *traced; /* Borrowed. */
static int on_object(PyObject *o, PyRefTracerEvent event, void *data) {
  if (data != &created || Py_TYPE(o) != &PyCapsule_Type) return 0;
  if (event == PyRefTracer_CREATE) created++;
  else destroyed += o == traced;
  return 0;
}

/* (tracer and data are told, creations, destructions, none afterwards) */
static PyObject *reference_tracer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  void *data = NULL;
  created = destroyed = 0;
  if (PyRefTracer_SetTracer(on_object, &created) < 0) return NULL;
  int same = PyRefTracer_GetTracer(&data) == on_object && data == &created;
  traced = PyCapsule_New(&created, NULL, NULL);
  int made = created;
  Py_XDECREF(traced);
  if (PyRefTracer_SetTracer(NULL, NULL) < 0 || PyErr_Occurred()) return NULL;
  PyObject *later = PyCapsule_New(&created, NULL, NULL);
  if (later == NULL) return NULL;
  Py_DECREF(later);
  int gone = PyRefTracer_GetTracer(&data) == NULL;
  return Py_BuildValue("(NiiNi)", PyBool_FromLong(same), made, destroyed, PyBool_FromLong(gone), created);
}

static void say(void *text) {
  PROBE_UNUSED ssize_t done = write(2, text, strlen(text));
}
static PyObject *at_exit(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  static char text[] = "the callback ran\n";
  return PyUnstable_AtExit(PyInterpreterState_Get(), say, text) < 0 ? NULL : PyLong_FromLong(0);
}

/* ---- Events that C fires ------------------------------------------------------------------------------------------- */

/*
 * fire(sys.monitoring, events, result): while tool 4 is told of these events, and no code of the host runs, the start of a function, a
 * line and the return of the object.
 */
static PyObject *fire(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *tools, *result;
  int told_of;
  if (!PyArg_ParseTuple(args, "OiO", &tools, &told_of, &result)) return NULL;
  static const uint8_t events[] = {PY_MONITORING_EVENT_PY_START, PY_MONITORING_EVENT_LINE, PY_MONITORING_EVENT_PY_RETURN};
  PyMonitoringState states[3] = {{0, 0}, {0, 0}, {0, 0}};
  uint64_t version = 0;
  PyObject *code = (PyObject *)PyCode_NewEmpty("probe.c", "fired", 1);
  PyObject *set = code == NULL ? NULL : PyObject_CallMethod(tools, "set_events", "ii", 4, told_of);
  if (set == NULL || PyMonitoring_EnterScope(states, &version, events, 3) < 0) return NULL;
  Py_DECREF(set);
  int failed = PyMonitoring_FirePyStartEvent(&states[0], code, 0) < 0 || PyMonitoring_FireLineEvent(&states[1], code, 2, 42) < 0 ||
               PyMonitoring_FirePyReturnEvent(&states[2], code, 4, result) < 0;
  if (PyMonitoring_ExitScope() < 0) failed = 1;
  Py_DECREF(code);
  return failed ? NULL : PyObject_CallMethod(tools, "set_events", "ii", 4, 0);
}
#else
static PyObject *reference_tracer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  return PyErr_Format(PyExc_NotImplementedError, "new in 3.13");
}
static PyObject *at_exit(PyObject *self, PyObject *ignored) { return reference_tracer(self, ignored); }
static PyObject *fire(PyObject *self, PyObject *args) { return reference_tracer(self, args); }
#endif

/* The module `monitoring` of sys. */
static PyObject *monitoring(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *module = PySys_GetObject("monitoring"); /* Borrowed. */
  if (module == NULL) return PyErr_Format(PyExc_RuntimeError, "no sys.monitoring");
  Py_INCREF(module);
  return module;
}

PROBE_MODULE(PROBE_NOARGS(take_told), PROBE_VARARGS(identifiers), PROBE_VARARGS(begin), PROBE_VARARGS(end), PROBE_O(watch),
             PROBE_O(unwatch), PROBE_VARARGS(update), PROBE_VARARGS(watched_text), PROBE_NOARGS(code_extra), PROBE_O(compact),
             PROBE_NOARGS(reference_tracer), PROBE_NOARGS(at_exit), PROBE_VARARGS(fire), PROBE_NOARGS(monitoring))
