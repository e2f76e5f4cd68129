/**
 * How many items the instructions of CPython 3.11 leave on the stack, as {@link https://docs.python.org/3.11/library/dis.html}
 * describes them; checked against `_opcode` of CPython.
 */

const constant: Record<string, readonly number[]> = {
  '-3': [60],
  '-2': [54, 61, 95, 147, 152],
  '-1': [
    ...[
      -10, -9, -8, -7, 1, 25, 70, 83, 84, 88, 89, 90, 96, 97, 107, 108, 114, 115, 117, 118, 119, 122, 125, 128, 129,
      138,
    ],
    ...[145, 146, 162, 163, 164, 165, 171, 173, 174, 175, 176],
  ],
  '0': [
    ...[
      -6, -5, -4, 0, 9, 10, 11, 12, 15, 36, 37, 50, 68, 69, 75, 82, 85, 86, 87, 91, 98, 99, 106, 110, 126, 131, 134,
      135,
    ],
    ...[139, 140, 144, 149, 151, 172],
  ],
  '1': [...[2, 30, 31, 32, 33, 35, 49, 51, 52, 53, 71, 74, 100, 101, 109, 120, 124, 136, 137, 148, 160]],
}
const fixed = new Map<number, number>()
for (const [effect, opcodes] of Object.entries(constant))
  for (const opcode of opcodes) fixed.set(opcode, Number(effect))

const builds = (n: number): number => 1 - n
const bits = (n: number): number => [1, 2, 4, 8].filter((bit) => (n & bit) !== 0).length

/** By the argument. */
const byArgument: Record<number, (argument: number) => number> = {
  92: (n) => n - 1, // UNPACK_SEQUENCE
  94: (n) => (n & 0xff) + (n >> 8), // UNPACK_EX
  102: builds,
  103: builds,
  104: builds,
  105: (n) => 1 - 2 * n, // BUILD_MAP
  116: (n) => (n & 1) + 1, // LOAD_GLOBAL
  130: (n) => 0 - n, // RAISE_VARARGS
  132: (n) => 0 - bits(n), // MAKE_FUNCTION
  133: (n) => (n === 3 ? -2 : -1), // BUILD_SLICE
  142: (n) => -2 - (n & 1), // CALL_FUNCTION_EX
  155: (n) => ((n & 4) === 0 ? 0 : -1), // FORMAT_VALUE
  156: (n) => 0 - n, // BUILD_CONST_KEY_MAP
  157: builds,
  166: (n) => 0 - n, // PRECALL
}

/** When it jumps, and when it goes on. */
const byJump: Record<number, readonly [jumping: number, going: number]> = {
  93: [-1, 1], // FOR_ITER
  111: [0, -1], // JUMP_IF_FALSE_OR_POP
  112: [0, -1], // JUMP_IF_TRUE_OR_POP
  123: [-1, 0], // SEND
  [-1]: [1, 0], // SETUP_FINALLY, which the compiler has for itself
  [-2]: [2, 0],
  [-3]: [1, 0],
}

/** `jump` is 1, 0, or -1 for the larger of both. Undefined for what is no instruction. */
export function stackEffect(opcode: number, argument: number, jump: number): number | undefined {
  const either = byJump[opcode]
  if (either === undefined) return byArgument[opcode]?.(argument) ?? fixed.get(opcode)
  const [jumping, going] = either
  return jump < 0 ? Math.max(jumping, going) : jump > 0 ? jumping : going
}
