/* What parsing arguments (parse.c) and converting one of them (convert.c) share. */
#ifndef PROOFLOAD_PARSE_H
#define PROOFLOAD_PARSE_H
#include "shim.h"

#define DEEPEST 32
#define MOST_CLEANUPS 64

/* What a failing parse gives back. */
typedef struct {
  enum { VIEW, MEMORY, CONVERTED } kind;
  void *target;
  int (*convert)(PyObject *, void *);
} Cleanup;

typedef struct {
  const char *function; /* Name behind ':' or NULL. */
  const char *message;  /* Text behind ';' or NULL. */
  int path[DEEPEST];    /* Of the argument, from 1, then of the items inside. */
  int depth;
  Cleanup cleanups[MOST_CLEANUPS];
  int cleanup_count;
} Parse;

/* Converts an argument by the unit at *format, and goes past it. 0 with an exception on failure. */
int proofload_convert(Parse *p, PyObject *o, const char **format, va_list *args);
/* Goes past the unit of an argument that is absent, and its variables. 0 with an exception where it is none. */
int proofload_skip(Parse *p, const char **format, va_list *args);

#endif
