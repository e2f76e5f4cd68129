/** `xml.etree.ElementPath`: the small part of XPath with which elements find others. `_elementtree` calls it for paths that are no mere tag. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { builtins } from './kit/functions.ts'
import { attr, given, items, iter, list, method, text, textOf } from './kit/values.ts'

type Elements = readonly Address[]
type Step = (from: Elements, root: Address) => Address[]

const tokens = /\{[^}]*\}[^/[\]()@!='"\s]*|'[^']*'|"[^"]*"|\/\/|\.\.|\(\)|!=|[/.*[\]@=]|[^/[\]()@!='"\s]+/g

const children = (o: Address): Address[] => items(o)
const isElement = (o: Address): boolean => o !== none()
const tagOf = (o: Address): string => textOf(attr(o, 'tag'))
const matches = (o: Address, tag: string): boolean => tag === '*' || tagOf(o) === tag
const content = (o: Address): string => items(method(o, 'itertext')).map(textOf).join('')

function parentsOf(found: Elements, root: Address): Address[] {
  const parents = items(method(root, 'iter')).filter((o) => children(o).some((child) => found.includes(child)))
  return [...new Set(parents)]
}

/** Reads steps from the tokens of a path. */
class Path {
  readonly #tokens: string[]
  readonly #namespaces: Address

  constructor(path: string, namespaces: Address) {
    if (path.startsWith('/')) raise(E.SyntaxError, 'cannot use absolute path on element')
    this.#tokens = (path.endsWith('/') ? `${path}*` : path).match(tokens) ?? []
    this.#namespaces = namespaces
  }

  steps(): Step[] {
    const steps: Step[] = []
    for (let token = this.#tokens.shift(); token !== undefined; token = this.#tokens.shift()) {
      if (token !== '/') steps.push(this.#step(token))
    }
    return steps
  }

  #step(token: string): Step {
    if (token === '.') return (from) => [...from]
    if (token === '..') return parentsOf
    if (token === '[') return this.#predicate()
    if (token === '//') {
      const tag = this.#name(this.#tokens.shift() ?? raise(E.SyntaxError, 'invalid descendant'))
      return (from) =>
        from.flatMap((o) => items(method(o, 'iter')).filter((below) => below !== o && matches(below, tag)))
    }
    const tag = this.#name(token)
    return (from) => from.flatMap((o) => children(o).filter((child) => matches(child, tag)))
  }

  /** With its namespace in place of a prefix. */
  #name(token: string): string {
    const [prefix = '', rest] = token.startsWith('{') ? [''] : token.split(':')
    if (rest === undefined) return token
    const found = given(this.#namespaces) ? method(this.#namespaces, 'get', text(prefix)) : none()
    return isElement(found)
      ? `{${textOf(found)}}${rest}`
      : raise(E.SyntaxError, `prefix '${prefix}' not found in prefix map`)
  }

  #predicate(): Step {
    const end = this.#tokens.indexOf(']')
    const inside = this.#tokens.splice(0, end + 1).slice(0, -1)
    const [first = '', second = '', third, fourth] = inside
    if (first === '@') return this.#attribute(second, third, fourth)
    if (/^\d+$/.test(first) && inside.length === 1) return inPlace(Number(first) - 1, false)
    if (first === 'last' && second === '()') return inPlace(third === undefined ? 0 : -Number(third), true)
    if (first === '' || !(inside.length === 1 || inside.length === 3)) raise(E.SyntaxError, 'invalid predicate')
    const candidates = (o: Address) =>
      first === '.' ? [o] : children(o).filter((child) => matches(child, this.#name(first)))
    if (third === undefined) return (from) => from.filter((o) => candidates(o).length > 0)
    const [value, equal] = [third.slice(1, -1), second === '=']
    return (from) => from.filter((o) => candidates(o).some((one) => (content(one) === value) === equal))
  }

  #attribute(name: string, operator: string | undefined, quoted: string | undefined): Step {
    const held = (o: Address) => method(o, 'get', text(name))
    const present = (from: Elements) => from.filter((o) => isElement(held(o)))
    if (operator === undefined || quoted === undefined) return present
    const [value, equal] = [quoted.slice(1, -1), operator === '=']
    return (from) => present(from).filter((o) => (textOf(held(o)) === value) === equal)
  }
}

/** The elements with that place among the siblings of their tag. */
function inPlace(place: number, fromEnd: boolean): Step {
  return (from, root) =>
    from.filter((o) => {
      const siblings = parentsOf([o], root).flatMap((parent) =>
        children(parent).filter((one) => matches(one, tagOf(o))),
      )
      return siblings[fromEnd ? siblings.length - 1 - place : place] === o
    })
}

function select(root: Address, path: Address, namespaces: Address): Address[] {
  return new Path(textOf(path), namespaces).steps().reduce<Address[]>((from, step) => step(from, root), [root])
}

export function elementPathModule(): Record<string, Address> {
  return builtins('xml.etree.ElementPath', {
    'find(elem, path, namespaces=None)': (o = NULL, path = NULL, namespaces = NULL) => select(o, path, namespaces)[0],
    'findall(elem, path, namespaces=None)': (o = NULL, path = NULL, namespaces = NULL) =>
      list(select(o, path, namespaces)),
    'iterfind(elem, path, namespaces=None)': (o = NULL, path = NULL, namespaces = NULL) =>
      iter(list(select(o, path, namespaces))),
    'findtext(elem, path, default=None, namespaces=None)': (
      o = NULL,
      path = NULL,
      instead = NULL,
      namespaces = NULL,
    ) => {
      const [found] = select(o, path, namespaces)
      if (found === undefined) return instead
      const own = attr(found, 'text')
      return isElement(own) ? own : text('')
    },
  })
}
