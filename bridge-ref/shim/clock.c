/* Clocks and calendars of the C library. */
#include "shim.h"
#include <errno.h>
#include <time.h>

static _PyTime_t now(clockid_t clock) {
  struct timespec ts = {0, 0};
  clock_gettime(clock, &ts);
  return (_PyTime_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}
PROOFLOAD_API _PyTime_t _PyTime_GetSystemClock(void) { return now(CLOCK_REALTIME); }
PROOFLOAD_API _PyTime_t _PyTime_GetMonotonicClock(void) { return now(CLOCK_MONOTONIC); }
PROOFLOAD_API _PyTime_t _PyTime_GetPerfCounter(void) { return now(CLOCK_MONOTONIC); }

static int converted(struct tm *result) {
  if (result != NULL) return 0;
  if (errno == 0) errno = EINVAL;
  PyErr_SetFromErrno(PyExc_OSError);
  return -1;
}
PROOFLOAD_API int _PyTime_localtime(time_t t, struct tm *tm) {
  errno = 0;
  return converted(localtime_r(&t, tm));
}
PROOFLOAD_API int _PyTime_gmtime(time_t t, struct tm *tm) {
  errno = 0;
  return converted(gmtime_r(&t, tm));
}
