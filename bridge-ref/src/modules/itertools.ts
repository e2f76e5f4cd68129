/** `itertools`. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S } from '../memory/statics.ts'
import { raise } from '../runtime/errors.ts'
import { equal, isInt, itemsOf, sizeOf, slotFor } from '../runtime/object.ts'
import { binaryOperation } from '../runtime/operators.ts'
import { listAppend, listItem, listSize } from '../runtime/sequence.ts'
import { iteratorClass, keep, type Step } from './kit/classes.ts'
import { contents, functions } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import { given, invoke, isTruthy, items, iter, list, moduleAttr, next, numberOf, tuple } from './kit/values.ts'

const module = 'itertools'

/** Iterators begin when they are made, as in CPython, so that what is not iterable is refused then. */
function started(self: Address, iterable: Address, key = 'it'): Address {
  return keep(self, key, iter(iterable))
}
function item(iterator: Address): Address | undefined {
  return next(iterator) || undefined
}
const add = binaryOperation('nb_add', '+')

function chainStep(self: Address, sources: Address): Step {
  const outer = started(self, sources, 'outer')
  let inner = NULL
  return () => {
    for (;;) {
      if (inner === NULL) {
        const source = next(outer)
        if (source === NULL) return undefined
        inner = started(self, source)
      }
      const found = item(inner)
      if (found !== undefined) return found
      inner = NULL
    }
  }
}

function endless(): Record<string, Address> {
  return {
    count: iteratorClass(module, 'count(start=0, step=1)', (self, start = NULL, step = NULL) => {
      if (slotFor(start, 'nb_add') === NULL || slotFor(step, 'nb_add') === NULL)
        raise(E.TypeError, 'a number is required')
      let value = keep(self, 'value', start)
      return () => {
        const now = list([value])
        value = keep(self, 'value', own(add(value, step)))
        return listItem(now, 0)
      }
    }),
    cycle: iteratorClass(module, 'cycle(iterable, /)', (self, iterable = NULL) => {
      const source = started(self, iterable)
      const saved = keep(self, 'saved', list([]))
      let at = -1
      return () => {
        if (at < 0) {
          const found = item(source)
          if (found !== undefined) {
            listAppend(saved, found)
            return found
          }
        }
        if (listSize(saved) === 0) return undefined
        at = (at + 1) % listSize(saved)
        return listItem(saved, at)
      }
    }),
    repeat: iteratorClass(module, 'repeat(object, times=None)', (_self, o = NULL, times = NULL) => {
      let left = given(times) ? numberOf(times) : Number.POSITIVE_INFINITY
      return () => (left-- > 0 ? o : undefined)
    }),
  }
}

function selecting(): Record<string, Address> {
  return {
    accumulate: iteratorClass(module, 'accumulate(iterable, func=None, *, initial=None)', accumulate),
    compress: iteratorClass(module, 'compress(data, selectors)', (self, data = NULL, selectors = NULL) => {
      const [values, flags] = [started(self, data), started(self, selectors, 'selectors')]
      return () => {
        for (;;) {
          const [value, chosen] = [item(values), item(flags)]
          if (value === undefined || chosen === undefined) return undefined
          if (isTruthy(chosen)) return value
        }
      }
    }),
    dropwhile: iteratorClass(module, 'dropwhile(predicate, iterable, /)', (self, predicate = NULL, iterable = NULL) => {
      const source = started(self, iterable)
      let dropping = true
      return () => {
        for (let found = item(source); found !== undefined; found = item(source)) {
          dropping &&= isTruthy(invoke(predicate, found))
          if (!dropping) return found
        }
        return undefined
      }
    }),
    takewhile: iteratorClass(module, 'takewhile(predicate, iterable, /)', (self, predicate = NULL, iterable = NULL) => {
      const source = started(self, iterable)
      let taking = true
      return () => {
        const found = taking ? item(source) : undefined
        taking = found !== undefined && isTruthy(invoke(predicate, found))
        return taking ? found : undefined
      }
    }),
    filterfalse: iteratorClass(module, 'filterfalse(function, iterable, /)', (self, test = NULL, iterable = NULL) => {
      const source = started(self, iterable)
      return () => {
        for (let found = item(source); found !== undefined; found = item(source)) {
          if (!isTruthy(test === none() ? found : invoke(test, found))) return found
        }
        return undefined
      }
    }),
    starmap: iteratorClass(module, 'starmap(function, iterable, /)', (self, func = NULL, iterable = NULL) => {
      const source = started(self, iterable)
      return () => {
        const found = item(source)
        return found === undefined ? undefined : invoke(func, ...items(found))
      }
    }),
    pairwise: iteratorClass(module, 'pairwise(iterable, /)', (self, iterable = NULL) => {
      const source = started(self, iterable)
      let before = NULL
      return () => {
        before ||= next(source)
        const found = before === NULL ? undefined : item(source)
        if (found === undefined) return undefined
        const pair = tuple(before, found)
        before = keep(self, 'before', found)
        return pair
      }
    }),
    islice: iteratorClass(module, 'islice(iterable, start, stop=, step=None, /)', islice),
  }
}

function accumulate(self: Address, iterable = NULL, func = NULL, initial = NULL): Step {
  const source = started(self, iterable)
  let total = NULL
  const next = (): Address | undefined => {
    if (total === NULL && given(initial)) return initial
    const found = item(source)
    if (found === undefined || total === NULL) return found
    return given(func) ? invoke(func, total, found) : own(add(total, found))
  }
  return () => {
    const sum = next()
    if (sum !== undefined) total = keep(self, 'total', sum)
    return sum
  }
}

function islice(self: Address, iterable: Address, ...bounds: Address[]): Step {
  const [a = NULL, b = NULL, c = NULL] = bounds
  const limit = (o: Address, instead: number) => {
    if (!given(o)) return instead
    if (!isInt(o) || numberOf(o) < 0) {
      raise(E.ValueError, 'Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    }
    return numberOf(o)
  }
  const first = b === NULL ? 0 : limit(a, 0)
  const stop = limit(b === NULL ? a : b, Number.POSITIVE_INFINITY)
  const step = limit(c, 1)
  if (step < 1) raise(E.ValueError, 'Step for islice() must be a positive integer or None.')
  const source = started(self, iterable)
  let [position, wanted] = [0, first]
  return () => {
    for (; position < Math.min(wanted, stop); position++) if (item(source) === undefined) return undefined
    if (wanted >= stop) return undefined
    position++
    wanted += step
    return item(source)
  }
}

function combining(): Record<string, Address> {
  return {
    chain: iteratorClass(module, 'chain(*iterables)', chainStep, {
      classMethods: {
        'from_iterable(cls, iterable, /)': (cls = NULL, iterable = NULL) =>
          iterable === NULL ? cls : invoke(moduleAttr(module, '_chain_from'), iterable),
        '__class_getitem__(cls, item)': (cls = NULL, key = NULL) => invoke(S.Py_GenericAliasType, cls, key),
      },
    }),
    _chain_from: iteratorClass(module, 'chain(iterable)', chainStep),
    zip_longest: iteratorClass(
      module,
      'zip_longest(*iterables, fillvalue=None)',
      (self, fill = NULL, iterables = NULL) => {
        const sources = itemsOf(keep(self, 'its', tuple(...itemsOf(iterables).map(iter))))
        const live = new Set(sources)
        return () => {
          const row = sources.map((source) => {
            const found = live.has(source) ? item(source) : undefined
            if (found === undefined) live.delete(source)
            return found ?? fill
          })
          return live.size === 0 ? undefined : tuple(...row)
        }
      },
    ),
    groupby: iteratorClass(module, 'groupby(iterable, key=None)', groupBy),
    _grouper: iteratorClass(module, '_grouper(parent, key)', () => () => undefined),
  }
}

/** Groups are made whole when they are reached: what they give is the same, unless the source is endless. */
function groupBy(self: Address, iterable: Address, key = NULL): Step {
  const source = started(self, iterable)
  const keyOf = (o: Address) => (given(key) ? invoke(key, o) : o)
  let [ahead, aheadKey] = [NULL, NULL]
  const advance = () => {
    ahead = next(source)
    aheadKey = ahead === NULL ? NULL : keyOf(ahead)
    if (ahead !== NULL) keep(self, 'ahead', tuple(ahead, aheadKey))
  }
  let begun = false
  return () => {
    if (!begun) advance()
    begun = true
    if (ahead === NULL) return undefined
    const group = list([])
    const wanted = itemsOf(tuple(aheadKey))[0] ?? NULL
    while (ahead !== NULL && equal(wanted, aheadKey)) {
      listAppend(group, ahead)
      advance()
    }
    return tuple(wanted, iter(group))
  }
}

/** Every way to choose positions, given the number of items. */
type Choices = (count: number, size: number) => Iterable<readonly number[]>

function* products(count: number, size: number): Iterable<number[]> {
  const at = Array.from({ length: size }, () => 0)
  if (count === 0 && size > 0) return
  for (;;) {
    yield at
    let place = size - 1
    while (place >= 0 && at[place] === count - 1) at[place--] = 0
    if (place < 0) return
    at[place] = (at[place] ?? 0) + 1
  }
}
function* combinations(count: number, size: number): Iterable<number[]> {
  if (size > count) return
  const at = Array.from({ length: size }, (_, i) => i)
  for (;;) {
    yield at
    let place = size - 1
    while (place >= 0 && at[place] === place + count - size) place--
    if (place < 0) return
    at[place] = (at[place] ?? 0) + 1
    for (let i = place + 1; i < size; i++) at[i] = (at[i - 1] ?? 0) + 1
  }
}
function* permutations(count: number, size: number): Iterable<number[]> {
  for (const at of products(count, size)) if (new Set(at).size === size) yield at
}
function* withRepeats(count: number, size: number): Iterable<number[]> {
  for (const at of products(count, size)) if (at.every((value, i) => i === 0 || value >= (at[i - 1] ?? 0))) yield at
}

function choosing(name: string, signature: string, choices: Choices): Address {
  return iteratorClass(module, `${name}(${signature})`, (self, iterable = NULL, size = NULL) => {
    const pool = keep(self, 'pool', tuple(...items(iterable)))
    const count = given(size) ? numberOf(size) : sizeOf(pool)
    if (count < 0) raise(E.ValueError, 'r must be non-negative')
    const rows = choices(sizeOf(pool), count)[Symbol.iterator]()
    return () => {
      const row = rows.next()
      return row.done ? undefined : tuple(...row.value.map((i) => itemsOf(pool)[i] ?? NULL))
    }
  })
}

function product(self: Address, repeat: Address, iterables: Address): Step {
  const pools = itemsOf(keep(self, 'pools', tuple(...itemsOf(iterables).map((o) => tuple(...items(o))))))
  const all = Array.from({ length: numberOf(repeat) }, () => pools).flat()
  const at = all.map(() => 0)
  let done = all.some((pool) => sizeOf(pool) === 0)
  return () => {
    if (done) return undefined
    const row = tuple(...all.map((pool, i) => itemsOf(pool)[at[i] ?? 0] ?? NULL))
    let place = all.length - 1
    while (place >= 0 && at[place] === sizeOf(all[place] ?? NULL) - 1) at[place--] = 0
    if (place < 0) done = true
    else at[place] = (at[place] ?? 0) + 1
    return row
  }
}

export function itertoolsModule(): Record<string, Address> {
  const tee = iteratorClass(module, '_tee(source, seen)', (_self, source = NULL, seen = NULL) => {
    let at = 0
    return () => {
      if (at === listSize(seen)) {
        const found = item(source)
        if (found === undefined) return undefined
        listAppend(seen, found)
      }
      return listItem(seen, at++)
    }
  })
  return {
    ...contents({ ...endless(), ...selecting(), ...combining(), _tee: tee }),
    ...contents({
      product: iteratorClass(module, 'product(*iterables, repeat=1)', product),
      permutations: choosing('permutations', 'iterable, r=None', permutations),
      combinations: choosing('combinations', 'iterable, r', combinations),
      combinations_with_replacement: choosing('combinations_with_replacement', 'iterable, r', withRepeats),
    }),
    ...functions(module, {
      'tee(iterable, n=2, /)': (iterable = NULL, count = NULL) => {
        const [source, seen] = [iter(iterable), list([])]
        if (numberOf(count) < 0) raise(E.ValueError, 'n must be >= 0')
        return tuple(...Array.from({ length: numberOf(count) }, () => invoke(tee, source, seen)))
      },
    }),
  }
}
