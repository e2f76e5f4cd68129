/* Where a call of a function that the bridge does not implement ends up. */
#include "shim.h"

PROOFLOAD_API intptr_t (*proofload_on_trap)(int index);

intptr_t proofload_trapped(int index) { return proofload_on_trap == NULL ? 0 : proofload_on_trap(index); }
