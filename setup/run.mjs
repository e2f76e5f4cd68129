/** `node setup/run.mjs [--needs-compiler] SCRIPT [ARGUMENT…]`: what the scripts of package.json call. */
import { launch } from './launch.mjs'

const args = process.argv.slice(2)
const needsCompiler = args[0] === '--needs-compiler'
const [script, ...rest] = needsCompiler ? args.slice(1) : args
if (script === undefined) throw new Error('setup/run.mjs needs a script to run')
await launch(script, rest, { needsCompiler })
