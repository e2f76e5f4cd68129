/*
 * The meeting of native threads with the one JavaScript thread.
 *
 * JavaScript runs in the name of some native thread, `javascript.self`: the main thread, or the thread whose call it is serving.
 * What it calls on that thread (proofload_away_*) it waits for in the pump, serving the calls of all threads meanwhile. A thread whose
 * call JavaScript serves waits in `attend`, where it also does what JavaScript calls on it: nested calls stay on their thread.
 *
 * The JavaScript thread has one stack. What was asked first is answered last: a thread that has finished while a younger call is
 * still being served gives the GIL up and waits for its turn.
 */
#define _GNU_SOURCE
#include "threads.h"
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <linux/futex.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { NOTHING, CALL, ANSWER };
enum { AWAKE, ON_FUTEX, ON_POLL };

void *proofload_direct_thread;
int proofload_debug;
atomic_int proofload_finalizing;
extern const char *const proofload_names[];
extern const unsigned char proofload_needs_gil[];
extern const int proofload_table_size;

static struct {
  void *thread;
  struct worker *self;
  _Atomic(struct worker *) waits_for; /* Whose end the innermost pump waits for; NULL while JavaScript runs. */
  _Alignas(64) atomic_uint bell; /* The thread spins here: nothing else is on the cache line. */
  atomic_int sleep;
  _Alignas(64)
  int event; /* Rings while it sleeps in poll. */
} javascript;

static _Alignas(64) _Atomic(struct registers *) inbox; /* Calls that wait for the JavaScript thread, newest first. */
static struct worker main_thread;
static _Thread_local struct worker *mine;
static pthread_key_t at_thread_end;
static pthread_mutex_t workers_lock = PTHREAD_MUTEX_INITIALIZER;
static struct worker *workers = &main_thread;
static int main_started;
/*
 * Rounds to spin before sleeping, some 90 us: as long as waking up takes, so that a wait never costs more than twice the least. Ten
 * times as many gained nothing on an idle machine, and made hosts ten times slower on one whose two cores had other work.
 */
static int spin_rounds;

int on_javascript(void) { return thread_pointer() == javascript.thread; }
struct worker *main_worker(void) { return &main_thread; }

void fatal_error(const char *where, const char *message) {
  fprintf(stderr, "Fatal Python error: %s: %s\n", where, message);
  abort();
}

static void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#else
  __asm__ volatile("yield");
#endif
}
static void sleep_on(atomic_uint *word, unsigned seen, int milliseconds) {
  struct timespec most = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, seen, milliseconds < 0 ? NULL : &most, NULL, 0);
}
static void wake_on(atomic_uint *word) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0); }

/* ---- Workers ---- */

struct worker *self(void) {
  if (on_javascript()) return javascript.self;
  if (mine != NULL) return mine;
  struct worker *w = aligned_alloc(64, sizeof *w);
  if (w != NULL) memset(w, 0, sizeof *w);
  else fatal_error("PyThread", "no memory for a thread");
  w->ident = (unsigned long)pthread_self();
  w->native_id = (unsigned long)syscall(SYS_gettid);
  pthread_mutex_lock(&workers_lock);
  w->previous = &main_thread;
  w->next = main_thread.next;
  if (w->next != NULL) w->next->previous = w;
  main_thread.next = w;
  pthread_mutex_unlock(&workers_lock);
  pthread_setspecific(at_thread_end, w);
  return mine = w;
}

static void forget_worker(void *pointer) {
  struct worker *w = pointer;
  if (w->calls > 0) fatal_error("a thread ended", "while it ran a function that the host has called and waits for");
  pthread_mutex_lock(&workers_lock);
  w->previous->next = w->next;
  if (w->next != NULL) w->next->previous = w->previous;
  pthread_mutex_unlock(&workers_lock);
  mine = NULL;
  free(w->values);
  free(w);
}

void each_worker(void (*visit)(struct worker *, void *), void *with) {
  pthread_mutex_lock(&workers_lock);
  for (struct worker *w = workers; w != NULL; w = w->next) visit(w, with);
  pthread_mutex_unlock(&workers_lock);
}

/* ---- Messages ---- */

void ring(void) {
  atomic_fetch_add(&javascript.bell, 1);
  int sleep = atomic_load(&javascript.sleep);
  if (sleep == ON_FUTEX) wake_on(&javascript.bell);
  else if (sleep == ON_POLL && write(javascript.event, &(uint64_t){1}, 8) < 0) perror("proofload: eventfd");
}

static void send_message(struct worker *w, unsigned message) {
  atomic_store(&w->message, message);
  if (atomic_load(&w->asleep)) wake_on(&w->message);
}

/*
 * Less where spinning was in vain, for the cores have other work or the others take their time; more where it paid. All of it now and
 * then: two threads that wake each other are both too late for the other's short spin, for ever.
 */
static int next_rounds(int rounds, int paid) {
  static _Thread_local unsigned waits;
  if (++waits % 64 == 0) return spin_rounds;
  if (!paid) return rounds / 2 > spin_rounds / 20 ? rounds / 2 : spin_rounds / 20;
  return rounds * 2 < spin_rounds ? rounds * 2 : spin_rounds;
}

static unsigned next_message(struct worker *w) {
  int round = 0;
  for (; atomic_load(&w->message) == NOTHING && round < w->rounds; round++) relax();
  w->rounds = next_rounds(w->rounds, round < w->rounds);
  while (atomic_load(&w->message) == NOTHING) {
    atomic_store(&w->asleep, 1);
    sleep_on(&w->message, NOTHING, -1);
    atomic_store(&w->asleep, 0);
  }
  return atomic_exchange(&w->message, NOTHING);
}

static intptr_t invoke(const struct call *c) {
  typedef intptr_t P;
  const P *a = c->args, f = c->function;
  switch (c->count) {
    case 0: return ((P (*)(void))f)();
    case 1: return ((P (*)(P))f)(a[0]);
    case 2: return ((P (*)(P, P))f)(a[0], a[1]);
    case 3: return ((P (*)(P, P, P))f)(a[0], a[1], a[2]);
    case 4: return ((P (*)(P, P, P, P))f)(a[0], a[1], a[2], a[3]);
    case 5: return ((P (*)(P, P, P, P, P))f)(a[0], a[1], a[2], a[3], a[4]);
    default: return ((P (*)(P, P, P, P, P, P))f)(a[0], a[1], a[2], a[3], a[4], a[5]);
  }
}

/* Does what JavaScript called this thread for. */
static void perform(struct worker *w) {
  struct call *c = w->call;
  w->calls++;
  c->result = invoke(c);
  w->calls--;
  w->gave_up = 0;
  if (has_gil(w) && atomic_load(&javascript.waits_for) != w) {
    w->gave_up = 1;
    w->state_given_up = proofload_current;
    begin_wait(w, "the end of calls that the host began later", NULL);
    drop_gil();
  }
  atomic_store(&w->done, 1);
  ring();
}

/* Until the answer to this thread's request is there. */
static void attend(struct worker *w) {
  while (next_message(w) == CALL) perform(w);
}

/* ---- The JavaScript thread ---- */

void proofload_replay(struct registers *, void *function);

static struct registers *taken; /* From the inbox, oldest first. */

static struct registers *next_request(void) {
  if (taken == NULL && atomic_load(&inbox) != NULL) {
    struct registers *newest = atomic_exchange(&inbox, NULL);
    while (newest != NULL) {
      struct registers *older = newest->next;
      newest->next = taken;
      taken = newest;
      newest = older;
    }
  }
  struct registers *request = taken;
  if (request != NULL) taken = request->next;
  return request;
}

static void serve(struct registers *request) {
  struct worker *w = request->worker;
  struct worker *before = javascript.self, *waited_for = atomic_load(&javascript.waits_for);
  javascript.self = w;
  atomic_store(&javascript.waits_for, NULL);
  proofload_replay(request, *request->slot);
  atomic_store(&javascript.waits_for, waited_for);
  javascript.self = before;
  send_message(w, ANSWER);
}

static void await_bell(unsigned seen, int milliseconds) {
  static int rounds;
  for (int round = 0; round < rounds; round++) {
    if (atomic_load(&javascript.bell) != seen || atomic_load(&inbox) != NULL) {
      rounds = next_rounds(rounds, 1);
      return;
    }
    relax();
  }
  rounds = next_rounds(rounds, 0);
  atomic_store(&javascript.sleep, ON_FUTEX);
  if (atomic_load(&inbox) == NULL) sleep_on(&javascript.bell, seen, milliseconds);
  atomic_store(&javascript.sleep, AWAKE);
}

void pump_for(int (*ready)(void *), void *of, int milliseconds) {
  for (;;) {
    unsigned seen = atomic_load(&javascript.bell);
    if (ready(of)) return;
    struct registers *request = next_request();
    if (request != NULL) serve(request);
    else await_bell(seen, milliseconds);
  }
}
void pump_until(int (*ready)(void *), void *of) { pump_for(ready, of, -1); }
int javascript_pumps(void) { return atomic_load(&javascript.waits_for) != NULL; }

static void *main_loop(void *unused) {
  mine = &main_thread;
  remember_this_task();
  for (;;) {
    next_message(&main_thread);
    perform(&main_thread);
  }
  return unused;
}

/* The thread that runs extensions which know of threads, in the name of the main thread. Its stack is that of a deep recursion. */
static void start_main(void) {
  pthread_attr_t attributes;
  pthread_t thread;
  main_started = 1;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, (size_t)256 << 20);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  int failed = pthread_create(&thread, &attributes, main_loop, NULL);
  pthread_attr_destroy(&attributes);
  if (failed) fatal_error("proofload", "no thread for extensions that use threads");
}

static int is_done(void *worker) { return atomic_load(&((struct worker *)worker)->done); }

static intptr_t call_away(struct call *c) {
  struct worker *w = javascript.self;
  if (w == &main_thread && !main_started) start_main();
  w->call = c;
  atomic_store(&javascript.waits_for, w);
  send_message(w, CALL);
  pump_until(is_done, w);
  atomic_store(&w->done, 0); /* An outer call on this thread is not done yet. */
  atomic_store(&javascript.waits_for, NULL);
  if (w->gave_up) {
    w->gave_up = 0;
    end_wait(w);
    take_gil(w->state_given_up);
  }
  /* Whoever began to wait meanwhile rang at nobody's door. */
  if (w == &main_thread && atomic_load(&proofload_breaker) & BREAK_GIL) nudge_host();
  return c->result;
}

typedef intptr_t P;
/* As in call.c, on the thread in whose name JavaScript runs. */
#define AWAY(letter, R)                                                                                              \
  PROOFLOAD_API R proofload_away_##letter##0(P f) { return (R)call_away(&(struct call){f, {0}, 0, 0, 0}); }          \
  PROOFLOAD_API R proofload_away_##letter##1(P f, P a) { return (R)call_away(&(struct call){f, {a}, 0, 1, 0}); }     \
  PROOFLOAD_API R proofload_away_##letter##2(P f, P a, P b) { return (R)call_away(&(struct call){f, {a, b}, 0, 2, 0}); } \
  PROOFLOAD_API R proofload_away_##letter##3(P f, P a, P b, P c) {                                                   \
    return (R)call_away(&(struct call){f, {a, b, c}, 0, 3, 0});                                                      \
  }                                                                                                                  \
  PROOFLOAD_API R proofload_away_##letter##4(P f, P a, P b, P c, P d) {                                              \
    return (R)call_away(&(struct call){f, {a, b, c, d}, 0, 4, 0});                                                   \
  }                                                                                                                  \
  PROOFLOAD_API R proofload_away_##letter##5(P f, P a, P b, P c, P d, P e) {                                         \
    return (R)call_away(&(struct call){f, {a, b, c, d, e}, 0, 5, 0});                                                \
  }                                                                                                                  \
  PROOFLOAD_API R proofload_away_##letter##6(P f, P a, P b, P c, P d, P e, P g) {                                    \
    return (R)call_away(&(struct call){f, {a, b, c, d, e, g}, 0, 6, 0});                                             \
  }

AWAY(p, P)
AWAY(i, int)
AWAY(v, void)

/* ---- The other threads ---- */

static void check_gil(void **slot) {
  long index = slot - proofload_table;
  if (index < 0 || index >= proofload_table_size || !proofload_needs_gil[index]) return;
  if (proofload_current != NULL && has_gil(self())) return;
  fprintf(stderr, "Fatal Python error: %s: the function must be called with the GIL held, but %s\n", proofload_names[index],
          proofload_current == NULL ? "the GIL is released (the current Python thread state is NULL)" : "another thread has it");
  abort();
}

/* For whoever asks what C was doing: debugging needs the caller. */
static void remember_call(const struct registers *r) {
  long index = r->slot - proofload_table;
  proofload_caller = (void *)r->stack[-1];
  proofload_last_call = index >= 0 && index < proofload_table_size ? proofload_names[index] : "a slot or method of the host";
}

/* Serves a call that came by proofload_foreign; or returns the function to jump to. */
__attribute__((visibility("hidden"))) void *proofload_enter(struct registers *r) {
  if (proofload_debug) {
    check_gil(r->slot);
    remember_call(r);
  }
  if (on_javascript()) return *r->slot;
  int saved = errno;
  struct worker *w = self();
  while (atomic_load(&proofload_finalizing)) pause();
  r->worker = w;
  r->next = atomic_load(&inbox);
  while (!atomic_compare_exchange_weak(&inbox, &r->next, r)) continue;
  /* It looks into the inbox after it said that it sleeps, so one of the two sees the other. */
  if (atomic_load(&javascript.sleep) != AWAKE) ring();
  attend(w);
  errno = saved;
  return NULL;
}

/* ---- Start, idling and end ---- */

static int known_tasks[256];
static int known_task_count;
static void remember_tasks(void);

PROOFLOAD_API void proofload_start_threads(int debug) {
  javascript.thread = thread_pointer();
  javascript.self = &main_thread;
  javascript.event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  proofload_debug = debug;
  proofload_direct_thread = debug ? NULL : javascript.thread;
  main_thread.ident = (unsigned long)pthread_self();
  main_thread.native_id = (unsigned long)syscall(SYS_gettid);
  spin_rounds = sysconf(_SC_NPROCESSORS_ONLN) > 1 ? 2000 : 0;
  pthread_key_create(&at_thread_end, forget_worker);
  remember_tasks();
  start_gil();
}

static int is_readable(int fd, int milliseconds) {
  struct pollfd both[] = {{fd, POLLIN, 0}, {javascript.event, POLLIN, 0}};
  if (poll(both, 2, milliseconds) <= 0) return 0;
  uint64_t count;
  if (both[1].revents && read(javascript.event, &count, 8) < 0 && errno != EAGAIN) perror("proofload: eventfd");
  return both[0].revents != 0;
}

/* Until `fd` can be read: other threads may have the GIL, and JavaScript serves them. */
PROOFLOAD_API void proofload_idle(int fd) {
  PyThreadState *state = proofload_current;
  drop_gil();
  for (;;) {
    unsigned seen = atomic_load(&javascript.bell);
    struct registers *request = next_request();
    if (request != NULL) {
      serve(request);
      continue;
    }
    atomic_store(&javascript.sleep, ON_POLL);
    int quiet = atomic_load(&javascript.bell) == seen && atomic_load(&inbox) == NULL;
    int readable = is_readable(fd, quiet ? -1 : 0);
    atomic_store(&javascript.sleep, AWAKE);
    if (readable) break;
  }
  take_gil(state);
}

/* From now on no thread but this gets in. */
PROOFLOAD_API void proofload_finalize(void) { silence_doorbell(); }

/* ---- Waits that cannot end ---- */

static void remember_tasks(void) {
  DIR *folder = opendir("/proc/self/task");
  for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;)
    if (atoi(entry->d_name) > 0 && known_task_count < 256) known_tasks[known_task_count++] = atoi(entry->d_name);
  if (folder != NULL) closedir(folder);
}

struct census {
  int all, waiting;
  int tasks[256];
};

static void count_worker(struct worker *w, void *with) {
  struct census *c = with;
  c->waiting += w->waits_for != NULL;
  if (c->all < 256) c->tasks[c->all] = (int)w->native_id;
  c->all++;
}

static int includes(const int *list, int count, int number) {
  for (int i = 0; i < count; i++)
    if (list[i] == number) return 1;
  return 0;
}

/* Whether a thread exists of which nothing is known: it may end any wait. */
static int strangers(const struct census *c) {
  DIR *folder = opendir("/proc/self/task");
  int found = folder == NULL;
  for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
    int task = atoi(entry->d_name);
    if (task > 0 && !includes(known_tasks, known_task_count, task) && !includes(c->tasks, c->all, task)) found = 1;
  }
  if (folder != NULL) closedir(folder);
  return found;
}

static void tell_wait(struct worker *w, void *unused) {
  (void)unused;
  fprintf(stderr, "  thread 0x%lx%s%s waits for %s", w->ident, w == &main_thread ? " (main)" : "", has_gil(w) ? ", with the GIL," : "",
          w->waits_for == NULL ? "nothing" : w->waits_for);
  if (w->waits_at != NULL) fprintf(stderr, " %p", w->waits_at);
  fputc('\n', stderr);
}

void begin_wait(struct worker *w, const char *what, const void *at) {
  w->waits_for = what;
  w->waits_at = at;
}
void end_wait(struct worker *w) { w->waits_for = NULL; }

void still_waiting(void) {
  struct census census = {0};
  each_worker(count_worker, &census);
  if (census.waiting < census.all || strangers(&census)) return;
  fputs("Fatal Python error: deadlock: no thread is left that could end these waits\n", stderr);
  each_worker(tell_wait, NULL);
  abort();
}

void remember_this_task(void) {
  if (known_task_count < 256) known_tasks[known_task_count++] = (int)syscall(SYS_gettid);
}

/* ---- Where code lies ---- */

struct code {
  uintptr_t inside, from, to;
};

static int look_for_code(struct dl_phdr_info *object, size_t size, void *with) {
  struct code *code = with;
  uintptr_t from = UINTPTR_MAX, to = 0;
  (void)size;
  for (int i = 0; i < object->dlpi_phnum; i++) {
    if (object->dlpi_phdr[i].p_type != PT_LOAD) continue;
    uintptr_t start = object->dlpi_addr + object->dlpi_phdr[i].p_vaddr, end = start + object->dlpi_phdr[i].p_memsz;
    if (start < from) from = start;
    if (end > to) to = end;
  }
  if (code->inside < from || code->inside >= to) return 0;
  code->from = from;
  code->to = to;
  return 1;
}

/*
 * Keeps the library with an address inside in memory until the process is gone: koffi closes libraries while Node ends, when threads
 * may still run in them.
 */
PROOFLOAD_API void proofload_keep(void *inside) {
  Dl_info info;
  if (dladdr(inside, &info) != 0) dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

/* The library with an address inside: from range[0] to before range[1]. */
PROOFLOAD_API void proofload_range_of(uintptr_t inside, uintptr_t *range) {
  struct code code = {inside, 0, 0};
  dl_iterate_phdr(look_for_code, &code);
  range[0] = code.from;
  range[1] = code.to;
}
