/*
 * Says where a fatal signal happened, before the process ends as it would have. Everything here runs inside a signal handler: it only
 * reads, maps files and writes to descriptor 2.
 */
#define _GNU_SOURCE
#include "threads.h"
#include <dlfcn.h>
#include <elf.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>

enum { MOST_FRAMES = 24, ALTERNATE_STACK = 128 * 1024 };
static const struct {
  int number;
  const char *name;
} watched[] = {{SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"}, {SIGFPE, "SIGFPE"}, {SIGILL, "SIGILL"}, {SIGABRT, "SIGABRT"}};
enum { WATCHED = sizeof watched / sizeof *watched };
static struct sigaction before[WATCHED];

/* In debug mode: the last function of the API that C called, and from where. */
const char *proofload_last_call;
PROOFLOAD_API void *proofload_caller;

/* ---- Text ---- */

struct line {
  char text[512];
  size_t length;
};

static void put(struct line *l, const char *text) {
  while (*text != 0 && l->length < sizeof l->text - 1) l->text[l->length++] = *text++;
}

static void put_hex(struct line *l, uintptr_t value) {
  char digits[19] = {0}, *at = digits + 18;
  do *--at = "0123456789abcdef"[value & 15];
  while ((value >>= 4) != 0);
  put(l, "0x");
  put(l, at);
}

static void say(struct line *l) {
  put(l, "\n");
  if (write(2, l->text, l->length) < 0) return;
  l->length = 0;
}

/* ---- Names ---- */

struct place {
  const char *library, *symbol;
  uintptr_t offset;
  char name[128];
};

/* Static functions are no dynamic symbols: the file may still know them. */
static void search_file(struct place *p, const char *path, uintptr_t at) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  struct stat file;
  if (fd < 0) return;
  char *image = fstat(fd, &file) == 0 ? mmap(NULL, (size_t)file.st_size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
  close(fd);
  if (image == MAP_FAILED) return;
  const ElfW(Ehdr) *header = (const void *)image;
  const ElfW(Shdr) *sections = (const void *)(image + header->e_shoff);
  size_t size = (size_t)file.st_size;
  if (header->e_shoff + (size_t)header->e_shnum * sizeof *sections <= size)
    for (int i = 0; i < header->e_shnum; i++) {
      if (sections[i].sh_type != SHT_SYMTAB || sections[i].sh_offset + sections[i].sh_size > size) continue;
      const ElfW(Sym) *symbols = (const void *)(image + sections[i].sh_offset);
      const char *names = image + sections[sections[i].sh_link].sh_offset;
      for (size_t s = 0; s < sections[i].sh_size / sizeof *symbols; s++) {
        if ((symbols[s].st_info & 15) != STT_FUNC || at < symbols[s].st_value) continue;
        if (at >= symbols[s].st_value + symbols[s].st_size) continue;
        strncpy(p->name, names + symbols[s].st_name, sizeof p->name - 1);
        p->symbol = p->name;
        p->offset = at + 1 - symbols[s].st_value;
      }
    }
  munmap(image, size);
}

/* `at` is where a call returns to, which may be behind the end of the function that made it. */
static int find_place(struct place *p, void *returns_to) {
  Dl_info info;
  void *at = (char *)returns_to - 1;
  *p = (struct place){0};
  if (dladdr(at, &info) == 0 || info.dli_fname == NULL) return 0;
  const char *slash = strrchr(info.dli_fname, '/');
  p->library = slash != NULL ? slash + 1 : info.dli_fname;
  p->symbol = info.dli_sname;
  p->offset = (uintptr_t)returns_to - (uintptr_t)(info.dli_sname != NULL ? info.dli_saddr : info.dli_fbase);
  if (info.dli_sname == NULL) search_file(p, info.dli_fname, (uintptr_t)at - (uintptr_t)info.dli_fbase);
  return 1;
}

static void put_place(struct line *l, void *at) {
  struct place p;
  if (!find_place(&p, at)) {
    put(l, "no library (");
    put_hex(l, (uintptr_t)at);
    put(l, ")");
    return;
  }
  put(l, p.library);
  put(l, p.symbol != NULL ? ": " : "");
  put(l, p.symbol != NULL ? p.symbol : "");
  put(l, "+");
  put_hex(l, p.offset);
}

/* The same for TypeScript: `library: symbol+offset`. */
PROOFLOAD_API void proofload_describe(void *at, char *text, size_t size) {
  struct line l = {.length = 0};
  put_place(&l, at);
  l.text[l.length] = 0;
  strncpy(text, l.text, size - 1);
  text[size - 1] = 0;
}

/* Whether the bytes can be asked for: pages that are not there are no pages of a file or of memory. */
PROOFLOAD_API int proofload_mapped(uintptr_t from, size_t bytes) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), first = from & ~(page - 1);
  unsigned char present[64];
  size_t length = from + bytes - first;
  return from >= page && from < (uintptr_t)1 << 47 && length <= page * sizeof present &&
         mincore((void *)first, length, present) == 0;
}

/* ---- The handler ---- */

static void *program_counter(const ucontext_t *context) {
#if defined(__x86_64__)
  return (void *)context->uc_mcontext.gregs[REG_RIP];
#else
  return (void *)context->uc_mcontext.pc;
#endif
}

/* Where a function that was never entered would have returned to. */
static void *return_address(const ucontext_t *context) {
#if defined(__x86_64__)
  return *(void **)context->uc_mcontext.gregs[REG_RSP];
#else
  return (void *)context->uc_mcontext.regs[30];
#endif
}

static int is_host(const char *library) { return strcmp(library, "node") == 0 || strcmp(library, "koffi.node") == 0; }

static int is_libc(const char *library) { return strncmp(library, "libc.", 5) == 0; }

/* The program itself, when it says that it must end, has said why. */
static int ended_by_host(void **frames, int count) {
  struct place p;
  for (int i = 0; i < count; i++) {
    if (!find_place(&p, frames[i])) return 0;
    if (is_host(p.library)) return 1;
    if (!is_libc(p.library) && !strstr(p.library, "libproofload")) return 0;
  }
  return 0;
}

/* Who called abort. */
static void *first_outside_libc(void **frames, int count) {
  struct place p;
  for (int i = 0; i < count; i++)
    if (find_place(&p, frames[i]) && !is_libc(p.library) && !strstr(p.library, "libproofload")) return frames[i];
  return NULL;
}

static void say_where(struct line *l, int number, const siginfo_t *info, const ucontext_t *context) {
  void *pc = program_counter(context);
  struct place p;
  if (find_place(&p, (char *)pc + 1) && !is_host(p.library)) {
    put(l, ", in ");
    put_place(l, (char *)pc + 1);
  } else if (number == SIGSEGV && info->si_addr == pc) {
    put(l, ", a call of a wild function pointer, in ");
    put_place(l, return_address(context));
  } else {
    put(l, ", in the host");
    if (!proofload_debug) put(l, " (PROOFLOAD_DEBUG=1 tells which call led there)");
  }
}

static void say_first(const char *signal_name, int number, const siginfo_t *info, const ucontext_t *context) {
  struct line l = {.length = 0};
  put(&l, "Fatal signal ");
  put(&l, signal_name);
  if (number == SIGSEGV && info->si_code == SI_KERNEL) put(&l, " at an address that cannot be (freed memory is full of 0xdb)");
  else if (info->si_code > 0) {
    put(&l, " at ");
    put_hex(&l, (uintptr_t)info->si_addr);
  }
  say_where(&l, number, info, context);
  say(&l);
}

static void say_last_call(void) {
  struct line l = {.length = 0};
  if (proofload_last_call == NULL) return;
  put(&l, "  last call of the API: ");
  put(&l, proofload_last_call);
  put(&l, ", from ");
  put_place(&l, proofload_caller);
  say(&l);
}

/* Frames from behind the one at `from` to where the host called; equal ones in one line. */
static void say_frames(void **frames, int count, void *from) {
  int at = 0;
  while (at < count && frames[at] != from) at++;
  for (int i = at + 1, again; i < count; i = again) {
    struct place p;
    struct line l = {.length = 0};
    for (again = i + 1; again < count && frames[again] == frames[i];) again++;
    if (!find_place(&p, frames[i]) || is_host(p.library)) return;
    if (p.symbol != NULL && strncmp(p.symbol, "proofload_call_", 15) == 0) return;
    put(&l, "  from ");
    put_place(&l, frames[i]);
    if (again > i + 1) put(&l, again == count ? ", again and again" : ", several times");
    say(&l);
  }
}

static void say_abort(void **frames, int count) {
  struct line l = {.length = 0};
  void *caller = first_outside_libc(frames, count);
  put(&l, "Fatal signal SIGABRT, called for in ");
  put_place(&l, caller);
  say(&l);
  say_frames(frames, count, caller);
}

static int gave_up(int index, int number, siginfo_t *info, void *context) {
  const struct sigaction *old = &before[index];
  struct sigaction now;
  if ((old->sa_flags & SA_SIGINFO) == 0 || old->sa_sigaction == NULL) {
    sigaction(number, old, NULL);
    raise(number);
    return 1;
  }
  /* The engine's own: it either repairs what its WebAssembly did, or raises the signal anew with the default action. */
  old->sa_sigaction(number, info, context);
  sigaction(number, NULL, &now);
  return now.sa_handler == SIG_DFL;
}

static void on_signal(int number, siginfo_t *info, void *context) {
  int index = 0;
  while (watched[index].number != number) index++;
  if (!gave_up(index, number, info, context)) return;
  void *frames[MOST_FRAMES];
  if (number == SIGABRT) {
    int count = backtrace(frames, MOST_FRAMES);
    if (!ended_by_host(frames, count)) say_abort(frames, count);
    return;
  }
  say_first(watched[index].name, number, info, context);
  say_last_call();
  /* A broken stack may end it here; the lines before are out. */
  say_frames(frames, backtrace(frames, MOST_FRAMES), program_counter(context));
}

/* On the JavaScript thread. */
PROOFLOAD_API void proofload_watch_signals(void) {
  static char stack[ALTERNATE_STACK];
  void *frame;
  backtrace(&frame, 1); /* The first call loads a library, which a handler must not do. */
  sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
  struct sigaction ours = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&ours.sa_mask);
  for (int i = 0; i < WATCHED; i++) sigaction(watched[i].number, &ours, &before[i]);
}
