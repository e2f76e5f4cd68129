#include "probe.h"

/*
 * Interpreters beside the one that the probe is in. Source text runs in them and calls `note`, which writes into a
 * buffer of C: no object leaves its interpreter.
 */
static char notes[1024];
static void note_text(const char *text) {
  size_t used = strlen(notes);
  snprintf(notes + used, sizeof notes - used, "%s%s", used > 0 ? " " : "", text);
}
static PyObject *note(PyObject *Py_UNUSED(self), PyObject *text) {
  const char *chars = PyUnicode_AsUTF8(text);
  if (chars == NULL) return NULL;
  note_text(chars);
  Py_RETURN_NONE;
}
static PyMethodDef note_method = {"note", note, METH_O, NULL};
static PyObject *taken_notes(void) {
  PyObject *text = PyUnicode_FromString(notes);
  notes[0] = '\0';
  return text;
}
static char file[4096];

/* Runs source text in `__main__` of the current interpreter; an exception is noted by its type's name. */
static void run(const char *source) {
  PyObject *main = PyImport_AddModule("__main__");
  PyObject *space = main == NULL ? NULL : PyModule_GetDict(main), *function = PyCFunction_New(&note_method, NULL);
  PyObject *path = PyUnicode_DecodeFSDefault(file), *result = NULL;
  if (space != NULL && function != NULL && path != NULL && PyDict_SetItemString(space, "note", function) == 0 &&
      PyDict_SetItemString(space, "file", path) == 0)
    result = PyRun_String(source, Py_file_input, space, space);
  Py_XDECREF(function);
  Py_XDECREF(path);
  Py_XDECREF(result);
  if (!PyErr_Occurred()) return;
  note_text(PyErr_ExceptionMatches(PyExc_ImportError) ? "ImportError" : "another-exception");
  if (!PyErr_ExceptionMatches(PyExc_ImportError)) PyErr_Print();
  PyErr_Clear();
}

/* A new interpreter, whose thread state becomes the current one; NULL with a note when it fails. */
static PyThreadState *begin(const char *kind) {
  if (strcmp(kind, "ordinary") == 0) return Py_NewInterpreter();
#if PY_VERSION_HEX >= 0x030C0000
  int own = strcmp(kind, "own-gil") == 0, strict = own || strcmp(kind, "strict") == 0;
  PyInterpreterConfig config = {
    .use_main_obmalloc = !own && strcmp(kind, "contradiction") != 0, .allow_fork = 1, .allow_exec = 1, .allow_threads = 1,
    .allow_daemon_threads = 1, .check_multi_interp_extensions = strict,
    .gil = own ? PyInterpreterConfig_OWN_GIL : PyInterpreterConfig_SHARED_GIL};
  PyThreadState *state = NULL;
  PyStatus status = Py_NewInterpreterFromConfig(&state, &config);
  if (!PyStatus_Exception(status)) return state;
  note_text(state == NULL ? "refused" : "refused-with-state");
#endif
  return NULL;
}

/* Keeps the path of the probe's file for other interpreters to import from. */
static int find_file(PyObject *self) {
  const char *path = PyModule_GetFilename(self);
  if (path == NULL) return -1;
  snprintf(file, sizeof file, "%s", path);
  return 0;
}
/* in_new(kind, source): runs it in a new interpreter, ends that, and answers the notes. */
static PyObject *in_new(PyObject *self, PyObject *args) {
  const char *kind, *source;
  if (!PyArg_ParseTuple(args, "ss", &kind, &source) || find_file(self) < 0) return NULL;
  PyThreadState *own = PyThreadState_Get(), *state = begin(kind);
  if (state != NULL) {
    run(source);
    Py_EndInterpreter(state);
  }
  PyThreadState_Swap(own); /* Also after a failure there may be no current thread state. */
  return taken_notes();
}
/* in_two(first, second, again): the first and the last in one new interpreter, the second in another. */
static PyObject *in_two(PyObject *self, PyObject *args) {
  const char *first, *second, *again;
  if (!PyArg_ParseTuple(args, "sss", &first, &second, &again) || find_file(self) < 0) return NULL;
  PyThreadState *own = PyThreadState_Get(), *one = Py_NewInterpreter(), *two;
  if (one == NULL) return PyErr_Format(PyExc_RuntimeError, "no interpreter");
  run(first);
  PyThreadState_Swap(own);
  if ((two = Py_NewInterpreter()) != NULL) run(second);
  PyThreadState_Swap(one);
  run(again);
  Py_EndInterpreter(one);
  PyThreadState_Swap(two);
  Py_EndInterpreter(two);
  PyThreadState_Swap(own);
  return taken_notes();
}

/* ---- Identity --------------------------------------------------------------------------------------------------- */

/* (ids are not negative, differ, stay the same; main is the main one; the new ones are in the list of all). */
static PyObject *identities(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyThreadState *own = PyThreadState_Get();
  PyInterpreterState *here = own->interp, *main = PyInterpreterState_Main();
  PyThreadState *one = Py_NewInterpreter();
  PyThreadState *two = one == NULL ? NULL : Py_NewInterpreter();
  if (two == NULL) return PyErr_Format(PyExc_RuntimeError, "no interpreter");
  long long ids[3] = {PyInterpreterState_GetID(here), PyInterpreterState_GetID(one->interp), PyInterpreterState_GetID(two->interp)};
  int listed = 0;
  for (PyInterpreterState *each = PyInterpreterState_Head(); each != NULL; each = PyInterpreterState_Next(each))
    listed += each == here || each == one->interp || each == two->interp;
  int same = PyInterpreterState_GetID(one->interp) == ids[1];
  Py_EndInterpreter(two);
  PyThreadState_Swap(one);
  Py_EndInterpreter(one);
  PyThreadState_Swap(own);
  return Py_BuildValue("(NNNNi)", PyBool_FromLong(ids[0] >= 0 && ids[1] >= 0 && ids[2] >= 0),
                       PyBool_FromLong(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]), PyBool_FromLong(same),
                       PyBool_FromLong(main == here), listed);
}
/* (a new interpreter is current, swapping gives the one before, after the end there is none). */
static PyObject *swaps(PyObject *Py_UNUSED(self), PyObject *kind) {
  PyThreadState *own = PyThreadState_Get(), *state = begin(PyUnicode_AsUTF8(kind));
  if (state == NULL) return PyErr_Format(PyExc_RuntimeError, "no interpreter");
  int current = PyThreadState_Get() == state && state != own;
  int there = PyThreadState_Swap(own) == state && PyThreadState_Get() == own;
  int back = PyThreadState_Swap(state) == own && PyThreadState_Get() == state;
  Py_EndInterpreter(state);
  int none = PyThreadState_Swap(own) == NULL;
  return Py_BuildValue("(NNNN)", PyBool_FromLong(current), PyBool_FromLong(there), PyBool_FromLong(back), PyBool_FromLong(none));
}
/* (PyInterpreterState_Get and PyThreadState_GetInterpreter agree in a new interpreter, and differ from here). */
static PyObject *current(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyThreadState *own = PyThreadState_Get();
  PyInterpreterState *here = PyInterpreterState_Get();
  PyThreadState *state = Py_NewInterpreter();
  if (state == NULL) return PyErr_Format(PyExc_RuntimeError, "no interpreter");
  PyInterpreterState *there = PyInterpreterState_Get();
  int agrees = there == PyThreadState_GetInterpreter(state);
  Py_EndInterpreter(state);
  PyThreadState_Swap(own);
  return Py_BuildValue("(NNN)", PyBool_FromLong(agrees), PyBool_FromLong(here != there), PyBool_FromLong(PyInterpreterState_Get() == here));
}
/* (what one interpreter keeps in its dictionary is not in another's, the dictionary stays the same). */
static PyObject *dictionaries(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyThreadState *own = PyThreadState_Get();
  PyObject *here = PyInterpreterState_GetDict(own->interp);
  if (here == NULL || PyDict_SetItemString(here, "proofload", Py_None) < 0) return NULL;
  PyThreadState *state = Py_NewInterpreter();
  if (state == NULL) return PyErr_Format(PyExc_RuntimeError, "no interpreter");
  PyObject *there = PyInterpreterState_GetDict(state->interp);
  int apart = there != NULL && there != here && PyDict_GetItemString(there, "proofload") == NULL;
  Py_EndInterpreter(state);
  PyThreadState_Swap(own);
  int stays = PyInterpreterState_GetDict(own->interp) == here && PyDict_DelItemString(here, "proofload") == 0;
  return Py_BuildValue("(NN)", PyBool_FromLong(apart), PyBool_FromLong(stays));
}
/* Ends an interpreter that has another thread state than the one that is given. */
static PyObject *end_with_threads(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyThreadState *state = Py_NewInterpreter();
  if (state == NULL || PyThreadState_New(state->interp) == NULL) return PyErr_Format(PyExc_RuntimeError, "no thread state");
  Py_EndInterpreter(state);
  abort();
}

/* ---- Modules that other interpreters import --------------------------------------------------------------------- */

struct state {
  long count;
};
static PyObject *count(PyObject *module, PyObject *Py_UNUSED(ignored)) {
  return PyLong_FromLong(++((struct state *)PyModule_GetState(module))->count);
}
static void free_module(void *Py_UNUSED(module)) { note_text("freed"); }
static PyMethodDef methods[] = {{"count", count, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef several = {PyModuleDef_HEAD_INIT, .m_name = "several", .m_size = sizeof(struct state),
                                     .m_methods = methods, .m_slots = slots, .m_free = free_module};
PyMODINIT_FUNC PyInit_proofload_several(void) { return PyModuleDef_Init(&several); }
static struct PyModuleDef global = {PyModuleDef_HEAD_INIT, .m_name = "global", .m_size = -1};
PyMODINIT_FUNC PyInit_proofload_single(void) { return PyModule_Create(&global); }
#ifdef Py_mod_multiple_interpreters
#define MODULE(name, value)                                                                                           \
  static PyModuleDef_Slot name##_slots[] = {{Py_mod_multiple_interpreters, value}, {0, NULL}};                        \
  static struct PyModuleDef name = {PyModuleDef_HEAD_INIT, .m_name = #name, .m_slots = name##_slots};                 \
  PyMODINIT_FUNC PyInit_proofload_##name(void) { return PyModuleDef_Init(&name); }
MODULE(main_only, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED)
MODULE(shared_gil, Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED)
MODULE(own_gil, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED)
#endif
/* Is the module of the definition found here? (in the interpreter of the probe, in a new one). */
static PyObject *registered(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *module = PyModule_Create(&global);
  if (module == NULL || PyState_AddModule(module, &global) < 0) return NULL;
  PyThreadState *own = PyThreadState_Get(), *state = Py_NewInterpreter();
  if (state == NULL) return PyErr_Format(PyExc_RuntimeError, "no interpreter");
  int there = PyState_FindModule(&global) != NULL;
  Py_EndInterpreter(state);
  PyThreadState_Swap(own);
  int here = PyState_FindModule(&global) == module;
  Py_DECREF(module);
  return PyState_RemoveModule(&global) < 0 ? NULL : Py_BuildValue("(ii)", here, there);
}

PROBE_MODULE(PROBE_VARARGS(in_new), PROBE_VARARGS(in_two), PROBE_NOARGS(identities), PROBE_O(swaps), PROBE_NOARGS(current),
             PROBE_NOARGS(dictionaries), PROBE_NOARGS(end_with_threads), PROBE_NOARGS(registered))
