/* Descriptors as CPython opens, reads and writes them: not inherited, retried after a signal, with the errors of the host's language. */
#include "shim.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static int raised(void) {
  PyErr_SetFromErrno(PyExc_OSError);
  return -1;
}

PROOFLOAD_API int _Py_set_inheritable_async_safe(int fd, int inheritable, int *atomic_flag_works) {
  int flags = fcntl(fd, F_GETFD), wanted;
  (void)atomic_flag_works;
  if (flags < 0) return -1;
  wanted = inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
  return wanted == flags ? 0 : fcntl(fd, F_SETFD, wanted);
}

PROOFLOAD_API int _Py_set_inheritable(int fd, int inheritable, int *atomic_flag_works) {
  return _Py_set_inheritable_async_safe(fd, inheritable, atomic_flag_works) < 0 ? raised() : 0;
}

PROOFLOAD_API int _Py_dup(int fd) {
  int copy;
  Py_BEGIN_ALLOW_THREADS
  copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  Py_END_ALLOW_THREADS
  return copy < 0 ? raised() : copy;
}

PROOFLOAD_API int _Py_open_noraise(const char *pathname, int flags) { return open(pathname, flags | O_CLOEXEC); }

PROOFLOAD_API int _Py_open(const char *pathname, int flags) {
  for (;;) {
    int fd;
    Py_BEGIN_ALLOW_THREADS
    fd = open(pathname, flags | O_CLOEXEC);
    Py_END_ALLOW_THREADS
    if (fd >= 0) return fd;
    if (errno != EINTR) {
      PyErr_SetFromErrnoWithFilename(PyExc_OSError, pathname);
      return -1;
    }
    if (PyErr_CheckSignals() < 0) return -1;
  }
}

PROOFLOAD_API int _Py_fstat_noraise(int fd, struct stat *status) { return fstat(fd, status); }

PROOFLOAD_API int _Py_fstat(int fd, struct stat *status) {
  int result;
  Py_BEGIN_ALLOW_THREADS
  result = fstat(fd, status);
  Py_END_ALLOW_THREADS
  return result < 0 ? raised() : 0;
}

PROOFLOAD_API Py_ssize_t _Py_read(int fd, void *buf, size_t count) {
  for (;;) {
    ssize_t n;
    Py_BEGIN_ALLOW_THREADS
    n = read(fd, buf, count > SSIZE_MAX ? SSIZE_MAX : count);
    Py_END_ALLOW_THREADS
    if (n >= 0) return n;
    if (errno != EINTR) return raised();
    if (PyErr_CheckSignals() < 0) return -1;
  }
}

PROOFLOAD_API Py_ssize_t _Py_write_noraise(int fd, const void *buf, size_t count) {
  ssize_t n;
  do n = write(fd, buf, count > SSIZE_MAX ? SSIZE_MAX : count);
  while (n < 0 && errno == EINTR);
  return n;
}

PROOFLOAD_API Py_ssize_t _Py_write(int fd, const void *buf, size_t count) {
  for (;;) {
    ssize_t n;
    Py_BEGIN_ALLOW_THREADS
    n = write(fd, buf, count > SSIZE_MAX ? SSIZE_MAX : count);
    Py_END_ALLOW_THREADS
    if (n >= 0) return n;
    if (errno != EINTR) return raised();
    if (PyErr_CheckSignals() < 0) return -1;
  }
}

PROOFLOAD_API FILE *_Py_fopen_obj(PyObject *path, const char *mode) {
  PyObject *bytes;
  FILE *file;
  if (!PyUnicode_FSConverter(path, &bytes)) return NULL;
  do file = fopen(PyBytes_AsString(bytes), mode);
  while (file == NULL && errno == EINTR && PyErr_CheckSignals() == 0);
  if (file == NULL && !PyErr_Occurred()) PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path);
  Py_DECREF(bytes);
  if (file != NULL) _Py_set_inheritable_async_safe(fileno(file), 0, NULL);
  return file;
}

PROOFLOAD_API int _PyOS_URandomNonblock(void *buffer, Py_ssize_t size) {
  for (Py_ssize_t done = 0; done < size;) {
    ssize_t n = getrandom((char *)buffer + done, size - done, 0);
    if (n < 0 && errno != EINTR) return raised();
    if (n > 0) done += n;
  }
  return 0;
}
