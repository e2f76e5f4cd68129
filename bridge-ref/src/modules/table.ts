/** The modules written in TypeScript, by name, and the binaries that stand in for modules written in Python. */
import { tracked } from '../runtime/allocation.ts'
import { type HostModule, registerHostModule, registerStandIn } from '../runtime/imports.ts'
import { abcModule, privateAbcModule } from './abc.ts'
import { asyncioModules } from './asyncio.ts'
import { startBuiltinFunctions } from './builtins.ts'
import { codecsModule, privateCodecsModule } from './codecs.ts'
import { collectionsModule, privateCollectionsModule } from './collections.ts'
import { collectionsAbcModule } from './collections-abc.ts'
import { contextlibModule } from './contextlib.ts'
import { copyModule, copyregModule } from './copyreg.ts'
import { elementPathModule } from './element-path.ts'
import { enumModule } from './enum.ts'
import { fewNames } from './few-names.ts'
import { functoolsModule } from './functools.ts'
import { gcModule } from './gc.ts'
import { gzipModule } from './gzip.ts'
import { hashlibModule } from './hashlib.ts'
import { importlibModule } from './importlib.ts'
import { inspectModule } from './inspect.ts'
import { ioModule } from './io.ts'
import { itertoolsModule } from './itertools.ts'
import { permanent } from './kit/scope.ts'
import { loggingModule, tracebackModule } from './logging.ts'
import { markupModules } from './markup.ts'
import { marshalModule } from './marshal.ts'
import { startObjectMethods } from './object-methods.ts'
import { operatorModule } from './operator.ts'
import { errnoModule, osModule, pathModule, posixModule, statModule } from './os.ts'
import { linecacheModule, platformModule } from './platform.ts'
import { reModule } from './re.ts'
import {
  asyncioEvents,
  atexitModule,
  compatPickleModule,
  jsonDecoderModule,
  jsonScannerModule,
  keywordModule,
  numbersModule,
  signalModule,
  stringModule,
} from './small.ts'
import { startSys } from './sys.ts'
import { threadingModule } from './threading.ts'
import { timeModule } from './time.ts'
import { describeGenericAlias } from './types/generic-alias.ts'
import { describeLazyIterators } from './types/lazy-iterators.ts'
import { describeOrderedDict } from './types/ordered-dict.ts'
import { describeProperty, describeSuper } from './types/property-super.ts'
import { typesModule } from './types.ts'
import { typingModule } from './typing.ts'
import { uuidModule } from './uuid.ts'
import { privateWeakrefModule, weakrefModule, weakSet } from './weakref.ts'
import { zoneinfoModules } from './zoneinfo.ts'

const empty: HostModule = () => ({})

const modules: Record<string, HostModule> = {
  ...fewNames,
  ...markupModules,
  ...zoneinfoModules,
  _compat_pickle: compatPickleModule,
  _signal: signalModule,
  _thread: threadingModule,
  asyncio: empty,
  ...asyncioModules,
  'asyncio.events': asyncioEvents,
  atexit: atexitModule,
  contextlib: contextlibModule,
  errno: errnoModule,
  gc: gcModule,
  gzip: gzipModule,
  importlib: importlibModule,
  inspect: inspectModule,
  json: empty,
  'json.decoder': jsonDecoderModule,
  'json.scanner': jsonScannerModule,
  keyword: keywordModule,
  logging: loggingModule,
  numbers: numbersModule,
  os: osModule,
  'os.path': pathModule,
  posix: posixModule,
  posixpath: pathModule,
  signal: signalModule,
  stat: statModule,
  string: stringModule,
  threading: threadingModule,
  time: timeModule,
  traceback: tracebackModule,
  typing: typingModule,
  _abc: privateAbcModule,
  _codecs: privateCodecsModule,
  _collections: privateCollectionsModule,
  _collections_abc: collectionsAbcModule,
  _functools: functoolsModule,
  _io: ioModule,
  _operator: operatorModule,
  _weakref: privateWeakrefModule,
  _weakrefset: () => ({ WeakSet: weakSet() }),
  abc: abcModule,
  codecs: codecsModule,
  collections: collectionsModule,
  'collections.abc': collectionsAbcModule,
  copy: copyModule,
  copyreg: copyregModule,
  enum: enumModule,
  functools: functoolsModule,
  io: ioModule,
  itertools: itertoolsModule,
  hashlib: hashlibModule,
  linecache: linecacheModule,
  marshal: marshalModule,
  platform: platformModule,
  operator: operatorModule,
  re: reModule,
  types: typesModule,
  uuid: uuidModule,
  weakref: weakrefModule,
  xml: empty,
  'xml.etree': empty,
  'xml.etree.ElementPath': elementPathModule,
}

const standIns: Record<string, string> = {
  datetime: '_datetime',
  decimal: '_decimal',
  pickle: '_pickle',
  struct: '_struct',
  contextvars: '_contextvars',
  socket: '_socket',
  bisect: '_bisect',
  heapq: '_heapq',
  csv: '_csv',
  random: '_random',
  ssl: '_ssl',
  opcode: '_opcode',
}

export function startHostLibrary(): void {
  describeProperty()
  describeSuper()
  describeLazyIterators()
  describeGenericAlias()
  describeOrderedDict()
  startObjectMethods()
  for (const [name, make] of Object.entries(modules)) registerHostModule(name, () => permanent(make))
  for (const [name, binary] of Object.entries(standIns)) registerStandIn(name, binary)
  startBuiltinFunctions()
  startSys()
  // As with the built-in types: what exists from the start need not be walked.
  tracked.clear()
}
