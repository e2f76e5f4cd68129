/* Formatted text: PyUnicode_FromFormat and what is built on it. The text is made as UTF-8 in a growing buffer. */
#include "shim.h"

#undef PyErr_Format
typedef struct {
  char *text;
  size_t length, room;
  int failed;
} Text;

static void put(Text *t, const char *bytes, size_t count) {
  if (t->failed) return;
  if (t->length + count + 1 > t->room) {
    size_t room = (t->length + count + 1) * 2;
    char *larger = realloc(t->text, room);
    if (larger == NULL) {
      t->failed = 1;
      PyErr_NoMemory();
      return;
    }
    t->text = larger;
    t->room = room;
  }
  memcpy(t->text + t->length, bytes, count);
  t->length += count;
  t->text[t->length] = '\0';
}

/* Appends a str, cut to `precision` characters and padded to `width`; releases it. */
static void put_object(Text *t, PyObject *text, Py_ssize_t width, Py_ssize_t precision) {
  if (text == NULL) {
    t->failed = 1;
    return;
  }
  if (precision >= 0 && PyUnicode_GetLength(text) > precision) {
    PyObject *cut = PyUnicode_Substring(text, 0, precision);
    Py_DECREF(text);
    text = cut;
    if (text == NULL) {
      t->failed = 1;
      return;
    }
  }
  for (Py_ssize_t pad = width - PyUnicode_GetLength(text); pad > 0; pad--) put(t, " ", 1);
  Py_ssize_t size;
  const char *utf8 = PyUnicode_AsUTF8AndSize(text, &size);
  if (utf8 == NULL) t->failed = 1;
  else put(t, utf8, (size_t)size);
  Py_DECREF(text);
}

/* How a value is to be written. */
typedef struct {
  Py_ssize_t width, precision; /* -1: none */
  int zeros, length;           /* '0' before the width; 'l', 'll' (2) or 'z' (3). */
} Spec;

static void fill(Text *t, char c, Py_ssize_t count) {
  while (count-- > 0) put(t, &c, 1);
}
static void put_number(Text *t, char conversion, const Spec *spec, va_list *args) {
  char digits[32];
  int is_signed = conversion == 'd' || conversion == 'i', length;
  if (conversion == 'x') length = snprintf(digits, sizeof digits, "%x", va_arg(*args, unsigned int));
  else if (spec->length == 0)
    length = is_signed ? snprintf(digits, sizeof digits, "%d", va_arg(*args, int)) : snprintf(digits, sizeof digits, "%u", va_arg(*args, unsigned int));
  else /* All the long ones have eight bytes. */
    length = is_signed ? snprintf(digits, sizeof digits, "%ld", va_arg(*args, long)) : snprintf(digits, sizeof digits, "%lu", va_arg(*args, unsigned long));
  Py_ssize_t inner = spec->precision > length ? spec->precision : length;
  fill(t, spec->zeros ? '0' : ' ', spec->width - inner);
  fill(t, '0', inner - length);
  put(t, digits, (size_t)length);
}

static PyObject *decoded(const char *bytes, Py_ssize_t precision) {
  size_t length = precision < 0 ? strlen(bytes) : strnlen(bytes, (size_t)precision);
  return PyUnicode_DecodeUTF8(bytes, (Py_ssize_t)length, "replace");
}

/* 0 for a conversion that there is not. */
static int put_conversion(Text *t, char conversion, const Spec *spec, va_list *args) {
  Py_ssize_t width = spec->width, precision = spec->precision;
  PyObject *o;
  const char *bytes;
  char scratch[32];
  switch (conversion) {
    case 'd': case 'i': case 'u': case 'x':
      put_number(t, conversion, spec, args);
      return 1;
    case 'c':
      o = PyUnicode_FromOrdinal(va_arg(*args, int));
      if (o == NULL && PyErr_ExceptionMatches(PyExc_ValueError))
        PyErr_SetString(PyExc_OverflowError, "character argument not in range(0x110000)");
      put_object(t, o, 0, -1);
      return 1;
    case 'p':
      snprintf(scratch, sizeof scratch, "%p", va_arg(*args, void *));
      put(t, scratch, strlen(scratch));
      return 1;
    case 's':
      put_object(t, decoded(va_arg(*args, const char *), precision), width, -1);
      return 1;
    case 'U':
      o = va_arg(*args, PyObject *);
      put_object(t, Py_NewRef(o), width, precision);
      return 1;
    case 'V':
      o = va_arg(*args, PyObject *);
      bytes = va_arg(*args, const char *);
      put_object(t, o != NULL ? Py_NewRef(o) : decoded(bytes, precision), width, o != NULL ? precision : -1);
      return 1;
    case 'S':
      put_object(t, PyObject_Str(va_arg(*args, PyObject *)), width, precision);
      return 1;
    case 'R':
      put_object(t, PyObject_Repr(va_arg(*args, PyObject *)), width, precision);
      return 1;
    case 'A':
      put_object(t, PyObject_ASCII(va_arg(*args, PyObject *)), width, precision);
      return 1;
    case '%':
      put(t, "%", 1);
      return 1;
    default:
      return 0;
  }
}

/* A decimal number, -1 when it begins with no digit. */
static Py_ssize_t digits_at(Text *t, const char **at, const char *what) {
  Py_ssize_t value = Py_ISDIGIT(**at) ? 0 : -1;
  for (; Py_ISDIGIT(**at) && !t->failed; ++*at) {
    if (value > (PY_SSIZE_T_MAX - 9) / 10) {
      t->failed = 1;
      PyErr_Format(PyExc_ValueError, "%s too big", what);
    }
    value = value * 10 + (**at - '0');
  }
  return value;
}
/* What stands between '%' and the conversion. The lengths belong to d, i and u only. */
static Spec spec_at(Text *t, const char **at) {
  Spec spec = {-1, -1, 0, 0};
  if (**at == '0') {
    spec.zeros = 1;
    ++*at;
  }
  spec.width = digits_at(t, at, "width");
  if (**at == '.') {
    ++*at;
    spec.precision = digits_at(t, at, "precision");
  }
  int letters = **at == 'z' ? 1 : **at != 'l' ? 0 : (*at)[1] == 'l' ? 2 : 1;
  if (letters > 0 && (*at)[letters] != '\0' && strchr("diu", (*at)[letters]) != NULL) {
    spec.length = **at == 'z' ? 3 : letters;
    *at += letters;
  }
  return spec;
}
/* The text of `format`, to be freed; NULL with an exception. What it does not understand, and all that follows, it copies. */
static char *formatted(const char *format, va_list *args, size_t *length) {
  Text t = {NULL, 0, 0, 0};
  put(&t, "", 0);
  for (const char *at = format; *at != '\0' && !t.failed;) {
    const char *start = at;
    if ((unsigned char)*at > 127) {
      PyErr_Format(PyExc_ValueError, "PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: 0x%02x",
                   (unsigned char)*at);
      t.failed = 1;
    } else if (*at != '%') {
      while (*at != '\0' && *at != '%' && (unsigned char)*at < 128) at++;
      put(&t, start, (size_t)(at - start));
    } else {
      at++;
      Spec spec = spec_at(&t, &at);
      if (t.failed) break;
      if (put_conversion(&t, *at, &spec, args)) at++;
      else {
        put(&t, start, strlen(start));
        break;
      }
    }
  }
  if (t.failed) {
    free(t.text);
    return NULL;
  }
  *length = t.length;
  return t.text;
}

PROOFLOAD_API PyObject *PyUnicode_FromFormatV(const char *format, va_list vargs) {
  size_t length;
  va_list args;
  va_copy(args, vargs);
  char *text = formatted(format, &args, &length);
  va_end(args);
  if (text == NULL) return NULL;
  PyObject *o = PyUnicode_FromStringAndSize(text, (Py_ssize_t)length);
  free(text);
  return o;
}
PROOFLOAD_API PyObject *PyUnicode_FromFormat(const char *format, ...) {
  va_list args;
  va_start(args, format);
  PyObject *o = PyUnicode_FromFormatV(format, args);
  va_end(args);
  return o;
}
/* A pending exception is cleared first, as documented: the conversions may call anything. */
PROOFLOAD_API PyObject *PyErr_FormatV(PyObject *exception, const char *format, va_list vargs) {
  PyErr_Clear();
  PyObject *text = PyUnicode_FromFormatV(format, vargs);
  if (text != NULL) {
    PyErr_SetObject(exception, text);
    Py_DECREF(text);
  }
  return NULL;
}
PROOFLOAD_API PyObject *PyErr_Format(PyObject *exception, const char *format, ...) {
  va_list args;
  va_start(args, format);
  PyErr_FormatV(exception, format, args);
  va_end(args);
  return NULL;
}
PROOFLOAD_API int PyOS_vsnprintf(char *str, size_t size, const char *format, va_list va) {
  int count = vsnprintf(str, size, format, va);
  if (size > 0) str[size - 1] = '\0';
  return count;
}
PROOFLOAD_API int PyOS_snprintf(char *str, size_t size, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int count = PyOS_vsnprintf(str, size, format, args);
  va_end(args);
  return count;
}
/* The message goes through UTF-8: a warning has no zero bytes. */
static int warn_v(PyObject *category, Py_ssize_t level, const char *format, va_list args) {
  PyObject *text = PyUnicode_FromFormatV(format, args);
  if (text == NULL) return -1;
  const char *message = PyUnicode_AsUTF8(text);
  int status = message == NULL ? -1 : PyErr_WarnEx(category, message, level);
  Py_DECREF(text);
  return status;
}
PROOFLOAD_API int PyErr_WarnFormat(PyObject *category, Py_ssize_t level, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int status = warn_v(category, level, format, args);
  va_end(args);
  return status;
}
/* The source goes along, so the call is that of the warnings module. */
PROOFLOAD_API int PyErr_ResourceWarning(PyObject *source, Py_ssize_t level, const char *format, ...) {
  va_list args;
  va_start(args, format);
  PyObject *text = PyUnicode_FromFormatV(format, args), *module, *result = NULL;
  va_end(args);
  if (text == NULL) return -1;
  module = PyImport_ImportModule("warnings");
  if (module != NULL) {
    result = PyObject_CallMethod(module, "warn", "OOnO", text, PyExc_ResourceWarning, level, source == NULL ? Py_None : source);
  }
  Py_DECREF(text);
  Py_XDECREF(module);
  Py_XDECREF(result);
  return result == NULL ? -1 : 0;
}
PROOFLOAD_API int PyErr_WarnExplicitFormat(PyObject *category, const char *filename, int line, const char *module,
                                           PyObject *registry, const char *format, ...) {
  va_list args;
  va_start(args, format);
  PyObject *text = PyUnicode_FromFormatV(format, args);
  va_end(args);
  if (text == NULL) return -1;
  PyObject *file = PyUnicode_DecodeUTF8(filename, (Py_ssize_t)strlen(filename), "surrogateescape");
  PyObject *name = module == NULL ? NULL : PyUnicode_FromString(module);
  int status = file == NULL || (module != NULL && name == NULL)
                   ? -1
                   : PyErr_WarnExplicitObject(category, text, file, line, name, registry);
  Py_DECREF(text);
  Py_XDECREF(file);
  Py_XDECREF(name);
  return status;
}
