/* Formatted bytes: fewer conversions than text has, no widths, and strings as they are. */
#include "shim.h"

static void put(PyObject *all, const char *from, size_t count) {
  Py_ssize_t length = PyByteArray_Size(all);
  if (PyByteArray_Resize(all, length + (Py_ssize_t)count) == 0) memcpy(PyByteArray_AsString(all) + length, from, count);
}

/* 0 for a conversion that there is not, -1 with an exception. */
static int put_conversion(PyObject *all, char conversion, int is_long, size_t precision, va_list *args) {
  char scratch[32];
  const char *text = scratch;
  size_t length = 0;
  int c;
  switch (conversion) {
    case 'c':
      c = va_arg(*args, int);
      if (c < 0 || c > 255) {
        PyErr_SetString(PyExc_OverflowError, "PyBytes_FromFormatV(): %c format expects an integer in range [0; 255]");
        return -1;
      }
      scratch[0] = (char)c;
      length = 1;
      break;
    case 'd':
      length = (size_t)(is_long ? snprintf(scratch, sizeof scratch, "%ld", va_arg(*args, long)) : snprintf(scratch, sizeof scratch, "%d", va_arg(*args, int)));
      break;
    case 'u':
      length = (size_t)(is_long ? snprintf(scratch, sizeof scratch, "%lu", va_arg(*args, unsigned long)) : snprintf(scratch, sizeof scratch, "%u", va_arg(*args, unsigned int)));
      break;
    case 'i': length = (size_t)snprintf(scratch, sizeof scratch, "%i", va_arg(*args, int)); break;
    case 'x': length = (size_t)snprintf(scratch, sizeof scratch, "%x", va_arg(*args, unsigned int)); break;
    case 'p': length = (size_t)snprintf(scratch, sizeof scratch, "%p", va_arg(*args, void *)); break;
    case 's':
      text = va_arg(*args, const char *);
      length = precision == 0 ? strlen(text) : strnlen(text, precision);
      break;
    case '%':
      text = "%";
      length = 1;
      break;
    default: return 0;
  }
  put(all, text, length);
  return 1;
}

PROOFLOAD_API PyObject *PyBytes_FromFormatV(const char *format, va_list vargs) {
  PyObject *all = PyByteArray_FromStringAndSize(NULL, 0), *bytes = NULL;
  va_list args;
  va_copy(args, vargs);
  int status = 1;
  for (const char *at = format; all != NULL && *at != '\0' && status > 0;) {
    const char *start = at;
    size_t precision = 0;
    if (*at != '%') {
      while (*at != '\0' && *at != '%') at++;
      put(all, start, (size_t)(at - start));
      continue;
    }
    for (at++; Py_ISDIGIT(*at);) at++;
    if (*at == '.') precision = strtoul(at + 1, (char **)&at, 10);
    while (*at != '\0' && *at != '%' && !Py_ISALPHA(*at)) at++;
    int is_long = (*at == 'l' || *at == 'z') && (at[1] == 'd' || at[1] == 'u');
    at += is_long;
    status = put_conversion(all, *at++, is_long, precision, &args);
    if (status == 0) put(all, start, strlen(start));
  }
  va_end(args);
  if (all != NULL && status >= 0) bytes = PyBytes_FromStringAndSize(PyByteArray_AsString(all), PyByteArray_Size(all));
  Py_XDECREF(all);
  return bytes;
}
PROOFLOAD_API PyObject *PyBytes_FromFormat(const char *format, ...) {
  va_list args;
  va_start(args, format);
  PyObject *o = PyBytes_FromFormatV(format, args);
  va_end(args);
  return o;
}
