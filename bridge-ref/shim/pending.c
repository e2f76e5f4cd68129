/* What interrupts Python code: a thread that wants the GIL, pending calls, signals, exceptions from other threads. */
#include "threads.h"
#include <signal.h>
#include <time.h>

/* ---- Pending calls ---- */

enum { MOST_PENDING = 32 };
static struct {
  pthread_mutex_t mutex;
  struct {
    int (*run)(void *);
    void *argument;
  } calls[MOST_PENDING];
  int first, count, running;
} queue = {.mutex = PTHREAD_MUTEX_INITIALIZER};

PROOFLOAD_API int Py_AddPendingCall(int (*func)(void *), void *arg) {
  pthread_mutex_lock(&queue.mutex);
  int full = queue.count == MOST_PENDING - 1; /* CPython's ring of 32 holds 31. */
  if (!full) {
    int last = (queue.first + queue.count++) % MOST_PENDING;
    queue.calls[last].run = func;
    queue.calls[last].argument = arg;
  }
  pthread_mutex_unlock(&queue.mutex);
  atomic_fetch_or(&proofload_breaker, BREAK_PENDING);
  return full ? -1 : 0;
}

static int run_pending(void) {
  int failed = 0;
  if (queue.running) return 0;
  queue.running = 1;
  /* Calls made meanwhile wait for the next time. */
  for (int left = MOST_PENDING; left > 0 && !failed; left--) {
    pthread_mutex_lock(&queue.mutex);
    int any = queue.count > 0;
    int (*run)(void *) = queue.calls[queue.first].run;
    void *argument = queue.calls[queue.first].argument;
    if (any) {
      queue.first = (queue.first + 1) % MOST_PENDING;
      queue.count--;
    }
    pthread_mutex_unlock(&queue.mutex);
    if (!any) break;
    failed = run(argument) != 0;
  }
  queue.running = 0;
  if (queue.count == 0) atomic_fetch_and(&proofload_breaker, ~(unsigned)BREAK_PENDING);
  return failed ? -1 : 0;
}

PROOFLOAD_API int Py_MakePendingCalls(void) {
  if (self() != main_worker()) return 0;
  return PyErr_CheckSignals() < 0 ? -1 : run_pending();
}

/* ---- Signals ---- */

static atomic_int interrupted;

/* Only SIGINT has a handler written in Python: the one that raises KeyboardInterrupt. */
PROOFLOAD_API int PyErr_SetInterruptEx(int signum) {
  if (signum < 1 || signum >= NSIG) return -1;
  if (signum == SIGINT) {
    atomic_store(&interrupted, 1);
    atomic_fetch_or(&proofload_breaker, BREAK_SIGNAL);
  }
  return 0;
}
PROOFLOAD_API void PyErr_SetInterrupt(void) { PyErr_SetInterruptEx(SIGINT); }
PROOFLOAD_API int PyOS_InterruptOccurred(void) { return self() == main_worker() && atomic_exchange(&interrupted, 0); }

PROOFLOAD_API int PyErr_CheckSignals(void) {
  if (self() != main_worker() || !atomic_load(&interrupted)) return 0;
  atomic_fetch_and(&proofload_breaker, ~(unsigned)BREAK_SIGNAL);
  if (!atomic_exchange(&interrupted, 0)) return 0;
  PyErr_SetNone(PyExc_KeyboardInterrupt);
  return -1;
}

/* ---- Where a host asks ---- */

static int raise_async(void) {
  PyThreadState *state = proofload_current;
  PyObject *exc = state == NULL ? NULL : state->async_exc;
  if (exc == NULL) return 0;
  state->async_exc = NULL;
  PyErr_SetNone(exc);
  Py_DECREF(exc);
  return -1;
}

/* What CPython does between two instructions. Called with the GIL, in the thread for which JavaScript runs; 0, or -1 with an exception. */
PROOFLOAD_API int proofload_break(void) {
  unsigned wanted = atomic_load(&proofload_breaker);
  if (wanted & BREAK_GIL) yield_gil();
  if ((wanted & (BREAK_PENDING | BREAK_SIGNAL)) && Py_MakePendingCalls() < 0) return -1;
  if (wanted & BREAK_ASYNC) {
    atomic_fetch_and(&proofload_breaker, ~(unsigned)BREAK_ASYNC);
    return raise_async();
  }
  return 0;
}

/* ---- A host in its event loop ---- */

static pthread_mutex_t doorbell_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t doorbell = PTHREAD_COND_INITIALIZER;
static void (*doorbell_callback)(void);
static int doorbell_rung, doorbell_rings;

/* Only this thread may wait for the event loop: others wait for the GIL and are served in the pump. */
static void *ring_doorbell(void *unused) {
  remember_this_task();
  for (;;) {
    pthread_mutex_lock(&doorbell_lock);
    while (!doorbell_rung) pthread_cond_wait(&doorbell, &doorbell_lock);
    doorbell_rung = 0;
    while (atomic_load(&proofload_finalizing)) pthread_cond_wait(&doorbell, &doorbell_lock);
    doorbell_rings = 1;
    pthread_mutex_unlock(&doorbell_lock);
    doorbell_callback();
    pthread_mutex_lock(&doorbell_lock);
    doorbell_rings = 0;
    pthread_mutex_unlock(&doorbell_lock);
  }
  return unused;
}

/* `callback` may be called from any thread and returns when the event loop has run it. */
PROOFLOAD_API void proofload_listen(void (*callback)(void)) { doorbell_callback = callback; }

/* What rings the bell uses of Node is destroyed while Node ends: nobody may be on the way there. One who waits there may. */
void silence_doorbell(void) {
  pthread_mutex_lock(&doorbell_lock);
  atomic_store(&proofload_finalizing, 1);
  int on_the_way = doorbell_rings;
  pthread_mutex_unlock(&doorbell_lock);
  if (on_the_way) nanosleep(&(struct timespec){0, 20000000}, NULL);
}

void nudge_host(void) {
  static int started;
  pthread_t thread;
  if (doorbell_callback == NULL || javascript_pumps()) return;
  pthread_mutex_lock(&doorbell_lock);
  if (!started) started = pthread_create(&thread, NULL, ring_doorbell, NULL) == 0;
  doorbell_rung = 1;
  pthread_cond_signal(&doorbell);
  pthread_mutex_unlock(&doorbell_lock);
}
