import test from 'ava'
import { framesOf } from './backtrace.ts'

const output = `[Thread debugging using libthread_db enabled]
got #1 from the program
Program received signal SIGSEGV, Segmentation fault.
0x00007ffff7a12345 in PyList_Append (op=..., newitem=...) at Objects/listobject.c:320
320\tin Objects/listobject.c
#0  0x00007ffff7a12345 in PyList_Append (op=..., newitem=...) at /build/python3.11/Objects/listobject.c:320
#1  row (self=0x0) at probe.c:12
#2  0x00007ffff7fb in row_wrapper () from /root/.cache/proofload/0a1b/own_list.so
#3  0x00000000009c in v8::internal::(anonymous namespace)::Invoke(v8::internal::Isolate*, int) ()
#4  0x00003d1234567890 in ?? ()
#5  0x00003d1234567891 in ?? ()
#6  0x00007ffff7b1 in ?? () from /lib/x86_64-linux-gnu/libc.so.6
#6  0x00007ffff7b4 in ?? () from /lib/x86_64-linux-gnu/libc.so.6
#7  <signal handler called>
(More stack frames follow...)
`

test('frames are told without addresses, arguments and folders, unknown ones once', (t) => {
  t.deepEqual(framesOf(output), [
    'PyList_Append (listobject.c:320)',
    'row (probe.c:12)',
    'row_wrapper (own_list.so)',
    'v8::internal::(anonymous namespace)::Invoke(v8::internal::Isolate*, int)',
    '??',
    '?? (libc.so.6)',
    '<signal handler called>',
  ])
})

test('a program that ended without a crash has no frames', (t) => {
  t.deepEqual(framesOf('[Inferior 1 (process 77) exited normally]\nNo stack.\n'), [])
})
