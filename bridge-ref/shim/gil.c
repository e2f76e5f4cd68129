/* The GIL and the thread states. Only the names and the meaning are CPython's. */
#include "threads.h"
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

atomic_uint proofload_breaker;

static struct {
  pthread_mutex_t mutex;
  pthread_cond_t free, switched;
  struct worker *holder;
  int locked;
  int waiting;    /* Threads other than JavaScript's. */
  int javascript; /* The JavaScript thread waits. */
  unsigned long switches;
} gil = {.mutex = PTHREAD_MUTEX_INITIALIZER, .free = PTHREAD_COND_INITIALIZER, .switched = PTHREAD_COND_INITIALIZER};

static pthread_mutex_t states_lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
  PyThreadState *newest;
  PyObject *dict;
  uint64_t last_id;
} interpreter;
#define THE_INTERPRETER ((PyInterpreterState *)interpreter_memory)
/* Extensions may look into it at offsets of their own: what they find is zero. */
static _Alignas(16) char interpreter_memory[1 << 17];

/* ---- The lock ---- */

int has_gil(struct worker *w) { return gil.locked && gil.holder == w; }

static void locked_by(struct worker *w) {
  gil.locked = 1;
  gil.holder = w;
  gil.switches++;
  pthread_cond_broadcast(&gil.switched);
}

static int take_if_free(void *worker) {
  pthread_mutex_lock(&gil.mutex);
  int free = !gil.locked;
  if (free) locked_by(worker);
  gil.javascript = !free;
  pthread_mutex_unlock(&gil.mutex);
  return free;
}

static struct timespec in_one_second(void) {
  struct timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  at.tv_sec++;
  return at;
}

static void wait_for_gil(struct worker *w) {
  pthread_mutex_lock(&gil.mutex);
  if (gil.locked) {
    gil.waiting++;
    atomic_fetch_or(&proofload_breaker, BREAK_GIL);
    begin_wait(w, "the GIL", NULL);
    nudge_host();
    while (gil.locked) {
      struct timespec at = in_one_second();
      if (pthread_cond_timedwait(&gil.free, &gil.mutex, &at) == 0 || !gil.locked) continue;
      pthread_mutex_unlock(&gil.mutex);
      nudge_host();
      still_waiting();
      pthread_mutex_lock(&gil.mutex);
    }
    end_wait(w);
    if (--gil.waiting == 0) atomic_fetch_and(&proofload_breaker, ~(unsigned)BREAK_GIL);
  }
  locked_by(w);
  pthread_mutex_unlock(&gil.mutex);
}

void take_gil(PyThreadState *state) {
  struct worker *w = self();
  if (on_javascript()) pump_until(take_if_free, w);
  else {
    while (atomic_load(&proofload_finalizing)) pause();
    wait_for_gil(w);
    if (atomic_load(&proofload_finalizing)) {
      drop_gil();
      for (;;) pause();
    }
  }
  proofload_current = state;
}

void drop_gil(void) {
  proofload_current = NULL;
  pthread_mutex_lock(&gil.mutex);
  gil.locked = 0;
  gil.holder = NULL;
  int wakes = gil.javascript;
  gil.javascript = 0;
  if (gil.waiting > 0) pthread_cond_signal(&gil.free);
  pthread_mutex_unlock(&gil.mutex);
  if (wakes) ring();
}

static int has_switched(void *before) {
  pthread_mutex_lock(&gil.mutex);
  int over = gil.waiting == 0 || gil.switches != *(unsigned long *)before;
  pthread_mutex_unlock(&gil.mutex);
  return over;
}

/* Lets a waiting thread have the GIL. */
void yield_gil(void) {
  PyThreadState *state = proofload_current;
  unsigned long before = gil.switches;
  if (state == NULL) return;
  drop_gil();
  while (!has_switched(&before)) nanosleep(&(struct timespec){0, 20000}, NULL);
  take_gil(state);
}

PROOFLOAD_API void proofload_yield(void) { yield_gil(); }

/* ---- Thread states ---- */

static PyThreadState *new_state(struct worker *w) {
  PyThreadState *state = calloc(1, sizeof *state);
  if (state == NULL) return NULL;
  state->interp = THE_INTERPRETER;
  state->_initialized = 1;
  state->recursion_limit = state->recursion_remaining = 1000;
  state->recursion_headroom = 0;
  state->cframe = &state->root_cframe;
  state->exc_info = &state->exc_state;
  state->gilstate_counter = 1;
  state->thread_id = w->ident;
  state->native_thread_id = w->native_id;
  state->context_ver = 1;
  pthread_mutex_lock(&states_lock);
  state->id = ++interpreter.last_id;
  state->next = interpreter.newest;
  if (state->next != NULL) state->next->prev = state;
  interpreter.newest = state;
  pthread_mutex_unlock(&states_lock);
  if (w->gilstate == NULL) w->gilstate = state;
  return state;
}

static void forget_state(struct worker *w, void *state) {
  if (w->gilstate == state) w->gilstate = NULL;
}

static void delete_state(PyThreadState *state) {
  pthread_mutex_lock(&states_lock);
  if (state->prev != NULL) state->prev->next = state->next;
  else interpreter.newest = state->next;
  if (state->next != NULL) state->next->prev = state->prev;
  pthread_mutex_unlock(&states_lock);
  if (self()->gilstate == state) self()->gilstate = NULL;
  else each_worker(forget_state, state);
  free(state);
}

void start_gil(void) {
  PyThreadState *state = new_state(main_worker());
  locked_by(main_worker());
  proofload_current = state;
}

static PyThreadState *current_for(const char *function) {
  if (proofload_current == NULL)
    fatal_error(function, "the function must be called with the GIL held, but the GIL is released (the current Python thread state is NULL)");
  return proofload_current;
}

PROOFLOAD_API PyThreadState *PyThreadState_New(PyInterpreterState *interp) { return new_state(self()); }
PROOFLOAD_API PyThreadState *_PyThreadState_Prealloc(PyInterpreterState *interp) { return new_state(self()); }
PROOFLOAD_API void _PyThreadState_Init(PyThreadState *state) { state->_initialized = 1; }

PROOFLOAD_API void PyThreadState_Clear(PyThreadState *state) {
  Py_CLEAR(state->dict);
  Py_CLEAR(state->async_exc);
  Py_CLEAR(state->curexc_type);
  Py_CLEAR(state->curexc_value);
  Py_CLEAR(state->curexc_traceback);
  Py_CLEAR(state->exc_state.exc_value);
  state->c_profilefunc = state->c_tracefunc = NULL;
  Py_CLEAR(state->c_profileobj);
  Py_CLEAR(state->c_traceobj);
  Py_CLEAR(state->async_gen_firstiter);
  Py_CLEAR(state->async_gen_finalizer);
  Py_CLEAR(state->context);
  if (state->on_delete != NULL) state->on_delete(state->on_delete_data);
}

PROOFLOAD_API void PyThreadState_Delete(PyThreadState *state) {
  if (state == NULL) fatal_error("PyThreadState_Delete", "NULL tstate");
  if (state == proofload_current) fatal_error("PyThreadState_Delete", "tstate is still current");
  delete_state(state);
}

PROOFLOAD_API void PyThreadState_DeleteCurrent(void) {
  PyThreadState *state = current_for("PyThreadState_DeleteCurrent");
  delete_state(state);
  drop_gil();
}

PROOFLOAD_API PyThreadState *PyThreadState_Swap(PyThreadState *state) {
  PyThreadState *old = proofload_current;
  proofload_current = state;
  return old;
}
PROOFLOAD_API PyThreadState *PyThreadState_Get(void) { return current_for("PyThreadState_Get"); }
PROOFLOAD_API PyThreadState *_PyThreadState_UncheckedGet(void) { return proofload_current; }

PROOFLOAD_API PyObject *_PyThreadState_GetDict(PyThreadState *state) {
  if (state->dict == NULL) {
    state->dict = PyDict_New();
    if (state->dict == NULL) PyErr_Clear();
  }
  return state->dict;
}
PROOFLOAD_API PyObject *PyThreadState_GetDict(void) {
  return proofload_current == NULL ? NULL : _PyThreadState_GetDict(proofload_current);
}
PROOFLOAD_API uint64_t PyThreadState_GetID(PyThreadState *state) { return state->id; }
PROOFLOAD_API PyInterpreterState *PyThreadState_GetInterpreter(PyThreadState *state) { return state->interp; }
PROOFLOAD_API void PyThreadState_EnterTracing(PyThreadState *state) { state->tracing++; }
PROOFLOAD_API void PyThreadState_LeaveTracing(PyThreadState *state) { state->tracing--; }
PROOFLOAD_API PyThreadState *PyThreadState_Next(PyThreadState *state) { return state->next; }

PROOFLOAD_API int PyThreadState_SetAsyncExc(unsigned long id, PyObject *exc) {
  int found = 0;
  PyObject *old = NULL;
  pthread_mutex_lock(&states_lock);
  for (PyThreadState *state = interpreter.newest; state != NULL && !found; state = state->next) {
    if (state->thread_id != id) continue;
    found = 1;
    old = state->async_exc;
    Py_XINCREF(exc);
    state->async_exc = exc;
  }
  pthread_mutex_unlock(&states_lock);
  if (found && exc != NULL) atomic_fetch_or(&proofload_breaker, BREAK_ASYNC);
  Py_XDECREF(old);
  return found;
}

/* ---- Interpreters: there is one ---- */

PROOFLOAD_API int Py_IsInitialized(void) { return !atomic_load(&proofload_finalizing); }
PROOFLOAD_API int _Py_IsFinalizing(void) { return atomic_load(&proofload_finalizing); }

PROOFLOAD_API PyInterpreterState *PyInterpreterState_Get(void) { return current_for("PyInterpreterState_Get")->interp; }
PROOFLOAD_API PyInterpreterState *PyInterpreterState_Main(void) { return THE_INTERPRETER; }
PROOFLOAD_API PyInterpreterState *PyInterpreterState_Head(void) { return THE_INTERPRETER; }
PROOFLOAD_API PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *interp) { return NULL; }
PROOFLOAD_API PyThreadState *PyInterpreterState_ThreadHead(PyInterpreterState *interp) { return interpreter.newest; }
PROOFLOAD_API int64_t PyInterpreterState_GetID(PyInterpreterState *interp) {
  if (interp != NULL) return 0;
  PyErr_SetString(PyExc_RuntimeError, "no interpreter provided");
  return -1;
}
PROOFLOAD_API PyObject *PyInterpreterState_GetDict(PyInterpreterState *interp) {
  if (interpreter.dict == NULL) {
    interpreter.dict = PyDict_New();
    if (interpreter.dict == NULL) PyErr_Clear();
  }
  return interpreter.dict;
}

/* ---- Giving the GIL up and taking it ---- */

PROOFLOAD_API PyThreadState *PyEval_SaveThread(void) {
  PyThreadState *state = proofload_current;
  if (state == NULL) fatal_error("PyEval_SaveThread", "the function must be called with the GIL held, but the GIL is released");
  drop_gil();
  return state;
}
PROOFLOAD_API void PyEval_RestoreThread(PyThreadState *state) {
  if (state == NULL) fatal_error("PyEval_RestoreThread", "NULL tstate");
  int saved = errno;
  take_gil(state);
  errno = saved;
}
PROOFLOAD_API void PyEval_AcquireThread(PyThreadState *state) {
  if (state == NULL) fatal_error("PyEval_AcquireThread", "NULL tstate");
  take_gil(state);
}
PROOFLOAD_API void PyEval_ReleaseThread(PyThreadState *state) {
  if (state == NULL) fatal_error("PyEval_ReleaseThread", "NULL tstate");
  if (state != proofload_current) fatal_error("PyEval_ReleaseThread", "wrong thread state");
  drop_gil();
}

/* These two leave the thread state where it is; the GIL without one is nothing here. */
static _Thread_local PyThreadState *unlocked;
PROOFLOAD_API void PyEval_ReleaseLock(void) {
  unlocked = proofload_current;
  drop_gil();
}
PROOFLOAD_API void PyEval_AcquireLock(void) {
  PyThreadState *state = unlocked;
  unlocked = NULL;
  take_gil(state == NULL ? current_for("PyEval_AcquireLock") : state);
}
PROOFLOAD_API void PyEval_InitThreads(void) {}
PROOFLOAD_API int PyEval_ThreadsInitialized(void) { return 1; }

PROOFLOAD_API PyGILState_STATE PyGILState_Ensure(void) {
  struct worker *w = self();
  PyThreadState *state = w->gilstate;
  int held = state != NULL && proofload_current == state;
  if (state == NULL) {
    state = new_state(w);
    if (state == NULL) fatal_error("PyGILState_Ensure", "Couldn't create thread-state for new thread");
    state->gilstate_counter = 0;
  }
  if (!held) PyEval_RestoreThread(state);
  state->gilstate_counter++;
  return held ? PyGILState_LOCKED : PyGILState_UNLOCKED;
}

PROOFLOAD_API void PyGILState_Release(PyGILState_STATE old) {
  PyThreadState *state = self()->gilstate;
  if (state == NULL) fatal_error("PyGILState_Release", "auto-releasing thread-state, but no thread-state for this thread");
  if (state != proofload_current) fatal_error("PyGILState_Release", "thread state must be current when releasing");
  if (--state->gilstate_counter == 0) {
    PyThreadState_Clear(state);
    PyThreadState_DeleteCurrent();
  } else if (old == PyGILState_UNLOCKED) PyEval_SaveThread();
}

PROOFLOAD_API int PyGILState_Check(void) { return proofload_current != NULL && proofload_current == self()->gilstate; }
PROOFLOAD_API PyThreadState *PyGILState_GetThisThreadState(void) { return self()->gilstate; }
