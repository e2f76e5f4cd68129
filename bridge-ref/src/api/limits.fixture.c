/* Calls at the limits of sizes, characters and C's integers for limits.test.ts, which compares what they print with CPython 3.11's output. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>
#include <limits.h>
#include <stdio.h>

static void failure(void) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  PyObject *text = PyObject_Str(value);
  printf("%s: %s\n", ((PyTypeObject *)type)->tp_name, PyUnicode_AsUTF8(text));
}
static void object(PyObject *o) {
  if (o == NULL) failure();
  else printf("%s\n", PyUnicode_AsUTF8(PyObject_ASCII(o)));
}
static void number(long long n) {
  if (PyErr_Occurred()) failure();
  else printf("%lld\n", n);
}
#define O(call) (printf("%s => ", #call), object(call))
#define N(call) (printf("%s => ", #call), number((long long)(call)))

static PyObject *big(long long n) { return PyLong_FromLongLong(n); }
static PyObject *abc(void) {
  PyObject *s = PyUnicode_New(3, 127);
  for (int i = 0; i < 3; i++) PyUnicode_WriteChar(s, i, (Py_UCS4)('a' + i));
  return s;
}

static void exact_sizes(void) {
  Py_ssize_t start, stop, step;
  PyObject *range = PyObject_CallFunction((PyObject *)&PyRange_Type, "L", (1LL << 60) - 1);
  PyObject *pairs = PyObject_CallFunction((PyObject *)&PyEnum_Type, "OL", Py_BuildValue("[i]", 1), (1LL << 60) - 1);
  N(PyNumber_AsSsize_t(big((1LL << 60) - 1), NULL));
  N(PySlice_Unpack(PySlice_New(big((1LL << 53) + 1), big((1LL << 60) - 1), NULL), &start, &stop, &step));
  N(start);
  N(stop);
  N(PyObject_Size(range));
  O(PySequence_GetItem(range, (1LL << 60) - 2));
  O(PyIter_Next(pairs));
}
static void huge_sizes(void) {
  PyObject *bytes = PyBytes_FromString("ab"), *text = PyUnicode_FromString("ab"), *list = Py_BuildValue("[i]", 1), *resized = PyTuple_New(2);
  O(PyTuple_New(1L << 60));
  O(PyList_New(1L << 60));
  O(PyUnicode_New(1L << 61, 127));
  O(PyBytes_FromStringAndSize(NULL, 1L << 60));
  O(PySequence_Repeat(bytes, 1L << 60));
  O(PySequence_Repeat(text, 1L << 45));
  O(PySequence_Repeat(list, 1L << 60));
  O(PySequence_Repeat(PyUnicode_FromString(""), 1L << 60));
  O(PyObject_CallFunction((PyObject *)&PyBytes_Type, "L", 1LL << 50));
  O(PyObject_CallMethod(text, "zfill", "L", (1LL << 53) + 1));
  O(PyNumber_Lshift(big(1), big(1LL << 42)));
  N(_PyTuple_Resize(&resized, 1L << 60));
}
static void characters(void) {
  wchar_t wide[] = {0x110000, 65, 0};
  Py_UCS4 codes[] = {0x110000};
  PyObject *list = Py_BuildValue("[sss]", "a", "b", "c"), *s = abc();
  O(PyUnicode_FromWideChar(wide, -1));
  O(PyUnicode_FromKindAndData(4, codes, 1));
  O(PyUnicode_FromOrdinal(0x110000));
  O(PyUnicode_Join(NULL, list));
  O(PyUnicode_Join(s, big(1)));
  O(PyUnicode_Join(big(1), list));
  N(PyUnicode_WriteChar(s, 0, 'z'));
  N(PyUnicode_WriteChar(s, 0, 0xe9));
  N(PyUnicode_CopyCharacters(s, 0, PyUnicode_FromString("\xe2\x82\xac"), 0, 1));
  PyObject_Hash(s);
  N(PyUnicode_WriteChar(s, 0, 'q'));
  N(PyUnicode_Fill(s, 0, 1, 'q'));
  N(PyUnicode_CopyCharacters(s, 0, PyUnicode_FromString("qq"), 0, 2));
}
static void notes(void) {
  PyObject *e = PyObject_CallFunction(PyExc_ValueError, "s", "x");
  O(PyObject_CallMethod(e, "with_traceback", "O", e));
  N(PyObject_SetAttrString(e, "__traceback__", e));
  N(PyObject_DelAttrString(e, "__traceback__"));
  O(PyObject_CallMethod(e, "add_note", "i", 1));
  O(PyObject_CallMethod(e, "add_note", "s", "one"));
  O(PyObject_CallMethod(e, "add_note", "s", "two"));
  O(PyObject_GetAttrString(e, "__notes__"));
  N(PyObject_SetAttrString(e, "__notes__", e));
  O(PyObject_CallMethod(e, "add_note", "s", "three"));
}
static void arguments(void) {
  PyObject *args = Py_BuildValue("(N)", PyLong_FromString("99999999999999999999", NULL, 10)), *none = PyTuple_Pack(1, Py_None);
  char *names[] = {"a", NULL};
  long l = 77;
  unsigned char b = 77;
  double d = 77;
  const char *s = "kept";
  N(PyArg_ParseTuple(args, "l", &l));
  N(PyArg_ParseTuple(none, "B", &b));
  N(PyArg_ParseTuple(none, "d", &d));
  N(PyArg_ParseTuple(none, "s", &s));
  printf("%ld %d %g %s\n", l, b, d, s);
  N(PyArg_ParseTupleAndKeywords(args, NULL, "|$l:f", names, &l));
}
static void members(void) {
  static PyMemberDef fields[] = {{"l", T_LONG, 16}, {"h", T_SHORT, 24}, {"u", T_UINT, 28}, {"o", T_OBJECT_EX, 32}, {0}};
  PyType_Slot slots[] = {{Py_tp_members, fields}, {0}};
  PyType_Spec spec = {"limits.M", 40, 0, Py_TPFLAGS_DEFAULT, slots};
  PyObject *o = PyObject_CallNoArgs(PyType_FromSpec(&spec)), *large = PyLong_FromUnsignedLong(ULONG_MAX);
  N(PyObject_SetAttrString(o, "l", large));
  N(PyObject_SetAttrString(o, "h", large));
  N(PyObject_SetAttrString(o, "h", big(70000)));
  O(PyObject_GetAttrString(o, "h"));
  N(PyObject_SetAttrString(o, "u", big(-1)));
  O(PyObject_GetAttrString(o, "u"));
  O(PyObject_GetAttrString(o, "o"));
  N(PyObject_DelAttrString(o, "o"));
}

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "limits", NULL, -1, NULL};
PyMODINIT_FUNC PyInit_limits(void) {
  exact_sizes();
  huge_sizes();
  characters();
  notes();
  arguments();
  members();
  fflush(stdout);
  return PyModule_Create(&module);
}
