#include "probe.h"
#include <pthread.h>

#if PY_VERSION_HEX >= 0x030D0000 && !defined(PYPY_VERSION)
#define YOUNG 1
#endif

/* ---- Threads that work on the same things ---- */

struct work {
  PyObject *one, *other;
  long rounds, number, wrong;
  void (*do_one)(struct work *, long round);
};

static void *work_on(void *argument) {
  struct work *work = argument;
  for (long round = 0; round < work->rounds; round++) {
    PyGILState_STATE state = PyGILState_Ensure();
    work->do_one(work, round);
    PyGILState_Release(state);
  }
  return NULL;
}

/* Runs `count` (at most 4) of them at once; sum of what went wrong, or -1 with an exception. */
static long run_threads(struct work *each, int count) {
  pthread_t threads[4];
  long wrong = 0;
  int started = 0;
  while (started < count && pthread_create(&threads[started], NULL, work_on, &each[started]) == 0) started++;
  Py_BEGIN_ALLOW_THREADS
  for (int i = 0; i < started; i++) pthread_join(threads[i], NULL);
  Py_END_ALLOW_THREADS
  for (int i = 0; i < started; i++) wrong += each[i].wrong;
  if (started == count) return wrong;
  PyErr_SetString(PyExc_OSError, "pthread_create failed");
  return -1;
}

/* ---- Py_mod_gil ---- */

#ifdef YOUNG
static int add_answer(PyObject *module) { return PyModule_AddIntConstant(module, "answer", 4711); }
static PyModuleDef_Slot not_used[] = {{Py_mod_exec, (void *)add_answer}, {Py_mod_gil, Py_MOD_GIL_NOT_USED}, {0, NULL}};
static PyModuleDef_Slot used[] = {{Py_mod_exec, (void *)add_answer}, {Py_mod_gil, Py_MOD_GIL_USED}, {0, NULL}};
static PyModuleDef_Slot without[] = {{Py_mod_exec, (void *)add_answer}, {0, NULL}};
static PyModuleDef definitions[] = {
  {PyModuleDef_HEAD_INIT, .m_name = "declared", .m_slots = not_used},
  {PyModuleDef_HEAD_INIT, .m_name = "declared", .m_slots = used},
  {PyModuleDef_HEAD_INIT, .m_name = "declared", .m_slots = without},
};

static PyObject *make_module(PyObject *Py_UNUSED(self), PyObject *which) {
  long number = PyLong_AsLong(which);
  if (number < 0 || number > 2) return PyErr_Format(PyExc_ValueError, "no such module");
  PyObject *spec = PyModule_New("declared"), *name = PyUnicode_FromString("declared"), *module = NULL;
  if (spec != NULL && name != NULL && PyObject_SetAttrString(spec, "name", name) == 0)
    module = PyModule_FromDefAndSpec2(&definitions[number], spec, PYTHON_API_VERSION);
  if (module != NULL && PyModule_ExecDef(module, &definitions[number]) < 0) Py_CLEAR(module);
  Py_XDECREF(spec);
  Py_XDECREF(name);
  return module;
}

static PyModuleDef single_definition = {PyModuleDef_HEAD_INIT, .m_name = "single", .m_size = -1};

static PyObject *single_phase(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *module = PyModule_Create2(&single_definition, PYTHON_API_VERSION);
#ifdef Py_GIL_DISABLED
  if (module != NULL && PyUnstable_Module_SetGIL(module, Py_MOD_GIL_NOT_USED) < 0) Py_CLEAR(module);
#endif
  int made = module != NULL;
  Py_XDECREF(module);
  return made ? PyBool_FromLong(PyGILState_Check()) : NULL;
}
#else
static PyObject *make_module(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(which)) {
  return PyErr_Format(PyExc_NotImplementedError, "%s", "PyModule_FromDefAndSpec2 PyModule_ExecDef Py_mod_gil");
}
static PyObject *single_phase(PyObject *self, PyObject *Py_UNUSED(ignored)) { return make_module(self, NULL); }
#endif

/* (this thread holds it, sys says that it is on) */
static PyObject *gil_state(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *ask = PySys_GetObject("_is_gil_enabled"); /* Borrowed; only some versions have it. */
  PyObject *on = ask == NULL ? PyBool_FromLong(1) : PyObject_CallObject(ask, NULL);
  return on == NULL ? NULL : Py_BuildValue("(iN)", PyGILState_Check(), on);
}

/* ---- PyMutex and critical sections ---- */

#ifdef YOUNG
static PyMutex lock;
static long counter, inside;

static void count_locked(struct work *work, long Py_UNUSED(round)) {
  PyMutex_Lock(&lock);
  work->wrong += ++inside != 1;
  counter++;
  inside--;
  PyMutex_Unlock(&lock);
}

static PyObject *mutex(PyObject *Py_UNUSED(self), PyObject *args) {
  struct work each[4];
  int count;
  long rounds;
  if (!PyArg_ParseTuple(args, "il", &count, &rounds)) return NULL;
  for (int i = 0; i < 4; i++) each[i] = (struct work){.rounds = rounds, .do_one = count_locked};
  counter = 0;
  long wrong = run_threads(each, count);
  return wrong < 0 ? NULL : Py_BuildValue("(ll)", counter, wrong);
}

static void lock_once(struct work *work, long Py_UNUSED(round)) {
  work->number = 1;
  PyMutex_Lock(&lock);
  PyMutex_Unlock(&lock);
  work->number = 2;
}

/* Another thread waits for a lock that this one holds, which then needs the GIL in order to unlock. */
static PyObject *mutex_and_gil(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  struct work work = {.rounds = 1, .do_one = lock_once};
  pthread_t thread;
  PyMutex_Lock(&lock);
  if (pthread_create(&thread, NULL, work_on, &work) != 0) return PyErr_Format(PyExc_OSError, "pthread_create failed");
  for (int i = 0; i < 5000 && __atomic_load_n(&work.number, __ATOMIC_SEQ_CST) == 0; i++) {
    Py_BEGIN_ALLOW_THREADS
    usleep(100);
    Py_END_ALLOW_THREADS
  }
  PyMutex_Unlock(&lock);
  Py_BEGIN_ALLOW_THREADS
  pthread_join(thread, NULL);
  Py_END_ALLOW_THREADS
  return PyBool_FromLong(work.number == 2);
}

static PyObject *sections(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *one, *other;
  int failed = 0;
  if (!PyArg_ParseTuple(args, "OO", &one, &other)) return NULL;
  Py_BEGIN_CRITICAL_SECTION(one);
  failed |= PyList_Append(one, Py_None);
  Py_BEGIN_CRITICAL_SECTION(one);
  failed |= PyList_Append(one, Py_None);
  Py_END_CRITICAL_SECTION();
  Py_BEGIN_CRITICAL_SECTION2(other, one);
  failed |= PyList_Append(other, Py_None);
  failed |= PyList_Append(one, Py_None);
  Py_END_CRITICAL_SECTION2();
  Py_END_CRITICAL_SECTION();
  Py_BEGIN_CRITICAL_SECTION2(other, other);
  failed |= PyList_Append(other, Py_None);
  Py_END_CRITICAL_SECTION2();
  return failed ? NULL : Py_BuildValue("(nn)", PyList_Size(one), PyList_Size(other));
}

static void append_both(struct work *work, long round) {
  Py_BEGIN_CRITICAL_SECTION2(work->one, work->other);
  work->wrong += PyList_Append(work->one, Py_None) < 0;
  work->wrong += PyList_Append(work->other, Py_None) < 0;
  if (round % 64 == 0) PyGC_Collect();
  Py_END_CRITICAL_SECTION2();
}

static PyObject *opposite_sections(PyObject *Py_UNUSED(self), PyObject *args) {
  struct work each[4];
  PyObject *one, *other;
  long rounds;
  if (!PyArg_ParseTuple(args, "OOl", &one, &other, &rounds)) return NULL;
  for (int i = 0; i < 4; i++)
    each[i] = (struct work){i % 2 ? one : other, i % 2 ? other : one, .rounds = rounds, .do_one = append_both};
  return run_threads(each, 4) < 0 ? NULL : Py_BuildValue("(nn)", PyList_Size(one), PyList_Size(other));
}
#else
static PyObject *mutex(PyObject *self, PyObject *Py_UNUSED(args)) { return make_module(self, NULL); }
static PyObject *mutex_and_gil(PyObject *self, PyObject *Py_UNUSED(ignored)) { return make_module(self, NULL); }
static PyObject *sections(PyObject *self, PyObject *Py_UNUSED(args)) {
  return PyList_Size(self) + PyGC_Collect() + PyList_Append(self, self) ? NULL : self;
}
static PyObject *opposite_sections(PyObject *self, PyObject *Py_UNUSED(args)) { return make_module(self, NULL); }
#endif

/* ---- References in threads ---- */

static void take_and_give(struct work *work, long round) {
  PyObject *held[8];
  for (int i = 0; i < 8; i++) {
    Py_INCREF(work->one);
    held[i] = work->one;
  }
  if (round % 3 == 0) {
    Py_BEGIN_ALLOW_THREADS
    Py_END_ALLOW_THREADS
  }
  for (int i = 0; i < 8; i++) Py_DECREF(held[i]);
}

/* Change of the count. */
static PyObject *count_in_threads(PyObject *Py_UNUSED(self), PyObject *args) {
  struct work each[4];
  PyObject *item;
  long rounds;
  if (!PyArg_ParseTuple(args, "Ol", &item, &rounds)) return NULL;
  Py_ssize_t before = Py_REFCNT(item);
  for (int i = 0; i < 4; i++) each[i] = (struct work){.one = item, .rounds = rounds / 10, .do_one = take_and_give};
  return run_threads(each, 4) < 0 ? NULL : PyLong_FromSsize_t(Py_REFCNT(item) - before);
}

static void give_up(struct work *work, long Py_UNUSED(round)) { Py_CLEAR(work->one); }

static PyObject *die_in_threads(PyObject *Py_UNUSED(self), PyObject *item) {
  struct work each[4];
  for (int i = 0; i < 4; i++) {
    Py_INCREF(item);
    each[i] = (struct work){.one = item, .rounds = 1, .do_one = give_up};
  }
  return run_threads(each, 4) < 0 ? NULL : Py_BuildValue("");
}

/* ---- Strong references out of what changes ---- */

static void change_list(struct work *work, long round) {
  PyObject *item = PROBE_TRACKED(round);
  if (item == NULL || PyList_Append(work->one, item) < 0) work->wrong++;
  Py_XDECREF(item);
  if (PyList_Size(work->one) > 3 && PyList_SetSlice(work->one, 0, 4, NULL) < 0) work->wrong++;
}

static void read_list(struct work *work, long round) {
  PyObject *item = PyList_GetItemRef(work->one, round % 4);
  if (item == NULL) {
    work->wrong += !PyErr_ExceptionMatches(PyExc_IndexError);
    PyErr_Clear();
    return;
  }
  Py_BEGIN_ALLOW_THREADS
  Py_END_ALLOW_THREADS
  work->wrong += PROBE_TAG(item) < 0;
  Py_DECREF(item);
}

static void change_dict(struct work *work, long round) {
  PyObject *item = PROBE_TRACKED(round), *key = PyLong_FromLong(1000 + round % 3);
  if (item == NULL || key == NULL || PyDict_SetItem(work->one, key, item) < 0) work->wrong++;
  if (round % 5 == 4) PyDict_Clear(work->one);
  Py_XDECREF(key);
  Py_XDECREF(item);
}

static void read_dict(struct work *work, long round) {
  PyObject *item = NULL, *key = PyLong_FromLong(1000 + round % 3);
  int found = key == NULL ? -1 : PyDict_GetItemRef(work->one, key, &item);
  Py_XDECREF(key);
  Py_BEGIN_ALLOW_THREADS
  Py_END_ALLOW_THREADS
  work->wrong += found < 0 || (found == 1) != (item != NULL) || (item != NULL && PROBE_TAG(item) < 0);
  Py_XDECREF(item);
}

static PyObject *under_change(PyObject *shared, PyObject *rounds, const struct work *kinds) {
  struct work each[4];
  long count = PyLong_AsLong(rounds);
  if (shared == NULL || (count == -1 && PyErr_Occurred())) return NULL;
  for (int i = 0; i < 4; i++) each[i] = (struct work){.one = shared, .rounds = count, .do_one = kinds[i % 2].do_one};
  long wrong = run_threads(each, 4);
  Py_DECREF(shared);
  return wrong < 0 ? NULL : PyLong_FromLong(wrong);
}

static PyObject *list_under_change(PyObject *Py_UNUSED(self), PyObject *rounds) {
  const struct work kinds[2] = {{.do_one = change_list}, {.do_one = read_list}};
  return under_change(PyList_New(0), rounds, kinds);
}

static PyObject *dict_under_change(PyObject *Py_UNUSED(self), PyObject *rounds) {
  const struct work kinds[2] = {{.do_one = change_dict}, {.do_one = read_dict}};
  return under_change(PyDict_New(), rounds, kinds);
}

/* The list holds [object, weak reference to it]: both are replaced together. */
static void change_weak(struct work *work, long Py_UNUSED(round)) {
  PyObject *object = PySet_New(NULL), *weak = object == NULL ? NULL : PyWeakref_NewRef(object, NULL);
  if (weak == NULL || PyList_SetItem(work->one, 1, weak) < 0 || PyList_SetItem(work->one, 0, object) < 0) work->wrong++;
}

static void read_weak(struct work *work, long Py_UNUSED(round)) {
  PyObject *object = NULL, *weak = PyList_GetItem(work->one, 1);
  if (weak == NULL || !PyWeakref_Check(weak)) return;
  Py_INCREF(weak);
  Py_BEGIN_ALLOW_THREADS
  Py_END_ALLOW_THREADS
  int found = PyWeakref_GetRef(weak, &object);
  Py_DECREF(weak);
  work->wrong += found < 0 || (found == 1) != (object != NULL) || (object != NULL && !PySet_Check(object));
  Py_XDECREF(object);
}

static PyObject *weak_under_change(PyObject *Py_UNUSED(self), PyObject *rounds) {
  const struct work kinds[2] = {{.do_one = change_weak}, {.do_one = read_weak}};
  return under_change(Py_BuildValue("[OO]", Py_None, Py_None), rounds, kinds);
}

/* Some hosts do not wait for the GIL before somebody said that there will be threads: gil/first-thread is about that. */
static int expect_threads(PyObject *Py_UNUSED(module)) {
  PyEval_InitThreads();
  PyErr_Clear(); /* A bridge may lack it. */
  return 0;
}

PROBE_MODULE_WITH(expect_threads, PROBE_O(make_module), PROBE_NOARGS(single_phase), PROBE_NOARGS(gil_state), PROBE_VARARGS(mutex),
             PROBE_NOARGS(mutex_and_gil), PROBE_VARARGS(sections), PROBE_VARARGS(opposite_sections),
             PROBE_VARARGS(count_in_threads), PROBE_O(die_in_threads), PROBE_O(list_under_change),
             PROBE_O(dict_under_change), PROBE_O(weak_under_change))
