/** `node setup/run.mjs [--needs-compiler] [--with-corpus] SCRIPT [ARGUMENT…]`: what the scripts of package.json call. */
import { launch } from './launch.mjs'

const args = process.argv.slice(2)
const first = args.findIndex((arg) => !['--needs-compiler', '--with-corpus'].includes(arg))
const own = args.slice(0, first)
const [script, ...rest] = args.slice(first)
if (first < 0 || script === undefined) throw new Error('setup/run.mjs needs a script to run')
await launch(script, rest, {
  needsCompiler: own.includes('--needs-compiler'),
  withCorpus: own.includes('--with-corpus'),
})
