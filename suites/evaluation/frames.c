#include "probe.h"
#include <frameobject.h> /* PyFrame_GetLineNumber of 3.8. */
#include <pthread.h>

/* What a thread without a frame is told. */
static struct {
  int frame, globals, locals, builtins, after;
} told;

static void *ask_without_frame(void *unused) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyObject *builtins = PyEval_GetBuiltins();
  told.frame = PyEval_GetFrame() != NULL;
  told.globals = PyEval_GetGlobals() != NULL;
  told.builtins = builtins != NULL && PyDict_GetItemString(builtins, "len") != NULL && !PyErr_Occurred();
  told.locals = PyEval_GetLocals() != NULL;
  PyErr_Clear(); /* CPython raises SystemError for the locals; the documentation says NULL and no more. */
  told.after = PyErr_Occurred() == NULL;
  PyGILState_Release(state);
  return unused;
}

static int run_thread(void *(*work)(void *)) {
  pthread_t thread;
  int failed = pthread_create(&thread, NULL, work, NULL);
  if (failed) {
    PyErr_SetString(PyExc_OSError, "pthread_create failed");
    return -1;
  }
  Py_BEGIN_ALLOW_THREADS
  pthread_join(thread, NULL);
  Py_END_ALLOW_THREADS
  return 0;
}

/* (frame, globals, locals, built-ins, clean afterwards) */
static PyObject *in_thread(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  if (run_thread(ask_without_frame) < 0) return NULL;
  return Py_BuildValue("(NNNNN)", PyBool_FromLong(told.frame), PyBool_FromLong(told.globals), PyBool_FromLong(told.locals),
                       PyBool_FromLong(told.builtins), PyBool_FromLong(told.after));
}

static void *ask_state(void *unused) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyFrameObject *frame = PyThreadState_GetFrame(PyThreadState_Get());
  told.frame = frame != NULL;
  Py_XDECREF((PyObject *)frame);
  told.after = PyErr_Occurred() != NULL;
  PyGILState_Release(state);
  return unused;
}

/* (frame, exception) */
static PyObject *state_in_thread(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  if (run_thread(ask_state) < 0) return NULL;
  return Py_BuildValue("(NN)", PyBool_FromLong(told.frame), PyBool_FromLong(told.after));
}

static PyObject *builtin(PyObject *Py_UNUSED(self), PyObject *name) {
  PyObject *builtins = PyEval_GetBuiltins();
  return builtins == NULL ? NULL : PyObject_GetItem(builtins, name);
}

static PyObject *frame_builtins_same(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *builtins = PyEval_GetFrameBuiltins();
  int same = builtins != NULL && builtins == PyEval_GetBuiltins();
  Py_XDECREF(builtins);
  return PyErr_Occurred() ? NULL : PyBool_FromLong(same);
}

/* Functions that the text calls leave here what they saw. */
static PyObject *seen;

static PyObject *see(PyObject *value) {
  PyObject *old = seen;
  seen = value;
  Py_XDECREF(old);
  return value == NULL ? NULL : Py_BuildValue("");
}

static PyObject *name_of(PyFrameObject *frame) {
  PyObject *code = (PyObject *)PyFrame_GetCode(frame);
  PyObject *name = code == NULL ? NULL : PyObject_GetAttrString(code, "co_name");
  Py_XDECREF(code);
  return name;
}

/* (globals are the module's, locals are the globals, line, name of the code) */
static PyObject *look(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyFrameObject *frame = PyEval_GetFrame();
  PyObject *globals = PyEval_GetGlobals(), *locals = PyEval_GetLocals();
  if (frame == NULL || globals == NULL || locals == NULL) return PyErr_Format(PyExc_AssertionError, "something is not there");
  PyObject *code = PyObject_GetAttrString((PyObject *)frame, "f_code");
  PyObject *name = code == NULL ? NULL : PyObject_GetAttrString(code, "co_name");
  Py_XDECREF(code);
  if (name == NULL) return NULL;
  return see(Py_BuildValue("(NNiN)", PyBool_FromLong(PyDict_GetItemString(globals, "marker") == self),
                           PyBool_FromLong(locals == globals), PyFrame_GetLineNumber(frame), name));
}

/* (globals are those of PyEval_GetGlobals, the values of the local variables), as references of the caller's own. */
static PyObject *spaces(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *globals = PyEval_GetFrameGlobals(), *locals = globals == NULL ? NULL : PyEval_GetFrameLocals();
  PyObject *answer = locals == NULL ? NULL : Py_BuildValue("(NO)", PyBool_FromLong(globals == PyEval_GetGlobals()), locals);
  Py_XDECREF(globals);
  Py_XDECREF(locals);
  return answer == NULL ? NULL : see(answer);
}

/* (name, globals are those that run, built-ins have len, locals, an instruction is told, a generator is told) */
static PyObject *parts(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyFrameObject *frame = PyEval_GetFrame();
  if (frame == NULL) return PyErr_Format(PyExc_AssertionError, "no frame");
  PyObject *globals = PyFrame_GetGlobals(frame), *builtins = PyFrame_GetBuiltins(frame);
  PyObject *locals = PyFrame_GetLocals(frame), *generator = PyFrame_GetGenerator(frame), *copy = NULL;
  if (globals != NULL && builtins != NULL && locals != NULL) {
    copy = PyDict_New(); /* Locals may be another mapping than a dict. */
    if (copy != NULL && PyDict_Update(copy, locals) < 0) Py_CLEAR(copy);
  }
  PyObject *answer = copy == NULL ? NULL
                                  : Py_BuildValue("(NNNNNN)", name_of(frame),
                                                  PyBool_FromLong(PyDict_GetItemString(globals, "marker") == self),
                                                  PyBool_FromLong(PyDict_GetItemString(builtins, "len") != NULL), copy,
                                                  PyBool_FromLong(PyFrame_GetLasti(frame) >= 0), PyBool_FromLong(generator != NULL));
  Py_XDECREF(globals);
  Py_XDECREF(builtins);
  Py_XDECREF(locals);
  Py_XDECREF(generator);
  return see(answer);
}

/* The names of the three innermost frames. */
static PyObject *names(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *list = PyList_New(0);
  PyFrameObject *frame = PyThreadState_GetFrame(PyThreadState_Get());
  for (int i = 0; i < 3 && frame != NULL && list != NULL; i++) {
    list = probe_append(list, name_of(frame));
    PyFrameObject *back = PyFrame_GetBack(frame);
    Py_DECREF((PyObject *)frame);
    frame = back;
  }
  Py_XDECREF((PyObject *)frame);
  return see(list);
}

static PyObject *variable(PyObject *Py_UNUSED(self), PyObject *name) {
  PyFrameObject *frame = PyEval_GetFrame();
  if (frame == NULL) return PyErr_Format(PyExc_AssertionError, "no frame");
  PyObject *value = PyFrame_GetVar(frame, name);
  if (value == NULL) return NULL;
  const char *text = PyUnicode_AsUTF8(name);
  PyObject *again = text == NULL ? NULL : PyFrame_GetVarString(frame, text);
  int same = value == again;
  Py_XDECREF(again);
  if (same) return see(value);
  Py_DECREF(value);
  return PyErr_Format(PyExc_AssertionError, "two answers");
}

static PyMethodDef inner[] = {
  {"look", look, METH_NOARGS, NULL},
  {"parts", parts, METH_NOARGS, NULL},
  {"names", names, METH_NOARGS, NULL},
  {"variable", variable, METH_O, NULL},
  {"spaces", spaces, METH_NOARGS, NULL},
};

/* Runs statements that may use one of the functions, `marker` (this module) and `item`; what the function saw. */
static PyObject *run_with(PyObject *self, PyMethodDef *function, const char *source, PyObject *item) {
  PyObject *callable = PyCFunction_New(function, self);
  if (callable == NULL) return NULL;
  PyObject *globals = Py_BuildValue("{sN,sO,sO}", function->ml_name, callable, "marker", self, "item", item);
  if (globals == NULL) return NULL;
  PyObject *result = PyRun_String(source, Py_file_input, globals, globals);
  PyObject *answer = result == NULL ? NULL : seen;
  Py_XINCREF(answer);
  Py_XDECREF(result);
  Py_CLEAR(seen);
  /* A function that the text defines refers to the globals. */
  PyDict_Clear(globals);
  Py_DECREF(globals);
  return answer;
}

#define RUN(name, index)                                                                                              \
  static PyObject *name(PyObject *self, PyObject *args) {                                                             \
    const char *source;                                                                                               \
    PyObject *item = Py_None;                                                                                         \
    return PyArg_ParseTuple(args, "s|O", &source, &item) ? run_with(self, &inner[index], source, item) : NULL;        \
  }
RUN(run_look, 0)
RUN(run_parts, 1)
RUN(run_names, 2)
RUN(run_variable, 3)
RUN(run_spaces, 4)

static PyObject *own_name(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *function = PyObject_GetAttrString(self, "own_name");
  if (function == NULL) return NULL;
  PyObject *answer = Py_BuildValue("(ss)", PyEval_GetFuncName(function), PyEval_GetFuncDesc(function));
  Py_DECREF(function);
  return answer;
}

/* How deep it came, or -1 with an exception. Few bytes of stack a level. */
static long go_down(long depth) {
  if (depth == 0) return 0;
  if (Py_EnterRecursiveCall(" in a probe") != 0) return -1;
  long below = go_down(depth - 1);
  Py_LeaveRecursiveCall();
  return below < 0 ? below : below + 1;
}

static PyObject *recurse(PyObject *Py_UNUSED(self), PyObject *depth) {
  long wanted = PyLong_AsLong(depth);
  if (wanted == -1 && PyErr_Occurred()) return NULL;
  long reached = go_down(wanted);
  return reached < 0 ? NULL : PyLong_FromLong(reached);
}

/* (first, second time, another object, first again behind Leave) */
static PyObject *repr_enter_twice(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *one, *other;
  if (!PyArg_ParseTuple(args, "OO", &one, &other)) return NULL;
  int first = Py_ReprEnter(one), second = first < 0 ? -1 : Py_ReprEnter(one);
  int different = second < 0 ? -1 : Py_ReprEnter(other);
  if (different >= 0) Py_ReprLeave(other);
  if (first >= 0) Py_ReprLeave(one);
  int again = different < 0 ? -1 : Py_ReprEnter(one);
  if (again < 0) return NULL;
  Py_ReprLeave(one);
  return Py_BuildValue("(iiii)", first, second, different, again);
}

PROBE_MODULE(PROBE_NOARGS(in_thread), PROBE_NOARGS(state_in_thread), PROBE_O(builtin), PROBE_NOARGS(frame_builtins_same),
             PROBE_VARARGS(run_look), PROBE_VARARGS(run_parts), PROBE_VARARGS(run_names), PROBE_VARARGS(run_variable),
             PROBE_VARARGS(run_spaces),
             PROBE_NOARGS(own_name), PROBE_O(recurse), PROBE_VARARGS(repr_enter_twice))
