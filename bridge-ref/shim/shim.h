/* What the generated part and the hand-written parts of the shim share. */
#ifndef PROOFLOAD_SHIM_H
#define PROOFLOAD_SHIM_H
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

/* Marks the definition of a symbol of the C API. The generator reads it: such a name gets no jump. */
#define PROOFLOAD_API __attribute__((visibility("default")))

/* Remembers that the function with this place in the table was called without being there; returns its sentinel. */
intptr_t proofload_trapped(int index);
extern void *proofload_table[];

/* An exported function: a jump to whatever the table holds, with all arguments where they are. */
#if defined(__x86_64__)
#define PROOFLOAD_JUMP(name, offset)                                                                                 \
  __asm__(".text\n.p2align 4\n.globl " #name "\n.type " #name ", @function\n" #name ":\n"                            \
          "  jmp *proofload_table_here+" #offset "(%rip)\n.size " #name ", .-" #name "\n");
#elif defined(__aarch64__)
#define PROOFLOAD_JUMP(name, offset)                                                                                 \
  __asm__(".text\n.p2align 4\n.globl " #name "\n.type " #name ", %function\n" #name ":\n"                            \
          "  adrp x16, proofload_table_here+" #offset "\n  ldr x16, [x16, :lo12:proofload_table_here+" #offset "]\n" \
          "  br x16\n.size " #name ", .-" #name "\n");
#else
#error "the shim knows x86-64 and arm64"
#endif

#endif
