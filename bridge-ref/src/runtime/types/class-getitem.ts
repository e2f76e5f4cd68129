/** `list[int]`: what `__class_getitem__` of the containers gives. */
import { S } from '../../memory/statics.ts'
import { call } from '../call.ts'
import { args, type Method } from '../define.ts'

export const classGetItem: Method = {
  ...args(1, (type, item) => call(S.Py_GenericAliasType, [type, item])),
  kind: 'class',
}
