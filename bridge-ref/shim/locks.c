/* PyThread_*: locks, thread-specific storage, new threads. */
#include "threads.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* ---- Locks ---- */

struct lock {
  pthread_mutex_t mutex;
  pthread_cond_t released;
  int locked;
  int javascript; /* The JavaScript thread waits for it. */
};

PROOFLOAD_API PyThread_type_lock PyThread_allocate_lock(void) {
  struct lock *lock = calloc(1, sizeof *lock);
  pthread_condattr_t attributes;
  if (lock == NULL) return NULL;
  pthread_mutex_init(&lock->mutex, NULL);
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(&lock->released, &attributes);
  pthread_condattr_destroy(&attributes);
  return lock;
}

PROOFLOAD_API void PyThread_free_lock(PyThread_type_lock opaque) {
  struct lock *lock = opaque;
  if (lock == NULL) return;
  pthread_mutex_destroy(&lock->mutex);
  pthread_cond_destroy(&lock->released);
  free(lock);
}

static int lock_if_free(struct lock *lock, int waits) {
  pthread_mutex_lock(&lock->mutex);
  int free = !lock->locked;
  if (free) lock->locked = 1;
  lock->javascript = waits && !free;
  pthread_mutex_unlock(&lock->mutex);
  return free;
}

static long long now_microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

/* A wait in slices, so that one which no thread can end is noticed. `until` negative: without end. */
struct lock_wait {
  struct lock *lock;
  long long until, look;
  int acquired;
};
static const long long first_look = 100000, look_every = 1000000;

static int is_over(struct lock_wait *wait) {
  long long now = now_microseconds();
  if (wait->until >= 0 && now >= wait->until) return 1;
  if (wait->until < 0 && now >= wait->look) {
    still_waiting();
    wait->look = now + look_every;
  }
  return 0;
}

static int lock_or_over(void *opaque) {
  struct lock_wait *wait = opaque;
  wait->acquired = lock_if_free(wait->lock, 1);
  return wait->acquired || is_over(wait);
}

static void wait_on_thread(struct lock_wait *wait) {
  struct lock *lock = wait->lock;
  pthread_mutex_lock(&lock->mutex);
  while (lock->locked) {
    long long next = wait->until < 0 ? wait->look : wait->until;
    struct timespec at = {next / 1000000, next % 1000000 * 1000};
    if (pthread_cond_timedwait(&lock->released, &lock->mutex, &at) == 0 || !lock->locked) continue;
    pthread_mutex_unlock(&lock->mutex);
    if (is_over(wait)) return;
    pthread_mutex_lock(&lock->mutex);
  }
  lock->locked = wait->acquired = 1;
  pthread_mutex_unlock(&lock->mutex);
}

PROOFLOAD_API PyLockStatus PyThread_acquire_lock_timed(PyThread_type_lock opaque, long long microseconds, int intr_flag) {
  if (lock_if_free(opaque, 0)) return PY_LOCK_ACQUIRED;
  if (microseconds == 0) return PY_LOCK_FAILURE;
  long long now = now_microseconds();
  struct lock_wait wait = {opaque, microseconds < 0 ? -1 : microseconds > LLONG_MAX - now ? -1 : now + microseconds, now + first_look, 0};
  struct worker *w = self();
  if (wait.until < 0) begin_wait(w, "the lock", opaque);
  if (on_javascript()) pump_for(lock_or_over, &wait, wait.until < 0 ? 100 : 1);
  else wait_on_thread(&wait);
  end_wait(w);
  return wait.acquired ? PY_LOCK_ACQUIRED : PY_LOCK_FAILURE;
}

PROOFLOAD_API int PyThread_acquire_lock(PyThread_type_lock lock, int waitflag) {
  return PyThread_acquire_lock_timed(lock, waitflag ? -1 : 0, 0) == PY_LOCK_ACQUIRED;
}

PROOFLOAD_API void PyThread_release_lock(PyThread_type_lock opaque) {
  struct lock *lock = opaque;
  pthread_mutex_lock(&lock->mutex);
  lock->locked = 0;
  int wakes = lock->javascript;
  lock->javascript = 0;
  pthread_cond_signal(&lock->released);
  pthread_mutex_unlock(&lock->mutex);
  if (wakes) ring();
}

/* ---- Threads ---- */

static size_t stack_size;

struct beginning {
  void (*run)(void *);
  void *argument;
};

static void *begin(void *opaque) {
  struct beginning beginning = *(struct beginning *)opaque;
  free(opaque);
  self();
  beginning.run(beginning.argument);
  return NULL;
}

PROOFLOAD_API unsigned long PyThread_start_new_thread(void (*func)(void *), void *arg) {
  struct beginning *beginning = malloc(sizeof *beginning);
  pthread_attr_t attributes;
  pthread_t thread;
  if (beginning == NULL || pthread_attr_init(&attributes) != 0) {
    free(beginning);
    return PYTHREAD_INVALID_THREAD_ID;
  }
  *beginning = (struct beginning){func, arg};
  if (stack_size != 0) pthread_attr_setstacksize(&attributes, stack_size);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  int failed = pthread_create(&thread, &attributes, begin, beginning);
  pthread_attr_destroy(&attributes);
  if (!failed) return (unsigned long)thread;
  free(beginning);
  return PYTHREAD_INVALID_THREAD_ID;
}

PROOFLOAD_API void PyThread_exit_thread(void) {
  if (self() == main_worker()) fatal_error("PyThread_exit_thread", "the main thread cannot end: the host waits for it");
  pthread_exit(NULL);
}

PROOFLOAD_API void PyThread_init_thread(void) {}
PROOFLOAD_API unsigned long PyThread_get_thread_ident(void) { return self()->ident; }
PROOFLOAD_API unsigned long PyThread_get_thread_native_id(void) { return self()->native_id; }
PROOFLOAD_API size_t PyThread_get_stacksize(void) { return stack_size; }

/* 0 done, -1 a size that the system refuses. */
PROOFLOAD_API int PyThread_set_stacksize(size_t size) {
  pthread_attr_t attributes;
  if (size != 0 && size < 0x8000) return -1;
  if (pthread_attr_init(&attributes) != 0) return -1;
  int failed = size != 0 && pthread_attr_setstacksize(&attributes, size) != 0;
  pthread_attr_destroy(&attributes);
  if (!failed) stack_size = size;
  return failed ? -1 : 0;
}

/* ---- Thread-specific storage: kept with the worker, so that the JavaScript thread has that of the thread it runs for ---- */

enum { MOST_KEYS = 1024 };
static pthread_mutex_t keys_lock = PTHREAD_MUTEX_INITIALIZER;
/* Odd while the key exists. A value of another generation belongs to a key that was deleted. */
static unsigned generations[MOST_KEYS];

static int new_key(void) {
  pthread_mutex_lock(&keys_lock);
  int key = 0;
  while (key < MOST_KEYS && generations[key] % 2 == 1) key++;
  if (key < MOST_KEYS) generations[key]++;
  pthread_mutex_unlock(&keys_lock);
  return key < MOST_KEYS ? key : -1;
}

static int exists(int key) { return key >= 0 && key < MOST_KEYS && generations[key] % 2 == 1; }

static void delete_key(int key) {
  pthread_mutex_lock(&keys_lock);
  if (exists(key)) generations[key]++;
  pthread_mutex_unlock(&keys_lock);
}

static struct value *value_of(int key) {
  struct worker *w = self();
  if (!exists(key) || (size_t)key >= w->value_count || w->values[key].generation != generations[key]) return NULL;
  return &w->values[key];
}

static int set_value(int key, void *value) {
  struct worker *w = self();
  if (!exists(key)) return -1;
  if ((size_t)key >= w->value_count) {
    size_t count = (size_t)key + 8;
    struct value *values = realloc(w->values, count * sizeof *values);
    if (values == NULL) return -1;
    memset(values + w->value_count, 0, (count - w->value_count) * sizeof *values);
    w->values = values;
    w->value_count = count;
  }
  w->values[key] = (struct value){value, generations[key]};
  return 0;
}

PROOFLOAD_API Py_tss_t *PyThread_tss_alloc(void) { return calloc(1, sizeof(Py_tss_t)); }
PROOFLOAD_API void PyThread_tss_free(Py_tss_t *key) {
  if (key == NULL) return;
  PyThread_tss_delete(key);
  free(key);
}
PROOFLOAD_API int PyThread_tss_is_created(Py_tss_t *key) { return key->_is_initialized; }
PROOFLOAD_API int PyThread_tss_create(Py_tss_t *key) {
  if (key->_is_initialized) return 0;
  int made = new_key();
  if (made < 0) return -1;
  key->_key = (pthread_key_t)made;
  key->_is_initialized = 1;
  return 0;
}
PROOFLOAD_API void PyThread_tss_delete(Py_tss_t *key) {
  if (!key->_is_initialized) return;
  delete_key((int)key->_key);
  key->_is_initialized = 0;
}
PROOFLOAD_API int PyThread_tss_set(Py_tss_t *key, void *value) { return set_value((int)key->_key, value); }
PROOFLOAD_API void *PyThread_tss_get(Py_tss_t *key) {
  struct value *found = value_of((int)key->_key);
  return found == NULL ? NULL : found->value;
}

PROOFLOAD_API int PyThread_create_key(void) { return new_key(); }
PROOFLOAD_API void PyThread_delete_key(int key) { delete_key(key); }
PROOFLOAD_API int PyThread_set_key_value(int key, void *value) { return set_value(key, value); }
PROOFLOAD_API void *PyThread_get_key_value(int key) {
  struct value *found = value_of(key);
  return found == NULL ? NULL : found->value;
}
PROOFLOAD_API void PyThread_delete_key_value(int key) { set_value(key, NULL); }
PROOFLOAD_API void PyThread_ReInitTLS(void) {}
