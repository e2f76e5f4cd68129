#include "probe.h"
#include <pthread.h>

/* What is still here when the host ends: nothing in this file is ever given back. */
static PyObject *kept[16];
static int kept_count;
static Py_buffer buffers[4];
static int buffer_count;

static PyObject *keep(PyObject *Py_UNUSED(self), PyObject *o) {
  if (kept_count == 16) return PyErr_Format(PyExc_IndexError, "no room");
  Py_INCREF(o);
  kept[kept_count++] = o;
  return PyLong_FromLong(kept_count);
}

static PyObject *keep_buffer(PyObject *Py_UNUSED(self), PyObject *exporter) {
  if (buffer_count == 4) return PyErr_Format(PyExc_IndexError, "no room");
  if (PyObject_GetBuffer(exporter, &buffers[buffer_count], PyBUF_WRITABLE) < 0) return NULL;
  return PyLong_FromSsize_t(buffers[buffer_count++].len);
}

static PyObject *keep_memoryview(PyObject *self, PyObject *exporter) {
  PyObject *view = PyMemoryView_FromObject(exporter);
  PyObject *number = view == NULL ? NULL : keep(self, view);
  Py_XDECREF(view);
  Py_XDECREF(number);
  return number == NULL ? NULL : Py_BuildValue("");
}

static PyObject *keep_weakref(PyObject *self, PyObject *args) {
  PyObject *object, *callback;
  if (!PyArg_ParseTuple(args, "OO", &object, &callback)) return NULL;
  PyObject *weak = PyWeakref_NewRef(object, callback);
  PyObject *one = weak == NULL ? NULL : keep(self, weak), *two = one == NULL ? NULL : keep(self, object);
  Py_XDECREF(weak);
  Py_XDECREF(one);
  Py_XDECREF(two);
  return two == NULL ? NULL : Py_BuildValue("");
}

static PyObject *keep_module(PyObject *self, PyObject *args) {
  const char *name;
  if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
  PyObject *module = PyImport_ImportModule(name);
  PyObject *one = module == NULL ? NULL : keep(self, module), *two = one == NULL ? NULL : keep(self, PyModule_GetDict(module));
  Py_XDECREF(module);
  Py_XDECREF(one);
  Py_XDECREF(two);
  return two == NULL ? NULL : PyBool_FromLong(1);
}

static PyObject *keep_own_module(PyObject *self, PyObject *Py_UNUSED(ignored)) {
  PyObject *one = keep(self, self), *two = one == NULL ? NULL : keep(self, PyModule_GetDict(self));
  Py_XDECREF(one);
  Py_XDECREF(two);
  return two == NULL ? NULL : PyBool_FromLong(1);
}

static volatile int running;

static void *sleep_long(void *unused) {
  PyGILState_STATE state = PyGILState_Ensure();
  PyGILState_Release(state);
  running = 1;
  sleep(600);
  return unused;
}

/* It never comes back to take the GIL again. */
static void *sleep_attached(void *unused) {
  PyGILState_Ensure();
  PyEval_SaveThread();
  running = 1;
  sleep(600);
  return unused;
}

static PyObject *start(void *(*work)(void *)) {
  pthread_t thread;
  running = 0;
  if (pthread_create(&thread, NULL, work, NULL) != 0) return PyErr_Format(PyExc_OSError, "pthread_create failed");
  Py_BEGIN_ALLOW_THREADS
  for (int i = 0; i < 5000 && !running; i++) usleep(1000);
  Py_END_ALLOW_THREADS
  return PyBool_FromLong(running);
}

static PyObject *start_sleeper(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return start(sleep_long); }
static PyObject *start_attached(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return start(sleep_attached); }

/* An object whose end calls the API. */
typedef struct {
  PyObject_HEAD
  PyObject *list;
} late_object;

static void late_dealloc(PyObject *self) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyObject *list = ((late_object *)self)->list, *text = PyUnicode_FromFormat("%d objects", 5);
  if (text == NULL || (list != NULL && PyList_Append(list, text) < 0)) PyErr_Clear();
  Py_XDECREF(text);
  Py_XDECREF(list);
  PyErr_Restore(type, value, traceback);
  PyObject_Free(self);
}

static PyTypeObject late_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Late",
  .tp_basicsize = sizeof(late_object),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = late_dealloc,
  .tp_new = PyType_GenericNew,
};

/* Lists that contain themselves and such an object: only a collection, or nothing, ends them. */
static PyObject *keep_in_cycle(PyObject *Py_UNUSED(self), PyObject *number) {
  long count = PyLong_AsLong(number), made = 0;
  while (made < count) {
    PyObject *list = PyList_New(0), *late = PyObject_CallObject((PyObject *)&late_type, NULL);
    if (list == NULL || late == NULL || PyList_Append(list, list) < 0 || PyList_Append(list, late) < 0) return NULL;
    ((late_object *)late)->list = PyList_New(0);
    Py_DECREF(late);
    Py_DECREF(list);
    made++;
  }
  return PyErr_Occurred() ? NULL : PyLong_FromLong(made);
}

static void say_so(void) {
  PROBE_UNUSED ssize_t done = write(2, "the exit function ran\n", 22);
}
static PyObject *at_exit(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(Py_AtExit(say_so)); }

static PyObject *end_with(PyObject *Py_UNUSED(self), PyObject *status) {
  long number = PyLong_AsLong(status);
  if (number == -1 && PyErr_Occurred()) return NULL;
  Py_Exit((int)number);
}

static PyObject *print_what_it_raises(PyObject *Py_UNUSED(self), PyObject *callable) {
  Py_XDECREF(PyObject_CallObject(callable, NULL));
  PyErr_PrintEx(0);
  Py_RETURN_NONE;
}

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&late_type); }

PROBE_MODULE_WITH(ready, PROBE_O(keep), PROBE_O(keep_buffer), PROBE_O(keep_memoryview), PROBE_VARARGS(keep_weakref),
                  PROBE_VARARGS(keep_module), PROBE_NOARGS(keep_own_module), PROBE_NOARGS(start_sleeper),
                  PROBE_NOARGS(start_attached), PROBE_O(keep_in_cycle), PROBE_NOARGS(at_exit), PROBE_O(end_with),
                  PROBE_O(print_what_it_raises))
