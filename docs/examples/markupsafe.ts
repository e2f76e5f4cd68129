/** Debian's compiled MarkupSafe, with the Python part of the package written here. */
import { Bridge } from 'proofload/bridge-ref'
import { orSkip, packageFolder } from './extensions.ts'

const folder = orSkip(packageFolder('markupsafe/_speedups.cpython-311-*.so'), 'MarkupSafe for CPython 3.11')
const bridge = await Bridge.start({ path: [folder] })

class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  __html__(): string {
    return this.text
  }
}
// The extension imports `Markup` from its package when it is loaded.
bridge.module('markupsafe', { Markup: (text: unknown) => new Markup(String(text)) })
const speedups = bridge.import('markupsafe._speedups')

const escaped = speedups.escape('<a href="x">Tom & Jerry</a>')
console.log(escaped instanceof Markup, escaped.text)
// An object that says what it is in HTML is taken at its word.
console.log(speedups.escape(escaped).text === escaped.text, speedups.escape(7).text)
