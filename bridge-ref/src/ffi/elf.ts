/** The symbols that a shared library expects others to define, read from its dynamic symbol table (ELF64, little endian). */
import { readFileSync } from 'node:fs'

const dynamicSymbols = 11

export function undefinedSymbols(path: string): string[] {
  const file = readFileSync(path)
  if (file.readUInt32BE(0) !== 0x7f454c46) return []
  const sections = Number(file.readBigUInt64LE(40))
  const sectionSize = file.readUInt16LE(58)
  const at = (index: number) => sections + index * sectionSize
  const count = file.readUInt16LE(60)
  const names: string[] = []
  for (let i = 0; i < count; i++) {
    if (file.readUInt32LE(at(i) + 4) !== dynamicSymbols) continue
    const start = Number(file.readBigUInt64LE(at(i) + 24))
    const size = Number(file.readBigUInt64LE(at(i) + 32))
    const strings = Number(file.readBigUInt64LE(at(file.readUInt32LE(at(i) + 40)) + 24))
    for (let entry = start; entry < start + size; entry += 24) {
      const isUndefined = file.readUInt16LE(entry + 6) === 0
      const from = strings + file.readUInt32LE(entry)
      const name = file.toString('latin1', from, file.indexOf(0, from))
      if (isUndefined && name !== '') names.push(name)
    }
  }
  return names
}
