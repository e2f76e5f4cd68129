/** Proves that Biome refuses every import that `biome.json` means to refuse, and no other. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import test from 'ava'
import { z } from 'zod'
import { tempFolder } from './temp-folder.ts'

const root = join(import.meta.dirname, '..')

type Specifiers = { refused: string[]; allowed: string[] }

const crossings = ['../../harness/x.ts', '../../bridge-ref/x.ts', '../../reports/x.ts', '../../suites/x.json']
const bridgeRef = {
  refused: [
    ...crossings,
    '#harness/src/bridge/process.ts',
    '#harness/src/record/events.ts',
    '#reports/src/model.ts',
    '#bridge-ref/src/api/list.ts',
  ],
  allowed: ['#harness/src/bridge/protocol.ts', '#suites/capi/list.json', 'zod', 'node:fs'],
}

const files: Record<string, Specifiers> = {
  'suites/ownership/list.ts': {
    refused: ['zod', 'node:fs', './other.ts', '#harness/src/bridge/protocol.ts'],
    allowed: [],
  },
  'reports/src/model.ts': {
    refused: [
      ...crossings,
      '#harness/src/run/judge.ts',
      '#suites/x.json',
      '#bridge-ref/x.ts',
      '#reports/src/x.ts',
      'koffi',
    ],
    allowed: [
      '#harness/src/record/events.ts',
      '#harness/src/statistics/ratio.ts',
      '#harness/src/errors.ts',
      './render/json.ts',
      'zod',
      'node:fs',
    ],
  },
  'harness/src/run/judge.ts': {
    refused: [...crossings, '#reports/src/model.ts', '#bridge-ref/src/api/list.ts', '#harness/src/errors.ts', 'koffi'],
    allowed: ['../record/events.ts', '../../package.json', '#suites/capi/list.json', 'zod', 'node:fs'],
  },
  'harness/src/main.ts': {
    refused: [
      '#bridge-ref/src/main.ts',
      '#reports/src/render/json.ts',
      '#harness/src/errors.ts',
      '../../reports/src/main.ts',
    ],
    allowed: ['#reports/src/main.ts', './errors.ts'],
  },
  'harness/src/program/run.ts': {
    refused: ['#bridge-ref/src/main.ts', '#reports/src/render/json.ts', 'koffi'],
    allowed: ['#reports/src/main.ts', '../errors.ts', 'commander'],
  },
  'harness/src/command/run.ts': {
    refused: ['#bridge-ref/src/main.ts', '#reports/src/render/json.ts', 'koffi'],
    allowed: ['#reports/src/main.ts', '../errors.ts'],
  },
  'bridge-ref/src/main.ts': {
    refused: [...bridgeRef.refused, 'koffi'],
    allowed: [...bridgeRef.allowed, './api/list.ts', './ffi/koffi.ts'],
  },
  'bridge-ref/src/api/list.ts': {
    refused: [...bridgeRef.refused, 'koffi'],
    allowed: [...bridgeRef.allowed, '../boundary/guard.ts', '../runtime/objects.ts', '../memory/arena.ts'],
  },
  'bridge-ref/src/boundary/guard.ts': {
    refused: [...bridgeRef.refused, '../api/list.ts', 'koffi'],
    allowed: [...bridgeRef.allowed, '../runtime/objects.ts', '../memory/arena.ts'],
  },
  'bridge-ref/src/runtime/objects.ts': {
    refused: [...bridgeRef.refused, '../api/list.ts', 'koffi'],
    allowed: [...bridgeRef.allowed, '../memory/arena.ts', '../ffi/library.ts'],
  },
  'bridge-ref/src/memory/arena.ts': {
    refused: [...bridgeRef.refused, '../api/list.ts', '../boundary/guard.ts', '../runtime/objects.ts', 'koffi'],
    allowed: [...bridgeRef.allowed, '../ffi/library.ts', './views.ts'],
  },
  'bridge-ref/src/ffi/library.ts': {
    refused: [...bridgeRef.refused, '../api/list.ts', '../boundary/guard.ts', '../runtime/x.ts', '../memory/arena.ts'],
    allowed: [...bridgeRef.allowed, 'koffi', './symbols.ts'],
  },
  'setup/launch.mjs': {
    refused: ['zod', 'koffi/indirect', '#harness/src/errors.ts'],
    allowed: ['node:fs', 'node:timers/promises', './node.mjs', '../package.json'],
  },
}

const report = z.object({
  diagnostics: z.array(z.object({ location: z.object({ path: z.string(), start: z.object({ line: z.int() }) }) })),
})

test('every wrong import is refused and every right one allowed', (t) => {
  const folder = tempFolder(t)
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
  for (const [path, { refused, allowed }] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), [...refused, ...allowed].map((name) => `import '${name}'\n`).join(''))
  }
  const seen = lint(folder)
  for (const [path, { refused, allowed }] of Object.entries(files)) {
    const names = [...refused, ...allowed]
    t.deepEqual(
      seen.get(path)?.map((line) => names[line - 1]),
      refused,
      path,
    )
  }
})

const forms = [
  `import type { Model } from '#reports/src/model.ts'`,
  `export { model } from '#reports/src/model.ts'`,
  `export * from '#reports/src/model.ts'`,
  `const model = await import('#reports/src/model.ts')`,
]
for (const statement of forms) {
  test(`\`${statement.split(' ').slice(0, 3).join(' ')} …\` counts as an import`, (t) => {
    const folder = tempFolder(t)
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
    mkdirSync(join(folder, 'harness'))
    writeFileSync(join(folder, 'harness', 'x.ts'), `${statement}\n`)
    t.deepEqual(lint(folder).get('harness/x.ts'), [1])
  })
}

/** The refused lines of each file, each once, however many rules refuse it. */
function lint(folder: string): Map<string, number[]> {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome')
  const options = [
    '--only=style/noRestrictedImports',
    '--reporter=json',
    '--max-diagnostics=none',
    '--vcs-enabled=false',
  ]
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...options], { cwd: folder, encoding: 'utf8' })
  const lines = new Map<string, number[]>()
  for (const { location } of report.parse(JSON.parse(stdout)).diagnostics) {
    const known = lines.get(location.path) ?? []
    lines.set(
      location.path,
      [...new Set([...known, location.start.line])].sort((a, b) => a - b),
    )
  }
  return lines
}
