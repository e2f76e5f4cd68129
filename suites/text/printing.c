#include "probe.h"

#include <stdarg.h>

/* PyPy has neither the tests of characters nor the comparisons, and these names have no functions behind them. */
#ifndef Py_ISALPHA
static int no_test(int Py_UNUSED(character)) { return 0; }
#define Py_ISALPHA no_test
#define Py_ISDIGIT no_test
#define Py_ISALNUM no_test
#define Py_ISLOWER no_test
#define Py_ISUPPER no_test
#define Py_ISXDIGIT no_test
#define Py_ISSPACE no_test
#endif
#ifndef PyOS_stricmp
#define PyOS_stricmp strcmp
#define PyOS_strnicmp strncmp
#endif

static int through_v(char *room, size_t size, const char *format, ...) {
  va_list list;
  va_start(list, format);
  int written = PyOS_vsnprintf(room, size, format, list);
  va_end(list);
  return written;
}

/* print(size, by_list): (result, what the buffer of so many bytes holds, whether the byte behind it is still there). */
static PyObject *print(PyObject *Py_UNUSED(self), PyObject *args) {
  int size, by_list;
  char room[32];
  memset(room, '#', sizeof room);
  if (!PyArg_ParseTuple(args, "ii", &size, &by_list)) return NULL;
  int written = by_list ? through_v(room, (size_t)size, "%s-%d", "abc", 42) : PyOS_snprintf(room, (size_t)size, "%s-%d", "abc", 42);
  return Py_BuildValue("(isN)", written, room, PyBool_FromLong(room[size] == '#'));
}

/* The characters that each test of C accepts. */
static PyObject *accepted(PyObject *Py_UNUSED(self), PyObject *name) {
  const char *which = PyUnicode_AsUTF8(name);
  char found[260];
  size_t count = 0;
  if (which == NULL) return NULL;
  for (int c = 0; c < 256; c++) {
    int yes;
    if (strcmp(which, "Py_ISALPHA") == 0) yes = Py_ISALPHA(c) != 0;
    else if (strcmp(which, "Py_ISDIGIT") == 0) yes = Py_ISDIGIT(c) != 0;
    else if (strcmp(which, "Py_ISALNUM") == 0) yes = Py_ISALNUM(c) != 0;
    else if (strcmp(which, "Py_ISLOWER") == 0) yes = Py_ISLOWER(c) != 0;
    else if (strcmp(which, "Py_ISUPPER") == 0) yes = Py_ISUPPER(c) != 0;
    else if (strcmp(which, "Py_ISXDIGIT") == 0) yes = Py_ISXDIGIT(c) != 0;
    else yes = Py_ISSPACE(c) != 0;
    if (yes) found[count++] = (char)c;
  }
  return PyBytes_FromStringAndSize(found, (Py_ssize_t)count);
}

static PyObject *compare(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *left, *right;
  if (!PyArg_ParseTuple(args, "ss", &left, &right)) return NULL;
  int all = PyOS_stricmp(left, right), some = PyOS_strnicmp(left, right, 2);
  return Py_BuildValue("(ii)", (all > 0) - (all < 0), (some > 0) - (some < 0));
}

PROBE_MODULE(PROBE_VARARGS(print), PROBE_O(accepted), PROBE_VARARGS(compare))
