/* DO NOT EDIT. Generated from suites/capi by bridge-ref/tools/generate.ts: node bridge-ref/tools/generate.ts */
/* Generated from suites/capi by harness/src/capi/header.ts. Do not edit. */
#include <Python.h>
