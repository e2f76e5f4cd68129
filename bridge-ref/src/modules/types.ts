/** `types`: names for the types of the interpreter, and a few made here. */
import { type Address, NULL } from '../memory/address.ts'
import { E, none, S, T } from '../memory/statics.ts'
import { dictEntries } from '../runtime/dict.ts'
import { raise } from '../runtime/errors.ts'
import { EQ, isInstance, notImplemented, richCompare, sizeOf } from '../runtime/object.ts'
import { typeOf } from '../runtime/refcount.ts'
import { readStr } from '../runtime/str.ts'
import { newClass } from './kit/classes.ts'
import { contents, functions } from './kit/functions.ts'
import { own } from './kit/scope.ts'
import { attr, given, invoke, invokeWith, method, record, reprOf, setAttribute, text, tuple } from './kit/values.ts'

let namespaceClass = NULL

/** `types.SimpleNamespace`. */
export function simpleNamespace(): Address {
  namespaceClass ||= newClass({
    name: 'SimpleNamespace',
    module: 'types',
    methods: {
      '__init__(self, /, *args, **kwargs)': (self = NULL, args = NULL, kwargs = NULL) => {
        if (sizeOf(args) > 0) raise(E.TypeError, 'no positional arguments expected')
        for (const [key, value] of dictEntries(kwargs)) setAttribute(self, readStr(key), value)
      },
      '__repr__(self)': (self = NULL) => {
        const parts = dictEntries(attr(self, '__dict__')).map(([key, value]) => `${readStr(key)}=${reprOf(value)}`)
        const type = typeOf(self)
        return text(`${type === namespaceClass ? 'namespace' : readStr(attr(type, '__name__'))}(${parts.join(', ')})`)
      },
      '__eq__(self, other)': (self = NULL, other = NULL) =>
        isInstance(self, namespaceClass) && isInstance(other, namespaceClass)
          ? own(richCompare(attr(self, '__dict__'), attr(other, '__dict__'), EQ))
          : own(notImplemented()),
      '__reduce__(self)': (self = NULL) => tuple(typeOf(self), tuple(), attr(self, '__dict__')),
    },
  })
  return namespaceClass
}

export function typesModule(): Record<string, Address> {
  return {
    ...contents({
      SimpleNamespace: simpleNamespace(),
      FunctionType: S.PyFunction_Type,
      LambdaType: S.PyFunction_Type,
      CodeType: S.PyCode_Type,
      MappingProxyType: S.PyDictProxy_Type,
      CellType: S.PyCell_Type,
      GeneratorType: S.PyGen_Type,
      CoroutineType: S.PyCoro_Type,
      AsyncGeneratorType: S.PyAsyncGen_Type,
      MethodType: S.PyMethod_Type,
      BuiltinFunctionType: S.PyCFunction_Type,
      BuiltinMethodType: S.PyCFunction_Type,
      WrapperDescriptorType: S.PyWrapperDescr_Type,
      MethodWrapperType: T.method_wrapper,
      MethodDescriptorType: S.PyMethodDescr_Type,
      ClassMethodDescriptorType: S.PyClassMethodDescr_Type,
      ModuleType: S.PyModule_Type,
      TracebackType: S.PyTraceBack_Type,
      FrameType: S.PyFrame_Type,
      GetSetDescriptorType: S.PyGetSetDescr_Type,
      MemberDescriptorType: S.PyMemberDescr_Type,
      GenericAlias: S.Py_GenericAliasType,
      EllipsisType: S.PyEllipsis_Type,
      NoneType: typeOf(none()),
      NotImplementedType: typeOf(S._Py_NotImplementedStruct),
    }),
    ...functions('types', {
      'new_class(name, bases=, kwds=None, exec_body=None)': (name = NULL, bases = NULL, kwds = NULL, body = NULL) => {
        const parents = bases === NULL ? tuple() : bases
        const options = given(kwds) ? method(kwds, 'copy') : record({})
        const metaclass = method(options, 'pop', text('metaclass'), S.PyType_Type)
        const namespace = invokeWith(attr(metaclass, '__prepare__'), [name, parents], options)
        if (given(body)) invoke(body, namespace)
        return invokeWith(metaclass, [name, parents, namespace], options)
      },
      'resolve_bases(bases)': (bases = NULL) => bases,
      'get_original_bases(cls, /)': (cls = NULL) => attr(cls, '__bases__'),
      'coroutine(func)': (func = NULL) => func,
    }),
  }
}
