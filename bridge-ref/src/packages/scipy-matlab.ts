/** `scipy.io.matlab._mio5_params`: the data types of the file format, and the classes of what is read. */
import { type Address, NULL } from '../memory/address.ts'
import { none } from '../memory/statics.ts'
import {
  dict,
  int,
  invoke,
  list,
  method,
  moduleAttr,
  record,
  setAttribute,
  text,
  tuple,
} from '../modules/kit/values.ts'
import { newRef } from '../runtime/refcount.ts'
import { lastingClass } from './kit.ts'

const numbers = { 1: 'i1', 2: 'u1', 3: 'i2', 4: 'u2', 5: 'i4', 6: 'u4', 7: 'f4', 9: 'f8', 12: 'i8', 13: 'u8' }
const characters = { 16: 'u1', 17: 'u2', 18: 'u4' }
/** Fields as `name:type`. */
const records: Record<string, string> = {
  file_header: 'description:S116 subsystem_offset:i8 version:u2 endian_test:S2',
  tag_full: 'mdtype:u4 byte_count:u4',
  tag_smalldata: 'byte_count_mdtype:u4 data:S4',
  array_flags: 'data_type:u4 byte_count:u4 flags_class:u4 nzmax:u4',
}
/** Of the elements of an array, by the number of its class. */
const classTypes = { 6: 'f8', 7: 'f4', 8: 'i1', 9: 'u1', 10: 'i2', 11: 'u2', 12: 'i4', 13: 'u4', 14: 'i8', 15: 'u8' }

type Entry = readonly [Address, Address]

function byNumber(types: Readonly<Record<number, string>>, make: (type: Address) => Address): Entry[] {
  return Object.entries(types).map(([key, type]) => [int(Number(key)), make(text(type))])
}

/** All data types of files of one byte order. */
function typesOf(order: string): Address {
  const make = (type: Address) => method(invoke(moduleAttr('numpy', 'dtype'), type), 'newbyteorder', text(order))
  const named = Object.entries(records).map(([name, source]): Entry => {
    const fields = source.split(' ').map((field) => tuple(...field.split(':').map(text)))
    return [text(name), make(list(fields))]
  })
  const suffix = order === '<' ? '_le' : '_be'
  return record({
    dtypes: dict([...byNumber({ ...numbers, ...characters }, make), ...named, [text('U1'), make(text('U1'))]]),
    classes: dict(byNumber(classTypes, make)),
    codecs: dict([
      [int(16), text('utf_8')],
      [int(17), text(`utf_16${suffix}`)],
      [int(18), text(`utf_32${suffix}`)],
    ]),
  })
}

const module = 'scipy.io.matlab._mio5_params'

/** An array that remembers what it was in the file; `__new__` casts one that exists. */
function arrayClass(name: string, attribute?: string): Address {
  const cast = (cls = NULL, array = NULL, value = none()): Address => {
    const o = method(invoke(moduleAttr('numpy', 'asarray'), array), 'view', cls)
    if (attribute !== undefined) setAttribute(o, attribute, value)
    return o
  }
  const signature = attribute === undefined ? '' : `, ${attribute}=None`
  return lastingClass({
    name,
    module,
    bases: [moduleAttr('numpy', 'ndarray')],
    methods: { [`__new__(cls, input_array${signature})`]: cast },
  })
}

export function matlabParameters(): Record<string, Address> {
  const kinds = ['s0', 's1', 's2', 'arr'].map((name) => tuple(text(name), text('O')))
  return {
    MDTYPES: newRef(record({ '<': typesOf('<'), '>': typesOf('>') })),
    mat_struct: lastingClass({ name: 'mat_struct', module }),
    MatlabObject: arrayClass('MatlabObject', 'classname'),
    MatlabFunction: arrayClass('MatlabFunction'),
    MatlabOpaque: arrayClass('MatlabOpaque'),
    OPAQUE_DTYPE: newRef(invoke(moduleAttr('numpy', 'dtype'), list(kinds))),
  }
}
