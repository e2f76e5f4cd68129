/** The modules written in TypeScript, by name, and the binaries that stand in for modules written in Python. */
import { tracked } from '../runtime/allocation.ts'
import { type HostModule, registerHostModule, registerStandIn } from '../runtime/imports.ts'
import { abcModule, privateAbcModule } from './abc.ts'
import { startBuiltinFunctions } from './builtins.ts'
import { collectionsModule, privateCollectionsModule } from './collections.ts'
import { collectionsAbcModule } from './collections-abc.ts'
import { functoolsModule } from './functools.ts'
import { itertoolsModule } from './itertools.ts'
import { operatorModule } from './operator.ts'
import { startSys } from './sys.ts'
import { describeLazyIterators } from './types/lazy-iterators.ts'
import { describeProperty, describeSuper } from './types/property-super.ts'
import { typesModule } from './types.ts'

const modules: Record<string, HostModule> = {
  _abc: privateAbcModule,
  _collections: privateCollectionsModule,
  _collections_abc: collectionsAbcModule,
  _functools: functoolsModule,
  _operator: operatorModule,
  abc: abcModule,
  collections: collectionsModule,
  'collections.abc': collectionsAbcModule,
  functools: functoolsModule,
  itertools: itertoolsModule,
  operator: operatorModule,
  types: typesModule,
}

const standIns: Record<string, string> = {
  datetime: '_datetime',
  decimal: '_decimal',
  pickle: '_pickle',
  struct: '_struct',
  bisect: '_bisect',
  heapq: '_heapq',
  csv: '_csv',
  random: '_random',
  ssl: '_ssl',
  queue: '_queue',
  opcode: '_opcode',
}

export function startHostLibrary(): void {
  describeProperty()
  describeSuper()
  describeLazyIterators()
  for (const [name, make] of Object.entries(modules)) registerHostModule(name, make)
  for (const [name, binary] of Object.entries(standIns)) registerStandIn(name, binary)
  startBuiltinFunctions()
  startSys()
  // As with the built-in types: what exists from the start need not be walked.
  tracked.clear()
}
