/* CPython's private time: nanoseconds in 64 bits that stay at the limits instead of overflowing. */
#include "shim.h"
#include <errno.h>
#include <math.h>
#include <sys/time.h>
#include <time.h>

#define SECOND 1000000000LL
static const char too_large[] = "timestamp too large to convert to C _PyTime_t";
static const char out_of_range[] = "timestamp out of range for platform time_t";

static _PyTime_t saturated_add(_PyTime_t a, _PyTime_t b) {
  _PyTime_t sum;
  return __builtin_add_overflow(a, b, &sum) ? (a > 0 ? INT64_MAX : INT64_MIN) : sum;
}

static double rounded(double x, _PyTime_round_t round) {
  if (round == _PyTime_ROUND_HALF_EVEN) return nearbyint(x);
  if (round == _PyTime_ROUND_CEILING) return ceil(x);
  if (round == _PyTime_ROUND_FLOOR) return floor(x);
  return x >= 0 ? ceil(x) : floor(x);
}

static _PyTime_t divided(_PyTime_t t, _PyTime_t by, _PyTime_round_t round) {
  _PyTime_t q = t / by, r = t % by;
  if (r == 0) return q;
  switch (round) {
    case _PyTime_ROUND_FLOOR: return t < 0 ? q - 1 : q;
    case _PyTime_ROUND_CEILING: return t < 0 ? q : q + 1;
    case _PyTime_ROUND_HALF_EVEN: {
      _PyTime_t twice = 2 * (r < 0 ? -r : r);
      return twice > by || (twice == by && (q & 1)) ? (t < 0 ? q - 1 : q + 1) : q;
    }
    default: return t < 0 ? q - 1 : q + 1;
  }
}

static int refuse(PyObject *type, const char *why) {
  PyErr_SetString(type, why);
  return -1;
}

static int from_double(_PyTime_t *t, double value, _PyTime_round_t round, double unit) {
  double ns = rounded(value * unit, round);
  if (!(ns >= (double)INT64_MIN && ns < -(double)INT64_MIN)) return refuse(PyExc_OverflowError, too_large);
  *t = (_PyTime_t)ns;
  return 0;
}

static int from_object(_PyTime_t *t, PyObject *o, _PyTime_round_t round, _PyTime_t unit) {
  long long whole;
  if (PyFloat_Check(o)) {
    double value = PyFloat_AsDouble(o);
    if (isnan(value)) return refuse(PyExc_ValueError, "Invalid value NaN (not a number)");
    return from_double(t, value, round, (double)unit);
  }
  whole = PyLong_AsLongLong(o);
  if (whole == -1 && PyErr_Occurred()) {
    return PyErr_ExceptionMatches(PyExc_OverflowError) ? refuse(PyExc_OverflowError, too_large) : -1;
  }
  return __builtin_mul_overflow((_PyTime_t)whole, unit, t) ? refuse(PyExc_OverflowError, too_large) : 0;
}

PROOFLOAD_API _PyTime_t _PyTime_FromSeconds(int seconds) { return seconds * SECOND; }

PROOFLOAD_API _PyTime_t _PyTime_FromNanoseconds(_PyTime_t ns) { return ns; }

PROOFLOAD_API int _PyTime_FromSecondsObject(_PyTime_t *t, PyObject *obj, _PyTime_round_t round) {
  return from_object(t, obj, round, SECOND);
}

PROOFLOAD_API int _PyTime_FromMillisecondsObject(_PyTime_t *t, PyObject *obj, _PyTime_round_t round) {
  return from_object(t, obj, round, SECOND / 1000);
}

PROOFLOAD_API int _PyTime_FromNanosecondsObject(_PyTime_t *t, PyObject *obj) {
  long long ns;
  if (!PyLong_Check(obj)) {
    PyErr_Format(PyExc_TypeError, "expect int, got %s", Py_TYPE(obj)->tp_name);
    return -1;
  }
  ns = PyLong_AsLongLong(obj);
  if (ns == -1 && PyErr_Occurred()) {
    return PyErr_ExceptionMatches(PyExc_OverflowError) ? refuse(PyExc_OverflowError, too_large) : -1;
  }
  *t = ns;
  return 0;
}

PROOFLOAD_API PyObject *_PyTime_AsNanosecondsObject(_PyTime_t t) { return PyLong_FromLongLong(t); }

PROOFLOAD_API double _PyTime_AsSecondsDouble(_PyTime_t t) {
  return t % SECOND == 0 ? (double)(t / SECOND) : (double)t / 1e9;
}

PROOFLOAD_API _PyTime_t _PyTime_AsMilliseconds(_PyTime_t t, _PyTime_round_t round) { return divided(t, 1000000, round); }

PROOFLOAD_API _PyTime_t _PyTime_AsMicroseconds(_PyTime_t t, _PyTime_round_t round) { return divided(t, 1000, round); }

static void split(_PyTime_t t, _PyTime_t unit, _PyTime_t *seconds, _PyTime_t *rest) {
  *seconds = t / unit;
  *rest = t % unit;
  if (*rest < 0) {
    *seconds -= 1;
    *rest += unit;
  }
}

PROOFLOAD_API int _PyTime_AsTimevalTime_t(_PyTime_t t, time_t *secs, int *us, _PyTime_round_t round) {
  _PyTime_t seconds, rest;
  split(divided(t, 1000, round), 1000000, &seconds, &rest);
  *secs = seconds;
  *us = (int)rest;
  return 0;
}

PROOFLOAD_API int _PyTime_AsTimeval(_PyTime_t t, struct timeval *tv, _PyTime_round_t round) {
  int us;
  _PyTime_AsTimevalTime_t(t, &tv->tv_sec, &us, round);
  tv->tv_usec = us;
  return 0;
}

PROOFLOAD_API void _PyTime_AsTimeval_clamp(_PyTime_t t, struct timeval *tv, _PyTime_round_t round) {
  _PyTime_AsTimeval(t, tv, round);
}

PROOFLOAD_API int _PyTime_AsTimespec(_PyTime_t t, struct timespec *ts) {
  _PyTime_t seconds, rest;
  split(t, SECOND, &seconds, &rest);
  ts->tv_sec = seconds;
  ts->tv_nsec = rest;
  return 0;
}

PROOFLOAD_API void _PyTime_AsTimespec_clamp(_PyTime_t t, struct timespec *ts) { _PyTime_AsTimespec(t, ts); }

static int time_t_of(PyObject *o, time_t *seconds) {
  long long value = PyLong_AsLongLong(o);
  if (value == -1 && PyErr_Occurred()) {
    return PyErr_ExceptionMatches(PyExc_OverflowError) ? refuse(PyExc_OverflowError, out_of_range) : -1;
  }
  *seconds = value;
  return 0;
}

static int in_time_t(double x) { return x >= (double)INT64_MIN && x < -(double)INT64_MIN; }

PROOFLOAD_API int _PyTime_ObjectToTime_t(PyObject *obj, time_t *sec, _PyTime_round_t round) {
  double value;
  if (!PyFloat_Check(obj)) return time_t_of(obj, sec);
  value = PyFloat_AsDouble(obj);
  if (isnan(value)) return refuse(PyExc_ValueError, "Invalid value NaN (not a number)");
  value = rounded(value, round);
  if (!in_time_t(value)) return refuse(PyExc_OverflowError, out_of_range);
  *sec = (time_t)value;
  return 0;
}

static int in_parts(PyObject *obj, time_t *sec, long *part, double unit, _PyTime_round_t round) {
  double whole, rest;
  if (!PyFloat_Check(obj)) {
    *part = 0;
    return time_t_of(obj, sec);
  }
  if (isnan(PyFloat_AsDouble(obj))) {
    *part = 0;
    return refuse(PyExc_ValueError, "Invalid value NaN (not a number)");
  }
  rest = rounded(modf(PyFloat_AsDouble(obj), &whole) * unit, round);
  if (rest >= unit) {
    rest -= unit;
    whole += 1;
  } else if (rest < 0) {
    rest += unit;
    whole -= 1;
  }
  if (!in_time_t(whole)) return refuse(PyExc_OverflowError, out_of_range);
  *sec = (time_t)whole;
  *part = (long)rest;
  return 0;
}

PROOFLOAD_API int _PyTime_ObjectToTimeval(PyObject *obj, time_t *sec, long *usec, _PyTime_round_t round) {
  return in_parts(obj, sec, usec, 1e6, round);
}

PROOFLOAD_API int _PyTime_ObjectToTimespec(PyObject *obj, time_t *sec, long *nsec, _PyTime_round_t round) {
  return in_parts(obj, sec, nsec, 1e9, round);
}

static _PyTime_t now(clockid_t clock) {
  struct timespec ts;
  clock_gettime(clock, &ts);
  return ts.tv_sec * SECOND + ts.tv_nsec;
}

PROOFLOAD_API _PyTime_t _PyTime_GetMonotonicClock(void) { return now(CLOCK_MONOTONIC); }

PROOFLOAD_API _PyTime_t _PyTime_GetPerfCounter(void) { return now(CLOCK_MONOTONIC); }

PROOFLOAD_API _PyTime_t _PyTime_GetSystemClock(void) { return now(CLOCK_REALTIME); }

PROOFLOAD_API _PyTime_t _PyDeadline_Init(_PyTime_t timeout) { return saturated_add(now(CLOCK_MONOTONIC), timeout); }

PROOFLOAD_API _PyTime_t _PyDeadline_Get(_PyTime_t deadline) { return deadline - now(CLOCK_MONOTONIC); }

static int broken_down(const struct tm *tm) {
  if (tm != NULL) return 0;
  if (errno == 0) errno = EINVAL;
  PyErr_SetFromErrno(PyExc_OSError);
  return -1;
}

PROOFLOAD_API int _PyTime_gmtime(time_t t, struct tm *tm) {
  errno = 0;
  return broken_down(gmtime_r(&t, tm));
}

PROOFLOAD_API int _PyTime_localtime(time_t t, struct tm *tm) {
  errno = 0;
  return broken_down(localtime_r(&t, tm));
}
