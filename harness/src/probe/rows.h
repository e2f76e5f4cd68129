/*
 * What generated wrappers of call tables share: a row's arguments to C, what came back to the host. Section 6 of
 * INTERPRETING.md. A wrapper reports; it never knows what the row expects.
 *
 * A row that a wrapper cannot convert ends in SystemError: no function under test raises it for a good argument.
 * Unused conversions are dropped by the compiler, and what they need is then not needed of the bridge.
 *   floor: PyBytes_AsString PyBytes_FromString PyErr_Format PyFloat_AsDouble PyFloat_FromDouble PyLong_AsLongLong
 *   floor: PyLong_AsUnsignedLongLong PyLong_FromLongLong PyLong_FromUnsignedLongLong PyUnicode_AsUTF8AndSize
 *   floor: PyUnicode_ReadChar
 */
#ifndef PROOFLOAD_ROWS_H
#define PROOFLOAD_ROWS_H

/* ---- Arguments ---------------------------------------------------------------------------------------------------- */

#ifdef Py_LIMITED_API
#define ROW_ITEM(index) PyTuple_GetItem(args, index)
#define ROW_COUNT PyTuple_Size(args)
#else
#define ROW_ITEM(index) PyTuple_GET_ITEM(args, index)
#define ROW_COUNT PyTuple_GET_SIZE(args)
#endif

/* The only parameter of a wrapper, a tuple, holds the row's arguments. */
#define ROW_ARGUMENTS(count)                                                                                          \
  if (ROW_COUNT != (count)) {                                                                            \
    PyErr_SetString(PyExc_SystemError, "the row has a wrong number of arguments");                                    \
    return NULL;                                                                                                      \
  }
/* Borrowed, or NULL for !null. */
#define ROW_OBJECT(index) PROBE_OR_NULL(ROW_ITEM(index))

#define ROW_IS_SIGNED(type) ((type)-1 < (type)1)

PROBE_UNUSED static int row_refuse(const char *name, const char *type) {
  PyErr_Clear();
  PyErr_Format(PyExc_SystemError, "the row's %s does not fit %s", name, type);
  return -1;
}

/* An integer of up to 64 bits as it lies in memory; the wrapper checks that it survives the narrowing to its type. */
PROBE_UNUSED static int row_integer(PyObject *item, int is_signed, unsigned long long *bits) {
  *bits = is_signed ? (unsigned long long)PyLong_AsLongLong(item) : PyLong_AsUnsignedLongLong(item);
  return *bits == (unsigned long long)-1 && PyErr_Occurred() ? -1 : 0;
}

#define ROW_INTEGER(type, name, index)                                                                                \
  type name;                                                                                                          \
  {                                                                                                                   \
    unsigned long long row_bits;                                                                                      \
    int row_bad = row_integer(ROW_ITEM(index), ROW_IS_SIGNED(type), &row_bits) < 0;                                   \
    name = (type)row_bits;                                                                                            \
    if (row_bad || (unsigned long long)name != row_bits) return row_refuse(#name, #type), NULL;                       \
  }

/* A number, or a str of one character. */
PROBE_UNUSED static int row_character(PyObject *item, unsigned long long *bits) {
  if (!PyUnicode_Check(item)) return row_integer(item, 0, bits);
  *bits = PyUnicode_ReadChar(item, 0);
  return PyErr_Occurred() ? -1 : 0;
}

#define ROW_CHARACTER(type, name, index)                                                                              \
  type name;                                                                                                          \
  {                                                                                                                   \
    unsigned long long row_bits;                                                                                      \
    int row_bad = row_character(ROW_ITEM(index), &row_bits) < 0;                                                      \
    name = (type)row_bits;                                                                                            \
    if (row_bad || (unsigned long long)name != row_bits) return row_refuse(#name, #type), NULL;                       \
  }

#define ROW_FLOATING(type, name, index)                                                                               \
  type name = (type)PyFloat_AsDouble(ROW_ITEM(index));                                                                \
  if (PyErr_Occurred()) return row_refuse(#name, #type), NULL

#if defined(Py_LIMITED_API) && Py_LIMITED_API + 0 < 0x030a0000
/* The bytes live until so many others were asked for, which is more than a function has parameters. */
PROBE_UNUSED static const char *row_utf8(PyObject *text) {
  static PyObject *kept[8];
  static unsigned next;
  PyObject *bytes = PyUnicode_AsUTF8String(text), *old = kept[next % 8];
  kept[next++ % 8] = bytes;
  Py_XDECREF(old);
  return bytes == NULL ? NULL : PyBytes_AsString(bytes);
}
#else
PROBE_UNUSED static const char *row_utf8(PyObject *text) { return PyUnicode_AsUTF8AndSize(text, NULL); }
#endif

/* UTF-8 of a str, the content of bytes, or NULL; lives as long as the argument. */
PROBE_UNUSED static const char *row_chars(PyObject *item) {
  if (PROBE_OR_NULL(item) == NULL) return NULL;
  return PyUnicode_Check(item) ? row_utf8(item) : PyBytes_AsString(item);
}

#define ROW_CHARS(type, name, index)                                                                                  \
  type name = (type)row_chars(ROW_ITEM(index));                                                                       \
  if (PyErr_Occurred()) return row_refuse(#name, #type), NULL

/* ---- The outcome -------------------------------------------------------------------------------------------------- */

/* The codes of section 6; ROW_RAISED means that the wrapper ends with the function's own exception. */
enum { ROW_RETURNED = 0, ROW_ABSENT = 1, ROW_SENTINEL_ALONE = 2, ROW_EXCEPTION_ALONE = 3, ROW_RAISED = -1 };

/* What `suites/capi` says about the sentinel. */
enum {
  ROW_CANNOT_FAIL, /* There is none. */
  ROW_FAILS,       /* Sentinel if and only if exception. */
  ROW_AMBIGUOUS,   /* The sentinel may be a result: only the exception tells. */
  ROW_MAY_ABSENT,  /* NULL alone means "not there". */
  ROW_RAISES       /* Setting an exception is what the function is for. */
};

PROBE_UNUSED static int row_judge(int is_sentinel, int rule) {
  int raised = PyErr_Occurred() != NULL;
  if (raised && (rule == ROW_RAISES || is_sentinel)) return ROW_RAISED;
  if (raised) {
    PyErr_Clear();
    return ROW_EXCEPTION_ALONE;
  }
  if (!is_sentinel || rule == ROW_AMBIGUOUS) return ROW_RETURNED;
  return rule == ROW_MAY_ABSENT ? ROW_ABSENT : ROW_SENTINEL_ALONE;
}

/* ---- Results: each a new reference ----------------------------------------------------------------------------------- */

PROBE_UNUSED static PyObject *row_none(void) {
  Py_INCREF(Py_None);
  return Py_None;
}

/* A reference that the function gave away; NULL is None, and the code tells what it meant. */
PROBE_UNUSED static PyObject *row_new(PyObject *object) { return object == NULL ? row_none() : object; }

PROBE_UNUSED static PyObject *row_borrowed(PyObject *object) {
  Py_XINCREF(object);
  return row_new(object);
}

/* Of any integer type; what is evaluated once is the value. */
#define ROW_FROM_INTEGER(type, value)                                                                                 \
  (ROW_IS_SIGNED(type) ? PyLong_FromLongLong((long long)(value)) : PyLong_FromUnsignedLongLong((unsigned long long)(value)))

/* str where it is UTF-8, else bytes. */
PROBE_UNUSED static PyObject *row_text(const char *chars) {
  if (chars == NULL) return row_none();
  PyObject *text = PyUnicode_FromString(chars);
  if (text != NULL) return text;
  PyErr_Clear();
  return PyBytes_FromString(chars);
}

/* An out-parameter that was left or made NULL is seen as !null. */
PROBE_UNUSED static PyObject *row_out(PyObject *object, int is_new) {
  if (object == NULL) object = probe_null;
  else if (is_new) return object;
  Py_INCREF(object);
  return object;
}

/* (code, result, name, value, ...) with room for so many out-parameters. Takes the reference to the result. */
PROBE_UNUSED static PyObject *row_answer(int code, PyObject *result, Py_ssize_t outs) {
  PyObject *number = result == NULL ? NULL : PyLong_FromLong(code);
  PyObject *answer = number == NULL ? NULL : PyTuple_New(2 + 2 * outs);
  if (answer == NULL) {
    Py_XDECREF(number);
    Py_XDECREF(result);
    return NULL;
  }
  PyTuple_SetItem(answer, 0, number);
  PyTuple_SetItem(answer, 1, result);
  return answer;
}

/* Takes the references to the answer and to the value; the answer with that value, or NULL. */
PROBE_UNUSED static PyObject *row_put(PyObject *answer, Py_ssize_t out, const char *name, PyObject *value) {
  PyObject *key = answer == NULL || value == NULL ? NULL : PyUnicode_FromString(name);
  if (key == NULL) {
    Py_XDECREF(answer);
    Py_XDECREF(value);
    return NULL;
  }
  PyTuple_SetItem(answer, 2 + 2 * out, key);
  PyTuple_SetItem(answer, 3 + 2 * out, value);
  return answer;
}

#endif
