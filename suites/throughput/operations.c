#include "probe.h"

/* Each function runs one operation `iterations` times and returns None; the driver takes the time around the call. */

static long iterations_of(PyObject *args) { return PyLong_AsLong(PyTuple_GetItem(args, 0)); }

/* LOOP(name, set-up, operation, tear-down): the operation must leave the loop by `goto failed` when it fails. */
#define LOOP(name, setup, operation, teardown)                                                                        \
  static PyObject *name(PyObject *self, PyObject *args) {                                                             \
    long i, iterations = iterations_of(args);                                                                         \
    int failed = 1;                                                                                                   \
    (void)self;                                                                                                       \
    if (iterations < 0) return NULL;                                                                                  \
    setup for (i = 0; i < iterations; i++) { operation }                                                              \
    failed = 0;                                                                                                       \
  failed: __attribute__((unused));                                                                                    \
    teardown if (failed) return NULL;                                                                                 \
    Py_RETURN_NONE;                                                                                                   \
  }

LOOP(empty, if (iterations < 0) goto failed;, __asm__ volatile("" ::: "memory");, )

LOOP(int_round_trip, , {
  PyObject *number = PyLong_FromLong(i + 1000000);
  if (number == NULL || PyLong_AsLong(number) != i + 1000000) goto failed;
  Py_DECREF(number);
}, )

LOOP(float_round_trip, , {
  PyObject *number = PyFloat_FromDouble((double)i);
  if (number == NULL || PyFloat_AsDouble(number) != (double)i) goto failed;
  Py_DECREF(number);
}, )

LOOP(str_make, , {
  PyObject *text = PyUnicode_FromStringAndSize("sixteen letters.", 16);
  if (text == NULL) goto failed;
  Py_DECREF(text);
}, )

LOOP(str_as_utf8, PyObject *text = PyUnicode_FromString("sixteen letters."); if (text == NULL) goto failed;,
     { if (PyUnicode_AsUTF8(text) == NULL) goto failed; }, Py_XDECREF(text);)

LOOP(bytes_make, , {
  PyObject *bytes = PyBytes_FromStringAndSize("sixteen letters.", 16);
  if (bytes == NULL) goto failed;
  Py_DECREF(bytes);
}, )

LOOP(tuple_of_two, , {
  PyObject *pair = PyTuple_New(2);
  if (pair == NULL) goto failed;
  Py_INCREF(Py_None);
  Py_INCREF(Py_True);
  PyTuple_SetItem(pair, 0, Py_None);
  PyTuple_SetItem(pair, 1, Py_True);
  Py_DECREF(pair);
}, )

/* A list of at most 4096 items, so that memory stays level however long the loop runs. */
LOOP(list_append, PyObject *list = PyList_New(0); if (list == NULL) goto failed;, {
  if (PyList_Append(list, Py_None) < 0) goto failed;
  if ((i & 4095) == 4095 && PyList_SetSlice(list, 0, 4096, NULL) < 0) goto failed;
}, Py_XDECREF(list);)

LOOP(list_get_item, PyObject *list = Py_BuildValue("[iii]", 1, 2, 3); if (list == NULL) goto failed;,
     { if (PyList_GetItem(list, 1) == NULL) goto failed; }, Py_XDECREF(list);)

LOOP(dict_set_get, PyObject *dict = PyDict_New(); PyObject *key = PyUnicode_FromString("key");
     if (dict == NULL || key == NULL) goto failed;,
     { if (PyDict_SetItem(dict, key, Py_None) < 0 || PyDict_GetItem(dict, key) != Py_None) goto failed; },
     Py_XDECREF(dict); Py_XDECREF(key);)

LOOP(error_set_clear, , {
  PyErr_SetString(PyExc_ValueError, "an error that nobody sees");
  PyErr_Clear();
}, )

LOOP(buffer_get_release, Py_buffer view; PyObject *bytes = PyBytes_FromStringAndSize("sixteen letters.", 16);
     if (bytes == NULL) goto failed;, {
       if (PyObject_GetBuffer(bytes, &view, PyBUF_SIMPLE) < 0) goto failed;
       PyBuffer_Release(&view);
     }, Py_XDECREF(bytes);)

LOOP(release_gil, , {
  Py_BEGIN_ALLOW_THREADS
  __asm__ volatile("" ::: "memory");
  Py_END_ALLOW_THREADS
}, )

LOOP(incref_decref, PyObject *list = PyList_New(0); if (list == NULL) goto failed;, {
  Py_INCREF(list);
  __asm__ volatile("" ::: "memory");
  Py_DECREF(list);
}, Py_XDECREF(list);)

/* The callable comes after the iteration count. */
LOOP(call_host, PyObject *callable = PyTuple_GetItem(args, 1); if (callable == NULL) goto failed;, {
  PyObject *result = PyObject_CallObject(callable, NULL);
  if (result == NULL) goto failed;
  Py_DECREF(result);
}, )

LOOP(get_attribute, PyObject *object = PyTuple_GetItem(args, 1); if (object == NULL) goto failed;, {
  PyObject *result = PyObject_GetAttrString(object, "__class__");
  if (result == NULL) goto failed;
  Py_DECREF(result);
}, )

LOOP(tracked_birth_and_death, , {
  PyObject *item = PROBE_TRACKED(i);
  if (item == NULL) goto failed;
  Py_DECREF(item);
}, )

/* What the host's own loop calls. */
static PyObject *noargs(PyObject *self, PyObject *unused) {
  (void)self, (void)unused;
  Py_RETURN_NONE;
}

static PyObject *one_argument(PyObject *self, PyObject *object) {
  (void)self;
  Py_INCREF(object);
  return object;
}

static PyObject *parse_two(PyObject *self, PyObject *args) {
  long left, right;
  (void)self;
  if (!PyArg_ParseTuple(args, "ll", &left, &right)) return NULL;
  return PyLong_FromLong(left + right);
}

static PyObject *fastcall_two(PyObject *self, PyObject *const *args, Py_ssize_t count) {
  (void)self;
  if (count != 2) return PyErr_Format(PyExc_TypeError, "expected 2 arguments, got %zd", count);
  long left = PyLong_AsLong(args[0]), right = PyLong_AsLong(args[1]);
  if ((left == -1 || right == -1) && PyErr_Occurred()) return NULL;
  return PyLong_FromLong(left + right);
}

PROBE_MODULE(PROBE_VARARGS(empty), PROBE_VARARGS(int_round_trip), PROBE_VARARGS(float_round_trip), PROBE_VARARGS(str_make),
             PROBE_VARARGS(str_as_utf8), PROBE_VARARGS(bytes_make), PROBE_VARARGS(tuple_of_two),
             PROBE_VARARGS(list_append), PROBE_VARARGS(list_get_item), PROBE_VARARGS(dict_set_get),
             PROBE_VARARGS(error_set_clear), PROBE_VARARGS(buffer_get_release), PROBE_VARARGS(release_gil),
             PROBE_VARARGS(incref_decref), PROBE_VARARGS(call_host), PROBE_VARARGS(get_attribute),
             PROBE_VARARGS(tracked_birth_and_death), PROBE_NOARGS(noargs), PROBE_O(one_argument), PROBE_VARARGS(parse_two),
             PROBE_FASTCALL(fastcall_two))
