/** `typing`: names that annotations use. */
import { type Address, NULL } from '../memory/address.ts'
import { S } from '../memory/statics.ts'
import { itemsOf } from '../runtime/object.ts'
import { newClass } from './kit/classes.ts'
import { type Body, contents, functions } from './kit/functions.ts'
import {
  attr,
  attrOr,
  dict,
  invoke,
  items,
  list,
  moduleAttr,
  setAttribute,
  text,
  textOf,
  truth,
  tuple,
} from './kit/values.ts'

const forms = [
  'Any',
  'Union',
  'Optional',
  'Callable',
  'ClassVar',
  'Final',
  'Literal',
  'NoReturn',
  'Never',
  'Type',
  'Annotated',
  'Concatenate',
  'TypeAlias',
  'TypeGuard',
  'Self',
  'Required',
  'NotRequired',
  'Unpack',
  'LiteralString',
  'Protocol',
  'Generic',
  'AnyStr',
  'IO',
  'TextIO',
  'BinaryIO',
  'Pattern',
  'Match',
  'SupportsInt',
  'SupportsFloat',
  'SupportsIndex',
  'SupportsBytes',
  'SupportsAbs',
]
const collections = [
  'Iterable',
  'Iterator',
  'Mapping',
  'MutableMapping',
  'Sequence',
  'MutableSequence',
  'Hashable',
  'Sized',
  'Container',
  'Collection',
  'Generator',
  'AsyncGenerator',
  'AsyncIterator',
  'AsyncIterable',
  'Awaitable',
  'Coroutine',
  'Reversible',
  'KeysView',
  'ItemsView',
  'ValuesView',
  'MutableSet',
]

/** Names that annotations use; what they make is never looked at by compiled code. */
export function typingModule(): Record<string, Address> {
  const form = newClass({
    name: '_SpecialForm',
    module: 'typing',
    methods: {
      '__init__(self, name)': (self = NULL, name = NULL) => {
        setAttribute(self, '_name', name)
      },
      '__getitem__(self, parameters)': (self) => self,
      '__or__(self, other)': (self) => self,
      '__ror__(self, other)': (self) => self,
      '__call__(self, *args, **kwds)': (self) => self,
      '__mro_entries__(self, bases)': () => tuple(),
      '__repr__(self)': (self = NULL) => text(`typing.${textOf(attr(self, '_name'))}`),
    },
  })
  const aliases: Record<string, Address> = {
    List: S.PyList_Type,
    Dict: S.PyDict_Type,
    Set: S.PySet_Type,
    FrozenSet: S.PyFrozenSet_Type,
    Tuple: S.PyTuple_Type,
    Text: S.PyUnicode_Type,
    _GenericAlias: S.Py_GenericAliasType,
  }
  const same: Body = (o) => o
  return {
    ...contents(Object.fromEntries(forms.map((name) => [name, invoke(form, text(name))]))),
    ...contents(aliases),
    ...contents(Object.fromEntries(collections.map((name) => [name, moduleAttr('collections.abc', name)]))),
    ...contents({
      TYPE_CHECKING: truth(false),
      AbstractSet: moduleAttr('collections.abc', 'Set'),
      Deque: moduleAttr('collections', 'deque'),
      DefaultDict: moduleAttr('collections', 'defaultdict'),
      OrderedDict: moduleAttr('collections', 'OrderedDict'),
      Counter: moduleAttr('collections', 'Counter'),
      _SpecialForm: form,
    }),
    ...functions('typing', {
      'cast(typ, val)': (_type, value) => value,
      'overload(func)': same,
      'final(f)': same,
      'no_type_check(arg)': same,
      'runtime_checkable(cls)': same,
      'TypeVar(name, *constraints, **kwds)': (name = NULL) => invoke(form, name),
      'ParamSpec(name, **kwds)': (name = NULL) => invoke(form, name),
      'NewType(name, tp)': (_name, type) => type,
      'get_type_hints(obj, globalns=None, localns=None)': (o = NULL) => attrOr(o, '__annotations__', dict()),
      'NamedTuple(typename, fields=, /)': (name = NULL, fields = NULL) =>
        invoke(
          moduleAttr('collections', 'namedtuple'),
          name,
          list(items(fields).map((pair) => itemsOf(pair)[0] ?? NULL)),
        ),
      'TypedDict(typename, fields=, /, *, total=True)': () => S.PyDict_Type,
    }),
  }
}
