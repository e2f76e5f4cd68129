/* PyArg_Parse… : arguments into C variables. What a failing parse has acquired, it releases. */
#include "shim.h"

#undef PyArg_Parse
#undef PyArg_ParseTuple
#undef PyArg_ParseTupleAndKeywords
#undef PyArg_VaParse
#undef PyArg_VaParseTupleAndKeywords

#define MOST_CLEANUPS 64
typedef struct {
  const char *function; /* Name behind ':' or NULL. */
  const char *message;  /* Text behind ';' or NULL. */
  int position;         /* Of the argument, from 1; 0 when there is one argument only. */
  Py_buffer *views[MOST_CLEANUPS];
  int view_count;
} Parse;

static int refuse(Parse *p, const char *expected, PyObject *o) {
  const char *got = o == Py_None ? "None" : Py_TYPE(o)->tp_name;
  if (p->message != NULL) PyErr_SetString(PyExc_TypeError, p->message);
  else {
    const char *function = p->function == NULL ? "" : p->function, *call = p->function == NULL ? "" : "() ";
    if (p->position > 0)
      PyErr_Format(PyExc_TypeError, "%.200s%sargument %d must be %.50s, not %.50s", function, call, p->position, expected, got);
    else PyErr_Format(PyExc_TypeError, "%.200s%sargument must be %.50s, not %.50s", function, call, expected, got);
  }
  return 0;
}

static int in_range(long value, long low, long high, const char *name) {
  if (value == -1 && PyErr_Occurred()) return 0;
  if (value < low) PyErr_Format(PyExc_OverflowError, "%s is less than minimum", name);
  else if (value > high) PyErr_Format(PyExc_OverflowError, "%s is greater than maximum", name);
  else return 1;
  return 0;
}

static int acquire(Parse *p, PyObject *o, Py_buffer *view, int flags, const char *expected) {
  if (PyObject_GetBuffer(o, view, flags) < 0) {
    /* As in CPython: what refused a plain request said why, and only that of a writable one is worded anew. */
    if ((flags & PyBUF_WRITABLE) == 0) return 0;
    PyErr_Clear();
    return refuse(p, expected, o);
  }
  if (!PyBuffer_IsContiguous(view, 'C')) {
    PyBuffer_Release(view);
    return refuse(p, "contiguous buffer", o);
  }
  if (p->view_count < MOST_CLEANUPS) p->views[p->view_count++] = view;
  return 1;
}

/* s, z, y with their variants '*' and '#'. */
static int text(Parse *p, char unit, const char **format, PyObject *o, va_list *args) {
  const char *expected = unit == 'y' ? "bytes-like object" : unit == 'z' ? "str or None" : "str";
  if (**format == '*') {
    Py_buffer *view = va_arg(*args, Py_buffer *);
    (*format)++;
    if (unit == 'z' && o == Py_None) {
      PyBuffer_FillInfo(view, NULL, NULL, 0, 1, 0);
      return 1;
    }
    if (unit != 'y' && PyUnicode_Check(o)) {
      Py_ssize_t size;
      const char *utf8 = PyUnicode_AsUTF8AndSize(o, &size);
      if (utf8 == NULL || PyBuffer_FillInfo(view, o, (void *)utf8, size, 1, 0) < 0) return 0;
      if (p->view_count < MOST_CLEANUPS) p->views[p->view_count++] = view;
      return 1;
    }
    return acquire(p, o, view, PyBUF_SIMPLE, unit == 'y' ? "bytes-like object" : unit == 'z' ? "str, bytes-like object or None" : "str or bytes-like object");
  }
  const char **data = va_arg(*args, const char **);
  Py_ssize_t *size_at = NULL, size = 0;
  if (**format == '#') {
    (*format)++;
    size_at = va_arg(*args, Py_ssize_t *);
  }
  if (unit == 'z' && o == Py_None) {
    *data = NULL;
    if (size_at != NULL) *size_at = 0;
    return 1;
  }
  if (unit != 'y' && PyUnicode_Check(o)) *data = PyUnicode_AsUTF8AndSize(o, &size);
  else if (PyBytes_Check(o) && (unit == 'y' || size_at != NULL)) {
    *data = PyBytes_AsString(o);
    size = PyBytes_Size(o);
  } else return refuse(p, size_at == NULL ? (unit == 'y' ? "bytes" : expected) : unit == 'y' ? "read-only bytes-like object" : unit == 'z' ? "str, read-only bytes-like object or None" : "str or read-only bytes-like object", o);
  if (*data == NULL) return 0;
  if (size_at != NULL) *size_at = size;
  else if (strlen(*data) != (size_t)size) {
    PyErr_SetString(PyExc_ValueError, unit == 'y' ? "embedded null byte" : "embedded null character");
    return 0;
  }
  return 1;
}

static int object(Parse *p, const char **format, PyObject *o, va_list *args) {
  if (**format == '!') {
    PyTypeObject *type = va_arg(*args, PyTypeObject *);
    PyObject **at = va_arg(*args, PyObject **);
    (*format)++;
    if (!PyType_IsSubtype(Py_TYPE(o), type)) return refuse(p, type->tp_name, o);
    *at = o;
  } else if (**format == '&') {
    int (*convert)(PyObject *, void *) = va_arg(*args, int (*)(PyObject *, void *));
    void *target = va_arg(*args, void *);
    (*format)++;
    if (convert(o, target) == 0) {
      if (!PyErr_Occurred()) return refuse(p, "(unspecified)", o);
      return 0;
    }
  } else *va_arg(*args, PyObject **) = o;
  return 1;
}

static int number(Parse *p, char unit, PyObject *o, va_list *args) {
  long value;
  if (unit != 'f' && unit != 'd' && unit != 'D' && PyFloat_Check(o)) {
    PyErr_Format(PyExc_TypeError, "'float' object cannot be interpreted as an integer");
    return 0;
  }
  switch (unit) {
    case 'b': value = PyLong_AsLong(o); if (!in_range(value, 0, 255, "unsigned byte integer")) return 0; *va_arg(*args, unsigned char *) = (unsigned char)value; return 1;
    case 'h': value = PyLong_AsLong(o); if (!in_range(value, SHRT_MIN, SHRT_MAX, "signed short integer")) return 0; *va_arg(*args, short *) = (short)value; return 1;
    case 'i': value = PyLong_AsLong(o); if (!in_range(value, INT_MIN, INT_MAX, "signed integer")) return 0; *va_arg(*args, int *) = (int)value; return 1;
    case 'B': *va_arg(*args, unsigned char *) = (unsigned char)PyLong_AsUnsignedLongMask(o); break;
    case 'H': *va_arg(*args, unsigned short *) = (unsigned short)PyLong_AsUnsignedLongMask(o); break;
    case 'I': *va_arg(*args, unsigned int *) = (unsigned int)PyLong_AsUnsignedLongMask(o); break;
    case 'l': *va_arg(*args, long *) = PyLong_AsLong(o); break;
    case 'k':
      if (!PyLong_Check(o)) return refuse(p, "int", o);
      *va_arg(*args, unsigned long *) = PyLong_AsUnsignedLongMask(o);
      break;
    case 'L': *va_arg(*args, long long *) = PyLong_AsLongLong(o); break;
    case 'K':
      if (!PyLong_Check(o)) return refuse(p, "int", o);
      *va_arg(*args, unsigned long long *) = PyLong_AsUnsignedLongLongMask(o);
      break;
    case 'n': {
      PyObject *index = PyNumber_Index(o);
      if (index == NULL) return 0;
      *va_arg(*args, Py_ssize_t *) = PyLong_AsSsize_t(index);
      Py_DECREF(index);
      break;
    }
    case 'f': *va_arg(*args, float *) = (float)PyFloat_AsDouble(o); break;
    case 'd': *va_arg(*args, double *) = PyFloat_AsDouble(o); break;
    default: *va_arg(*args, Py_complex *) = PyComplex_AsCComplex(o); break;
  }
  return !PyErr_Occurred();
}

static int items(Parse *p, PyObject *tuple, const char **format, va_list *args);

static int one(Parse *p, PyObject *o, const char **format, va_list *args) {
  char unit = *(*format)++;
  switch (unit) {
    case '(': return items(p, o, format, args);
    case 's': case 'z': case 'y': return text(p, unit, format, o, args);
    case 'w': (*format)++; return acquire(p, o, va_arg(*args, Py_buffer *), PyBUF_WRITABLE, "read-write bytes-like object");
    case 'O': return object(p, format, o, args);
    case 'S': if (!PyBytes_Check(o)) return refuse(p, "bytes", o); *va_arg(*args, PyObject **) = o; return 1;
    case 'Y': if (!PyByteArray_Check(o)) return refuse(p, "bytearray", o); *va_arg(*args, PyObject **) = o; return 1;
    case 'U': if (!PyUnicode_Check(o)) return refuse(p, "str", o); *va_arg(*args, PyObject **) = o; return 1;
    case 'p': {
      int truth = PyObject_IsTrue(o);
      if (truth < 0) return 0;
      *va_arg(*args, int *) = truth;
      return 1;
    }
    case 'c':
      if (PyBytes_Check(o) && PyBytes_Size(o) == 1) *va_arg(*args, char *) = PyBytes_AsString(o)[0];
      else if (PyByteArray_Check(o) && PyByteArray_Size(o) == 1) *va_arg(*args, char *) = PyByteArray_AsString(o)[0];
      else return refuse(p, "a byte string of length 1", o);
      return 1;
    case 'C':
      if (!PyUnicode_Check(o) || PyUnicode_GetLength(o) != 1) return refuse(p, "a unicode character", o);
      *va_arg(*args, int *) = (int)PyUnicode_ReadChar(o, 0);
      return 1;
    default:
      if (unit != '\0' && strchr("bBhHiIlkLKnfdD", unit) != NULL) return number(p, unit, o, args);
      PyErr_SetString(PyExc_SystemError, "bad format char passed to PyArg_Parse");
      return 0;
  }
}

/* Skips the unit of an argument that is absent, and its variables. */
static void skip(const char **format, va_list *args) {
  char unit = *(*format)++;
  (void)va_arg(*args, void *);
  if (**format == '!' || **format == '&' || (**format == '#' && strchr("szy", unit) != NULL)) {
    (*format)++;
    (void)va_arg(*args, void *);
  } else if (**format == '*') (*format)++;
}

static int items(Parse *p, PyObject *sequence, const char **format, va_list *args) {
  Py_ssize_t i = 0, count = PySequence_Check(sequence) && !PyBytes_Check(sequence) ? PySequence_Size(sequence) : -1;
  if (count < 0) return refuse(p, "sequence", sequence);
  for (; **format != ')' && **format != '\0'; i++) {
    if (i >= count) {
      PyErr_Format(PyExc_TypeError, "must be sequence of length more than %zd, not %zd", i, count);
      return 0;
    }
    PyObject *item = PySequence_GetItem(sequence, i);
    if (item == NULL) return 0;
    int ok = one(p, item, format, args);
    Py_DECREF(item);
    if (!ok) return 0;
  }
  if (**format == ')') (*format)++;
  if (i != count) {
    PyErr_Format(PyExc_TypeError, "must be sequence of length %zd, not %zd", i, count);
    return 0;
  }
  return 1;
}

static int failed(Parse *p) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  while (p->view_count > 0) PyBuffer_Release(p->views[--p->view_count]);
  PyErr_Restore(type, value, traceback);
  return 0;
}

static void describe(Parse *p, const char *format, Py_ssize_t *least, Py_ssize_t *most) {
  int depth = 0;
  *least = -1;
  *most = 0;
  for (; *format != '\0' && *format != ':' && *format != ';'; format++) {
    if (*format == '(') {
      if (depth++ == 0) ++*most;
    } else if (*format == ')') depth--;
    else if (*format == '|' && *least < 0) *least = *most;
    else if (depth == 0 && strchr("#*!&$|", *format) == NULL) ++*most;
  }
  if (*least < 0) *least = *most;
  p->function = *format == ':' ? format + 1 : NULL;
  p->message = *format == ';' ? format + 1 : NULL;
}

static int wrong_count(Parse *p, Py_ssize_t least, Py_ssize_t most, Py_ssize_t count) {
  Py_ssize_t bound = count < least ? least : most;
  if (p->message != NULL) PyErr_SetString(PyExc_TypeError, p->message);
  else
    PyErr_Format(PyExc_TypeError, "%.150s%s takes %s %zd argument%s (%zd given)", p->function == NULL ? "function" : p->function,
                 p->function == NULL ? "" : "()", least == most ? "exactly" : count < least ? "at least" : "at most", bound,
                 bound == 1 ? "" : "s", count);
  return 0;
}

static int parse_tuple(PyObject *tuple, const char *format, va_list *args) {
  Parse p = {0};
  Py_ssize_t least, most, count;
  describe(&p, format, &least, &most);
  if (!PyTuple_Check(tuple)) {
    PyErr_SetString(PyExc_SystemError, "new style getargs format but argument is not a tuple");
    return 0;
  }
  count = PyTuple_GET_SIZE(tuple);
  if (count < least || count > most) return wrong_count(&p, least, most, count);
  for (Py_ssize_t i = 0; i < count; i++) {
    if (*format == '|') format++;
    p.position = (int)i + 1;
    if (!one(&p, PyTuple_GET_ITEM(tuple, i), &format, args)) return failed(&p);
  }
  return 1;
}

static int parse_one(PyObject *o, const char *format, va_list *args) {
  Parse p = {0};
  Py_ssize_t least, most;
  describe(&p, format, &least, &most);
  if (most == 0) {
    if (o == NULL) return 1;
    PyErr_Format(PyExc_TypeError, "%.200s%s takes no arguments", p.function == NULL ? "function" : p.function, p.function == NULL ? "" : "()");
    return 0;
  }
  if (o == NULL) {
    PyErr_Format(PyExc_TypeError, "%.200s%s takes at least one argument", p.function == NULL ? "function" : p.function, p.function == NULL ? "" : "()");
    return 0;
  }
  return one(&p, o, &format, args) ? 1 : failed(&p);
}

static int parse_keywords(PyObject *tuple, PyObject *keywords, const char *format, char **names, va_list *args) {
  Parse p = {0};
  Py_ssize_t least, most, i = 0, used = 0, count = PyTuple_GET_SIZE(tuple), given = keywords == NULL ? 0 : PyDict_Size(keywords);
  int optional = 0, keyword_only = 0;
  describe(&p, format, &least, &most);
  if (count + given > most) return wrong_count(&p, least, most, count + given);
  for (; names[i] != NULL; i++) {
    if (*format == '|') { optional = 1; format++; }
    if (*format == '$') { keyword_only = 1; format++; }
    PyObject *o = NULL, *named = NULL;
    p.position = (int)i + 1;
    if (given > 0 && names[i][0] != '\0') named = PyDict_GetItemString(keywords, names[i]);
    if (named != NULL) used++;
    if (i < count && !keyword_only) o = PyTuple_GET_ITEM(tuple, i);
    else if (i < count) {
      PyErr_Format(PyExc_TypeError, "%.200s%s takes at most %zd positional arguments (%zd given)", p.function == NULL ? "function" : p.function, p.function == NULL ? "" : "()", i, count);
      return failed(&p);
    }
    if (o != NULL && named != NULL) {
      PyErr_Format(PyExc_TypeError, "argument for %.200s%s given by name ('%s') and position (%zd)", p.function == NULL ? "function" : p.function, p.function == NULL ? "" : "()", names[i], i + 1);
      return failed(&p);
    }
    if (o == NULL) o = named;
    if (o != NULL) {
      if (!one(&p, o, &format, args)) return failed(&p);
    } else if (!optional) {
      PyErr_Format(PyExc_TypeError, "%.200s%s missing required argument '%s' (pos %zd)", p.function == NULL ? "function" : p.function, p.function == NULL ? "" : "()", names[i], i + 1);
      return failed(&p);
    } else skip(&format, args);
  }
  if (used < given) {
    PyObject *key, *value;
    Py_ssize_t position = 0;
    while (PyDict_Next(keywords, &position, &key, &value)) {
      const char *text_of_key = PyUnicode_Check(key) ? PyUnicode_AsUTF8(key) : NULL;
      int known = 0;
      if (text_of_key == NULL) {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        return failed(&p);
      }
      for (i = 0; names[i] != NULL; i++) known |= strcmp(names[i], text_of_key) == 0;
      if (!known) {
        PyErr_Format(PyExc_TypeError, "'%U' is an invalid keyword argument for %.200s%s", key, p.function == NULL ? "this function" : p.function, p.function == NULL ? "" : "()");
        return failed(&p);
      }
    }
  }
  return 1;
}

#define PARSING(last, call)                                                                                          \
  {                                                                                                                  \
    va_list list;                                                                                                    \
    va_start(list, last);                                                                                            \
    int ok = call;                                                                                                   \
    va_end(list);                                                                                                    \
    return ok;                                                                                                       \
  }
#define COPYING(call)                                                                                                \
  {                                                                                                                  \
    va_list list;                                                                                                    \
    va_copy(list, vargs);                                                                                            \
    int ok = call;                                                                                                   \
    va_end(list);                                                                                                    \
    return ok;                                                                                                       \
  }
PROOFLOAD_API int PyArg_ParseTuple(PyObject *args, const char *format, ...) PARSING(format, parse_tuple(args, format, &list))
PROOFLOAD_API int _PyArg_ParseTuple_SizeT(PyObject *args, const char *format, ...) PARSING(format, parse_tuple(args, format, &list))
PROOFLOAD_API int PyArg_VaParse(PyObject *args, const char *format, va_list vargs) COPYING(parse_tuple(args, format, &list))
PROOFLOAD_API int _PyArg_VaParse_SizeT(PyObject *args, const char *format, va_list vargs) COPYING(parse_tuple(args, format, &list))
PROOFLOAD_API int PyArg_Parse(PyObject *args, const char *format, ...) PARSING(format, parse_one(args, format, &list))
PROOFLOAD_API int _PyArg_Parse_SizeT(PyObject *args, const char *format, ...) PARSING(format, parse_one(args, format, &list))
PROOFLOAD_API int PyArg_ParseTupleAndKeywords(PyObject *args, PyObject *kw, const char *format, char **keywords, ...)
  PARSING(keywords, parse_keywords(args, kw, format, keywords, &list))
PROOFLOAD_API int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kw, const char *format, char **keywords, ...)
  PARSING(keywords, parse_keywords(args, kw, format, keywords, &list))
PROOFLOAD_API int PyArg_VaParseTupleAndKeywords(PyObject *args, PyObject *kw, const char *format, char **keywords, va_list vargs)
  COPYING(parse_keywords(args, kw, format, keywords, &list))
PROOFLOAD_API int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kw, const char *format, char **keywords, va_list vargs)
  COPYING(parse_keywords(args, kw, format, keywords, &list))

PROOFLOAD_API int PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t min, Py_ssize_t max, ...) {
  va_list list;
  Py_ssize_t count = PyTuple_Check(args) ? PyTuple_GET_SIZE(args) : -1;
  if (count < 0) {
    PyErr_SetString(PyExc_SystemError, "PyArg_UnpackTuple() argument list is not a tuple");
    return 0;
  }
  if (count < min || count > max) {
    Py_ssize_t bound = count < min ? min : max;
    PyErr_Format(PyExc_TypeError, "%.200s expected %s%zd argument%s, got %zd", name == NULL ? "unpacked tuple" : name,
                 min == max ? "" : count < min ? "at least " : "at most ", bound, bound == 1 ? "" : "s", count);
    return 0;
  }
  va_start(list, max);
  for (Py_ssize_t i = 0; i < count; i++) *va_arg(list, PyObject **) = PyTuple_GET_ITEM(args, i);
  va_end(list);
  return 1;
}

PROOFLOAD_API int _PyArg_UnpackStack(PyObject *const *args, Py_ssize_t count, const char *name, Py_ssize_t min, Py_ssize_t max, ...) {
  va_list list;
  if (!_PyArg_CheckPositional(name, count, min, max)) return 0;
  va_start(list, max);
  for (Py_ssize_t i = 0; i < count; i++) *va_arg(list, PyObject **) = args[i];
  va_end(list);
  return 1;
}

/* What is parsed is borrowed from the caller's array, which outlives the tuple. */
static int parse_stack(PyObject *const *args, Py_ssize_t count, const char *format, va_list *list) {
  PyObject *tuple = PyTuple_New(count);
  if (tuple == NULL) return 0;
  for (Py_ssize_t i = 0; i < count; i++) PyTuple_SET_ITEM(tuple, i, Py_NewRef(args[i]));
  int parsed = parse_tuple(tuple, format, list);
  Py_DECREF(tuple);
  return parsed;
}
#undef _PyArg_ParseStack
PROOFLOAD_API int _PyArg_ParseStack(PyObject *const *args, Py_ssize_t count, const char *format, ...)
  PARSING(format, parse_stack(args, count, format, &list))
PROOFLOAD_API int _PyArg_ParseStack_SizeT(PyObject *const *args, Py_ssize_t count, const char *format, ...)
  PARSING(format, parse_stack(args, count, format, &list))
