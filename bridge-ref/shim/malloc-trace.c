/* tracemalloc, which never traces here, and the C library's signal handlers. */
#include "shim.h"
#include <signal.h>

enum { NOT_TRACING = -2 };

PROOFLOAD_API int PyTraceMalloc_Track(unsigned int domain, uintptr_t ptr, size_t size) { return NOT_TRACING; }
PROOFLOAD_API int PyTraceMalloc_Untrack(unsigned int domain, uintptr_t ptr) { return NOT_TRACING; }

PROOFLOAD_API PyOS_sighandler_t PyOS_getsig(int i) {
  struct sigaction now;
  return sigaction(i, NULL, &now) < 0 ? SIG_ERR : now.sa_handler;
}

PROOFLOAD_API PyOS_sighandler_t PyOS_setsig(int i, PyOS_sighandler_t h) {
  /* Handlers run on the alternate stack where the thread has one, as CPython asks for it. */
  struct sigaction next = {.sa_handler = h, .sa_flags = SA_ONSTACK}, before;
  sigemptyset(&next.sa_mask);
  return sigaction(i, &next, &before) < 0 ? SIG_ERR : before.sa_handler;
}
