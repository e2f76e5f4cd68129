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

static void put_number(Text *t, char conversion, const char *modifier, const char *flags, va_list *args) {
  char format[48], digits[160];
  snprintf(format, sizeof format, "%%%s%s%c", flags, modifier, conversion);
  int is_signed = conversion == 'd' || conversion == 'i';
  if (strcmp(modifier, "l") == 0)
    is_signed ? snprintf(digits, sizeof digits, format, va_arg(*args, long)) : snprintf(digits, sizeof digits, format, va_arg(*args, unsigned long));
  else if (strcmp(modifier, "ll") == 0)
    is_signed ? snprintf(digits, sizeof digits, format, va_arg(*args, long long)) : snprintf(digits, sizeof digits, format, va_arg(*args, unsigned long long));
  else if (strcmp(modifier, "z") == 0)
    snprintf(digits, sizeof digits, format, va_arg(*args, Py_ssize_t));
  else
    is_signed ? snprintf(digits, sizeof digits, format, va_arg(*args, int)) : snprintf(digits, sizeof digits, format, va_arg(*args, unsigned int));
  put(t, digits, strlen(digits));
}

static PyObject *decoded(const char *bytes, Py_ssize_t precision) {
  size_t length = precision < 0 ? strlen(bytes) : strnlen(bytes, (size_t)precision);
  return PyUnicode_DecodeUTF8(bytes, (Py_ssize_t)length, "replace");
}

static void put_conversion(Text *t, char conversion, Py_ssize_t width, Py_ssize_t precision, va_list *args) {
  PyObject *o;
  const char *bytes;
  char scratch[32];
  switch (conversion) {
    case 'c':
      o = PyUnicode_FromOrdinal(va_arg(*args, int));
      if (o == NULL && PyErr_ExceptionMatches(PyExc_ValueError))
        PyErr_SetString(PyExc_OverflowError, "character argument not in range(0x110000)");
      put_object(t, o, 0, -1);
      return;
    case 'p':
      snprintf(scratch, sizeof scratch, "%p", va_arg(*args, void *));
      put(t, scratch, strlen(scratch));
      return;
    case 's':
      put_object(t, decoded(va_arg(*args, const char *), precision), width, -1);
      return;
    case 'U':
      o = va_arg(*args, PyObject *);
      Py_INCREF(o);
      put_object(t, o, width, precision);
      return;
    case 'V':
      o = va_arg(*args, PyObject *);
      bytes = va_arg(*args, const char *);
      if (o != NULL) Py_INCREF(o);
      put_object(t, o != NULL ? o : decoded(bytes, precision), width, precision);
      return;
    case 'S':
      put_object(t, PyObject_Str(va_arg(*args, PyObject *)), width, precision);
      return;
    case 'R':
      put_object(t, PyObject_Repr(va_arg(*args, PyObject *)), width, precision);
      return;
    case 'A':
      put_object(t, PyObject_ASCII(va_arg(*args, PyObject *)), width, precision);
      return;
    default:
      t->failed = 1;
      PyErr_Format(PyExc_SystemError, "invalid format string: %%%c", conversion);
  }
}

/* The text of `format`, to be freed; NULL with an exception. */
static char *formatted(const char *format, va_list *args, size_t *length) {
  Text t = {NULL, 0, 0, 0};
  put(&t, "", 0);
  for (const char *at = format; *at != '\0' && !t.failed;) {
    if (*at != '%') {
      const char *end = strchr(at, '%');
      size_t count = end == NULL ? strlen(at) : (size_t)(end - at);
      put(&t, at, count);
      at += count;
      continue;
    }
    const char *start = ++at;
    char flags[24] = "", modifier[3] = "";
    Py_ssize_t width = -1, precision = -1;
    if (*at == '0') at++;
    if (*at >= '0' && *at <= '9') width = strtol(at, (char **)&at, 10);
    if (*at == '.') precision = strtol(at + 1, (char **)&at, 10);
    if ((size_t)(at - start) < sizeof flags) memcpy(flags, start, (size_t)(at - start));
    for (size_t i = 0; (*at == 'l' || *at == 'z') && i < 2; i++) modifier[i] = *at++;
    if (*at == '%') put(&t, "%", 1);
    else if (strchr("diux", *at) != NULL && *at != '\0') put_number(&t, *at, modifier, flags, args);
    else put_conversion(&t, *at, width, precision, args);
    if (*at != '\0') at++;
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
PROOFLOAD_API PyObject *PyBytes_FromFormatV(const char *format, va_list vargs) {
  size_t length;
  va_list args;
  va_copy(args, vargs);
  char *text = formatted(format, &args, &length);
  va_end(args);
  if (text == NULL) return NULL;
  PyObject *o = PyBytes_FromStringAndSize(text, (Py_ssize_t)length);
  free(text);
  return o;
}
PROOFLOAD_API PyObject *PyBytes_FromFormat(const char *format, ...) {
  va_list args;
  va_start(args, format);
  PyObject *o = PyBytes_FromFormatV(format, args);
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
