/** `multidict` and the Python half of its views. */
import { type Address, NULL } from '../memory/address.ts'
import { none, S } from '../memory/statics.ts'
import { type Body, functions } from '../modules/kit/functions.ts'
import { own } from '../modules/kit/scope.ts'
import {
  invoke,
  isTruthy,
  items,
  method,
  moduleAttr,
  numberOf,
  reprOf,
  text,
  textOf,
  truth,
} from '../modules/kit/values.ts'
import { EQ, GE, GT, itemsOf, LE, LT, NE, richCompare, typeName } from '../runtime/object.ts'
import { binaryOperation } from '../runtime/operators.ts'
import { typeOf } from '../runtime/refcount.ts'
import { instanceCheck } from '../runtime/types/type-type.ts'
import { absentClass, type StandIn } from './kit.ts'

const is = (o: Address, name: string): boolean => instanceCheck(o, moduleAttr('collections.abc', name))
const register =
  (name: string): Body =>
  (cls = NULL) =>
    void method(moduleAttr('collections.abc', name), 'register', cls)
const size = (o: Address): number => numberOf(invoke(moduleAttr('builtins', 'len'), o))
const compare = (a: Address, b: Address, op: number): Address => own(richCompare(a, b, op))
const has = (o: Address, item: Address): boolean => isTruthy(method(o, '__contains__', item))

/** An operation of sets on a view and something iterable. */
function operation(slot: Parameters<typeof binaryOperation>[0], symbol: string): Body {
  const operate = binaryOperation(slot, symbol)
  return (view = NULL, other = NULL) => {
    if (!is(other, 'Iterable')) return S._Py_NotImplementedStruct
    return own(operate(invoke(S.PySet_Type, view), invoke(S.PySet_Type, other)))
  }
}

const shown = (o: Address, pairs: boolean): string =>
  items(o)
    .map((item) => (pairs ? itemsOf(item).map(reprOf).join(': ') : reprOf(item)))
    .join(', ')
const repr =
  (pairs: boolean): Body =>
  (view = NULL) =>
    text(`${typeName(typeOf(view))}(${shown(view, pairs)})`)

const disjoint: Body = (view = NULL, other = NULL) => truth(!items(other).some((item) => has(view, item)))

const contained = (all: Address, within: Address): boolean => items(all).every((item) => has(within, item))

const richCompareViews: Body = (view = NULL, other = NULL, op = NULL) => {
  const operator = numberOf(op)
  if (operator === NE) return truth(compare(view, other, EQ) !== S._Py_TrueStruct)
  if (!is(other, 'Set')) return S._Py_NotImplementedStruct
  const [mine, theirs] = [size(view), size(other)]
  switch (operator) {
    case LT:
      return truth(mine < theirs && contained(view, other))
    case LE:
      return truth(mine <= theirs && contained(view, other))
    case EQ:
      return truth(mine === theirs && contained(view, other))
    case GT:
      return truth(mine > theirs && contained(other, view))
    case GE:
      return truth(mine >= theirs && contained(other, view))
    default:
      return none()
  }
}

function base(): Record<string, Address> {
  return functions('multidict._multidict_base', {
    '_abc_itemsview_register(view_cls)': register('ItemsView'),
    '_abc_keysview_register(view_cls)': register('KeysView'),
    '_abc_valuesview_register(view_cls)': register('ValuesView'),
    '_viewbaseset_richcmp(view, other, op)': richCompareViews,
    '_viewbaseset_and(view, other)': operation('nb_and', '&'),
    '_viewbaseset_or(view, other)': operation('nb_or', '|'),
    '_viewbaseset_sub(view, other)': operation('nb_subtract', '-'),
    '_viewbaseset_xor(view, other)': operation('nb_xor', '^'),
    '_itemsview_isdisjoint(view, other)': disjoint,
    '_keysview_isdisjoint(view, other)': disjoint,
    '_itemsview_repr(view)': repr(true),
    '_keysview_repr(view)': repr(false),
    '_valuesview_repr(view)': repr(false),
    '_mdrepr(md)': (md = NULL) => {
      const entries = items(method(md, 'items')).map((pair) => {
        const [key = NULL, value = NULL] = itemsOf(pair)
        return `'${textOf(key)}': ${reprOf(value)}`
      })
      return text(`<${typeName(typeOf(md))}(${entries.join(', ')})>`)
    },
  })
}

function abc(): Record<string, Address> {
  const bases = [moduleAttr('collections.abc', 'Mapping')]
  const MultiMapping = absentClass('multidict._abc', 'MultiMapping', bases)
  const mutable = [MultiMapping, moduleAttr('collections.abc', 'MutableMapping')]
  return { MultiMapping, MutableMultiMapping: absentClass('multidict._abc', 'MutableMultiMapping', mutable) }
}

export const multidict: Readonly<Record<string, StandIn>> = {
  'multidict._abc': { make: abc },
  'multidict._multidict_base': { make: base },
  multidict: {
    takes: {
      'multidict._abc': ['MultiMapping', 'MutableMultiMapping'],
      'multidict._multidict': ['CIMultiDict', 'CIMultiDictProxy', 'MultiDict', 'MultiDictProxy', 'getversion', 'istr'],
    },
  },
}
