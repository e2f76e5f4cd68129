/* Files and descriptors of the operating system, with errors as exceptions. */
#define _GNU_SOURCE
#include "shim.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int failed(void) {
  PyErr_SetFromErrno(PyExc_OSError);
  return -1;
}
static int set_inheritable(int fd, int inheritable) {
  int flags = fcntl(fd, F_GETFD);
  if (flags < 0) return -1;
  int wanted = inheritable ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC;
  return wanted == flags ? 0 : fcntl(fd, F_SETFD, wanted) < 0 ? -1 : 0;
}
PROOFLOAD_API int _Py_set_inheritable(int fd, int inheritable, int *atomic_flag_works) {
  (void)atomic_flag_works;
  return set_inheritable(fd, inheritable) < 0 ? failed() : 0;
}
PROOFLOAD_API int _Py_set_inheritable_async_safe(int fd, int inheritable, int *atomic_flag_works) {
  (void)atomic_flag_works;
  return set_inheritable(fd, inheritable);
}
PROOFLOAD_API int _Py_open_noraise(const char *path, int flags) { return open(path, flags | O_CLOEXEC, 0666); }
PROOFLOAD_API int _Py_open(const char *path, int flags) {
  int fd = _Py_open_noraise(path, flags);
  if (fd >= 0) return fd;
  PyErr_SetFromErrnoWithFilename(PyExc_OSError, path);
  return -1;
}
PROOFLOAD_API int _Py_dup(int fd) {
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  return copy < 0 ? failed() : copy;
}
PROOFLOAD_API Py_ssize_t _Py_read(int fd, void *buffer, size_t count) {
  Py_ssize_t size;
  do size = read(fd, buffer, count);
  while (size < 0 && errno == EINTR && PyErr_CheckSignals() == 0);
  return size < 0 && !PyErr_Occurred() ? failed() : size;
}
PROOFLOAD_API Py_ssize_t _Py_write_noraise(int fd, const void *buffer, size_t count) {
  Py_ssize_t size;
  do size = write(fd, buffer, count);
  while (size < 0 && errno == EINTR);
  return size;
}
PROOFLOAD_API Py_ssize_t _Py_write(int fd, const void *buffer, size_t count) {
  Py_ssize_t size = _Py_write_noraise(fd, buffer, count);
  return size < 0 ? failed() : size;
}
PROOFLOAD_API FILE *_Py_fopen_obj(PyObject *path, const char *mode) {
  PyObject *name = PyOS_FSPath(path);
  if (name == NULL) return NULL;
  const char *text = PyBytes_Check(name) ? PyBytes_AsString(name) : PyUnicode_AsUTF8(name);
  FILE *file = text == NULL ? NULL : fopen(text, mode);
  if (file == NULL && text != NULL) PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path);
  if (file != NULL) set_inheritable(fileno(file), 0);
  Py_DECREF(name);
  return file;
}
