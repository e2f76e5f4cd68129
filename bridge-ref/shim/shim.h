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

/* Where the functions that JavaScript provides are entered; `slot` holds the function. entry.c has the way for other threads. */
#if defined(__x86_64__)
#define PROOFLOAD_FUNCTION "@function"
#define PROOFLOAD_GO(route) "  jmp *" route "(%rip)\n"
#define PROOFLOAD_ENTER(slot)                                                                                        \
  "  lea " slot "(%rip), %r11\n  mov %fs:0, %r10\n  cmp proofload_direct_thread(%rip), %r10\n"                       \
  "  jne proofload_foreign\n  jmp *(%r11)\n"
#elif defined(__aarch64__)
#define PROOFLOAD_FUNCTION "%function"
#define PROOFLOAD_GO(route) "  adrp x16, " route "\n  ldr x16, [x16, :lo12:" route "]\n  br x16\n"
#define PROOFLOAD_ENTER(slot)                                                                                        \
  "  adrp x16, proofload_direct_thread\n  ldr x17, [x16, :lo12:proofload_direct_thread]\n  mrs x9, tpidr_el0\n"      \
  "  adrp x16, " slot "\n  add x16, x16, :lo12:" slot "\n  cmp x9, x17\n  b.ne proofload_foreign\n"                  \
  "  ldr x16, [x16]\n  br x16\n"
#else
#error "the shim knows x86-64 and arm64"
#endif

/* An exported function: all arguments stay where they are. */
#define PROOFLOAD_JUMP(name, offset)                                                                                 \
  __asm__(".text\n.p2align 5\n.globl " #name "\n.type " #name ", " PROOFLOAD_FUNCTION "\n" #name ":\n"             \
          PROOFLOAD_ENTER("proofload_table_here+" #offset) ".size " #name ", .-" #name "\n");
/* One that C has too (fast.h): it jumps wherever its route leads, and slow_NAME is the way into JavaScript. */
#define PROOFLOAD_JUMP_FAST(name, offset)                                                                            \
  __asm__(".text\n.p2align 5\n.globl " #name "\n.type " #name ", " PROOFLOAD_FUNCTION "\n" #name ":\n"             \
          PROOFLOAD_GO("route_" #name) ".size " #name ", .-" #name "\n"                                              \
          ".globl slow_" #name "\n.hidden slow_" #name "\nslow_" #name ":\n"                                       \
          PROOFLOAD_ENTER("proofload_table_here+" #offset));

#endif
