#include "probe.h"

/* digits(count, sign): an int of so many decimal digits, 1234567890 again and again, read from text. */
static PyObject *digits(PyObject *Py_UNUSED(self), PyObject *args) {
  int count, negative;
  if (!PyArg_ParseTuple(args, "ii", &count, &negative)) return NULL;
  char *text = PyMem_Malloc((size_t)count + 2);
  if (text == NULL) return PyErr_NoMemory();
  char *digit = text;
  if (negative) *digit++ = '-';
  for (int i = 0; i < count; i++) *digit++ = "1234567890"[i % 10];
  *digit = '\0';
  /* Base 32 has no limit for digits, and these are digits of it as well. */
  PyObject *number = PyLong_FromString(text, NULL, 32);
  PyMem_Free(text);
  return number;
}

/* The text of an int in base 16, without prefix and sign. */
static PyObject *hexadecimal(PyObject *Py_UNUSED(self), PyObject *number) { return PyNumber_ToBase(number, 16); }

static PyObject *from_text(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *text;
  int base;
  return PyArg_ParseTuple(args, "Oi", &text, &base) ? PyLong_FromUnicodeObject(text, base) : NULL;
}

/* The sum of what the text has been cut into: number == high * 2 ** bits + low. */
static PyObject *split_and_join(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *number, *bits;
  if (!PyArg_ParseTuple(args, "OO", &number, &bits)) return NULL;
  PyObject *high = PyNumber_Rshift(number, bits), *shifted = high == NULL ? NULL : PyNumber_Lshift(high, bits);
  PyObject *low = shifted == NULL ? NULL : PyNumber_Subtract(number, shifted);
  PyObject *joined = low == NULL ? NULL : PyNumber_Or(shifted, low);
  Py_XDECREF(high);
  Py_XDECREF(shifted);
  Py_XDECREF(low);
  return joined;
}

static PyObject *divide_and_multiply(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *number, *divisor, *quotient, *rest;
  if (!PyArg_ParseTuple(args, "OO", &number, &divisor)) return NULL;
  PyObject *pair = PyNumber_Divmod(number, divisor);
  if (pair == NULL || !PyArg_ParseTuple(pair, "OO", &quotient, &rest)) {
    Py_XDECREF(pair);
    return NULL;
  }
  PyObject *product = PyNumber_Multiply(quotient, divisor), *sum = product == NULL ? NULL : PyNumber_Add(product, rest);
  Py_XDECREF(product);
  Py_DECREF(pair);
  return sum;
}

static PyObject *hash_of(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_hash_t hash = PyObject_Hash(object);
  return hash == -1 ? NULL : PyLong_FromSsize_t(hash);
}

static PyObject *equal(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *left, *right;
  if (!PyArg_ParseTuple(args, "OO", &left, &right)) return NULL;
  int same = PyObject_RichCompareBool(left, right, Py_EQ);
  return same < 0 ? NULL : PyBool_FromLong(same);
}

/* as_bytes(number, size, flags): (what PyLong_AsNativeBytes returned, the buffer); what is behind it must stay as it was. */
static PyObject *as_bytes(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *number;
  int size, flags;
  unsigned char room[40];
  memset(room, '#', sizeof room);
  if (!PyArg_ParseTuple(args, "Oii", &number, &size, &flags)) return NULL;
  Py_ssize_t needed = PyLong_AsNativeBytes(number, room, size, flags);
  if (needed < 0) return NULL;
  if (room[size] != '#') PyErr_SetString(PyExc_AssertionError, "wrote more bytes than it was asked for");
  return PyErr_Occurred() ? NULL : Py_BuildValue("(ny#)", needed, (char *)room, (Py_ssize_t)size);
}

static PyObject *from_bytes(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *bytes;
  Py_ssize_t size;
  int flags, is_unsigned;
  if (!PyArg_ParseTuple(args, "y#ii", &bytes, &size, &flags, &is_unsigned)) return NULL;
  return is_unsigned ? PyLong_FromUnsignedNativeBytes(bytes, (size_t)size, flags)
                     : PyLong_FromNativeBytes(bytes, (size_t)size, flags);
}

/* The way there and back of an int that needs more bytes than any C integer has. */
static PyObject *bytes_round_trip(PyObject *Py_UNUSED(self), PyObject *number) {
  Py_ssize_t size = PyLong_AsNativeBytes(number, NULL, 0, -1);
  if (size < 0) return NULL;
  char *room = PyMem_Malloc((size_t)size);
  if (room == NULL) return PyErr_NoMemory();
  PyObject *back = NULL;
  if (PyLong_AsNativeBytes(number, room, size, -1) >= 0) back = PyLong_FromNativeBytes(room, (size_t)size, -1);
  PyMem_Free(room);
  return back;
}

PROBE_MODULE(PROBE_VARARGS(digits), PROBE_O(hexadecimal), PROBE_VARARGS(from_text), PROBE_VARARGS(split_and_join),
             PROBE_VARARGS(divide_and_multiply), PROBE_O(hash_of), PROBE_VARARGS(equal), PROBE_VARARGS(as_bytes),
             PROBE_VARARGS(from_bytes), PROBE_O(bytes_round_trip))
