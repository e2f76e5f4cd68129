/* Calls a C function by its address: what JavaScript uses for slots, methods and module initialisers.
   All arguments are pointer-sized; an int argument in a 64-bit register is what its callee expects on x86-64 and arm64, and
   so are arguments that the callee does not take. */
#include <stdint.h>

typedef intptr_t P;
#define EXPORT __attribute__((visibility("default")))
#define CALLS(letter, R)                                                                                             \
  EXPORT R proofload_call_##letter##3(P f, P a, P b, P c) { return ((R (*)(P, P, P))f)(a, b, c); }                   \
  EXPORT R proofload_call_##letter##6(P f, P a, P b, P c, P d, P e, P g) {                                           \
    return ((R (*)(P, P, P, P, P, P))f)(a, b, c, d, e, g);                                                           \
  }

CALLS(p, P)
CALLS(i, int)
CALLS(v, void)
