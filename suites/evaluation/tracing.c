#include "probe.h"
#include <frameobject.h> /* PyFrameObject of 3.8. */

#ifndef PyTrace_CALL /* A host that has no tracing. */
typedef int (*Py_tracefunc)(PyObject *, PyFrameObject *, int, PyObject *);
enum { PyTrace_CALL, PyTrace_EXCEPTION, PyTrace_LINE, PyTrace_RETURN, PyTrace_C_CALL, PyTrace_C_EXCEPTION, PyTrace_C_RETURN };
#endif

/* Names of what a trace or profile function was called for, and the object it got. */
static PyObject *events, *object;
static char raised[32];
static Py_ssize_t raised_parts;

static const char *event_name(int what) {
  switch (what) {
  case PyTrace_CALL: return "call";
  case PyTrace_EXCEPTION: return "exception";
  case PyTrace_LINE: return "line";
  case PyTrace_RETURN: return "return";
  case PyTrace_C_CALL: return "c_call";
  case PyTrace_C_EXCEPTION: return "c_exception";
  case PyTrace_C_RETURN: return "c_return";
  default: return "opcode";
  }
}

static int note_event(PyObject *own, PyFrameObject *frame, int what, PyObject *argument) {
  if (frame == NULL) return -1;
  if (what == PyTrace_EXCEPTION && argument != NULL && PyTuple_Check(argument)) {
    PyObject *type = PyTuple_GetItem(argument, 0);
    raised_parts = PyTuple_Size(argument);
    snprintf(raised, sizeof raised, "%s", PyType_Check(type) ? ((PyTypeObject *)type)->tp_name : "no type");
  }
  Py_XINCREF(own);
  Py_XSETREF(object, own);
  PyObject *name = PyUnicode_FromString(event_name(what));
  int failed = name == NULL || PyList_Append(events, name) < 0;
  Py_XDECREF(name);
  return failed ? -1 : 0;
}

static int abort_at_line(PyObject *Py_UNUSED(own), PyFrameObject *Py_UNUSED(frame), int what, PyObject *Py_UNUSED(argument)) {
  if (what != PyTrace_LINE) return 0;
  PyErr_SetString(PyExc_RuntimeError, "enough");
  return -1;
}

static PyObject *run(const char *source) {
  PyObject *globals = Py_BuildValue("{sO}", "__builtins__", PyEval_GetBuiltins());
  PyObject *result = globals == NULL ? NULL : PyRun_String(source, Py_file_input, globals, globals);
  if (globals != NULL) PyDict_Clear(globals); /* Functions refer to it. */
  Py_XDECREF(globals);
  return result;
}

static PyObject *take_events(PyObject *result) {
  PyObject *list = events;
  events = NULL;
  Py_XDECREF(result);
  if (result == NULL) Py_CLEAR(list);
  return list;
}

/* Events of the text itself: taking a profile function off is a C call in some versions, and none in others. */
static PyObject *observed(PyObject *args, void (*install)(Py_tracefunc, PyObject *)) {
  const char *source;
  PyObject *own;
  if (!PyArg_ParseTuple(args, "sO", &source, &own)) return NULL;
  Py_CLEAR(object);
  events = PyList_New(0);
  if (events == NULL) return NULL;
  install(note_event, own == Py_None ? NULL : own);
  PyObject *result = run(source);
  install(NULL, NULL);
  return take_events(result);
}

static void set_profile(Py_tracefunc function, PyObject *own) { PyEval_SetProfile(function, own); }
static void set_trace(Py_tracefunc function, PyObject *own) { PyEval_SetTrace(function, own); }

static PyObject *profiled(PyObject *Py_UNUSED(self), PyObject *args) { return observed(args, set_profile); }
static PyObject *traced(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *list = observed(args, set_trace);
  Py_CLEAR(object);
  return list;
}

/* (events while tracing is suspended, whether there are any behind that) */
static PyObject *suspended(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *source;
  PyThreadState *state = PyThreadState_Get();
  if (!PyArg_ParseTuple(args, "s", &source) || (events = PyList_New(0)) == NULL) return NULL;
  PyEval_SetTrace(note_event, NULL);
  PyThreadState_EnterTracing(state);
  PyObject *first = run(source);
  Py_ssize_t while_suspended = PyList_Size(events);
  PyThreadState_LeaveTracing(state);
  PyObject *second = first == NULL ? NULL : run(source);
  PyEval_SetTrace(NULL, NULL);
  Py_XDECREF(first);
  Py_CLEAR(object);
  PyObject *list = take_events(second);
  if (list == NULL) return NULL;
  PyObject *answer = Py_BuildValue("(nN)", while_suspended, PyBool_FromLong(PyList_Size(list) > 0));
  Py_DECREF(list);
  return answer;
}

/* The object that the function got last, or None. */
static PyObject *object_seen(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *taken = object;
  object = NULL;
  return taken == NULL ? Py_BuildValue("") : taken;
}

/* (type's name, number of things in the tuple) */
static PyObject *traced_exception(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *source;
  if (!PyArg_ParseTuple(args, "s", &source)) return NULL;
  raised_parts = 0;
  events = PyList_New(0);
  PyEval_SetTrace(note_event, NULL);
  PyObject *result = run(source);
  PyEval_SetTrace(NULL, NULL);
  PyObject *list = take_events(result);
  Py_XDECREF(list);
  return list == NULL ? NULL : Py_BuildValue("(sn)", raised, raised_parts);
}

static PyObject *trace_aborts(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *source;
  if (!PyArg_ParseTuple(args, "s", &source)) return NULL;
  PyEval_SetTrace(abort_at_line, NULL);
  PyObject *result = run(source);
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyEval_SetTrace(NULL, NULL);
  PyErr_Restore(type, value, traceback);
  return result;
}

static int nothing(PyObject *Py_UNUSED(own), PyFrameObject *Py_UNUSED(frame), int Py_UNUSED(what), PyObject *Py_UNUSED(argument)) {
  return 0;
}

static PyObject *set_often(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *one, *other;
  if (!PyArg_ParseTuple(args, "OO", &one, &other)) return NULL;
  PyEval_SetTrace(nothing, one);
  PyEval_SetTrace(nothing, other);
  PyEval_SetTrace(NULL, NULL);
  PyEval_SetProfile(nothing, one);
  PyEval_SetProfile(nothing, other);
  PyEval_SetProfile(NULL, NULL);
  return PyErr_Occurred() ? NULL : Py_BuildValue("");
}

PROBE_MODULE(PROBE_VARARGS(profiled), PROBE_VARARGS(traced), PROBE_NOARGS(object_seen), PROBE_VARARGS(traced_exception),
             PROBE_VARARGS(trace_aborts), PROBE_VARARGS(suspended), PROBE_VARARGS(set_often))
