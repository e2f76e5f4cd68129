/**
 * Writes `suites/anchors.txt`: every page of Python's documentation that a case may link to, and the anchors on it.
 *
 *     apt-get download python3.11-doc && dpkg-deb -x python3.11-doc_*.deb doc
 *     node harness/tools/anchors.ts doc/usr/share/doc/python3.11/html
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const pages = [
  'c-api/*.html',
  'extending/*.html',
  'reference/*.html',
  'library/*.html',
  'howto/*.html',
  'glossary.html',
]
/** Numbered anew at each build, or of the page around the text. */
const unstable =
  /^(?:id\d+|index-\d+|searchbox|documentation_options|menuToggler|sidebarbutton|cpython-language-and-version)$/

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('which folder has the HTML of the documentation?')
const lines = globSync(pages, { cwd: folder })
  .toSorted()
  .map((page) => {
    const ids = [...readFileSync(join(folder, page), 'utf8').matchAll(/\bid="([^" ]+)"/g)].map(([, id = '']) => id)
    return [page, ...new Set(ids.filter((id) => !unstable.test(id)).toSorted())].join(' ')
  })
writeFileSync(resolve(import.meta.dirname, '../../suites/anchors.txt'), `${lines.join('\n')}\n`)
