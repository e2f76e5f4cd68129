/* Exported variables that hold something before TypeScript starts. */
#include "shim.h"

PROOFLOAD_API const char *Py_hexdigits = "0123456789abcdef";
PROOFLOAD_API char _PyByteArray_empty_string[] = "";
PROOFLOAD_API const char *const PyStructSequence_UnnamedField = "unnamed field";
PROOFLOAD_API const unsigned long Py_Version = 0x030b07f0;
PROOFLOAD_API const char *Py_FileSystemDefaultEncoding = "utf-8";
PROOFLOAD_API const char *Py_FileSystemDefaultEncodeErrors = "surrogateescape";
PROOFLOAD_API int Py_HasFileSystemDefaultEncoding = 1;
PROOFLOAD_API const unsigned char _Py_ascii_whitespace[] = {
  [9] = 1, [10] = 1, [11] = 1, [12] = 1, [13] = 1, [28] = 1, [29] = 1, [30] = 1, [31] = 1, [32] = 1, [127] = 0,
};

/* The value of a digit in bases to 36, else 37. */
#define DIGIT(c) (IS('0', c, '9') ? (c) - '0' : IS('a', c, 'z') ? (c) - 'a' + 10 : IS('A', c, 'Z') ? (c) - 'A' + 10 : 37),

/* CPython's own ctype, independent of the locale. */
#define IS(low, c, high) ((low) <= (c) && (c) <= (high))
#define LOWER(c) (IS('A', c, 'Z') ? (c) + 32 : (c)),
#define UPPER(c) (IS('a', c, 'z') ? (c)-32 : (c)),
#define KIND(c)                                                                                                      \
  ((IS('a', c, 'z') ? PY_CTF_LOWER : 0) | (IS('A', c, 'Z') ? PY_CTF_UPPER : 0) | (IS('0', c, '9') ? PY_CTF_DIGIT : 0) | \
   (IS('0', c, '9') || IS('a', c, 'f') || IS('A', c, 'F') ? PY_CTF_XDIGIT : 0) |                                     \
   ((c) == ' ' || IS('\t', c, '\r') ? PY_CTF_SPACE : 0)),
#define ROW(f, b)                                                                                                    \
  f((b) + 0) f((b) + 1) f((b) + 2) f((b) + 3) f((b) + 4) f((b) + 5) f((b) + 6) f((b) + 7) f((b) + 8) f((b) + 9)      \
    f((b) + 10) f((b) + 11) f((b) + 12) f((b) + 13) f((b) + 14) f((b) + 15)
#define TABLE(f)                                                                                                     \
  ROW(f, 0)                                                                                                          \
  ROW(f, 16) ROW(f, 32) ROW(f, 48) ROW(f, 64) ROW(f, 80) ROW(f, 96) ROW(f, 112) ROW(f, 128) ROW(f, 144) ROW(f, 160)  \
    ROW(f, 176) ROW(f, 192) ROW(f, 208) ROW(f, 224) ROW(f, 240)

PROOFLOAD_API const unsigned char _Py_ctype_tolower[256] = {TABLE(LOWER)};
PROOFLOAD_API const unsigned char _Py_ctype_toupper[256] = {TABLE(UPPER)};
PROOFLOAD_API unsigned char _PyLong_DigitValue[256] = {TABLE(DIGIT)};
PROOFLOAD_API const unsigned int _Py_ctype_table[256] = {TABLE(KIND)};
