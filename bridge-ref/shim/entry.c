/*
 * How calls enter the bridge. On the JavaScript thread an entry jumps to the function in its slot, with all arguments where they are.
 * On any other, the registers are parked and the JavaScript thread calls the same function with them.
 */
#include "threads.h"
#include <stddef.h>

#define CALLBACKS 8192
/* Functions that TypeScript makes for slots and methods, by number; entry i is at proofload_callbacks + 32 i. */
PROOFLOAD_API void *proofload_callback_slots[CALLBACKS];
PROOFLOAD_API const int proofload_callback_count = CALLBACKS;
extern void *proofload_callback_slots_here[CALLBACKS]
  __attribute__((alias("proofload_callback_slots"), visibility("hidden")));

_Static_assert(offsetof(struct registers, floats) == 72, "floats");
_Static_assert(offsetof(struct registers, stack) == 136, "stack");
_Static_assert(offsetof(struct registers, slot) == 144, "slot");
_Static_assert(offsetof(struct registers, results) == 152, "results");
_Static_assert(offsetof(struct registers, float_results) == 168, "float_results");
_Static_assert(sizeof(struct registers) == 200, "registers");

__asm__(".text\n.p2align 5\n.globl proofload_callbacks\nproofload_callbacks:\n.set callback, 0\n"
        ".rept 8192\n.p2align 5\n" PROOFLOAD_ENTER("proofload_callback_slots_here+8*callback") ".set callback, callback+1\n.endr\n");

#if defined(__x86_64__)
__asm__(
  ".globl proofload_foreign\n.hidden proofload_foreign\nproofload_foreign:\n"
  "  push %rbp\n  mov %rsp, %rbp\n  sub $208, %rsp\n"
  "  mov %rdi, (%rsp)\n  mov %rsi, 8(%rsp)\n  mov %rdx, 16(%rsp)\n  mov %rcx, 24(%rsp)\n  mov %r8, 32(%rsp)\n  mov %r9, 40(%rsp)\n"
  "  movsd %xmm0, 72(%rsp)\n  movsd %xmm1, 80(%rsp)\n  movsd %xmm2, 88(%rsp)\n  movsd %xmm3, 96(%rsp)\n"
  "  movsd %xmm4, 104(%rsp)\n  movsd %xmm5, 112(%rsp)\n  movsd %xmm6, 120(%rsp)\n  movsd %xmm7, 128(%rsp)\n"
  "  lea 16(%rbp), %rax\n  mov %rax, 136(%rsp)\n  mov %r11, 144(%rsp)\n"
  "  mov %rsp, %rdi\n  call proofload_enter\n  test %rax, %rax\n  jnz 1f\n"
  "  mov 152(%rsp), %rax\n  mov 160(%rsp), %rdx\n  movsd 168(%rsp), %xmm0\n  movsd 176(%rsp), %xmm1\n  leave\n  ret\n"
  "1:\n  mov %rax, %r11\n"
  "  mov (%rsp), %rdi\n  mov 8(%rsp), %rsi\n  mov 16(%rsp), %rdx\n  mov 24(%rsp), %rcx\n  mov 32(%rsp), %r8\n  mov 40(%rsp), %r9\n"
  "  movsd 72(%rsp), %xmm0\n  movsd 80(%rsp), %xmm1\n  movsd 88(%rsp), %xmm2\n  movsd 96(%rsp), %xmm3\n"
  "  movsd 104(%rsp), %xmm4\n  movsd 112(%rsp), %xmm5\n  movsd 120(%rsp), %xmm6\n  movsd 128(%rsp), %xmm7\n"
  "  leave\n  jmp *%r11\n"
  /* void proofload_replay(struct registers *, void *function): 16 words of the caller's stack hold the longest signature. */
  ".globl proofload_replay\n.hidden proofload_replay\nproofload_replay:\n"
  "  push %rbp\n  mov %rsp, %rbp\n  push %rbx\n  push %r12\n  mov %rdi, %rbx\n  mov %rsi, %r11\n"
  "  sub $128, %rsp\n  mov 136(%rbx), %rsi\n  mov %rsp, %rdi\n  mov $16, %ecx\n  rep movsq\n"
  "  mov (%rbx), %rdi\n  mov 8(%rbx), %rsi\n  mov 16(%rbx), %rdx\n  mov 24(%rbx), %rcx\n  mov 32(%rbx), %r8\n  mov 40(%rbx), %r9\n"
  "  movsd 72(%rbx), %xmm0\n  movsd 80(%rbx), %xmm1\n  movsd 88(%rbx), %xmm2\n  movsd 96(%rbx), %xmm3\n"
  "  movsd 104(%rbx), %xmm4\n  movsd 112(%rbx), %xmm5\n  movsd 120(%rbx), %xmm6\n  movsd 128(%rbx), %xmm7\n"
  "  call *%r11\n"
  "  mov %rax, 152(%rbx)\n  mov %rdx, 160(%rbx)\n  movsd %xmm0, 168(%rbx)\n  movsd %xmm1, 176(%rbx)\n"
  "  lea -16(%rbp), %rsp\n  pop %r12\n  pop %rbx\n  pop %rbp\n  ret\n");
#else
#define REGISTERS(op, base)                                                                                          \
  "  " op " x0, x1, [" base "]\n  " op " x2, x3, [" base ", #16]\n  " op " x4, x5, [" base ", #32]\n"                \
  "  " op " x6, x7, [" base ", #48]\n  " op " d0, d1, [" base ", #72]\n  " op " d2, d3, [" base ", #88]\n"           \
  "  " op " d4, d5, [" base ", #104]\n  " op " d6, d7, [" base ", #120]\n"
__asm__(
  ".globl proofload_foreign\n.hidden proofload_foreign\nproofload_foreign:\n"
  "  stp x29, x30, [sp, #-16]!\n  mov x29, sp\n  sub sp, sp, #208\n" REGISTERS("stp", "sp")
  "  str x8, [sp, #64]\n  add x9, x29, #16\n  str x9, [sp, #136]\n  str x16, [sp, #144]\n"
  "  mov x0, sp\n  bl proofload_enter\n  cbnz x0, 1f\n"
  "  ldr x0, [sp, #152]\n  ldr x1, [sp, #160]\n  ldr d0, [sp, #168]\n  ldr d1, [sp, #176]\n"
  "  mov sp, x29\n  ldp x29, x30, [sp], #16\n  ret\n"
  "1:\n  mov x16, x0\n" REGISTERS("ldp", "sp") "  ldr x8, [sp, #64]\n"
  "  mov sp, x29\n  ldp x29, x30, [sp], #16\n  br x16\n"
  ".globl proofload_replay\n.hidden proofload_replay\nproofload_replay:\n"
  "  stp x29, x30, [sp, #-32]!\n  mov x29, sp\n  str x19, [sp, #16]\n  mov x19, x0\n  mov x16, x1\n"
  "  sub sp, sp, #128\n  ldr x9, [x19, #136]\n  mov x10, #0\n"
  "2:\n  ldr x11, [x9, x10]\n  str x11, [sp, x10]\n  add x10, x10, #8\n  cmp x10, #128\n  b.ne 2b\n" REGISTERS("ldp", "x19")
  "  ldr x8, [x19, #64]\n  blr x16\n"
  "  str x0, [x19, #152]\n  str x1, [x19, #160]\n  str d0, [x19, #168]\n  str d1, [x19, #176]\n"
  "  mov sp, x29\n  ldr x19, [sp, #16]\n  ldp x29, x30, [sp], #32\n  ret\n");
#endif
