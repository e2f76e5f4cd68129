#include "probe.h"
#include <marshal.h>
#include <sys/wait.h>

static PyObject *taken;

static PyObject *take(PyObject *Py_UNUSED(self), PyObject *o) {
  Py_IncRef(NULL);
  Py_IncRef(o);
  taken = o;
  Py_RETURN_NONE;
}

static PyObject *give_back(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Py_DecRef(NULL);
  Py_DecRef(taken);
  taken = NULL;
  Py_RETURN_NONE;
}

/* ---- A stream: an object with write ---- */

typedef struct {
  PyObject_HEAD
  PyObject *text; /* What was written. */
  int raises;
} stream_object;

static PyObject *stream_write(PyObject *o, PyObject *text) {
  stream_object *self = (stream_object *)o;
  if (self->raises) return PyErr_Format(PyExc_OSError, "full");
  PyObject *longer = self->text == NULL ? PyUnicode_FromString("") : PyUnicode_FromObject(self->text);
  PyObject *joined = longer == NULL ? NULL : PyUnicode_Concat(longer, text);
  Py_XDECREF(longer);
  if (joined == NULL) return NULL;
  Py_XDECREF(self->text);
  self->text = joined;
  return PyLong_FromSsize_t(PyUnicode_GetLength(text));
}

static void stream_dealloc(PyObject *o) {
  Py_XDECREF(((stream_object *)o)->text);
  PyObject_Free(o);
}

static PyMethodDef stream_methods[] = {{"write", stream_write, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static PyTypeObject stream_type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Stream",
  .tp_basicsize = sizeof(stream_object),
  .tp_flags = Py_TPFLAGS_DEFAULT,
  .tp_dealloc = stream_dealloc,
  .tp_methods = stream_methods,
};

static stream_object *new_stream(void) {
  stream_object *stream = PyObject_New(stream_object, &stream_type);
  if (stream == NULL) return NULL;
  stream->text = NULL;
  stream->raises = 0;
  return stream;
}

static PyObject *written(PyObject *Py_UNUSED(self), PyObject *o) {
  stream_object *stream = new_stream();
  if (stream == NULL) return NULL;
  PyObject *file = (PyObject *)stream, *text = NULL;
  if (PyFile_WriteObject(o, file, 0) == 0 && PyFile_WriteObject(o, file, Py_PRINT_RAW) == 0 &&
      PyFile_WriteString("a text", file) == 0) {
    text = stream->text;
    Py_INCREF(text);
  }
  Py_DECREF(file);
  return text;
}

static PyObject *write_raising(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *o;
  int string;
  if (!PyArg_ParseTuple(args, "Op", &o, &string)) return NULL;
  stream_object *stream = new_stream();
  if (stream == NULL) return NULL;
  stream->raises = 1;
  int status = string ? PyFile_WriteString("a text", (PyObject *)stream) : PyFile_WriteObject(o, (PyObject *)stream, 0);
  Py_DECREF((PyObject *)stream);
  return status < 0 ? NULL : PyLong_FromLong(status);
}

static PyObject *through_marshal(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *value, *back = NULL;
  int version;
  if (!PyArg_ParseTuple(args, "Oi", &value, &version)) return NULL;
  PyObject *bytes = PyMarshal_WriteObjectToString(value, version);
  if (bytes != NULL) back = PyMarshal_ReadObjectFromString(PyBytes_AsString(bytes), PyBytes_Size(bytes));
  Py_XDECREF(bytes);
  return back;
}

/* ---- The host ---- */

/* (same interpreter, an identifier, a dict that stays, an identifier of the thread state) */
static PyObject *interpreter(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyInterpreterState *current = PyInterpreterState_Get();
  PyThreadState *state = PyThreadState_Get();
  PyObject *dict = PyInterpreterState_GetDict(current);
  return Py_BuildValue("(NNNN)", PyBool_FromLong(PyThreadState_GetInterpreter(state) == current),
                       PyBool_FromLong(PyInterpreterState_GetID(current) >= 0),
                       PyBool_FromLong(dict != NULL && PyDict_Check(dict) && dict == PyInterpreterState_GetDict(current)),
                       PyBool_FromLong(PyThreadState_GetID(state) == PyThreadState_GetID(state)));
}

static PyObject *no_interpreter(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int64_t id = PyInterpreterState_GetID(NULL);
  return id == -1 ? NULL : PyLong_FromLongLong(id);
}

/* The status of a child that uses the API before it ends. */
static PyObject *fork_with(void after_fork(void)) {
  int status = 0;
  PyOS_BeforeFork();
  pid_t child = fork();
  if (child == 0) {
    after_fork();
    PyObject *number = PyLong_FromLong(42);
    _exit(number == NULL ? 1 : (int)PyLong_AsLong(number));
  }
  PyOS_AfterFork_Parent();
  if (child < 0 || waitpid(child, &status, 0) != child) return PyErr_SetFromErrno(PyExc_OSError);
  return PyLong_FromLong(WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

static void after_fork(void) { PyOS_AfterFork_Child(); }
static void after_fork_old(void) { PyOS_AfterFork(); }
static PyObject *fork_child(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return fork_with(after_fork); }
static PyObject *fork_child_old(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { return fork_with(after_fork_old); }

static PyObject *hash_function(PyObject *Py_UNUSED(self), PyObject *bytes) {
  PyHash_FuncDef *definition = PyHash_GetFuncDef();
  if (definition == NULL || definition->name == NULL) return PyErr_Format(PyExc_AssertionError, "no definition");
  Py_hash_t hash = definition->hash(PyBytes_AsString(bytes), PyBytes_Size(bytes));
  return PyBool_FromLong(hash == PyObject_Hash(bytes) && definition->hash_bits >= 32);
}

static PyObject *hash_pointer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  int here[2] = {0, 0};
  return PyBool_FromLong(Py_HashPointer(here) == Py_HashPointer(here) && Py_HashPointer(here) != Py_HashPointer(here + 1) &&
                         Py_HashPointer((void *)-1) != -1 && !PyErr_Occurred());
}

#if PY_VERSION_HEX >= 0x030D0000
static PyObject *clocks(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyTime_t first, second, third, fourth;
  if (PyTime_Monotonic(&first) < 0 || PyTime_PerfCounter(&third) < 0) return NULL;
  usleep(10);
  if (PyTime_Monotonic(&second) < 0 || PyTime_PerfCounter(&fourth) < 0) return NULL;
  return PyBool_FromLong(second >= first && fourth > third);
}
#else
static PyObject *clocks(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) { Py_RETURN_NONE; }
#endif

static int ready(PyObject *Py_UNUSED(module)) { return PyType_Ready(&stream_type); }

PROBE_MODULE_WITH(ready, PROBE_O(take), PROBE_NOARGS(give_back), PROBE_O(written), PROBE_VARARGS(write_raising),
                  PROBE_VARARGS(through_marshal),
                  PROBE_NOARGS(interpreter), PROBE_NOARGS(no_interpreter), PROBE_NOARGS(fork_child), PROBE_NOARGS(fork_child_old),
                  PROBE_O(hash_function), PROBE_NOARGS(hash_pointer), PROBE_NOARGS(clocks))
