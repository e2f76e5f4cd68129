/* DO NOT EDIT. Generated from suites/capi by bridge-ref/tools/generate.ts: node bridge-ref/tools/generate.ts */
/* Generated from suites/capi by harness/src/capi/header.ts. Do not edit. */
#ifndef PROOFLOAD_PYTHON_H
#define PROOFLOAD_PYTHON_H
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <sys/types.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>
#include <pthread.h>
#ifdef __cplusplus
#define Py_C_LINKAGE extern "C"
#else
#define Py_C_LINKAGE
#endif
#define PY_RELEASE_LEVEL_ALPHA 0xA
#define PY_RELEASE_LEVEL_BETA 0xB
#define PY_RELEASE_LEVEL_GAMMA 0xC
#define PY_RELEASE_LEVEL_FINAL 0xF
#define PY_MAJOR_VERSION 3
#define PY_MINOR_VERSION 11
#define PY_MICRO_VERSION 7
#define PY_RELEASE_LEVEL PY_RELEASE_LEVEL_FINAL
#define PY_RELEASE_SERIAL 0
#define PY_VERSION "3.11.7"
#define PY_VERSION_HEX ((PY_MAJOR_VERSION << 24) | (PY_MINOR_VERSION << 16) | (PY_MICRO_VERSION << 8) | (PY_RELEASE_LEVEL << 4) | (PY_RELEASE_SERIAL << 0))
#define PYTHON_API_VERSION 1013
#define PYTHON_API_STRING "1013"
#define PYTHON_ABI_VERSION 3
#define PYTHON_ABI_STRING "3"
#define _Py_PARSE_PID "i"
#define _Py_PARSE_INTPTR "l"
#define _Py_PARSE_UINTPTR "k"
#define Py_CLEANUP_SUPPORTED 0x20000
#define Py_False ((PyObject *) &_Py_FalseStruct)
#define Py_True ((PyObject *) &_Py_TrueStruct)
#define PyBUF_MAX_NDIM 64
#define PyBUF_SIMPLE 0
#define PyBUF_WRITABLE 0x0001
#define PyBUF_WRITEABLE PyBUF_WRITABLE
#define PyBUF_FORMAT 0x0004
#define PyBUF_ND 0x0008
#define PyBUF_STRIDES (0x0010 | PyBUF_ND)
#define PyBUF_C_CONTIGUOUS (0x0020 | PyBUF_STRIDES)
#define PyBUF_F_CONTIGUOUS (0x0040 | PyBUF_STRIDES)
#define PyBUF_ANY_CONTIGUOUS (0x0080 | PyBUF_STRIDES)
#define PyBUF_INDIRECT (0x0100 | PyBUF_STRIDES)
#define PyBUF_CONTIG (PyBUF_ND | PyBUF_WRITABLE)
#define PyBUF_CONTIG_RO (PyBUF_ND)
#define PyBUF_STRIDED (PyBUF_STRIDES | PyBUF_WRITABLE)
#define PyBUF_STRIDED_RO (PyBUF_STRIDES)
#define PyBUF_RECORDS (PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_RECORDS_RO (PyBUF_STRIDES | PyBUF_FORMAT)
#define PyBUF_FULL (PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT)
#define PyBUF_FULL_RO (PyBUF_INDIRECT | PyBUF_FORMAT)
#define PyBUF_READ 0x100
#define PyBUF_WRITE 0x200
#define PY_VECTORCALL_ARGUMENTS_OFFSET ((size_t)1 << (8 * sizeof(size_t) - 1))
#define CO_OPTIMIZED 0x0001
#define CO_NEWLOCALS 0x0002
#define CO_VARARGS 0x0004
#define CO_VARKEYWORDS 0x0008
#define CO_NESTED 0x0010
#define CO_GENERATOR 0x0020
#define CO_COROUTINE 0x0080
#define CO_ITERABLE_COROUTINE 0x0100
#define CO_ASYNC_GENERATOR 0x0200
#define CO_FUTURE_DIVISION 0x20000
#define CO_FUTURE_ABSOLUTE_IMPORT 0x40000
#define CO_FUTURE_WITH_STATEMENT 0x80000
#define CO_FUTURE_PRINT_FUNCTION 0x100000
#define CO_FUTURE_UNICODE_LITERALS 0x200000
#define CO_FUTURE_BARRY_AS_BDFL 0x400000
#define CO_FUTURE_GENERATOR_STOP 0x800000
#define CO_FUTURE_ANNOTATIONS 0x1000000
#define CO_MAXBLOCKS 20
#define PyCF_MASK (CO_FUTURE_DIVISION | CO_FUTURE_ABSOLUTE_IMPORT | CO_FUTURE_WITH_STATEMENT | CO_FUTURE_PRINT_FUNCTION | CO_FUTURE_UNICODE_LITERALS | CO_FUTURE_BARRY_AS_BDFL | CO_FUTURE_GENERATOR_STOP | CO_FUTURE_ANNOTATIONS)
#define PyCF_MASK_OBSOLETE (CO_NESTED)
#define PyCF_SOURCE_IS_UTF8 0x0100
#define PyCF_DONT_IMPLY_DEDENT 0x0200
#define PyCF_ONLY_AST 0x0400
#define PyCF_IGNORE_COOKIE 0x0800
#define PyCF_TYPE_COMMENTS 0x1000
#define PyCF_ALLOW_TOP_LEVEL_AWAIT 0x2000
#define PyCF_ALLOW_INCOMPLETE_INPUT 0x4000
#define PyCF_COMPILE_MASK (PyCF_ONLY_AST | PyCF_ALLOW_TOP_LEVEL_AWAIT | PyCF_TYPE_COMMENTS | PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT)
#define PY_INVALID_STACK_EFFECT INT_MAX
#define PY_CTF_LOWER 0x01
#define PY_CTF_UPPER 0x02
#define PY_CTF_ALPHA (PY_CTF_LOWER|PY_CTF_UPPER)
#define PY_CTF_DIGIT 0x04
#define PY_CTF_ALNUM (PY_CTF_ALPHA|PY_CTF_DIGIT)
#define PY_CTF_SPACE 0x08
#define PY_CTF_XDIGIT 0x10
#define Py_DTSF_SIGN 0x01
#define Py_DTSF_ADD_DOT_0 0x02
#define Py_DTSF_ALT 0x04
#define Py_DTSF_NO_NEG_0 0x08
#define Py_DTST_FINITE 0
#define Py_DTST_INFINITE 1
#define Py_DTST_NAN 2
#define PyWrapperFlag_KEYWORDS 1
#define Py_MATH_PIl 3.1415926535897932384626433832795029L
#define Py_MATH_PI 3.14159265358979323846
#define Py_MATH_El 2.7182818284590452353602874713526625L
#define Py_MATH_E 2.7182818284590452354
#define Py_MATH_TAU 6.2831853071795864769252867665590057683943L
#define Py_HUGE_VAL HUGE_VAL
#define Py_NAN (__builtin_nan(""))
#define Py_HASH_H 
#define _PyHASH_MULTIPLIER 1000003UL
#define _PyHASH_BITS 61
#define _PyHASH_MODULUS (((size_t)1 << _PyHASH_BITS) - 1)
#define _PyHASH_INF 314159
#define _PyHASH_IMAG _PyHASH_MULTIPLIER
#define Py_HASH_CUTOFF 0
#define Py_HASH_EXTERNAL 0
#define Py_HASH_SIPHASH24 1
#define Py_HASH_FNV 2
#define Py_HASH_SIPHASH13 3
#define Py_HASH_ALGORITHM Py_HASH_SIPHASH13
#define WITH_THREAD 
#define PyTrace_CALL 0
#define PyTrace_EXCEPTION 1
#define PyTrace_LINE 2
#define PyTrace_RETURN 3
#define PyTrace_C_CALL 4
#define PyTrace_C_EXCEPTION 5
#define PyTrace_C_RETURN 6
#define PyTrace_OPCODE 7
#define PY_HAVE_THREAD_NATIVE_ID 
#define WAIT_LOCK 1
#define NOWAIT_LOCK 0
#define PY_TIMEOUT_T long long
#define PY_TIMEOUT_MAX (LLONG_MAX / 1000)
#define PYTHREAD_INVALID_THREAD_ID ((unsigned long)-1)
#define Py_tss_NEEDS_INIT {0}
#define HAVE_LONG_LONG 1
#define PY_LONG_LONG long long
#define PY_LLONG_MIN LLONG_MIN
#define PY_LLONG_MAX LLONG_MAX
#define PY_ULLONG_MAX ULLONG_MAX
#define PY_UINT32_T uint32_t
#define PY_UINT64_T uint64_t
#define PY_INT32_T int32_t
#define PY_INT64_T int64_t
#define PY_SSIZE_T_MAX SSIZE_MAX
#define PY_SSIZE_T_MIN (-PY_SSIZE_T_MAX-1)
#define SIZEOF_PY_HASH_T SIZEOF_SIZE_T
#define SIZEOF_PY_UHASH_T SIZEOF_SIZE_T
#define PY_SIZE_MAX SIZE_MAX
#define Py_ALWAYS_INLINE __attribute__((always_inline))
#define Py_NO_INLINE __attribute__ ((noinline))
#define Py_IMPORTED_SYMBOL __attribute__ ((visibility ("default")))
#define Py_EXPORTED_SYMBOL __attribute__ ((visibility ("default")))
#define Py_LOCAL_SYMBOL __attribute__ ((visibility ("hidden")))
#define PY_BIG_ENDIAN (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
#define PY_LITTLE_ENDIAN (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__)
#define PY_DWORD_MAX 4294967295U
#define SIZEOF_SHORT __SIZEOF_SHORT__
#define SIZEOF_INT __SIZEOF_INT__
#define SIZEOF_LONG __SIZEOF_LONG__
#define SIZEOF_LONG_LONG __SIZEOF_LONG_LONG__
#define SIZEOF_FLOAT __SIZEOF_FLOAT__
#define SIZEOF_DOUBLE __SIZEOF_DOUBLE__
#define SIZEOF_LONG_DOUBLE __SIZEOF_LONG_DOUBLE__
#define SIZEOF_VOID_P __SIZEOF_POINTER__
#define SIZEOF_UINTPTR_T __SIZEOF_POINTER__
#define SIZEOF_SIZE_T __SIZEOF_SIZE_T__
#define SIZEOF_WCHAR_T __SIZEOF_WCHAR_T__
#define PYLONG_BITS_IN_DIGIT 30
#define PyLong_SHIFT 30
#define PyLong_BASE ((digit)1 << PyLong_SHIFT)
#define PyLong_MASK ((digit)(PyLong_BASE - 1))
#define Py_MARSHAL_H 
#define Py_MARSHAL_VERSION 4
#define Py_mod_create 1
#define Py_mod_exec 2
#define Py_None (&_Py_NoneStruct)
#define Py_PRINT_RAW 1
#define Py_NotImplemented (&_Py_NotImplementedStruct)
#define Py_LT 0
#define Py_LE 1
#define Py_EQ 2
#define Py_NE 3
#define Py_GT 4
#define Py_GE 5
#define PySet_MINSIZE 8
#define Py_Ellipsis (&_Py_EllipsisObject)
#define Py_INVALID_SIZE (Py_ssize_t)-1
#define METH_VARARGS 0x0001
#define METH_KEYWORDS 0x0002
#define METH_NOARGS 0x0004
#define METH_O 0x0008
#define METH_CLASS 0x0010
#define METH_STATIC 0x0020
#define METH_COEXIST 0x0040
#define METH_FASTCALL 0x0080
#define METH_STACKLESS 0x0000
#define METH_METHOD 0x0200
#define Py_bf_getbuffer 1
#define Py_bf_releasebuffer 2
#define Py_mp_ass_subscript 3
#define Py_mp_length 4
#define Py_mp_subscript 5
#define Py_nb_absolute 6
#define Py_nb_add 7
#define Py_nb_and 8
#define Py_nb_bool 9
#define Py_nb_divmod 10
#define Py_nb_float 11
#define Py_nb_floor_divide 12
#define Py_nb_index 13
#define Py_nb_inplace_add 14
#define Py_nb_inplace_and 15
#define Py_nb_inplace_floor_divide 16
#define Py_nb_inplace_lshift 17
#define Py_nb_inplace_multiply 18
#define Py_nb_inplace_or 19
#define Py_nb_inplace_power 20
#define Py_nb_inplace_remainder 21
#define Py_nb_inplace_rshift 22
#define Py_nb_inplace_subtract 23
#define Py_nb_inplace_true_divide 24
#define Py_nb_inplace_xor 25
#define Py_nb_int 26
#define Py_nb_invert 27
#define Py_nb_lshift 28
#define Py_nb_multiply 29
#define Py_nb_negative 30
#define Py_nb_or 31
#define Py_nb_positive 32
#define Py_nb_power 33
#define Py_nb_remainder 34
#define Py_nb_rshift 35
#define Py_nb_subtract 36
#define Py_nb_true_divide 37
#define Py_nb_xor 38
#define Py_sq_ass_item 39
#define Py_sq_concat 40
#define Py_sq_contains 41
#define Py_sq_inplace_concat 42
#define Py_sq_inplace_repeat 43
#define Py_sq_item 44
#define Py_sq_length 45
#define Py_sq_repeat 46
#define Py_tp_alloc 47
#define Py_tp_base 48
#define Py_tp_bases 49
#define Py_tp_call 50
#define Py_tp_clear 51
#define Py_tp_dealloc 52
#define Py_tp_del 53
#define Py_tp_descr_get 54
#define Py_tp_descr_set 55
#define Py_tp_doc 56
#define Py_tp_getattr 57
#define Py_tp_getattro 58
#define Py_tp_hash 59
#define Py_tp_init 60
#define Py_tp_is_gc 61
#define Py_tp_iter 62
#define Py_tp_iternext 63
#define Py_tp_methods 64
#define Py_tp_new 65
#define Py_tp_repr 66
#define Py_tp_richcompare 67
#define Py_tp_setattr 68
#define Py_tp_setattro 69
#define Py_tp_str 70
#define Py_tp_traverse 71
#define Py_tp_members 72
#define Py_tp_getset 73
#define Py_tp_free 74
#define Py_nb_matrix_multiply 75
#define Py_nb_inplace_matrix_multiply 76
#define Py_am_await 77
#define Py_am_aiter 78
#define Py_am_anext 79
#define Py_tp_finalize 80
#define Py_am_send 81
#define Py_TPFLAGS_MANAGED_DICT (1 << 4)
#define Py_TPFLAGS_SEQUENCE (1 << 5)
#define Py_TPFLAGS_MAPPING (1 << 6)
#define Py_TPFLAGS_DISALLOW_INSTANTIATION (1UL << 7)
#define Py_TPFLAGS_IMMUTABLETYPE (1UL << 8)
#define Py_TPFLAGS_HEAPTYPE (1UL << 9)
#define Py_TPFLAGS_BASETYPE (1UL << 10)
#define Py_TPFLAGS_HAVE_VECTORCALL (1UL << 11)
#define _Py_TPFLAGS_HAVE_VECTORCALL Py_TPFLAGS_HAVE_VECTORCALL
#define Py_TPFLAGS_READY (1UL << 12)
#define Py_TPFLAGS_READYING (1UL << 13)
#define Py_TPFLAGS_HAVE_GC (1UL << 14)
#define Py_TPFLAGS_HAVE_STACKLESS_EXTENSION 0
#define Py_TPFLAGS_METHOD_DESCRIPTOR (1UL << 17)
#define Py_TPFLAGS_VALID_VERSION_TAG (1UL << 19)
#define Py_TPFLAGS_IS_ABSTRACT (1UL << 20)
#define _Py_TPFLAGS_MATCH_SELF (1UL << 22)
#define Py_TPFLAGS_LONG_SUBCLASS (1UL << 24)
#define Py_TPFLAGS_LIST_SUBCLASS (1UL << 25)
#define Py_TPFLAGS_TUPLE_SUBCLASS (1UL << 26)
#define Py_TPFLAGS_BYTES_SUBCLASS (1UL << 27)
#define Py_TPFLAGS_UNICODE_SUBCLASS (1UL << 28)
#define Py_TPFLAGS_DICT_SUBCLASS (1UL << 29)
#define Py_TPFLAGS_BASE_EXC_SUBCLASS (1UL << 30)
#define Py_TPFLAGS_TYPE_SUBCLASS (1UL << 31)
#define Py_TPFLAGS_DEFAULT ( Py_TPFLAGS_HAVE_STACKLESS_EXTENSION | 0)
#define Py_TPFLAGS_HAVE_FINALIZE (1UL << 0)
#define Py_TPFLAGS_HAVE_VERSION_TAG (1UL << 18)
#define Py_USING_UNICODE 
#define Py_UNICODE_SIZE SIZEOF_WCHAR_T
#define Py_UNICODE_WIDE 
#define Py_UNICODE_REPLACEMENT_CHARACTER ((Py_UCS4) 0xFFFD)
#define PY_UNICODE_TYPE wchar_t
#define SSTATE_NOT_INTERNED 0
#define SSTATE_INTERNED_MORTAL 1
#define SSTATE_INTERNED_IMMORTAL 2
#define Py_single_input 256
#define Py_file_input 257
#define Py_eval_input 258
#define Py_func_type_input 345
#define Py_fstring_input 800
#define PYOS_STACK_MARGIN 2048
#define PyObject_New(TYPE, typeobj) ((TYPE *)_PyObject_New(typeobj))
#define PyObject_NewVar(TYPE, typeobj, size) ((TYPE *)_PyObject_NewVar((typeobj), (size)))
#define PyObject_NEW(TYPE, typeobj) PyObject_New(TYPE, typeobj)
#define PyObject_NEW_VAR(TYPE, typeobj, size) PyObject_NewVar(TYPE, typeobj, size)
#define PyObject_Del PyObject_Free
#define Py_RETURN_TRUE return Py_NewRef(Py_True)
#define Py_RETURN_FALSE return Py_NewRef(Py_False)
#define _PyObject_Vectorcall PyObject_Vectorcall
#define _PyObject_VectorcallMethod PyObject_VectorcallMethod
#define _PyObject_FastCallDict PyObject_VectorcallDict
#define _PyVectorcall_Function PyVectorcall_Function
#define _PyObject_CallOneArg PyObject_CallOneArg
#define _PyObject_CallMethodNoArgs PyObject_CallMethodNoArgs
#define _PyObject_CallMethodOneArg PyObject_CallMethodOneArg
#define PyOS_stricmp PyOS_mystricmp
#define PyOS_strnicmp PyOS_mystrnicmp
#define PyDescr_COMMON PyDescrObject d_common
#define PyException_HEAD PyObject_HEAD PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context;
#define Py_RETURN_NAN return PyFloat_FromDouble(Py_NAN)
#define Py_RETURN_INF(sign) do { if (copysign(1.0, (sign)) == 1.0) return PyFloat_FromDouble(Py_HUGE_VAL); return PyFloat_FromDouble(-Py_HUGE_VAL); } while (0)
#define Py_IS_NAN(x) isnan(x)
#define Py_IS_INFINITY(x) isinf(x)
#define Py_IS_FINITE(x) isfinite(x)
#define Py_VISIT(op) do { if (op) { int _py_visited = visit((PyObject *)(op), arg); if (_py_visited) return _py_visited; } } while (0)
#define PyObject_GC_New(TYPE, typeobj) ((TYPE *)_PyObject_GC_New(typeobj))
#define PyObject_GC_NewVar(TYPE, typeobj, size) ((TYPE *)_PyObject_GC_NewVar((typeobj), (size)))
#define PyObject_GC_Resize(TYPE, op, newsize) ((TYPE *)_PyObject_GC_Resize((PyVarObject *)(op), (newsize)))
#define Py_BEGIN_ALLOW_THREADS { PyThreadState *_save; _save = PyEval_SaveThread();
#define Py_BLOCK_THREADS PyEval_RestoreThread(_save);
#define Py_UNBLOCK_THREADS _save = PyEval_SaveThread();
#define Py_END_ALLOW_THREADS PyEval_RestoreThread(_save); }
#define _PyInterpreterState_Get PyInterpreterState_Get
#define Py_ABS(x) ((x) < 0 ? -(x) : (x))
#define Py_MIN(x, y) ((x) > (y) ? (y) : (x))
#define Py_MAX(x, y) ((x) > (y) ? (x) : (y))
#define Py_MEMBER_SIZE(type, member) sizeof(((type *)0)->member)
#define Py_ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define Py_STRINGIFY(x) _Py_XSTRINGIFY(x)
#define _Py_XSTRINGIFY(x) #x
#define Py_UNUSED(name) _unused_##name __attribute__((unused))
#define Py_UNREACHABLE() __builtin_unreachable()
#define Py_DEPRECATED(version) __attribute__((__deprecated__))
#define Py_GCC_ATTRIBUTE(x) __attribute__(x)
#define Py_ALIGNED(x) __attribute__((aligned(x)))
#define Py_LL(x) x##LL
#define Py_ULL(x) x##ULL
#define Py_LOCAL(type) static type
#define Py_LOCAL_INLINE(type) static inline type
#define Py_SAFE_DOWNCAST(VALUE, WIDE, NARROW) ((NARROW)(VALUE))
#define Py_ARITHMETIC_RIGHT_SHIFT(TYPE, I, J) ((I) >> (J))
#define Py_FORCE_EXPANSION(X) X
#define Py_BUILD_ASSERT_EXPR(cond) (sizeof(char[1 - 2 * !(cond)]) - 1)
#define Py_BUILD_ASSERT(cond) do { (void)Py_BUILD_ASSERT_EXPR(cond); } while (0)
#define Py_VA_COPY va_copy
#define PyDoc_VAR(name) static const char name[]
#define PyDoc_STRVAR(name, str) PyDoc_VAR(name) = PyDoc_STR(str)
#define PyDoc_STR(str) str
#define Py_MEMCPY memcpy
#define PyAPI_FUNC(type) Py_EXPORTED_SYMBOL type
#define PyAPI_DATA(type) extern Py_EXPORTED_SYMBOL type
#define PyMem_New(TYPE, n) ((size_t)(n) > PY_SSIZE_T_MAX / sizeof(TYPE) ? (TYPE *)NULL : (TYPE *)PyMem_Malloc((n) * sizeof(TYPE)))
#define PyMem_NEW(TYPE, n) PyMem_New(TYPE, n)
#define PyMem_Resize(p, TYPE, n) ((p) = (size_t)(n) > PY_SSIZE_T_MAX / sizeof(TYPE) ? (TYPE *)NULL : (TYPE *)PyMem_Realloc((p), (n) * sizeof(TYPE)))
#define PyMem_RESIZE(p, TYPE, n) PyMem_Resize(p, TYPE, n)
#define PyMem_Del PyMem_Free
#define PyMem_DEL PyMem_Free
#define PyModuleDef_HEAD_INIT { PyObject_HEAD_INIT(NULL) NULL, 0, NULL }
#define PyMODINIT_FUNC Py_C_LINKAGE Py_EXPORTED_SYMBOL PyObject *
#define Py_RETURN_NONE return Py_NewRef(Py_None)
#define Py_RETURN_NOTIMPLEMENTED return Py_NewRef(Py_NotImplemented)
#define Py_RETURN_RICHCOMPARE(val1, val2, op) do { switch (op) { case Py_EQ: if ((val1) == (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; case Py_NE: if ((val1) != (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; case Py_LT: if ((val1) < (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; case Py_GT: if ((val1) > (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; case Py_LE: if ((val1) <= (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; case Py_GE: if ((val1) >= (val2)) Py_RETURN_TRUE; Py_RETURN_FALSE; default: Py_UNREACHABLE(); } } while (0)
#define _Py_IDENTIFIER(name) static _Py_Identifier PyId_##name = { #name, -1 }
#define _Py_static_string(name, value) static _Py_Identifier name = { value, -1 }
#define Py_CLEAR(op) do { PyObject *_py_old = (PyObject *)(op); if (_py_old != NULL) { (op) = NULL; Py_DECREF(_py_old); } } while (0)
#define Py_SETREF(op, op2) do { PyObject *_py_old = (PyObject *)(op); (op) = (op2); Py_DECREF(_py_old); } while (0)
#define Py_XSETREF(op, op2) do { PyObject *_py_old = (PyObject *)(op); (op) = (op2); Py_XDECREF(_py_old); } while (0)
#define PyObject_HEAD PyObject ob_base;
#define PyObject_VAR_HEAD PyVarObject ob_base;
#define PyObject_HEAD_INIT(type) { 1, (type) },
#define PyVarObject_HEAD_INIT(type, size) { PyObject_HEAD_INIT(type) (size) },
#define Py_TRASHCAN_BEGIN_CONDITION(op, cond) do { PyThreadState *_tstate = NULL; if (cond) { _tstate = PyThreadState_Get(); if (_PyTrash_begin(_tstate, (PyObject *)(op))) break; }
#define Py_TRASHCAN_BEGIN(op, dealloc) Py_TRASHCAN_BEGIN_CONDITION((op), _PyTrash_cond((PyObject *)(op), (destructor)(dealloc)))
#define Py_TRASHCAN_END if (_tstate) _PyTrash_end(_tstate); } while (0);
#define Py_UNICODE_HIGH_SURROGATE(ch) (0xD800 - (0x10000 >> 10) + ((ch) >> 10))
#define Py_UNICODE_LOW_SURROGATE(ch) (0xDC00 + ((ch) & 0x3FF))
#ifdef __cplusplus
extern "C" {
#endif
typedef struct _object PyObject;
typedef struct _PyArg_Parser { const char *format; const char *const *keywords; const char *fname; const char *custom_msg; int pos; int min; int max; PyObject *kwtuple; struct _PyArg_Parser *next; } _PyArg_Parser;
typedef ssize_t Py_ssize_t;
typedef struct { void *buf; PyObject *obj; Py_ssize_t len; Py_ssize_t itemsize; int readonly; int ndim; char *format; Py_ssize_t *shape; Py_ssize_t *strides; Py_ssize_t *suboffsets; void *internal; } Py_buffer;
typedef struct _typeobject PyTypeObject;
struct _object { Py_ssize_t ob_refcnt; PyTypeObject *ob_type; };
typedef struct { PyObject ob_base; Py_ssize_t ob_size; } PyVarObject;
typedef struct { PyVarObject ob_base; Py_ssize_t ob_alloc; char *ob_bytes; char *ob_start; Py_ssize_t ob_exports; } PyByteArrayObject;
typedef Py_ssize_t Py_hash_t;
typedef struct { PyVarObject ob_base; Py_hash_t ob_shash; char ob_sval[1]; } PyBytesObject;
typedef struct { PyObject *buffer; Py_ssize_t allocated; Py_ssize_t min_size; int use_bytearray; int overallocate; int use_small_buffer; char small_buffer[512]; } _PyBytesWriter;
typedef void (*PyCapsule_Destructor)(PyObject *);
typedef struct { PyObject ob_base; PyObject *ob_ref; } PyCellObject;
typedef struct PyCodeObject { PyVarObject ob_base; PyObject *co_consts; PyObject *co_names; PyObject *co_exceptiontable; int co_flags; short co_warmup; short _co_linearray_entry_size; int co_argcount; int co_posonlyargcount; int co_kwonlyargcount; int co_stacksize; int co_firstlineno; int co_nlocalsplus; int co_nlocals; int co_nplaincellvars; int co_ncellvars; int co_nfreevars; PyObject *co_localsplusnames; PyObject *co_localspluskinds; PyObject *co_filename; PyObject *co_name; PyObject *co_qualname; PyObject *co_linetable; PyObject *co_weakreflist; PyObject *_co_code; char *_co_linearray; int _co_firsttraceable; void *co_extra; char co_code_adaptive[1]; } PyCodeObject;
typedef int (*PyCode_WatchCallback)(int event, PyCodeObject *co);
typedef uint16_t _Py_CODEUNIT;
struct _opaque { int computed_line; const uint8_t *lo_next; const uint8_t *limit; };
typedef struct _line_offsets { int ar_start; int ar_end; int ar_line; struct _opaque opaque; } PyCodeAddressRange;
typedef struct { double real; double imag; } Py_complex;
typedef struct { PyObject ob_base; Py_complex cval; } PyComplexObject;
typedef struct _pycontextobject PyContext;
typedef struct _pycontextvarobject PyContextVar;
typedef struct _pycontexttokenobject PyContextToken;
typedef PyObject *(*wrapperfunc)(PyObject *self, PyObject *args, void *wrapped);
typedef PyObject *(*wrapperfunc_kwds)(PyObject *self, PyObject *args, void *wrapped, PyObject *kwds);
struct wrapperbase { const char *name; int offset; void *function; wrapperfunc wrapper; const char *doc; int flags; PyObject *name_strobj; };
typedef struct { PyObject ob_base; PyTypeObject *d_type; PyObject *d_name; PyObject *d_qualname; } PyDescrObject;
typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef struct PyMethodDef { const char *ml_name; PyCFunction ml_meth; int ml_flags; const char *ml_doc; } PyMethodDef;
typedef PyObject *(*vectorcallfunc)(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);
typedef struct { PyDescrObject d_common; PyMethodDef *d_method; vectorcallfunc vectorcall; } PyMethodDescrObject;
typedef struct PyMemberDef { const char *name; int type; Py_ssize_t offset; int flags; const char *doc; } PyMemberDef;
typedef struct { PyDescrObject d_common; PyMemberDef *d_member; } PyMemberDescrObject;
typedef PyObject *(*getter)(PyObject *, void *);
typedef int (*setter)(PyObject *, PyObject *, void *);
typedef struct PyGetSetDef { const char *name; getter get; setter set; const char *doc; void *closure; } PyGetSetDef;
typedef struct { PyDescrObject d_common; PyGetSetDef *d_getset; } PyGetSetDescrObject;
typedef struct { PyDescrObject d_common; struct wrapperbase *d_base; void *d_wrapped; } PyWrapperDescrObject;
typedef int (*PyDict_WatchCallback)(int event, PyObject *dict, PyObject *key, PyObject *new_value);
typedef struct _dictkeysobject PyDictKeysObject;
typedef struct _dictvalues PyDictValues;
typedef struct { PyObject ob_base; Py_ssize_t ma_used; uint64_t ma_version_tag; PyDictKeysObject *ma_keys; PyDictValues *ma_values; } PyDictObject;
typedef struct { PyObject ob_base; PyDictObject *dv_dict; } _PyDictViewObject;
typedef struct _odictobject PyODictObject;
typedef struct _frame PyFrameObject;
typedef struct _traceback { PyObject ob_base; struct _traceback *tb_next; PyFrameObject *tb_frame; int tb_lasti; int tb_lineno; } PyTracebackObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; } PyBaseExceptionObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *msg; PyObject *excs; } PyBaseExceptionGroupObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *msg; PyObject *filename; PyObject *lineno; PyObject *offset; PyObject *end_lineno; PyObject *end_offset; PyObject *text; PyObject *print_file_and_line; } PySyntaxErrorObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *msg; PyObject *name; PyObject *path; } PyImportErrorObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *encoding; PyObject *object; Py_ssize_t start; Py_ssize_t end; PyObject *reason; } PyUnicodeErrorObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *code; } PySystemExitObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *myerrno; PyObject *strerror; PyObject *filename; PyObject *filename2; Py_ssize_t written; } PyOSErrorObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *value; } PyStopIterationObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *name; } PyNameErrorObject;
typedef struct { PyObject ob_base; PyObject *dict; PyObject *args; PyObject *notes; PyObject *traceback; PyObject *context; PyObject *cause; char suppress_context; PyObject *obj; PyObject *name; } PyAttributeErrorObject;
typedef PyOSErrorObject PyEnvironmentErrorObject;
typedef PyObject *(*Py_OpenCodeHookFunction)(PyObject *, void *);
typedef struct { PyObject ob_base; double ob_fval; } PyFloatObject;
typedef struct { PyObject ob_base; PyObject *func_globals; PyObject *func_builtins; PyObject *func_name; PyObject *func_qualname; PyObject *func_code; PyObject *func_defaults; PyObject *func_kwdefaults; PyObject *func_closure; PyObject *func_doc; PyObject *func_dict; PyObject *func_weakreflist; PyObject *func_module; PyObject *func_annotations; vectorcallfunc vectorcall; uint32_t func_version; } PyFunctionObject;
typedef int (*PyFunction_WatchCallback)(int event, PyFunctionObject *func, PyObject *new_value);
typedef struct { PyObject *fc_globals; PyObject *fc_builtins; PyObject *fc_name; PyObject *fc_qualname; PyObject *fc_code; PyObject *fc_defaults; PyObject *fc_kwdefaults; PyObject *fc_closure; } PyFrameConstructor;
typedef struct { uintptr_t _gc_next; uintptr_t _gc_prev; } PyGC_Head;
typedef int (*gcvisitobjects_t)(PyObject *object, void *arg);
typedef struct _err_stackitem { PyObject *exc_value; struct _err_stackitem *previous_item; } _PyErr_StackItem;
typedef struct { PyObject ob_base; PyCodeObject *gi_code; PyObject *gi_weakreflist; PyObject *gi_name; PyObject *gi_qualname; _PyErr_StackItem gi_exc_state; PyObject *gi_origin_or_finalizer; char gi_hooks_inited; char gi_closed; char gi_running_async; int8_t gi_frame_state; PyObject *gi_iframe[1]; } PyGenObject;
typedef struct { PyObject ob_base; PyCodeObject *cr_code; PyObject *cr_weakreflist; PyObject *cr_name; PyObject *cr_qualname; _PyErr_StackItem cr_exc_state; PyObject *cr_origin_or_finalizer; char cr_hooks_inited; char cr_closed; char cr_running_async; int8_t cr_frame_state; PyObject *cr_iframe[1]; } PyCoroObject;
typedef struct { PyObject ob_base; PyCodeObject *ag_code; PyObject *ag_weakreflist; PyObject *ag_name; PyObject *ag_qualname; _PyErr_StackItem ag_exc_state; PyObject *ag_origin_or_finalizer; char ag_hooks_inited; char ag_closed; char ag_running_async; int8_t ag_frame_state; PyObject *ag_iframe[1]; } PyAsyncGenObject;
typedef union { unsigned char uc[24]; struct { Py_hash_t prefix; Py_hash_t suffix; } fnv; struct { uint64_t k0; uint64_t k1; } siphash; struct { unsigned char padding[16]; Py_hash_t suffix; } djbx33a; struct { unsigned char padding[16]; Py_hash_t hashsalt; } expat; } _Py_HashSecret_t;
typedef struct { Py_hash_t (*const hash)(const void *, Py_ssize_t); const char *name; const int hash_bits; const int seed_bits; } PyHash_FuncDef;
typedef struct _Py_hashtable_t _Py_hashtable_t;
typedef size_t Py_uhash_t;
typedef Py_uhash_t (*_Py_hashtable_hash_func)(const void *key);
typedef int (*_Py_hashtable_compare_func)(const void *key1, const void *key2);
typedef void (*_Py_hashtable_destroy_func)(void *key);
typedef struct { void *(*malloc)(size_t size); void (*free)(void *ptr); } _Py_hashtable_allocator_t;
struct _inittab { const char *name; PyObject *(*initfunc)(void); };
struct _frozen { const char *name; const unsigned char *code; int size; int is_package; PyObject *(*get_code)(void); };
typedef struct { enum { _PyStatus_TYPE_OK = 0, _PyStatus_TYPE_ERROR = 1, _PyStatus_TYPE_EXIT = 2 } _type; const char *func; const char *err_msg; int exitcode; } PyStatus;
typedef struct { Py_ssize_t length; wchar_t **items; } PyWideStringList;
typedef struct PyPreConfig { int _config_init; int parse_argv; int isolated; int use_environment; int configure_locale; int coerce_c_locale; int coerce_c_locale_warn; int utf8_mode; int dev_mode; int allocator; } PyPreConfig;
typedef struct PyConfig { int _config_init; int isolated; int use_environment; int dev_mode; int install_signal_handlers; int use_hash_seed; unsigned long hash_seed; int faulthandler; int tracemalloc; int import_time; int code_debug_ranges; int show_ref_count; int dump_refs; wchar_t *dump_refs_file; int malloc_stats; wchar_t *filesystem_encoding; wchar_t *filesystem_errors; wchar_t *pycache_prefix; int parse_argv; PyWideStringList orig_argv; PyWideStringList argv; PyWideStringList xoptions; PyWideStringList warnoptions; int site_import; int bytes_warning; int warn_default_encoding; int inspect; int interactive; int optimization_level; int parser_debug; int write_bytecode; int verbose; int quiet; int user_site_directory; int configure_c_stdio; int buffered_stdio; wchar_t *stdio_encoding; wchar_t *stdio_errors; wchar_t *check_hash_pycs_mode; int use_frozen_modules; int safe_path; int pathconfig_warnings; wchar_t *program_name; wchar_t *pythonpath_env; wchar_t *home; wchar_t *platlibdir; int module_search_paths_set; PyWideStringList module_search_paths; wchar_t *stdlib_dir; wchar_t *executable; wchar_t *base_executable; wchar_t *prefix; wchar_t *base_prefix; wchar_t *exec_prefix; wchar_t *base_exec_prefix; int skip_source_first_line; wchar_t *run_command; wchar_t *run_module; wchar_t *run_filename; int _install_importlib; int _init_main; int _isolated_interpreter; int _is_python_build; } PyConfig;
typedef int (*PyRefTracer)(PyObject *object, int event, void *data);
typedef struct _PyMonitoringState PyMonitoringState;
struct _PyInterpreterFrame;
typedef enum { PyGILState_LOCKED, PyGILState_UNLOCKED } PyGILState_STATE;
typedef int (*Py_tracefunc)(PyObject *, PyFrameObject *, int, PyObject *);
typedef struct { PyCodeObject *code; PyCodeAddressRange bounds; } PyTraceInfo;
typedef struct _PyCFrame { uint8_t use_tracing; struct _PyInterpreterFrame *current_frame; struct _PyCFrame *previous; } _PyCFrame;
typedef struct _stack_chunk { struct _stack_chunk *previous; size_t size; size_t top; PyObject *data[1]; } _PyStackChunk;
typedef struct _ts PyThreadState;
typedef struct _is PyInterpreterState;
struct _ts { PyThreadState *prev; PyThreadState *next; PyInterpreterState *interp; int _initialized; int _static; int recursion_remaining; int recursion_limit; int recursion_headroom; int tracing; int tracing_what; _PyCFrame *cframe; Py_tracefunc c_profilefunc; Py_tracefunc c_tracefunc; PyObject *c_profileobj; PyObject *c_traceobj; PyObject *curexc_type; PyObject *curexc_value; PyObject *curexc_traceback; _PyErr_StackItem *exc_info; PyObject *dict; int gilstate_counter; PyObject *async_exc; unsigned long thread_id; unsigned long native_thread_id; int trash_delete_nesting; PyObject *trash_delete_later; void (*on_delete)(void *); void *on_delete_data; int coroutine_origin_tracking_depth; PyObject *async_gen_firstiter; PyObject *async_gen_finalizer; PyObject *context; uint64_t context_ver; uint64_t id; PyTraceInfo trace_info; _PyStackChunk *datastack_chunk; PyObject **datastack_top; PyObject **datastack_limit; _PyErr_StackItem exc_state; _PyCFrame root_cframe; };
typedef PyObject *(*_PyFrameEvalFunction)(PyThreadState *tstate, struct _PyInterpreterFrame *, int);
typedef struct _xid { void *data; PyObject *obj; int64_t interp; PyObject *(*new_object)(struct _xid *); void (*free)(void *); } _PyCrossInterpreterData;
typedef int (*crossinterpdatafunc)(PyObject *, _PyCrossInterpreterData *);
typedef void *PyThread_type_lock;
typedef enum PyLockStatus { PY_LOCK_FAILURE = 0, PY_LOCK_ACQUIRED = 1, PY_LOCK_INTR } PyLockStatus;
typedef struct _Py_tss_t { int _is_initialized; pthread_key_t _key; } Py_tss_t;
typedef struct { PyVarObject ob_base; PyObject **ob_item; Py_ssize_t allocated; } PyListObject;
typedef struct { PyObject *large; PyObject *small; } _PyAccu;
typedef uint32_t digit;
typedef struct _longobject { PyVarObject ob_base; digit ob_digit[1]; } PyLongObject;
typedef int32_t sdigit;
typedef uint64_t twodigits;
typedef int64_t stwodigits;
typedef enum { PYMEM_DOMAIN_RAW, PYMEM_DOMAIN_MEM, PYMEM_DOMAIN_OBJ } PyMemAllocatorDomain;
typedef enum { PYMEM_ALLOCATOR_NOT_SET = 0, PYMEM_ALLOCATOR_DEFAULT = 1, PYMEM_ALLOCATOR_DEBUG = 2, PYMEM_ALLOCATOR_MALLOC = 3, PYMEM_ALLOCATOR_MALLOC_DEBUG = 4, PYMEM_ALLOCATOR_PYMALLOC = 5, PYMEM_ALLOCATOR_PYMALLOC_DEBUG = 6 } PyMemAllocatorName;
typedef struct { void *ctx; void *(*malloc)(void *ctx, size_t size); void *(*calloc)(void *ctx, size_t nelem, size_t elsize); void *(*realloc)(void *ctx, void *ptr, size_t new_size); void (*free)(void *ctx, void *ptr); } PyMemAllocatorEx;
typedef struct { void *ctx; void *(*alloc)(void *ctx, size_t size); void (*free)(void *ctx, void *ptr, size_t size); } PyObjectArenaAllocator;
typedef struct { PyObject ob_base; int flags; Py_ssize_t exports; Py_buffer master; } _PyManagedBufferObject;
typedef struct { PyVarObject ob_base; _PyManagedBufferObject *mbuf; Py_hash_t hash; int flags; Py_ssize_t exports; Py_buffer view; PyObject *weakreflist; Py_ssize_t ob_array[1]; } PyMemoryViewObject;
typedef PyObject *(*_PyCFunctionFast)(PyObject *, PyObject *const *, Py_ssize_t);
typedef PyObject *(*PyCFunctionWithKeywords)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*_PyCFunctionFastWithKeywords)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
typedef PyObject *(*PyCMethod)(PyObject *, PyTypeObject *, PyObject *const *, size_t, PyObject *);
typedef struct { PyObject ob_base; PyMethodDef *m_ml; PyObject *m_self; PyObject *m_module; PyObject *m_weakreflist; vectorcallfunc vectorcall; } PyCFunctionObject;
typedef struct { PyCFunctionObject func; PyTypeObject *mm_class; } PyCMethodObject;
typedef struct { PyObject ob_base; PyObject *im_func; PyObject *im_self; PyObject *im_weakreflist; vectorcallfunc vectorcall; } PyMethodObject;
typedef struct { PyObject ob_base; PyObject *func; } PyInstanceMethodObject;
typedef struct PyModuleDef_Base { PyObject ob_base; PyObject *(*m_init)(void); Py_ssize_t m_index; PyObject *m_copy; } PyModuleDef_Base;
typedef struct PyModuleDef_Slot { int slot; void *value; } PyModuleDef_Slot;
typedef int (*visitproc)(PyObject *, void *);
typedef int (*traverseproc)(PyObject *, visitproc, void *);
typedef int (*inquiry)(PyObject *);
typedef void (*freefunc)(void *);
typedef struct PyModuleDef { PyModuleDef_Base m_base; const char *m_name; const char *m_doc; Py_ssize_t m_size; PyMethodDef *m_methods; PyModuleDef_Slot *m_slots; traverseproc m_traverse; inquiry m_clear; freefunc m_free; } PyModuleDef;
typedef struct _Py_Identifier { const char *string; Py_ssize_t index; } _Py_Identifier;
typedef struct { PyObject *key; Py_hash_t hash; } setentry;
typedef struct { PyObject ob_base; Py_ssize_t fill; Py_ssize_t used; Py_ssize_t mask; setentry *table; Py_hash_t hash; Py_ssize_t finger; setentry smalltable[8]; PyObject *weakreflist; } PySetObject;
typedef struct { PyObject ob_base; PyObject *start; PyObject *stop; PyObject *step; } PySliceObject;
typedef uintptr_t Py_uintptr_t;
typedef intptr_t Py_intptr_t;
typedef Py_ssize_t Py_ssize_clean_t;
typedef void (*PyOS_sighandler_t)(int);
typedef int (*Py_AuditHookFunction)(const char *, PyObject *, void *);
typedef int64_t _PyTime_t;
typedef enum { _PyTime_ROUND_FLOOR = 0, _PyTime_ROUND_CEILING = 1, _PyTime_ROUND_HALF_EVEN = 2, _PyTime_ROUND_UP = 3, _PyTime_ROUND_TIMEOUT = _PyTime_ROUND_UP } _PyTime_round_t;
typedef int64_t PyTime_t;
typedef struct { PyVarObject ob_base; PyObject *ob_item[1]; } PyTupleObject;
typedef struct PyStructSequence_Field { const char *name; const char *doc; } PyStructSequence_Field;
typedef struct PyStructSequence_Desc { const char *name; const char *doc; PyStructSequence_Field *fields; int n_in_sequence; } PyStructSequence_Desc;
typedef PyTupleObject PyStructSequence;
typedef struct { int slot; void *pfunc; } PyType_Slot;
typedef struct { const char *name; int basicsize; int itemsize; unsigned int flags; PyType_Slot *slots; } PyType_Spec;
typedef PyObject *(*unaryfunc)(PyObject *);
typedef PyObject *(*binaryfunc)(PyObject *, PyObject *);
typedef PyObject *(*ternaryfunc)(PyObject *, PyObject *, PyObject *);
typedef Py_ssize_t (*lenfunc)(PyObject *);
typedef PyObject *(*ssizeargfunc)(PyObject *, Py_ssize_t);
typedef PyObject *(*ssizessizeargfunc)(PyObject *, Py_ssize_t, Py_ssize_t);
typedef int (*ssizeobjargproc)(PyObject *, Py_ssize_t, PyObject *);
typedef int (*ssizessizeobjargproc)(PyObject *, Py_ssize_t, Py_ssize_t, PyObject *);
typedef int (*objobjargproc)(PyObject *, PyObject *, PyObject *);
typedef int (*objobjproc)(PyObject *, PyObject *);
typedef void (*destructor)(PyObject *);
typedef PyObject *(*getattrfunc)(PyObject *, char *);
typedef PyObject *(*getattrofunc)(PyObject *, PyObject *);
typedef int (*setattrfunc)(PyObject *, char *, PyObject *);
typedef int (*setattrofunc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*reprfunc)(PyObject *);
typedef Py_hash_t (*hashfunc)(PyObject *);
typedef PyObject *(*richcmpfunc)(PyObject *, PyObject *, int);
typedef PyObject *(*getiterfunc)(PyObject *);
typedef PyObject *(*iternextfunc)(PyObject *);
typedef PyObject *(*descrgetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*descrsetfunc)(PyObject *, PyObject *, PyObject *);
typedef int (*initproc)(PyObject *, PyObject *, PyObject *);
typedef PyObject *(*newfunc)(PyTypeObject *, PyObject *, PyObject *);
typedef PyObject *(*allocfunc)(PyTypeObject *, Py_ssize_t);
typedef enum { PYGEN_RETURN = 0, PYGEN_ERROR = -1, PYGEN_NEXT = 1 } PySendResult;
typedef int (*getbufferproc)(PyObject *, Py_buffer *, int);
typedef void (*releasebufferproc)(PyObject *, Py_buffer *);
typedef struct { binaryfunc nb_add; binaryfunc nb_subtract; binaryfunc nb_multiply; binaryfunc nb_remainder; binaryfunc nb_divmod; ternaryfunc nb_power; unaryfunc nb_negative; unaryfunc nb_positive; unaryfunc nb_absolute; inquiry nb_bool; unaryfunc nb_invert; binaryfunc nb_lshift; binaryfunc nb_rshift; binaryfunc nb_and; binaryfunc nb_xor; binaryfunc nb_or; unaryfunc nb_int; void *nb_reserved; unaryfunc nb_float; binaryfunc nb_inplace_add; binaryfunc nb_inplace_subtract; binaryfunc nb_inplace_multiply; binaryfunc nb_inplace_remainder; ternaryfunc nb_inplace_power; binaryfunc nb_inplace_lshift; binaryfunc nb_inplace_rshift; binaryfunc nb_inplace_and; binaryfunc nb_inplace_xor; binaryfunc nb_inplace_or; binaryfunc nb_floor_divide; binaryfunc nb_true_divide; binaryfunc nb_inplace_floor_divide; binaryfunc nb_inplace_true_divide; unaryfunc nb_index; binaryfunc nb_matrix_multiply; binaryfunc nb_inplace_matrix_multiply; } PyNumberMethods;
typedef struct { lenfunc sq_length; binaryfunc sq_concat; ssizeargfunc sq_repeat; ssizeargfunc sq_item; void *was_sq_slice; ssizeobjargproc sq_ass_item; void *was_sq_ass_slice; objobjproc sq_contains; binaryfunc sq_inplace_concat; ssizeargfunc sq_inplace_repeat; } PySequenceMethods;
typedef struct { lenfunc mp_length; binaryfunc mp_subscript; objobjargproc mp_ass_subscript; } PyMappingMethods;
typedef PySendResult (*sendfunc)(PyObject *iter, PyObject *value, PyObject **result);
typedef struct { unaryfunc am_await; unaryfunc am_aiter; unaryfunc am_anext; sendfunc am_send; } PyAsyncMethods;
typedef struct { getbufferproc bf_getbuffer; releasebufferproc bf_releasebuffer; } PyBufferProcs;
typedef Py_ssize_t printfunc;
struct _typeobject { PyVarObject ob_base; const char *tp_name; Py_ssize_t tp_basicsize; Py_ssize_t tp_itemsize; destructor tp_dealloc; Py_ssize_t tp_vectorcall_offset; getattrfunc tp_getattr; setattrfunc tp_setattr; PyAsyncMethods *tp_as_async; reprfunc tp_repr; PyNumberMethods *tp_as_number; PySequenceMethods *tp_as_sequence; PyMappingMethods *tp_as_mapping; hashfunc tp_hash; ternaryfunc tp_call; reprfunc tp_str; getattrofunc tp_getattro; setattrofunc tp_setattro; PyBufferProcs *tp_as_buffer; unsigned long tp_flags; const char *tp_doc; traverseproc tp_traverse; inquiry tp_clear; richcmpfunc tp_richcompare; Py_ssize_t tp_weaklistoffset; getiterfunc tp_iter; iternextfunc tp_iternext; PyMethodDef *tp_methods; PyMemberDef *tp_members; PyGetSetDef *tp_getset; PyTypeObject *tp_base; PyObject *tp_dict; descrgetfunc tp_descr_get; descrsetfunc tp_descr_set; Py_ssize_t tp_dictoffset; initproc tp_init; allocfunc tp_alloc; newfunc tp_new; freefunc tp_free; inquiry tp_is_gc; PyObject *tp_bases; PyObject *tp_mro; PyObject *tp_cache; PyObject *tp_subclasses; PyObject *tp_weaklist; destructor tp_del; unsigned int tp_version_tag; destructor tp_finalize; vectorcallfunc tp_vectorcall; };
struct _specialization_cache { PyObject *getitem; };
typedef struct _heaptypeobject { PyTypeObject ht_type; PyAsyncMethods as_async; PyNumberMethods as_number; PyMappingMethods as_mapping; PySequenceMethods as_sequence; PyBufferProcs as_buffer; PyObject *ht_name; PyObject *ht_slots; PyObject *ht_qualname; struct _dictkeysobject *ht_cached_keys; PyObject *ht_module; char *_ht_tpname; struct _specialization_cache _spec_cache; } PyHeapTypeObject;
typedef uint32_t Py_UCS4;
typedef uint16_t Py_UCS2;
typedef uint8_t Py_UCS1;
typedef wchar_t Py_UNICODE;
typedef struct { PyObject ob_base; Py_ssize_t length; Py_hash_t hash; struct { unsigned int interned : 2; unsigned int kind : 3; unsigned int compact : 1; unsigned int ascii : 1; unsigned int ready : 1; unsigned int : 24; } state; wchar_t *wstr; } PyASCIIObject;
typedef struct { PyASCIIObject _base; Py_ssize_t utf8_length; char *utf8; Py_ssize_t wstr_length; } PyCompactUnicodeObject;
typedef struct { PyCompactUnicodeObject _base; union { void *any; Py_UCS1 *latin1; Py_UCS2 *ucs2; Py_UCS4 *ucs4; } data; } PyUnicodeObject;
enum PyUnicode_Kind { PyUnicode_WCHAR_KIND = 0, PyUnicode_1BYTE_KIND = 1, PyUnicode_2BYTE_KIND = 2, PyUnicode_4BYTE_KIND = 4 };
typedef struct { PyObject *buffer; void *data; enum PyUnicode_Kind kind; Py_UCS4 maxchar; Py_ssize_t size; Py_ssize_t pos; Py_ssize_t min_length; Py_UCS4 min_char; unsigned char overallocate; unsigned char readonly; } _PyUnicodeWriter;
typedef struct { int cf_flags; int cf_feature_version; } PyCompilerFlags;
typedef struct _PyWeakReference { PyObject ob_base; PyObject *wr_object; PyObject *wr_callback; Py_hash_t hash; struct _PyWeakReference *wr_prev; struct _PyWeakReference *wr_next; vectorcallfunc vectorcall; } PyWeakReference;
extern const unsigned long Py_Version;
extern PyTypeObject PyBool_Type;
extern PyLongObject _Py_FalseStruct;
extern PyLongObject _Py_TrueStruct;
extern PyTypeObject PyPickleBuffer_Type;
extern PyTypeObject PyByteArray_Type;
extern PyTypeObject PyByteArrayIter_Type;
extern char _PyByteArray_empty_string[];
extern PyTypeObject PyBytes_Type;
extern PyTypeObject PyBytesIter_Type;
extern PyTypeObject PyCapsule_Type;
extern PyTypeObject PyCell_Type;
extern PyTypeObject PyCode_Type;
extern PyTypeObject PyComplex_Type;
extern PyTypeObject PyContext_Type;
extern PyTypeObject PyContextVar_Type;
extern PyTypeObject PyContextToken_Type;
extern const char *Py_hexdigits;
extern const unsigned int _Py_ctype_table[256];
extern const unsigned char _Py_ctype_tolower[256];
extern const unsigned char _Py_ctype_toupper[256];
extern PyTypeObject PySuper_Type;
extern PyTypeObject PyClassMethodDescr_Type;
extern PyTypeObject PyGetSetDescr_Type;
extern PyTypeObject PyMemberDescr_Type;
extern PyTypeObject PyMethodDescr_Type;
extern PyTypeObject PyWrapperDescr_Type;
extern PyTypeObject PyProperty_Type;
extern PyTypeObject PyDict_Type;
extern PyTypeObject PyDictKeys_Type;
extern PyTypeObject PyDictValues_Type;
extern PyTypeObject PyDictItems_Type;
extern PyTypeObject PyDictIterKey_Type;
extern PyTypeObject PyDictIterValue_Type;
extern PyTypeObject PyDictIterItem_Type;
extern PyTypeObject PyDictRevIterKey_Type;
extern PyTypeObject PyDictRevIterItem_Type;
extern PyTypeObject PyDictRevIterValue_Type;
extern PyTypeObject PyODict_Type;
extern PyTypeObject PyODictIter_Type;
extern PyTypeObject PyODictKeys_Type;
extern PyTypeObject PyODictItems_Type;
extern PyTypeObject PyODictValues_Type;
extern PyTypeObject PyDictProxy_Type;
extern PyTypeObject PyTraceBack_Type;
extern PyObject *PyExc_BaseException;
extern PyObject *PyExc_Exception;
extern PyObject *PyExc_BaseExceptionGroup;
extern PyObject *PyExc_StopAsyncIteration;
extern PyObject *PyExc_StopIteration;
extern PyObject *PyExc_GeneratorExit;
extern PyObject *PyExc_ArithmeticError;
extern PyObject *PyExc_LookupError;
extern PyObject *PyExc_AssertionError;
extern PyObject *PyExc_AttributeError;
extern PyObject *PyExc_BufferError;
extern PyObject *PyExc_EOFError;
extern PyObject *PyExc_FloatingPointError;
extern PyObject *PyExc_OSError;
extern PyObject *PyExc_ImportError;
extern PyObject *PyExc_ModuleNotFoundError;
extern PyObject *PyExc_IndexError;
extern PyObject *PyExc_KeyError;
extern PyObject *PyExc_KeyboardInterrupt;
extern PyObject *PyExc_MemoryError;
extern PyObject *PyExc_NameError;
extern PyObject *PyExc_OverflowError;
extern PyObject *PyExc_RuntimeError;
extern PyObject *PyExc_RecursionError;
extern PyObject *PyExc_NotImplementedError;
extern PyObject *PyExc_SyntaxError;
extern PyObject *PyExc_IndentationError;
extern PyObject *PyExc_TabError;
extern PyObject *PyExc_ReferenceError;
extern PyObject *PyExc_SystemError;
extern PyObject *PyExc_SystemExit;
extern PyObject *PyExc_TypeError;
extern PyObject *PyExc_UnboundLocalError;
extern PyObject *PyExc_UnicodeError;
extern PyObject *PyExc_UnicodeEncodeError;
extern PyObject *PyExc_UnicodeDecodeError;
extern PyObject *PyExc_UnicodeTranslateError;
extern PyObject *PyExc_ValueError;
extern PyObject *PyExc_ZeroDivisionError;
extern PyObject *PyExc_BlockingIOError;
extern PyObject *PyExc_BrokenPipeError;
extern PyObject *PyExc_ChildProcessError;
extern PyObject *PyExc_ConnectionError;
extern PyObject *PyExc_ConnectionAbortedError;
extern PyObject *PyExc_ConnectionRefusedError;
extern PyObject *PyExc_ConnectionResetError;
extern PyObject *PyExc_FileExistsError;
extern PyObject *PyExc_FileNotFoundError;
extern PyObject *PyExc_InterruptedError;
extern PyObject *PyExc_IsADirectoryError;
extern PyObject *PyExc_NotADirectoryError;
extern PyObject *PyExc_PermissionError;
extern PyObject *PyExc_ProcessLookupError;
extern PyObject *PyExc_TimeoutError;
extern PyObject *PyExc_EnvironmentError;
extern PyObject *PyExc_IOError;
extern PyObject *PyExc_Warning;
extern PyObject *PyExc_UserWarning;
extern PyObject *PyExc_DeprecationWarning;
extern PyObject *PyExc_PendingDeprecationWarning;
extern PyObject *PyExc_SyntaxWarning;
extern PyObject *PyExc_RuntimeWarning;
extern PyObject *PyExc_FutureWarning;
extern PyObject *PyExc_ImportWarning;
extern PyObject *PyExc_UnicodeWarning;
extern PyObject *PyExc_BytesWarning;
extern PyObject *PyExc_EncodingWarning;
extern PyObject *PyExc_ResourceWarning;
extern PyTypeObject _PyBytesIOBuffer_Type;
extern PyTypeObject PyStdPrinter_Type;
extern PyTypeObject PyFloat_Type;
extern PyTypeObject PyFrame_Type;
extern PyTypeObject PyFunction_Type;
extern PyTypeObject PyClassMethod_Type;
extern PyTypeObject PyStaticMethod_Type;
extern PyTypeObject PyGen_Type;
extern PyTypeObject PyCoro_Type;
extern PyTypeObject PyAsyncGen_Type;
extern _Py_HashSecret_t _Py_HashSecret;
extern struct _inittab *PyImport_Inittab;
extern const struct _frozen *PyImport_FrozenModules;
extern PyTypeObject _PyInterpreterID_Type;
extern int Py_DebugFlag;
extern int Py_VerboseFlag;
extern int Py_QuietFlag;
extern int Py_InteractiveFlag;
extern int Py_InspectFlag;
extern int Py_OptimizeFlag;
extern int Py_NoSiteFlag;
extern int Py_BytesWarningFlag;
extern int Py_FrozenFlag;
extern int Py_IgnoreEnvironmentFlag;
extern int Py_DontWriteBytecodeFlag;
extern int Py_NoUserSiteDirectory;
extern int Py_UnbufferedStdioFlag;
extern int Py_HashRandomizationFlag;
extern int Py_IsolatedFlag;
extern int Py_UTF8Mode;
extern unsigned char _PyRuntime[0x28b20];
extern PyTypeObject PyRange_Type;
extern PyTypeObject PyRangeIter_Type;
extern PyTypeObject PyEnum_Type;
extern PyTypeObject PyReversed_Type;
extern PyTypeObject PySeqIter_Type;
extern PyTypeObject PyCallIter_Type;
extern PyTypeObject PyFilter_Type;
extern PyTypeObject PyMap_Type;
extern PyTypeObject PyZip_Type;
extern PyTypeObject PyList_Type;
extern PyTypeObject PyListIter_Type;
extern PyTypeObject PyListRevIter_Type;
extern PyTypeObject PyLong_Type;
extern PyTypeObject PyLongRangeIter_Type;
extern unsigned char _PyLong_DigitValue[256];
extern PyTypeObject _PyManagedBuffer_Type;
extern PyTypeObject PyMemoryView_Type;
extern PyTypeObject PyCFunction_Type;
extern PyTypeObject PyCMethod_Type;
extern PyTypeObject PyMethod_Type;
extern PyTypeObject PyInstanceMethod_Type;
extern PyTypeObject PyModule_Type;
extern PyTypeObject PyModuleDef_Type;
extern PyObject _Py_NoneStruct;
extern PyTypeObject _PyNone_Type;
extern PyObject _Py_NotImplementedStruct;
extern PyTypeObject _PyNotImplemented_Type;
extern int _Py_SwappedOp[6];
extern PyTypeObject PySet_Type;
extern PyTypeObject PyFrozenSet_Type;
extern PyTypeObject PySetIter_Type;
extern PyObject *_PySet_Dummy;
extern PyObject _Py_EllipsisObject;
extern PyTypeObject PySlice_Type;
extern PyTypeObject PyEllipsis_Type;
extern PyTypeObject PyTuple_Type;
extern PyTypeObject PyTupleIter_Type;
extern const char *const PyStructSequence_UnnamedField;
extern PyTypeObject PyType_Type;
extern PyTypeObject Py_GenericAliasType;
extern PyTypeObject PyBaseObject_Type;
extern PyTypeObject PyUnicode_Type;
extern PyTypeObject PyUnicodeIter_Type;
extern const unsigned char _Py_ascii_whitespace[];
extern const char *Py_FileSystemDefaultEncoding;
extern const char *Py_FileSystemDefaultEncodeErrors;
extern int Py_HasFileSystemDefaultEncoding;
extern int ( *PyOS_InputHook)(void);
extern char *( *PyOS_ReadlineFunctionPointer)(FILE *, FILE *, const char *);
extern PyThreadState *_PyOS_ReadlineTState;
extern PyTypeObject _PyWeakref_RefType;
extern PyTypeObject _PyWeakref_ProxyType;
extern PyTypeObject _PyWeakref_CallableProxyType;
PyObject *_PyObject_New(PyTypeObject *type);
PyVarObject *_PyObject_NewVar(PyTypeObject *type, Py_ssize_t size);
PyObject *PyObject_Init(PyObject *op, PyTypeObject *type);
PyVarObject *PyObject_InitVar(PyVarObject *op, PyTypeObject *type, Py_ssize_t size);
int PyArg_ParseTuple(PyObject *args, const char *format, ...);
int PyArg_VaParse(PyObject *args, const char *format, va_list vargs);
int PyArg_ParseTupleAndKeywords(PyObject *args, PyObject *kw, const char *format, char **keywords, ...);
int PyArg_VaParseTupleAndKeywords(PyObject *args, PyObject *kw, const char *format, char **keywords, va_list vargs);
int PyArg_ValidateKeywordArguments(PyObject *kwargs);
int PyArg_Parse(PyObject *args, const char *format, ...);
int PyArg_UnpackTuple(PyObject *args, const char *name, Py_ssize_t min, Py_ssize_t max, ...);
PyObject *Py_BuildValue(const char *format, ...);
PyObject *Py_VaBuildValue(const char *format, va_list vargs);
void _PyArg_BadArgument(const char *fname, const char *displayname, const char *expected, PyObject *arg);
int _PyArg_CheckPositional(const char *name, Py_ssize_t nargs, Py_ssize_t min, Py_ssize_t max);
int _PyArg_NoKeywords(const char *name, PyObject *kwargs);
int _PyArg_NoKwnames(const char *name, PyObject *kwnames);
int _PyArg_NoPositional(const char *name, PyObject *args);
int _PyArg_ParseStack(PyObject *const *args, Py_ssize_t nargs, const char *format, ...);
int _PyArg_ParseStack_SizeT(PyObject *const *args, Py_ssize_t nargs, const char *format, ...);
int _PyArg_ParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kw, const char *format, char **keywords, ...);
int _PyArg_ParseTuple_SizeT(PyObject *args, const char *format, ...);
int _PyArg_Parse_SizeT(PyObject *args, const char *format, ...);
PyObject *const *_PyArg_UnpackKeywords(PyObject *const *args, Py_ssize_t nargs, PyObject *kwargs, PyObject *kwnames, struct _PyArg_Parser *parser, int minpos, int maxpos, int minkw, PyObject **buf);
int _PyArg_VaParseTupleAndKeywords_SizeT(PyObject *args, PyObject *kw, const char *format, char **keywords, va_list vargs);
int _PyArg_VaParse_SizeT(PyObject *args, const char *format, va_list vargs);
int _PyEval_SliceIndex(PyObject *value, Py_ssize_t *ptr);
int _PyEval_SliceIndexNotNone(PyObject *value, Py_ssize_t *ptr);
PyObject *_Py_BuildValue_SizeT(const char *format, ...);
int _Py_Gid_Converter(PyObject *obj, gid_t *ptr);
int _Py_Uid_Converter(PyObject *obj, uid_t *ptr);
PyObject *_Py_VaBuildValue_SizeT(const char *format, va_list vargs);
int _Py_convert_optional_to_ssize_t(PyObject *obj, void *ptr);
int _PyArg_UnpackStack(PyObject *const *args, Py_ssize_t nargs, const char *name, Py_ssize_t min, Py_ssize_t max, ...);
PyObject *const *_PyArg_UnpackKeywordsWithVararg(PyObject *const *args, Py_ssize_t nargs, PyObject *kwargs, PyObject *kwnames, struct _PyArg_Parser *parser, int minpos, int maxpos, int minkw, int vararg, PyObject **buf);
PyObject *PyBool_FromLong(long v);
int PyObject_CheckBuffer(PyObject *obj);
int PyObject_GetBuffer(PyObject *exporter, Py_buffer *view, int flags);
void PyBuffer_Release(Py_buffer *view);
Py_ssize_t PyBuffer_SizeFromFormat(const char *format);
int PyBuffer_IsContiguous(const Py_buffer *view, char order);
void *PyBuffer_GetPointer(const Py_buffer *view, const Py_ssize_t *indices);
int PyBuffer_FromContiguous(const Py_buffer *view, const void *buf, Py_ssize_t len, char fort);
int PyBuffer_ToContiguous(void *buf, const Py_buffer *src, Py_ssize_t len, char order);
int PyObject_CopyData(PyObject *dest, PyObject *src);
void PyBuffer_FillContiguousStrides(int ndims, Py_ssize_t *shape, Py_ssize_t *strides, int itemsize, char order);
int PyBuffer_FillInfo(Py_buffer *view, PyObject *exporter, void *buf, Py_ssize_t len, int readonly, int flags);
int PyObject_AsCharBuffer(PyObject *obj, const char **buffer, Py_ssize_t *buffer_len);
int PyObject_AsReadBuffer(PyObject *obj, const void **buffer, Py_ssize_t *buffer_len);
int PyObject_CheckReadBuffer(PyObject *o);
int PyObject_AsWriteBuffer(PyObject *obj, void **buffer, Py_ssize_t *buffer_len);
PyObject *PyPickleBuffer_FromObject(PyObject *obj);
const Py_buffer *PyPickleBuffer_GetBuffer(PyObject *picklebuf);
int PyPickleBuffer_Release(PyObject *picklebuf);
PyObject *PyByteArray_FromObject(PyObject *o);
PyObject *PyByteArray_FromStringAndSize(const char *string, Py_ssize_t len);
PyObject *PyByteArray_Concat(PyObject *a, PyObject *b);
Py_ssize_t PyByteArray_Size(PyObject *bytearray);
char *PyByteArray_AsString(PyObject *bytearray);
int PyByteArray_Resize(PyObject *bytearray, Py_ssize_t len);
PyObject *PyBytes_FromString(const char *v);
PyObject *PyBytes_FromStringAndSize(const char *v, Py_ssize_t len);
PyObject *PyBytes_FromFormat(const char *format, ...);
PyObject *PyBytes_FromFormatV(const char *format, va_list vargs);
PyObject *PyBytes_FromObject(PyObject *o);
Py_ssize_t PyBytes_Size(PyObject *o);
char *PyBytes_AsString(PyObject *o);
int PyBytes_AsStringAndSize(PyObject *obj, char **buffer, Py_ssize_t *length);
void PyBytes_Concat(PyObject **bytes, PyObject *newpart);
void PyBytes_ConcatAndDel(PyObject **bytes, PyObject *newpart);
int _PyBytes_Resize(PyObject **bytes, Py_ssize_t newsize);
PyObject *PyBytes_DecodeEscape(const char *s, Py_ssize_t len, const char *errors, Py_ssize_t unicode, const char *recode_encoding);
PyObject *PyBytes_Repr(PyObject *bytes, int smartquotes);
void *_PyBytesWriter_Alloc(_PyBytesWriter *writer, Py_ssize_t size);
void _PyBytesWriter_Dealloc(_PyBytesWriter *writer);
PyObject *_PyBytesWriter_Finish(_PyBytesWriter *writer, void *str);
void _PyBytesWriter_Init(_PyBytesWriter *writer);
void *_PyBytesWriter_Prepare(_PyBytesWriter *writer, void *str, Py_ssize_t size);
Py_ssize_t _PyBytes_Find(const char *haystack, Py_ssize_t len_haystack, const char *needle, Py_ssize_t len_needle, Py_ssize_t offset);
PyObject *_PyBytes_Join(PyObject *sep, PyObject *x);
void _PyBytes_Repeat(char *dest, Py_ssize_t len_dest, const char *src, Py_ssize_t len_src);
Py_ssize_t _PyBytes_ReverseFind(const char *haystack, Py_ssize_t len_haystack, const char *needle, Py_ssize_t len_needle, Py_ssize_t offset);
PyObject *_Py_strhex(const char *argbuf, const Py_ssize_t arglen);
PyObject *_Py_strhex_bytes_with_sep(const char *argbuf, const Py_ssize_t arglen, PyObject *sep, const int bytes_per_group);
vectorcallfunc PyVectorcall_Function(PyObject *op);
PyObject *PyVectorcall_Call(PyObject *callable, PyObject *tuple, PyObject *dict);
PyObject *PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs);
PyObject *PyObject_CallNoArgs(PyObject *callable);
PyObject *PyObject_CallOneArg(PyObject *callable, PyObject *arg);
PyObject *PyObject_CallObject(PyObject *callable, PyObject *args);
PyObject *PyObject_CallFunction(PyObject *callable, const char *format, ...);
PyObject *PyObject_CallMethod(PyObject *obj, const char *name, const char *format, ...);
PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...);
PyObject *PyObject_CallMethodObjArgs(PyObject *obj, PyObject *name, ...);
PyObject *PyObject_Vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames);
PyObject *PyObject_VectorcallDict(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwargs);
PyObject *PyObject_VectorcallMethod(PyObject *name, PyObject *const *args, size_t nargsf, PyObject *kwnames);
int PyCallable_Check(PyObject *o);
PyObject *PyEval_CallFunction(PyObject *callable, const char *format, ...);
PyObject *PyEval_CallMethod(PyObject *obj, const char *name, const char *format, ...);
PyObject *PyEval_CallObjectWithKeywords(PyObject *callable, PyObject *args, PyObject *kwargs);
PyObject *_PyObject_CallFunction_SizeT(PyObject *callable, const char *format, ...);
PyObject *_PyObject_CallMethod(PyObject *obj, PyObject *name, const char *format, ...);
PyObject *_PyObject_CallMethodId(PyObject *obj, _Py_Identifier *name, const char *format, ...);
PyObject *_PyObject_CallMethodIdObjArgs(PyObject *obj, _Py_Identifier *name, ...);
PyObject *_PyObject_CallMethodId_SizeT(PyObject *obj, _Py_Identifier *name, const char *format, ...);
PyObject *_PyObject_CallMethod_SizeT(PyObject *obj, const char *name, const char *format, ...);
PyObject *_PyObject_FastCall(PyObject *func, PyObject *const *args, Py_ssize_t nargs);
PyObject *_PyObject_MakeTpCall(PyThreadState *tstate, PyObject *callable, PyObject *const *args, Py_ssize_t nargs, PyObject *keywords);
PyObject *_Py_CheckFunctionResult(PyThreadState *tstate, PyObject *callable, PyObject *result, const char *where);
PyObject *PyCapsule_New(void *pointer, const char *name, PyCapsule_Destructor destructor);
void *PyCapsule_GetPointer(PyObject *capsule, const char *name);
PyCapsule_Destructor PyCapsule_GetDestructor(PyObject *capsule);
void *PyCapsule_GetContext(PyObject *capsule);
const char *PyCapsule_GetName(PyObject *capsule);
void *PyCapsule_Import(const char *name, int no_block);
int PyCapsule_IsValid(PyObject *capsule, const char *name);
int PyCapsule_SetContext(PyObject *capsule, void *context);
int PyCapsule_SetDestructor(PyObject *capsule, PyCapsule_Destructor destructor);
int PyCapsule_SetName(PyObject *capsule, const char *name);
int PyCapsule_SetPointer(PyObject *capsule, void *pointer);
PyObject *PyCell_New(PyObject *ob);
PyObject *PyCell_Get(PyObject *cell);
int PyCell_Set(PyObject *cell, PyObject *value);
PyCodeObject *PyCode_New(int argcount, int kwonlyargcount, int nlocals, int stacksize, int flags, PyObject *code, PyObject *consts, PyObject *names, PyObject *varnames, PyObject *freevars, PyObject *cellvars, PyObject *filename, PyObject *name, PyObject *qualname, int firstlineno, PyObject *linetable, PyObject *exceptiontable);
PyCodeObject *PyCode_NewWithPosOnlyArgs(int argcount, int posonlyargcount, int kwonlyargcount, int nlocals, int stacksize, int flags, PyObject *code, PyObject *consts, PyObject *names, PyObject *varnames, PyObject *freevars, PyObject *cellvars, PyObject *filename, PyObject *name, PyObject *qualname, int firstlineno, PyObject *linetable, PyObject *exceptiontable);
PyCodeObject *PyCode_NewEmpty(const char *filename, const char *funcname, int firstlineno);
int PyCode_Addr2Line(PyCodeObject *co, int byte_offset);
int PyCode_Addr2Location(PyCodeObject *co, int byte_offset, int *start_line, int *start_column, int *end_line, int *end_column);
PyObject *PyCode_GetCode(PyCodeObject *co);
PyObject *PyCode_GetVarnames(PyCodeObject *co);
PyObject *PyCode_GetCellvars(PyCodeObject *co);
PyObject *PyCode_GetFreevars(PyCodeObject *co);
PyObject *PyCode_Optimize(PyObject *code, PyObject *consts, PyObject *names, PyObject *lnotab);
int PyCodec_Register(PyObject *search_function);
int PyCodec_Unregister(PyObject *search_function);
int PyCodec_KnownEncoding(const char *encoding);
PyObject *PyCodec_Encode(PyObject *object, const char *encoding, const char *errors);
PyObject *PyCodec_Decode(PyObject *object, const char *encoding, const char *errors);
PyObject *PyCodec_Encoder(const char *encoding);
PyObject *PyCodec_Decoder(const char *encoding);
PyObject *PyCodec_IncrementalEncoder(const char *encoding, const char *errors);
PyObject *PyCodec_IncrementalDecoder(const char *encoding, const char *errors);
PyObject *PyCodec_StreamReader(const char *encoding, PyObject *stream, const char *errors);
PyObject *PyCodec_StreamWriter(const char *encoding, PyObject *stream, const char *errors);
int PyCodec_RegisterError(const char *name, PyObject *error);
PyObject *PyCodec_LookupError(const char *name);
PyObject *PyCodec_StrictErrors(PyObject *exc);
PyObject *PyCodec_IgnoreErrors(PyObject *exc);
PyObject *PyCodec_ReplaceErrors(PyObject *exc);
PyObject *PyCodec_XMLCharRefReplaceErrors(PyObject *exc);
PyObject *PyCodec_BackslashReplaceErrors(PyObject *exc);
PyObject *PyCodec_NameReplaceErrors(PyObject *exc);
PyObject *PyUnicode_AsDecodedObject(PyObject *unicode, const char *encoding, const char *errors);
PyObject *PyUnicode_AsDecodedUnicode(PyObject *unicode, const char *encoding, const char *errors);
PyObject *PyUnicode_AsEncodedObject(PyObject *unicode, const char *encoding, const char *errors);
PyObject *PyUnicode_AsEncodedUnicode(PyObject *unicode, const char *encoding, const char *errors);
int _Py_EncodeLocaleEx(const wchar_t *text, char **str, size_t *error_pos, const char **reason, int current_locale, int errors);
int _Py_DecodeLocaleEx(const char *arg, wchar_t **wstr, size_t *wlen, const char **reason, int current_locale, int errors);
int _Py_GetErrorHandler(const char *errors);
Py_complex _Py_c_sum(Py_complex left, Py_complex right);
Py_complex _Py_c_diff(Py_complex left, Py_complex right);
Py_complex _Py_c_neg(Py_complex num);
Py_complex _Py_c_prod(Py_complex left, Py_complex right);
Py_complex _Py_c_quot(Py_complex dividend, Py_complex divisor);
Py_complex _Py_c_pow(Py_complex num, Py_complex exp);
PyObject *PyComplex_FromCComplex(Py_complex v);
PyObject *PyComplex_FromDoubles(double real, double imag);
double PyComplex_RealAsDouble(PyObject *op);
double PyComplex_ImagAsDouble(PyObject *op);
Py_complex PyComplex_AsCComplex(PyObject *op);
double _Py_c_abs(Py_complex z);
PyObject *PyContext_New(void);
PyObject *PyContext_Copy(PyObject *ctx);
PyObject *PyContext_CopyCurrent(void);
int PyContext_Enter(PyObject *ctx);
int PyContext_Exit(PyObject *ctx);
PyObject *PyContextVar_New(const char *name, PyObject *def);
int PyContextVar_Get(PyObject *var, PyObject *default_value, PyObject **value);
PyObject *PyContextVar_Set(PyObject *var, PyObject *value);
int PyContextVar_Reset(PyObject *var, PyObject *token);
PyObject *_PyContext_NewHamtForTests(void);
int PyOS_snprintf(char *str, size_t size, const char *format, ...);
int PyOS_vsnprintf(char *str, size_t size, const char *format, va_list va);
double PyOS_string_to_double(const char *s, char **endptr, PyObject *overflow_exception);
char *PyOS_double_to_string(double val, char format_code, int precision, int flags, int *ptype);
int PyOS_mystricmp(const char *s1, const char *s2);
int PyOS_mystrnicmp(const char *s1, const char *s2, Py_ssize_t size);
long PyOS_strtol(const char *str, char **ptr, int base);
unsigned long PyOS_strtoul(const char *str, char **ptr, int base);
PyObject *PyDescr_NewGetSet(PyTypeObject *type, PyGetSetDef *getset);
PyObject *PyDescr_NewMember(PyTypeObject *type, PyMemberDef *meth);
PyObject *PyDescr_NewMethod(PyTypeObject *type, PyMethodDef *meth);
PyObject *PyDescr_NewWrapper(PyTypeObject *type, struct wrapperbase *wrapper, void *wrapped);
PyObject *PyDescr_NewClassMethod(PyTypeObject *type, PyMethodDef *method);
int PyDescr_IsData(PyObject *descr);
PyObject *PyWrapper_New(PyObject *d, PyObject *self);
PyObject *PyDict_New(void);
PyObject *PyDictProxy_New(PyObject *mapping);
void PyDict_Clear(PyObject *p);
int PyDict_Contains(PyObject *p, PyObject *key);
PyObject *PyDict_Copy(PyObject *p);
int PyDict_SetItem(PyObject *p, PyObject *key, PyObject *val);
int PyDict_SetItemString(PyObject *p, const char *key, PyObject *val);
int PyDict_DelItem(PyObject *p, PyObject *key);
int PyDict_DelItemString(PyObject *p, const char *key);
PyObject *PyDict_GetItem(PyObject *p, PyObject *key);
PyObject *PyDict_GetItemWithError(PyObject *p, PyObject *key);
PyObject *PyDict_GetItemString(PyObject *p, const char *key);
PyObject *PyDict_SetDefault(PyObject *p, PyObject *key, PyObject *defaultobj);
PyObject *PyDict_Items(PyObject *p);
PyObject *PyDict_Keys(PyObject *p);
PyObject *PyDict_Values(PyObject *p);
Py_ssize_t PyDict_Size(PyObject *p);
int PyDict_Next(PyObject *p, Py_ssize_t *ppos, PyObject **pkey, PyObject **pvalue);
int PyDict_Merge(PyObject *a, PyObject *b, int override);
int PyDict_Update(PyObject *a, PyObject *b);
int PyDict_MergeFromSeq2(PyObject *a, PyObject *seq2, int override);
int PyODict_DelItem(PyObject *od, PyObject *key);
PyObject *PyODict_New(void);
int PyODict_SetItem(PyObject *od, PyObject *key, PyObject *item);
int _PyDict_ContainsId(PyObject *mp, _Py_Identifier *key);
int _PyDict_DelItem_KnownHash(PyObject *mp, PyObject *key, Py_hash_t hash);
PyObject *_PyDict_GetItemIdWithError(PyObject *dp, _Py_Identifier *key);
PyObject *_PyDict_GetItem_KnownHash(PyObject *mp, PyObject *key, Py_hash_t hash);
PyObject *_PyDict_NewPresized(Py_ssize_t minused);
int _PyDict_Next(PyObject *mp, Py_ssize_t *pos, PyObject **pkey, PyObject **pvalue, Py_hash_t *hash);
int _PyDict_SetItemId(PyObject *dp, _Py_Identifier *key, PyObject *item);
int _PyDict_SetItem_KnownHash(PyObject *mp, PyObject *key, PyObject *item, Py_hash_t hash);
Py_ssize_t _PyDict_SizeOf(PyDictObject *mp);
PyObject *_PyDict_GetItemStringWithError(PyObject *p, const char *key);
PyObject *_PyDict_Pop(PyObject *dict, PyObject *key, PyObject *deflt);
void PyErr_Clear(void);
void PyErr_PrintEx(int set_sys_last_vars);
void PyErr_Print(void);
void PyErr_WriteUnraisable(PyObject *obj);
void PyErr_SetString(PyObject *type, const char *message);
void PyErr_SetObject(PyObject *type, PyObject *value);
PyObject *PyErr_Format(PyObject *exception, const char *format, ...);
PyObject *PyErr_FormatV(PyObject *exception, const char *format, va_list vargs);
void PyErr_SetNone(PyObject *type);
int PyErr_BadArgument(void);
PyObject *PyErr_NoMemory(void);
PyObject *PyErr_SetFromErrno(PyObject *type);
PyObject *PyErr_SetFromErrnoWithFilenameObject(PyObject *type, PyObject *filenameObject);
PyObject *PyErr_SetFromErrnoWithFilenameObjects(PyObject *type, PyObject *filenameObject, PyObject *filenameObject2);
PyObject *PyErr_SetFromErrnoWithFilename(PyObject *type, const char *filename);
PyObject *PyErr_SetImportError(PyObject *msg, PyObject *name, PyObject *path);
PyObject *PyErr_SetImportErrorSubclass(PyObject *exception, PyObject *msg, PyObject *name, PyObject *path);
void PyErr_SyntaxLocationObject(PyObject *filename, int lineno, int col_offset);
void PyErr_SyntaxLocationEx(const char *filename, int lineno, int col_offset);
void PyErr_SyntaxLocation(const char *filename, int lineno);
void PyErr_BadInternalCall(void);
int PyErr_WarnEx(PyObject *category, const char *message, Py_ssize_t stack_level);
int PyErr_WarnExplicitObject(PyObject *category, PyObject *message, PyObject *filename, int lineno, PyObject *module, PyObject *registry);
int PyErr_WarnExplicit(PyObject *category, const char *message, const char *filename, int lineno, const char *module, PyObject *registry);
int PyErr_WarnFormat(PyObject *category, Py_ssize_t stack_level, const char *format, ...);
int PyErr_ResourceWarning(PyObject *source, Py_ssize_t stack_level, const char *format, ...);
PyObject *PyErr_Occurred(void);
int PyErr_ExceptionMatches(PyObject *exc);
int PyErr_GivenExceptionMatches(PyObject *given, PyObject *exc);
void PyErr_Fetch(PyObject **ptype, PyObject **pvalue, PyObject **ptraceback);
void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback);
void PyErr_NormalizeException(PyObject **exc, PyObject **val, PyObject **tb);
PyObject *PyErr_GetHandledException(void);
void PyErr_SetHandledException(PyObject *exc);
void PyErr_GetExcInfo(PyObject **ptype, PyObject **pvalue, PyObject **ptraceback);
void PyErr_SetExcInfo(PyObject *type, PyObject *value, PyObject *traceback);
int PyErr_CheckSignals(void);
void PyErr_SetInterrupt(void);
int PyErr_SetInterruptEx(int signum);
PyObject *PyErr_NewException(const char *name, PyObject *base, PyObject *dict);
PyObject *PyErr_NewExceptionWithDoc(const char *name, const char *doc, PyObject *base, PyObject *dict);
PyObject *PyException_GetTraceback(PyObject *ex);
int PyException_SetTraceback(PyObject *ex, PyObject *tb);
PyObject *PyException_GetContext(PyObject *ex);
void PyException_SetContext(PyObject *ex, PyObject *ctx);
PyObject *PyException_GetCause(PyObject *ex);
void PyException_SetCause(PyObject *ex, PyObject *cause);
PyObject *PyUnicodeDecodeError_Create(const char *encoding, const char *object, Py_ssize_t length, Py_ssize_t start, Py_ssize_t end, const char *reason);
PyObject *PyUnicodeDecodeError_GetEncoding(PyObject *exc);
PyObject *PyUnicodeEncodeError_GetEncoding(PyObject *exc);
PyObject *PyUnicodeDecodeError_GetObject(PyObject *exc);
PyObject *PyUnicodeEncodeError_GetObject(PyObject *exc);
PyObject *PyUnicodeTranslateError_GetObject(PyObject *exc);
int PyUnicodeDecodeError_GetStart(PyObject *exc, Py_ssize_t *start);
int PyUnicodeEncodeError_GetStart(PyObject *exc, Py_ssize_t *start);
int PyUnicodeTranslateError_GetStart(PyObject *exc, Py_ssize_t *start);
int PyUnicodeDecodeError_SetStart(PyObject *exc, Py_ssize_t start);
int PyUnicodeEncodeError_SetStart(PyObject *exc, Py_ssize_t start);
int PyUnicodeTranslateError_SetStart(PyObject *exc, Py_ssize_t start);
int PyUnicodeDecodeError_GetEnd(PyObject *exc, Py_ssize_t *end);
int PyUnicodeEncodeError_GetEnd(PyObject *exc, Py_ssize_t *end);
int PyUnicodeTranslateError_GetEnd(PyObject *exc, Py_ssize_t *end);
int PyUnicodeDecodeError_SetEnd(PyObject *exc, Py_ssize_t end);
int PyUnicodeEncodeError_SetEnd(PyObject *exc, Py_ssize_t end);
int PyUnicodeTranslateError_SetEnd(PyObject *exc, Py_ssize_t end);
PyObject *PyUnicodeDecodeError_GetReason(PyObject *exc);
PyObject *PyUnicodeEncodeError_GetReason(PyObject *exc);
PyObject *PyUnicodeTranslateError_GetReason(PyObject *exc);
int PyUnicodeDecodeError_SetReason(PyObject *exc, const char *reason);
int PyUnicodeEncodeError_SetReason(PyObject *exc, const char *reason);
int PyUnicodeTranslateError_SetReason(PyObject *exc, const char *reason);
int Py_EnterRecursiveCall(const char *where);
void Py_LeaveRecursiveCall(void);
int Py_ReprEnter(PyObject *object);
void Py_ReprLeave(PyObject *object);
void PyErr_Display(PyObject *exception, PyObject *value, PyObject *tb);
PyObject *PyErr_ProgramText(const char *filename, int lineno);
PyObject *PyErr_ProgramTextObject(PyObject *filename, int lineno);
void PyErr_RangedSyntaxLocationObject(PyObject *filename, int lineno, int col_offset, int end_lineno, int end_col_offset);
int PyErr_WarnExplicitFormat(PyObject *category, const char *filename, int lineno, const char *module, PyObject *registry, const char *format, ...);
const char *PyExceptionClass_Name(PyObject *cls);
int PyTraceBack_Here(PyFrameObject *frame);
int PyTraceBack_Print(PyObject *tb, PyObject *file);
int Py_GetRecursionLimit(void);
void Py_SetRecursionLimit(int limit);
void _PyErr_BadInternalCall(const char *filename, int lineno);
void _PyErr_ChainExceptions(PyObject *typ, PyObject *val, PyObject *tb);
PyObject *_PyErr_FormatFromCause(PyObject *exception, const char *format, ...);
void _PyErr_SetKeyError(PyObject *key);
void _PyErr_WriteUnraisableMsg(const char *err_msg, PyObject *obj);
void _PyTraceback_Add(const char *funcname, const char *filename, int lineno);
int _Py_CheckRecursiveCall(PyThreadState *tstate, const char *where);
Py_ssize_t _Py_UTF8_Edit_Cost(PyObject *str_a, PyObject *str_b, Py_ssize_t max_cost);
PyObject *PyFile_FromFd(int fd, const char *name, const char *mode, int buffering, const char *encoding, const char *errors, const char *newline, int closefd);
int PyObject_AsFileDescriptor(PyObject *p);
PyObject *PyFile_GetLine(PyObject *p, int n);
int PyFile_SetOpenCodeHook(Py_OpenCodeHookFunction hook, void *userData);
int PyFile_WriteObject(PyObject *obj, PyObject *p, int flags);
int PyFile_WriteString(const char *s, PyObject *p);
PyObject *PyFile_NewStdPrinter(int fd);
PyObject *PyFile_OpenCode(const char *utf8path);
PyObject *PyFile_OpenCodeObject(PyObject *path);
char *Py_UniversalNewlineFgets(char *buf, int n, FILE *stream, PyObject *fobj);
PyObject *PyFloat_FromString(PyObject *str);
PyObject *PyFloat_FromDouble(double v);
double PyFloat_AsDouble(PyObject *pyfloat);
PyObject *PyFloat_GetInfo(void);
double PyFloat_GetMax(void);
double PyFloat_GetMin(void);
int PyFloat_Pack2(double x, char *p, int le);
int PyFloat_Pack4(double x, char *p, int le);
int PyFloat_Pack8(double x, char *p, int le);
double PyFloat_Unpack2(const char *p, int le);
double PyFloat_Unpack4(const char *p, int le);
double PyFloat_Unpack8(const char *p, int le);
double _Py_dg_infinity(int sign);
double _Py_dg_stdnan(int sign);
PyFrameObject *PyFrame_GetBack(PyFrameObject *frame);
PyObject *PyFrame_GetBuiltins(PyFrameObject *frame);
PyCodeObject *PyFrame_GetCode(PyFrameObject *frame);
PyObject *PyFrame_GetGenerator(PyFrameObject *frame);
PyObject *PyFrame_GetGlobals(PyFrameObject *frame);
int PyFrame_GetLasti(PyFrameObject *frame);
PyObject *PyFrame_GetLocals(PyFrameObject *frame);
int PyFrame_GetLineNumber(PyFrameObject *frame);
void PyFrame_FastToLocals(PyFrameObject *frame);
int PyFrame_FastToLocalsWithError(PyFrameObject *f);
void PyFrame_LocalsToFast(PyFrameObject *frame, int clear);
PyFrameObject *PyFrame_New(PyThreadState *tstate, PyCodeObject *code, PyObject *globals, PyObject *locals);
PyObject *PyFunction_New(PyObject *code, PyObject *globals);
PyObject *PyFunction_NewWithQualName(PyObject *code, PyObject *globals, PyObject *qualname);
PyObject *PyFunction_GetCode(PyObject *op);
PyObject *PyFunction_GetGlobals(PyObject *op);
PyObject *PyFunction_GetModule(PyObject *op);
PyObject *PyFunction_GetDefaults(PyObject *op);
int PyFunction_SetDefaults(PyObject *op, PyObject *defaults);
PyObject *PyFunction_GetClosure(PyObject *op);
int PyFunction_SetClosure(PyObject *op, PyObject *closure);
PyObject *PyFunction_GetAnnotations(PyObject *op);
int PyFunction_SetAnnotations(PyObject *op, PyObject *annotations);
PyObject *PyClassMethod_New(PyObject *callable);
PyObject *PyFunction_GetKwDefaults(PyObject *op);
int PyFunction_SetKwDefaults(PyObject *op, PyObject *defaults);
PyObject *PyStaticMethod_New(PyObject *callable);
void PyObject_GC_Track(void *op);
int PyObject_IS_GC(PyObject *obj);
int PyObject_GC_IsTracked(PyObject *op);
int PyObject_GC_IsFinalized(PyObject *op);
void PyObject_GC_Del(void *op);
void PyObject_GC_UnTrack(void *op);
Py_ssize_t PyGC_Collect(void);
int PyGC_Enable(void);
int PyGC_Disable(void);
int PyGC_IsEnabled(void);
void PyObject_CallFinalizer(PyObject *op);
int PyObject_CallFinalizerFromDealloc(PyObject *op);
PyObject *_PyObject_GC_New(PyTypeObject *type);
PyVarObject *_PyObject_GC_NewVar(PyTypeObject *type, Py_ssize_t size);
PyVarObject *_PyObject_GC_Resize(PyVarObject *op, Py_ssize_t newsize);
PyObject *PyCoro_New(PyFrameObject *frame, PyObject *name, PyObject *qualname);
PyObject *PyGen_New(PyFrameObject *frame);
PyObject *PyGen_NewWithQualName(PyFrameObject *frame, PyObject *name, PyObject *qualname);
PyObject *PyAsyncGen_New(PyFrameObject *frame, PyObject *name, PyObject *qualname);
int _PyGen_FetchStopIterationValue(PyObject **pvalue);
int _PyGen_SetStopIterationValue(PyObject *value);
PyHash_FuncDef *PyHash_GetFuncDef(void);
Py_hash_t _Py_HashBytes(const void *src, Py_ssize_t len);
Py_hash_t _Py_HashPointer(const void *p);
void _Py_hashtable_destroy(_Py_hashtable_t *ht);
void *_Py_hashtable_get(_Py_hashtable_t *ht, const void *key);
_Py_hashtable_t *_Py_hashtable_new_full(_Py_hashtable_hash_func hash_func, _Py_hashtable_compare_func compare_func, _Py_hashtable_destroy_func key_destroy_func, _Py_hashtable_destroy_func value_destroy_func, _Py_hashtable_allocator_t *allocator);
int _Py_hashtable_set(_Py_hashtable_t *ht, const void *key, void *value);
Py_hash_t _Py_HashDouble(PyObject *inst, double v);
_Py_hashtable_t *_Py_hashtable_new(_Py_hashtable_hash_func hash_func, _Py_hashtable_compare_func compare_func);
void _Py_hashtable_clear(_Py_hashtable_t *ht);
void *_Py_hashtable_steal(_Py_hashtable_t *ht, const void *key);
int _Py_hashtable_foreach(_Py_hashtable_t *ht, int (*func)(_Py_hashtable_t *ht, const void *key, const void *value, void *user_data), void *user_data);
int _Py_hashtable_compare_direct(const void *key1, const void *key2);
PyObject *PyImport_ImportModule(const char *name);
PyObject *PyImport_ImportModuleNoBlock(const char *name);
PyObject *PyImport_ImportModuleLevelObject(PyObject *name, PyObject *globals, PyObject *locals, PyObject *fromlist, int level);
PyObject *PyImport_ImportModuleLevel(const char *name, PyObject *globals, PyObject *locals, PyObject *fromlist, int level);
PyObject *PyImport_Import(PyObject *name);
PyObject *PyImport_ReloadModule(PyObject *m);
PyObject *PyImport_AddModuleObject(PyObject *name);
PyObject *PyImport_AddModule(const char *name);
PyObject *PyImport_ExecCodeModule(const char *name, PyObject *co);
PyObject *PyImport_ExecCodeModuleEx(const char *name, PyObject *co, const char *pathname);
PyObject *PyImport_ExecCodeModuleObject(PyObject *name, PyObject *co, PyObject *pathname, PyObject *cpathname);
PyObject *PyImport_ExecCodeModuleWithPathnames(const char *name, PyObject *co, const char *pathname, const char *cpathname);
long PyImport_GetMagicNumber(void);
const char *PyImport_GetMagicTag(void);
PyObject *PyImport_GetModuleDict(void);
PyObject *PyImport_GetModule(PyObject *name);
PyObject *PyImport_GetImporter(PyObject *path);
int PyImport_ImportFrozenModuleObject(PyObject *name);
int PyImport_ImportFrozenModule(const char *name);
int PyImport_AppendInittab(const char *name, PyObject* (*initfunc)(void));
int PyImport_ExtendInittab(struct _inittab *newtab);
PyObject *_PyEval_GetBuiltin(PyObject *name);
PyObject *_PyImport_GetModuleId(_Py_Identifier *name);
int _PyImport_SetModule(PyObject *name, PyObject *module);
PyStatus Py_PreInitialize(const PyPreConfig *preconfig);
PyStatus Py_PreInitializeFromBytesArgs(const PyPreConfig *preconfig, Py_ssize_t argc, char **argv);
PyStatus Py_PreInitializeFromArgs(const PyPreConfig *preconfig, Py_ssize_t argc, wchar_t **argv);
PyStatus Py_InitializeFromConfig(const PyConfig *config);
int Py_RunMain(void);
void PyConfig_Clear(PyConfig *config);
void PyConfig_InitIsolatedConfig(PyConfig *config);
void PyConfig_InitPythonConfig(PyConfig *config);
PyStatus PyConfig_Read(PyConfig *config);
PyStatus PyConfig_SetArgv(PyConfig *config, Py_ssize_t argc, wchar_t *const *argv);
PyStatus PyConfig_SetBytesArgv(PyConfig *config, Py_ssize_t argc, char *const *argv);
PyStatus PyConfig_SetBytesString(PyConfig *config, wchar_t **config_str, const char *str);
PyStatus PyConfig_SetString(PyConfig *config, wchar_t **config_str, const wchar_t *str);
PyStatus PyConfig_SetWideStringList(PyConfig *config, PyWideStringList *list, Py_ssize_t length, wchar_t **items);
void PyPreConfig_InitIsolatedConfig(PyPreConfig *config);
void PyPreConfig_InitPythonConfig(PyPreConfig *config);
PyStatus PyStatus_Error(const char *err_msg);
int PyStatus_Exception(PyStatus err);
PyStatus PyStatus_Exit(int exitcode);
int PyStatus_IsError(PyStatus err);
int PyStatus_IsExit(PyStatus err);
PyStatus PyStatus_NoMemory(void);
PyStatus PyStatus_Ok(void);
PyStatus PyWideStringList_Append(PyWideStringList *list, const wchar_t *item);
PyStatus PyWideStringList_Insert(PyWideStringList *list, Py_ssize_t index, const wchar_t *item);
void Py_ExitStatusException(PyStatus err);
PyObject *_Py_GetConfigsAsDict(void);
PyObject *_PyConfig_AsDict(const PyConfig *config);
int _PyConfig_FromDict(PyConfig *config, PyObject *dict);
int _PyInterpreterState_SetConfig(const struct PyConfig *config);
int _PyInterpreterState_GetConfigCopy(struct PyConfig *config);
void _PyPathConfig_ClearGlobal(void);
wchar_t *_Py_normpath(wchar_t *path, Py_ssize_t size);
PyObject *_Py_Get_Getpath_CodeObject(void);
void Py_Initialize(void);
void Py_InitializeEx(int initsigs);
int Py_IsInitialized(void);
int Py_FinalizeEx(void);
void Py_Finalize(void);
int Py_SetStandardStreamEncoding(const char *encoding, const char *errors);
void Py_SetProgramName(const wchar_t *name);
wchar_t *Py_GetProgramName(void);
wchar_t *Py_GetPrefix(void);
wchar_t *Py_GetExecPrefix(void);
wchar_t *Py_GetProgramFullPath(void);
wchar_t *Py_GetPath(void);
void Py_SetPath(const wchar_t *path);
const char *Py_GetVersion(void);
const char *Py_GetPlatform(void);
const char *Py_GetCopyright(void);
const char *Py_GetCompiler(void);
const char *Py_GetBuildInfo(void);
void PySys_SetArgvEx(int argc, wchar_t **argv, int updatepath);
void PySys_SetArgv(int argc, wchar_t **argv);
void Py_SetPythonHome(const wchar_t *home);
wchar_t *Py_GetPythonHome(void);
void PyEval_InitThreads(void);
int PyEval_ThreadsInitialized(void);
PyThreadState *PyEval_SaveThread(void);
void PyEval_RestoreThread(PyThreadState *tstate);
PyThreadState *PyThreadState_Get(void);
PyThreadState *PyThreadState_Swap(PyThreadState *tstate);
PyGILState_STATE PyGILState_Ensure(void);
void PyGILState_Release(PyGILState_STATE state);
PyThreadState *PyGILState_GetThisThreadState(void);
int PyGILState_Check(void);
PyInterpreterState *PyInterpreterState_New(void);
void PyInterpreterState_Clear(PyInterpreterState *interp);
void PyInterpreterState_Delete(PyInterpreterState *interp);
PyThreadState *PyThreadState_New(PyInterpreterState *interp);
void PyThreadState_Clear(PyThreadState *tstate);
void PyThreadState_Delete(PyThreadState *tstate);
void PyThreadState_DeleteCurrent(void);
PyFrameObject *PyThreadState_GetFrame(PyThreadState *tstate);
uint64_t PyThreadState_GetID(PyThreadState *tstate);
PyInterpreterState *PyThreadState_GetInterpreter(PyThreadState *tstate);
void PyThreadState_EnterTracing(PyThreadState *tstate);
void PyThreadState_LeaveTracing(PyThreadState *tstate);
PyInterpreterState *PyInterpreterState_Get(void);
int64_t PyInterpreterState_GetID(PyInterpreterState *interp);
PyObject *PyInterpreterState_GetDict(PyInterpreterState *interp);
PyObject *PyThreadState_GetDict(void);
int PyThreadState_SetAsyncExc(unsigned long id, PyObject *exc);
void PyEval_AcquireThread(PyThreadState *tstate);
void PyEval_ReleaseThread(PyThreadState *tstate);
void PyEval_AcquireLock(void);
void PyEval_ReleaseLock(void);
PyThreadState *Py_NewInterpreter(void);
void Py_EndInterpreter(PyThreadState *tstate);
int Py_AddPendingCall(int (*func)(void *), void *arg);
void PyEval_SetProfile(Py_tracefunc func, PyObject *obj);
void PyEval_SetTrace(Py_tracefunc func, PyObject *obj);
PyInterpreterState *PyInterpreterState_Head(void);
PyInterpreterState *PyInterpreterState_Main(void);
PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *interp);
PyThreadState *PyInterpreterState_ThreadHead(PyInterpreterState *interp);
PyThreadState *PyThreadState_Next(PyThreadState *tstate);
Py_tss_t *PyThread_tss_alloc(void);
void PyThread_tss_free(Py_tss_t *key);
int PyThread_tss_is_created(Py_tss_t *key);
int PyThread_tss_create(Py_tss_t *key);
void PyThread_tss_delete(Py_tss_t *key);
int PyThread_tss_set(Py_tss_t *key, void *value);
void *PyThread_tss_get(Py_tss_t *key);
int PyThread_create_key(void);
void PyThread_delete_key(int key);
int PyThread_set_key_value(int key, void *value);
void *PyThread_get_key_value(int key);
void PyThread_delete_key_value(int key);
void PyThread_ReInitTLS(void);
void Py_GetArgcArgv(int *argc, wchar_t ***argv);
PyObject *PyThread_GetInfo(void);
int PyThread_acquire_lock(PyThread_type_lock lock, int waitflag);
PyLockStatus PyThread_acquire_lock_timed(PyThread_type_lock lock, long long microseconds, int intr_flag);
PyThread_type_lock PyThread_allocate_lock(void);
void PyThread_exit_thread(void);
void PyThread_free_lock(PyThread_type_lock lock);
size_t PyThread_get_stacksize(void);
unsigned long PyThread_get_thread_ident(void);
unsigned long PyThread_get_thread_native_id(void);
void PyThread_init_thread(void);
void PyThread_release_lock(PyThread_type_lock lock);
int PyThread_set_stacksize(size_t size);
unsigned long PyThread_start_new_thread(void (*func)(void *), void *arg);
int Py_MakePendingCalls(void);
int _PyEval_SetProfile(PyThreadState *tstate, Py_tracefunc func, PyObject *arg);
const PyConfig *_PyInterpreterState_GetConfig(PyInterpreterState *interp);
PyObject *_PyThreadState_GetDict(PyThreadState *tstate);
void _PyThreadState_Init(PyThreadState *tstate);
PyThreadState *_PyThreadState_Prealloc(PyInterpreterState *interp);
PyThreadState *_PyThreadState_UncheckedGet(void);
int _Py_IsFinalizing(void);
PyObject *_PyEval_EvalFrameDefault(PyThreadState *tstate, struct _PyInterpreterFrame *frame, int throwflag);
void _PyInterpreterState_SetEvalFrameFunc(PyInterpreterState *interp, _PyFrameEvalFunction eval_frame);
PyThreadState *_Py_NewInterpreter(int isolated_subinterpreter);
PyObject *_PyInterpreterID_New(int64_t id);
PyInterpreterState *_PyInterpreterID_LookUp(PyObject *requested_id);
PyObject *_PyInterpreterState_GetIDObject(PyInterpreterState *interp);
PyObject *_PyInterpreterState_GetMainModule(PyInterpreterState *interp);
void _PyInterpreterState_RequireIDRef(PyInterpreterState *interp, int required);
PyObject *_PyCrossInterpreterData_NewObject(_PyCrossInterpreterData *data);
void _PyCrossInterpreterData_Release(_PyCrossInterpreterData *data);
int _PyCrossInterpreterData_RegisterClass(PyTypeObject *type, crossinterpdatafunc getdata);
int _PyObject_GetCrossInterpreterData(PyObject *obj, _PyCrossInterpreterData *data);
int _PyObject_CheckCrossInterpreterData(PyObject *obj);
int PyIter_Check(PyObject *o);
int PyAIter_Check(PyObject *o);
PyObject *PyIter_Next(PyObject *o);
PySendResult PyIter_Send(PyObject *iter, PyObject *arg, PyObject **presult);
PyObject *PyObject_SelfIter(PyObject *obj);
PyObject *_PyObject_NextNotImplemented(PyObject *self);
PyObject *PySeqIter_New(PyObject *seq);
PyObject *PyCallIter_New(PyObject *callable, PyObject *sentinel);
PyObject *PyList_New(Py_ssize_t len);
Py_ssize_t PyList_Size(PyObject *list);
PyObject *PyList_GetItem(PyObject *list, Py_ssize_t index);
int PyList_SetItem(PyObject *list, Py_ssize_t index, PyObject *item);
int PyList_Insert(PyObject *list, Py_ssize_t index, PyObject *item);
int PyList_Append(PyObject *list, PyObject *item);
PyObject *PyList_GetSlice(PyObject *list, Py_ssize_t low, Py_ssize_t high);
int PyList_SetSlice(PyObject *list, Py_ssize_t low, Py_ssize_t high, PyObject *itemlist);
int PyList_Sort(PyObject *list);
int PyList_Reverse(PyObject *list);
PyObject *PyList_AsTuple(PyObject *list);
int _PyAccu_Accumulate(_PyAccu *acc, PyObject *unicode);
void _PyAccu_Destroy(_PyAccu *acc);
PyObject *_PyAccu_FinishAsList(_PyAccu *acc);
int _PyAccu_Init(_PyAccu *acc);
PyObject *_PyList_Extend(PyListObject *self, PyObject *iterable);
PyObject *PyLong_FromLong(long v);
PyObject *PyLong_FromUnsignedLong(unsigned long v);
PyObject *PyLong_FromSsize_t(Py_ssize_t v);
PyObject *PyLong_FromSize_t(size_t v);
PyObject *PyLong_FromLongLong(long long v);
PyObject *PyLong_FromUnsignedLongLong(unsigned long long v);
PyObject *PyLong_FromDouble(double v);
PyObject *PyLong_FromString(const char *str, char **pend, int base);
PyObject *PyLong_FromUnicodeObject(PyObject *u, int base);
PyObject *PyLong_FromVoidPtr(void *p);
long PyLong_AsLong(PyObject *obj);
long PyLong_AsLongAndOverflow(PyObject *obj, int *overflow);
long long PyLong_AsLongLong(PyObject *obj);
long long PyLong_AsLongLongAndOverflow(PyObject *obj, int *overflow);
Py_ssize_t PyLong_AsSsize_t(PyObject *pylong);
unsigned long PyLong_AsUnsignedLong(PyObject *pylong);
size_t PyLong_AsSize_t(PyObject *pylong);
unsigned long long PyLong_AsUnsignedLongLong(PyObject *pylong);
unsigned long PyLong_AsUnsignedLongMask(PyObject *obj);
unsigned long long PyLong_AsUnsignedLongLongMask(PyObject *obj);
double PyLong_AsDouble(PyObject *pylong);
void *PyLong_AsVoidPtr(PyObject *pylong);
PyObject *PyLong_GetInfo(void);
int _PyLong_AsByteArray(PyLongObject *v, unsigned char *bytes, size_t n, int little_endian, int is_signed);
int _PyLong_AsInt(PyObject *obj);
time_t _PyLong_AsTime_t(PyObject *obj);
PyObject *_PyLong_DivmodNear(PyObject *a, PyObject *b);
int _PyLong_FileDescriptor_Converter(PyObject *obj, void *ptr);
PyObject *_PyLong_Format(PyObject *obj, int base);
double _PyLong_Frexp(PyLongObject *a, Py_ssize_t *e);
PyObject *_PyLong_FromByteArray(const unsigned char *bytes, size_t n, int little_endian, int is_signed);
PyObject *_PyLong_FromGid(gid_t gid);
PyObject *_PyLong_GCD(PyObject *a, PyObject *b);
PyObject *_PyLong_Lshift(PyObject *a, size_t shift);
PyLongObject *_PyLong_New(Py_ssize_t size);
size_t _PyLong_NumBits(PyObject *v);
PyObject *_PyLong_Rshift(PyObject *a, size_t shift);
int _PyLong_Sign(PyObject *v);
int _PyLong_Size_t_Converter(PyObject *obj, void *ptr);
int _PyLong_UnsignedInt_Converter(PyObject *obj, void *ptr);
int _PyLong_UnsignedLongLong_Converter(PyObject *obj, void *ptr);
int _PyLong_UnsignedLong_Converter(PyObject *obj, void *ptr);
int _PyLong_UnsignedShort_Converter(PyObject *obj, void *ptr);
PyObject *_PyLong_Copy(PyLongObject *src);
int PyMapping_Check(PyObject *o);
Py_ssize_t PyMapping_Size(PyObject *o);
Py_ssize_t PyMapping_Length(PyObject *o);
PyObject *PyMapping_GetItemString(PyObject *o, const char *key);
int PyMapping_SetItemString(PyObject *o, const char *key, PyObject *v);
int PyMapping_HasKey(PyObject *o, PyObject *key);
int PyMapping_HasKeyString(PyObject *o, const char *key);
PyObject *PyMapping_Keys(PyObject *o);
PyObject *PyMapping_Values(PyObject *o);
PyObject *PyMapping_Items(PyObject *o);
void PyMarshal_WriteLongToFile(long value, FILE *file, int version);
void PyMarshal_WriteObjectToFile(PyObject *value, FILE *file, int version);
PyObject *PyMarshal_WriteObjectToString(PyObject *value, int version);
long PyMarshal_ReadLongFromFile(FILE *file);
int PyMarshal_ReadShortFromFile(FILE *file);
PyObject *PyMarshal_ReadObjectFromFile(FILE *file);
PyObject *PyMarshal_ReadLastObjectFromFile(FILE *file);
PyObject *PyMarshal_ReadObjectFromString(const char *data, Py_ssize_t len);
void *PyMem_RawMalloc(size_t n);
void *PyMem_RawCalloc(size_t nelem, size_t elsize);
void *PyMem_RawRealloc(void *p, size_t n);
void PyMem_RawFree(void *p);
void *PyMem_Malloc(size_t n);
void *PyMem_Calloc(size_t nelem, size_t elsize);
void *PyMem_Realloc(void *p, size_t n);
void PyMem_Free(void *p);
void *PyObject_Malloc(size_t n);
void *PyObject_Calloc(size_t nelem, size_t elsize);
void *PyObject_Realloc(void *p, size_t n);
void PyObject_Free(void *p);
void PyMem_GetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator);
void PyMem_SetAllocator(PyMemAllocatorDomain domain, PyMemAllocatorEx *allocator);
void PyMem_SetupDebugHooks(void);
void PyObject_GetArenaAllocator(PyObjectArenaAllocator *allocator);
void PyObject_SetArenaAllocator(PyObjectArenaAllocator *allocator);
int PyTraceMalloc_Track(unsigned int domain, uintptr_t ptr, size_t size);
int PyTraceMalloc_Untrack(unsigned int domain, uintptr_t ptr);
char *_PyMem_Strdup(const char *str);
PyObject *_PyTraceMalloc_GetTraceback(unsigned int domain, uintptr_t ptr);
const char *_PyMem_GetCurrentAllocatorName(void);
PyObject *PyMemoryView_FromObject(PyObject *obj);
PyObject *PyMemoryView_FromMemory(char *mem, Py_ssize_t size, int flags);
PyObject *PyMemoryView_FromBuffer(const Py_buffer *view);
PyObject *PyMemoryView_GetContiguous(PyObject *obj, int buffertype, char order);
PyObject *PyInstanceMethod_New(PyObject *func);
PyObject *PyInstanceMethod_Function(PyObject *im);
PyObject *PyMethod_New(PyObject *func, PyObject *self);
PyObject *PyMethod_Function(PyObject *meth);
PyObject *PyMethod_Self(PyObject *meth);
PyObject *PyCFunction_Call(PyObject *func, PyObject *args, PyObject *kwargs);
int PyCFunction_GetFlags(PyObject *func);
PyCFunction PyCFunction_GetFunction(PyObject *func);
PyObject *PyCFunction_GetSelf(PyObject *func);
PyObject *PyCFunction_New(PyMethodDef *ml, PyObject *self);
PyObject *PyCFunction_NewEx(PyMethodDef *ml, PyObject *self, PyObject *module);
PyObject *PyCMethod_New(PyMethodDef *ml, PyObject *self, PyObject *module, PyTypeObject *cls);
PyObject *PyModule_NewObject(PyObject *name);
PyObject *PyModule_New(const char *name);
PyObject *PyModule_GetDict(PyObject *module);
PyObject *PyModule_GetNameObject(PyObject *module);
const char *PyModule_GetName(PyObject *module);
void *PyModule_GetState(PyObject *module);
PyModuleDef *PyModule_GetDef(PyObject *module);
PyObject *PyModule_GetFilenameObject(PyObject *module);
const char *PyModule_GetFilename(PyObject *module);
PyObject *PyModule_Create2(PyModuleDef *def, int module_api_version);
PyObject *PyModuleDef_Init(PyModuleDef *def);
PyObject *PyModule_FromDefAndSpec2(PyModuleDef *def, PyObject *spec, int module_api_version);
int PyModule_ExecDef(PyObject *module, PyModuleDef *def);
int PyModule_SetDocString(PyObject *module, const char *docstring);
int PyModule_AddFunctions(PyObject *module, PyMethodDef *functions);
int PyModule_AddObjectRef(PyObject *module, const char *name, PyObject *value);
int PyModule_AddObject(PyObject *module, const char *name, PyObject *value);
int PyModule_AddIntConstant(PyObject *module, const char *name, long value);
int PyModule_AddStringConstant(PyObject *module, const char *name, const char *value);
int PyModule_AddType(PyObject *module, PyTypeObject *type);
PyObject *PyState_FindModule(PyModuleDef *def);
int PyState_AddModule(PyObject *module, PyModuleDef *def);
int PyState_RemoveModule(PyModuleDef *def);
int _PyModule_Add(PyObject *module, const char *name, PyObject *value);
int _PyState_AddModule(PyThreadState *tstate, PyObject *module, PyModuleDef *def);
int PyNumber_Check(PyObject *o);
PyObject *PyNumber_Add(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Subtract(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Multiply(PyObject *o1, PyObject *o2);
PyObject *PyNumber_MatrixMultiply(PyObject *o1, PyObject *o2);
PyObject *PyNumber_FloorDivide(PyObject *o1, PyObject *o2);
PyObject *PyNumber_TrueDivide(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Remainder(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Divmod(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Power(PyObject *o1, PyObject *o2, PyObject *o3);
PyObject *PyNumber_Negative(PyObject *o);
PyObject *PyNumber_Positive(PyObject *o);
PyObject *PyNumber_Absolute(PyObject *o);
PyObject *PyNumber_Invert(PyObject *o);
PyObject *PyNumber_Lshift(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Rshift(PyObject *o1, PyObject *o2);
PyObject *PyNumber_And(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Xor(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Or(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceAdd(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceSubtract(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceMultiply(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceMatrixMultiply(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceFloorDivide(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceTrueDivide(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceRemainder(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlacePower(PyObject *o1, PyObject *o2, PyObject *o3);
PyObject *PyNumber_InPlaceLshift(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceRshift(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceAnd(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceXor(PyObject *o1, PyObject *o2);
PyObject *PyNumber_InPlaceOr(PyObject *o1, PyObject *o2);
PyObject *PyNumber_Long(PyObject *o);
PyObject *PyNumber_Float(PyObject *o);
PyObject *PyNumber_Index(PyObject *o);
PyObject *PyNumber_ToBase(PyObject *n, int base);
Py_ssize_t PyNumber_AsSsize_t(PyObject *o, PyObject *exc);
int PyIndex_Check(PyObject *o);
PyObject *_PyNumber_Index(PyObject *o);
int PyObject_Print(PyObject *o, FILE *fp, int flags);
int PyObject_HasAttr(PyObject *o, PyObject *attr_name);
int PyObject_HasAttrString(PyObject *o, const char *attr_name);
PyObject *PyObject_GetAttr(PyObject *o, PyObject *attr_name);
PyObject *PyObject_GetAttrString(PyObject *o, const char *attr_name);
PyObject *PyObject_GenericGetAttr(PyObject *o, PyObject *name);
int PyObject_SetAttr(PyObject *o, PyObject *attr_name, PyObject *v);
int PyObject_SetAttrString(PyObject *o, const char *attr_name, PyObject *v);
int PyObject_GenericSetAttr(PyObject *o, PyObject *name, PyObject *value);
PyObject *PyObject_GenericGetDict(PyObject *o, void *context);
int PyObject_GenericSetDict(PyObject *o, PyObject *value, void *context);
PyObject **_PyObject_GetDictPtr(PyObject *obj);
PyObject *PyObject_RichCompare(PyObject *o1, PyObject *o2, int opid);
int PyObject_RichCompareBool(PyObject *o1, PyObject *o2, int opid);
PyObject *PyObject_Repr(PyObject *o);
PyObject *PyObject_ASCII(PyObject *o);
PyObject *PyObject_Str(PyObject *o);
PyObject *PyObject_Bytes(PyObject *o);
int PyObject_IsSubclass(PyObject *derived, PyObject *cls);
int PyObject_IsInstance(PyObject *inst, PyObject *cls);
Py_hash_t PyObject_Hash(PyObject *o);
Py_hash_t PyObject_HashNotImplemented(PyObject *o);
int PyObject_IsTrue(PyObject *o);
int PyObject_Not(PyObject *o);
PyObject *PyObject_Type(PyObject *o);
Py_ssize_t PyObject_Size(PyObject *o);
Py_ssize_t PyObject_Length(PyObject *o);
Py_ssize_t PyObject_LengthHint(PyObject *o, Py_ssize_t defaultvalue);
PyObject *PyObject_GetItem(PyObject *o, PyObject *key);
int PyObject_SetItem(PyObject *o, PyObject *key, PyObject *v);
int PyObject_DelItem(PyObject *o, PyObject *key);
PyObject *PyObject_Dir(PyObject *o);
PyObject *PyObject_GetIter(PyObject *o);
PyObject *PyObject_GetAIter(PyObject *o);
int PyObject_DelItemString(PyObject *o, const char *key);
PyObject *PyObject_Format(PyObject *obj, PyObject *format_spec);
PyObject *_PyObject_GenericGetAttrWithDict(PyObject *obj, PyObject *name, PyObject *dict, int suppress);
PyObject *_PyObject_GetAttrId(PyObject *obj, _Py_Identifier *name);
PyObject *_PyObject_GetState(PyObject *obj);
int _PyObject_LookupAttr(PyObject *obj, PyObject *name, PyObject **result);
int _PyObject_LookupAttrId(PyObject *obj, _Py_Identifier *name, PyObject **result);
PyObject *_PyObject_LookupSpecialId(PyObject *self, _Py_Identifier *name);
int _PyObject_SetAttrId(PyObject *obj, _Py_Identifier *name, PyObject *value);
int _PyObject_IsFreed(PyObject *op);
PyObject *_PyNamespace_New(PyObject *kwds);
void Py_IncRef(PyObject *o);
void Py_DecRef(PyObject *o);
void _Py_Dealloc(PyObject *op);
void _Py_DecRef(PyObject *o);
void _Py_IncRef(PyObject *o);
void _Py_NewReference(PyObject *op);
PyObject *PyEval_GetBuiltins(void);
PyObject *PyEval_GetLocals(void);
PyObject *PyEval_GetGlobals(void);
PyFrameObject *PyEval_GetFrame(void);
const char *PyEval_GetFuncName(PyObject *func);
const char *PyEval_GetFuncDesc(PyObject *func);
int PySequence_Check(PyObject *o);
Py_ssize_t PySequence_Size(PyObject *o);
Py_ssize_t PySequence_Length(PyObject *o);
PyObject *PySequence_Concat(PyObject *o1, PyObject *o2);
PyObject *PySequence_Repeat(PyObject *o, Py_ssize_t count);
PyObject *PySequence_InPlaceConcat(PyObject *o1, PyObject *o2);
PyObject *PySequence_InPlaceRepeat(PyObject *o, Py_ssize_t count);
PyObject *PySequence_GetItem(PyObject *o, Py_ssize_t i);
PyObject *PySequence_GetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2);
int PySequence_SetItem(PyObject *o, Py_ssize_t i, PyObject *v);
int PySequence_DelItem(PyObject *o, Py_ssize_t i);
int PySequence_SetSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2, PyObject *v);
int PySequence_DelSlice(PyObject *o, Py_ssize_t i1, Py_ssize_t i2);
Py_ssize_t PySequence_Count(PyObject *o, PyObject *value);
int PySequence_Contains(PyObject *o, PyObject *value);
Py_ssize_t PySequence_Index(PyObject *o, PyObject *value);
PyObject *PySequence_List(PyObject *o);
PyObject *PySequence_Tuple(PyObject *o);
PyObject *PySequence_Fast(PyObject *o, const char *m);
int PySequence_In(PyObject *o, PyObject *value);
PyObject *PySet_New(PyObject *iterable);
PyObject *PyFrozenSet_New(PyObject *iterable);
Py_ssize_t PySet_Size(PyObject *anyset);
int PySet_Contains(PyObject *anyset, PyObject *key);
int PySet_Add(PyObject *set, PyObject *key);
int PySet_Discard(PyObject *set, PyObject *key);
PyObject *PySet_Pop(PyObject *set);
int PySet_Clear(PyObject *set);
int _PySet_NextEntry(PyObject *set, Py_ssize_t *pos, PyObject **key, Py_hash_t *hash);
int _PySet_Update(PyObject *set, PyObject *iterable);
PyObject *PySlice_New(PyObject *start, PyObject *stop, PyObject *step);
int PySlice_GetIndices(PyObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step);
int PySlice_GetIndicesEx(PyObject *slice, Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step, Py_ssize_t *slicelength);
int PySlice_Unpack(PyObject *slice, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t *step);
Py_ssize_t PySlice_AdjustIndices(Py_ssize_t length, Py_ssize_t *start, Py_ssize_t *stop, Py_ssize_t step);
int Py_Is(PyObject *x, PyObject *y);
int Py_IsNone(PyObject *x);
int Py_IsTrue(PyObject *x);
int Py_IsFalse(PyObject *x);
PyObject *PyMember_GetOne(const char *obj_addr, PyMemberDef *m);
int PyMember_SetOne(char *obj_addr, PyMemberDef *m, PyObject *o);
PyObject *PyOS_FSPath(PyObject *path);
int Py_FdIsInteractive(FILE *fp, const char *filename);
void PyOS_BeforeFork(void);
void PyOS_AfterFork_Parent(void);
void PyOS_AfterFork_Child(void);
void PyOS_AfterFork(void);
PyOS_sighandler_t PyOS_getsig(int i);
PyOS_sighandler_t PyOS_setsig(int i, PyOS_sighandler_t h);
wchar_t *Py_DecodeLocale(const char *arg, size_t *size);
char *Py_EncodeLocale(const wchar_t *text, size_t *error_pos);
PyObject *PySys_GetObject(const char *name);
int PySys_SetObject(const char *name, PyObject *v);
void PySys_ResetWarnOptions(void);
void PySys_AddWarnOption(const wchar_t *s);
void PySys_AddWarnOptionUnicode(PyObject *unicode);
void PySys_SetPath(const wchar_t *path);
void PySys_WriteStdout(const char *format, ...);
void PySys_WriteStderr(const char *format, ...);
void PySys_FormatStdout(const char *format, ...);
void PySys_FormatStderr(const char *format, ...);
void PySys_AddXOption(const wchar_t *s);
PyObject *PySys_GetXOptions(void);
int PySys_Audit(const char *event, const char *format, ...);
int PySys_AddAuditHook(Py_AuditHookFunction hook, void *userData);
void Py_FatalError(const char *message);
void Py_Exit(int status);
int Py_AtExit(void (*func)(void));
int PyOS_InterruptOccurred(void);
int PySys_HasWarnOptions(void);
int _PyOS_URandomNonblock(void *buffer, Py_ssize_t size);
char *const *_PySequence_BytesToCharpArray(PyObject *self);
PyObject *_PySys_GetAttr(PyThreadState *tstate, PyObject *name);
size_t _PySys_GetSizeOf(PyObject *o);
void _Py_FatalErrorFunc(const char *func, const char *message);
void _Py_FreeCharPArray(char *const array[]);
void _Py_RestoreSignals(void);
char *_Py_SetLocaleFromEnv(int category);
int _Py_dup(int fd);
FILE *_Py_fopen_obj(PyObject *path, const char *mode);
int _Py_fstat(int fd, struct stat *status);
int _Py_fstat_noraise(int fd, struct stat *status);
int _Py_open(const char *pathname, int flags);
int _Py_open_noraise(const char *pathname, int flags);
Py_ssize_t _Py_read(int fd, void *buf, size_t count);
int _Py_set_inheritable(int fd, int inheritable, int *atomic_flag_works);
int _Py_set_inheritable_async_safe(int fd, int inheritable, int *atomic_flag_works);
Py_ssize_t _Py_write(int fd, const void *buf, size_t count);
Py_ssize_t _Py_write_noraise(int fd, const void *buf, size_t count);
_PyTime_t _PyDeadline_Get(_PyTime_t deadline);
_PyTime_t _PyDeadline_Init(_PyTime_t timeout);
_PyTime_t _PyTime_AsMicroseconds(_PyTime_t t, _PyTime_round_t round);
_PyTime_t _PyTime_AsMilliseconds(_PyTime_t t, _PyTime_round_t round);
double _PyTime_AsSecondsDouble(_PyTime_t t);
int _PyTime_AsTimeval(_PyTime_t t, struct timeval *tv, _PyTime_round_t round);
int _PyTime_AsTimevalTime_t(_PyTime_t t, time_t *secs, int *us, _PyTime_round_t round);
void _PyTime_AsTimeval_clamp(_PyTime_t t, struct timeval *tv, _PyTime_round_t round);
int _PyTime_FromMillisecondsObject(_PyTime_t *t, PyObject *obj, _PyTime_round_t round);
int _PyTime_FromNanosecondsObject(_PyTime_t *t, PyObject *obj);
_PyTime_t _PyTime_FromSeconds(int seconds);
int _PyTime_FromSecondsObject(_PyTime_t *t, PyObject *obj, _PyTime_round_t round);
_PyTime_t _PyTime_GetMonotonicClock(void);
_PyTime_t _PyTime_GetPerfCounter(void);
_PyTime_t _PyTime_GetSystemClock(void);
int _PyTime_ObjectToTime_t(PyObject *obj, time_t *sec, _PyTime_round_t round);
int _PyTime_ObjectToTimeval(PyObject *obj, time_t *sec, long *usec, _PyTime_round_t round);
int _PyTime_gmtime(time_t t, struct tm *tm);
int _PyTime_localtime(time_t t, struct tm *tm);
PyObject *_PyTime_AsNanosecondsObject(_PyTime_t t);
void _PyTime_AsTimespec_clamp(_PyTime_t t, struct timespec *ts);
int _PyTime_AsTimespec(_PyTime_t t, struct timespec *ts);
int _PyTime_ObjectToTimespec(PyObject *obj, time_t *sec, long *nsec, _PyTime_round_t round);
PyObject *_PyLong_FromTime_t(time_t sec);
_PyTime_t _PyTime_FromNanoseconds(_PyTime_t ns);
PyObject *PyTuple_New(Py_ssize_t len);
PyObject *PyTuple_Pack(Py_ssize_t n, ...);
Py_ssize_t PyTuple_Size(PyObject *p);
PyObject *PyTuple_GetItem(PyObject *p, Py_ssize_t pos);
PyObject *PyTuple_GetSlice(PyObject *p, Py_ssize_t low, Py_ssize_t high);
int PyTuple_SetItem(PyObject *p, Py_ssize_t pos, PyObject *o);
int _PyTuple_Resize(PyObject **p, Py_ssize_t newsize);
PyTypeObject *PyStructSequence_NewType(PyStructSequence_Desc *desc);
void PyStructSequence_InitType(PyTypeObject *type, PyStructSequence_Desc *desc);
int PyStructSequence_InitType2(PyTypeObject *type, PyStructSequence_Desc *desc);
PyObject *PyStructSequence_New(PyTypeObject *type);
PyObject *PyStructSequence_GetItem(PyObject *p, Py_ssize_t pos);
void PyStructSequence_SetItem(PyObject *p, Py_ssize_t pos, PyObject *o);
PyTypeObject *_PyStructSequence_NewType(PyStructSequence_Desc *desc, unsigned long tp_flags);
unsigned int PyType_ClearCache(void);
unsigned long PyType_GetFlags(PyTypeObject *type);
void PyType_Modified(PyTypeObject *type);
int PyType_IsSubtype(PyTypeObject *a, PyTypeObject *b);
PyObject *PyType_GenericAlloc(PyTypeObject *type, Py_ssize_t nitems);
PyObject *PyType_GenericNew(PyTypeObject *type, PyObject *args, PyObject *kwds);
int PyType_Ready(PyTypeObject *type);
PyObject *PyType_GetName(PyTypeObject *type);
PyObject *PyType_GetQualName(PyTypeObject *type);
void *PyType_GetSlot(PyTypeObject *type, int slot);
PyObject *PyType_GetModule(PyTypeObject *type);
void *PyType_GetModuleState(PyTypeObject *type);
PyObject *PyType_GetModuleByDef(PyTypeObject *type, PyModuleDef *def);
PyObject *PyType_FromModuleAndSpec(PyObject *module, PyType_Spec *spec, PyObject *bases);
PyObject *PyType_FromSpecWithBases(PyType_Spec *spec, PyObject *bases);
PyObject *PyType_FromSpec(PyType_Spec *spec);
PyTypeObject *_PyType_CalculateMetaclass(PyTypeObject *metatype, PyObject *bases);
PyObject *_PyType_Lookup(PyTypeObject *type, PyObject *name);
const char *_PyType_Name(PyTypeObject *type);
PyObject *Py_GenericAlias(PyObject *origin, PyObject *args);
int _PyTrash_begin(PyThreadState *tstate, PyObject *op);
int _PyTrash_cond(PyObject *op, destructor dealloc);
void _PyTrash_end(PyThreadState *tstate);
int PyUnicode_IsIdentifier(PyObject *o);
PyObject *PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar);
PyObject *PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size);
PyObject *PyUnicode_FromStringAndSize(const char *u, Py_ssize_t size);
PyObject *PyUnicode_FromString(const char *u);
PyObject *PyUnicode_FromFormat(const char *format, ...);
PyObject *PyUnicode_FromFormatV(const char *format, va_list vargs);
PyObject *PyUnicode_FromEncodedObject(PyObject *obj, const char *encoding, const char *errors);
Py_ssize_t PyUnicode_GetLength(PyObject *unicode);
Py_ssize_t PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start, Py_ssize_t how_many);
Py_ssize_t PyUnicode_Fill(PyObject *unicode, Py_ssize_t start, Py_ssize_t length, Py_UCS4 fill_char);
int PyUnicode_WriteChar(PyObject *unicode, Py_ssize_t index, Py_UCS4 character);
Py_UCS4 PyUnicode_ReadChar(PyObject *unicode, Py_ssize_t index);
PyObject *PyUnicode_Substring(PyObject *str, Py_ssize_t start, Py_ssize_t end);
Py_UCS4 *PyUnicode_AsUCS4(PyObject *u, Py_UCS4 *buffer, Py_ssize_t buflen, int copy_null);
Py_UCS4 *PyUnicode_AsUCS4Copy(PyObject *u);
PyObject *PyUnicode_FromUnicode(const Py_UNICODE *u, Py_ssize_t size);
Py_UNICODE *PyUnicode_AsUnicode(PyObject *unicode);
Py_UNICODE *PyUnicode_AsUnicodeAndSize(PyObject *unicode, Py_ssize_t *size);
Py_ssize_t PyUnicode_GetSize(PyObject *unicode);
PyObject *PyUnicode_FromObject(PyObject *obj);
PyObject *PyUnicode_DecodeLocaleAndSize(const char *str, Py_ssize_t len, const char *errors);
PyObject *PyUnicode_DecodeLocale(const char *str, const char *errors);
PyObject *PyUnicode_EncodeLocale(PyObject *unicode, const char *errors);
int PyUnicode_FSConverter(PyObject *obj, void *result);
int PyUnicode_FSDecoder(PyObject *obj, void *result);
PyObject *PyUnicode_DecodeFSDefaultAndSize(const char *s, Py_ssize_t size);
PyObject *PyUnicode_DecodeFSDefault(const char *s);
PyObject *PyUnicode_EncodeFSDefault(PyObject *unicode);
PyObject *PyUnicode_FromWideChar(const wchar_t *w, Py_ssize_t size);
Py_ssize_t PyUnicode_AsWideChar(PyObject *unicode, wchar_t *w, Py_ssize_t size);
wchar_t *PyUnicode_AsWideCharString(PyObject *unicode, Py_ssize_t *size);
PyObject *PyUnicode_Decode(const char *s, Py_ssize_t size, const char *encoding, const char *errors);
PyObject *PyUnicode_AsEncodedString(PyObject *unicode, const char *encoding, const char *errors);
PyObject *PyUnicode_DecodeUTF8(const char *s, Py_ssize_t size, const char *errors);
PyObject *PyUnicode_DecodeUTF8Stateful(const char *s, Py_ssize_t size, const char *errors, Py_ssize_t *consumed);
PyObject *PyUnicode_AsUTF8String(PyObject *unicode);
const char *PyUnicode_AsUTF8AndSize(PyObject *unicode, Py_ssize_t *size);
const char *PyUnicode_AsUTF8(PyObject *unicode);
PyObject *PyUnicode_DecodeUTF32(const char *s, Py_ssize_t size, const char *errors, int *byteorder);
PyObject *PyUnicode_DecodeUTF32Stateful(const char *s, Py_ssize_t size, const char *errors, int *byteorder, Py_ssize_t *consumed);
PyObject *PyUnicode_AsUTF32String(PyObject *unicode);
PyObject *PyUnicode_DecodeUTF16(const char *s, Py_ssize_t size, const char *errors, int *byteorder);
PyObject *PyUnicode_DecodeUTF16Stateful(const char *s, Py_ssize_t size, const char *errors, int *byteorder, Py_ssize_t *consumed);
PyObject *PyUnicode_AsUTF16String(PyObject *unicode);
PyObject *PyUnicode_DecodeUTF7(const char *s, Py_ssize_t size, const char *errors);
PyObject *PyUnicode_DecodeUTF7Stateful(const char *s, Py_ssize_t size, const char *errors, Py_ssize_t *consumed);
PyObject *PyUnicode_DecodeUnicodeEscape(const char *s, Py_ssize_t size, const char *errors);
PyObject *PyUnicode_AsUnicodeEscapeString(PyObject *unicode);
PyObject *PyUnicode_DecodeRawUnicodeEscape(const char *s, Py_ssize_t size, const char *errors);
PyObject *PyUnicode_AsRawUnicodeEscapeString(PyObject *unicode);
PyObject *PyUnicode_DecodeLatin1(const char *s, Py_ssize_t size, const char *errors);
PyObject *PyUnicode_AsLatin1String(PyObject *unicode);
PyObject *PyUnicode_DecodeASCII(const char *s, Py_ssize_t size, const char *errors);
PyObject *PyUnicode_AsASCIIString(PyObject *unicode);
PyObject *PyUnicode_DecodeCharmap(const char *data, Py_ssize_t size, PyObject *mapping, const char *errors);
PyObject *PyUnicode_AsCharmapString(PyObject *unicode, PyObject *mapping);
PyObject *PyUnicode_Translate(PyObject *str, PyObject *table, const char *errors);
PyObject *PyUnicode_Concat(PyObject *left, PyObject *right);
PyObject *PyUnicode_Split(PyObject *s, PyObject *sep, Py_ssize_t maxsplit);
PyObject *PyUnicode_Splitlines(PyObject *s, int keepend);
PyObject *PyUnicode_Join(PyObject *separator, PyObject *seq);
Py_ssize_t PyUnicode_Tailmatch(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end, int direction);
Py_ssize_t PyUnicode_Find(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end, int direction);
Py_ssize_t PyUnicode_FindChar(PyObject *str, Py_UCS4 ch, Py_ssize_t start, Py_ssize_t end, int direction);
Py_ssize_t PyUnicode_Count(PyObject *str, PyObject *substr, Py_ssize_t start, Py_ssize_t end);
PyObject *PyUnicode_Replace(PyObject *str, PyObject *substr, PyObject *replstr, Py_ssize_t maxcount);
int PyUnicode_Compare(PyObject *left, PyObject *right);
int PyUnicode_CompareWithASCIIString(PyObject *uni, const char *string);
PyObject *PyUnicode_RichCompare(PyObject *left, PyObject *right, int op);
PyObject *PyUnicode_Format(PyObject *format, PyObject *args);
int PyUnicode_Contains(PyObject *container, PyObject *element);
void PyUnicode_InternInPlace(PyObject **string);
PyObject *PyUnicode_InternFromString(const char *v);
void PyUnicode_Append(PyObject **pleft, PyObject *right);
void PyUnicode_AppendAndDel(PyObject **pleft, PyObject *right);
PyObject *PyUnicode_BuildEncodingMap(PyObject *string);
PyObject *PyUnicode_FromOrdinal(int ordinal);
const char *PyUnicode_GetDefaultEncoding(void);
void PyUnicode_InternImmortal(PyObject **p_unicode);
PyObject *PyUnicode_Partition(PyObject *s, PyObject *sep);
PyObject *PyUnicode_RPartition(PyObject *s, PyObject *sep);
PyObject *PyUnicode_RSplit(PyObject *s, PyObject *sep, Py_ssize_t maxsplit);
int PyUnicode_Resize(PyObject **unicode, Py_ssize_t length);
void _PyUnicodeWriter_Dealloc(_PyUnicodeWriter *writer);
PyObject *_PyUnicodeWriter_Finish(_PyUnicodeWriter *writer);
void _PyUnicodeWriter_Init(_PyUnicodeWriter *writer);
int _PyUnicodeWriter_PrepareInternal(_PyUnicodeWriter *writer, Py_ssize_t length, Py_UCS4 maxchar);
int _PyUnicodeWriter_WriteChar(_PyUnicodeWriter *writer, Py_UCS4 ch);
int _PyUnicodeWriter_WriteStr(_PyUnicodeWriter *writer, PyObject *str);
int _PyUnicodeWriter_WriteSubstring(_PyUnicodeWriter *writer, PyObject *str, Py_ssize_t start, Py_ssize_t end);
PyObject *_PyUnicode_AsUTF8String(PyObject *unicode, const char *errors);
PyObject *_PyUnicode_Copy(PyObject *unicode);
int _PyUnicode_EQ(PyObject *a, PyObject *b);
int _PyUnicode_Equal(PyObject *a, PyObject *b);
int _PyUnicode_EqualToASCIIString(PyObject *left, const char *right);
void _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start, Py_ssize_t how_many);
PyObject *_PyUnicode_FromId(_Py_Identifier *id);
int _PyUnicode_IsAlpha(Py_UCS4 ch);
int _PyUnicode_IsDecimalDigit(Py_UCS4 ch);
int _PyUnicode_IsDigit(Py_UCS4 ch);
int _PyUnicode_IsLinebreak(const Py_UCS4 ch);
int _PyUnicode_IsLowercase(Py_UCS4 ch);
int _PyUnicode_IsNumeric(Py_UCS4 ch);
int _PyUnicode_IsPrintable(Py_UCS4 ch);
int _PyUnicode_IsTitlecase(Py_UCS4 ch);
int _PyUnicode_IsUppercase(Py_UCS4 ch);
int _PyUnicode_IsWhitespace(const Py_UCS4 ch);
int _PyUnicode_Ready(PyObject *unicode);
int _PyUnicode_ToDecimalDigit(Py_UCS4 ch);
int _PyUnicode_ToDigit(Py_UCS4 ch);
int _PyUnicode_ToLowerFull(Py_UCS4 ch, Py_UCS4 *res);
Py_UCS4 _PyUnicode_ToLowercase(Py_UCS4 ch);
double _PyUnicode_ToNumeric(Py_UCS4 ch);
Py_UCS4 _PyUnicode_ToTitlecase(Py_UCS4 ch);
int _PyUnicode_ToUpperFull(Py_UCS4 ch, Py_UCS4 *res);
Py_UCS4 _PyUnicode_ToUppercase(Py_UCS4 ch);
int Py_Main(int argc, wchar_t **argv);
int Py_BytesMain(int argc, char **argv);
int PyRun_AnyFile(FILE *fp, const char *filename);
int PyRun_AnyFileFlags(FILE *fp, const char *filename, PyCompilerFlags *flags);
int PyRun_AnyFileEx(FILE *fp, const char *filename, int closeit);
int PyRun_AnyFileExFlags(FILE *fp, const char *filename, int closeit, PyCompilerFlags *flags);
int PyRun_SimpleString(const char *command);
int PyRun_SimpleStringFlags(const char *command, PyCompilerFlags *flags);
int PyRun_SimpleFile(FILE *fp, const char *filename);
int PyRun_SimpleFileEx(FILE *fp, const char *filename, int closeit);
int PyRun_SimpleFileExFlags(FILE *fp, const char *filename, int closeit, PyCompilerFlags *flags);
int PyRun_InteractiveOne(FILE *fp, const char *filename);
int PyRun_InteractiveOneFlags(FILE *fp, const char *filename, PyCompilerFlags *flags);
int PyRun_InteractiveLoop(FILE *fp, const char *filename);
int PyRun_InteractiveLoopFlags(FILE *fp, const char *filename, PyCompilerFlags *flags);
PyObject *PyRun_String(const char *str, int start, PyObject *globals, PyObject *locals);
PyObject *PyRun_StringFlags(const char *str, int start, PyObject *globals, PyObject *locals, PyCompilerFlags *flags);
PyObject *PyRun_File(FILE *fp, const char *filename, int start, PyObject *globals, PyObject *locals);
PyObject *PyRun_FileEx(FILE *fp, const char *filename, int start, PyObject *globals, PyObject *locals, int closeit);
PyObject *PyRun_FileFlags(FILE *fp, const char *filename, int start, PyObject *globals, PyObject *locals, PyCompilerFlags *flags);
PyObject *PyRun_FileExFlags(FILE *fp, const char *filename, int start, PyObject *globals, PyObject *locals, int closeit, PyCompilerFlags *flags);
PyObject *Py_CompileString(const char *str, const char *filename, int start);
PyObject *Py_CompileStringFlags(const char *str, const char *filename, int start, PyCompilerFlags *flags);
PyObject *Py_CompileStringObject(const char *str, PyObject *filename, int start, PyCompilerFlags *flags, int optimize);
PyObject *Py_CompileStringExFlags(const char *str, const char *filename, int start, PyCompilerFlags *flags, int optimize);
PyObject *PyEval_EvalCode(PyObject *co, PyObject *globals, PyObject *locals);
PyObject *PyEval_EvalCodeEx(PyObject *co, PyObject *globals, PyObject *locals, PyObject *const *args, int argcount, PyObject *const *kws, int kwcount, PyObject *const *defs, int defcount, PyObject *kwdefs, PyObject *closure);
PyObject *PyEval_EvalFrame(PyFrameObject *f);
PyObject *PyEval_EvalFrameEx(PyFrameObject *f, int throwflag);
int PyEval_MergeCompilerFlags(PyCompilerFlags *cf);
int PyCompile_OpcodeStackEffect(int opcode, int oparg);
int PyCompile_OpcodeStackEffectWithJump(int opcode, int oparg, int jump);
char *PyOS_Readline(FILE *in, FILE *out, const char *prompt);
int PyRun_InteractiveOneObject(FILE *fp, PyObject *filename, PyCompilerFlags *flags);
int Py_FrozenMain(int argc, char **argv);
PyObject *PyWeakref_NewRef(PyObject *ob, PyObject *callback);
PyObject *PyWeakref_NewProxy(PyObject *ob, PyObject *callback);
PyObject *PyWeakref_GetObject(PyObject *ref);
void PyObject_ClearWeakRefs(PyObject *object);
PyObject **PyObject_GET_WEAKREFS_LISTPTR(PyObject *op);
int PyType_SUPPORTS_WEAKREFS(PyTypeObject *type);
static inline char *PyByteArray_AS_STRING(PyObject *bytearray);
static inline Py_ssize_t PyByteArray_GET_SIZE(PyObject *bytearray);
static inline Py_ssize_t PyBytes_GET_SIZE(PyObject *o);
static inline char *PyBytes_AS_STRING(PyObject *string);
static inline Py_ssize_t PyVectorcall_NARGS(size_t nargsf);
static inline PyObject *PyObject_CallMethodNoArgs(PyObject *obj, PyObject *name);
static inline PyObject *PyObject_CallMethodOneArg(PyObject *obj, PyObject *name, PyObject *arg);
static inline Py_ssize_t PyList_GET_SIZE(PyObject *list);
static inline void PyList_SET_ITEM(PyObject *list, Py_ssize_t i, PyObject *o);
static inline PyTypeObject *PyCFunction_GET_CLASS(PyObject *func);
static inline int PyCFunction_GET_FLAGS(PyObject *func);
static inline PyCFunction PyCFunction_GET_FUNCTION(PyObject *func);
static inline PyObject *PyCFunction_GET_SELF(PyObject *func);
static inline int PyObject_TypeCheck(PyObject *o, PyTypeObject *type);
static inline void Py_INCREF(PyObject *o);
static inline void Py_XINCREF(PyObject *o);
static inline PyObject *Py_NewRef(PyObject *o);
static inline PyObject *Py_XNewRef(PyObject *o);
static inline void Py_DECREF(PyObject *o);
static inline void Py_XDECREF(PyObject *o);
static inline PyTypeObject *Py_TYPE(PyObject *o);
static inline int Py_IS_TYPE(PyObject *o, PyTypeObject *type);
static inline void Py_SET_TYPE(PyObject *o, PyTypeObject *type);
static inline Py_ssize_t Py_REFCNT(PyObject *o);
static inline void Py_SET_REFCNT(PyObject *o, Py_ssize_t refcnt);
static inline Py_ssize_t Py_SIZE(PyObject *o);
static inline void Py_SET_SIZE(PyVarObject *o, Py_ssize_t size);
static inline Py_ssize_t PyTuple_GET_SIZE(PyObject *p);
static inline void PyTuple_SET_ITEM(PyObject *p, Py_ssize_t pos, PyObject *o);
static inline int PyType_Check(PyObject *o);
static inline int PyType_CheckExact(PyObject *o);
static inline int PyType_HasFeature(PyTypeObject *type, unsigned long feature);
static inline int PyUnicode_READY(PyObject *unicode);
static inline Py_ssize_t PyUnicode_GET_LENGTH(PyObject *unicode);
static inline void *PyUnicode_DATA(PyObject *unicode);
static inline void PyUnicode_WRITE(int kind, void *data, Py_ssize_t index, Py_UCS4 value);
static inline Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index);
static inline Py_UCS4 PyUnicode_READ_CHAR(PyObject *unicode, Py_ssize_t index);
static inline Py_UCS4 PyUnicode_MAX_CHAR_VALUE(PyObject *unicode);
static inline Py_ssize_t PyUnicode_GET_SIZE(PyObject *unicode);
static inline Py_ssize_t PyUnicode_GET_DATA_SIZE(PyObject *unicode);
static inline Py_UNICODE *PyUnicode_AS_UNICODE(PyObject *unicode);
static inline const char *PyUnicode_AS_DATA(PyObject *unicode);
static inline unsigned int PyUnicode_CHECK_INTERNED(PyObject *o);
static inline unsigned int PyUnicode_IS_ASCII(PyObject *o);
static inline unsigned int PyUnicode_IS_COMPACT(PyObject *o);
static inline int PyUnicode_IS_COMPACT_ASCII(PyObject *o);
static inline unsigned int PyUnicode_IS_READY(PyObject *o);
static inline Py_ssize_t PyUnicode_WSTR_LENGTH(PyObject *o);
static inline PyObject *PyWeakref_GET_OBJECT(PyObject *ref);
#define PyObject_INIT(op, type) PyObject_Init((PyObject *)(op), (type))
#define PyObject_INIT_VAR(op, type, size) PyObject_InitVar((PyVarObject *)(op), (type), (size))
#define _PyArg_CheckPositional(name, nargs, min, max) (((min) <= (nargs) && (nargs) <= (max)) || _PyArg_CheckPositional((name), (nargs), (min), (max)))
#define _PyArg_NoKeywords(name, kwargs) ((kwargs) == NULL || _PyArg_NoKeywords((name), (kwargs)))
#define _PyArg_NoKwnames(name, kwnames) ((kwnames) == NULL || _PyArg_NoKwnames((name), (kwnames)))
#define _PyArg_NoPositional(name, args) ((args) == NULL || _PyArg_NoPositional((name), (args)))
#define PyBool_Check(o) Py_IS_TYPE((o), &PyBool_Type)
#define PyPickleBuffer_Check(op) Py_IS_TYPE((op), &PyPickleBuffer_Type)
#define PyByteArray_Check(o) PyObject_TypeCheck((o), &PyByteArray_Type)
#define PyByteArray_CheckExact(o) Py_IS_TYPE((o), &PyByteArray_Type)
#define PyBytes_Check(o) PyType_FastSubclass(Py_TYPE(o), Py_TPFLAGS_BYTES_SUBCLASS)
#define PyBytes_CheckExact(o) Py_IS_TYPE((o), &PyBytes_Type)
#define PyEval_CallObject(callable, args) PyEval_CallObjectWithKeywords((callable), (args), (PyObject *)NULL)
#define PyCapsule_CheckExact(p) Py_IS_TYPE((p), &PyCapsule_Type)
#define PyCell_Check(ob) Py_IS_TYPE((ob), &PyCell_Type)
#define PyCell_GET(cell) (((PyCellObject *)(cell))->ob_ref)
#define PyCell_SET(cell, value) ((void)(((PyCellObject *)(cell))->ob_ref = (value)))
#define PyCode_Check(co) Py_IS_TYPE((co), &PyCode_Type)
#define PyCode_GetNumFree(co) ((co)->co_nfreevars)
#define PyComplex_Check(p) PyObject_TypeCheck((p), &PyComplex_Type)
#define PyComplex_CheckExact(p) Py_IS_TYPE((p), &PyComplex_Type)
#define PyContext_CheckExact(o) Py_IS_TYPE((o), &PyContext_Type)
#define PyContextVar_CheckExact(o) Py_IS_TYPE((o), &PyContextVar_Type)
#define PyContextToken_CheckExact(o) Py_IS_TYPE((o), &PyContextToken_Type)
#define Py_CHARMASK(c) ((unsigned char)((c) & 0xff))
#define Py_ISALNUM(c) (_Py_ctype_table[Py_CHARMASK(c)] & PY_CTF_ALNUM)
#define Py_ISALPHA(c) (_Py_ctype_table[Py_CHARMASK(c)] & PY_CTF_ALPHA)
#define Py_ISDIGIT(c) (_Py_ctype_table[Py_CHARMASK(c)] & PY_CTF_DIGIT)
#define Py_ISLOWER(c) (_Py_ctype_table[Py_CHARMASK(c)] & PY_CTF_LOWER)
#define Py_ISSPACE(c) (_Py_ctype_table[Py_CHARMASK(c)] & PY_CTF_SPACE)
#define Py_ISUPPER(c) (_Py_ctype_table[Py_CHARMASK(c)] & PY_CTF_UPPER)
#define Py_ISXDIGIT(c) (_Py_ctype_table[Py_CHARMASK(c)] & PY_CTF_XDIGIT)
#define Py_TOLOWER(c) (_Py_ctype_tolower[Py_CHARMASK(c)])
#define Py_TOUPPER(c) (_Py_ctype_toupper[Py_CHARMASK(c)])
#define PyDescr_NAME(descr) (((PyDescrObject *)(descr))->d_name)
#define PyDescr_TYPE(descr) (((PyDescrObject *)(descr))->d_type)
#define PyDict_Check(p) PyType_FastSubclass(Py_TYPE(p), Py_TPFLAGS_DICT_SUBCLASS)
#define PyDict_CheckExact(p) Py_IS_TYPE((p), &PyDict_Type)
#define PyDictItems_Check(op) PyObject_TypeCheck((op), &PyDictItems_Type)
#define PyDictKeys_Check(op) PyObject_TypeCheck((op), &PyDictKeys_Type)
#define PyDictValues_Check(op) PyObject_TypeCheck((op), &PyDictValues_Type)
#define PyDictViewSet_Check(op) (PyDictKeys_Check(op) || PyDictItems_Check(op))
#define PyDict_GET_SIZE(p) (((PyDictObject *)(p))->ma_used)
#define PyODict_Check(op) PyObject_TypeCheck((op), &PyODict_Type)
#define PyODict_CheckExact(op) Py_IS_TYPE((op), &PyODict_Type)
#define PyODict_Contains(od, key) PyDict_Contains((PyObject *)(od), (key))
#define PyODict_GetItem(od, key) PyDict_GetItem((PyObject *)(od), (key))
#define PyODict_GetItemString(od, key) PyDict_GetItemString((PyObject *)(od), (key))
#define PyODict_GetItemWithError(od, key) PyDict_GetItemWithError((PyObject *)(od), (key))
#define PyODict_SIZE(od) PyDict_GET_SIZE(od)
#define PyODict_Size(od) PyDict_Size((PyObject *)(od))
#define PyErr_BadInternalCall() _PyErr_BadInternalCall(__FILE__, __LINE__)
#define PyErr_Warn(category, message) PyErr_WarnEx((category), (message), 1)
#define PyExceptionClass_Check(ob) (PyType_Check(ob) && PyType_FastSubclass((PyTypeObject *)(ob), Py_TPFLAGS_BASE_EXC_SUBCLASS))
#define PyExceptionInstance_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_BASE_EXC_SUBCLASS)
#define PyExceptionInstance_Class(ob) ((PyObject *)Py_TYPE(ob))
#define PyTraceBack_Check(op) Py_IS_TYPE((op), &PyTraceBack_Type)
#define PyFloat_Check(p) PyObject_TypeCheck((p), &PyFloat_Type)
#define PyFloat_CheckExact(p) Py_IS_TYPE((p), &PyFloat_Type)
#define PyFloat_AS_DOUBLE(pyfloat) (((PyFloatObject *)(pyfloat))->ob_fval)
#define PyFrame_Check(obj) Py_IS_TYPE((obj), &PyFrame_Type)
#define PyFunction_Check(o) Py_IS_TYPE((o), &PyFunction_Type)
#define PyFunction_GET_ANNOTATIONS(func) (((PyFunctionObject *)(func))->func_annotations)
#define PyFunction_GET_CLOSURE(func) (((PyFunctionObject *)(func))->func_closure)
#define PyFunction_GET_CODE(func) (((PyFunctionObject *)(func))->func_code)
#define PyFunction_GET_DEFAULTS(func) (((PyFunctionObject *)(func))->func_defaults)
#define PyFunction_GET_GLOBALS(func) (((PyFunctionObject *)(func))->func_globals)
#define PyFunction_GET_KW_DEFAULTS(func) (((PyFunctionObject *)(func))->func_kwdefaults)
#define PyFunction_GET_MODULE(func) (((PyFunctionObject *)(func))->func_module)
#define PyCoro_CheckExact(ob) Py_IS_TYPE((ob), &PyCoro_Type)
#define PyGen_Check(ob) PyObject_TypeCheck((ob), &PyGen_Type)
#define PyGen_CheckExact(ob) Py_IS_TYPE((ob), &PyGen_Type)
#define PyAsyncGen_CheckExact(op) Py_IS_TYPE((op), &PyAsyncGen_Type)
#define PyImport_ImportModuleEx(name, globals, locals, fromlist) PyImport_ImportModuleLevel((name), (globals), (locals), (fromlist), 0)
#define PyThreadState_GET() PyThreadState_Get()
#define PySeqIter_Check(op) Py_IS_TYPE((op), &PySeqIter_Type)
#define PyCallIter_Check(op) Py_IS_TYPE((op), &PyCallIter_Type)
#define PyRange_Check(op) Py_IS_TYPE((op), &PyRange_Type)
#define PyList_Check(p) PyType_FastSubclass(Py_TYPE(p), Py_TPFLAGS_LIST_SUBCLASS)
#define PyList_CheckExact(p) Py_IS_TYPE((p), &PyList_Type)
#define PyList_GET_ITEM(list, i) (((PyListObject *)(list))->ob_item[(i)])
#define PyLong_Check(p) PyType_FastSubclass(Py_TYPE(p), Py_TPFLAGS_LONG_SUBCLASS)
#define PyLong_CheckExact(p) Py_IS_TYPE((p), &PyLong_Type)
#define PyLong_AS_LONG(obj) PyLong_AsLong(obj)
#define PyLong_AsPid(obj) ((pid_t)PyLong_AsLong(obj))
#define PyLong_FromPid(pid) PyLong_FromLong(pid)
#define PyMapping_Length(o) PyMapping_Size(o)
#define PyMapping_DelItem(o, key) PyObject_DelItem((o), (key))
#define PyMapping_DelItemString(o, key) PyObject_DelItemString((o), (key))
#define PyMem_FREE(p) PyMem_Free(p)
#define PyMem_MALLOC(n) PyMem_Malloc(n)
#define PyMem_REALLOC(p, n) PyMem_Realloc((p), (n))
#define PyObject_DEL(p) PyObject_Free(p)
#define PyObject_FREE(p) PyObject_Free(p)
#define PyObject_MALLOC(n) PyObject_Malloc(n)
#define PyObject_REALLOC(p, n) PyObject_Realloc((p), (n))
#define PyMemoryView_Check(obj) Py_IS_TYPE((obj), &PyMemoryView_Type)
#define PyMemoryView_GET_BUFFER(mview) (&((PyMemoryViewObject *)(mview))->view)
#define PyMemoryView_GET_BASE(mview) (((PyMemoryViewObject *)(mview))->view.obj)
#define PyInstanceMethod_Check(o) Py_IS_TYPE((o), &PyInstanceMethod_Type)
#define PyInstanceMethod_GET_FUNCTION(im) (((PyInstanceMethodObject *)(im))->func)
#define PyMethod_Check(o) Py_IS_TYPE((o), &PyMethod_Type)
#define PyMethod_GET_FUNCTION(meth) (((PyMethodObject *)(meth))->im_func)
#define PyMethod_GET_SELF(meth) (((PyMethodObject *)(meth))->im_self)
#define PyCFunction_Check(op) PyObject_TypeCheck((op), &PyCFunction_Type)
#define PyCFunction_CheckExact(op) Py_IS_TYPE((op), &PyCFunction_Type)
#define PyCFunction_New(ml, self) PyCFunction_NewEx((ml), (self), NULL)
#define PyCFunction_NewEx(ml, self, module) PyCMethod_New((ml), (self), (module), NULL)
#define PyCMethod_Check(op) PyObject_TypeCheck((op), &PyCMethod_Type)
#define PyCMethod_CheckExact(op) Py_IS_TYPE((op), &PyCMethod_Type)
#define PyModule_Check(p) PyObject_TypeCheck((p), &PyModule_Type)
#define PyModule_CheckExact(p) Py_IS_TYPE((p), &PyModule_Type)
#define PyModule_Create(def) PyModule_Create2((def), PYTHON_API_VERSION)
#define PyModule_FromDefAndSpec(def, spec) PyModule_FromDefAndSpec2((def), (spec), PYTHON_API_VERSION)
#define PyModule_AddIntMacro(module, macro) PyModule_AddIntConstant((module), #macro, (macro))
#define PyModule_AddStringMacro(module, macro) PyModule_AddStringConstant((module), #macro, (macro))
#define PyObject_DelAttr(o, attr_name) PyObject_SetAttr((o), (attr_name), NULL)
#define PyObject_DelAttrString(o, attr_name) PyObject_SetAttrString((o), (attr_name), NULL)
#define PyObject_Length(o) PyObject_Size(o)
#define PySequence_Length(o) PySequence_Size(o)
#define PySequence_Fast_GET_SIZE(o) (PyList_Check(o) ? PyList_GET_SIZE(o) : PyTuple_GET_SIZE(o))
#define PySequence_Fast_GET_ITEM(o, i) (PyList_Check(o) ? PyList_GET_ITEM((o), (i)) : PyTuple_GET_ITEM((o), (i)))
#define PySequence_Fast_ITEMS(o) (PyList_Check(o) ? ((PyListObject *)(o))->ob_item : ((PyTupleObject *)(o))->ob_item)
#define PySequence_ITEM(o, i) (Py_TYPE(o)->tp_as_sequence->sq_item((o), (i)))
#define PySequence_In(o, value) PySequence_Contains((o), (value))
#define PySet_Check(p) PyObject_TypeCheck((p), &PySet_Type)
#define PyFrozenSet_Check(p) PyObject_TypeCheck((p), &PyFrozenSet_Type)
#define PyAnySet_Check(p) (PyAnySet_CheckExact(p) || PyType_IsSubtype(Py_TYPE(p), &PySet_Type) || PyType_IsSubtype(Py_TYPE(p), &PyFrozenSet_Type))
#define PySet_CheckExact(p) Py_IS_TYPE((p), &PySet_Type)
#define PyAnySet_CheckExact(p) (Py_IS_TYPE((p), &PySet_Type) || Py_IS_TYPE((p), &PyFrozenSet_Type))
#define PyFrozenSet_CheckExact(p) Py_IS_TYPE((p), &PyFrozenSet_Type)
#define PySet_GET_SIZE(anyset) (((PySetObject *)(anyset))->used)
#define PySlice_Check(ob) Py_IS_TYPE((ob), &PySlice_Type)
#define PySlice_GetIndicesEx(slice, length, start, stop, step, slicelength) (PySlice_Unpack((slice), (start), (stop), (step)) < 0 ? ((*(slicelength) = 0), -1) : ((*(slicelength) = PySlice_AdjustIndices((length), (start), (stop), *(step))), 0))
#define Py_Is(x, y) ((x) == (y))
#define Py_IsNone(x) Py_Is((x), Py_None)
#define Py_IsTrue(x) Py_Is((x), Py_True)
#define Py_IsFalse(x) Py_Is((x), Py_False)
#define Py_FatalError(message) _Py_FatalErrorFunc(__func__, (message))
#define PyTuple_Check(p) PyType_FastSubclass(Py_TYPE(p), Py_TPFLAGS_TUPLE_SUBCLASS)
#define PyTuple_CheckExact(p) Py_IS_TYPE((p), &PyTuple_Type)
#define PyTuple_GET_ITEM(p, pos) (((PyTupleObject *)(p))->ob_item[(pos)])
#define PyStructSequence_GET_ITEM(p, pos) PyTuple_GET_ITEM((p), (pos))
#define PyStructSequence_SET_ITEM(p, pos, o) PyTuple_SET_ITEM((p), (pos), (o))
#define PyType_IS_GC(o) PyType_HasFeature((o), Py_TPFLAGS_HAVE_GC)
#define PyType_FastSubclass(type, flag) PyType_HasFeature((type), (flag))
#define PyUnicode_Check(obj) PyType_FastSubclass(Py_TYPE(obj), Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyUnicode_CheckExact(obj) Py_IS_TYPE((obj), &PyUnicode_Type)
#define PyUnicode_1BYTE_DATA(o) ((Py_UCS1 *)PyUnicode_DATA(o))
#define PyUnicode_2BYTE_DATA(o) ((Py_UCS2 *)PyUnicode_DATA(o))
#define PyUnicode_4BYTE_DATA(o) ((Py_UCS4 *)PyUnicode_DATA(o))
#define PyUnicode_KIND(o) ((enum PyUnicode_Kind)((PyASCIIObject *)(o))->state.kind)
#define Py_UNICODE_ISSPACE(ch) ((ch) < 128U ? _Py_ascii_whitespace[(ch)] : _PyUnicode_IsWhitespace(ch))
#define Py_UNICODE_ISLOWER(ch) _PyUnicode_IsLowercase(ch)
#define Py_UNICODE_ISUPPER(ch) _PyUnicode_IsUppercase(ch)
#define Py_UNICODE_ISTITLE(ch) _PyUnicode_IsTitlecase(ch)
#define Py_UNICODE_ISLINEBREAK(ch) _PyUnicode_IsLinebreak(ch)
#define Py_UNICODE_ISDECIMAL(ch) _PyUnicode_IsDecimalDigit(ch)
#define Py_UNICODE_ISDIGIT(ch) _PyUnicode_IsDigit(ch)
#define Py_UNICODE_ISNUMERIC(ch) _PyUnicode_IsNumeric(ch)
#define Py_UNICODE_ISALPHA(ch) _PyUnicode_IsAlpha(ch)
#define Py_UNICODE_ISALNUM(ch) (Py_UNICODE_ISALPHA(ch) || Py_UNICODE_ISDECIMAL(ch) || Py_UNICODE_ISDIGIT(ch) || Py_UNICODE_ISNUMERIC(ch))
#define Py_UNICODE_ISPRINTABLE(ch) _PyUnicode_IsPrintable(ch)
#define Py_UNICODE_TOLOWER(ch) _PyUnicode_ToLowercase(ch)
#define Py_UNICODE_TOUPPER(ch) _PyUnicode_ToUppercase(ch)
#define Py_UNICODE_TOTITLE(ch) _PyUnicode_ToTitlecase(ch)
#define Py_UNICODE_TODECIMAL(ch) _PyUnicode_ToDecimalDigit(ch)
#define Py_UNICODE_TODIGIT(ch) _PyUnicode_ToDigit(ch)
#define Py_UNICODE_TONUMERIC(ch) _PyUnicode_ToNumeric(ch)
#define Py_UNICODE_IS_SURROGATE(ch) (0xD800 <= (ch) && (ch) <= 0xDFFF)
#define Py_UNICODE_IS_HIGH_SURROGATE(ch) (0xD800 <= (ch) && (ch) <= 0xDBFF)
#define Py_UNICODE_IS_LOW_SURROGATE(ch) (0xDC00 <= (ch) && (ch) <= 0xDFFF)
#define Py_UNICODE_JOIN_SURROGATES(high, low) (((((Py_UCS4)(high) & 0x03FF) << 10) | ((Py_UCS4)(low) & 0x03FF)) + 0x10000)
#define PyRun_AnyFile(fp, filename) PyRun_AnyFileExFlags((fp), (filename), 0, NULL)
#define PyRun_AnyFileFlags(fp, filename, flags) PyRun_AnyFileExFlags((fp), (filename), 0, (flags))
#define PyRun_AnyFileEx(fp, filename, closeit) PyRun_AnyFileExFlags((fp), (filename), (closeit), NULL)
#define PyRun_SimpleString(command) PyRun_SimpleStringFlags((command), NULL)
#define PyRun_SimpleFile(fp, filename) PyRun_SimpleFileExFlags((fp), (filename), 0, NULL)
#define PyRun_SimpleFileEx(fp, filename, closeit) PyRun_SimpleFileExFlags((fp), (filename), (closeit), NULL)
#define PyRun_InteractiveOne(fp, filename) PyRun_InteractiveOneFlags((fp), (filename), NULL)
#define PyRun_InteractiveLoop(fp, filename) PyRun_InteractiveLoopFlags((fp), (filename), NULL)
#define PyRun_String(str, start, globals, locals) PyRun_StringFlags((str), (start), (globals), (locals), NULL)
#define PyRun_File(fp, filename, start, globals, locals) PyRun_FileExFlags((fp), (filename), (start), (globals), (locals), 0, NULL)
#define PyRun_FileEx(fp, filename, start, globals, locals, closeit) PyRun_FileExFlags((fp), (filename), (start), (globals), (locals), (closeit), NULL)
#define PyRun_FileFlags(fp, filename, start, globals, locals, flags) PyRun_FileExFlags((fp), (filename), (start), (globals), (locals), 0, (flags))
#define Py_CompileString(str, filename, start) Py_CompileStringExFlags((str), (filename), (start), NULL, -1)
#define Py_CompileStringFlags(str, filename, start, flags) Py_CompileStringExFlags((str), (filename), (start), (flags), -1)
#define PyWeakref_Check(ob) (PyWeakref_CheckRef(ob) || PyWeakref_CheckProxy(ob))
#define PyWeakref_CheckRef(ob) PyObject_TypeCheck((ob), &_PyWeakref_RefType)
#define PyWeakref_CheckProxy(ob) (Py_IS_TYPE((ob), &_PyWeakref_ProxyType) || Py_IS_TYPE((ob), &_PyWeakref_CallableProxyType))
#define PyWeakref_CheckRefExact(ob) Py_IS_TYPE((ob), &_PyWeakref_RefType)
static inline char *PyByteArray_AS_STRING(PyObject *bytearray) { return Py_SIZE(bytearray) != 0 ? ((PyByteArrayObject *)bytearray)->ob_start : _PyByteArray_empty_string; }
static inline Py_ssize_t PyByteArray_GET_SIZE(PyObject *bytearray) { return Py_SIZE(bytearray); }
static inline Py_ssize_t PyBytes_GET_SIZE(PyObject *o) { return Py_SIZE(o); }
static inline char *PyBytes_AS_STRING(PyObject *string) { return ((PyBytesObject *)string)->ob_sval; }
static inline Py_ssize_t PyVectorcall_NARGS(size_t nargsf) { return (Py_ssize_t)(nargsf & ~PY_VECTORCALL_ARGUMENTS_OFFSET); }
static inline PyObject *PyObject_CallMethodNoArgs(PyObject *obj, PyObject *name) { PyObject *args[2] = { NULL, obj }; return PyObject_VectorcallMethod(name, args + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL); }
static inline PyObject *PyObject_CallMethodOneArg(PyObject *obj, PyObject *name, PyObject *arg) { PyObject *args[3] = { NULL, obj, arg }; return PyObject_VectorcallMethod(name, args + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, NULL); }
static inline Py_ssize_t PyList_GET_SIZE(PyObject *list) { return Py_SIZE(list); }
static inline void PyList_SET_ITEM(PyObject *list, Py_ssize_t i, PyObject *o) { ((PyListObject *)list)->ob_item[i] = o; }
static inline PyTypeObject *PyCFunction_GET_CLASS(PyObject *func) { PyCFunctionObject *f = (PyCFunctionObject *)func; return (f->m_ml->ml_flags & METH_METHOD) ? ((PyCMethodObject *)f)->mm_class : NULL; }
static inline int PyCFunction_GET_FLAGS(PyObject *func) { return ((PyCFunctionObject *)func)->m_ml->ml_flags; }
static inline PyCFunction PyCFunction_GET_FUNCTION(PyObject *func) { return ((PyCFunctionObject *)func)->m_ml->ml_meth; }
static inline PyObject *PyCFunction_GET_SELF(PyObject *func) { PyCFunctionObject *f = (PyCFunctionObject *)func; return (f->m_ml->ml_flags & METH_STATIC) ? NULL : f->m_self; }
static inline int PyObject_TypeCheck(PyObject *o, PyTypeObject *type) { return Py_IS_TYPE(o, type) || PyType_IsSubtype(Py_TYPE(o), type); }
static inline void Py_INCREF(PyObject *o) { ++o->ob_refcnt; }
static inline void Py_XINCREF(PyObject *o) { if (o != NULL) Py_INCREF(o); }
static inline PyObject *Py_NewRef(PyObject *o) { Py_INCREF(o); return o; }
static inline PyObject *Py_XNewRef(PyObject *o) { Py_XINCREF(o); return o; }
static inline void Py_DECREF(PyObject *o) { if (--o->ob_refcnt == 0) _Py_Dealloc(o); }
static inline void Py_XDECREF(PyObject *o) { if (o != NULL) Py_DECREF(o); }
static inline PyTypeObject *Py_TYPE(PyObject *o) { return o->ob_type; }
static inline int Py_IS_TYPE(PyObject *o, PyTypeObject *type) { return o->ob_type == type; }
static inline void Py_SET_TYPE(PyObject *o, PyTypeObject *type) { o->ob_type = type; }
static inline Py_ssize_t Py_REFCNT(PyObject *o) { return o->ob_refcnt; }
static inline void Py_SET_REFCNT(PyObject *o, Py_ssize_t refcnt) { o->ob_refcnt = refcnt; }
static inline Py_ssize_t Py_SIZE(PyObject *o) { return ((PyVarObject *)o)->ob_size; }
static inline void Py_SET_SIZE(PyVarObject *o, Py_ssize_t size) { o->ob_size = size; }
static inline Py_ssize_t PyTuple_GET_SIZE(PyObject *p) { return Py_SIZE(p); }
static inline void PyTuple_SET_ITEM(PyObject *p, Py_ssize_t pos, PyObject *o) { ((PyTupleObject *)p)->ob_item[pos] = o; }
static inline int PyType_Check(PyObject *o) { return PyType_HasFeature(Py_TYPE(o), Py_TPFLAGS_TYPE_SUBCLASS); }
static inline int PyType_CheckExact(PyObject *o) { return Py_IS_TYPE(o, &PyType_Type); }
static inline int PyType_HasFeature(PyTypeObject *type, unsigned long feature) { return (type->tp_flags & feature) != 0; }
static inline int PyUnicode_READY(PyObject *unicode) { return PyUnicode_IS_READY(unicode) ? 0 : _PyUnicode_Ready(unicode); }
static inline Py_ssize_t PyUnicode_GET_LENGTH(PyObject *unicode) { return ((PyASCIIObject *)unicode)->length; }
static inline void *PyUnicode_DATA(PyObject *unicode) { if (PyUnicode_IS_COMPACT_ASCII(unicode)) return (PyASCIIObject *)unicode + 1; if (PyUnicode_IS_COMPACT(unicode)) return (PyCompactUnicodeObject *)unicode + 1; return ((PyUnicodeObject *)unicode)->data.any; }
static inline void PyUnicode_WRITE(int kind, void *data, Py_ssize_t index, Py_UCS4 value) { if (kind == PyUnicode_1BYTE_KIND) ((Py_UCS1 *)data)[index] = (Py_UCS1)value; else if (kind == PyUnicode_2BYTE_KIND) ((Py_UCS2 *)data)[index] = (Py_UCS2)value; else ((Py_UCS4 *)data)[index] = value; }
static inline Py_UCS4 PyUnicode_READ(int kind, const void *data, Py_ssize_t index) { if (kind == PyUnicode_1BYTE_KIND) return ((const Py_UCS1 *)data)[index]; if (kind == PyUnicode_2BYTE_KIND) return ((const Py_UCS2 *)data)[index]; return ((const Py_UCS4 *)data)[index]; }
static inline Py_UCS4 PyUnicode_READ_CHAR(PyObject *unicode, Py_ssize_t index) { return PyUnicode_READ(PyUnicode_KIND(unicode), PyUnicode_DATA(unicode), index); }
static inline Py_UCS4 PyUnicode_MAX_CHAR_VALUE(PyObject *unicode) { if (PyUnicode_IS_ASCII(unicode)) return 0x7f; if (PyUnicode_KIND(unicode) == PyUnicode_1BYTE_KIND) return 0xff; return PyUnicode_KIND(unicode) == PyUnicode_2BYTE_KIND ? 0xffff : 0x10ffff; }
static inline Py_ssize_t PyUnicode_GET_SIZE(PyObject *unicode) { if (((PyASCIIObject *)unicode)->wstr == NULL) (void)PyUnicode_AsUnicode(unicode); return PyUnicode_WSTR_LENGTH(unicode); }
static inline Py_ssize_t PyUnicode_GET_DATA_SIZE(PyObject *unicode) { return PyUnicode_GET_SIZE(unicode) * (Py_ssize_t)sizeof(Py_UNICODE); }
static inline Py_UNICODE *PyUnicode_AS_UNICODE(PyObject *unicode) { wchar_t *wstr = ((PyASCIIObject *)unicode)->wstr; return wstr != NULL ? wstr : PyUnicode_AsUnicode(unicode); }
static inline const char *PyUnicode_AS_DATA(PyObject *unicode) { return (const char *)PyUnicode_AS_UNICODE(unicode); }
static inline unsigned int PyUnicode_CHECK_INTERNED(PyObject *o) { return ((PyASCIIObject *)o)->state.interned; }
static inline unsigned int PyUnicode_IS_ASCII(PyObject *o) { return ((PyASCIIObject *)o)->state.ascii; }
static inline unsigned int PyUnicode_IS_COMPACT(PyObject *o) { return ((PyASCIIObject *)o)->state.compact; }
static inline int PyUnicode_IS_COMPACT_ASCII(PyObject *o) { return ((PyASCIIObject *)o)->state.ascii && ((PyASCIIObject *)o)->state.compact; }
static inline unsigned int PyUnicode_IS_READY(PyObject *o) { return ((PyASCIIObject *)o)->state.ready; }
static inline Py_ssize_t PyUnicode_WSTR_LENGTH(PyObject *o) { return PyUnicode_IS_COMPACT_ASCII(o) ? ((PyASCIIObject *)o)->length : ((PyCompactUnicodeObject *)o)->wstr_length; }
static inline PyObject *PyWeakref_GET_OBJECT(PyObject *ref) { PyObject *referent = ((PyWeakReference *)ref)->wr_object; return Py_REFCNT(referent) > 0 ? referent : Py_None; }
#define PyByteArray_AS_STRING(bytearray) PyByteArray_AS_STRING((PyObject *)(bytearray))
#define PyByteArray_GET_SIZE(bytearray) PyByteArray_GET_SIZE((PyObject *)(bytearray))
#define PyBytes_GET_SIZE(o) PyBytes_GET_SIZE((PyObject *)(o))
#define PyBytes_AS_STRING(string) PyBytes_AS_STRING((PyObject *)(string))
#define PyObject_CallMethodNoArgs(obj, name) PyObject_CallMethodNoArgs((PyObject *)(obj), (PyObject *)(name))
#define PyObject_CallMethodOneArg(obj, name, arg) PyObject_CallMethodOneArg((PyObject *)(obj), (PyObject *)(name), (PyObject *)(arg))
#define PyList_GET_SIZE(list) PyList_GET_SIZE((PyObject *)(list))
#define PyList_SET_ITEM(list, i, o) PyList_SET_ITEM((PyObject *)(list), (i), (PyObject *)(o))
#define PyCFunction_GET_CLASS(func) PyCFunction_GET_CLASS((PyObject *)(func))
#define PyCFunction_GET_FLAGS(func) PyCFunction_GET_FLAGS((PyObject *)(func))
#define PyCFunction_GET_FUNCTION(func) PyCFunction_GET_FUNCTION((PyObject *)(func))
#define PyCFunction_GET_SELF(func) PyCFunction_GET_SELF((PyObject *)(func))
#define PyObject_TypeCheck(o, type) PyObject_TypeCheck((PyObject *)(o), (PyTypeObject *)(type))
#define Py_INCREF(o) Py_INCREF((PyObject *)(o))
#define Py_XINCREF(o) Py_XINCREF((PyObject *)(o))
#define Py_NewRef(o) Py_NewRef((PyObject *)(o))
#define Py_XNewRef(o) Py_XNewRef((PyObject *)(o))
#define Py_DECREF(o) Py_DECREF((PyObject *)(o))
#define Py_XDECREF(o) Py_XDECREF((PyObject *)(o))
#define Py_TYPE(o) Py_TYPE((PyObject *)(o))
#define Py_IS_TYPE(o, type) Py_IS_TYPE((PyObject *)(o), (PyTypeObject *)(type))
#define Py_SET_TYPE(o, type) Py_SET_TYPE((PyObject *)(o), (PyTypeObject *)(type))
#define Py_REFCNT(o) Py_REFCNT((PyObject *)(o))
#define Py_SET_REFCNT(o, refcnt) Py_SET_REFCNT((PyObject *)(o), (refcnt))
#define Py_SIZE(o) Py_SIZE((PyObject *)(o))
#define Py_SET_SIZE(o, size) Py_SET_SIZE((PyVarObject *)(o), (size))
#define PyTuple_GET_SIZE(p) PyTuple_GET_SIZE((PyObject *)(p))
#define PyTuple_SET_ITEM(p, pos, o) PyTuple_SET_ITEM((PyObject *)(p), (pos), (PyObject *)(o))
#define PyType_Check(o) PyType_Check((PyObject *)(o))
#define PyType_CheckExact(o) PyType_CheckExact((PyObject *)(o))
#define PyType_HasFeature(type, feature) PyType_HasFeature((PyTypeObject *)(type), (feature))
#define PyUnicode_READY(unicode) PyUnicode_READY((PyObject *)(unicode))
#define PyUnicode_GET_LENGTH(unicode) PyUnicode_GET_LENGTH((PyObject *)(unicode))
#define PyUnicode_DATA(unicode) PyUnicode_DATA((PyObject *)(unicode))
#define PyUnicode_READ_CHAR(unicode, index) PyUnicode_READ_CHAR((PyObject *)(unicode), (index))
#define PyUnicode_MAX_CHAR_VALUE(unicode) PyUnicode_MAX_CHAR_VALUE((PyObject *)(unicode))
#define PyUnicode_GET_SIZE(unicode) PyUnicode_GET_SIZE((PyObject *)(unicode))
#define PyUnicode_GET_DATA_SIZE(unicode) PyUnicode_GET_DATA_SIZE((PyObject *)(unicode))
#define PyUnicode_AS_UNICODE(unicode) PyUnicode_AS_UNICODE((PyObject *)(unicode))
#define PyUnicode_AS_DATA(unicode) PyUnicode_AS_DATA((PyObject *)(unicode))
#define PyUnicode_CHECK_INTERNED(o) PyUnicode_CHECK_INTERNED((PyObject *)(o))
#define PyUnicode_IS_ASCII(o) PyUnicode_IS_ASCII((PyObject *)(o))
#define PyUnicode_IS_COMPACT(o) PyUnicode_IS_COMPACT((PyObject *)(o))
#define PyUnicode_IS_COMPACT_ASCII(o) PyUnicode_IS_COMPACT_ASCII((PyObject *)(o))
#define PyUnicode_IS_READY(o) PyUnicode_IS_READY((PyObject *)(o))
#define PyUnicode_WSTR_LENGTH(o) PyUnicode_WSTR_LENGTH((PyObject *)(o))
#define PyWeakref_GET_OBJECT(ref) PyWeakref_GET_OBJECT((PyObject *)(ref))
#ifdef __cplusplus
}
#endif
#ifdef PY_SSIZE_T_CLEAN
#define PyArg_Parse _PyArg_Parse_SizeT
#endif
#ifdef PY_SSIZE_T_CLEAN
#define PyArg_ParseTuple _PyArg_ParseTuple_SizeT
#endif
#ifdef PY_SSIZE_T_CLEAN
#define PyArg_ParseTupleAndKeywords _PyArg_ParseTupleAndKeywords_SizeT
#endif
#ifdef PY_SSIZE_T_CLEAN
#define PyArg_VaParse _PyArg_VaParse_SizeT
#endif
#ifdef PY_SSIZE_T_CLEAN
#define PyArg_VaParseTupleAndKeywords _PyArg_VaParseTupleAndKeywords_SizeT
#endif
#ifdef PY_SSIZE_T_CLEAN
#define Py_BuildValue _Py_BuildValue_SizeT
#endif
#ifdef PY_SSIZE_T_CLEAN
#define Py_VaBuildValue _Py_VaBuildValue_SizeT
#endif
#ifdef PY_SSIZE_T_CLEAN
#define PyObject_CallFunction _PyObject_CallFunction_SizeT
#endif
#ifdef PY_SSIZE_T_CLEAN
#define PyObject_CallMethod _PyObject_CallMethod_SizeT
#endif
#endif
