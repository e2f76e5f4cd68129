/** `types`: names for the types of the interpreter, and a few made here. */
import { type Address, NULL } from '../memory/address.ts'
import { none, S, T } from '../memory/statics.ts'
import { typeOf } from '../runtime/refcount.ts'
import { namespaceType } from '../runtime/types/namespace-type.ts'
import { contents, functions } from './kit/functions.ts'
import { attr, given, invoke, invokeWith, method, record, text, tuple } from './kit/values.ts'
import { unionType } from './types/generic-alias.ts'

export function typesModule(): Record<string, Address> {
  return {
    ...contents({
      SimpleNamespace: namespaceType(),
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
      UnionType: unionType(),
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
