/* Numbers, text, containers and the error indicator. */
#include "fast.h"
#include "threads.h"

/* Set by TypeScript: the small integers from -5 on. */
PROOFLOAD_API PyObject **proofload_small_ints;
enum { SMALLEST = -5, LARGEST = 256 };

static PyObject *int_of(uint64_t magnitude, int negative) {
  int digits = magnitude >> 30 == 0 ? 1 : magnitude >> 60 == 0 ? 2 : 3;
  PyLongObject *o = (PyLongObject *)heap_object(&PyLong_Type, offsetof(PyLongObject, ob_digit) + (size_t)digits * sizeof(digit));
  if (o == NULL) return NULL;
  Py_SET_SIZE(o, negative ? -digits : digits);
  for (int i = 0; i < digits; i++, magnitude >>= 30) o->ob_digit[i] = (digit)(magnitude & 0x3fffffff);
  return (PyObject *)o;
}

static PyObject *int_from(long long value) {
  if (SMALLEST <= value && value <= LARGEST) return Py_NewRef(proofload_small_ints[value - SMALLEST]);
  return int_of(value < 0 ? -(uint64_t)value : (uint64_t)value, value < 0);
}

#define FROM(name, type)                                                                                             \
  PROOFLOAD_FAST(PyObject *, name, (type value)) {                                                                   \
    PyObject *o = int_from(value);                                                                                   \
    return o != NULL ? o : SLOW(name)(value);                                                                        \
  }
#define FROM_UNSIGNED(name, type)                                                                                    \
  PROOFLOAD_FAST(PyObject *, name, (type value)) {                                                                   \
    PyObject *o = value <= LARGEST ? int_from((long long)value) : int_of(value, 0);                                  \
    return o != NULL ? o : SLOW(name)(value);                                                                        \
  }
FROM(PyLong_FromLong, long)
FROM(PyLong_FromLongLong, long long)
FROM(PyLong_FromSsize_t, Py_ssize_t)
FROM_UNSIGNED(PyLong_FromUnsignedLong, unsigned long)
FROM_UNSIGNED(PyLong_FromUnsignedLongLong, unsigned long long)
FROM_UNSIGNED(PyLong_FromSize_t, size_t)

/* An int of at most two digits. */
static int is_short(PyObject *o) { return o != NULL && PyLong_Check(o) && Py_SIZE(o) >= -2 && Py_SIZE(o) <= 2; }
static long long short_value(PyObject *o) {
  digit *digits = ((PyLongObject *)o)->ob_digit;
  switch (Py_SIZE(o)) {
    case 0: return 0;
    case 1: return digits[0];
    case -1: return -(long long)digits[0];
    case 2: return digits[0] | (long long)digits[1] << 30;
    default: return -(digits[0] | (long long)digits[1] << 30);
  }
}

#define AS(name, type)                                                                                               \
  PROOFLOAD_FAST(type, name, (PyObject * o)) { return is_short(o) ? (type)short_value(o) : SLOW(name)(o); }
#define AS_UNSIGNED(name, type)                                                                                      \
  PROOFLOAD_FAST(type, name, (PyObject * o)) {                                                                       \
    return is_short(o) && Py_SIZE(o) >= 0 ? (type)short_value(o) : SLOW(name)(o);                                    \
  }
AS(PyLong_AsLong, long)
AS(PyLong_AsLongLong, long long)
AS(PyLong_AsSsize_t, Py_ssize_t)
AS_UNSIGNED(PyLong_AsUnsignedLong, unsigned long)
AS_UNSIGNED(PyLong_AsUnsignedLongLong, unsigned long long)
AS_UNSIGNED(PyLong_AsSize_t, size_t)

PROOFLOAD_FAST(PyObject *, PyFloat_FromDouble, (double value)) {
  PyFloatObject *o = (PyFloatObject *)heap_object(&PyFloat_Type, sizeof(PyFloatObject));
  if (o == NULL) return SLOW(PyFloat_FromDouble)(value);
  o->ob_fval = value;
  return (PyObject *)o;
}
PROOFLOAD_FAST(double, PyFloat_AsDouble, (PyObject * o)) {
  return o != NULL && PyFloat_Check(o) ? ((PyFloatObject *)o)->ob_fval : SLOW(PyFloat_AsDouble)(o);
}
PROOFLOAD_FAST(PyObject *, PyBool_FromLong, (long value)) { return Py_NewRef(value ? Py_True : Py_False); }

PROOFLOAD_FAST(int, PyObject_IsTrue, (PyObject * o)) {
  return o == Py_True ? 1 : o == Py_False || o == Py_None ? 0 : SLOW(PyObject_IsTrue)(o);
}

PROOFLOAD_FAST(int, PyType_IsSubtype, (PyTypeObject * a, PyTypeObject *b)) {
  PyObject *mro = a->tp_mro;
  if (mro == NULL) return SLOW(PyType_IsSubtype)(a, b);
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(mro); i++)
    if (PyTuple_GET_ITEM(mro, i) == (PyObject *)b) return 1;
  return 0;
}

/* Text */

static PyObject *ascii(const char *text, Py_ssize_t size) {
  if (size < 2) return NULL;
  for (Py_ssize_t i = 0; i < size; i++)
    if ((unsigned char)text[i] >= 128) return NULL;
  PyASCIIObject *o = (PyASCIIObject *)heap_object(&PyUnicode_Type, sizeof(PyASCIIObject) + (size_t)size + 1);
  if (o == NULL) return NULL;
  o->length = size;
  o->hash = -1;
  memset(&o->state, 0, sizeof o->state);
  o->state.kind = 1;
  o->state.compact = o->state.ascii = o->state.ready = 1;
  o->wstr = NULL;
  memcpy(o + 1, text, (size_t)size);
  ((char *)(o + 1))[size] = '\0';
  return (PyObject *)o;
}
PROOFLOAD_FAST(PyObject *, PyUnicode_FromStringAndSize, (const char *text, Py_ssize_t size)) {
  PyObject *o = text == NULL ? NULL : ascii(text, size);
  return o != NULL ? o : SLOW(PyUnicode_FromStringAndSize)(text, size);
}
PROOFLOAD_FAST(PyObject *, PyUnicode_FromString, (const char *text)) {
  PyObject *o = ascii(text, (Py_ssize_t)strlen(text));
  return o != NULL ? o : SLOW(PyUnicode_FromString)(text);
}
PROOFLOAD_FAST(PyObject *, PyUnicode_New, (Py_ssize_t size, Py_UCS4 largest)) {
  int plain = largest < 128, kind = largest < 256 ? 1 : largest < 65536 ? 2 : 4;
  size_t head = plain ? sizeof(PyASCIIObject) : sizeof(PyCompactUnicodeObject);
  if (size <= 0 || size > LARGEST_CLASS || largest > 0x10ffff) return SLOW(PyUnicode_New)(size, largest);
  PyCompactUnicodeObject *o = (PyCompactUnicodeObject *)heap_object(&PyUnicode_Type, head + ((size_t)size + 1) * (size_t)kind);
  if (o == NULL) return SLOW(PyUnicode_New)(size, largest);
  o->_base.length = size;
  o->_base.hash = -1;
  memset(&o->_base.state, 0, sizeof o->_base.state);
  o->_base.state.kind = (unsigned)kind & 7;
  o->_base.state.compact = o->_base.state.ready = 1;
  o->_base.state.ascii = plain & 1;
  o->_base.wstr = NULL;
  if (!plain) {
    o->utf8_length = o->wstr_length = 0;
    o->utf8 = NULL;
  }
  memset((char *)o + head + size * kind, 0, (size_t)kind);
  return (PyObject *)o;
}
PROOFLOAD_FAST(const char *, PyUnicode_AsUTF8AndSize, (PyObject * o, Py_ssize_t *size)) {
  if (o == NULL || !PyUnicode_Check(o) || !PyUnicode_IS_COMPACT_ASCII(o)) return SLOW(PyUnicode_AsUTF8AndSize)(o, size);
  if (size != NULL) *size = ((PyASCIIObject *)o)->length;
  return (const char *)((PyASCIIObject *)o + 1);
}
PROOFLOAD_FAST(const char *, PyUnicode_AsUTF8, (PyObject * o)) {
  if (o == NULL || !PyUnicode_Check(o) || !PyUnicode_IS_COMPACT_ASCII(o)) return SLOW(PyUnicode_AsUTF8)(o);
  return (const char *)((PyASCIIObject *)o + 1);
}

PROOFLOAD_FAST(PyObject *, PyBytes_FromStringAndSize, (const char *data, Py_ssize_t size)) {
  PyBytesObject *o = size < 2 ? NULL : (PyBytesObject *)heap_object(&PyBytes_Type, offsetof(PyBytesObject, ob_sval) + (size_t)size + 1);
  if (o == NULL) return SLOW(PyBytes_FromStringAndSize)(data, size);
  Py_SET_SIZE(o, size);
  o->ob_shash = -1;
  if (data != NULL) memcpy(o->ob_sval, data, (size_t)size);
  o->ob_sval[size] = '\0';
  return (PyObject *)o;
}
PROOFLOAD_FAST(char *, PyBytes_AsString, (PyObject * o)) {
  return o != NULL && PyBytes_Check(o) ? ((PyBytesObject *)o)->ob_sval : SLOW(PyBytes_AsString)(o);
}
PROOFLOAD_FAST(Py_ssize_t, PyBytes_Size, (PyObject * o)) {
  return o != NULL && PyBytes_Check(o) ? Py_SIZE(o) : SLOW(PyBytes_Size)(o);
}

/* Containers */

extern __typeof__(PyObject_GC_Track) slow_PyObject_GC_Track;

static int holds(PyObject *sequence, Py_ssize_t index) { return index >= 0 && index < Py_SIZE(sequence); }

PROOFLOAD_FAST(PyObject *, PyTuple_New, (Py_ssize_t size)) {
  if (size <= 0 || size > LARGEST_CLASS / 8 || collection_due()) return SLOW(PyTuple_New)(size);
  PyTupleObject *o = (PyTupleObject *)heap_object(&PyTuple_Type, offsetof(PyTupleObject, ob_item) + (size_t)size * sizeof(PyObject *));
  if (o == NULL) return SLOW(PyTuple_New)(size);
  Py_SET_SIZE(o, size);
  memset(o->ob_item, 0, (size_t)size * sizeof(PyObject *));
  if (!heap_track(o)) SLOW(PyObject_GC_Track)(o);
  return (PyObject *)o;
}
PROOFLOAD_FAST(Py_ssize_t, PyTuple_Size, (PyObject * o)) {
  return o != NULL && PyTuple_Check(o) ? Py_SIZE(o) : SLOW(PyTuple_Size)(o);
}
PROOFLOAD_FAST(PyObject *, PyTuple_GetItem, (PyObject * o, Py_ssize_t index)) {
  return o != NULL && PyTuple_Check(o) && holds(o, index) ? PyTuple_GET_ITEM(o, index) : SLOW(PyTuple_GetItem)(o, index);
}
PROOFLOAD_FAST(int, PyTuple_SetItem, (PyObject * o, Py_ssize_t index, PyObject *item)) {
  if (o == NULL || !PyTuple_Check(o) || Py_REFCNT(o) != 1 || !holds(o, index)) return SLOW(PyTuple_SetItem)(o, index, item);
  PyObject *old = PyTuple_GET_ITEM(o, index);
  PyTuple_SET_ITEM(o, index, item);
  Py_XDECREF(old);
  return 0;
}

PROOFLOAD_FAST(Py_ssize_t, PyList_Size, (PyObject * o)) {
  return o != NULL && PyList_Check(o) ? Py_SIZE(o) : SLOW(PyList_Size)(o);
}
PROOFLOAD_FAST(PyObject *, PyList_GetItem, (PyObject * o, Py_ssize_t index)) {
  return o != NULL && PyList_Check(o) && holds(o, index) ? PyList_GET_ITEM(o, index) : SLOW(PyList_GetItem)(o, index);
}
PROOFLOAD_FAST(int, PyList_SetItem, (PyObject * o, Py_ssize_t index, PyObject *item)) {
  if (o == NULL || !PyList_Check(o) || !holds(o, index)) return SLOW(PyList_SetItem)(o, index, item);
  PyObject *old = PyList_GET_ITEM(o, index);
  PyList_SET_ITEM(o, index, item);
  Py_XDECREF(old);
  return 0;
}
/* Room for one item more, and for some to come, as CPython has it. 0: ask TypeScript. */
static int make_room(PyListObject *list) {
  size_t size = (size_t)Py_SIZE(list), room = (size + (size >> 3) + 6) & ~(size_t)3;
  if (room * sizeof(PyObject *) > LARGEST_CLASS || (list->ob_item != NULL && !in_heap(list->ob_item))) return 0;
  PyObject **items = heap_allocate(room * sizeof(PyObject *)), **old = list->ob_item;
  if (items == NULL) return 0;
  if (size > 0) memcpy(items, old, size * sizeof(PyObject *));
  list->ob_item = items;
  list->allocated = (Py_ssize_t)room;
  if (old != NULL) heap_free(old);
  return 1;
}

PROOFLOAD_FAST(int, PyList_Append, (PyObject * o, PyObject *item)) {
  PyListObject *list = (PyListObject *)o;
  if (o == NULL || item == NULL || !PyList_Check(o)) return SLOW(PyList_Append)(o, item);
  if (list->allocated <= Py_SIZE(o) && !make_room(list)) return SLOW(PyList_Append)(o, item);
  list->ob_item[Py_SIZE(o)] = Py_NewRef(item);
  Py_SET_SIZE(o, Py_SIZE(o) + 1);
  return 0;
}

/* The error indicator */

PROOFLOAD_FAST(PyObject *, PyErr_Occurred, (void)) {
  return proofload_current != NULL ? proofload_current->curexc_type : SLOW(PyErr_Occurred)();
}

static void restore(PyThreadState *state, PyObject *type, PyObject *value, PyObject *traceback) {
  PyObject *old_type = state->curexc_type, *old_value = state->curexc_value, *old_traceback = state->curexc_traceback;
  state->curexc_type = type;
  state->curexc_value = value;
  state->curexc_traceback = traceback;
  Py_XDECREF(old_type);
  Py_XDECREF(old_value);
  Py_XDECREF(old_traceback);
}
PROOFLOAD_FAST(void, PyErr_Clear, (void)) {
  if (proofload_current == NULL) SLOW(PyErr_Clear)();
  else if (proofload_current->curexc_type != NULL) restore(proofload_current, NULL, NULL, NULL);
}
PROOFLOAD_FAST(void, PyErr_Restore, (PyObject * type, PyObject *value, PyObject *traceback)) {
  if (proofload_current == NULL || (traceback != NULL && !PyTraceBack_Check(traceback))) SLOW(PyErr_Restore)(type, value, traceback);
  else restore(proofload_current, type, value, traceback);
}
PROOFLOAD_FAST(void, PyErr_Fetch, (PyObject * *type, PyObject **value, PyObject **traceback)) {
  PyThreadState *state = proofload_current;
  if (state == NULL) {
    SLOW(PyErr_Fetch)(type, value, traceback);
    return;
  }
  *type = state->curexc_type;
  *value = state->curexc_value;
  *traceback = state->curexc_traceback;
  state->curexc_type = state->curexc_value = state->curexc_traceback = NULL;
}

/* An exception class, and no exception being handled that would become the context of a new one. */
static int sets_plainly(PyObject *type) {
  if (proofload_current == NULL || type == NULL || !PyExceptionClass_Check(type)) return 0;
  for (_PyErr_StackItem *item = proofload_current->exc_info; item != NULL; item = item->previous_item)
    if (item->exc_value != NULL && item->exc_value != Py_None) return 0;
  return 1;
}
PROOFLOAD_FAST(void, PyErr_SetString, (PyObject * type, const char *text)) {
  PyObject *value = sets_plainly(type) ? ascii(text, (Py_ssize_t)strlen(text)) : NULL;
  if (value == NULL) SLOW(PyErr_SetString)(type, text);
  else restore(proofload_current, Py_NewRef(type), value, NULL);
}
PROOFLOAD_FAST(void, PyErr_SetObject, (PyObject * type, PyObject *value)) {
  if (!sets_plainly(type) || value == NULL || PyExceptionInstance_Check(value)) SLOW(PyErr_SetObject)(type, value);
  else restore(proofload_current, Py_NewRef(type), Py_NewRef(value), NULL);
}
PROOFLOAD_FAST(void, PyErr_SetNone, (PyObject * type)) {
  if (!sets_plainly(type)) SLOW(PyErr_SetNone)(type);
  else restore(proofload_current, Py_NewRef(type), NULL, NULL);
}

static int matches(PyObject *given, PyObject *wanted) {
  if (given == NULL || wanted == NULL || !PyExceptionClass_Check(wanted)) return -1;
  if (PyExceptionInstance_Check(given)) given = (PyObject *)Py_TYPE(given);
  return PyExceptionClass_Check(given) ? PyType_IsSubtype((PyTypeObject *)given, (PyTypeObject *)wanted) : given == wanted;
}
PROOFLOAD_FAST(int, PyErr_GivenExceptionMatches, (PyObject * given, PyObject *wanted)) {
  int answer = matches(given, wanted);
  return answer >= 0 ? answer : SLOW(PyErr_GivenExceptionMatches)(given, wanted);
}
PROOFLOAD_FAST(int, PyErr_ExceptionMatches, (PyObject * wanted)) {
  int answer = proofload_current == NULL ? -1 : matches(proofload_current->curexc_type, wanted);
  return answer >= 0 ? answer : SLOW(PyErr_ExceptionMatches)(wanted);
}

/* Buffers: those of plain bytes. */

PROOFLOAD_FAST(int, PyObject_GetBuffer, (PyObject * o, Py_buffer *view, int flags)) {
  if (!PyBytes_CheckExact(o) || (flags & PyBUF_WRITABLE) != 0) return SLOW(PyObject_GetBuffer)(o, view, flags);
  *view = (Py_buffer){.buf = ((PyBytesObject *)o)->ob_sval, .obj = Py_NewRef(o), .len = Py_SIZE(o), .itemsize = 1, .readonly = 1, .ndim = 1};
  if ((flags & PyBUF_FORMAT) != 0) view->format = "B";
  if ((flags & PyBUF_ND) != 0) view->shape = &view->len;
  if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view->strides = &view->itemsize;
  return 0;
}
PROOFLOAD_FAST(void, PyBuffer_Release, (Py_buffer * view)) {
  PyObject *o = view->obj;
  if (o == NULL || !PyBytes_CheckExact(o)) SLOW(PyBuffer_Release)(view);
  else {
    view->obj = NULL;
    Py_DECREF(o);
  }
}
