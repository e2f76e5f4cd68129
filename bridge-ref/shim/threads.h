/* Threads of the bridge: one JavaScript thread, and native threads that reach JavaScript through it. */
#ifndef PROOFLOAD_THREADS_H
#define PROOFLOAD_THREADS_H
#include "shim.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

/* A call's registers, as proofload_foreign saves and proofload_replay loads them; entry.c knows the offsets. */
struct registers {
  uint64_t ints[9];
  double floats[8];
  uint64_t *stack; /* Arguments that found no register. */
  void **slot;     /* Where the address of the called function stands. */
  uint64_t results[2];
  double float_results[2];
  struct worker *worker; /* Who asks; from here on C alone. */
  struct registers *next;
};

/* What JavaScript wants called on a native thread. */
struct call {
  intptr_t function, args[6], result;
  int count;
  char kind; /* p, i or v, as in call.c. */
};

struct value {
  void *value;
  unsigned generation;
};

/* A native thread as the bridge sees it. It lives until the thread ends; the main thread's for ever. */
struct worker {
  _Alignas(64) atomic_uint message; /* What the JavaScript thread has to say; a futex. It spins here: nothing else is on its cache line. */
  atomic_int asleep;
  _Alignas(64)
  struct call *call; /* The call that JavaScript asked for. */
  atomic_int done;
  int gave_up; /* Ended while JavaScript could not take the result yet, and let the GIL go. */
  PyThreadState *state_given_up;
  int rounds; /* It spins so often before it sleeps. */
  int calls; /* How many calls from JavaScript are under way on this thread. */
  PyThreadState *gilstate;
  unsigned long ident, native_id;
  const char *waits_for; /* What it waits for without an end, or NULL. */
  const void *waits_at;
  struct value *values; /* Thread-specific storage, by key. */
  size_t value_count;
  struct worker *next, *previous;
};

/* The state that has the GIL. It lies where CPython's own modules read it inline: _PyRuntime.gilstate.tstate_current. */
#define proofload_current (*(PyThreadState **)(void *)(_PyRuntime + 576))
/* The thread whose calls need no detour; of nobody in debug mode. */
extern void *proofload_direct_thread;
extern int proofload_debug;
extern atomic_int proofload_finalizing;
/* Bits that ask for proofload_break. TypeScript reads it. */
extern PROOFLOAD_API atomic_uint proofload_breaker;
enum { BREAK_GIL = 1, BREAK_PENDING = 2, BREAK_SIGNAL = 4, BREAK_ASYNC = 8 };

static inline void *thread_pointer(void) {
  void *pointer;
#if defined(__x86_64__)
  __asm__("mov %%fs:0, %0" : "=r"(pointer));
#else
  __asm__("mrs %0, tpidr_el0" : "=r"(pointer));
#endif
  return pointer;
}

/* pump.c */
int on_javascript(void);
/* The calling thread; on the JavaScript thread the one in whose name JavaScript runs. */
struct worker *self(void);
struct worker *main_worker(void);
/* Serves other threads on the JavaScript thread until `ready(of)`. */
void pump_until(int (*ready)(void *of), void *of);
/* The same, asking again after so many milliseconds at the latest; negative: whenever the bell rings. */
void pump_for(int (*ready)(void *of), void *of, int milliseconds);
/* Whether the JavaScript thread waits for another. */
int javascript_pumps(void);
/* Wakes the JavaScript thread. */
void ring(void);
void each_worker(void (*visit)(struct worker *, void *), void *with);
/* Around a wait that may never end; `still_waiting` ends the host if no thread can end it. */
void begin_wait(struct worker *, const char *what, const void *at);
void still_waiting(void);
void end_wait(struct worker *);
void fatal_error(const char *where, const char *message) __attribute__((noreturn));

/* crash.c; of use in debug mode. */
extern const char *proofload_last_call;
extern PROOFLOAD_API void *proofload_caller;

/* gil.c */
int has_gil(struct worker *);
void take_gil(PyThreadState *);
void drop_gil(void);
void start_gil(void);
void yield_gil(void);
/* Tells a host that is in its event loop that somebody waits for the GIL. */
void nudge_host(void);
void silence_doorbell(void);
/* In a thread of the bridge's own, which will never end anybody's wait. */
void remember_this_task(void);

#endif
