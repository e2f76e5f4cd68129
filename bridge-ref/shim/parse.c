/* PyArg_Parse… : arguments into C variables. What a failing parse has acquired, it releases. */
#include "parse.h"

#undef PyArg_Parse
#undef PyArg_ParseTuple
#undef PyArg_ParseTupleAndKeywords
#undef PyArg_VaParse
#undef PyArg_VaParseTupleAndKeywords
#undef _PyArg_ParseStack

static int failed(Parse *p) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  while (p->cleanup_count > 0) {
    Cleanup *one = &p->cleanups[--p->cleanup_count];
    if (one->kind == VIEW) PyBuffer_Release(one->target);
    else if (one->kind == CONVERTED) one->convert(NULL, one->target);
    else {
      PyMem_Free(*(char **)one->target);
      *(char **)one->target = NULL;
    }
  }
  PyErr_Restore(type, value, traceback);
  return 0;
}
static int argument(Parse *p, Py_ssize_t i, PyObject *o, const char **format, va_list *args) {
  p->path[0] = (int)i + 1;
  p->depth = 1;
  return proofload_convert(p, o, format, args);
}

static int bad_format(const char *why) {
  PyErr_SetString(PyExc_SystemError, why);
  return 0;
}

/* "fn()", or what stands for a function without a name. */
#define CALLED(p, otherwise) (p)->function == NULL ? (otherwise) : (p)->function, (p)->function == NULL ? "" : "()"
#define PLURAL(count) ((count) == 1 ? "" : "s")

/* 0 when the parentheses do not match. */
static int describe(Parse *p, const char *format, Py_ssize_t *least, Py_ssize_t *most) {
  int depth = 0;
  *least = -1;
  *most = 0;
  for (; *format != '\0' && *format != ':' && *format != ';'; format++) {
    if (*format == '(') {
      if (depth++ == 0) ++*most;
    } else if (*format == ')') {
      if (depth-- == 0) return bad_format("excess ')' in getargs format");
    }
    else if (*format == '|' && *least < 0) *least = *most;
    else if (depth == 0 && Py_ISALPHA(*format) && *format != 'e') ++*most;
  }
  if (*least < 0) *least = *most;
  p->function = *format == ':' ? format + 1 : NULL;
  p->message = *format == ';' ? format + 1 : NULL;
  return depth == 0 || bad_format("missing ')' in getargs format");
}

static int wrong_count(Parse *p, Py_ssize_t least, Py_ssize_t most, Py_ssize_t count) {
  Py_ssize_t bound = count < least ? least : most;
  if (p->message != NULL) PyErr_SetString(PyExc_TypeError, p->message);
  else
    PyErr_Format(PyExc_TypeError, "%.150s%s takes %s %zd argument%s (%zd given)", CALLED(p, "function"),
                 least == most ? "exactly" : count < least ? "at least" : "at most", bound, PLURAL(bound), count);
  return 0;
}

static int parse_tuple(PyObject *tuple, const char *format, va_list *args) {
  Parse p = {0};
  const char *whole = format;
  Py_ssize_t least, most, count;
  if (!describe(&p, format, &least, &most)) return 0;
  if (!PyTuple_Check(tuple)) {
    PyErr_SetString(PyExc_SystemError, "new style getargs format but argument is not a tuple");
    return 0;
  }
  count = PyTuple_GET_SIZE(tuple);
  if (count < least || count > most) return wrong_count(&p, least, most, count);
  for (Py_ssize_t i = 0; i < count; i++) {
    if (*format == '|') format++;
    if (!argument(&p, i, PyTuple_GET_ITEM(tuple, i), &format, args)) return failed(&p);
  }
  if (*format == '\0' || Py_ISALPHA(*format) || strchr("(|:;", *format) != NULL) return 1;
  PyErr_Format(PyExc_SystemError, "bad format string: %.200s", whole);
  return failed(&p);
}

static int parse_one(PyObject *o, const char *format, va_list *args) {
  Parse p = {0};
  Py_ssize_t least, most;
  if (!describe(&p, format, &least, &most)) return 0;
  if (most == 0 && o == NULL) return 1;
  if (most == 0) PyErr_Format(PyExc_TypeError, "%.200s%s takes no arguments", CALLED(&p, "function"));
  else if (least != 1 || most != 1) PyErr_SetString(PyExc_SystemError, "old style getargs format uses new features");
  else if (o == NULL) PyErr_Format(PyExc_TypeError, "%.200s%s takes at least one argument", CALLED(&p, "function"));
  else return proofload_convert(&p, o, &format, args) ? 1 : failed(&p);
  return 0;
}

/* A call with keywords that is being parsed. `unnamed` parameters are positional only; `least` and `most` positional
 * arguments are needed and allowed as far as the format has been read (INT_MAX: it has not said). */
typedef struct {
  PyObject *tuple, *keywords;
  char **names;
  Py_ssize_t count, left;
  int parameters, unnamed, least, most;
} Call;

static int smaller(int a, int b) { return a < b ? a : b; }
static int positional_count(Parse *p, const Call *c, const char *bound, int wanted) {
  if (wanted == 0) PyErr_Format(PyExc_TypeError, "%.200s%s takes no positional arguments", CALLED(p, "function"));
  else PyErr_Format(PyExc_TypeError, "%.200s%s takes %s %d positional argument%s (%zd given)", CALLED(p, "function"), bound, wanted,
               PLURAL(wanted), c->count);
  return 0;
}
/* '|' and '$' before the unit of parameter i. */
static int marks(Parse *p, Call *c, int i, const char **format, int missing) {
  if (**format == '|') {
    if (c->least != INT_MAX) return bad_format("Invalid format string (| specified twice)");
    if (c->most != INT_MAX) return bad_format("Invalid format string ($ before |)");
    c->least = i;
    ++*format;
  }
  if (**format == '$') {
    if (c->most != INT_MAX) return bad_format("Invalid format string ($ specified twice)");
    c->most = i;
    ++*format;
    if (c->most < c->unnamed) return bad_format("Empty parameter name after $");
    if (!missing && c->most < c->count) return positional_count(p, c, c->least != INT_MAX ? "at most" : "exactly", c->most);
  }
  return 1;
}
/* What is left of the keywords belongs to no parameter: says why. */
static int extraneous(Parse *p, const Call *c) {
  PyObject *key, *value;
  Py_ssize_t position = 0;
  for (int i = c->unnamed; i < c->count && i < c->parameters; i++) {
    if (PyDict_GetItemString(c->keywords, c->names[i]) == NULL) continue;
    PyErr_Format(PyExc_TypeError, "argument for %.200s%s given by name ('%s') and position (%d)", CALLED(p, "function"), c->names[i], i + 1);
    return 0;
  }
  while (PyDict_Next(c->keywords, &position, &key, &value)) {
    int known = 0;
    if (!PyUnicode_Check(key)) {
      PyErr_SetString(PyExc_TypeError, "keywords must be strings");
      return 0;
    }
    for (int i = c->unnamed; i < c->parameters; i++) known |= PyUnicode_CompareWithASCIIString(key, c->names[i]) == 0;
    if (known) continue;
    PyErr_Format(PyExc_TypeError, "'%U' is an invalid keyword argument for %.200s%s", key, CALLED(p, "this function"));
    return 0;
  }
  return 1;
}
static int by_parameter(Parse *p, Call *c, const char *format, va_list *args) {
  int missing = 0, i;
  for (i = 0; i < c->parameters; i++) {
    PyObject *o = NULL;
    if (!marks(p, c, i, &format, missing)) return 0;
    if (missing && c->most == i) break;
    if (*format == '\0' || *format == ':' || *format == ';') {
      PyErr_Format(PyExc_SystemError, "More keyword list entries (%d) than format specifiers (%d)", c->parameters, i);
      return 0;
    }
    if (!missing) {
      if (i < c->count) o = PyTuple_GET_ITEM(c->tuple, i);
      else if (c->left > 0 && i >= c->unnamed && (o = PyDict_GetItemString(c->keywords, c->names[i])) != NULL) c->left--;
    }
    if (o != NULL) {
      if (!argument(p, i, o, &format, args)) return 0;
      continue;
    }
    if (i < c->least && i < c->unnamed) missing = 1;
    else if (i < c->least && !missing) {
      PyErr_Format(PyExc_TypeError, "%.200s%s missing required argument '%s' (pos %i)", CALLED(p, "function"), c->names[i], i + 1);
      return 0;
    }
    /* As in CPython, the rest of the format is not looked at when nothing is left. */
    if (c->left == 0 && !missing) return 1;
    if (!proofload_skip(p, &format, args)) return 0;
  }
  if (missing) {
    int wanted = smaller(c->unnamed, c->least);
    return positional_count(p, c, wanted < i ? "at least" : "exactly", wanted);
  }
  if (*format != '\0' && strchr(":;|$", *format) == NULL) {
    PyErr_Format(PyExc_SystemError, "more argument specifiers than keyword list entries (remaining format:'%s')", format);
    return 0;
  }
  return c->left == 0 || extraneous(p, c);
}
static int parse_keywords(PyObject *tuple, PyObject *keywords, const char *format, char **names, va_list *args) {
  Parse p = {0};
  Py_ssize_t least, most;
  if (tuple == NULL || !PyTuple_Check(tuple) || (keywords != NULL && !PyDict_Check(keywords))) {
    PyErr_BadInternalCall();
    return 0;
  }
  Call c = {tuple, keywords, names, PyTuple_GET_SIZE(tuple), keywords == NULL ? 0 : PyDict_Size(keywords), 0, 0, INT_MAX, INT_MAX};
  if (!describe(&p, format, &least, &most)) return 0;
  while (names[c.unnamed] != NULL && names[c.unnamed][0] == '\0') c.unnamed++;
  for (c.parameters = c.unnamed; names[c.parameters] != NULL; c.parameters++)
    if (names[c.parameters][0] == '\0') return bad_format("Empty keyword parameter name");
  if (c.count + c.left > c.parameters) {
    Py_ssize_t given = c.count + c.left;
    PyErr_Format(PyExc_TypeError, "%.200s%s takes at most %d %sargument%s (%zd given)", CALLED(&p, "function"), c.parameters,
                 c.count == 0 ? "keyword " : "", PLURAL(c.parameters), given);
    return 0;
  }
  return by_parameter(&p, &c, format, args) ? 1 : failed(&p);
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
PROOFLOAD_API int _PyArg_ParseStack(PyObject *const *args, Py_ssize_t count, const char *format, ...)
  PARSING(format, parse_stack(args, count, format, &list))
PROOFLOAD_API int _PyArg_ParseStack_SizeT(PyObject *const *args, Py_ssize_t count, const char *format, ...)
  PARSING(format, parse_stack(args, count, format, &list))
