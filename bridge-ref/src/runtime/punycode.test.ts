import test from 'ava'
import { punycode } from './punycode.ts'

const spelled: [string, string][] = [
  ['abc', 'abc-'],
  ['łódź', 'd-uga0v4h'],
  ['proofload_łódź', 'proofload_d-zeb04hqw'],
  ['模块', 'gfs105b'],
  ['bücher', 'bcher-kva'],
  ['a😀b', 'ab-no82a'],
]

for (const [name, expected] of spelled)
  test(`${name} is spelled as CPython's codec does`, (t) => t.is(punycode(name), expected))
