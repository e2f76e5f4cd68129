import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { findCompiler } from './compiler.mjs'
import { SetupFailure } from './failure.mjs'
import { tempFolder } from './temp-folder.ts'

function folderWith(t: ExecutionContext, ...names: string[]): string {
  const folder = tempFolder(t)
  for (const name of names) {
    writeFileSync(join(folder, name), '')
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

test('cc is preferred over gcc and clang', (t) => {
  t.is(findCompiler({ PATH: folderWith(t, 'clang', 'cc', 'gcc') }, 'linux'), 'cc')
})

test('clang alone is enough', (t) => {
  t.is(findCompiler({ PATH: folderWith(t, 'clang') }, 'linux'), 'clang')
})

test('$CC wins, also with arguments', (t) => {
  t.is(findCompiler({ CC: 'ccache gcc -m64', PATH: folderWith(t, 'cc', 'ccache') }, 'linux'), 'ccache gcc -m64')
})

test('$CC may be a path', (t) => {
  const path = join(folderWith(t, 'my-cc'), 'my-cc')
  t.is(findCompiler({ CC: path, PATH: '' }, 'linux'), path)
})

test('a file that is not executable is no compiler', (t) => {
  const folder = folderWith(t, 'gcc')
  writeFileSync(join(folder, 'cc'), '', { mode: 0o644 })
  t.is(findCompiler({ PATH: folder }, 'linux'), 'gcc')
})

test('no compiler at all is one sentence with the remedy and exit status 2', (t) => {
  const error = t.throws(() => findCompiler({ PATH: folderWith(t) }, 'linux'), { instanceOf: SetupFailure })
  t.is(error.message, 'no C compiler found (tried $CC, cc, gcc, clang)')
  t.is(error.hint, 'install one, e.g. `sudo apt-get install gcc`')
  t.is(error.exitCode, 2)
})

test('a $CC that does not exist is named', (t) => {
  const error = t.throws(() => findCompiler({ CC: '/nowhere/cc', PATH: '' }, 'darwin'), { instanceOf: SetupFailure })
  t.regex(error.message, /tried \$CC=\/nowhere\/cc, cc/)
  t.regex(error.hint, /xcode-select/)
})
