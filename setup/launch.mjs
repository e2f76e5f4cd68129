/**
 * Starts a script under the Node that Proofload needs, from any Node >= 18 and from a clone where nothing is
 * installed yet. It runs before `npm ci`: Node's own modules only.
 */
import { fileURLToPath } from 'node:url'
import { endLike, runChild } from './child.mjs'
import { findCompiler } from './compiler.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { SetupFailure } from './failure.mjs'
import { findNode } from './node.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @param {string} path Relative to the clone. */
function inClone(path) {
  return fileURLToPath(new URL(`../${path}`, import.meta.url))
}

/**
 * @param {string} script Relative to the clone.
 * @param {readonly string[]} args
 * @param {{ needsCompiler?: boolean, withCorpus?: boolean }} options `withCorpus`: the real extensions that the suite has
 *   cases for are downloaded first, where that can be done; without them their cases are skipped.
 * @returns {Promise<void>} When the script has ended; this process then ends the same way.
 */
export async function launch(script, args, { needsCompiler = false, withCorpus = false } = {}) {
  try {
    if (needsCompiler) findCompiler(process.env, process.platform)
    const asked = await ensureDependencies(root, process.env, process.stderr)
    if (asked !== null) return endLike({ code: null, signal: asked, asked })
    const { execPath, platform, arch, versions } = process
    const node = findNode(root, { execPath, platform, arch, version: versions.node })
    if (withCorpus) {
      const fetched = await runChild(node, [inClone('harness/src/main.ts'), 'real', '--fetch'], { stdio: 'inherit' })
      if (fetched.asked !== null) return endLike(fetched)
    }
    endLike(await runChild(node, [inClone(script), ...args], { stdio: 'inherit' }))
  } catch (error) {
    if (!(error instanceof SetupFailure)) throw error
    process.stderr.write(`proofload: ${error.message}: ${error.hint}\n`)
    process.exitCode = error.exitCode
  }
}
