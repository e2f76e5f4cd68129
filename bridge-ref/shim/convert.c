/* One argument into C variables, by its unit of a format. */
#include "parse.h"

/* "argument 2, item 0 must be …" (arguments count from 1, items from 0): `problem` that begins with a parenthesis is the caller's fault. */
static int complain(Parse *p, const char *problem) {
  PyObject *type = problem[0] == '(' ? PyExc_SystemError : PyExc_TypeError;
  char place[400];
  int length;
  if (PyErr_Occurred()) return 0;
  if (p->message != NULL) {
    PyErr_SetString(type, p->message);
    return 0;
  }
  length = snprintf(place, sizeof place, "%.200s%sargument", p->function == NULL ? "" : p->function, p->function == NULL ? "" : "() ");
  if (p->depth > 0) length += snprintf(place + length, sizeof place - (size_t)length, " %d", p->path[0]);
  for (int i = 1; i < p->depth && length < 360; i++)
    length += snprintf(place + length, sizeof place - (size_t)length, ", item %d", p->path[i] - 1);
  PyErr_Format(type, "%s %.256s", place, problem);
  return 0;
}
static int refuse(Parse *p, const char *expected, PyObject *o) {
  char problem[256];
  snprintf(problem, sizeof problem, expected[0] == '(' ? "%.100s" : "must be %.50s, not %.50s", expected, o == Py_None ? "None" : Py_TYPE(o)->tp_name);
  return complain(p, problem);
}

static int remember(Parse *p, Cleanup cleanup) {
  if (p->cleanup_count < MOST_CLEANUPS) p->cleanups[p->cleanup_count++] = cleanup;
  return 1;
}
static int take(const char **format, char c) {
  if (**format != c) return 0;
  (*format)++;
  return 1;
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
  return remember(p, (Cleanup){VIEW, view, NULL});
}

/* s*, z* and y*. */
static int viewed(Parse *p, char unit, PyObject *o, Py_buffer *view) {
  if (unit == 'z' && o == Py_None) return PyBuffer_FillInfo(view, NULL, NULL, 0, 1, 0) == 0;
  if (unit == 'y' || !PyUnicode_Check(o)) return acquire(p, o, view, PyBUF_SIMPLE, NULL);
  Py_ssize_t size;
  const char *utf8 = PyUnicode_AsUTF8AndSize(o, &size);
  if (utf8 == NULL || PyBuffer_FillInfo(view, o, (void *)utf8, size, 1, 0) < 0) return 0;
  return remember(p, (Cleanup){VIEW, view, NULL});
}
/* Memory that nobody has to release: of an object that keeps its bytes where they are. */
static int lasting(Parse *p, PyObject *o, const char **data, Py_ssize_t *size) {
  PyBufferProcs *procs = Py_TYPE(o)->tp_as_buffer;
  Py_buffer view;
  *data = NULL;
  if (procs != NULL && procs->bf_releasebuffer != NULL) return refuse(p, "read-only bytes-like object", o);
  if (PyObject_GetBuffer(o, &view, PyBUF_SIMPLE) < 0) return 0;
  if (!PyBuffer_IsContiguous(&view, 'C')) {
    PyBuffer_Release(&view);
    return refuse(p, "contiguous buffer", o);
  }
  *data = view.buf;
  *size = view.len;
  PyBuffer_Release(&view);
  return 1;
}
/* s, z, y with their variants '*' and '#'. */
static int text(Parse *p, char unit, const char **format, PyObject *o, va_list *args) {
  if (take(format, '*')) return viewed(p, unit, o, va_arg(*args, Py_buffer *));
  const char **data_at = va_arg(*args, const char **), *data = NULL;
  int sized = take(format, '#');
  Py_ssize_t size = 0, *size_at = sized ? va_arg(*args, Py_ssize_t *) : NULL;
  int none = unit == 'z' && o == Py_None;
  if (none) data = NULL;
  else if (unit != 'y' && PyUnicode_Check(o)) {
    data = PyUnicode_AsUTF8AndSize(o, &size);
    if (data == NULL) return 0;
  } else if (unit != 'y' && !sized) return refuse(p, unit == 'z' ? "str or None" : "str", o);
  else if (!lasting(p, o, data_at, &size)) return 0;
  else data = *data_at;
  /* As in CPython: memory with a zero byte in it is given, though refused. */
  if (sized || unit == 'y' || none || strlen(data) == (size_t)size) *data_at = data;
  if (sized) *size_at = size;
  if (sized || none || strlen(data) == (size_t)size) return 1;
  PyErr_SetString(PyExc_ValueError, unit == 'y' ? "embedded null byte" : "embedded null character");
  return 0;
}

/* u and Z, with '#': the wide characters of a str. */
static int wide(Parse *p, char unit, const char **format, PyObject *o, va_list *args) {
  const wchar_t **data = va_arg(*args, const wchar_t **);
  int sized = take(format, '#');
  Py_ssize_t size = 0, *size_at = sized ? va_arg(*args, Py_ssize_t *) : &size;
  if (PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "getargs: The '%c' format is deprecated. Use 'U' instead.", unit)) return 0;
  if (unit == 'Z' && o == Py_None) {
    *data = NULL;
    *size_at = 0;
    return 1;
  }
  if (!PyUnicode_Check(o)) return refuse(p, unit == 'Z' ? "str or None" : "str", o);
  *data = PyUnicode_AsUnicodeAndSize(o, size_at);
  if (*data == NULL) return 0;
  if (sized || wcslen(*data) == (size_t)size) return 1;
  PyErr_SetString(PyExc_ValueError, "embedded null character");
  return 0;
}

/* The text in an encoding, into memory that the caller frees or gave. */
static int copied(Parse *p, PyObject *o, PyObject *bytes, char **buffer, Py_ssize_t *size_at) {
  int array = PyByteArray_Check(bytes);
  const char *data = array ? PyByteArray_AsString(bytes) : PyBytes_AsString(bytes);
  Py_ssize_t size = array ? PyByteArray_Size(bytes) : PyBytes_Size(bytes);
  if (size_at == NULL && strlen(data) != (size_t)size) return refuse(p, "encoded string without null bytes", o);
  if (size_at == NULL || *buffer == NULL) {
    *buffer = PyMem_Malloc((size_t)size + 1);
    if (*buffer == NULL) {
      PyErr_NoMemory();
      return 0;
    }
    remember(p, (Cleanup){MEMORY, buffer, NULL});
  } else if (size + 1 > *size_at) {
    PyErr_Format(PyExc_ValueError, "encoded string too long (%zd, maximum length %zd)", size, *size_at - 1);
    return 0;
  }
  memcpy(*buffer, data, (size_t)size + 1);
  if (size_at != NULL) *size_at = size;
  return 1;
}
/* es and et, with '#'. */
static int encoded(Parse *p, const char **format, PyObject *o, va_list *args) {
  const char *encoding = va_arg(*args, const char *);
  int recode = **format == 's';
  if (**format != 's' && **format != 't') return complain(p, "(unknown parser marker combination)");
  (*format)++;
  char **buffer = va_arg(*args, char **);
  Py_ssize_t *size_at = NULL;
  if (take(format, '#') && (size_at = va_arg(*args, Py_ssize_t *)) == NULL) return complain(p, "(buffer_len is NULL)");
  if (buffer == NULL) return complain(p, "(buffer is NULL)");
  PyObject *bytes = NULL;
  if (!recode && (PyBytes_Check(o) || PyByteArray_Check(o))) bytes = Py_NewRef(o);
  else if (!PyUnicode_Check(o)) return refuse(p, recode ? "str" : "str, bytes or bytearray", o);
  else bytes = PyUnicode_AsEncodedString(o, encoding == NULL ? "utf-8" : encoding, NULL);
  if (bytes == NULL) return 0;
  int ok = copied(p, o, bytes, buffer, size_at);
  Py_DECREF(bytes);
  return ok;
}

static int object(Parse *p, const char **format, PyObject *o, va_list *args) {
  if (take(format, '!')) {
    PyTypeObject *type = va_arg(*args, PyTypeObject *);
    PyObject **at = va_arg(*args, PyObject **);
    if (!PyType_IsSubtype(Py_TYPE(o), type)) return refuse(p, type->tp_name, o);
    *at = o;
  } else if (take(format, '&')) {
    int (*convert)(PyObject *, void *) = va_arg(*args, int (*)(PyObject *, void *));
    void *target = va_arg(*args, void *);
    int status = convert(o, target);
    if (status == 0) return refuse(p, "(unspecified)", o);
    if (status == Py_CLEANUP_SUPPORTED) remember(p, (Cleanup){CONVERTED, target, convert});
  } else *va_arg(*args, PyObject **) = o;
  return 1;
}

/* Only what could be converted is written. */
#define STORE(type, conversion) \
  { \
    type converted = (type)(conversion); \
    if (PyErr_Occurred()) return 0; \
    *va_arg(*args, type *) = converted; \
    return 1; \
  }
static int number(Parse *p, char unit, PyObject *o, va_list *args) {
  long value;
  switch (unit) {
    case 'b': value = PyLong_AsLong(o); if (!in_range(value, 0, 255, "unsigned byte integer")) return 0; *va_arg(*args, unsigned char *) = (unsigned char)value; return 1;
    case 'h': value = PyLong_AsLong(o); if (!in_range(value, SHRT_MIN, SHRT_MAX, "signed short integer")) return 0; *va_arg(*args, short *) = (short)value; return 1;
    case 'i': value = PyLong_AsLong(o); if (!in_range(value, INT_MIN, INT_MAX, "signed integer")) return 0; *va_arg(*args, int *) = (int)value; return 1;
    case 'B': STORE(unsigned char, PyLong_AsUnsignedLongMask(o))
    case 'H': STORE(unsigned short, PyLong_AsUnsignedLongMask(o))
    case 'I': STORE(unsigned int, PyLong_AsUnsignedLongMask(o))
    case 'l': STORE(long, PyLong_AsLong(o))
    case 'k':
      if (!PyLong_Check(o)) return refuse(p, "int", o);
      STORE(unsigned long, PyLong_AsUnsignedLongMask(o))
    case 'L': STORE(long long, PyLong_AsLongLong(o))
    case 'K':
      if (!PyLong_Check(o)) return refuse(p, "int", o);
      STORE(unsigned long long, PyLong_AsUnsignedLongLongMask(o))
    case 'n': {
      PyObject *index = PyNumber_Index(o);
      if (index == NULL) return 0;
      Py_ssize_t size = PyLong_AsSsize_t(index);
      Py_DECREF(index);
      STORE(Py_ssize_t, size)
    }
    case 'f': STORE(float, PyFloat_AsDouble(o))
    case 'd': STORE(double, PyFloat_AsDouble(o))
    default: {
      Py_complex both = PyComplex_AsCComplex(o);
      if (PyErr_Occurred()) return 0;
      *va_arg(*args, Py_complex *) = both;
      return 1;
    }
  }
}

static int character(Parse *p, char unit, PyObject *o, va_list *args) {
  if (unit == 'C') {
    if (!PyUnicode_Check(o) || PyUnicode_GetLength(o) != 1) return refuse(p, "a unicode character", o);
    *va_arg(*args, int *) = (int)PyUnicode_ReadChar(o, 0);
  } else if (PyBytes_Check(o) && PyBytes_Size(o) == 1) *va_arg(*args, char *) = PyBytes_AsString(o)[0];
  else if (PyByteArray_Check(o) && PyByteArray_Size(o) == 1) *va_arg(*args, char *) = PyByteArray_AsString(o)[0];
  else return refuse(p, "a byte string of length 1", o);
  return 1;
}

/* A sequence in parentheses: its items one by one. */
static int sequence(Parse *p, PyObject *o, const char **format, va_list *args) {
  int wanted = 0, level = 0;
  Py_ssize_t count;
  char problem[200];
  for (const char *at = *format; *at != '\0' && *at != ':' && *at != ';' && (*at != ')' || level > 0); at++) {
    if (*at == '(' && level++ == 0) wanted++;
    else if (*at == ')') level--;
    else if (level == 0 && Py_ISALPHA(*at) && *at != 'e') wanted++;
  }
  if (!PySequence_Check(o) || PyBytes_Check(o)) {
    snprintf(problem, sizeof problem, "must be %d-item sequence, not %.50s", wanted, o == Py_None ? "None" : Py_TYPE(o)->tp_name);
    return complain(p, problem);
  }
  count = PySequence_Size(o);
  if (count != wanted) {
    snprintf(problem, sizeof problem, "must be sequence of length %d, not %zd", wanted, count);
    return complain(p, problem);
  }
  if (p->depth >= DEEPEST) return complain(p, "(too many tuple nesting levels in argument format string)");
  for (int i = 0, ok = 1; i < wanted; i++) {
    PyObject *item = PySequence_GetItem(o, i);
    p->path[p->depth++] = i + 1;
    if (item == NULL) {
      PyErr_Clear();
      return complain(p, "is not retrievable");
    }
    ok = proofload_convert(p, item, format, args);
    Py_DECREF(item);
    if (!ok) return 0;
    p->depth--;
  }
  take(format, ')');
  return 1;
}

int proofload_convert(Parse *p, PyObject *o, const char **format, va_list *args) {
  char unit = *(*format)++;
  switch (unit) {
    case '(': return sequence(p, o, format, args);
    case 's': case 'z': case 'y': return text(p, unit, format, o, args);
    case 'u': case 'Z': return wide(p, unit, format, o, args);
    case 'e': return encoded(p, format, o, args);
    case 'w':
      if (!take(format, '*')) return complain(p, "(invalid use of 'w' format character)");
      return acquire(p, o, va_arg(*args, Py_buffer *), PyBUF_WRITABLE, "read-write bytes-like object");
    case 'O': return object(p, format, o, args);
    case 'S': if (!PyBytes_Check(o)) return refuse(p, "bytes", o); *va_arg(*args, PyObject **) = o; return 1;
    case 'Y': if (!PyByteArray_Check(o)) return refuse(p, "bytearray", o); *va_arg(*args, PyObject **) = o; return 1;
    case 'U': if (!PyUnicode_Check(o)) return refuse(p, "str", o); *va_arg(*args, PyObject **) = o; return 1;
    case 'c': case 'C': return character(p, unit, o, args);
    case 'p': {
      int truth = PyObject_IsTrue(o);
      if (truth < 0) return 0;
      *va_arg(*args, int *) = truth;
      return 1;
    }
    default:
      if (unit != '\0' && strchr("bBhHiIlkLKnfdD", unit) != NULL) return number(p, unit, o, args);
      return complain(p, "(impossible<bad format char>)");
  }
}

int proofload_skip(Parse *p, const char **format, va_list *args) {
  char unit = *(*format)++;
  if (unit == '(') {
    while (**format != ')')
      if (!proofload_skip(p, format, args)) return 0;
    (*format)++;
    return 1;
  }
  if (unit == '\0' || strchr("bBhHiIlkLKnfdDcCpszyuZewSYUO", unit) == NULL) {
    PyErr_Format(PyExc_SystemError, "impossible<bad format char>: '%c'", unit);
    return 0;
  }
  (void)va_arg(*args, void *);
  if (unit == 'e') {
    (*format)++;
    (void)va_arg(*args, void *);
  }
  if (take(format, '*')) return 1;
  if (take(format, '#') || (unit == 'O' && (take(format, '!') || take(format, '&')))) (void)va_arg(*args, void *);
  return 1;
}
