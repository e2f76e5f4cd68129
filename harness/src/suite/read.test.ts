import test from 'ava'
import { argumentsText, canonical } from './canonical.ts'
import { formatIssue } from './issue.ts'
import { readSuiteFile } from './read.ts'
import { floatRepr } from './tags.ts'
import type { Value } from './value.ts'

const file = { path: '/suites/a/b.yaml', name: 'suites/a/b.yaml', area: 'a', topic: 'b', probe: null }
const head = 'area: a\ntopic: b\ntitle: T\ndocs: https://example.org/\n'

function read(text: string) {
  const parsed = readSuiteFile(file, `${head}${text}`)
  if (parsed.issues.issues.length > 0) throw new Error(parsed.issues.issues.map(formatIssue).join('\n'))
  return parsed
}

function argsOf(yaml: string): Value[] {
  return read(`calls:\n  F:\n    - { args: [${yaml}], returns: null }\n`).rows[0]?.entry.args ?? []
}

const values: [yaml: string, wire: Value, text: string][] = [
  ['1', 1, '1'],
  ['-0x10', '-0x10', '"-0x10"'],
  ['0x10', 16, '16'],
  ['1.0', { $float: '1.0' }, '1.0'],
  ['-0.0', { $float: '-0.0' }, '-0.0'],
  ['1e300', { $float: '1e+300' }, '1e+300'],
  ['.nan', { $float: 'nan' }, '!float nan'],
  ['!float -inf', { $float: '-inf' }, '!float -inf'],
  ['9007199254740991', 9007199254740991, '9007199254740991'],
  ['9007199254740993', { $int: '9007199254740993' }, '9007199254740993'],
  ['!int "-12345678901234567890"', { $int: '-12345678901234567890' }, '-12345678901234567890'],
  ['!int "5"', 5, '5'],
  ['null', null, 'null'],
  ['~', null, 'null'],
  ['true', true, 'true'],
  ['yes', 'yes', '"yes"'],
  ['abc', 'abc', '"abc"'],
  ['"1"', '1', '"1"'],
  ['"\\ud800"', '\ud800', '"\\ud800"'],
  ['[1, [a]]', [1, ['a']], '[1,["a"]]'],
  [
    '{ a: 1, 2: [], 1.5: null }',
    {
      $dict: [
        ['a', 1],
        [2, []],
        [{ $float: '1.5' }, null],
      ],
    },
    '{"a":1,2:[],1.5:null}',
  ],
  ['!bytes "a\\x00\\xff"', { $bytes: '6100ff' }, '!bytes"a\\u0000ÿ"'],
  ['!bytearray ""', { $bytearray: '' }, '!bytearray""'],
  ['!tuple [1, !tuple []]', { $tuple: [1, { $tuple: [] }] }, '!tuple[1,!tuple[]]'],
  ['!set [1]', { $set: [1] }, '!set[1]'],
  ['!frozenset []', { $frozenset: [] }, '!frozenset[]'],
  ['!slice [1, null, 2]', { $slice: [1, null, 2] }, '!slice[1,null,2]'],
  ['!complex [1, -0.5]', { $complex: ['1.0', '-0.5'] }, '!complex["1.0","-0.5"]'],
  ['!type ValueError', { $type: 'ValueError' }, '!type"ValueError"'],
  ['!singleton Ellipsis', { $singleton: 'Ellipsis' }, '!singleton"Ellipsis"'],
  ['!tracked 3', { $tracked: 3 }, '!tracked(3)'],
  ['!null ', { $null: true }, '!null'],
  ['$item', { $ref: 'item' }, '$item'],
  ['!str $item', '$item', '"$item"'],
  ['!any ', { $any: true }, '!any'],
  ['!instance int', { $instance: 'int' }, '!instance"int"'],
  ['!like "^a+$"', { $like: '^a+$' }, '!like"^a+$"'],
  ['!object Foo', { $object: { type: 'Foo' } }, '!object{type:"Foo"}'],
  [
    '!exception { type: ValueError, args: [x] }',
    { $exception: { type: 'ValueError', args: ['x'] } },
    '!exception{type:"ValueError",args:["x"]}',
  ],
  ['!host { returns: 1.0 }', { $host: { returns: { $float: '1.0' } } }, '!host{returns:1.0}'],
  ['!host { raises: ValueError }', { $host: { raises: { type: 'ValueError' } } }, '!host{raises:{type:"ValueError"}}'],
  [
    '!host { calls: { fn: f, args: [!tuple []] }, drops: [a], settles: true }',
    { $host: { calls: { fn: 'f', args: [{ $tuple: [] }] }, drops: ['a'], settles: true } },
    '!host{calls:{fn:"f",args:[!tuple[]]},drops:["a"],settles:true}',
  ],
]

for (const [yaml, wire, text] of values) {
  test(`${yaml} in a suite file is ${text}`, (t) => {
    t.deepEqual(argsOf(yaml), [wire])
    t.is(canonical(wire), text)
  })
}

test('an anchor stands for a value of its own in each place', (t) => {
  t.deepEqual(argsOf('&list [1, 2], *list'), [
    [1, 2],
    [1, 2],
  ])
})

test('each with a list unfolds into one row per mapping, values with their types', (t) => {
  const { rows } = read(`
calls:
  F:
    - each: [{ n: 1, t: 1.5 }, { n: !tuple [], t: x }]
      args: ["\${n}", "n=\${t}", !bytes "\${t}"]
      returns: "\${n}"
`)
  t.deepEqual(
    rows.map(({ entry }) => [entry.args, entry.returns]),
    [
      [[1, 'n=1.5', { $bytes: '312e35' }], 1],
      [[{ $tuple: [] }, 'n=x', { $bytes: '78' }], { $tuple: [] }],
    ],
  )
  t.deepEqual(
    rows.map(({ suffix }) => suffix),
    ['[n=1,t=1.5]', '[n=!tuple[],t=x]'],
  )
})

test('a mapping of an each may be the whole of kwargs or raises', (t) => {
  const { scenarios } = read(`
scenarios:
  - id: \${kind}
    each: [{ kind: one, kwargs: { a: !tuple [1] }, error: { type: KeyError, args: [x] } }]
    title: T
    api: [F]
    steps:
      - { call: f, kwargs: "\${kwargs}", raises: "\${error}" }
`)
  t.deepEqual(scenarios[0]?.entry.steps, [
    { call: 'f', kwargs: { a: { $tuple: [1] } }, raises: { type: 'KeyError', args: ['x'] } },
  ])
})

test('each with a mapping is the product, the last list fastest; an id with a placeholder needs no suffix', (t) => {
  const { scenarios } = read(`
scenarios:
  - id: get-\${a}-\${b}
    each: { a: [1, 2], b: [x, y] }
    title: T
    api: [F]
    why: \${b}
    steps:
      - { call: f, returns: "\${a}" }
`)
  t.deepEqual(
    scenarios.map(({ entry, suffix }) => [entry.id, entry.why, suffix]),
    [
      ['get-1-x', 'x', ''],
      ['get-1-y', 'y', ''],
      ['get-2-x', 'x', ''],
      ['get-2-y', 'y', ''],
    ],
  )
})

test('long arguments are cut and told apart by a hash', (t) => {
  const [first, second] = [argumentsText(['x'.repeat(200)]), argumentsText([`${'x'.repeat(199)}y`])]
  t.true(first.length <= 82)
  t.not(first, second)
  t.is(first, argumentsText(['x'.repeat(200)]))
})

test('floats are written as Python writes them', (t) => {
  const texts = ['0.1', '1e16', '123456789012345680', '1e-5', '0.0001', '1e22', '5e-324', '-2.5e10']
  const python = ['0.1', '1e+16', '1.2345678901234568e+17', '1e-05', '0.0001', '1e+22', '5e-324', '-25000000000.0']
  t.deepEqual(texts.map(floatRepr), python)
})
