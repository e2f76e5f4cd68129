/* Py_BuildValue, and the calls that build their arguments. */
#include "shim.h"

#undef Py_BuildValue
#undef Py_VaBuildValue
#undef PyObject_CallFunction
#undef PyObject_CallMethod

static PyObject *one(const char **format, va_list *args, int *failed);

static size_t count_items(const char *format, char end) {
  size_t count = 0;
  int depth = 0;
  for (; *format != '\0' && (depth > 0 || *format != end); format++) {
    if (strchr("([{", *format)) {
      if (depth++ == 0) count++;
    } else if (strchr(")]}", *format)) depth--;
    else if (depth == 0 && !strchr("#&,: \t", *format)) count++;
  }
  return count;
}

/* Items up to `end`, each consumed even after a failure: references given with N are ours to release. */
static PyObject *several(const char **format, va_list *args, char end, char kind, int *failed) {
  size_t count = count_items(*format, end);
  PyObject *all = kind == '[' ? PyList_New((Py_ssize_t)count) : PyTuple_New((Py_ssize_t)count);
  int bad = all == NULL;
  for (size_t i = 0; i < count; i++) {
    PyObject *item = one(format, args, &bad);
    if (item == NULL) {
      bad = 1;
      continue;
    }
    if (all == NULL) Py_DECREF(item);
    else if (kind == '[') PyList_SetItem(all, (Py_ssize_t)i, item);
    else PyTuple_SetItem(all, (Py_ssize_t)i, item);
  }
  while (strchr(", :\t", **format) && **format) (*format)++;
  if (end != '\0' && **format == end) (*format)++;
  else if (end != '\0') {
    if (!bad) PyErr_SetString(PyExc_SystemError, "unmatched paren in format");
    bad = 1;
  }
  if (bad) {
    Py_XDECREF(all);
    *failed = 1;
    return NULL;
  }
  return all;
}

static PyObject *mapping(const char **format, va_list *args, int *failed) {
  if (count_items(*format, '}') % 2 != 0) {
    PyErr_SetString(PyExc_SystemError, "Bad dict format");
    *failed = 1;
    return NULL;
  }
  PyObject *pairs = several(format, args, '}', '(', failed);
  if (pairs == NULL) return NULL;
  PyObject *dict = PyDict_New();
  for (Py_ssize_t i = 0; dict != NULL && i + 1 < PyTuple_GET_SIZE(pairs); i += 2) {
    if (PyDict_SetItem(dict, PyTuple_GET_ITEM(pairs, i), PyTuple_GET_ITEM(pairs, i + 1)) < 0) Py_CLEAR(dict);
  }
  Py_DECREF(pairs);
  return dict;
}

static PyObject *text_of(const char **format, va_list *args, int bytes) {
  const char *data = va_arg(*args, const char *);
  Py_ssize_t size = -1;
  if (**format == '#') {
    (*format)++;
    size = va_arg(*args, Py_ssize_t);
  }
  if (data == NULL) Py_RETURN_NONE;
  if (size < 0) size = (Py_ssize_t)strlen(data);
  return bytes ? PyBytes_FromStringAndSize(data, size) : PyUnicode_FromStringAndSize(data, size);
}

static PyObject *wide_of(const char **format, va_list *args) {
  const wchar_t *data = va_arg(*args, const wchar_t *);
  Py_ssize_t size = -1;
  if (**format == '#') {
    (*format)++;
    size = va_arg(*args, Py_ssize_t);
  }
  if (data == NULL) Py_RETURN_NONE;
  return PyUnicode_FromWideChar(data, size);
}

static PyObject *object_of(const char **format, va_list *args, char unit, int *failed) {
  if (**format == '&') {
    (*format)++;
    PyObject *(*convert)(void *) = va_arg(*args, PyObject * (*)(void *));
    void *argument = va_arg(*args, void *);
    return *failed ? NULL : convert(argument);
  }
  PyObject *o = va_arg(*args, PyObject *);
  if (o == NULL) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "NULL object passed to Py_BuildValue");
    return NULL;
  }
  if (unit != 'N') Py_INCREF(o);
  return o;
}

static PyObject *one(const char **format, va_list *args, int *failed) {
  while (**format == ',' || **format == ' ' || **format == ':' || **format == '\t') (*format)++;
  char unit = *(*format)++;
  switch (unit) {
    case '(': return several(format, args, ')', '(', failed);
    case '[': return several(format, args, ']', '[', failed);
    case '{': return mapping(format, args, failed);
    case 'b': case 'B': case 'h': case 'i': return PyLong_FromLong(va_arg(*args, int));
    case 'H': return PyLong_FromLong(va_arg(*args, unsigned int));
    case 'I': return PyLong_FromUnsignedLong(va_arg(*args, unsigned int));
    case 'n': return PyLong_FromSsize_t(va_arg(*args, Py_ssize_t));
    case 'l': return PyLong_FromLong(va_arg(*args, long));
    case 'k': return PyLong_FromUnsignedLong(va_arg(*args, unsigned long));
    case 'L': return PyLong_FromLongLong(va_arg(*args, long long));
    case 'K': return PyLong_FromUnsignedLongLong(va_arg(*args, unsigned long long));
    case 'f': case 'd': return PyFloat_FromDouble(va_arg(*args, double));
    case 'D': return PyComplex_FromCComplex(*va_arg(*args, Py_complex *));
    case 'c': {
      char c = (char)va_arg(*args, int);
      return PyBytes_FromStringAndSize(&c, 1);
    }
    case 'C': return PyUnicode_FromOrdinal(va_arg(*args, int));
    case 's': case 'z': case 'U': return text_of(format, args, 0);
    case 'u': return wide_of(format, args);
    case 'y': return text_of(format, args, 1);
    case 'N': case 'S': case 'O': return object_of(format, args, unit, failed);
    default:
      PyErr_SetString(PyExc_SystemError, "bad format char passed to Py_BuildValue");
      return NULL;
  }
}

static PyObject *built(const char *format, va_list *args) {
  size_t count = count_items(format, '\0');
  int failed = 0;
  if (count == 0) Py_RETURN_NONE;
  return count == 1 ? one(&format, args, &failed) : several(&format, args, '\0', '(', &failed);
}

PROOFLOAD_API PyObject *Py_VaBuildValue(const char *format, va_list vargs) {
  va_list args;
  va_copy(args, vargs);
  PyObject *o = built(format, &args);
  va_end(args);
  return o;
}
PROOFLOAD_API PyObject *_Py_VaBuildValue_SizeT(const char *format, va_list vargs) { return Py_VaBuildValue(format, vargs); }
#define BUILDING(name)                                                                                               \
  {                                                                                                                  \
    va_list args;                                                                                                    \
    va_start(args, format);                                                                                          \
    PyObject *o = Py_VaBuildValue(format, args);                                                                     \
    va_end(args);                                                                                                    \
    return o;                                                                                                        \
  }
PROOFLOAD_API PyObject *Py_BuildValue(const char *format, ...) BUILDING(Py_BuildValue)
PROOFLOAD_API PyObject *_Py_BuildValue_SizeT(const char *format, ...) BUILDING(_Py_BuildValue_SizeT)

/* The arguments of a call: one value that is a tuple stands for all of them. */
static PyObject *call_built(PyObject *callable, const char *format, va_list *args) {
  if (callable == NULL) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
    return NULL;
  }
  if (format == NULL || *format == '\0') return PyObject_CallNoArgs(callable);
  PyObject *value = built(format, args);
  if (value == NULL) return NULL;
  PyObject *result = PyTuple_Check(value) ? PyObject_Call(callable, value, NULL) : PyObject_CallOneArg(callable, value);
  Py_DECREF(value);
  return result;
}
static PyObject *call_method_built(PyObject *o, const char *name, const char *format, va_list *args) {
  PyObject *method = o == NULL || name == NULL ? NULL : PyObject_GetAttrString(o, name);
  PyObject *result = call_built(method, format, args);
  Py_XDECREF(method);
  return result;
}
#define CALLING(last, call)                                                                                          \
  {                                                                                                                  \
    va_list args;                                                                                                    \
    va_start(args, last);                                                                                            \
    PyObject *result = call;                                                                                         \
    va_end(args);                                                                                                    \
    return result;                                                                                                   \
  }
PROOFLOAD_API PyObject *PyObject_CallFunction(PyObject *callable, const char *format, ...)
  CALLING(format, call_built(callable, format, &args))
PROOFLOAD_API PyObject *_PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...)
  CALLING(format, call_built(callable, format, &args))
PROOFLOAD_API PyObject *PyObject_CallMethod(PyObject *obj, const char *name, const char *format, ...)
  CALLING(format, call_method_built(obj, name, format, &args))
PROOFLOAD_API PyObject *_PyObject_CallMethod_SizeT(PyObject *obj, const char *name, const char *format, ...)
  CALLING(format, call_method_built(obj, name, format, &args))

static PyObject *objects_to_tuple(va_list *args) {
  PyObject *list = PyList_New(0), *tuple;
  for (PyObject *o; list != NULL && (o = va_arg(*args, PyObject *)) != NULL;)
    if (PyList_Append(list, o) < 0) Py_CLEAR(list);
  if (list == NULL) return NULL;
  tuple = PyList_AsTuple(list);
  Py_DECREF(list);
  return tuple;
}
static PyObject *call_objects(PyObject *callable, va_list *args) {
  PyObject *tuple, *result;
  if (callable == NULL) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
    return NULL;
  }
  tuple = objects_to_tuple(args);
  result = tuple == NULL ? NULL : PyObject_Call(callable, tuple, NULL);
  Py_XDECREF(tuple);
  return result;
}
static PyObject *call_method_objects(PyObject *o, PyObject *name, va_list *args) {
  PyObject *method = o == NULL || name == NULL ? NULL : PyObject_GetAttr(o, name);
  PyObject *result = call_objects(method, args);
  Py_XDECREF(method);
  return result;
}
PROOFLOAD_API PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...) CALLING(callable, call_objects(callable, &args))
PROOFLOAD_API PyObject *PyObject_CallMethodObjArgs(PyObject *obj, PyObject *name, ...)
  CALLING(name, call_method_objects(obj, name, &args))

PROOFLOAD_API PyObject *PyTuple_Pack(Py_ssize_t n, ...) {
  va_list args;
  PyObject *tuple = PyTuple_New(n);
  va_start(args, n);
  for (Py_ssize_t i = 0; tuple != NULL && i < n; i++) {
    PyObject *o = va_arg(args, PyObject *);
    Py_INCREF(o);
    PyTuple_SET_ITEM(tuple, i, o);
  }
  va_end(args);
  return tuple;
}
