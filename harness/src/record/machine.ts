/** The machine that a run is on: what decides whether its times compare with those of another run. */
import { createHash } from 'node:crypto'
import { arch, cpus, platform, release, totalmem } from 'node:os'
import { z } from 'zod'

/** Of a record of before there was a history, `cpu` and `memoryBytes` are null. */
export const machine = z.strictObject({
  /** System and kernel: `linux 6.1.0-18-amd64`. */
  os: z.string(),
  arch: z.string(),
  cpus: z.int(),
  node: z.string(),
  /** Model of the processor, as the system calls it. */
  cpu: z.string().nullable().default(null),
  memoryBytes: z.int().nullable().default(null),
})
export type Machine = z.infer<typeof machine>

export function thisMachine(): Machine {
  const processors = cpus()
  return {
    os: `${platform()} ${release()}`,
    arch: arch(),
    cpus: processors.length,
    node: process.versions.node,
    cpu: processors[0]?.model.trim() ?? null,
    memoryBytes: totalmem(),
  }
}

const gibibyte = 2 ** 30

/**
 * Twelve hexadecimal digits of processor, cores, memory, system and kernel: times of two fingerprints are never one series. Node
 * is not in it: a newer one that makes a bridge slower is a change of the bridge.
 */
export function fingerprintOf({ os, arch, cpus, cpu, memoryBytes }: Machine): string {
  // Kernels keep another few megabytes for themselves at each start.
  const memory = memoryBytes === null ? null : Math.round(memoryBytes / gibibyte)
  return createHash('sha256')
    .update(JSON.stringify([cpu, cpus, memory, arch, os]))
    .digest('hex')
    .slice(0, 12)
}
