/* Marshalling through files of C: what is read is one object's bytes, found by the lengths in it. */
#include "shim.h"
#include <stdio.h>

PROOFLOAD_API void PyMarshal_WriteLongToFile(long value, FILE *file, int version) {
  for (int shift = 0; shift < 32; shift += 8) putc((int)(value >> shift) & 255, file);
}
PROOFLOAD_API void PyMarshal_WriteObjectToFile(PyObject *value, FILE *file, int version) {
  PyObject *bytes = PyMarshal_WriteObjectToString(value, version);
  if (bytes == NULL) return;
  fwrite(PyBytes_AsString(bytes), 1, (size_t)PyBytes_Size(bytes), file);
  Py_DECREF(bytes);
}

/* A number of little-endian bytes, -1 with EOFError at the end of the file. */
static int number_from(FILE *file, int size, unsigned long *value) {
  *value = 0;
  for (int i = 0; i < size; i++) {
    int c = getc(file);
    if (c == EOF) {
      PyErr_SetString(PyExc_EOFError, "EOF read where object expected");
      return -1;
    }
    *value |= (unsigned long)c << (8 * i);
  }
  return 0;
}
PROOFLOAD_API long PyMarshal_ReadLongFromFile(FILE *file) {
  unsigned long value;
  return number_from(file, 4, &value) < 0 ? -1 : (long)(int)value;
}
PROOFLOAD_API int PyMarshal_ReadShortFromFile(FILE *file) {
  unsigned long value;
  return number_from(file, 2, &value) < 0 ? -1 : (short)value;
}

typedef struct {
  FILE *file;
  char *bytes;
  size_t length, room;
} Collected;

/* Copies bytes from the file; the end of it is for the reader to find. */
static const unsigned char *copy(Collected *c, size_t count) {
  size_t from = c->length;
  while (count > 0) {
    char part[4096];
    size_t got = fread(part, 1, count < sizeof part ? count : sizeof part, c->file);
    if (got == 0) return NULL;
    if (c->length + got > c->room) {
      size_t room = (c->length + got) * 2;
      char *larger = realloc(c->bytes, room);
      if (larger == NULL) return NULL;
      c->bytes = larger;
      c->room = room;
    }
    memcpy(c->bytes + c->length, part, got);
    c->length += got;
    count -= got;
  }
  return (const unsigned char *)c->bytes + from;
}
static long long_of(Collected *c) {
  const unsigned char *at = copy(c, 4);
  return at == NULL ? -1 : (long)(int)(at[0] | at[1] << 8 | at[2] << 16 | (unsigned)at[3] << 24);
}
static long byte_of(Collected *c) {
  const unsigned char *at = copy(c, 1);
  return at == NULL ? -1 : at[0];
}
static int data(Collected *c, long count) { return count >= 0 && (count == 0 || copy(c, (size_t)count) != NULL); }

/* One object: its code, or -1 when the file ends or the bytes make no sense. */
static int object(Collected *c, int depth) {
  long first = byte_of(c), count;
  int code = (int)(first & 127), ok = 1;
  if (first < 0 || depth > 2000) return -1;
  switch (code) {
    case 'i': case 'r': ok = data(c, 4); break;
    case 'I': case 'g': ok = data(c, 8); break;
    case 'y': ok = data(c, 16); break;
    case 'f': ok = data(c, byte_of(c)); break;
    case 'x': ok = data(c, byte_of(c)) && data(c, byte_of(c)); break;
    case 'z': case 'Z': ok = data(c, byte_of(c)); break;
    case 's': case 'a': case 'A': case 'u': case 't': ok = data(c, long_of(c)); break;
    case 'l':
      count = long_of(c);
      ok = data(c, 2 * (count < 0 ? -count : count));
      break;
    case ')': case '(': case '[': case '<': case '>':
      count = code == ')' ? byte_of(c) : long_of(c);
      for (ok = count >= 0; ok && count > 0; count--) ok = object(c, depth + 1) >= 0;
      break;
    case '{':
      for (int key = 1; ok && key != '0';) ok = (key = object(c, depth + 1)) >= 0 && (key == '0' || object(c, depth + 1) >= 0);
      break;
  }
  return ok ? code : -1;
}
static PyObject *made(Collected *c) {
  PyObject *o = PyMarshal_ReadObjectFromString(c->bytes == NULL ? "" : c->bytes, (Py_ssize_t)c->length);
  free(c->bytes);
  return o;
}
PROOFLOAD_API PyObject *PyMarshal_ReadObjectFromFile(FILE *file) {
  Collected c = {file, NULL, 0, 0};
  object(&c, 0);
  return made(&c);
}
/* The rest of the file may be read, so all of it is. */
PROOFLOAD_API PyObject *PyMarshal_ReadLastObjectFromFile(FILE *file) {
  Collected c = {file, NULL, 0, 0};
  while (copy(&c, 1) != NULL) continue;
  return made(&c);
}
