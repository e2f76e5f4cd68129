/* DO NOT EDIT. Generated from suites/capi by bridge-ref/tools/generate.ts: node bridge-ref/tools/generate.ts */
#include <stddef.h>
#include <stdint.h>
#include "shim.h"

_Static_assert(sizeof(PyVarObject) == 24, "PyVarObject");
_Static_assert(offsetof(PyVarObject, ob_size) == 16, "PyVarObject.ob_size");
_Static_assert(sizeof(PyHeapTypeObject) == 904, "PyHeapTypeObject");
_Static_assert(offsetof(PyHeapTypeObject, as_async) == 408, "PyHeapTypeObject.as_async");
_Static_assert(offsetof(PyHeapTypeObject, as_number) == 440, "PyHeapTypeObject.as_number");
_Static_assert(offsetof(PyHeapTypeObject, as_mapping) == 728, "PyHeapTypeObject.as_mapping");
_Static_assert(offsetof(PyHeapTypeObject, as_sequence) == 752, "PyHeapTypeObject.as_sequence");
_Static_assert(offsetof(PyHeapTypeObject, as_buffer) == 832, "PyHeapTypeObject.as_buffer");
_Static_assert(offsetof(PyHeapTypeObject, ht_name) == 848, "PyHeapTypeObject.ht_name");
_Static_assert(offsetof(PyHeapTypeObject, ht_slots) == 856, "PyHeapTypeObject.ht_slots");
_Static_assert(offsetof(PyHeapTypeObject, ht_qualname) == 864, "PyHeapTypeObject.ht_qualname");
_Static_assert(offsetof(PyHeapTypeObject, ht_cached_keys) == 872, "PyHeapTypeObject.ht_cached_keys");
_Static_assert(offsetof(PyHeapTypeObject, ht_module) == 880, "PyHeapTypeObject.ht_module");
_Static_assert(offsetof(PyHeapTypeObject, _ht_tpname) == 888, "PyHeapTypeObject._ht_tpname");
_Static_assert(sizeof(_PyErr_StackItem) == 16, "_PyErr_StackItem");
_Static_assert(offsetof(_PyErr_StackItem, exc_value) == 0, "_PyErr_StackItem.exc_value");
_Static_assert(offsetof(_PyErr_StackItem, previous_item) == 8, "_PyErr_StackItem.previous_item");
_Static_assert(sizeof(PyBaseExceptionObject) == 72, "PyBaseExceptionObject");
_Static_assert(offsetof(PyBaseExceptionObject, dict) == 16, "PyBaseExceptionObject.dict");
_Static_assert(offsetof(PyBaseExceptionObject, args) == 24, "PyBaseExceptionObject.args");
_Static_assert(offsetof(PyBaseExceptionObject, notes) == 32, "PyBaseExceptionObject.notes");
_Static_assert(offsetof(PyBaseExceptionObject, traceback) == 40, "PyBaseExceptionObject.traceback");
_Static_assert(offsetof(PyBaseExceptionObject, context) == 48, "PyBaseExceptionObject.context");
_Static_assert(offsetof(PyBaseExceptionObject, cause) == 56, "PyBaseExceptionObject.cause");
_Static_assert(offsetof(PyBaseExceptionObject, suppress_context) == 64, "PyBaseExceptionObject.suppress_context");
_Static_assert(sizeof(PyOSErrorObject) == 112, "PyOSErrorObject");
_Static_assert(offsetof(PyOSErrorObject, myerrno) == 72, "PyOSErrorObject.myerrno");
_Static_assert(offsetof(PyOSErrorObject, strerror) == 80, "PyOSErrorObject.strerror");
_Static_assert(offsetof(PyOSErrorObject, filename) == 88, "PyOSErrorObject.filename");
_Static_assert(offsetof(PyOSErrorObject, filename2) == 96, "PyOSErrorObject.filename2");
_Static_assert(offsetof(PyOSErrorObject, written) == 104, "PyOSErrorObject.written");
_Static_assert(sizeof(PyUnicodeErrorObject) == 112, "PyUnicodeErrorObject");
_Static_assert(offsetof(PyUnicodeErrorObject, encoding) == 72, "PyUnicodeErrorObject.encoding");
_Static_assert(offsetof(PyUnicodeErrorObject, object) == 80, "PyUnicodeErrorObject.object");
_Static_assert(offsetof(PyUnicodeErrorObject, start) == 88, "PyUnicodeErrorObject.start");
_Static_assert(offsetof(PyUnicodeErrorObject, end) == 96, "PyUnicodeErrorObject.end");
_Static_assert(offsetof(PyUnicodeErrorObject, reason) == 104, "PyUnicodeErrorObject.reason");
_Static_assert(sizeof(PySystemExitObject) == 80, "PySystemExitObject");
_Static_assert(offsetof(PySystemExitObject, code) == 72, "PySystemExitObject.code");
_Static_assert(sizeof(PyImportErrorObject) == 96, "PyImportErrorObject");
_Static_assert(offsetof(PyImportErrorObject, msg) == 72, "PyImportErrorObject.msg");
_Static_assert(offsetof(PyImportErrorObject, name) == 80, "PyImportErrorObject.name");
_Static_assert(offsetof(PyImportErrorObject, path) == 88, "PyImportErrorObject.path");
_Static_assert(sizeof(PySyntaxErrorObject) == 136, "PySyntaxErrorObject");
_Static_assert(offsetof(PySyntaxErrorObject, msg) == 72, "PySyntaxErrorObject.msg");
_Static_assert(sizeof(PyNameErrorObject) == 80, "PyNameErrorObject");
_Static_assert(offsetof(PyNameErrorObject, name) == 72, "PyNameErrorObject.name");
_Static_assert(sizeof(PyAttributeErrorObject) == 88, "PyAttributeErrorObject");
_Static_assert(offsetof(PyAttributeErrorObject, obj) == 72, "PyAttributeErrorObject.obj");
_Static_assert(offsetof(PyAttributeErrorObject, name) == 80, "PyAttributeErrorObject.name");
_Static_assert(sizeof(PyASCIIObject) == 48, "PyASCIIObject");
_Static_assert(offsetof(PyASCIIObject, length) == 16, "PyASCIIObject.length");
_Static_assert(offsetof(PyASCIIObject, hash) == 24, "PyASCIIObject.hash");
_Static_assert(offsetof(PyASCIIObject, state) == 32, "PyASCIIObject.state");
_Static_assert(offsetof(PyASCIIObject, wstr) == 40, "PyASCIIObject.wstr");
_Static_assert(sizeof(PyCompactUnicodeObject) == 72, "PyCompactUnicodeObject");
_Static_assert(offsetof(PyCompactUnicodeObject, utf8_length) == 48, "PyCompactUnicodeObject.utf8_length");
_Static_assert(offsetof(PyCompactUnicodeObject, utf8) == 56, "PyCompactUnicodeObject.utf8");
_Static_assert(offsetof(PyCompactUnicodeObject, wstr_length) == 64, "PyCompactUnicodeObject.wstr_length");
_Static_assert(sizeof(PyUnicodeObject) == 80, "PyUnicodeObject");
_Static_assert(offsetof(PyUnicodeObject, data) == 72, "PyUnicodeObject.data");
_Static_assert(sizeof(PyBytesObject) == 40, "PyBytesObject");
_Static_assert(offsetof(PyBytesObject, ob_shash) == 24, "PyBytesObject.ob_shash");
_Static_assert(offsetof(PyBytesObject, ob_sval) == 32, "PyBytesObject.ob_sval");
_Static_assert(sizeof(PyByteArrayObject) == 56, "PyByteArrayObject");
_Static_assert(offsetof(PyByteArrayObject, ob_alloc) == 24, "PyByteArrayObject.ob_alloc");
_Static_assert(offsetof(PyByteArrayObject, ob_bytes) == 32, "PyByteArrayObject.ob_bytes");
_Static_assert(offsetof(PyByteArrayObject, ob_start) == 40, "PyByteArrayObject.ob_start");
_Static_assert(offsetof(PyByteArrayObject, ob_exports) == 48, "PyByteArrayObject.ob_exports");
_Static_assert(sizeof(PyLongObject) == 32, "PyLongObject");
_Static_assert(offsetof(PyLongObject, ob_digit) == 24, "PyLongObject.ob_digit");
_Static_assert(sizeof(PyFloatObject) == 24, "PyFloatObject");
_Static_assert(offsetof(PyFloatObject, ob_fval) == 16, "PyFloatObject.ob_fval");
_Static_assert(sizeof(PyComplexObject) == 32, "PyComplexObject");
_Static_assert(sizeof(PyListObject) == 40, "PyListObject");
_Static_assert(offsetof(PyListObject, ob_item) == 24, "PyListObject.ob_item");
_Static_assert(offsetof(PyListObject, allocated) == 32, "PyListObject.allocated");
_Static_assert(sizeof(PyTupleObject) == 32, "PyTupleObject");
_Static_assert(offsetof(PyTupleObject, ob_item) == 24, "PyTupleObject.ob_item");
_Static_assert(sizeof(PyDictObject) == 48, "PyDictObject");
_Static_assert(offsetof(PyDictObject, ma_used) == 16, "PyDictObject.ma_used");
_Static_assert(offsetof(PyDictObject, ma_version_tag) == 24, "PyDictObject.ma_version_tag");
_Static_assert(offsetof(PyDictObject, ma_keys) == 32, "PyDictObject.ma_keys");
_Static_assert(offsetof(PyDictObject, ma_values) == 40, "PyDictObject.ma_values");
_Static_assert(sizeof(PySetObject) == 200, "PySetObject");
_Static_assert(offsetof(PySetObject, fill) == 16, "PySetObject.fill");
_Static_assert(offsetof(PySetObject, used) == 24, "PySetObject.used");
_Static_assert(offsetof(PySetObject, mask) == 32, "PySetObject.mask");
_Static_assert(offsetof(PySetObject, hash) == 48, "PySetObject.hash");
_Static_assert(offsetof(PySetObject, weakreflist) == 192, "PySetObject.weakreflist");
_Static_assert(sizeof(PySliceObject) == 40, "PySliceObject");
_Static_assert(offsetof(PySliceObject, start) == 16, "PySliceObject.start");
_Static_assert(offsetof(PySliceObject, stop) == 24, "PySliceObject.stop");
_Static_assert(offsetof(PySliceObject, step) == 32, "PySliceObject.step");
_Static_assert(sizeof(PyCFunctionObject) == 56, "PyCFunctionObject");
_Static_assert(offsetof(PyCFunctionObject, m_ml) == 16, "PyCFunctionObject.m_ml");
_Static_assert(offsetof(PyCFunctionObject, m_self) == 24, "PyCFunctionObject.m_self");
_Static_assert(offsetof(PyCFunctionObject, m_module) == 32, "PyCFunctionObject.m_module");
_Static_assert(offsetof(PyCFunctionObject, m_weakreflist) == 40, "PyCFunctionObject.m_weakreflist");
_Static_assert(offsetof(PyCFunctionObject, vectorcall) == 48, "PyCFunctionObject.vectorcall");
_Static_assert(sizeof(PyCMethodObject) == 64, "PyCMethodObject");
_Static_assert(offsetof(PyCMethodObject, mm_class) == 56, "PyCMethodObject.mm_class");
_Static_assert(sizeof(PyMethodDef) == 32, "PyMethodDef");
_Static_assert(offsetof(PyMethodDef, ml_name) == 0, "PyMethodDef.ml_name");
_Static_assert(offsetof(PyMethodDef, ml_meth) == 8, "PyMethodDef.ml_meth");
_Static_assert(offsetof(PyMethodDef, ml_flags) == 16, "PyMethodDef.ml_flags");
_Static_assert(offsetof(PyMethodDef, ml_doc) == 24, "PyMethodDef.ml_doc");
_Static_assert(sizeof(PyGetSetDef) == 40, "PyGetSetDef");
_Static_assert(offsetof(PyGetSetDef, name) == 0, "PyGetSetDef.name");
_Static_assert(offsetof(PyGetSetDef, get) == 8, "PyGetSetDef.get");
_Static_assert(offsetof(PyGetSetDef, set) == 16, "PyGetSetDef.set");
_Static_assert(offsetof(PyGetSetDef, doc) == 24, "PyGetSetDef.doc");
_Static_assert(offsetof(PyGetSetDef, closure) == 32, "PyGetSetDef.closure");
_Static_assert(sizeof(PyMemberDef) == 40, "PyMemberDef");
_Static_assert(offsetof(PyMemberDef, name) == 0, "PyMemberDef.name");
_Static_assert(offsetof(PyMemberDef, type) == 8, "PyMemberDef.type");
_Static_assert(offsetof(PyMemberDef, offset) == 16, "PyMemberDef.offset");
_Static_assert(offsetof(PyMemberDef, flags) == 24, "PyMemberDef.flags");
_Static_assert(offsetof(PyMemberDef, doc) == 32, "PyMemberDef.doc");
_Static_assert(sizeof(PyDescrObject) == 40, "PyDescrObject");
_Static_assert(offsetof(PyDescrObject, d_type) == 16, "PyDescrObject.d_type");
_Static_assert(offsetof(PyDescrObject, d_name) == 24, "PyDescrObject.d_name");
_Static_assert(offsetof(PyDescrObject, d_qualname) == 32, "PyDescrObject.d_qualname");
_Static_assert(sizeof(PyMethodDescrObject) == 56, "PyMethodDescrObject");
_Static_assert(offsetof(PyMethodDescrObject, d_method) == 40, "PyMethodDescrObject.d_method");
_Static_assert(offsetof(PyMethodDescrObject, vectorcall) == 48, "PyMethodDescrObject.vectorcall");
_Static_assert(sizeof(PyWrapperDescrObject) == 56, "PyWrapperDescrObject");
_Static_assert(offsetof(PyWrapperDescrObject, d_base) == 40, "PyWrapperDescrObject.d_base");
_Static_assert(offsetof(PyWrapperDescrObject, d_wrapped) == 48, "PyWrapperDescrObject.d_wrapped");
_Static_assert(sizeof(PyGetSetDescrObject) == 48, "PyGetSetDescrObject");
_Static_assert(offsetof(PyGetSetDescrObject, d_getset) == 40, "PyGetSetDescrObject.d_getset");
_Static_assert(sizeof(PyMethodObject) == 48, "PyMethodObject");
_Static_assert(offsetof(PyMethodObject, im_func) == 16, "PyMethodObject.im_func");
_Static_assert(offsetof(PyMethodObject, im_self) == 24, "PyMethodObject.im_self");
_Static_assert(offsetof(PyMethodObject, im_weakreflist) == 32, "PyMethodObject.im_weakreflist");
_Static_assert(offsetof(PyMethodObject, vectorcall) == 40, "PyMethodObject.vectorcall");
_Static_assert(sizeof(PyModuleDef) == 104, "PyModuleDef");
_Static_assert(offsetof(PyModuleDef, m_name) == 40, "PyModuleDef.m_name");
_Static_assert(offsetof(PyModuleDef, m_doc) == 48, "PyModuleDef.m_doc");
_Static_assert(offsetof(PyModuleDef, m_size) == 56, "PyModuleDef.m_size");
_Static_assert(offsetof(PyModuleDef, m_methods) == 64, "PyModuleDef.m_methods");
_Static_assert(offsetof(PyModuleDef, m_slots) == 72, "PyModuleDef.m_slots");
_Static_assert(offsetof(PyModuleDef, m_traverse) == 80, "PyModuleDef.m_traverse");
_Static_assert(offsetof(PyModuleDef, m_clear) == 88, "PyModuleDef.m_clear");
_Static_assert(offsetof(PyModuleDef, m_free) == 96, "PyModuleDef.m_free");
_Static_assert(sizeof(PyModuleDef_Slot) == 16, "PyModuleDef_Slot");
_Static_assert(offsetof(PyModuleDef_Slot, slot) == 0, "PyModuleDef_Slot.slot");
_Static_assert(offsetof(PyModuleDef_Slot, value) == 8, "PyModuleDef_Slot.value");
_Static_assert(sizeof(PyWeakReference) == 64, "PyWeakReference");
_Static_assert(offsetof(PyWeakReference, wr_object) == 16, "PyWeakReference.wr_object");
_Static_assert(offsetof(PyWeakReference, wr_callback) == 24, "PyWeakReference.wr_callback");
_Static_assert(offsetof(PyWeakReference, hash) == 32, "PyWeakReference.hash");
_Static_assert(offsetof(PyWeakReference, wr_prev) == 40, "PyWeakReference.wr_prev");
_Static_assert(offsetof(PyWeakReference, wr_next) == 48, "PyWeakReference.wr_next");
_Static_assert(offsetof(PyWeakReference, vectorcall) == 56, "PyWeakReference.vectorcall");
_Static_assert(sizeof(Py_buffer) == 80, "Py_buffer");
_Static_assert(offsetof(Py_buffer, buf) == 0, "Py_buffer.buf");
_Static_assert(offsetof(Py_buffer, obj) == 8, "Py_buffer.obj");
_Static_assert(offsetof(Py_buffer, len) == 16, "Py_buffer.len");
_Static_assert(offsetof(Py_buffer, itemsize) == 24, "Py_buffer.itemsize");
_Static_assert(offsetof(Py_buffer, readonly) == 32, "Py_buffer.readonly");
_Static_assert(offsetof(Py_buffer, ndim) == 36, "Py_buffer.ndim");
_Static_assert(offsetof(Py_buffer, format) == 40, "Py_buffer.format");
_Static_assert(offsetof(Py_buffer, shape) == 48, "Py_buffer.shape");
_Static_assert(offsetof(Py_buffer, strides) == 56, "Py_buffer.strides");
_Static_assert(offsetof(Py_buffer, suboffsets) == 64, "Py_buffer.suboffsets");
_Static_assert(offsetof(Py_buffer, internal) == 72, "Py_buffer.internal");
_Static_assert(sizeof(PyMemoryViewObject) == 152, "PyMemoryViewObject");
_Static_assert(offsetof(PyMemoryViewObject, mbuf) == 24, "PyMemoryViewObject.mbuf");
_Static_assert(offsetof(PyMemoryViewObject, hash) == 32, "PyMemoryViewObject.hash");
_Static_assert(offsetof(PyMemoryViewObject, flags) == 40, "PyMemoryViewObject.flags");
_Static_assert(offsetof(PyMemoryViewObject, exports) == 48, "PyMemoryViewObject.exports");
_Static_assert(offsetof(PyMemoryViewObject, view) == 56, "PyMemoryViewObject.view");
_Static_assert(offsetof(PyMemoryViewObject, weakreflist) == 136, "PyMemoryViewObject.weakreflist");
_Static_assert(offsetof(PyMemoryViewObject, ob_array) == 144, "PyMemoryViewObject.ob_array");
_Static_assert(sizeof(PyType_Spec) == 32, "PyType_Spec");
_Static_assert(offsetof(PyType_Spec, name) == 0, "PyType_Spec.name");
_Static_assert(offsetof(PyType_Spec, basicsize) == 8, "PyType_Spec.basicsize");
_Static_assert(offsetof(PyType_Spec, itemsize) == 12, "PyType_Spec.itemsize");
_Static_assert(offsetof(PyType_Spec, flags) == 16, "PyType_Spec.flags");
_Static_assert(offsetof(PyType_Spec, slots) == 24, "PyType_Spec.slots");
_Static_assert(sizeof(PyType_Slot) == 16, "PyType_Slot");
_Static_assert(offsetof(PyType_Slot, slot) == 0, "PyType_Slot.slot");
_Static_assert(offsetof(PyType_Slot, pfunc) == 8, "PyType_Slot.pfunc");
_Static_assert(sizeof(PyCellObject) == 24, "PyCellObject");
_Static_assert(offsetof(PyCellObject, ob_ref) == 16, "PyCellObject.ob_ref");
_Static_assert(sizeof(PyTracebackObject) == 40, "PyTracebackObject");
_Static_assert(offsetof(PyTracebackObject, tb_next) == 16, "PyTracebackObject.tb_next");
_Static_assert(offsetof(PyTracebackObject, tb_frame) == 24, "PyTracebackObject.tb_frame");
_Static_assert(offsetof(PyTracebackObject, tb_lasti) == 32, "PyTracebackObject.tb_lasti");
_Static_assert(offsetof(PyTracebackObject, tb_lineno) == 36, "PyTracebackObject.tb_lineno");

PROOFLOAD_API PyTypeObject PyBool_Type;
PROOFLOAD_API PyLongObject _Py_FalseStruct;
PROOFLOAD_API PyLongObject _Py_TrueStruct;
PROOFLOAD_API PyTypeObject PyPickleBuffer_Type;
PROOFLOAD_API PyTypeObject PyByteArray_Type;
PROOFLOAD_API PyTypeObject PyByteArrayIter_Type;
PROOFLOAD_API PyTypeObject PyBytes_Type;
PROOFLOAD_API PyTypeObject PyBytesIter_Type;
PROOFLOAD_API PyTypeObject PyCapsule_Type;
PROOFLOAD_API PyTypeObject PyCell_Type;
PROOFLOAD_API PyTypeObject PyCode_Type;
PROOFLOAD_API PyTypeObject PyComplex_Type;
PROOFLOAD_API PyTypeObject PyContext_Type;
PROOFLOAD_API PyTypeObject PyContextVar_Type;
PROOFLOAD_API PyTypeObject PyContextToken_Type;
PROOFLOAD_API PyTypeObject PySuper_Type;
PROOFLOAD_API PyTypeObject PyClassMethodDescr_Type;
PROOFLOAD_API PyTypeObject PyGetSetDescr_Type;
PROOFLOAD_API PyTypeObject PyMemberDescr_Type;
PROOFLOAD_API PyTypeObject PyMethodDescr_Type;
PROOFLOAD_API PyTypeObject PyWrapperDescr_Type;
PROOFLOAD_API PyTypeObject PyProperty_Type;
PROOFLOAD_API PyTypeObject PyDict_Type;
PROOFLOAD_API PyTypeObject PyDictKeys_Type;
PROOFLOAD_API PyTypeObject PyDictValues_Type;
PROOFLOAD_API PyTypeObject PyDictItems_Type;
PROOFLOAD_API PyTypeObject PyDictIterKey_Type;
PROOFLOAD_API PyTypeObject PyDictIterValue_Type;
PROOFLOAD_API PyTypeObject PyDictIterItem_Type;
PROOFLOAD_API PyTypeObject PyDictRevIterKey_Type;
PROOFLOAD_API PyTypeObject PyDictRevIterItem_Type;
PROOFLOAD_API PyTypeObject PyDictRevIterValue_Type;
PROOFLOAD_API PyTypeObject PyODict_Type;
PROOFLOAD_API PyTypeObject PyODictIter_Type;
PROOFLOAD_API PyTypeObject PyODictKeys_Type;
PROOFLOAD_API PyTypeObject PyODictItems_Type;
PROOFLOAD_API PyTypeObject PyODictValues_Type;
PROOFLOAD_API PyTypeObject PyDictProxy_Type;
PROOFLOAD_API PyTypeObject PyTraceBack_Type;
PROOFLOAD_API PyObject *PyExc_BaseException;
PROOFLOAD_API PyObject *PyExc_Exception;
PROOFLOAD_API PyObject *PyExc_BaseExceptionGroup;
PROOFLOAD_API PyObject *PyExc_StopAsyncIteration;
PROOFLOAD_API PyObject *PyExc_StopIteration;
PROOFLOAD_API PyObject *PyExc_GeneratorExit;
PROOFLOAD_API PyObject *PyExc_ArithmeticError;
PROOFLOAD_API PyObject *PyExc_LookupError;
PROOFLOAD_API PyObject *PyExc_AssertionError;
PROOFLOAD_API PyObject *PyExc_AttributeError;
PROOFLOAD_API PyObject *PyExc_BufferError;
PROOFLOAD_API PyObject *PyExc_EOFError;
PROOFLOAD_API PyObject *PyExc_FloatingPointError;
PROOFLOAD_API PyObject *PyExc_OSError;
PROOFLOAD_API PyObject *PyExc_ImportError;
PROOFLOAD_API PyObject *PyExc_ModuleNotFoundError;
PROOFLOAD_API PyObject *PyExc_IndexError;
PROOFLOAD_API PyObject *PyExc_KeyError;
PROOFLOAD_API PyObject *PyExc_KeyboardInterrupt;
PROOFLOAD_API PyObject *PyExc_MemoryError;
PROOFLOAD_API PyObject *PyExc_NameError;
PROOFLOAD_API PyObject *PyExc_OverflowError;
PROOFLOAD_API PyObject *PyExc_RuntimeError;
PROOFLOAD_API PyObject *PyExc_RecursionError;
PROOFLOAD_API PyObject *PyExc_NotImplementedError;
PROOFLOAD_API PyObject *PyExc_SyntaxError;
PROOFLOAD_API PyObject *PyExc_IndentationError;
PROOFLOAD_API PyObject *PyExc_TabError;
PROOFLOAD_API PyObject *PyExc_ReferenceError;
PROOFLOAD_API PyObject *PyExc_SystemError;
PROOFLOAD_API PyObject *PyExc_SystemExit;
PROOFLOAD_API PyObject *PyExc_TypeError;
PROOFLOAD_API PyObject *PyExc_UnboundLocalError;
PROOFLOAD_API PyObject *PyExc_UnicodeError;
PROOFLOAD_API PyObject *PyExc_UnicodeEncodeError;
PROOFLOAD_API PyObject *PyExc_UnicodeDecodeError;
PROOFLOAD_API PyObject *PyExc_UnicodeTranslateError;
PROOFLOAD_API PyObject *PyExc_ValueError;
PROOFLOAD_API PyObject *PyExc_ZeroDivisionError;
PROOFLOAD_API PyObject *PyExc_BlockingIOError;
PROOFLOAD_API PyObject *PyExc_BrokenPipeError;
PROOFLOAD_API PyObject *PyExc_ChildProcessError;
PROOFLOAD_API PyObject *PyExc_ConnectionError;
PROOFLOAD_API PyObject *PyExc_ConnectionAbortedError;
PROOFLOAD_API PyObject *PyExc_ConnectionRefusedError;
PROOFLOAD_API PyObject *PyExc_ConnectionResetError;
PROOFLOAD_API PyObject *PyExc_FileExistsError;
PROOFLOAD_API PyObject *PyExc_FileNotFoundError;
PROOFLOAD_API PyObject *PyExc_InterruptedError;
PROOFLOAD_API PyObject *PyExc_IsADirectoryError;
PROOFLOAD_API PyObject *PyExc_NotADirectoryError;
PROOFLOAD_API PyObject *PyExc_PermissionError;
PROOFLOAD_API PyObject *PyExc_ProcessLookupError;
PROOFLOAD_API PyObject *PyExc_TimeoutError;
PROOFLOAD_API PyObject *PyExc_EnvironmentError;
PROOFLOAD_API PyObject *PyExc_IOError;
PROOFLOAD_API PyObject *PyExc_Warning;
PROOFLOAD_API PyObject *PyExc_UserWarning;
PROOFLOAD_API PyObject *PyExc_DeprecationWarning;
PROOFLOAD_API PyObject *PyExc_PendingDeprecationWarning;
PROOFLOAD_API PyObject *PyExc_SyntaxWarning;
PROOFLOAD_API PyObject *PyExc_RuntimeWarning;
PROOFLOAD_API PyObject *PyExc_FutureWarning;
PROOFLOAD_API PyObject *PyExc_ImportWarning;
PROOFLOAD_API PyObject *PyExc_UnicodeWarning;
PROOFLOAD_API PyObject *PyExc_BytesWarning;
PROOFLOAD_API PyObject *PyExc_EncodingWarning;
PROOFLOAD_API PyObject *PyExc_ResourceWarning;
PROOFLOAD_API PyTypeObject PyStdPrinter_Type;
PROOFLOAD_API PyTypeObject PyFloat_Type;
PROOFLOAD_API PyTypeObject PyFrame_Type;
PROOFLOAD_API PyTypeObject PyFunction_Type;
PROOFLOAD_API PyTypeObject PyClassMethod_Type;
PROOFLOAD_API PyTypeObject PyStaticMethod_Type;
PROOFLOAD_API PyTypeObject PyGen_Type;
PROOFLOAD_API PyTypeObject PyCoro_Type;
PROOFLOAD_API PyTypeObject PyAsyncGen_Type;
PROOFLOAD_API _Py_HashSecret_t _Py_HashSecret;
PROOFLOAD_API struct _inittab *PyImport_Inittab;
PROOFLOAD_API const struct _frozen *PyImport_FrozenModules;
PROOFLOAD_API int Py_DebugFlag;
PROOFLOAD_API int Py_VerboseFlag;
PROOFLOAD_API int Py_QuietFlag;
PROOFLOAD_API int Py_InteractiveFlag;
PROOFLOAD_API int Py_InspectFlag;
PROOFLOAD_API int Py_OptimizeFlag;
PROOFLOAD_API int Py_NoSiteFlag;
PROOFLOAD_API int Py_BytesWarningFlag;
PROOFLOAD_API int Py_FrozenFlag;
PROOFLOAD_API int Py_IgnoreEnvironmentFlag;
PROOFLOAD_API int Py_DontWriteBytecodeFlag;
PROOFLOAD_API int Py_NoUserSiteDirectory;
PROOFLOAD_API int Py_UnbufferedStdioFlag;
PROOFLOAD_API int Py_HashRandomizationFlag;
PROOFLOAD_API int Py_IsolatedFlag;
PROOFLOAD_API int Py_UTF8Mode;
PROOFLOAD_API PyTypeObject PyRange_Type;
PROOFLOAD_API PyTypeObject PyRangeIter_Type;
PROOFLOAD_API PyTypeObject PyEnum_Type;
PROOFLOAD_API PyTypeObject PyReversed_Type;
PROOFLOAD_API PyTypeObject PySeqIter_Type;
PROOFLOAD_API PyTypeObject PyCallIter_Type;
PROOFLOAD_API PyTypeObject PyFilter_Type;
PROOFLOAD_API PyTypeObject PyMap_Type;
PROOFLOAD_API PyTypeObject PyZip_Type;
PROOFLOAD_API PyTypeObject PyList_Type;
PROOFLOAD_API PyTypeObject PyListIter_Type;
PROOFLOAD_API PyTypeObject PyListRevIter_Type;
PROOFLOAD_API PyTypeObject PyLong_Type;
PROOFLOAD_API PyTypeObject PyLongRangeIter_Type;
PROOFLOAD_API PyTypeObject _PyManagedBuffer_Type;
PROOFLOAD_API PyTypeObject PyMemoryView_Type;
PROOFLOAD_API PyTypeObject PyCFunction_Type;
PROOFLOAD_API PyTypeObject PyCMethod_Type;
PROOFLOAD_API PyTypeObject PyMethod_Type;
PROOFLOAD_API PyTypeObject PyInstanceMethod_Type;
PROOFLOAD_API PyTypeObject PyModule_Type;
PROOFLOAD_API PyTypeObject PyModuleDef_Type;
PROOFLOAD_API PyObject _Py_NoneStruct;
PROOFLOAD_API PyTypeObject _PyNone_Type;
PROOFLOAD_API PyObject _Py_NotImplementedStruct;
PROOFLOAD_API PyTypeObject _PyNotImplemented_Type;
PROOFLOAD_API PyTypeObject PySet_Type;
PROOFLOAD_API PyTypeObject PyFrozenSet_Type;
PROOFLOAD_API PyTypeObject PySetIter_Type;
PROOFLOAD_API PyObject *_PySet_Dummy;
PROOFLOAD_API PyObject _Py_EllipsisObject;
PROOFLOAD_API PyTypeObject PySlice_Type;
PROOFLOAD_API PyTypeObject PyEllipsis_Type;
PROOFLOAD_API PyTypeObject PyTuple_Type;
PROOFLOAD_API PyTypeObject PyTupleIter_Type;
PROOFLOAD_API PyTypeObject PyType_Type;
PROOFLOAD_API PyTypeObject Py_GenericAliasType;
PROOFLOAD_API PyTypeObject PyBaseObject_Type;
PROOFLOAD_API PyTypeObject PyUnicode_Type;
PROOFLOAD_API PyTypeObject PyUnicodeIter_Type;
PROOFLOAD_API int ( *PyOS_InputHook)(void);
PROOFLOAD_API char *( *PyOS_ReadlineFunctionPointer)(FILE *, FILE *, const char *);
PROOFLOAD_API PyTypeObject _PyWeakref_RefType;
PROOFLOAD_API PyTypeObject _PyWeakref_ProxyType;
PROOFLOAD_API PyTypeObject _PyWeakref_CallableProxyType;

PROOFLOAD_API void *const proofload_data[] = {
  (void *)&Py_Version,
  (void *)&PyBool_Type,
  (void *)&_Py_FalseStruct,
  (void *)&_Py_TrueStruct,
  (void *)&PyPickleBuffer_Type,
  (void *)&PyByteArray_Type,
  (void *)&PyByteArrayIter_Type,
  (void *)&_PyByteArray_empty_string,
  (void *)&PyBytes_Type,
  (void *)&PyBytesIter_Type,
  (void *)&PyCapsule_Type,
  (void *)&PyCell_Type,
  (void *)&PyCode_Type,
  (void *)&PyComplex_Type,
  (void *)&PyContext_Type,
  (void *)&PyContextVar_Type,
  (void *)&PyContextToken_Type,
  (void *)&Py_hexdigits,
  (void *)&_Py_ctype_table,
  (void *)&_Py_ctype_tolower,
  (void *)&_Py_ctype_toupper,
  (void *)&PySuper_Type,
  (void *)&PyClassMethodDescr_Type,
  (void *)&PyGetSetDescr_Type,
  (void *)&PyMemberDescr_Type,
  (void *)&PyMethodDescr_Type,
  (void *)&PyWrapperDescr_Type,
  (void *)&PyProperty_Type,
  (void *)&PyDict_Type,
  (void *)&PyDictKeys_Type,
  (void *)&PyDictValues_Type,
  (void *)&PyDictItems_Type,
  (void *)&PyDictIterKey_Type,
  (void *)&PyDictIterValue_Type,
  (void *)&PyDictIterItem_Type,
  (void *)&PyDictRevIterKey_Type,
  (void *)&PyDictRevIterItem_Type,
  (void *)&PyDictRevIterValue_Type,
  (void *)&PyODict_Type,
  (void *)&PyODictIter_Type,
  (void *)&PyODictKeys_Type,
  (void *)&PyODictItems_Type,
  (void *)&PyODictValues_Type,
  (void *)&PyDictProxy_Type,
  (void *)&PyTraceBack_Type,
  (void *)&PyExc_BaseException,
  (void *)&PyExc_Exception,
  (void *)&PyExc_BaseExceptionGroup,
  (void *)&PyExc_StopAsyncIteration,
  (void *)&PyExc_StopIteration,
  (void *)&PyExc_GeneratorExit,
  (void *)&PyExc_ArithmeticError,
  (void *)&PyExc_LookupError,
  (void *)&PyExc_AssertionError,
  (void *)&PyExc_AttributeError,
  (void *)&PyExc_BufferError,
  (void *)&PyExc_EOFError,
  (void *)&PyExc_FloatingPointError,
  (void *)&PyExc_OSError,
  (void *)&PyExc_ImportError,
  (void *)&PyExc_ModuleNotFoundError,
  (void *)&PyExc_IndexError,
  (void *)&PyExc_KeyError,
  (void *)&PyExc_KeyboardInterrupt,
  (void *)&PyExc_MemoryError,
  (void *)&PyExc_NameError,
  (void *)&PyExc_OverflowError,
  (void *)&PyExc_RuntimeError,
  (void *)&PyExc_RecursionError,
  (void *)&PyExc_NotImplementedError,
  (void *)&PyExc_SyntaxError,
  (void *)&PyExc_IndentationError,
  (void *)&PyExc_TabError,
  (void *)&PyExc_ReferenceError,
  (void *)&PyExc_SystemError,
  (void *)&PyExc_SystemExit,
  (void *)&PyExc_TypeError,
  (void *)&PyExc_UnboundLocalError,
  (void *)&PyExc_UnicodeError,
  (void *)&PyExc_UnicodeEncodeError,
  (void *)&PyExc_UnicodeDecodeError,
  (void *)&PyExc_UnicodeTranslateError,
  (void *)&PyExc_ValueError,
  (void *)&PyExc_ZeroDivisionError,
  (void *)&PyExc_BlockingIOError,
  (void *)&PyExc_BrokenPipeError,
  (void *)&PyExc_ChildProcessError,
  (void *)&PyExc_ConnectionError,
  (void *)&PyExc_ConnectionAbortedError,
  (void *)&PyExc_ConnectionRefusedError,
  (void *)&PyExc_ConnectionResetError,
  (void *)&PyExc_FileExistsError,
  (void *)&PyExc_FileNotFoundError,
  (void *)&PyExc_InterruptedError,
  (void *)&PyExc_IsADirectoryError,
  (void *)&PyExc_NotADirectoryError,
  (void *)&PyExc_PermissionError,
  (void *)&PyExc_ProcessLookupError,
  (void *)&PyExc_TimeoutError,
  (void *)&PyExc_EnvironmentError,
  (void *)&PyExc_IOError,
  (void *)&PyExc_Warning,
  (void *)&PyExc_UserWarning,
  (void *)&PyExc_DeprecationWarning,
  (void *)&PyExc_PendingDeprecationWarning,
  (void *)&PyExc_SyntaxWarning,
  (void *)&PyExc_RuntimeWarning,
  (void *)&PyExc_FutureWarning,
  (void *)&PyExc_ImportWarning,
  (void *)&PyExc_UnicodeWarning,
  (void *)&PyExc_BytesWarning,
  (void *)&PyExc_EncodingWarning,
  (void *)&PyExc_ResourceWarning,
  (void *)&PyStdPrinter_Type,
  (void *)&PyFloat_Type,
  (void *)&PyFrame_Type,
  (void *)&PyFunction_Type,
  (void *)&PyClassMethod_Type,
  (void *)&PyStaticMethod_Type,
  (void *)&PyGen_Type,
  (void *)&PyCoro_Type,
  (void *)&PyAsyncGen_Type,
  (void *)&_Py_HashSecret,
  (void *)&PyImport_Inittab,
  (void *)&PyImport_FrozenModules,
  (void *)&Py_DebugFlag,
  (void *)&Py_VerboseFlag,
  (void *)&Py_QuietFlag,
  (void *)&Py_InteractiveFlag,
  (void *)&Py_InspectFlag,
  (void *)&Py_OptimizeFlag,
  (void *)&Py_NoSiteFlag,
  (void *)&Py_BytesWarningFlag,
  (void *)&Py_FrozenFlag,
  (void *)&Py_IgnoreEnvironmentFlag,
  (void *)&Py_DontWriteBytecodeFlag,
  (void *)&Py_NoUserSiteDirectory,
  (void *)&Py_UnbufferedStdioFlag,
  (void *)&Py_HashRandomizationFlag,
  (void *)&Py_IsolatedFlag,
  (void *)&Py_UTF8Mode,
  (void *)&PyRange_Type,
  (void *)&PyRangeIter_Type,
  (void *)&PyEnum_Type,
  (void *)&PyReversed_Type,
  (void *)&PySeqIter_Type,
  (void *)&PyCallIter_Type,
  (void *)&PyFilter_Type,
  (void *)&PyMap_Type,
  (void *)&PyZip_Type,
  (void *)&PyList_Type,
  (void *)&PyListIter_Type,
  (void *)&PyListRevIter_Type,
  (void *)&PyLong_Type,
  (void *)&PyLongRangeIter_Type,
  (void *)&_PyManagedBuffer_Type,
  (void *)&PyMemoryView_Type,
  (void *)&PyCFunction_Type,
  (void *)&PyCMethod_Type,
  (void *)&PyMethod_Type,
  (void *)&PyInstanceMethod_Type,
  (void *)&PyModule_Type,
  (void *)&PyModuleDef_Type,
  (void *)&_Py_NoneStruct,
  (void *)&_PyNone_Type,
  (void *)&_Py_NotImplementedStruct,
  (void *)&_PyNotImplemented_Type,
  (void *)&PySet_Type,
  (void *)&PyFrozenSet_Type,
  (void *)&PySetIter_Type,
  (void *)&_PySet_Dummy,
  (void *)&_Py_EllipsisObject,
  (void *)&PySlice_Type,
  (void *)&PyEllipsis_Type,
  (void *)&PyTuple_Type,
  (void *)&PyTupleIter_Type,
  (void *)&PyStructSequence_UnnamedField,
  (void *)&PyType_Type,
  (void *)&Py_GenericAliasType,
  (void *)&PyBaseObject_Type,
  (void *)&PyUnicode_Type,
  (void *)&PyUnicodeIter_Type,
  (void *)&_Py_ascii_whitespace,
  (void *)&Py_FileSystemDefaultEncoding,
  (void *)&Py_FileSystemDefaultEncodeErrors,
  (void *)&Py_HasFileSystemDefaultEncoding,
  (void *)&PyOS_InputHook,
  (void *)&PyOS_ReadlineFunctionPointer,
  (void *)&_PyWeakref_RefType,
  (void *)&_PyWeakref_ProxyType,
  (void *)&_PyWeakref_CallableProxyType,
};

static intptr_t trap_0(void) { return proofload_trapped(0); }
static intptr_t trap_1(void) { return proofload_trapped(1); }
static intptr_t trap_2(void) { return proofload_trapped(2); }
static intptr_t trap_3(void) { return proofload_trapped(3); }
static intptr_t trap_4(void) { return proofload_trapped(4); }
static intptr_t trap_5(void) { return proofload_trapped(5); }
static intptr_t trap_6(void) { return proofload_trapped(6); }
static intptr_t trap_7(void) { return proofload_trapped(7); }
static intptr_t trap_8(void) { return proofload_trapped(8); }
static intptr_t trap_9(void) { return proofload_trapped(9); }
static intptr_t trap_10(void) { return proofload_trapped(10); }
static intptr_t trap_11(void) { return proofload_trapped(11); }
static intptr_t trap_12(void) { return proofload_trapped(12); }
static intptr_t trap_13(void) { return proofload_trapped(13); }
static intptr_t trap_14(void) { return proofload_trapped(14); }
static intptr_t trap_15(void) { return proofload_trapped(15); }
static intptr_t trap_16(void) { return proofload_trapped(16); }
static intptr_t trap_17(void) { return proofload_trapped(17); }
static intptr_t trap_18(void) { return proofload_trapped(18); }
static intptr_t trap_19(void) { return proofload_trapped(19); }
static intptr_t trap_20(void) { return proofload_trapped(20); }
static intptr_t trap_21(void) { return proofload_trapped(21); }
static intptr_t trap_22(void) { return proofload_trapped(22); }
static intptr_t trap_23(void) { return proofload_trapped(23); }
static intptr_t trap_24(void) { return proofload_trapped(24); }
static intptr_t trap_25(void) { return proofload_trapped(25); }
static intptr_t trap_26(void) { return proofload_trapped(26); }
static intptr_t trap_27(void) { return proofload_trapped(27); }
static intptr_t trap_28(void) { return proofload_trapped(28); }
static intptr_t trap_29(void) { return proofload_trapped(29); }
static intptr_t trap_30(void) { return proofload_trapped(30); }
static intptr_t trap_31(void) { return proofload_trapped(31); }
static intptr_t trap_32(void) { return proofload_trapped(32); }
static intptr_t trap_33(void) { return proofload_trapped(33); }
static intptr_t trap_34(void) { return proofload_trapped(34); }
static intptr_t trap_35(void) { return proofload_trapped(35); }
static intptr_t trap_36(void) { return proofload_trapped(36); }
static intptr_t trap_37(void) { return proofload_trapped(37); }
static intptr_t trap_38(void) { return proofload_trapped(38); }
static intptr_t trap_39(void) { return proofload_trapped(39); }
static intptr_t trap_40(void) { return proofload_trapped(40); }
static intptr_t trap_41(void) { return proofload_trapped(41); }
static intptr_t trap_42(void) { return proofload_trapped(42); }
static intptr_t trap_43(void) { return proofload_trapped(43); }
static intptr_t trap_44(void) { return proofload_trapped(44); }
static intptr_t trap_45(void) { return proofload_trapped(45); }
static intptr_t trap_46(void) { return proofload_trapped(46); }
static intptr_t trap_47(void) { return proofload_trapped(47); }
static intptr_t trap_48(void) { return proofload_trapped(48); }
static intptr_t trap_49(void) { return proofload_trapped(49); }
static intptr_t trap_50(void) { return proofload_trapped(50); }
static intptr_t trap_51(void) { return proofload_trapped(51); }
static intptr_t trap_52(void) { return proofload_trapped(52); }
static intptr_t trap_53(void) { return proofload_trapped(53); }
static intptr_t trap_54(void) { return proofload_trapped(54); }
static intptr_t trap_55(void) { return proofload_trapped(55); }
static intptr_t trap_56(void) { return proofload_trapped(56); }
static intptr_t trap_57(void) { return proofload_trapped(57); }
static intptr_t trap_58(void) { return proofload_trapped(58); }
static intptr_t trap_59(void) { return proofload_trapped(59); }
static intptr_t trap_60(void) { return proofload_trapped(60); }
static intptr_t trap_61(void) { return proofload_trapped(61); }
static intptr_t trap_62(void) { return proofload_trapped(62); }
static intptr_t trap_63(void) { return proofload_trapped(63); }
static intptr_t trap_64(void) { return proofload_trapped(64); }
static intptr_t trap_65(void) { return proofload_trapped(65); }
static intptr_t trap_66(void) { return proofload_trapped(66); }
static intptr_t trap_67(void) { return proofload_trapped(67); }
static intptr_t trap_68(void) { return proofload_trapped(68); }
static intptr_t trap_69(void) { return proofload_trapped(69); }
static intptr_t trap_70(void) { return proofload_trapped(70); }
static intptr_t trap_71(void) { return proofload_trapped(71); }
static intptr_t trap_72(void) { return proofload_trapped(72); }
static intptr_t trap_73(void) { return proofload_trapped(73); }
static intptr_t trap_74(void) { return proofload_trapped(74); }
static intptr_t trap_75(void) { return proofload_trapped(75); }
static intptr_t trap_76(void) { return proofload_trapped(76); }
static intptr_t trap_77(void) { return proofload_trapped(77); }
static intptr_t trap_78(void) { return proofload_trapped(78); }
static intptr_t trap_79(void) { return proofload_trapped(79); }
static intptr_t trap_80(void) { return proofload_trapped(80); }
static intptr_t trap_81(void) { return proofload_trapped(81); }
static intptr_t trap_82(void) { return proofload_trapped(82); }
static intptr_t trap_83(void) { return proofload_trapped(83); }
static intptr_t trap_84(void) { return proofload_trapped(84); }
static intptr_t trap_85(void) { return proofload_trapped(85); }
static intptr_t trap_86(void) { return proofload_trapped(86); }
static intptr_t trap_87(void) { return proofload_trapped(87); }
static intptr_t trap_88(void) { return proofload_trapped(88); }
static intptr_t trap_89(void) { return proofload_trapped(89); }
static intptr_t trap_90(void) { return proofload_trapped(90); }
static intptr_t trap_91(void) { return proofload_trapped(91); }
static intptr_t trap_92(void) { return proofload_trapped(92); }
static intptr_t trap_93(void) { return proofload_trapped(93); }
static intptr_t trap_94(void) { return proofload_trapped(94); }
static intptr_t trap_95(void) { return proofload_trapped(95); }
static intptr_t trap_96(void) { return proofload_trapped(96); }
static intptr_t trap_97(void) { return proofload_trapped(97); }
static intptr_t trap_98(void) { return proofload_trapped(98); }
static intptr_t trap_99(void) { return proofload_trapped(99); }
static intptr_t trap_100(void) { return proofload_trapped(100); }
static intptr_t trap_101(void) { return proofload_trapped(101); }
static intptr_t trap_102(void) { return proofload_trapped(102); }
static intptr_t trap_103(void) { return proofload_trapped(103); }
static intptr_t trap_104(void) { return proofload_trapped(104); }
static intptr_t trap_105(void) { return proofload_trapped(105); }
static intptr_t trap_106(void) { return proofload_trapped(106); }
static intptr_t trap_107(void) { return proofload_trapped(107); }
static intptr_t trap_108(void) { return proofload_trapped(108); }
static intptr_t trap_109(void) { return proofload_trapped(109); }
static intptr_t trap_110(void) { return proofload_trapped(110); }
static intptr_t trap_111(void) { return proofload_trapped(111); }
static intptr_t trap_112(void) { return proofload_trapped(112); }
static intptr_t trap_113(void) { return proofload_trapped(113); }
static intptr_t trap_114(void) { return proofload_trapped(114); }
static intptr_t trap_115(void) { return proofload_trapped(115); }
static intptr_t trap_116(void) { return proofload_trapped(116); }
static intptr_t trap_117(void) { return proofload_trapped(117); }
static intptr_t trap_118(void) { return proofload_trapped(118); }
static intptr_t trap_119(void) { return proofload_trapped(119); }
static intptr_t trap_120(void) { return proofload_trapped(120); }
static intptr_t trap_121(void) { return proofload_trapped(121); }
static intptr_t trap_122(void) { return proofload_trapped(122); }
static intptr_t trap_123(void) { return proofload_trapped(123); }
static intptr_t trap_124(void) { return proofload_trapped(124); }
static intptr_t trap_125(void) { return proofload_trapped(125); }
static intptr_t trap_126(void) { return proofload_trapped(126); }
static intptr_t trap_127(void) { return proofload_trapped(127); }
static intptr_t trap_128(void) { return proofload_trapped(128); }
static double trap_129(void) { proofload_trapped(129); return -1.0; }
static double trap_130(void) { proofload_trapped(130); return -1.0; }
static intptr_t trap_131(void) { return proofload_trapped(131); }
static intptr_t trap_132(void) { return proofload_trapped(132); }
static intptr_t trap_133(void) { return proofload_trapped(133); }
static intptr_t trap_134(void) { return proofload_trapped(134); }
static intptr_t trap_135(void) { return proofload_trapped(135); }
static intptr_t trap_136(void) { return proofload_trapped(136); }
static intptr_t trap_137(void) { return proofload_trapped(137); }
static intptr_t trap_138(void) { return proofload_trapped(138); }
static intptr_t trap_139(void) { return proofload_trapped(139); }
static intptr_t trap_140(void) { return proofload_trapped(140); }
static intptr_t trap_141(void) { return proofload_trapped(141); }
static double trap_142(void) { proofload_trapped(142); return -1.0; }
static intptr_t trap_143(void) { return proofload_trapped(143); }
static intptr_t trap_144(void) { return proofload_trapped(144); }
static intptr_t trap_145(void) { return proofload_trapped(145); }
static intptr_t trap_146(void) { return proofload_trapped(146); }
static intptr_t trap_147(void) { return proofload_trapped(147); }
static intptr_t trap_148(void) { return proofload_trapped(148); }
static intptr_t trap_149(void) { return proofload_trapped(149); }
static intptr_t trap_150(void) { return proofload_trapped(150); }
static intptr_t trap_151(void) { return proofload_trapped(151); }
static intptr_t trap_152(void) { return proofload_trapped(152); }
static intptr_t trap_153(void) { return proofload_trapped(153); }
static intptr_t trap_154(void) { return proofload_trapped(154); }
static intptr_t trap_155(void) { return proofload_trapped(155); }
static intptr_t trap_156(void) { return proofload_trapped(156); }
static intptr_t trap_157(void) { return proofload_trapped(157); }
static intptr_t trap_158(void) { return proofload_trapped(158); }
static intptr_t trap_159(void) { return proofload_trapped(159); }
static intptr_t trap_160(void) { return proofload_trapped(160); }
static intptr_t trap_161(void) { return proofload_trapped(161); }
static intptr_t trap_162(void) { return proofload_trapped(162); }
static intptr_t trap_163(void) { return proofload_trapped(163); }
static intptr_t trap_164(void) { return proofload_trapped(164); }
static intptr_t trap_165(void) { return proofload_trapped(165); }
static intptr_t trap_166(void) { return proofload_trapped(166); }
static intptr_t trap_167(void) { return proofload_trapped(167); }
static intptr_t trap_168(void) { return proofload_trapped(168); }
static intptr_t trap_169(void) { return proofload_trapped(169); }
static intptr_t trap_170(void) { return proofload_trapped(170); }
static intptr_t trap_171(void) { return proofload_trapped(171); }
static intptr_t trap_172(void) { return proofload_trapped(172); }
static intptr_t trap_173(void) { return proofload_trapped(173); }
static intptr_t trap_174(void) { return proofload_trapped(174); }
static intptr_t trap_175(void) { return proofload_trapped(175); }
static intptr_t trap_176(void) { return proofload_trapped(176); }
static intptr_t trap_177(void) { return proofload_trapped(177); }
static intptr_t trap_178(void) { return proofload_trapped(178); }
static intptr_t trap_179(void) { return proofload_trapped(179); }
static intptr_t trap_180(void) { return proofload_trapped(180); }
static intptr_t trap_181(void) { return proofload_trapped(181); }
static intptr_t trap_182(void) { return proofload_trapped(182); }
static intptr_t trap_183(void) { return proofload_trapped(183); }
static intptr_t trap_184(void) { return proofload_trapped(184); }
static intptr_t trap_185(void) { return proofload_trapped(185); }
static intptr_t trap_186(void) { return proofload_trapped(186); }
static intptr_t trap_187(void) { return proofload_trapped(187); }
static intptr_t trap_188(void) { return proofload_trapped(188); }
static intptr_t trap_189(void) { return proofload_trapped(189); }
static intptr_t trap_190(void) { return proofload_trapped(190); }
static intptr_t trap_191(void) { return proofload_trapped(191); }
static intptr_t trap_192(void) { return proofload_trapped(192); }
static intptr_t trap_193(void) { return proofload_trapped(193); }
static intptr_t trap_194(void) { return proofload_trapped(194); }
static intptr_t trap_195(void) { return proofload_trapped(195); }
static intptr_t trap_196(void) { return proofload_trapped(196); }
static intptr_t trap_197(void) { return proofload_trapped(197); }
static intptr_t trap_198(void) { return proofload_trapped(198); }
static intptr_t trap_199(void) { return proofload_trapped(199); }
static intptr_t trap_200(void) { return proofload_trapped(200); }
static intptr_t trap_201(void) { return proofload_trapped(201); }
static intptr_t trap_202(void) { return proofload_trapped(202); }
static intptr_t trap_203(void) { return proofload_trapped(203); }
static intptr_t trap_204(void) { return proofload_trapped(204); }
static intptr_t trap_205(void) { return proofload_trapped(205); }
static intptr_t trap_206(void) { return proofload_trapped(206); }
static intptr_t trap_207(void) { return proofload_trapped(207); }
static intptr_t trap_208(void) { return proofload_trapped(208); }
static intptr_t trap_209(void) { return proofload_trapped(209); }
static intptr_t trap_210(void) { return proofload_trapped(210); }
static intptr_t trap_211(void) { return proofload_trapped(211); }
static intptr_t trap_212(void) { return proofload_trapped(212); }
static intptr_t trap_213(void) { return proofload_trapped(213); }
static intptr_t trap_214(void) { return proofload_trapped(214); }
static intptr_t trap_215(void) { return proofload_trapped(215); }
static intptr_t trap_216(void) { return proofload_trapped(216); }
static intptr_t trap_217(void) { return proofload_trapped(217); }
static intptr_t trap_218(void) { return proofload_trapped(218); }
static intptr_t trap_219(void) { return proofload_trapped(219); }
static intptr_t trap_220(void) { return proofload_trapped(220); }
static intptr_t trap_221(void) { return proofload_trapped(221); }
static intptr_t trap_222(void) { return proofload_trapped(222); }
static intptr_t trap_223(void) { return proofload_trapped(223); }
static intptr_t trap_224(void) { return proofload_trapped(224); }
static intptr_t trap_225(void) { return proofload_trapped(225); }
static intptr_t trap_226(void) { return proofload_trapped(226); }
static intptr_t trap_227(void) { return proofload_trapped(227); }
static intptr_t trap_228(void) { return proofload_trapped(228); }
static intptr_t trap_229(void) { return proofload_trapped(229); }
static intptr_t trap_230(void) { return proofload_trapped(230); }
static intptr_t trap_231(void) { return proofload_trapped(231); }
static intptr_t trap_232(void) { return proofload_trapped(232); }
static intptr_t trap_233(void) { return proofload_trapped(233); }
static intptr_t trap_234(void) { return proofload_trapped(234); }
static intptr_t trap_235(void) { return proofload_trapped(235); }
static intptr_t trap_236(void) { return proofload_trapped(236); }
static intptr_t trap_237(void) { return proofload_trapped(237); }
static intptr_t trap_238(void) { return proofload_trapped(238); }
static intptr_t trap_239(void) { return proofload_trapped(239); }
static intptr_t trap_240(void) { return proofload_trapped(240); }
static intptr_t trap_241(void) { return proofload_trapped(241); }
static intptr_t trap_242(void) { return proofload_trapped(242); }
static intptr_t trap_243(void) { return proofload_trapped(243); }
static intptr_t trap_244(void) { return proofload_trapped(244); }
static intptr_t trap_245(void) { return proofload_trapped(245); }
static intptr_t trap_246(void) { return proofload_trapped(246); }
static intptr_t trap_247(void) { return proofload_trapped(247); }
static intptr_t trap_248(void) { return proofload_trapped(248); }
static intptr_t trap_249(void) { return proofload_trapped(249); }
static intptr_t trap_250(void) { return proofload_trapped(250); }
static intptr_t trap_251(void) { return proofload_trapped(251); }
static intptr_t trap_252(void) { return proofload_trapped(252); }
static intptr_t trap_253(void) { return proofload_trapped(253); }
static intptr_t trap_254(void) { return proofload_trapped(254); }
static intptr_t trap_255(void) { return proofload_trapped(255); }
static intptr_t trap_256(void) { return proofload_trapped(256); }
static intptr_t trap_257(void) { return proofload_trapped(257); }
static intptr_t trap_258(void) { return proofload_trapped(258); }
static intptr_t trap_259(void) { return proofload_trapped(259); }
static intptr_t trap_260(void) { return proofload_trapped(260); }
static intptr_t trap_261(void) { return proofload_trapped(261); }
static intptr_t trap_262(void) { return proofload_trapped(262); }
static intptr_t trap_263(void) { return proofload_trapped(263); }
static intptr_t trap_264(void) { return proofload_trapped(264); }
static intptr_t trap_265(void) { return proofload_trapped(265); }
static intptr_t trap_266(void) { return proofload_trapped(266); }
static intptr_t trap_267(void) { return proofload_trapped(267); }
static intptr_t trap_268(void) { return proofload_trapped(268); }
static intptr_t trap_269(void) { return proofload_trapped(269); }
static intptr_t trap_270(void) { return proofload_trapped(270); }
static intptr_t trap_271(void) { return proofload_trapped(271); }
static intptr_t trap_272(void) { return proofload_trapped(272); }
static intptr_t trap_273(void) { return proofload_trapped(273); }
static intptr_t trap_274(void) { return proofload_trapped(274); }
static intptr_t trap_275(void) { return proofload_trapped(275); }
static intptr_t trap_276(void) { return proofload_trapped(276); }
static double trap_277(void) { proofload_trapped(277); return -1.0; }
static intptr_t trap_278(void) { return proofload_trapped(278); }
static double trap_279(void) { proofload_trapped(279); return -1.0; }
static double trap_280(void) { proofload_trapped(280); return -1.0; }
static intptr_t trap_281(void) { return proofload_trapped(281); }
static intptr_t trap_282(void) { return proofload_trapped(282); }
static intptr_t trap_283(void) { return proofload_trapped(283); }
static double trap_284(void) { proofload_trapped(284); return -1.0; }
static double trap_285(void) { proofload_trapped(285); return -1.0; }
static double trap_286(void) { proofload_trapped(286); return -1.0; }
static intptr_t trap_287(void) { return proofload_trapped(287); }
static intptr_t trap_288(void) { return proofload_trapped(288); }
static intptr_t trap_289(void) { return proofload_trapped(289); }
static intptr_t trap_290(void) { return proofload_trapped(290); }
static intptr_t trap_291(void) { return proofload_trapped(291); }
static intptr_t trap_292(void) { return proofload_trapped(292); }
static intptr_t trap_293(void) { return proofload_trapped(293); }
static intptr_t trap_294(void) { return proofload_trapped(294); }
static intptr_t trap_295(void) { return proofload_trapped(295); }
static intptr_t trap_296(void) { return proofload_trapped(296); }
static intptr_t trap_297(void) { return proofload_trapped(297); }
static intptr_t trap_298(void) { return proofload_trapped(298); }
static intptr_t trap_299(void) { return proofload_trapped(299); }
static intptr_t trap_300(void) { return proofload_trapped(300); }
static intptr_t trap_301(void) { return proofload_trapped(301); }
static intptr_t trap_302(void) { return proofload_trapped(302); }
static intptr_t trap_303(void) { return proofload_trapped(303); }
static intptr_t trap_304(void) { return proofload_trapped(304); }
static intptr_t trap_305(void) { return proofload_trapped(305); }
static intptr_t trap_306(void) { return proofload_trapped(306); }
static intptr_t trap_307(void) { return proofload_trapped(307); }
static intptr_t trap_308(void) { return proofload_trapped(308); }
static intptr_t trap_309(void) { return proofload_trapped(309); }
static intptr_t trap_310(void) { return proofload_trapped(310); }
static intptr_t trap_311(void) { return proofload_trapped(311); }
static intptr_t trap_312(void) { return proofload_trapped(312); }
static intptr_t trap_313(void) { return proofload_trapped(313); }
static intptr_t trap_314(void) { return proofload_trapped(314); }
static intptr_t trap_315(void) { return proofload_trapped(315); }
static intptr_t trap_316(void) { return proofload_trapped(316); }
static intptr_t trap_317(void) { return proofload_trapped(317); }
static intptr_t trap_318(void) { return proofload_trapped(318); }
static intptr_t trap_319(void) { return proofload_trapped(319); }
static intptr_t trap_320(void) { return proofload_trapped(320); }
static intptr_t trap_321(void) { return proofload_trapped(321); }
static intptr_t trap_322(void) { return proofload_trapped(322); }
static intptr_t trap_323(void) { return proofload_trapped(323); }
static intptr_t trap_324(void) { return proofload_trapped(324); }
static intptr_t trap_325(void) { return proofload_trapped(325); }
static intptr_t trap_326(void) { return proofload_trapped(326); }
static intptr_t trap_327(void) { return proofload_trapped(327); }
static intptr_t trap_328(void) { return proofload_trapped(328); }
static intptr_t trap_329(void) { return proofload_trapped(329); }
static intptr_t trap_330(void) { return proofload_trapped(330); }
static intptr_t trap_331(void) { return proofload_trapped(331); }
static intptr_t trap_332(void) { return proofload_trapped(332); }
static intptr_t trap_333(void) { return proofload_trapped(333); }
static intptr_t trap_334(void) { return proofload_trapped(334); }
static intptr_t trap_335(void) { return proofload_trapped(335); }
static intptr_t trap_336(void) { return proofload_trapped(336); }
static intptr_t trap_337(void) { return proofload_trapped(337); }
static intptr_t trap_338(void) { return proofload_trapped(338); }
static intptr_t trap_339(void) { return proofload_trapped(339); }
static intptr_t trap_340(void) { return proofload_trapped(340); }
static intptr_t trap_341(void) { return proofload_trapped(341); }
static intptr_t trap_342(void) { return proofload_trapped(342); }
static intptr_t trap_343(void) { return proofload_trapped(343); }
static intptr_t trap_344(void) { return proofload_trapped(344); }
static intptr_t trap_345(void) { return proofload_trapped(345); }
static intptr_t trap_346(void) { return proofload_trapped(346); }
static intptr_t trap_347(void) { return proofload_trapped(347); }
static intptr_t trap_348(void) { return proofload_trapped(348); }
static intptr_t trap_349(void) { return proofload_trapped(349); }
static intptr_t trap_350(void) { return proofload_trapped(350); }
static intptr_t trap_351(void) { return proofload_trapped(351); }
static intptr_t trap_352(void) { return proofload_trapped(352); }
static intptr_t trap_353(void) { return proofload_trapped(353); }
static intptr_t trap_354(void) { return proofload_trapped(354); }
static intptr_t trap_355(void) { return proofload_trapped(355); }
static intptr_t trap_356(void) { return proofload_trapped(356); }
static intptr_t trap_357(void) { return proofload_trapped(357); }
static intptr_t trap_358(void) { return proofload_trapped(358); }
static intptr_t trap_359(void) { return proofload_trapped(359); }
static intptr_t trap_360(void) { return proofload_trapped(360); }
static intptr_t trap_361(void) { return proofload_trapped(361); }
static intptr_t trap_362(void) { return proofload_trapped(362); }
static intptr_t trap_363(void) { return proofload_trapped(363); }
static intptr_t trap_364(void) { return proofload_trapped(364); }
static intptr_t trap_365(void) { return proofload_trapped(365); }
static intptr_t trap_366(void) { return proofload_trapped(366); }
static intptr_t trap_367(void) { return proofload_trapped(367); }
static intptr_t trap_368(void) { return proofload_trapped(368); }
static intptr_t trap_369(void) { return proofload_trapped(369); }
static intptr_t trap_370(void) { return proofload_trapped(370); }
static intptr_t trap_371(void) { return proofload_trapped(371); }
static intptr_t trap_372(void) { return proofload_trapped(372); }
static intptr_t trap_373(void) { return proofload_trapped(373); }
static intptr_t trap_374(void) { return proofload_trapped(374); }
static intptr_t trap_375(void) { return proofload_trapped(375); }
static intptr_t trap_376(void) { return proofload_trapped(376); }
static intptr_t trap_377(void) { return proofload_trapped(377); }
static intptr_t trap_378(void) { return proofload_trapped(378); }
static intptr_t trap_379(void) { return proofload_trapped(379); }
static intptr_t trap_380(void) { return proofload_trapped(380); }
static intptr_t trap_381(void) { return proofload_trapped(381); }
static intptr_t trap_382(void) { return proofload_trapped(382); }
static intptr_t trap_383(void) { return proofload_trapped(383); }
static intptr_t trap_384(void) { return proofload_trapped(384); }
static intptr_t trap_385(void) { return proofload_trapped(385); }
static intptr_t trap_386(void) { return proofload_trapped(386); }
static intptr_t trap_387(void) { return proofload_trapped(387); }
static intptr_t trap_388(void) { return proofload_trapped(388); }
static intptr_t trap_389(void) { return proofload_trapped(389); }
static intptr_t trap_390(void) { return proofload_trapped(390); }
static intptr_t trap_391(void) { return proofload_trapped(391); }
static intptr_t trap_392(void) { return proofload_trapped(392); }
static intptr_t trap_393(void) { return proofload_trapped(393); }
static intptr_t trap_394(void) { return proofload_trapped(394); }
static intptr_t trap_395(void) { return proofload_trapped(395); }
static intptr_t trap_396(void) { return proofload_trapped(396); }
static intptr_t trap_397(void) { return proofload_trapped(397); }
static intptr_t trap_398(void) { return proofload_trapped(398); }
static intptr_t trap_399(void) { return proofload_trapped(399); }
static intptr_t trap_400(void) { return proofload_trapped(400); }
static intptr_t trap_401(void) { return proofload_trapped(401); }
static intptr_t trap_402(void) { return proofload_trapped(402); }
static intptr_t trap_403(void) { return proofload_trapped(403); }
static intptr_t trap_404(void) { return proofload_trapped(404); }
static intptr_t trap_405(void) { return proofload_trapped(405); }
static intptr_t trap_406(void) { return proofload_trapped(406); }
static intptr_t trap_407(void) { return proofload_trapped(407); }
static intptr_t trap_408(void) { return proofload_trapped(408); }
static intptr_t trap_409(void) { return proofload_trapped(409); }
static intptr_t trap_410(void) { return proofload_trapped(410); }
static intptr_t trap_411(void) { return proofload_trapped(411); }
static intptr_t trap_412(void) { return proofload_trapped(412); }
static intptr_t trap_413(void) { return proofload_trapped(413); }
static intptr_t trap_414(void) { return proofload_trapped(414); }
static intptr_t trap_415(void) { return proofload_trapped(415); }
static intptr_t trap_416(void) { return proofload_trapped(416); }
static intptr_t trap_417(void) { return proofload_trapped(417); }
static intptr_t trap_418(void) { return proofload_trapped(418); }
static intptr_t trap_419(void) { return proofload_trapped(419); }
static intptr_t trap_420(void) { return proofload_trapped(420); }
static intptr_t trap_421(void) { return proofload_trapped(421); }
static intptr_t trap_422(void) { return proofload_trapped(422); }
static intptr_t trap_423(void) { return proofload_trapped(423); }
static intptr_t trap_424(void) { return proofload_trapped(424); }
static intptr_t trap_425(void) { return proofload_trapped(425); }
static intptr_t trap_426(void) { return proofload_trapped(426); }
static intptr_t trap_427(void) { return proofload_trapped(427); }
static intptr_t trap_428(void) { return proofload_trapped(428); }
static intptr_t trap_429(void) { return proofload_trapped(429); }
static intptr_t trap_430(void) { return proofload_trapped(430); }
static intptr_t trap_431(void) { return proofload_trapped(431); }
static intptr_t trap_432(void) { return proofload_trapped(432); }
static intptr_t trap_433(void) { return proofload_trapped(433); }
static intptr_t trap_434(void) { return proofload_trapped(434); }
static intptr_t trap_435(void) { return proofload_trapped(435); }
static intptr_t trap_436(void) { return proofload_trapped(436); }
static intptr_t trap_437(void) { return proofload_trapped(437); }
static intptr_t trap_438(void) { return proofload_trapped(438); }
static intptr_t trap_439(void) { return proofload_trapped(439); }
static intptr_t trap_440(void) { return proofload_trapped(440); }
static intptr_t trap_441(void) { return proofload_trapped(441); }
static intptr_t trap_442(void) { return proofload_trapped(442); }
static intptr_t trap_443(void) { return proofload_trapped(443); }
static intptr_t trap_444(void) { return proofload_trapped(444); }
static intptr_t trap_445(void) { return proofload_trapped(445); }
static intptr_t trap_446(void) { return proofload_trapped(446); }
static intptr_t trap_447(void) { return proofload_trapped(447); }
static intptr_t trap_448(void) { return proofload_trapped(448); }
static intptr_t trap_449(void) { return proofload_trapped(449); }
static intptr_t trap_450(void) { return proofload_trapped(450); }
static intptr_t trap_451(void) { return proofload_trapped(451); }
static intptr_t trap_452(void) { return proofload_trapped(452); }
static intptr_t trap_453(void) { return proofload_trapped(453); }
static intptr_t trap_454(void) { return proofload_trapped(454); }
static intptr_t trap_455(void) { return proofload_trapped(455); }
static intptr_t trap_456(void) { return proofload_trapped(456); }
static intptr_t trap_457(void) { return proofload_trapped(457); }
static intptr_t trap_458(void) { return proofload_trapped(458); }
static intptr_t trap_459(void) { return proofload_trapped(459); }
static intptr_t trap_460(void) { return proofload_trapped(460); }
static intptr_t trap_461(void) { return proofload_trapped(461); }
static intptr_t trap_462(void) { return proofload_trapped(462); }
static intptr_t trap_463(void) { return proofload_trapped(463); }
static intptr_t trap_464(void) { return proofload_trapped(464); }
static intptr_t trap_465(void) { return proofload_trapped(465); }
static intptr_t trap_466(void) { return proofload_trapped(466); }
static intptr_t trap_467(void) { return proofload_trapped(467); }
static intptr_t trap_468(void) { return proofload_trapped(468); }
static intptr_t trap_469(void) { return proofload_trapped(469); }
static intptr_t trap_470(void) { return proofload_trapped(470); }
static intptr_t trap_471(void) { return proofload_trapped(471); }
static intptr_t trap_472(void) { return proofload_trapped(472); }
static intptr_t trap_473(void) { return proofload_trapped(473); }
static intptr_t trap_474(void) { return proofload_trapped(474); }
static intptr_t trap_475(void) { return proofload_trapped(475); }
static intptr_t trap_476(void) { return proofload_trapped(476); }
static intptr_t trap_477(void) { return proofload_trapped(477); }
static intptr_t trap_478(void) { return proofload_trapped(478); }
static intptr_t trap_479(void) { return proofload_trapped(479); }
static intptr_t trap_480(void) { return proofload_trapped(480); }
static intptr_t trap_481(void) { return proofload_trapped(481); }
static intptr_t trap_482(void) { return proofload_trapped(482); }
static intptr_t trap_483(void) { return proofload_trapped(483); }
static intptr_t trap_484(void) { return proofload_trapped(484); }
static intptr_t trap_485(void) { return proofload_trapped(485); }
static intptr_t trap_486(void) { return proofload_trapped(486); }
static intptr_t trap_487(void) { return proofload_trapped(487); }
static intptr_t trap_488(void) { return proofload_trapped(488); }
static intptr_t trap_489(void) { return proofload_trapped(489); }
static intptr_t trap_490(void) { return proofload_trapped(490); }
static intptr_t trap_491(void) { return proofload_trapped(491); }
static intptr_t trap_492(void) { return proofload_trapped(492); }
static intptr_t trap_493(void) { return proofload_trapped(493); }
static intptr_t trap_494(void) { return proofload_trapped(494); }
static intptr_t trap_495(void) { return proofload_trapped(495); }
static intptr_t trap_496(void) { return proofload_trapped(496); }
static intptr_t trap_497(void) { return proofload_trapped(497); }
static intptr_t trap_498(void) { return proofload_trapped(498); }
static intptr_t trap_499(void) { return proofload_trapped(499); }
static intptr_t trap_500(void) { return proofload_trapped(500); }
static intptr_t trap_501(void) { return proofload_trapped(501); }
static intptr_t trap_502(void) { return proofload_trapped(502); }
static intptr_t trap_503(void) { return proofload_trapped(503); }
static intptr_t trap_504(void) { return proofload_trapped(504); }
static intptr_t trap_505(void) { return proofload_trapped(505); }
static intptr_t trap_506(void) { return proofload_trapped(506); }
static intptr_t trap_507(void) { return proofload_trapped(507); }
static intptr_t trap_508(void) { return proofload_trapped(508); }
static intptr_t trap_509(void) { return proofload_trapped(509); }
static double trap_510(void) { proofload_trapped(510); return -1.0; }
static intptr_t trap_511(void) { return proofload_trapped(511); }
static intptr_t trap_512(void) { return proofload_trapped(512); }
static intptr_t trap_513(void) { return proofload_trapped(513); }
static intptr_t trap_514(void) { return proofload_trapped(514); }
static intptr_t trap_515(void) { return proofload_trapped(515); }
static intptr_t trap_516(void) { return proofload_trapped(516); }
static intptr_t trap_517(void) { return proofload_trapped(517); }
static intptr_t trap_518(void) { return proofload_trapped(518); }
static intptr_t trap_519(void) { return proofload_trapped(519); }
static intptr_t trap_520(void) { return proofload_trapped(520); }
static intptr_t trap_521(void) { return proofload_trapped(521); }
static intptr_t trap_522(void) { return proofload_trapped(522); }
static intptr_t trap_523(void) { return proofload_trapped(523); }
static intptr_t trap_524(void) { return proofload_trapped(524); }
static intptr_t trap_525(void) { return proofload_trapped(525); }
static intptr_t trap_526(void) { return proofload_trapped(526); }
static intptr_t trap_527(void) { return proofload_trapped(527); }
static intptr_t trap_528(void) { return proofload_trapped(528); }
static intptr_t trap_529(void) { return proofload_trapped(529); }
static intptr_t trap_530(void) { return proofload_trapped(530); }
static intptr_t trap_531(void) { return proofload_trapped(531); }
static intptr_t trap_532(void) { return proofload_trapped(532); }
static intptr_t trap_533(void) { return proofload_trapped(533); }
static intptr_t trap_534(void) { return proofload_trapped(534); }
static intptr_t trap_535(void) { return proofload_trapped(535); }
static intptr_t trap_536(void) { return proofload_trapped(536); }
static intptr_t trap_537(void) { return proofload_trapped(537); }
static intptr_t trap_538(void) { return proofload_trapped(538); }
static intptr_t trap_539(void) { return proofload_trapped(539); }
static intptr_t trap_540(void) { return proofload_trapped(540); }
static intptr_t trap_541(void) { return proofload_trapped(541); }
static intptr_t trap_542(void) { return proofload_trapped(542); }
static intptr_t trap_543(void) { return proofload_trapped(543); }
static intptr_t trap_544(void) { return proofload_trapped(544); }
static intptr_t trap_545(void) { return proofload_trapped(545); }
static intptr_t trap_546(void) { return proofload_trapped(546); }
static intptr_t trap_547(void) { return proofload_trapped(547); }
static intptr_t trap_548(void) { return proofload_trapped(548); }
static intptr_t trap_549(void) { return proofload_trapped(549); }
static intptr_t trap_550(void) { return proofload_trapped(550); }
static intptr_t trap_551(void) { return proofload_trapped(551); }
static intptr_t trap_552(void) { return proofload_trapped(552); }
static intptr_t trap_553(void) { return proofload_trapped(553); }
static intptr_t trap_554(void) { return proofload_trapped(554); }
static intptr_t trap_555(void) { return proofload_trapped(555); }
static intptr_t trap_556(void) { return proofload_trapped(556); }
static intptr_t trap_557(void) { return proofload_trapped(557); }
static intptr_t trap_558(void) { return proofload_trapped(558); }
static intptr_t trap_559(void) { return proofload_trapped(559); }
static intptr_t trap_560(void) { return proofload_trapped(560); }
static intptr_t trap_561(void) { return proofload_trapped(561); }
static intptr_t trap_562(void) { return proofload_trapped(562); }
static intptr_t trap_563(void) { return proofload_trapped(563); }
static intptr_t trap_564(void) { return proofload_trapped(564); }
static intptr_t trap_565(void) { return proofload_trapped(565); }
static intptr_t trap_566(void) { return proofload_trapped(566); }
static intptr_t trap_567(void) { return proofload_trapped(567); }
static intptr_t trap_568(void) { return proofload_trapped(568); }
static intptr_t trap_569(void) { return proofload_trapped(569); }
static intptr_t trap_570(void) { return proofload_trapped(570); }
static intptr_t trap_571(void) { return proofload_trapped(571); }
static intptr_t trap_572(void) { return proofload_trapped(572); }
static intptr_t trap_573(void) { return proofload_trapped(573); }
static intptr_t trap_574(void) { return proofload_trapped(574); }
static intptr_t trap_575(void) { return proofload_trapped(575); }
static intptr_t trap_576(void) { return proofload_trapped(576); }
static intptr_t trap_577(void) { return proofload_trapped(577); }
static intptr_t trap_578(void) { return proofload_trapped(578); }
static intptr_t trap_579(void) { return proofload_trapped(579); }
static intptr_t trap_580(void) { return proofload_trapped(580); }
static intptr_t trap_581(void) { return proofload_trapped(581); }
static intptr_t trap_582(void) { return proofload_trapped(582); }
static intptr_t trap_583(void) { return proofload_trapped(583); }
static intptr_t trap_584(void) { return proofload_trapped(584); }
static intptr_t trap_585(void) { return proofload_trapped(585); }
static intptr_t trap_586(void) { return proofload_trapped(586); }
static intptr_t trap_587(void) { return proofload_trapped(587); }
static intptr_t trap_588(void) { return proofload_trapped(588); }
static intptr_t trap_589(void) { return proofload_trapped(589); }
static intptr_t trap_590(void) { return proofload_trapped(590); }
static intptr_t trap_591(void) { return proofload_trapped(591); }
static intptr_t trap_592(void) { return proofload_trapped(592); }
static intptr_t trap_593(void) { return proofload_trapped(593); }
static intptr_t trap_594(void) { return proofload_trapped(594); }
static intptr_t trap_595(void) { return proofload_trapped(595); }
static intptr_t trap_596(void) { return proofload_trapped(596); }
static intptr_t trap_597(void) { return proofload_trapped(597); }
static intptr_t trap_598(void) { return proofload_trapped(598); }
static intptr_t trap_599(void) { return proofload_trapped(599); }
static intptr_t trap_600(void) { return proofload_trapped(600); }
static intptr_t trap_601(void) { return proofload_trapped(601); }
static intptr_t trap_602(void) { return proofload_trapped(602); }
static intptr_t trap_603(void) { return proofload_trapped(603); }
static intptr_t trap_604(void) { return proofload_trapped(604); }
static intptr_t trap_605(void) { return proofload_trapped(605); }
static intptr_t trap_606(void) { return proofload_trapped(606); }
static intptr_t trap_607(void) { return proofload_trapped(607); }
static intptr_t trap_608(void) { return proofload_trapped(608); }
static intptr_t trap_609(void) { return proofload_trapped(609); }
static intptr_t trap_610(void) { return proofload_trapped(610); }
static intptr_t trap_611(void) { return proofload_trapped(611); }
static intptr_t trap_612(void) { return proofload_trapped(612); }
static intptr_t trap_613(void) { return proofload_trapped(613); }
static intptr_t trap_614(void) { return proofload_trapped(614); }
static intptr_t trap_615(void) { return proofload_trapped(615); }
static intptr_t trap_616(void) { return proofload_trapped(616); }
static intptr_t trap_617(void) { return proofload_trapped(617); }
static intptr_t trap_618(void) { return proofload_trapped(618); }
static intptr_t trap_619(void) { return proofload_trapped(619); }
static intptr_t trap_620(void) { return proofload_trapped(620); }
static intptr_t trap_621(void) { return proofload_trapped(621); }
static intptr_t trap_622(void) { return proofload_trapped(622); }
static intptr_t trap_623(void) { return proofload_trapped(623); }
static intptr_t trap_624(void) { return proofload_trapped(624); }
static intptr_t trap_625(void) { return proofload_trapped(625); }
static intptr_t trap_626(void) { return proofload_trapped(626); }
static intptr_t trap_627(void) { return proofload_trapped(627); }
static intptr_t trap_628(void) { return proofload_trapped(628); }
static intptr_t trap_629(void) { return proofload_trapped(629); }
static intptr_t trap_630(void) { return proofload_trapped(630); }
static intptr_t trap_631(void) { return proofload_trapped(631); }
static intptr_t trap_632(void) { return proofload_trapped(632); }
static intptr_t trap_633(void) { return proofload_trapped(633); }
static intptr_t trap_634(void) { return proofload_trapped(634); }
static intptr_t trap_635(void) { return proofload_trapped(635); }
static intptr_t trap_636(void) { return proofload_trapped(636); }
static intptr_t trap_637(void) { return proofload_trapped(637); }
static intptr_t trap_638(void) { return proofload_trapped(638); }
static intptr_t trap_639(void) { return proofload_trapped(639); }
static intptr_t trap_640(void) { return proofload_trapped(640); }
static intptr_t trap_641(void) { return proofload_trapped(641); }
static intptr_t trap_642(void) { return proofload_trapped(642); }
static intptr_t trap_643(void) { return proofload_trapped(643); }
static intptr_t trap_644(void) { return proofload_trapped(644); }
static intptr_t trap_645(void) { return proofload_trapped(645); }
static intptr_t trap_646(void) { return proofload_trapped(646); }
static intptr_t trap_647(void) { return proofload_trapped(647); }
static intptr_t trap_648(void) { return proofload_trapped(648); }
static intptr_t trap_649(void) { return proofload_trapped(649); }
static intptr_t trap_650(void) { return proofload_trapped(650); }
static intptr_t trap_651(void) { return proofload_trapped(651); }
static intptr_t trap_652(void) { return proofload_trapped(652); }
static intptr_t trap_653(void) { return proofload_trapped(653); }
static intptr_t trap_654(void) { return proofload_trapped(654); }
static intptr_t trap_655(void) { return proofload_trapped(655); }
static intptr_t trap_656(void) { return proofload_trapped(656); }
static intptr_t trap_657(void) { return proofload_trapped(657); }
static intptr_t trap_658(void) { return proofload_trapped(658); }
static intptr_t trap_659(void) { return proofload_trapped(659); }
static intptr_t trap_660(void) { return proofload_trapped(660); }
static intptr_t trap_661(void) { return proofload_trapped(661); }
static intptr_t trap_662(void) { return proofload_trapped(662); }
static intptr_t trap_663(void) { return proofload_trapped(663); }
static intptr_t trap_664(void) { return proofload_trapped(664); }
static intptr_t trap_665(void) { return proofload_trapped(665); }
static intptr_t trap_666(void) { return proofload_trapped(666); }
static intptr_t trap_667(void) { return proofload_trapped(667); }
static intptr_t trap_668(void) { return proofload_trapped(668); }
static intptr_t trap_669(void) { return proofload_trapped(669); }
static intptr_t trap_670(void) { return proofload_trapped(670); }
static intptr_t trap_671(void) { return proofload_trapped(671); }
static intptr_t trap_672(void) { return proofload_trapped(672); }
static intptr_t trap_673(void) { return proofload_trapped(673); }
static intptr_t trap_674(void) { return proofload_trapped(674); }
static intptr_t trap_675(void) { return proofload_trapped(675); }
static intptr_t trap_676(void) { return proofload_trapped(676); }
static intptr_t trap_677(void) { return proofload_trapped(677); }
static intptr_t trap_678(void) { return proofload_trapped(678); }
static intptr_t trap_679(void) { return proofload_trapped(679); }
static intptr_t trap_680(void) { return proofload_trapped(680); }
static intptr_t trap_681(void) { return proofload_trapped(681); }
static intptr_t trap_682(void) { return proofload_trapped(682); }
static intptr_t trap_683(void) { return proofload_trapped(683); }
static intptr_t trap_684(void) { return proofload_trapped(684); }
static intptr_t trap_685(void) { return proofload_trapped(685); }
static intptr_t trap_686(void) { return proofload_trapped(686); }
static intptr_t trap_687(void) { return proofload_trapped(687); }
static intptr_t trap_688(void) { return proofload_trapped(688); }
static intptr_t trap_689(void) { return proofload_trapped(689); }
static intptr_t trap_690(void) { return proofload_trapped(690); }
static intptr_t trap_691(void) { return proofload_trapped(691); }
static intptr_t trap_692(void) { return proofload_trapped(692); }
static intptr_t trap_693(void) { return proofload_trapped(693); }
static intptr_t trap_694(void) { return proofload_trapped(694); }
static intptr_t trap_695(void) { return proofload_trapped(695); }
static intptr_t trap_696(void) { return proofload_trapped(696); }
static intptr_t trap_697(void) { return proofload_trapped(697); }
static intptr_t trap_698(void) { return proofload_trapped(698); }
static intptr_t trap_699(void) { return proofload_trapped(699); }
static intptr_t trap_700(void) { return proofload_trapped(700); }
static intptr_t trap_701(void) { return proofload_trapped(701); }
static intptr_t trap_702(void) { return proofload_trapped(702); }
static intptr_t trap_703(void) { return proofload_trapped(703); }
static intptr_t trap_704(void) { return proofload_trapped(704); }
static intptr_t trap_705(void) { return proofload_trapped(705); }
static intptr_t trap_706(void) { return proofload_trapped(706); }
static intptr_t trap_707(void) { return proofload_trapped(707); }
static intptr_t trap_708(void) { return proofload_trapped(708); }
static intptr_t trap_709(void) { return proofload_trapped(709); }
static intptr_t trap_710(void) { return proofload_trapped(710); }
static intptr_t trap_711(void) { return proofload_trapped(711); }
static intptr_t trap_712(void) { return proofload_trapped(712); }
static intptr_t trap_713(void) { return proofload_trapped(713); }
static intptr_t trap_714(void) { return proofload_trapped(714); }
static intptr_t trap_715(void) { return proofload_trapped(715); }
static intptr_t trap_716(void) { return proofload_trapped(716); }
static intptr_t trap_717(void) { return proofload_trapped(717); }
static intptr_t trap_718(void) { return proofload_trapped(718); }
static intptr_t trap_719(void) { return proofload_trapped(719); }
static intptr_t trap_720(void) { return proofload_trapped(720); }
static intptr_t trap_721(void) { return proofload_trapped(721); }
static intptr_t trap_722(void) { return proofload_trapped(722); }
static intptr_t trap_723(void) { return proofload_trapped(723); }
static intptr_t trap_724(void) { return proofload_trapped(724); }
static intptr_t trap_725(void) { return proofload_trapped(725); }
static intptr_t trap_726(void) { return proofload_trapped(726); }
static intptr_t trap_727(void) { return proofload_trapped(727); }
static intptr_t trap_728(void) { return proofload_trapped(728); }
static intptr_t trap_729(void) { return proofload_trapped(729); }
static intptr_t trap_730(void) { return proofload_trapped(730); }
static intptr_t trap_731(void) { return proofload_trapped(731); }
static intptr_t trap_732(void) { return proofload_trapped(732); }
static intptr_t trap_733(void) { return proofload_trapped(733); }
static intptr_t trap_734(void) { return proofload_trapped(734); }
static intptr_t trap_735(void) { return proofload_trapped(735); }
static intptr_t trap_736(void) { return proofload_trapped(736); }
static intptr_t trap_737(void) { return proofload_trapped(737); }
static intptr_t trap_738(void) { return proofload_trapped(738); }
static intptr_t trap_739(void) { return proofload_trapped(739); }
static intptr_t trap_740(void) { return proofload_trapped(740); }
static intptr_t trap_741(void) { return proofload_trapped(741); }
static intptr_t trap_742(void) { return proofload_trapped(742); }
static intptr_t trap_743(void) { return proofload_trapped(743); }
static intptr_t trap_744(void) { return proofload_trapped(744); }
static intptr_t trap_745(void) { return proofload_trapped(745); }
static intptr_t trap_746(void) { return proofload_trapped(746); }
static intptr_t trap_747(void) { return proofload_trapped(747); }
static intptr_t trap_748(void) { return proofload_trapped(748); }
static intptr_t trap_749(void) { return proofload_trapped(749); }
static intptr_t trap_750(void) { return proofload_trapped(750); }
static intptr_t trap_751(void) { return proofload_trapped(751); }
static intptr_t trap_752(void) { return proofload_trapped(752); }
static intptr_t trap_753(void) { return proofload_trapped(753); }
static intptr_t trap_754(void) { return proofload_trapped(754); }
static intptr_t trap_755(void) { return proofload_trapped(755); }
static intptr_t trap_756(void) { return proofload_trapped(756); }
static intptr_t trap_757(void) { return proofload_trapped(757); }
static intptr_t trap_758(void) { return proofload_trapped(758); }
static intptr_t trap_759(void) { return proofload_trapped(759); }
static intptr_t trap_760(void) { return proofload_trapped(760); }
static intptr_t trap_761(void) { return proofload_trapped(761); }
static intptr_t trap_762(void) { return proofload_trapped(762); }
static intptr_t trap_763(void) { return proofload_trapped(763); }
static intptr_t trap_764(void) { return proofload_trapped(764); }
static intptr_t trap_765(void) { return proofload_trapped(765); }
static intptr_t trap_766(void) { return proofload_trapped(766); }
static intptr_t trap_767(void) { return proofload_trapped(767); }
static intptr_t trap_768(void) { return proofload_trapped(768); }
static intptr_t trap_769(void) { return proofload_trapped(769); }
static intptr_t trap_770(void) { return proofload_trapped(770); }
static intptr_t trap_771(void) { return proofload_trapped(771); }
static intptr_t trap_772(void) { return proofload_trapped(772); }
static intptr_t trap_773(void) { return proofload_trapped(773); }
static intptr_t trap_774(void) { return proofload_trapped(774); }
static intptr_t trap_775(void) { return proofload_trapped(775); }
static intptr_t trap_776(void) { return proofload_trapped(776); }
static intptr_t trap_777(void) { return proofload_trapped(777); }
static intptr_t trap_778(void) { return proofload_trapped(778); }
static intptr_t trap_779(void) { return proofload_trapped(779); }
static intptr_t trap_780(void) { return proofload_trapped(780); }
static intptr_t trap_781(void) { return proofload_trapped(781); }
static intptr_t trap_782(void) { return proofload_trapped(782); }
static intptr_t trap_783(void) { return proofload_trapped(783); }
static intptr_t trap_784(void) { return proofload_trapped(784); }
static intptr_t trap_785(void) { return proofload_trapped(785); }
static intptr_t trap_786(void) { return proofload_trapped(786); }
static intptr_t trap_787(void) { return proofload_trapped(787); }
static intptr_t trap_788(void) { return proofload_trapped(788); }
static intptr_t trap_789(void) { return proofload_trapped(789); }
static intptr_t trap_790(void) { return proofload_trapped(790); }
static intptr_t trap_791(void) { return proofload_trapped(791); }
static intptr_t trap_792(void) { return proofload_trapped(792); }
static intptr_t trap_793(void) { return proofload_trapped(793); }
static intptr_t trap_794(void) { return proofload_trapped(794); }
static intptr_t trap_795(void) { return proofload_trapped(795); }
static intptr_t trap_796(void) { return proofload_trapped(796); }
static intptr_t trap_797(void) { return proofload_trapped(797); }
static intptr_t trap_798(void) { return proofload_trapped(798); }
static intptr_t trap_799(void) { return proofload_trapped(799); }
static intptr_t trap_800(void) { return proofload_trapped(800); }
static intptr_t trap_801(void) { return proofload_trapped(801); }
static intptr_t trap_802(void) { return proofload_trapped(802); }
static intptr_t trap_803(void) { return proofload_trapped(803); }
static intptr_t trap_804(void) { return proofload_trapped(804); }
static intptr_t trap_805(void) { return proofload_trapped(805); }
static intptr_t trap_806(void) { return proofload_trapped(806); }
static intptr_t trap_807(void) { return proofload_trapped(807); }
static intptr_t trap_808(void) { return proofload_trapped(808); }
static intptr_t trap_809(void) { return proofload_trapped(809); }
static intptr_t trap_810(void) { return proofload_trapped(810); }
static intptr_t trap_811(void) { return proofload_trapped(811); }
static intptr_t trap_812(void) { return proofload_trapped(812); }
static intptr_t trap_813(void) { return proofload_trapped(813); }
static intptr_t trap_814(void) { return proofload_trapped(814); }
static intptr_t trap_815(void) { return proofload_trapped(815); }
static intptr_t trap_816(void) { return proofload_trapped(816); }
static intptr_t trap_817(void) { return proofload_trapped(817); }
static intptr_t trap_818(void) { return proofload_trapped(818); }
static intptr_t trap_819(void) { return proofload_trapped(819); }
static intptr_t trap_820(void) { return proofload_trapped(820); }
static intptr_t trap_821(void) { return proofload_trapped(821); }
static intptr_t trap_822(void) { return proofload_trapped(822); }
static intptr_t trap_823(void) { return proofload_trapped(823); }
static intptr_t trap_824(void) { return proofload_trapped(824); }
static intptr_t trap_825(void) { return proofload_trapped(825); }
static intptr_t trap_826(void) { return proofload_trapped(826); }
static intptr_t trap_827(void) { return proofload_trapped(827); }
static intptr_t trap_828(void) { return proofload_trapped(828); }
static intptr_t trap_829(void) { return proofload_trapped(829); }
static intptr_t trap_830(void) { return proofload_trapped(830); }
static intptr_t trap_831(void) { return proofload_trapped(831); }
static intptr_t trap_832(void) { return proofload_trapped(832); }
static intptr_t trap_833(void) { return proofload_trapped(833); }
static intptr_t trap_834(void) { return proofload_trapped(834); }
static intptr_t trap_835(void) { return proofload_trapped(835); }
static intptr_t trap_836(void) { return proofload_trapped(836); }
static intptr_t trap_837(void) { return proofload_trapped(837); }
static intptr_t trap_838(void) { return proofload_trapped(838); }
static intptr_t trap_839(void) { return proofload_trapped(839); }
static intptr_t trap_840(void) { return proofload_trapped(840); }
static intptr_t trap_841(void) { return proofload_trapped(841); }
static intptr_t trap_842(void) { return proofload_trapped(842); }
static intptr_t trap_843(void) { return proofload_trapped(843); }
static intptr_t trap_844(void) { return proofload_trapped(844); }
static intptr_t trap_845(void) { return proofload_trapped(845); }
static intptr_t trap_846(void) { return proofload_trapped(846); }
static intptr_t trap_847(void) { return proofload_trapped(847); }
static intptr_t trap_848(void) { return proofload_trapped(848); }
static intptr_t trap_849(void) { return proofload_trapped(849); }
static intptr_t trap_850(void) { return proofload_trapped(850); }
static intptr_t trap_851(void) { return proofload_trapped(851); }
static intptr_t trap_852(void) { return proofload_trapped(852); }
static intptr_t trap_853(void) { return proofload_trapped(853); }
static intptr_t trap_854(void) { return proofload_trapped(854); }
static intptr_t trap_855(void) { return proofload_trapped(855); }
static intptr_t trap_856(void) { return proofload_trapped(856); }
static intptr_t trap_857(void) { return proofload_trapped(857); }
static intptr_t trap_858(void) { return proofload_trapped(858); }
static intptr_t trap_859(void) { return proofload_trapped(859); }
static intptr_t trap_860(void) { return proofload_trapped(860); }
static intptr_t trap_861(void) { return proofload_trapped(861); }
static intptr_t trap_862(void) { return proofload_trapped(862); }
static intptr_t trap_863(void) { return proofload_trapped(863); }
static intptr_t trap_864(void) { return proofload_trapped(864); }
static intptr_t trap_865(void) { return proofload_trapped(865); }
static intptr_t trap_866(void) { return proofload_trapped(866); }
static intptr_t trap_867(void) { return proofload_trapped(867); }
static intptr_t trap_868(void) { return proofload_trapped(868); }
static intptr_t trap_869(void) { return proofload_trapped(869); }
static intptr_t trap_870(void) { return proofload_trapped(870); }
static intptr_t trap_871(void) { return proofload_trapped(871); }
static intptr_t trap_872(void) { return proofload_trapped(872); }
static double trap_873(void) { proofload_trapped(873); return -1.0; }
static intptr_t trap_874(void) { return proofload_trapped(874); }
static intptr_t trap_875(void) { return proofload_trapped(875); }
static intptr_t trap_876(void) { return proofload_trapped(876); }
static intptr_t trap_877(void) { return proofload_trapped(877); }
static intptr_t trap_878(void) { return proofload_trapped(878); }
static intptr_t trap_879(void) { return proofload_trapped(879); }
static intptr_t trap_880(void) { return proofload_trapped(880); }
static intptr_t trap_881(void) { return proofload_trapped(881); }
static intptr_t trap_882(void) { return proofload_trapped(882); }
static intptr_t trap_883(void) { return proofload_trapped(883); }
static intptr_t trap_884(void) { return proofload_trapped(884); }
static intptr_t trap_885(void) { return proofload_trapped(885); }
static intptr_t trap_886(void) { return proofload_trapped(886); }
static intptr_t trap_887(void) { return proofload_trapped(887); }
static intptr_t trap_888(void) { return proofload_trapped(888); }
static intptr_t trap_889(void) { return proofload_trapped(889); }
static intptr_t trap_890(void) { return proofload_trapped(890); }
static intptr_t trap_891(void) { return proofload_trapped(891); }
static intptr_t trap_892(void) { return proofload_trapped(892); }
static intptr_t trap_893(void) { return proofload_trapped(893); }
static intptr_t trap_894(void) { return proofload_trapped(894); }
static intptr_t trap_895(void) { return proofload_trapped(895); }
static intptr_t trap_896(void) { return proofload_trapped(896); }
static intptr_t trap_897(void) { return proofload_trapped(897); }
static intptr_t trap_898(void) { return proofload_trapped(898); }
static intptr_t trap_899(void) { return proofload_trapped(899); }
static intptr_t trap_900(void) { return proofload_trapped(900); }
static intptr_t trap_901(void) { return proofload_trapped(901); }
static intptr_t trap_902(void) { return proofload_trapped(902); }
static intptr_t trap_903(void) { return proofload_trapped(903); }
static intptr_t trap_904(void) { return proofload_trapped(904); }
static intptr_t trap_905(void) { return proofload_trapped(905); }
static intptr_t trap_906(void) { return proofload_trapped(906); }
static intptr_t trap_907(void) { return proofload_trapped(907); }
static intptr_t trap_908(void) { return proofload_trapped(908); }
static intptr_t trap_909(void) { return proofload_trapped(909); }
static intptr_t trap_910(void) { return proofload_trapped(910); }
static intptr_t trap_911(void) { return proofload_trapped(911); }
static intptr_t trap_912(void) { return proofload_trapped(912); }
static intptr_t trap_913(void) { return proofload_trapped(913); }
static intptr_t trap_914(void) { return proofload_trapped(914); }
static intptr_t trap_915(void) { return proofload_trapped(915); }
static intptr_t trap_916(void) { return proofload_trapped(916); }

PROOFLOAD_API const char *const proofload_names[] = {
  "_PyObject_New",
  "_PyObject_NewVar",
  "PyObject_Init",
  "PyObject_InitVar",
  "PyArg_ParseTuple",
  "PyArg_VaParse",
  "PyArg_ParseTupleAndKeywords",
  "PyArg_VaParseTupleAndKeywords",
  "PyArg_ValidateKeywordArguments",
  "PyArg_Parse",
  "PyArg_UnpackTuple",
  "Py_BuildValue",
  "Py_VaBuildValue",
  "_PyArg_CheckPositional",
  "_PyArg_NoKeywords",
  "_PyArg_NoKwnames",
  "_PyArg_NoPositional",
  "_PyArg_ParseTupleAndKeywords_SizeT",
  "_PyArg_ParseTuple_SizeT",
  "_PyArg_Parse_SizeT",
  "_PyArg_VaParseTupleAndKeywords_SizeT",
  "_PyArg_VaParse_SizeT",
  "_Py_BuildValue_SizeT",
  "_Py_VaBuildValue_SizeT",
  "PyBool_FromLong",
  "PyObject_CheckBuffer",
  "PyObject_GetBuffer",
  "PyBuffer_Release",
  "PyBuffer_SizeFromFormat",
  "PyBuffer_IsContiguous",
  "PyBuffer_GetPointer",
  "PyBuffer_FromContiguous",
  "PyBuffer_ToContiguous",
  "PyObject_CopyData",
  "PyBuffer_FillContiguousStrides",
  "PyBuffer_FillInfo",
  "PyObject_AsCharBuffer",
  "PyObject_AsReadBuffer",
  "PyObject_CheckReadBuffer",
  "PyObject_AsWriteBuffer",
  "PyPickleBuffer_FromObject",
  "PyPickleBuffer_GetBuffer",
  "PyPickleBuffer_Release",
  "PyByteArray_FromObject",
  "PyByteArray_FromStringAndSize",
  "PyByteArray_Concat",
  "PyByteArray_Size",
  "PyByteArray_AsString",
  "PyByteArray_Resize",
  "PyBytes_FromString",
  "PyBytes_FromStringAndSize",
  "PyBytes_FromFormat",
  "PyBytes_FromFormatV",
  "PyBytes_FromObject",
  "PyBytes_Size",
  "PyBytes_AsString",
  "PyBytes_AsStringAndSize",
  "PyBytes_Concat",
  "PyBytes_ConcatAndDel",
  "_PyBytes_Resize",
  "PyBytes_DecodeEscape",
  "PyBytes_Repr",
  "PyVectorcall_Function",
  "PyVectorcall_Call",
  "PyObject_Call",
  "PyObject_CallNoArgs",
  "PyObject_CallOneArg",
  "PyObject_CallObject",
  "PyObject_CallFunction",
  "PyObject_CallMethod",
  "PyObject_CallFunctionObjArgs",
  "PyObject_CallMethodObjArgs",
  "PyObject_Vectorcall",
  "PyObject_VectorcallDict",
  "PyObject_VectorcallMethod",
  "PyCallable_Check",
  "PyEval_CallFunction",
  "PyEval_CallMethod",
  "PyEval_CallObjectWithKeywords",
  "_PyObject_CallFunction_SizeT",
  "_PyObject_CallMethod_SizeT",
  "PyCapsule_New",
  "PyCapsule_GetPointer",
  "PyCapsule_GetDestructor",
  "PyCapsule_GetContext",
  "PyCapsule_GetName",
  "PyCapsule_Import",
  "PyCapsule_IsValid",
  "PyCapsule_SetContext",
  "PyCapsule_SetDestructor",
  "PyCapsule_SetName",
  "PyCapsule_SetPointer",
  "PyCell_New",
  "PyCell_Get",
  "PyCell_Set",
  "PyCode_New",
  "PyCode_NewWithPosOnlyArgs",
  "PyCode_NewEmpty",
  "PyCode_Addr2Line",
  "PyCode_Addr2Location",
  "PyCode_GetCode",
  "PyCode_GetVarnames",
  "PyCode_GetCellvars",
  "PyCode_GetFreevars",
  "PyCode_Optimize",
  "PyCodec_Register",
  "PyCodec_Unregister",
  "PyCodec_KnownEncoding",
  "PyCodec_Encode",
  "PyCodec_Decode",
  "PyCodec_Encoder",
  "PyCodec_Decoder",
  "PyCodec_IncrementalEncoder",
  "PyCodec_IncrementalDecoder",
  "PyCodec_StreamReader",
  "PyCodec_StreamWriter",
  "PyCodec_RegisterError",
  "PyCodec_LookupError",
  "PyCodec_StrictErrors",
  "PyCodec_IgnoreErrors",
  "PyCodec_ReplaceErrors",
  "PyCodec_XMLCharRefReplaceErrors",
  "PyCodec_BackslashReplaceErrors",
  "PyCodec_NameReplaceErrors",
  "PyUnicode_AsDecodedObject",
  "PyUnicode_AsDecodedUnicode",
  "PyUnicode_AsEncodedObject",
  "PyUnicode_AsEncodedUnicode",
  "PyComplex_FromDoubles",
  "PyComplex_RealAsDouble",
  "PyComplex_ImagAsDouble",
  "PyContext_New",
  "PyContext_Copy",
  "PyContext_CopyCurrent",
  "PyContext_Enter",
  "PyContext_Exit",
  "PyContextVar_New",
  "PyContextVar_Get",
  "PyContextVar_Set",
  "PyContextVar_Reset",
  "PyOS_snprintf",
  "PyOS_vsnprintf",
  "PyOS_string_to_double",
  "PyOS_double_to_string",
  "PyOS_mystricmp",
  "PyOS_mystrnicmp",
  "PyOS_strtol",
  "PyOS_strtoul",
  "PyDescr_NewGetSet",
  "PyDescr_NewMember",
  "PyDescr_NewMethod",
  "PyDescr_NewWrapper",
  "PyDescr_NewClassMethod",
  "PyDescr_IsData",
  "PyWrapper_New",
  "PyDict_New",
  "PyDictProxy_New",
  "PyDict_Clear",
  "PyDict_Contains",
  "PyDict_Copy",
  "PyDict_SetItem",
  "PyDict_SetItemString",
  "PyDict_DelItem",
  "PyDict_DelItemString",
  "PyDict_GetItem",
  "PyDict_GetItemWithError",
  "PyDict_GetItemString",
  "PyDict_SetDefault",
  "PyDict_Items",
  "PyDict_Keys",
  "PyDict_Values",
  "PyDict_Size",
  "PyDict_Next",
  "PyDict_Merge",
  "PyDict_Update",
  "PyDict_MergeFromSeq2",
  "PyODict_DelItem",
  "PyODict_New",
  "PyODict_SetItem",
  "PyErr_Clear",
  "PyErr_PrintEx",
  "PyErr_Print",
  "PyErr_WriteUnraisable",
  "PyErr_SetString",
  "PyErr_SetObject",
  "PyErr_Format",
  "PyErr_FormatV",
  "PyErr_SetNone",
  "PyErr_BadArgument",
  "PyErr_NoMemory",
  "PyErr_SetFromErrno",
  "PyErr_SetFromErrnoWithFilenameObject",
  "PyErr_SetFromErrnoWithFilenameObjects",
  "PyErr_SetFromErrnoWithFilename",
  "PyErr_SetImportError",
  "PyErr_SetImportErrorSubclass",
  "PyErr_SyntaxLocationObject",
  "PyErr_SyntaxLocationEx",
  "PyErr_SyntaxLocation",
  "PyErr_BadInternalCall",
  "PyErr_WarnEx",
  "PyErr_WarnExplicitObject",
  "PyErr_WarnExplicit",
  "PyErr_WarnFormat",
  "PyErr_ResourceWarning",
  "PyErr_Occurred",
  "PyErr_ExceptionMatches",
  "PyErr_GivenExceptionMatches",
  "PyErr_Fetch",
  "PyErr_Restore",
  "PyErr_NormalizeException",
  "PyErr_GetHandledException",
  "PyErr_SetHandledException",
  "PyErr_GetExcInfo",
  "PyErr_SetExcInfo",
  "PyErr_CheckSignals",
  "PyErr_SetInterrupt",
  "PyErr_SetInterruptEx",
  "PyErr_NewException",
  "PyErr_NewExceptionWithDoc",
  "PyException_GetTraceback",
  "PyException_SetTraceback",
  "PyException_GetContext",
  "PyException_SetContext",
  "PyException_GetCause",
  "PyException_SetCause",
  "PyUnicodeDecodeError_Create",
  "PyUnicodeDecodeError_GetEncoding",
  "PyUnicodeEncodeError_GetEncoding",
  "PyUnicodeDecodeError_GetObject",
  "PyUnicodeEncodeError_GetObject",
  "PyUnicodeTranslateError_GetObject",
  "PyUnicodeDecodeError_GetStart",
  "PyUnicodeEncodeError_GetStart",
  "PyUnicodeTranslateError_GetStart",
  "PyUnicodeDecodeError_SetStart",
  "PyUnicodeEncodeError_SetStart",
  "PyUnicodeTranslateError_SetStart",
  "PyUnicodeDecodeError_GetEnd",
  "PyUnicodeEncodeError_GetEnd",
  "PyUnicodeTranslateError_GetEnd",
  "PyUnicodeDecodeError_SetEnd",
  "PyUnicodeEncodeError_SetEnd",
  "PyUnicodeTranslateError_SetEnd",
  "PyUnicodeDecodeError_GetReason",
  "PyUnicodeEncodeError_GetReason",
  "PyUnicodeTranslateError_GetReason",
  "PyUnicodeDecodeError_SetReason",
  "PyUnicodeEncodeError_SetReason",
  "PyUnicodeTranslateError_SetReason",
  "Py_EnterRecursiveCall",
  "Py_LeaveRecursiveCall",
  "Py_ReprEnter",
  "Py_ReprLeave",
  "PyErr_Display",
  "PyErr_ProgramText",
  "PyErr_ProgramTextObject",
  "PyErr_RangedSyntaxLocationObject",
  "PyErr_WarnExplicitFormat",
  "PyExceptionClass_Name",
  "PyTraceBack_Here",
  "PyTraceBack_Print",
  "Py_GetRecursionLimit",
  "Py_SetRecursionLimit",
  "_PyErr_BadInternalCall",
  "PyFile_FromFd",
  "PyObject_AsFileDescriptor",
  "PyFile_GetLine",
  "PyFile_SetOpenCodeHook",
  "PyFile_WriteObject",
  "PyFile_WriteString",
  "PyFile_NewStdPrinter",
  "PyFile_OpenCode",
  "PyFile_OpenCodeObject",
  "Py_UniversalNewlineFgets",
  "PyFloat_FromString",
  "PyFloat_FromDouble",
  "PyFloat_AsDouble",
  "PyFloat_GetInfo",
  "PyFloat_GetMax",
  "PyFloat_GetMin",
  "PyFloat_Pack2",
  "PyFloat_Pack4",
  "PyFloat_Pack8",
  "PyFloat_Unpack2",
  "PyFloat_Unpack4",
  "PyFloat_Unpack8",
  "PyFrame_GetBack",
  "PyFrame_GetBuiltins",
  "PyFrame_GetCode",
  "PyFrame_GetGenerator",
  "PyFrame_GetGlobals",
  "PyFrame_GetLasti",
  "PyFrame_GetLocals",
  "PyFrame_GetLineNumber",
  "PyFrame_FastToLocals",
  "PyFrame_FastToLocalsWithError",
  "PyFrame_LocalsToFast",
  "PyFrame_New",
  "PyFunction_New",
  "PyFunction_NewWithQualName",
  "PyFunction_GetCode",
  "PyFunction_GetGlobals",
  "PyFunction_GetModule",
  "PyFunction_GetDefaults",
  "PyFunction_SetDefaults",
  "PyFunction_GetClosure",
  "PyFunction_SetClosure",
  "PyFunction_GetAnnotations",
  "PyFunction_SetAnnotations",
  "PyClassMethod_New",
  "PyFunction_GetKwDefaults",
  "PyFunction_SetKwDefaults",
  "PyStaticMethod_New",
  "PyObject_GC_Track",
  "PyObject_IS_GC",
  "PyObject_GC_IsTracked",
  "PyObject_GC_IsFinalized",
  "PyObject_GC_Del",
  "PyObject_GC_UnTrack",
  "PyGC_Collect",
  "PyGC_Enable",
  "PyGC_Disable",
  "PyGC_IsEnabled",
  "PyObject_CallFinalizer",
  "PyObject_CallFinalizerFromDealloc",
  "_PyObject_GC_New",
  "_PyObject_GC_NewVar",
  "_PyObject_GC_Resize",
  "PyCoro_New",
  "PyGen_New",
  "PyGen_NewWithQualName",
  "PyAsyncGen_New",
  "PyHash_GetFuncDef",
  "PyImport_ImportModule",
  "PyImport_ImportModuleNoBlock",
  "PyImport_ImportModuleLevelObject",
  "PyImport_ImportModuleLevel",
  "PyImport_Import",
  "PyImport_ReloadModule",
  "PyImport_AddModuleObject",
  "PyImport_AddModule",
  "PyImport_ExecCodeModule",
  "PyImport_ExecCodeModuleEx",
  "PyImport_ExecCodeModuleObject",
  "PyImport_ExecCodeModuleWithPathnames",
  "PyImport_GetMagicNumber",
  "PyImport_GetMagicTag",
  "PyImport_GetModuleDict",
  "PyImport_GetModule",
  "PyImport_GetImporter",
  "PyImport_ImportFrozenModuleObject",
  "PyImport_ImportFrozenModule",
  "PyImport_AppendInittab",
  "PyImport_ExtendInittab",
  "Py_PreInitialize",
  "Py_PreInitializeFromBytesArgs",
  "Py_PreInitializeFromArgs",
  "Py_InitializeFromConfig",
  "Py_RunMain",
  "PyConfig_Clear",
  "PyConfig_InitIsolatedConfig",
  "PyConfig_InitPythonConfig",
  "PyConfig_Read",
  "PyConfig_SetArgv",
  "PyConfig_SetBytesArgv",
  "PyConfig_SetBytesString",
  "PyConfig_SetString",
  "PyConfig_SetWideStringList",
  "PyPreConfig_InitIsolatedConfig",
  "PyPreConfig_InitPythonConfig",
  "PyStatus_Error",
  "PyStatus_Exception",
  "PyStatus_Exit",
  "PyStatus_IsError",
  "PyStatus_IsExit",
  "PyStatus_NoMemory",
  "PyStatus_Ok",
  "PyWideStringList_Append",
  "PyWideStringList_Insert",
  "Py_ExitStatusException",
  "Py_Initialize",
  "Py_InitializeEx",
  "Py_IsInitialized",
  "Py_FinalizeEx",
  "Py_Finalize",
  "Py_SetStandardStreamEncoding",
  "Py_SetProgramName",
  "Py_GetProgramName",
  "Py_GetPrefix",
  "Py_GetExecPrefix",
  "Py_GetProgramFullPath",
  "Py_GetPath",
  "Py_SetPath",
  "Py_GetVersion",
  "Py_GetPlatform",
  "Py_GetCopyright",
  "Py_GetCompiler",
  "Py_GetBuildInfo",
  "PySys_SetArgvEx",
  "PySys_SetArgv",
  "Py_SetPythonHome",
  "Py_GetPythonHome",
  "PyEval_InitThreads",
  "PyEval_ThreadsInitialized",
  "PyEval_SaveThread",
  "PyEval_RestoreThread",
  "PyThreadState_Get",
  "PyThreadState_Swap",
  "PyGILState_Ensure",
  "PyGILState_Release",
  "PyGILState_GetThisThreadState",
  "PyGILState_Check",
  "PyInterpreterState_New",
  "PyInterpreterState_Clear",
  "PyInterpreterState_Delete",
  "PyThreadState_New",
  "PyThreadState_Clear",
  "PyThreadState_Delete",
  "PyThreadState_DeleteCurrent",
  "PyThreadState_GetFrame",
  "PyThreadState_GetID",
  "PyThreadState_GetInterpreter",
  "PyThreadState_EnterTracing",
  "PyThreadState_LeaveTracing",
  "PyInterpreterState_Get",
  "PyInterpreterState_GetID",
  "PyInterpreterState_GetDict",
  "PyThreadState_GetDict",
  "PyThreadState_SetAsyncExc",
  "PyEval_AcquireThread",
  "PyEval_ReleaseThread",
  "PyEval_AcquireLock",
  "PyEval_ReleaseLock",
  "Py_NewInterpreter",
  "Py_EndInterpreter",
  "Py_AddPendingCall",
  "PyEval_SetProfile",
  "PyEval_SetTrace",
  "PyInterpreterState_Head",
  "PyInterpreterState_Main",
  "PyInterpreterState_Next",
  "PyInterpreterState_ThreadHead",
  "PyThreadState_Next",
  "PyThread_tss_alloc",
  "PyThread_tss_free",
  "PyThread_tss_is_created",
  "PyThread_tss_create",
  "PyThread_tss_delete",
  "PyThread_tss_set",
  "PyThread_tss_get",
  "PyThread_create_key",
  "PyThread_delete_key",
  "PyThread_set_key_value",
  "PyThread_get_key_value",
  "PyThread_delete_key_value",
  "PyThread_ReInitTLS",
  "Py_GetArgcArgv",
  "PyThread_GetInfo",
  "PyThread_acquire_lock",
  "PyThread_acquire_lock_timed",
  "PyThread_allocate_lock",
  "PyThread_exit_thread",
  "PyThread_free_lock",
  "PyThread_get_stacksize",
  "PyThread_get_thread_ident",
  "PyThread_get_thread_native_id",
  "PyThread_init_thread",
  "PyThread_release_lock",
  "PyThread_set_stacksize",
  "PyThread_start_new_thread",
  "Py_MakePendingCalls",
  "PyIter_Check",
  "PyAIter_Check",
  "PyIter_Next",
  "PyIter_Send",
  "PyObject_SelfIter",
  "PySeqIter_New",
  "PyCallIter_New",
  "PyList_New",
  "PyList_Size",
  "PyList_GetItem",
  "PyList_SetItem",
  "PyList_Insert",
  "PyList_Append",
  "PyList_GetSlice",
  "PyList_SetSlice",
  "PyList_Sort",
  "PyList_Reverse",
  "PyList_AsTuple",
  "PyLong_FromLong",
  "PyLong_FromUnsignedLong",
  "PyLong_FromSsize_t",
  "PyLong_FromSize_t",
  "PyLong_FromLongLong",
  "PyLong_FromUnsignedLongLong",
  "PyLong_FromDouble",
  "PyLong_FromString",
  "PyLong_FromUnicodeObject",
  "PyLong_FromVoidPtr",
  "PyLong_AsLong",
  "PyLong_AsLongAndOverflow",
  "PyLong_AsLongLong",
  "PyLong_AsLongLongAndOverflow",
  "PyLong_AsSsize_t",
  "PyLong_AsUnsignedLong",
  "PyLong_AsSize_t",
  "PyLong_AsUnsignedLongLong",
  "PyLong_AsUnsignedLongMask",
  "PyLong_AsUnsignedLongLongMask",
  "PyLong_AsDouble",
  "PyLong_AsVoidPtr",
  "PyLong_GetInfo",
  "PyMapping_Check",
  "PyMapping_Size",
  "PyMapping_Length",
  "PyMapping_GetItemString",
  "PyMapping_SetItemString",
  "PyMapping_HasKey",
  "PyMapping_HasKeyString",
  "PyMapping_Keys",
  "PyMapping_Values",
  "PyMapping_Items",
  "PyMarshal_WriteLongToFile",
  "PyMarshal_WriteObjectToFile",
  "PyMarshal_WriteObjectToString",
  "PyMarshal_ReadLongFromFile",
  "PyMarshal_ReadShortFromFile",
  "PyMarshal_ReadObjectFromFile",
  "PyMarshal_ReadLastObjectFromFile",
  "PyMarshal_ReadObjectFromString",
  "PyMem_RawMalloc",
  "PyMem_RawCalloc",
  "PyMem_RawRealloc",
  "PyMem_RawFree",
  "PyMem_Malloc",
  "PyMem_Calloc",
  "PyMem_Realloc",
  "PyMem_Free",
  "PyObject_Malloc",
  "PyObject_Calloc",
  "PyObject_Realloc",
  "PyObject_Free",
  "PyMem_GetAllocator",
  "PyMem_SetAllocator",
  "PyMem_SetupDebugHooks",
  "PyObject_GetArenaAllocator",
  "PyObject_SetArenaAllocator",
  "PyTraceMalloc_Track",
  "PyTraceMalloc_Untrack",
  "PyMemoryView_FromObject",
  "PyMemoryView_FromMemory",
  "PyMemoryView_FromBuffer",
  "PyMemoryView_GetContiguous",
  "PyInstanceMethod_New",
  "PyInstanceMethod_Function",
  "PyMethod_New",
  "PyMethod_Function",
  "PyMethod_Self",
  "PyCFunction_Call",
  "PyCFunction_GetFlags",
  "PyCFunction_GetFunction",
  "PyCFunction_GetSelf",
  "PyCFunction_New",
  "PyCFunction_NewEx",
  "PyCMethod_New",
  "PyModule_NewObject",
  "PyModule_New",
  "PyModule_GetDict",
  "PyModule_GetNameObject",
  "PyModule_GetName",
  "PyModule_GetState",
  "PyModule_GetDef",
  "PyModule_GetFilenameObject",
  "PyModule_GetFilename",
  "PyModule_Create2",
  "PyModuleDef_Init",
  "PyModule_FromDefAndSpec2",
  "PyModule_ExecDef",
  "PyModule_SetDocString",
  "PyModule_AddFunctions",
  "PyModule_AddObjectRef",
  "PyModule_AddObject",
  "PyModule_AddIntConstant",
  "PyModule_AddStringConstant",
  "PyModule_AddType",
  "PyState_FindModule",
  "PyState_AddModule",
  "PyState_RemoveModule",
  "PyNumber_Check",
  "PyNumber_Add",
  "PyNumber_Subtract",
  "PyNumber_Multiply",
  "PyNumber_MatrixMultiply",
  "PyNumber_FloorDivide",
  "PyNumber_TrueDivide",
  "PyNumber_Remainder",
  "PyNumber_Divmod",
  "PyNumber_Power",
  "PyNumber_Negative",
  "PyNumber_Positive",
  "PyNumber_Absolute",
  "PyNumber_Invert",
  "PyNumber_Lshift",
  "PyNumber_Rshift",
  "PyNumber_And",
  "PyNumber_Xor",
  "PyNumber_Or",
  "PyNumber_InPlaceAdd",
  "PyNumber_InPlaceSubtract",
  "PyNumber_InPlaceMultiply",
  "PyNumber_InPlaceMatrixMultiply",
  "PyNumber_InPlaceFloorDivide",
  "PyNumber_InPlaceTrueDivide",
  "PyNumber_InPlaceRemainder",
  "PyNumber_InPlacePower",
  "PyNumber_InPlaceLshift",
  "PyNumber_InPlaceRshift",
  "PyNumber_InPlaceAnd",
  "PyNumber_InPlaceXor",
  "PyNumber_InPlaceOr",
  "PyNumber_Long",
  "PyNumber_Float",
  "PyNumber_Index",
  "PyNumber_ToBase",
  "PyNumber_AsSsize_t",
  "PyIndex_Check",
  "PyObject_Print",
  "PyObject_HasAttr",
  "PyObject_HasAttrString",
  "PyObject_GetAttr",
  "PyObject_GetAttrString",
  "PyObject_GenericGetAttr",
  "PyObject_SetAttr",
  "PyObject_SetAttrString",
  "PyObject_GenericSetAttr",
  "PyObject_GenericGetDict",
  "PyObject_GenericSetDict",
  "PyObject_RichCompare",
  "PyObject_RichCompareBool",
  "PyObject_Repr",
  "PyObject_ASCII",
  "PyObject_Str",
  "PyObject_Bytes",
  "PyObject_IsSubclass",
  "PyObject_IsInstance",
  "PyObject_Hash",
  "PyObject_HashNotImplemented",
  "PyObject_IsTrue",
  "PyObject_Not",
  "PyObject_Type",
  "PyObject_Size",
  "PyObject_Length",
  "PyObject_LengthHint",
  "PyObject_GetItem",
  "PyObject_SetItem",
  "PyObject_DelItem",
  "PyObject_Dir",
  "PyObject_GetIter",
  "PyObject_GetAIter",
  "PyObject_DelItemString",
  "PyObject_Format",
  "Py_NewRef",
  "Py_XNewRef",
  "Py_IncRef",
  "Py_DecRef",
  "_Py_Dealloc",
  "PyEval_GetBuiltins",
  "PyEval_GetLocals",
  "PyEval_GetGlobals",
  "PyEval_GetFrame",
  "PyEval_GetFuncName",
  "PyEval_GetFuncDesc",
  "PySequence_Check",
  "PySequence_Size",
  "PySequence_Length",
  "PySequence_Concat",
  "PySequence_Repeat",
  "PySequence_InPlaceConcat",
  "PySequence_InPlaceRepeat",
  "PySequence_GetItem",
  "PySequence_GetSlice",
  "PySequence_SetItem",
  "PySequence_DelItem",
  "PySequence_SetSlice",
  "PySequence_DelSlice",
  "PySequence_Count",
  "PySequence_Contains",
  "PySequence_Index",
  "PySequence_List",
  "PySequence_Tuple",
  "PySequence_Fast",
  "PySequence_In",
  "PySet_New",
  "PyFrozenSet_New",
  "PySet_Size",
  "PySet_Contains",
  "PySet_Add",
  "PySet_Discard",
  "PySet_Pop",
  "PySet_Clear",
  "PySlice_New",
  "PySlice_GetIndices",
  "PySlice_GetIndicesEx",
  "PySlice_Unpack",
  "PySlice_AdjustIndices",
  "Py_Is",
  "Py_IsNone",
  "Py_IsTrue",
  "Py_IsFalse",
  "PyMember_GetOne",
  "PyMember_SetOne",
  "PyOS_FSPath",
  "Py_FdIsInteractive",
  "PyOS_BeforeFork",
  "PyOS_AfterFork_Parent",
  "PyOS_AfterFork_Child",
  "PyOS_AfterFork",
  "PyOS_getsig",
  "PyOS_setsig",
  "Py_DecodeLocale",
  "Py_EncodeLocale",
  "PySys_GetObject",
  "PySys_SetObject",
  "PySys_ResetWarnOptions",
  "PySys_AddWarnOption",
  "PySys_AddWarnOptionUnicode",
  "PySys_SetPath",
  "PySys_WriteStdout",
  "PySys_WriteStderr",
  "PySys_FormatStdout",
  "PySys_FormatStderr",
  "PySys_AddXOption",
  "PySys_GetXOptions",
  "PySys_Audit",
  "PySys_AddAuditHook",
  "Py_FatalError",
  "Py_Exit",
  "Py_AtExit",
  "PyOS_InterruptOccurred",
  "PySys_HasWarnOptions",
  "_Py_FatalErrorFunc",
  "PyTuple_New",
  "PyTuple_Pack",
  "PyTuple_Size",
  "PyTuple_GetItem",
  "PyTuple_GetSlice",
  "PyTuple_SetItem",
  "_PyTuple_Resize",
  "PyStructSequence_NewType",
  "PyStructSequence_InitType",
  "PyStructSequence_InitType2",
  "PyStructSequence_New",
  "PyStructSequence_GetItem",
  "PyStructSequence_SetItem",
  "PyType_ClearCache",
  "PyType_GetFlags",
  "PyType_Modified",
  "PyType_IsSubtype",
  "PyType_GenericAlloc",
  "PyType_GenericNew",
  "PyType_Ready",
  "PyType_GetName",
  "PyType_GetQualName",
  "PyType_GetSlot",
  "PyType_GetModule",
  "PyType_GetModuleState",
  "PyType_GetModuleByDef",
  "PyType_FromModuleAndSpec",
  "PyType_FromSpecWithBases",
  "PyType_FromSpec",
  "Py_GenericAlias",
  "_PyTrash_begin",
  "_PyTrash_cond",
  "_PyTrash_end",
  "PyUnicode_IsIdentifier",
  "PyUnicode_New",
  "PyUnicode_FromKindAndData",
  "PyUnicode_FromStringAndSize",
  "PyUnicode_FromString",
  "PyUnicode_FromFormat",
  "PyUnicode_FromFormatV",
  "PyUnicode_FromEncodedObject",
  "PyUnicode_GetLength",
  "PyUnicode_CopyCharacters",
  "PyUnicode_Fill",
  "PyUnicode_WriteChar",
  "PyUnicode_ReadChar",
  "PyUnicode_Substring",
  "PyUnicode_AsUCS4",
  "PyUnicode_AsUCS4Copy",
  "PyUnicode_FromUnicode",
  "PyUnicode_AsUnicode",
  "PyUnicode_AsUnicodeAndSize",
  "PyUnicode_GetSize",
  "PyUnicode_FromObject",
  "PyUnicode_DecodeLocaleAndSize",
  "PyUnicode_DecodeLocale",
  "PyUnicode_EncodeLocale",
  "PyUnicode_FSConverter",
  "PyUnicode_FSDecoder",
  "PyUnicode_DecodeFSDefaultAndSize",
  "PyUnicode_DecodeFSDefault",
  "PyUnicode_EncodeFSDefault",
  "PyUnicode_FromWideChar",
  "PyUnicode_AsWideChar",
  "PyUnicode_AsWideCharString",
  "PyUnicode_Decode",
  "PyUnicode_AsEncodedString",
  "PyUnicode_DecodeUTF8",
  "PyUnicode_DecodeUTF8Stateful",
  "PyUnicode_AsUTF8String",
  "PyUnicode_AsUTF8AndSize",
  "PyUnicode_AsUTF8",
  "PyUnicode_DecodeUTF32",
  "PyUnicode_DecodeUTF32Stateful",
  "PyUnicode_AsUTF32String",
  "PyUnicode_DecodeUTF16",
  "PyUnicode_DecodeUTF16Stateful",
  "PyUnicode_AsUTF16String",
  "PyUnicode_DecodeUTF7",
  "PyUnicode_DecodeUTF7Stateful",
  "PyUnicode_DecodeUnicodeEscape",
  "PyUnicode_AsUnicodeEscapeString",
  "PyUnicode_DecodeRawUnicodeEscape",
  "PyUnicode_AsRawUnicodeEscapeString",
  "PyUnicode_DecodeLatin1",
  "PyUnicode_AsLatin1String",
  "PyUnicode_DecodeASCII",
  "PyUnicode_AsASCIIString",
  "PyUnicode_DecodeCharmap",
  "PyUnicode_AsCharmapString",
  "PyUnicode_Translate",
  "PyUnicode_Concat",
  "PyUnicode_Split",
  "PyUnicode_Splitlines",
  "PyUnicode_Join",
  "PyUnicode_Tailmatch",
  "PyUnicode_Find",
  "PyUnicode_FindChar",
  "PyUnicode_Count",
  "PyUnicode_Replace",
  "PyUnicode_Compare",
  "PyUnicode_CompareWithASCIIString",
  "PyUnicode_RichCompare",
  "PyUnicode_Format",
  "PyUnicode_Contains",
  "PyUnicode_InternInPlace",
  "PyUnicode_InternFromString",
  "PyUnicode_Append",
  "PyUnicode_AppendAndDel",
  "PyUnicode_BuildEncodingMap",
  "PyUnicode_FromOrdinal",
  "PyUnicode_GetDefaultEncoding",
  "PyUnicode_InternImmortal",
  "PyUnicode_Partition",
  "PyUnicode_RPartition",
  "PyUnicode_RSplit",
  "PyUnicode_Resize",
  "_PyUnicode_IsAlpha",
  "_PyUnicode_IsDecimalDigit",
  "_PyUnicode_IsDigit",
  "_PyUnicode_IsLinebreak",
  "_PyUnicode_IsLowercase",
  "_PyUnicode_IsNumeric",
  "_PyUnicode_IsPrintable",
  "_PyUnicode_IsTitlecase",
  "_PyUnicode_IsUppercase",
  "_PyUnicode_IsWhitespace",
  "_PyUnicode_Ready",
  "_PyUnicode_ToDecimalDigit",
  "_PyUnicode_ToDigit",
  "_PyUnicode_ToLowercase",
  "_PyUnicode_ToNumeric",
  "_PyUnicode_ToTitlecase",
  "_PyUnicode_ToUppercase",
  "Py_Main",
  "Py_BytesMain",
  "PyRun_AnyFile",
  "PyRun_AnyFileFlags",
  "PyRun_AnyFileEx",
  "PyRun_AnyFileExFlags",
  "PyRun_SimpleString",
  "PyRun_SimpleStringFlags",
  "PyRun_SimpleFile",
  "PyRun_SimpleFileEx",
  "PyRun_SimpleFileExFlags",
  "PyRun_InteractiveOne",
  "PyRun_InteractiveOneFlags",
  "PyRun_InteractiveLoop",
  "PyRun_InteractiveLoopFlags",
  "PyRun_String",
  "PyRun_StringFlags",
  "PyRun_File",
  "PyRun_FileEx",
  "PyRun_FileFlags",
  "PyRun_FileExFlags",
  "Py_CompileString",
  "Py_CompileStringFlags",
  "Py_CompileStringObject",
  "Py_CompileStringExFlags",
  "PyEval_EvalCode",
  "PyEval_EvalCodeEx",
  "PyEval_EvalFrame",
  "PyEval_EvalFrameEx",
  "PyEval_MergeCompilerFlags",
  "PyCompile_OpcodeStackEffect",
  "PyCompile_OpcodeStackEffectWithJump",
  "PyOS_Readline",
  "PyRun_InteractiveOneObject",
  "Py_FrozenMain",
  "PyWeakref_NewRef",
  "PyWeakref_NewProxy",
  "PyWeakref_GetObject",
  "PyObject_ClearWeakRefs",
  "PyObject_GET_WEAKREFS_LISTPTR",
  "PyType_SUPPORTS_WEAKREFS",
};
PROOFLOAD_API void *proofload_table[] = {
  (void *)trap_0,
  (void *)trap_1,
  (void *)trap_2,
  (void *)trap_3,
  (void *)trap_4,
  (void *)trap_5,
  (void *)trap_6,
  (void *)trap_7,
  (void *)trap_8,
  (void *)trap_9,
  (void *)trap_10,
  (void *)trap_11,
  (void *)trap_12,
  (void *)trap_13,
  (void *)trap_14,
  (void *)trap_15,
  (void *)trap_16,
  (void *)trap_17,
  (void *)trap_18,
  (void *)trap_19,
  (void *)trap_20,
  (void *)trap_21,
  (void *)trap_22,
  (void *)trap_23,
  (void *)trap_24,
  (void *)trap_25,
  (void *)trap_26,
  (void *)trap_27,
  (void *)trap_28,
  (void *)trap_29,
  (void *)trap_30,
  (void *)trap_31,
  (void *)trap_32,
  (void *)trap_33,
  (void *)trap_34,
  (void *)trap_35,
  (void *)trap_36,
  (void *)trap_37,
  (void *)trap_38,
  (void *)trap_39,
  (void *)trap_40,
  (void *)trap_41,
  (void *)trap_42,
  (void *)trap_43,
  (void *)trap_44,
  (void *)trap_45,
  (void *)trap_46,
  (void *)trap_47,
  (void *)trap_48,
  (void *)trap_49,
  (void *)trap_50,
  (void *)trap_51,
  (void *)trap_52,
  (void *)trap_53,
  (void *)trap_54,
  (void *)trap_55,
  (void *)trap_56,
  (void *)trap_57,
  (void *)trap_58,
  (void *)trap_59,
  (void *)trap_60,
  (void *)trap_61,
  (void *)trap_62,
  (void *)trap_63,
  (void *)trap_64,
  (void *)trap_65,
  (void *)trap_66,
  (void *)trap_67,
  (void *)trap_68,
  (void *)trap_69,
  (void *)trap_70,
  (void *)trap_71,
  (void *)trap_72,
  (void *)trap_73,
  (void *)trap_74,
  (void *)trap_75,
  (void *)trap_76,
  (void *)trap_77,
  (void *)trap_78,
  (void *)trap_79,
  (void *)trap_80,
  (void *)trap_81,
  (void *)trap_82,
  (void *)trap_83,
  (void *)trap_84,
  (void *)trap_85,
  (void *)trap_86,
  (void *)trap_87,
  (void *)trap_88,
  (void *)trap_89,
  (void *)trap_90,
  (void *)trap_91,
  (void *)trap_92,
  (void *)trap_93,
  (void *)trap_94,
  (void *)trap_95,
  (void *)trap_96,
  (void *)trap_97,
  (void *)trap_98,
  (void *)trap_99,
  (void *)trap_100,
  (void *)trap_101,
  (void *)trap_102,
  (void *)trap_103,
  (void *)trap_104,
  (void *)trap_105,
  (void *)trap_106,
  (void *)trap_107,
  (void *)trap_108,
  (void *)trap_109,
  (void *)trap_110,
  (void *)trap_111,
  (void *)trap_112,
  (void *)trap_113,
  (void *)trap_114,
  (void *)trap_115,
  (void *)trap_116,
  (void *)trap_117,
  (void *)trap_118,
  (void *)trap_119,
  (void *)trap_120,
  (void *)trap_121,
  (void *)trap_122,
  (void *)trap_123,
  (void *)trap_124,
  (void *)trap_125,
  (void *)trap_126,
  (void *)trap_127,
  (void *)trap_128,
  (void *)trap_129,
  (void *)trap_130,
  (void *)trap_131,
  (void *)trap_132,
  (void *)trap_133,
  (void *)trap_134,
  (void *)trap_135,
  (void *)trap_136,
  (void *)trap_137,
  (void *)trap_138,
  (void *)trap_139,
  (void *)trap_140,
  (void *)trap_141,
  (void *)trap_142,
  (void *)trap_143,
  (void *)trap_144,
  (void *)trap_145,
  (void *)trap_146,
  (void *)trap_147,
  (void *)trap_148,
  (void *)trap_149,
  (void *)trap_150,
  (void *)trap_151,
  (void *)trap_152,
  (void *)trap_153,
  (void *)trap_154,
  (void *)trap_155,
  (void *)trap_156,
  (void *)trap_157,
  (void *)trap_158,
  (void *)trap_159,
  (void *)trap_160,
  (void *)trap_161,
  (void *)trap_162,
  (void *)trap_163,
  (void *)trap_164,
  (void *)trap_165,
  (void *)trap_166,
  (void *)trap_167,
  (void *)trap_168,
  (void *)trap_169,
  (void *)trap_170,
  (void *)trap_171,
  (void *)trap_172,
  (void *)trap_173,
  (void *)trap_174,
  (void *)trap_175,
  (void *)trap_176,
  (void *)trap_177,
  (void *)trap_178,
  (void *)trap_179,
  (void *)trap_180,
  (void *)trap_181,
  (void *)trap_182,
  (void *)trap_183,
  (void *)trap_184,
  (void *)trap_185,
  (void *)trap_186,
  (void *)trap_187,
  (void *)trap_188,
  (void *)trap_189,
  (void *)trap_190,
  (void *)trap_191,
  (void *)trap_192,
  (void *)trap_193,
  (void *)trap_194,
  (void *)trap_195,
  (void *)trap_196,
  (void *)trap_197,
  (void *)trap_198,
  (void *)trap_199,
  (void *)trap_200,
  (void *)trap_201,
  (void *)trap_202,
  (void *)trap_203,
  (void *)trap_204,
  (void *)trap_205,
  (void *)trap_206,
  (void *)trap_207,
  (void *)trap_208,
  (void *)trap_209,
  (void *)trap_210,
  (void *)trap_211,
  (void *)trap_212,
  (void *)trap_213,
  (void *)trap_214,
  (void *)trap_215,
  (void *)trap_216,
  (void *)trap_217,
  (void *)trap_218,
  (void *)trap_219,
  (void *)trap_220,
  (void *)trap_221,
  (void *)trap_222,
  (void *)trap_223,
  (void *)trap_224,
  (void *)trap_225,
  (void *)trap_226,
  (void *)trap_227,
  (void *)trap_228,
  (void *)trap_229,
  (void *)trap_230,
  (void *)trap_231,
  (void *)trap_232,
  (void *)trap_233,
  (void *)trap_234,
  (void *)trap_235,
  (void *)trap_236,
  (void *)trap_237,
  (void *)trap_238,
  (void *)trap_239,
  (void *)trap_240,
  (void *)trap_241,
  (void *)trap_242,
  (void *)trap_243,
  (void *)trap_244,
  (void *)trap_245,
  (void *)trap_246,
  (void *)trap_247,
  (void *)trap_248,
  (void *)trap_249,
  (void *)trap_250,
  (void *)trap_251,
  (void *)trap_252,
  (void *)trap_253,
  (void *)trap_254,
  (void *)trap_255,
  (void *)trap_256,
  (void *)trap_257,
  (void *)trap_258,
  (void *)trap_259,
  (void *)trap_260,
  (void *)trap_261,
  (void *)trap_262,
  (void *)trap_263,
  (void *)trap_264,
  (void *)trap_265,
  (void *)trap_266,
  (void *)trap_267,
  (void *)trap_268,
  (void *)trap_269,
  (void *)trap_270,
  (void *)trap_271,
  (void *)trap_272,
  (void *)trap_273,
  (void *)trap_274,
  (void *)trap_275,
  (void *)trap_276,
  (void *)trap_277,
  (void *)trap_278,
  (void *)trap_279,
  (void *)trap_280,
  (void *)trap_281,
  (void *)trap_282,
  (void *)trap_283,
  (void *)trap_284,
  (void *)trap_285,
  (void *)trap_286,
  (void *)trap_287,
  (void *)trap_288,
  (void *)trap_289,
  (void *)trap_290,
  (void *)trap_291,
  (void *)trap_292,
  (void *)trap_293,
  (void *)trap_294,
  (void *)trap_295,
  (void *)trap_296,
  (void *)trap_297,
  (void *)trap_298,
  (void *)trap_299,
  (void *)trap_300,
  (void *)trap_301,
  (void *)trap_302,
  (void *)trap_303,
  (void *)trap_304,
  (void *)trap_305,
  (void *)trap_306,
  (void *)trap_307,
  (void *)trap_308,
  (void *)trap_309,
  (void *)trap_310,
  (void *)trap_311,
  (void *)trap_312,
  (void *)trap_313,
  (void *)trap_314,
  (void *)trap_315,
  (void *)trap_316,
  (void *)trap_317,
  (void *)trap_318,
  (void *)trap_319,
  (void *)trap_320,
  (void *)trap_321,
  (void *)trap_322,
  (void *)trap_323,
  (void *)trap_324,
  (void *)trap_325,
  (void *)trap_326,
  (void *)trap_327,
  (void *)trap_328,
  (void *)trap_329,
  (void *)trap_330,
  (void *)trap_331,
  (void *)trap_332,
  (void *)trap_333,
  (void *)trap_334,
  (void *)trap_335,
  (void *)trap_336,
  (void *)trap_337,
  (void *)trap_338,
  (void *)trap_339,
  (void *)trap_340,
  (void *)trap_341,
  (void *)trap_342,
  (void *)trap_343,
  (void *)trap_344,
  (void *)trap_345,
  (void *)trap_346,
  (void *)trap_347,
  (void *)trap_348,
  (void *)trap_349,
  (void *)trap_350,
  (void *)trap_351,
  (void *)trap_352,
  (void *)trap_353,
  (void *)trap_354,
  (void *)trap_355,
  (void *)trap_356,
  (void *)trap_357,
  (void *)trap_358,
  (void *)trap_359,
  (void *)trap_360,
  (void *)trap_361,
  (void *)trap_362,
  (void *)trap_363,
  (void *)trap_364,
  (void *)trap_365,
  (void *)trap_366,
  (void *)trap_367,
  (void *)trap_368,
  (void *)trap_369,
  (void *)trap_370,
  (void *)trap_371,
  (void *)trap_372,
  (void *)trap_373,
  (void *)trap_374,
  (void *)trap_375,
  (void *)trap_376,
  (void *)trap_377,
  (void *)trap_378,
  (void *)trap_379,
  (void *)trap_380,
  (void *)trap_381,
  (void *)trap_382,
  (void *)trap_383,
  (void *)trap_384,
  (void *)trap_385,
  (void *)trap_386,
  (void *)trap_387,
  (void *)trap_388,
  (void *)trap_389,
  (void *)trap_390,
  (void *)trap_391,
  (void *)trap_392,
  (void *)trap_393,
  (void *)trap_394,
  (void *)trap_395,
  (void *)trap_396,
  (void *)trap_397,
  (void *)trap_398,
  (void *)trap_399,
  (void *)trap_400,
  (void *)trap_401,
  (void *)trap_402,
  (void *)trap_403,
  (void *)trap_404,
  (void *)trap_405,
  (void *)trap_406,
  (void *)trap_407,
  (void *)trap_408,
  (void *)trap_409,
  (void *)trap_410,
  (void *)trap_411,
  (void *)trap_412,
  (void *)trap_413,
  (void *)trap_414,
  (void *)trap_415,
  (void *)trap_416,
  (void *)trap_417,
  (void *)trap_418,
  (void *)trap_419,
  (void *)trap_420,
  (void *)trap_421,
  (void *)trap_422,
  (void *)trap_423,
  (void *)trap_424,
  (void *)trap_425,
  (void *)trap_426,
  (void *)trap_427,
  (void *)trap_428,
  (void *)trap_429,
  (void *)trap_430,
  (void *)trap_431,
  (void *)trap_432,
  (void *)trap_433,
  (void *)trap_434,
  (void *)trap_435,
  (void *)trap_436,
  (void *)trap_437,
  (void *)trap_438,
  (void *)trap_439,
  (void *)trap_440,
  (void *)trap_441,
  (void *)trap_442,
  (void *)trap_443,
  (void *)trap_444,
  (void *)trap_445,
  (void *)trap_446,
  (void *)trap_447,
  (void *)trap_448,
  (void *)trap_449,
  (void *)trap_450,
  (void *)trap_451,
  (void *)trap_452,
  (void *)trap_453,
  (void *)trap_454,
  (void *)trap_455,
  (void *)trap_456,
  (void *)trap_457,
  (void *)trap_458,
  (void *)trap_459,
  (void *)trap_460,
  (void *)trap_461,
  (void *)trap_462,
  (void *)trap_463,
  (void *)trap_464,
  (void *)trap_465,
  (void *)trap_466,
  (void *)trap_467,
  (void *)trap_468,
  (void *)trap_469,
  (void *)trap_470,
  (void *)trap_471,
  (void *)trap_472,
  (void *)trap_473,
  (void *)trap_474,
  (void *)trap_475,
  (void *)trap_476,
  (void *)trap_477,
  (void *)trap_478,
  (void *)trap_479,
  (void *)trap_480,
  (void *)trap_481,
  (void *)trap_482,
  (void *)trap_483,
  (void *)trap_484,
  (void *)trap_485,
  (void *)trap_486,
  (void *)trap_487,
  (void *)trap_488,
  (void *)trap_489,
  (void *)trap_490,
  (void *)trap_491,
  (void *)trap_492,
  (void *)trap_493,
  (void *)trap_494,
  (void *)trap_495,
  (void *)trap_496,
  (void *)trap_497,
  (void *)trap_498,
  (void *)trap_499,
  (void *)trap_500,
  (void *)trap_501,
  (void *)trap_502,
  (void *)trap_503,
  (void *)trap_504,
  (void *)trap_505,
  (void *)trap_506,
  (void *)trap_507,
  (void *)trap_508,
  (void *)trap_509,
  (void *)trap_510,
  (void *)trap_511,
  (void *)trap_512,
  (void *)trap_513,
  (void *)trap_514,
  (void *)trap_515,
  (void *)trap_516,
  (void *)trap_517,
  (void *)trap_518,
  (void *)trap_519,
  (void *)trap_520,
  (void *)trap_521,
  (void *)trap_522,
  (void *)trap_523,
  (void *)trap_524,
  (void *)trap_525,
  (void *)trap_526,
  (void *)trap_527,
  (void *)trap_528,
  (void *)trap_529,
  (void *)trap_530,
  (void *)trap_531,
  (void *)trap_532,
  (void *)trap_533,
  (void *)trap_534,
  (void *)trap_535,
  (void *)trap_536,
  (void *)trap_537,
  (void *)trap_538,
  (void *)trap_539,
  (void *)trap_540,
  (void *)trap_541,
  (void *)trap_542,
  (void *)trap_543,
  (void *)trap_544,
  (void *)trap_545,
  (void *)trap_546,
  (void *)trap_547,
  (void *)trap_548,
  (void *)trap_549,
  (void *)trap_550,
  (void *)trap_551,
  (void *)trap_552,
  (void *)trap_553,
  (void *)trap_554,
  (void *)trap_555,
  (void *)trap_556,
  (void *)trap_557,
  (void *)trap_558,
  (void *)trap_559,
  (void *)trap_560,
  (void *)trap_561,
  (void *)trap_562,
  (void *)trap_563,
  (void *)trap_564,
  (void *)trap_565,
  (void *)trap_566,
  (void *)trap_567,
  (void *)trap_568,
  (void *)trap_569,
  (void *)trap_570,
  (void *)trap_571,
  (void *)trap_572,
  (void *)trap_573,
  (void *)trap_574,
  (void *)trap_575,
  (void *)trap_576,
  (void *)trap_577,
  (void *)trap_578,
  (void *)trap_579,
  (void *)trap_580,
  (void *)trap_581,
  (void *)trap_582,
  (void *)trap_583,
  (void *)trap_584,
  (void *)trap_585,
  (void *)trap_586,
  (void *)trap_587,
  (void *)trap_588,
  (void *)trap_589,
  (void *)trap_590,
  (void *)trap_591,
  (void *)trap_592,
  (void *)trap_593,
  (void *)trap_594,
  (void *)trap_595,
  (void *)trap_596,
  (void *)trap_597,
  (void *)trap_598,
  (void *)trap_599,
  (void *)trap_600,
  (void *)trap_601,
  (void *)trap_602,
  (void *)trap_603,
  (void *)trap_604,
  (void *)trap_605,
  (void *)trap_606,
  (void *)trap_607,
  (void *)trap_608,
  (void *)trap_609,
  (void *)trap_610,
  (void *)trap_611,
  (void *)trap_612,
  (void *)trap_613,
  (void *)trap_614,
  (void *)trap_615,
  (void *)trap_616,
  (void *)trap_617,
  (void *)trap_618,
  (void *)trap_619,
  (void *)trap_620,
  (void *)trap_621,
  (void *)trap_622,
  (void *)trap_623,
  (void *)trap_624,
  (void *)trap_625,
  (void *)trap_626,
  (void *)trap_627,
  (void *)trap_628,
  (void *)trap_629,
  (void *)trap_630,
  (void *)trap_631,
  (void *)trap_632,
  (void *)trap_633,
  (void *)trap_634,
  (void *)trap_635,
  (void *)trap_636,
  (void *)trap_637,
  (void *)trap_638,
  (void *)trap_639,
  (void *)trap_640,
  (void *)trap_641,
  (void *)trap_642,
  (void *)trap_643,
  (void *)trap_644,
  (void *)trap_645,
  (void *)trap_646,
  (void *)trap_647,
  (void *)trap_648,
  (void *)trap_649,
  (void *)trap_650,
  (void *)trap_651,
  (void *)trap_652,
  (void *)trap_653,
  (void *)trap_654,
  (void *)trap_655,
  (void *)trap_656,
  (void *)trap_657,
  (void *)trap_658,
  (void *)trap_659,
  (void *)trap_660,
  (void *)trap_661,
  (void *)trap_662,
  (void *)trap_663,
  (void *)trap_664,
  (void *)trap_665,
  (void *)trap_666,
  (void *)trap_667,
  (void *)trap_668,
  (void *)trap_669,
  (void *)trap_670,
  (void *)trap_671,
  (void *)trap_672,
  (void *)trap_673,
  (void *)trap_674,
  (void *)trap_675,
  (void *)trap_676,
  (void *)trap_677,
  (void *)trap_678,
  (void *)trap_679,
  (void *)trap_680,
  (void *)trap_681,
  (void *)trap_682,
  (void *)trap_683,
  (void *)trap_684,
  (void *)trap_685,
  (void *)trap_686,
  (void *)trap_687,
  (void *)trap_688,
  (void *)trap_689,
  (void *)trap_690,
  (void *)trap_691,
  (void *)trap_692,
  (void *)trap_693,
  (void *)trap_694,
  (void *)trap_695,
  (void *)trap_696,
  (void *)trap_697,
  (void *)trap_698,
  (void *)trap_699,
  (void *)trap_700,
  (void *)trap_701,
  (void *)trap_702,
  (void *)trap_703,
  (void *)trap_704,
  (void *)trap_705,
  (void *)trap_706,
  (void *)trap_707,
  (void *)trap_708,
  (void *)trap_709,
  (void *)trap_710,
  (void *)trap_711,
  (void *)trap_712,
  (void *)trap_713,
  (void *)trap_714,
  (void *)trap_715,
  (void *)trap_716,
  (void *)trap_717,
  (void *)trap_718,
  (void *)trap_719,
  (void *)trap_720,
  (void *)trap_721,
  (void *)trap_722,
  (void *)trap_723,
  (void *)trap_724,
  (void *)trap_725,
  (void *)trap_726,
  (void *)trap_727,
  (void *)trap_728,
  (void *)trap_729,
  (void *)trap_730,
  (void *)trap_731,
  (void *)trap_732,
  (void *)trap_733,
  (void *)trap_734,
  (void *)trap_735,
  (void *)trap_736,
  (void *)trap_737,
  (void *)trap_738,
  (void *)trap_739,
  (void *)trap_740,
  (void *)trap_741,
  (void *)trap_742,
  (void *)trap_743,
  (void *)trap_744,
  (void *)trap_745,
  (void *)trap_746,
  (void *)trap_747,
  (void *)trap_748,
  (void *)trap_749,
  (void *)trap_750,
  (void *)trap_751,
  (void *)trap_752,
  (void *)trap_753,
  (void *)trap_754,
  (void *)trap_755,
  (void *)trap_756,
  (void *)trap_757,
  (void *)trap_758,
  (void *)trap_759,
  (void *)trap_760,
  (void *)trap_761,
  (void *)trap_762,
  (void *)trap_763,
  (void *)trap_764,
  (void *)trap_765,
  (void *)trap_766,
  (void *)trap_767,
  (void *)trap_768,
  (void *)trap_769,
  (void *)trap_770,
  (void *)trap_771,
  (void *)trap_772,
  (void *)trap_773,
  (void *)trap_774,
  (void *)trap_775,
  (void *)trap_776,
  (void *)trap_777,
  (void *)trap_778,
  (void *)trap_779,
  (void *)trap_780,
  (void *)trap_781,
  (void *)trap_782,
  (void *)trap_783,
  (void *)trap_784,
  (void *)trap_785,
  (void *)trap_786,
  (void *)trap_787,
  (void *)trap_788,
  (void *)trap_789,
  (void *)trap_790,
  (void *)trap_791,
  (void *)trap_792,
  (void *)trap_793,
  (void *)trap_794,
  (void *)trap_795,
  (void *)trap_796,
  (void *)trap_797,
  (void *)trap_798,
  (void *)trap_799,
  (void *)trap_800,
  (void *)trap_801,
  (void *)trap_802,
  (void *)trap_803,
  (void *)trap_804,
  (void *)trap_805,
  (void *)trap_806,
  (void *)trap_807,
  (void *)trap_808,
  (void *)trap_809,
  (void *)trap_810,
  (void *)trap_811,
  (void *)trap_812,
  (void *)trap_813,
  (void *)trap_814,
  (void *)trap_815,
  (void *)trap_816,
  (void *)trap_817,
  (void *)trap_818,
  (void *)trap_819,
  (void *)trap_820,
  (void *)trap_821,
  (void *)trap_822,
  (void *)trap_823,
  (void *)trap_824,
  (void *)trap_825,
  (void *)trap_826,
  (void *)trap_827,
  (void *)trap_828,
  (void *)trap_829,
  (void *)trap_830,
  (void *)trap_831,
  (void *)trap_832,
  (void *)trap_833,
  (void *)trap_834,
  (void *)trap_835,
  (void *)trap_836,
  (void *)trap_837,
  (void *)trap_838,
  (void *)trap_839,
  (void *)trap_840,
  (void *)trap_841,
  (void *)trap_842,
  (void *)trap_843,
  (void *)trap_844,
  (void *)trap_845,
  (void *)trap_846,
  (void *)trap_847,
  (void *)trap_848,
  (void *)trap_849,
  (void *)trap_850,
  (void *)trap_851,
  (void *)trap_852,
  (void *)trap_853,
  (void *)trap_854,
  (void *)trap_855,
  (void *)trap_856,
  (void *)trap_857,
  (void *)trap_858,
  (void *)trap_859,
  (void *)trap_860,
  (void *)trap_861,
  (void *)trap_862,
  (void *)trap_863,
  (void *)trap_864,
  (void *)trap_865,
  (void *)trap_866,
  (void *)trap_867,
  (void *)trap_868,
  (void *)trap_869,
  (void *)trap_870,
  (void *)trap_871,
  (void *)trap_872,
  (void *)trap_873,
  (void *)trap_874,
  (void *)trap_875,
  (void *)trap_876,
  (void *)trap_877,
  (void *)trap_878,
  (void *)trap_879,
  (void *)trap_880,
  (void *)trap_881,
  (void *)trap_882,
  (void *)trap_883,
  (void *)trap_884,
  (void *)trap_885,
  (void *)trap_886,
  (void *)trap_887,
  (void *)trap_888,
  (void *)trap_889,
  (void *)trap_890,
  (void *)trap_891,
  (void *)trap_892,
  (void *)trap_893,
  (void *)trap_894,
  (void *)trap_895,
  (void *)trap_896,
  (void *)trap_897,
  (void *)trap_898,
  (void *)trap_899,
  (void *)trap_900,
  (void *)trap_901,
  (void *)trap_902,
  (void *)trap_903,
  (void *)trap_904,
  (void *)trap_905,
  (void *)trap_906,
  (void *)trap_907,
  (void *)trap_908,
  (void *)trap_909,
  (void *)trap_910,
  (void *)trap_911,
  (void *)trap_912,
  (void *)trap_913,
  (void *)trap_914,
  (void *)trap_915,
  (void *)trap_916,
};
/* The same without a way around through the dynamic linker, for the jumps. */
extern void *proofload_table_here __attribute__((alias("proofload_table"), visibility("hidden")));

PROOFLOAD_JUMP(_PyObject_New, 0)
PROOFLOAD_JUMP(_PyObject_NewVar, 8)
PROOFLOAD_JUMP(PyObject_Init, 16)
PROOFLOAD_JUMP(PyObject_InitVar, 24)
PROOFLOAD_JUMP(PyArg_ParseTuple, 32)
PROOFLOAD_JUMP(PyArg_VaParse, 40)
PROOFLOAD_JUMP(PyArg_ParseTupleAndKeywords, 48)
PROOFLOAD_JUMP(PyArg_VaParseTupleAndKeywords, 56)
PROOFLOAD_JUMP(PyArg_ValidateKeywordArguments, 64)
PROOFLOAD_JUMP(PyArg_Parse, 72)
PROOFLOAD_JUMP(PyArg_UnpackTuple, 80)
PROOFLOAD_JUMP(Py_BuildValue, 88)
PROOFLOAD_JUMP(Py_VaBuildValue, 96)
PROOFLOAD_JUMP(_PyArg_CheckPositional, 104)
PROOFLOAD_JUMP(_PyArg_NoKeywords, 112)
PROOFLOAD_JUMP(_PyArg_NoKwnames, 120)
PROOFLOAD_JUMP(_PyArg_NoPositional, 128)
PROOFLOAD_JUMP(_PyArg_ParseTupleAndKeywords_SizeT, 136)
PROOFLOAD_JUMP(_PyArg_ParseTuple_SizeT, 144)
PROOFLOAD_JUMP(_PyArg_Parse_SizeT, 152)
PROOFLOAD_JUMP(_PyArg_VaParseTupleAndKeywords_SizeT, 160)
PROOFLOAD_JUMP(_PyArg_VaParse_SizeT, 168)
PROOFLOAD_JUMP(_Py_BuildValue_SizeT, 176)
PROOFLOAD_JUMP(_Py_VaBuildValue_SizeT, 184)
PROOFLOAD_JUMP(PyBool_FromLong, 192)
PROOFLOAD_JUMP(PyObject_CheckBuffer, 200)
PROOFLOAD_JUMP(PyObject_GetBuffer, 208)
PROOFLOAD_JUMP(PyBuffer_Release, 216)
PROOFLOAD_JUMP(PyBuffer_SizeFromFormat, 224)
PROOFLOAD_JUMP(PyBuffer_IsContiguous, 232)
PROOFLOAD_JUMP(PyBuffer_GetPointer, 240)
PROOFLOAD_JUMP(PyBuffer_FromContiguous, 248)
PROOFLOAD_JUMP(PyBuffer_ToContiguous, 256)
PROOFLOAD_JUMP(PyObject_CopyData, 264)
PROOFLOAD_JUMP(PyBuffer_FillContiguousStrides, 272)
PROOFLOAD_JUMP(PyBuffer_FillInfo, 280)
PROOFLOAD_JUMP(PyObject_AsCharBuffer, 288)
PROOFLOAD_JUMP(PyObject_AsReadBuffer, 296)
PROOFLOAD_JUMP(PyObject_CheckReadBuffer, 304)
PROOFLOAD_JUMP(PyObject_AsWriteBuffer, 312)
PROOFLOAD_JUMP(PyPickleBuffer_FromObject, 320)
PROOFLOAD_JUMP(PyPickleBuffer_GetBuffer, 328)
PROOFLOAD_JUMP(PyPickleBuffer_Release, 336)
PROOFLOAD_JUMP(PyByteArray_FromObject, 344)
PROOFLOAD_JUMP(PyByteArray_FromStringAndSize, 352)
PROOFLOAD_JUMP(PyByteArray_Concat, 360)
PROOFLOAD_JUMP(PyByteArray_Size, 368)
PROOFLOAD_JUMP(PyByteArray_AsString, 376)
PROOFLOAD_JUMP(PyByteArray_Resize, 384)
PROOFLOAD_JUMP(PyBytes_FromString, 392)
PROOFLOAD_JUMP(PyBytes_FromStringAndSize, 400)
PROOFLOAD_JUMP(PyBytes_FromFormat, 408)
PROOFLOAD_JUMP(PyBytes_FromFormatV, 416)
PROOFLOAD_JUMP(PyBytes_FromObject, 424)
PROOFLOAD_JUMP(PyBytes_Size, 432)
PROOFLOAD_JUMP(PyBytes_AsString, 440)
PROOFLOAD_JUMP(PyBytes_AsStringAndSize, 448)
PROOFLOAD_JUMP(PyBytes_Concat, 456)
PROOFLOAD_JUMP(PyBytes_ConcatAndDel, 464)
PROOFLOAD_JUMP(_PyBytes_Resize, 472)
PROOFLOAD_JUMP(PyBytes_DecodeEscape, 480)
PROOFLOAD_JUMP(PyBytes_Repr, 488)
PROOFLOAD_JUMP(PyVectorcall_Function, 496)
PROOFLOAD_JUMP(PyVectorcall_Call, 504)
PROOFLOAD_JUMP(PyObject_Call, 512)
PROOFLOAD_JUMP(PyObject_CallNoArgs, 520)
PROOFLOAD_JUMP(PyObject_CallOneArg, 528)
PROOFLOAD_JUMP(PyObject_CallObject, 536)
PROOFLOAD_JUMP(PyObject_CallFunction, 544)
PROOFLOAD_JUMP(PyObject_CallMethod, 552)
PROOFLOAD_JUMP(PyObject_CallFunctionObjArgs, 560)
PROOFLOAD_JUMP(PyObject_CallMethodObjArgs, 568)
PROOFLOAD_JUMP(PyObject_Vectorcall, 576)
PROOFLOAD_JUMP(PyObject_VectorcallDict, 584)
PROOFLOAD_JUMP(PyObject_VectorcallMethod, 592)
PROOFLOAD_JUMP(PyCallable_Check, 600)
PROOFLOAD_JUMP(PyEval_CallFunction, 608)
PROOFLOAD_JUMP(PyEval_CallMethod, 616)
PROOFLOAD_JUMP(PyEval_CallObjectWithKeywords, 624)
PROOFLOAD_JUMP(_PyObject_CallFunction_SizeT, 632)
PROOFLOAD_JUMP(_PyObject_CallMethod_SizeT, 640)
PROOFLOAD_JUMP(PyCapsule_New, 648)
PROOFLOAD_JUMP(PyCapsule_GetPointer, 656)
PROOFLOAD_JUMP(PyCapsule_GetDestructor, 664)
PROOFLOAD_JUMP(PyCapsule_GetContext, 672)
PROOFLOAD_JUMP(PyCapsule_GetName, 680)
PROOFLOAD_JUMP(PyCapsule_Import, 688)
PROOFLOAD_JUMP(PyCapsule_IsValid, 696)
PROOFLOAD_JUMP(PyCapsule_SetContext, 704)
PROOFLOAD_JUMP(PyCapsule_SetDestructor, 712)
PROOFLOAD_JUMP(PyCapsule_SetName, 720)
PROOFLOAD_JUMP(PyCapsule_SetPointer, 728)
PROOFLOAD_JUMP(PyCell_New, 736)
PROOFLOAD_JUMP(PyCell_Get, 744)
PROOFLOAD_JUMP(PyCell_Set, 752)
PROOFLOAD_JUMP(PyCode_New, 760)
PROOFLOAD_JUMP(PyCode_NewWithPosOnlyArgs, 768)
PROOFLOAD_JUMP(PyCode_NewEmpty, 776)
PROOFLOAD_JUMP(PyCode_Addr2Line, 784)
PROOFLOAD_JUMP(PyCode_Addr2Location, 792)
PROOFLOAD_JUMP(PyCode_GetCode, 800)
PROOFLOAD_JUMP(PyCode_GetVarnames, 808)
PROOFLOAD_JUMP(PyCode_GetCellvars, 816)
PROOFLOAD_JUMP(PyCode_GetFreevars, 824)
PROOFLOAD_JUMP(PyCode_Optimize, 832)
PROOFLOAD_JUMP(PyCodec_Register, 840)
PROOFLOAD_JUMP(PyCodec_Unregister, 848)
PROOFLOAD_JUMP(PyCodec_KnownEncoding, 856)
PROOFLOAD_JUMP(PyCodec_Encode, 864)
PROOFLOAD_JUMP(PyCodec_Decode, 872)
PROOFLOAD_JUMP(PyCodec_Encoder, 880)
PROOFLOAD_JUMP(PyCodec_Decoder, 888)
PROOFLOAD_JUMP(PyCodec_IncrementalEncoder, 896)
PROOFLOAD_JUMP(PyCodec_IncrementalDecoder, 904)
PROOFLOAD_JUMP(PyCodec_StreamReader, 912)
PROOFLOAD_JUMP(PyCodec_StreamWriter, 920)
PROOFLOAD_JUMP(PyCodec_RegisterError, 928)
PROOFLOAD_JUMP(PyCodec_LookupError, 936)
PROOFLOAD_JUMP(PyCodec_StrictErrors, 944)
PROOFLOAD_JUMP(PyCodec_IgnoreErrors, 952)
PROOFLOAD_JUMP(PyCodec_ReplaceErrors, 960)
PROOFLOAD_JUMP(PyCodec_XMLCharRefReplaceErrors, 968)
PROOFLOAD_JUMP(PyCodec_BackslashReplaceErrors, 976)
PROOFLOAD_JUMP(PyCodec_NameReplaceErrors, 984)
PROOFLOAD_JUMP(PyUnicode_AsDecodedObject, 992)
PROOFLOAD_JUMP(PyUnicode_AsDecodedUnicode, 1000)
PROOFLOAD_JUMP(PyUnicode_AsEncodedObject, 1008)
PROOFLOAD_JUMP(PyUnicode_AsEncodedUnicode, 1016)
PROOFLOAD_JUMP(PyComplex_FromDoubles, 1024)
PROOFLOAD_JUMP(PyComplex_RealAsDouble, 1032)
PROOFLOAD_JUMP(PyComplex_ImagAsDouble, 1040)
PROOFLOAD_JUMP(PyContext_New, 1048)
PROOFLOAD_JUMP(PyContext_Copy, 1056)
PROOFLOAD_JUMP(PyContext_CopyCurrent, 1064)
PROOFLOAD_JUMP(PyContext_Enter, 1072)
PROOFLOAD_JUMP(PyContext_Exit, 1080)
PROOFLOAD_JUMP(PyContextVar_New, 1088)
PROOFLOAD_JUMP(PyContextVar_Get, 1096)
PROOFLOAD_JUMP(PyContextVar_Set, 1104)
PROOFLOAD_JUMP(PyContextVar_Reset, 1112)
PROOFLOAD_JUMP(PyOS_snprintf, 1120)
PROOFLOAD_JUMP(PyOS_vsnprintf, 1128)
PROOFLOAD_JUMP(PyOS_string_to_double, 1136)
PROOFLOAD_JUMP(PyOS_double_to_string, 1144)
PROOFLOAD_JUMP(PyOS_mystricmp, 1152)
PROOFLOAD_JUMP(PyOS_mystrnicmp, 1160)
PROOFLOAD_JUMP(PyOS_strtol, 1168)
PROOFLOAD_JUMP(PyOS_strtoul, 1176)
PROOFLOAD_JUMP(PyDescr_NewGetSet, 1184)
PROOFLOAD_JUMP(PyDescr_NewMember, 1192)
PROOFLOAD_JUMP(PyDescr_NewMethod, 1200)
PROOFLOAD_JUMP(PyDescr_NewWrapper, 1208)
PROOFLOAD_JUMP(PyDescr_NewClassMethod, 1216)
PROOFLOAD_JUMP(PyDescr_IsData, 1224)
PROOFLOAD_JUMP(PyWrapper_New, 1232)
PROOFLOAD_JUMP(PyDict_New, 1240)
PROOFLOAD_JUMP(PyDictProxy_New, 1248)
PROOFLOAD_JUMP(PyDict_Clear, 1256)
PROOFLOAD_JUMP(PyDict_Contains, 1264)
PROOFLOAD_JUMP(PyDict_Copy, 1272)
PROOFLOAD_JUMP(PyDict_SetItem, 1280)
PROOFLOAD_JUMP(PyDict_SetItemString, 1288)
PROOFLOAD_JUMP(PyDict_DelItem, 1296)
PROOFLOAD_JUMP(PyDict_DelItemString, 1304)
PROOFLOAD_JUMP(PyDict_GetItem, 1312)
PROOFLOAD_JUMP(PyDict_GetItemWithError, 1320)
PROOFLOAD_JUMP(PyDict_GetItemString, 1328)
PROOFLOAD_JUMP(PyDict_SetDefault, 1336)
PROOFLOAD_JUMP(PyDict_Items, 1344)
PROOFLOAD_JUMP(PyDict_Keys, 1352)
PROOFLOAD_JUMP(PyDict_Values, 1360)
PROOFLOAD_JUMP(PyDict_Size, 1368)
PROOFLOAD_JUMP(PyDict_Next, 1376)
PROOFLOAD_JUMP(PyDict_Merge, 1384)
PROOFLOAD_JUMP(PyDict_Update, 1392)
PROOFLOAD_JUMP(PyDict_MergeFromSeq2, 1400)
PROOFLOAD_JUMP(PyODict_DelItem, 1408)
PROOFLOAD_JUMP(PyODict_New, 1416)
PROOFLOAD_JUMP(PyODict_SetItem, 1424)
PROOFLOAD_JUMP(PyErr_Clear, 1432)
PROOFLOAD_JUMP(PyErr_PrintEx, 1440)
PROOFLOAD_JUMP(PyErr_Print, 1448)
PROOFLOAD_JUMP(PyErr_WriteUnraisable, 1456)
PROOFLOAD_JUMP(PyErr_SetString, 1464)
PROOFLOAD_JUMP(PyErr_SetObject, 1472)
PROOFLOAD_JUMP(PyErr_Format, 1480)
PROOFLOAD_JUMP(PyErr_FormatV, 1488)
PROOFLOAD_JUMP(PyErr_SetNone, 1496)
PROOFLOAD_JUMP(PyErr_BadArgument, 1504)
PROOFLOAD_JUMP(PyErr_NoMemory, 1512)
PROOFLOAD_JUMP(PyErr_SetFromErrno, 1520)
PROOFLOAD_JUMP(PyErr_SetFromErrnoWithFilenameObject, 1528)
PROOFLOAD_JUMP(PyErr_SetFromErrnoWithFilenameObjects, 1536)
PROOFLOAD_JUMP(PyErr_SetFromErrnoWithFilename, 1544)
PROOFLOAD_JUMP(PyErr_SetImportError, 1552)
PROOFLOAD_JUMP(PyErr_SetImportErrorSubclass, 1560)
PROOFLOAD_JUMP(PyErr_SyntaxLocationObject, 1568)
PROOFLOAD_JUMP(PyErr_SyntaxLocationEx, 1576)
PROOFLOAD_JUMP(PyErr_SyntaxLocation, 1584)
PROOFLOAD_JUMP(PyErr_BadInternalCall, 1592)
PROOFLOAD_JUMP(PyErr_WarnEx, 1600)
PROOFLOAD_JUMP(PyErr_WarnExplicitObject, 1608)
PROOFLOAD_JUMP(PyErr_WarnExplicit, 1616)
PROOFLOAD_JUMP(PyErr_WarnFormat, 1624)
PROOFLOAD_JUMP(PyErr_ResourceWarning, 1632)
PROOFLOAD_JUMP(PyErr_Occurred, 1640)
PROOFLOAD_JUMP(PyErr_ExceptionMatches, 1648)
PROOFLOAD_JUMP(PyErr_GivenExceptionMatches, 1656)
PROOFLOAD_JUMP(PyErr_Fetch, 1664)
PROOFLOAD_JUMP(PyErr_Restore, 1672)
PROOFLOAD_JUMP(PyErr_NormalizeException, 1680)
PROOFLOAD_JUMP(PyErr_GetHandledException, 1688)
PROOFLOAD_JUMP(PyErr_SetHandledException, 1696)
PROOFLOAD_JUMP(PyErr_GetExcInfo, 1704)
PROOFLOAD_JUMP(PyErr_SetExcInfo, 1712)
PROOFLOAD_JUMP(PyErr_CheckSignals, 1720)
PROOFLOAD_JUMP(PyErr_SetInterrupt, 1728)
PROOFLOAD_JUMP(PyErr_SetInterruptEx, 1736)
PROOFLOAD_JUMP(PyErr_NewException, 1744)
PROOFLOAD_JUMP(PyErr_NewExceptionWithDoc, 1752)
PROOFLOAD_JUMP(PyException_GetTraceback, 1760)
PROOFLOAD_JUMP(PyException_SetTraceback, 1768)
PROOFLOAD_JUMP(PyException_GetContext, 1776)
PROOFLOAD_JUMP(PyException_SetContext, 1784)
PROOFLOAD_JUMP(PyException_GetCause, 1792)
PROOFLOAD_JUMP(PyException_SetCause, 1800)
PROOFLOAD_JUMP(PyUnicodeDecodeError_Create, 1808)
PROOFLOAD_JUMP(PyUnicodeDecodeError_GetEncoding, 1816)
PROOFLOAD_JUMP(PyUnicodeEncodeError_GetEncoding, 1824)
PROOFLOAD_JUMP(PyUnicodeDecodeError_GetObject, 1832)
PROOFLOAD_JUMP(PyUnicodeEncodeError_GetObject, 1840)
PROOFLOAD_JUMP(PyUnicodeTranslateError_GetObject, 1848)
PROOFLOAD_JUMP(PyUnicodeDecodeError_GetStart, 1856)
PROOFLOAD_JUMP(PyUnicodeEncodeError_GetStart, 1864)
PROOFLOAD_JUMP(PyUnicodeTranslateError_GetStart, 1872)
PROOFLOAD_JUMP(PyUnicodeDecodeError_SetStart, 1880)
PROOFLOAD_JUMP(PyUnicodeEncodeError_SetStart, 1888)
PROOFLOAD_JUMP(PyUnicodeTranslateError_SetStart, 1896)
PROOFLOAD_JUMP(PyUnicodeDecodeError_GetEnd, 1904)
PROOFLOAD_JUMP(PyUnicodeEncodeError_GetEnd, 1912)
PROOFLOAD_JUMP(PyUnicodeTranslateError_GetEnd, 1920)
PROOFLOAD_JUMP(PyUnicodeDecodeError_SetEnd, 1928)
PROOFLOAD_JUMP(PyUnicodeEncodeError_SetEnd, 1936)
PROOFLOAD_JUMP(PyUnicodeTranslateError_SetEnd, 1944)
PROOFLOAD_JUMP(PyUnicodeDecodeError_GetReason, 1952)
PROOFLOAD_JUMP(PyUnicodeEncodeError_GetReason, 1960)
PROOFLOAD_JUMP(PyUnicodeTranslateError_GetReason, 1968)
PROOFLOAD_JUMP(PyUnicodeDecodeError_SetReason, 1976)
PROOFLOAD_JUMP(PyUnicodeEncodeError_SetReason, 1984)
PROOFLOAD_JUMP(PyUnicodeTranslateError_SetReason, 1992)
PROOFLOAD_JUMP(Py_EnterRecursiveCall, 2000)
PROOFLOAD_JUMP(Py_LeaveRecursiveCall, 2008)
PROOFLOAD_JUMP(Py_ReprEnter, 2016)
PROOFLOAD_JUMP(Py_ReprLeave, 2024)
PROOFLOAD_JUMP(PyErr_Display, 2032)
PROOFLOAD_JUMP(PyErr_ProgramText, 2040)
PROOFLOAD_JUMP(PyErr_ProgramTextObject, 2048)
PROOFLOAD_JUMP(PyErr_RangedSyntaxLocationObject, 2056)
PROOFLOAD_JUMP(PyErr_WarnExplicitFormat, 2064)
PROOFLOAD_JUMP(PyExceptionClass_Name, 2072)
PROOFLOAD_JUMP(PyTraceBack_Here, 2080)
PROOFLOAD_JUMP(PyTraceBack_Print, 2088)
PROOFLOAD_JUMP(Py_GetRecursionLimit, 2096)
PROOFLOAD_JUMP(Py_SetRecursionLimit, 2104)
PROOFLOAD_JUMP(_PyErr_BadInternalCall, 2112)
PROOFLOAD_JUMP(PyFile_FromFd, 2120)
PROOFLOAD_JUMP(PyObject_AsFileDescriptor, 2128)
PROOFLOAD_JUMP(PyFile_GetLine, 2136)
PROOFLOAD_JUMP(PyFile_SetOpenCodeHook, 2144)
PROOFLOAD_JUMP(PyFile_WriteObject, 2152)
PROOFLOAD_JUMP(PyFile_WriteString, 2160)
PROOFLOAD_JUMP(PyFile_NewStdPrinter, 2168)
PROOFLOAD_JUMP(PyFile_OpenCode, 2176)
PROOFLOAD_JUMP(PyFile_OpenCodeObject, 2184)
PROOFLOAD_JUMP(Py_UniversalNewlineFgets, 2192)
PROOFLOAD_JUMP(PyFloat_FromString, 2200)
PROOFLOAD_JUMP(PyFloat_FromDouble, 2208)
PROOFLOAD_JUMP(PyFloat_AsDouble, 2216)
PROOFLOAD_JUMP(PyFloat_GetInfo, 2224)
PROOFLOAD_JUMP(PyFloat_GetMax, 2232)
PROOFLOAD_JUMP(PyFloat_GetMin, 2240)
PROOFLOAD_JUMP(PyFloat_Pack2, 2248)
PROOFLOAD_JUMP(PyFloat_Pack4, 2256)
PROOFLOAD_JUMP(PyFloat_Pack8, 2264)
PROOFLOAD_JUMP(PyFloat_Unpack2, 2272)
PROOFLOAD_JUMP(PyFloat_Unpack4, 2280)
PROOFLOAD_JUMP(PyFloat_Unpack8, 2288)
PROOFLOAD_JUMP(PyFrame_GetBack, 2296)
PROOFLOAD_JUMP(PyFrame_GetBuiltins, 2304)
PROOFLOAD_JUMP(PyFrame_GetCode, 2312)
PROOFLOAD_JUMP(PyFrame_GetGenerator, 2320)
PROOFLOAD_JUMP(PyFrame_GetGlobals, 2328)
PROOFLOAD_JUMP(PyFrame_GetLasti, 2336)
PROOFLOAD_JUMP(PyFrame_GetLocals, 2344)
PROOFLOAD_JUMP(PyFrame_GetLineNumber, 2352)
PROOFLOAD_JUMP(PyFrame_FastToLocals, 2360)
PROOFLOAD_JUMP(PyFrame_FastToLocalsWithError, 2368)
PROOFLOAD_JUMP(PyFrame_LocalsToFast, 2376)
PROOFLOAD_JUMP(PyFrame_New, 2384)
PROOFLOAD_JUMP(PyFunction_New, 2392)
PROOFLOAD_JUMP(PyFunction_NewWithQualName, 2400)
PROOFLOAD_JUMP(PyFunction_GetCode, 2408)
PROOFLOAD_JUMP(PyFunction_GetGlobals, 2416)
PROOFLOAD_JUMP(PyFunction_GetModule, 2424)
PROOFLOAD_JUMP(PyFunction_GetDefaults, 2432)
PROOFLOAD_JUMP(PyFunction_SetDefaults, 2440)
PROOFLOAD_JUMP(PyFunction_GetClosure, 2448)
PROOFLOAD_JUMP(PyFunction_SetClosure, 2456)
PROOFLOAD_JUMP(PyFunction_GetAnnotations, 2464)
PROOFLOAD_JUMP(PyFunction_SetAnnotations, 2472)
PROOFLOAD_JUMP(PyClassMethod_New, 2480)
PROOFLOAD_JUMP(PyFunction_GetKwDefaults, 2488)
PROOFLOAD_JUMP(PyFunction_SetKwDefaults, 2496)
PROOFLOAD_JUMP(PyStaticMethod_New, 2504)
PROOFLOAD_JUMP(PyObject_GC_Track, 2512)
PROOFLOAD_JUMP(PyObject_IS_GC, 2520)
PROOFLOAD_JUMP(PyObject_GC_IsTracked, 2528)
PROOFLOAD_JUMP(PyObject_GC_IsFinalized, 2536)
PROOFLOAD_JUMP(PyObject_GC_Del, 2544)
PROOFLOAD_JUMP(PyObject_GC_UnTrack, 2552)
PROOFLOAD_JUMP(PyGC_Collect, 2560)
PROOFLOAD_JUMP(PyGC_Enable, 2568)
PROOFLOAD_JUMP(PyGC_Disable, 2576)
PROOFLOAD_JUMP(PyGC_IsEnabled, 2584)
PROOFLOAD_JUMP(PyObject_CallFinalizer, 2592)
PROOFLOAD_JUMP(PyObject_CallFinalizerFromDealloc, 2600)
PROOFLOAD_JUMP(_PyObject_GC_New, 2608)
PROOFLOAD_JUMP(_PyObject_GC_NewVar, 2616)
PROOFLOAD_JUMP(_PyObject_GC_Resize, 2624)
PROOFLOAD_JUMP(PyCoro_New, 2632)
PROOFLOAD_JUMP(PyGen_New, 2640)
PROOFLOAD_JUMP(PyGen_NewWithQualName, 2648)
PROOFLOAD_JUMP(PyAsyncGen_New, 2656)
PROOFLOAD_JUMP(PyHash_GetFuncDef, 2664)
PROOFLOAD_JUMP(PyImport_ImportModule, 2672)
PROOFLOAD_JUMP(PyImport_ImportModuleNoBlock, 2680)
PROOFLOAD_JUMP(PyImport_ImportModuleLevelObject, 2688)
PROOFLOAD_JUMP(PyImport_ImportModuleLevel, 2696)
PROOFLOAD_JUMP(PyImport_Import, 2704)
PROOFLOAD_JUMP(PyImport_ReloadModule, 2712)
PROOFLOAD_JUMP(PyImport_AddModuleObject, 2720)
PROOFLOAD_JUMP(PyImport_AddModule, 2728)
PROOFLOAD_JUMP(PyImport_ExecCodeModule, 2736)
PROOFLOAD_JUMP(PyImport_ExecCodeModuleEx, 2744)
PROOFLOAD_JUMP(PyImport_ExecCodeModuleObject, 2752)
PROOFLOAD_JUMP(PyImport_ExecCodeModuleWithPathnames, 2760)
PROOFLOAD_JUMP(PyImport_GetMagicNumber, 2768)
PROOFLOAD_JUMP(PyImport_GetMagicTag, 2776)
PROOFLOAD_JUMP(PyImport_GetModuleDict, 2784)
PROOFLOAD_JUMP(PyImport_GetModule, 2792)
PROOFLOAD_JUMP(PyImport_GetImporter, 2800)
PROOFLOAD_JUMP(PyImport_ImportFrozenModuleObject, 2808)
PROOFLOAD_JUMP(PyImport_ImportFrozenModule, 2816)
PROOFLOAD_JUMP(PyImport_AppendInittab, 2824)
PROOFLOAD_JUMP(PyImport_ExtendInittab, 2832)
PROOFLOAD_JUMP(Py_PreInitialize, 2840)
PROOFLOAD_JUMP(Py_PreInitializeFromBytesArgs, 2848)
PROOFLOAD_JUMP(Py_PreInitializeFromArgs, 2856)
PROOFLOAD_JUMP(Py_InitializeFromConfig, 2864)
PROOFLOAD_JUMP(Py_RunMain, 2872)
PROOFLOAD_JUMP(PyConfig_Clear, 2880)
PROOFLOAD_JUMP(PyConfig_InitIsolatedConfig, 2888)
PROOFLOAD_JUMP(PyConfig_InitPythonConfig, 2896)
PROOFLOAD_JUMP(PyConfig_Read, 2904)
PROOFLOAD_JUMP(PyConfig_SetArgv, 2912)
PROOFLOAD_JUMP(PyConfig_SetBytesArgv, 2920)
PROOFLOAD_JUMP(PyConfig_SetBytesString, 2928)
PROOFLOAD_JUMP(PyConfig_SetString, 2936)
PROOFLOAD_JUMP(PyConfig_SetWideStringList, 2944)
PROOFLOAD_JUMP(PyPreConfig_InitIsolatedConfig, 2952)
PROOFLOAD_JUMP(PyPreConfig_InitPythonConfig, 2960)
PROOFLOAD_JUMP(PyStatus_Error, 2968)
PROOFLOAD_JUMP(PyStatus_Exception, 2976)
PROOFLOAD_JUMP(PyStatus_Exit, 2984)
PROOFLOAD_JUMP(PyStatus_IsError, 2992)
PROOFLOAD_JUMP(PyStatus_IsExit, 3000)
PROOFLOAD_JUMP(PyStatus_NoMemory, 3008)
PROOFLOAD_JUMP(PyStatus_Ok, 3016)
PROOFLOAD_JUMP(PyWideStringList_Append, 3024)
PROOFLOAD_JUMP(PyWideStringList_Insert, 3032)
PROOFLOAD_JUMP(Py_ExitStatusException, 3040)
PROOFLOAD_JUMP(Py_Initialize, 3048)
PROOFLOAD_JUMP(Py_InitializeEx, 3056)
PROOFLOAD_JUMP(Py_IsInitialized, 3064)
PROOFLOAD_JUMP(Py_FinalizeEx, 3072)
PROOFLOAD_JUMP(Py_Finalize, 3080)
PROOFLOAD_JUMP(Py_SetStandardStreamEncoding, 3088)
PROOFLOAD_JUMP(Py_SetProgramName, 3096)
PROOFLOAD_JUMP(Py_GetProgramName, 3104)
PROOFLOAD_JUMP(Py_GetPrefix, 3112)
PROOFLOAD_JUMP(Py_GetExecPrefix, 3120)
PROOFLOAD_JUMP(Py_GetProgramFullPath, 3128)
PROOFLOAD_JUMP(Py_GetPath, 3136)
PROOFLOAD_JUMP(Py_SetPath, 3144)
PROOFLOAD_JUMP(Py_GetVersion, 3152)
PROOFLOAD_JUMP(Py_GetPlatform, 3160)
PROOFLOAD_JUMP(Py_GetCopyright, 3168)
PROOFLOAD_JUMP(Py_GetCompiler, 3176)
PROOFLOAD_JUMP(Py_GetBuildInfo, 3184)
PROOFLOAD_JUMP(PySys_SetArgvEx, 3192)
PROOFLOAD_JUMP(PySys_SetArgv, 3200)
PROOFLOAD_JUMP(Py_SetPythonHome, 3208)
PROOFLOAD_JUMP(Py_GetPythonHome, 3216)
PROOFLOAD_JUMP(PyEval_InitThreads, 3224)
PROOFLOAD_JUMP(PyEval_ThreadsInitialized, 3232)
PROOFLOAD_JUMP(PyEval_SaveThread, 3240)
PROOFLOAD_JUMP(PyEval_RestoreThread, 3248)
PROOFLOAD_JUMP(PyThreadState_Get, 3256)
PROOFLOAD_JUMP(PyThreadState_Swap, 3264)
PROOFLOAD_JUMP(PyGILState_Ensure, 3272)
PROOFLOAD_JUMP(PyGILState_Release, 3280)
PROOFLOAD_JUMP(PyGILState_GetThisThreadState, 3288)
PROOFLOAD_JUMP(PyGILState_Check, 3296)
PROOFLOAD_JUMP(PyInterpreterState_New, 3304)
PROOFLOAD_JUMP(PyInterpreterState_Clear, 3312)
PROOFLOAD_JUMP(PyInterpreterState_Delete, 3320)
PROOFLOAD_JUMP(PyThreadState_New, 3328)
PROOFLOAD_JUMP(PyThreadState_Clear, 3336)
PROOFLOAD_JUMP(PyThreadState_Delete, 3344)
PROOFLOAD_JUMP(PyThreadState_DeleteCurrent, 3352)
PROOFLOAD_JUMP(PyThreadState_GetFrame, 3360)
PROOFLOAD_JUMP(PyThreadState_GetID, 3368)
PROOFLOAD_JUMP(PyThreadState_GetInterpreter, 3376)
PROOFLOAD_JUMP(PyThreadState_EnterTracing, 3384)
PROOFLOAD_JUMP(PyThreadState_LeaveTracing, 3392)
PROOFLOAD_JUMP(PyInterpreterState_Get, 3400)
PROOFLOAD_JUMP(PyInterpreterState_GetID, 3408)
PROOFLOAD_JUMP(PyInterpreterState_GetDict, 3416)
PROOFLOAD_JUMP(PyThreadState_GetDict, 3424)
PROOFLOAD_JUMP(PyThreadState_SetAsyncExc, 3432)
PROOFLOAD_JUMP(PyEval_AcquireThread, 3440)
PROOFLOAD_JUMP(PyEval_ReleaseThread, 3448)
PROOFLOAD_JUMP(PyEval_AcquireLock, 3456)
PROOFLOAD_JUMP(PyEval_ReleaseLock, 3464)
PROOFLOAD_JUMP(Py_NewInterpreter, 3472)
PROOFLOAD_JUMP(Py_EndInterpreter, 3480)
PROOFLOAD_JUMP(Py_AddPendingCall, 3488)
PROOFLOAD_JUMP(PyEval_SetProfile, 3496)
PROOFLOAD_JUMP(PyEval_SetTrace, 3504)
PROOFLOAD_JUMP(PyInterpreterState_Head, 3512)
PROOFLOAD_JUMP(PyInterpreterState_Main, 3520)
PROOFLOAD_JUMP(PyInterpreterState_Next, 3528)
PROOFLOAD_JUMP(PyInterpreterState_ThreadHead, 3536)
PROOFLOAD_JUMP(PyThreadState_Next, 3544)
PROOFLOAD_JUMP(PyThread_tss_alloc, 3552)
PROOFLOAD_JUMP(PyThread_tss_free, 3560)
PROOFLOAD_JUMP(PyThread_tss_is_created, 3568)
PROOFLOAD_JUMP(PyThread_tss_create, 3576)
PROOFLOAD_JUMP(PyThread_tss_delete, 3584)
PROOFLOAD_JUMP(PyThread_tss_set, 3592)
PROOFLOAD_JUMP(PyThread_tss_get, 3600)
PROOFLOAD_JUMP(PyThread_create_key, 3608)
PROOFLOAD_JUMP(PyThread_delete_key, 3616)
PROOFLOAD_JUMP(PyThread_set_key_value, 3624)
PROOFLOAD_JUMP(PyThread_get_key_value, 3632)
PROOFLOAD_JUMP(PyThread_delete_key_value, 3640)
PROOFLOAD_JUMP(PyThread_ReInitTLS, 3648)
PROOFLOAD_JUMP(Py_GetArgcArgv, 3656)
PROOFLOAD_JUMP(PyThread_GetInfo, 3664)
PROOFLOAD_JUMP(PyThread_acquire_lock, 3672)
PROOFLOAD_JUMP(PyThread_acquire_lock_timed, 3680)
PROOFLOAD_JUMP(PyThread_allocate_lock, 3688)
PROOFLOAD_JUMP(PyThread_exit_thread, 3696)
PROOFLOAD_JUMP(PyThread_free_lock, 3704)
PROOFLOAD_JUMP(PyThread_get_stacksize, 3712)
PROOFLOAD_JUMP(PyThread_get_thread_ident, 3720)
PROOFLOAD_JUMP(PyThread_get_thread_native_id, 3728)
PROOFLOAD_JUMP(PyThread_init_thread, 3736)
PROOFLOAD_JUMP(PyThread_release_lock, 3744)
PROOFLOAD_JUMP(PyThread_set_stacksize, 3752)
PROOFLOAD_JUMP(PyThread_start_new_thread, 3760)
PROOFLOAD_JUMP(Py_MakePendingCalls, 3768)
PROOFLOAD_JUMP(PyIter_Check, 3776)
PROOFLOAD_JUMP(PyAIter_Check, 3784)
PROOFLOAD_JUMP(PyIter_Next, 3792)
PROOFLOAD_JUMP(PyIter_Send, 3800)
PROOFLOAD_JUMP(PyObject_SelfIter, 3808)
PROOFLOAD_JUMP(PySeqIter_New, 3816)
PROOFLOAD_JUMP(PyCallIter_New, 3824)
PROOFLOAD_JUMP(PyList_New, 3832)
PROOFLOAD_JUMP(PyList_Size, 3840)
PROOFLOAD_JUMP(PyList_GetItem, 3848)
PROOFLOAD_JUMP(PyList_SetItem, 3856)
PROOFLOAD_JUMP(PyList_Insert, 3864)
PROOFLOAD_JUMP(PyList_Append, 3872)
PROOFLOAD_JUMP(PyList_GetSlice, 3880)
PROOFLOAD_JUMP(PyList_SetSlice, 3888)
PROOFLOAD_JUMP(PyList_Sort, 3896)
PROOFLOAD_JUMP(PyList_Reverse, 3904)
PROOFLOAD_JUMP(PyList_AsTuple, 3912)
PROOFLOAD_JUMP(PyLong_FromLong, 3920)
PROOFLOAD_JUMP(PyLong_FromUnsignedLong, 3928)
PROOFLOAD_JUMP(PyLong_FromSsize_t, 3936)
PROOFLOAD_JUMP(PyLong_FromSize_t, 3944)
PROOFLOAD_JUMP(PyLong_FromLongLong, 3952)
PROOFLOAD_JUMP(PyLong_FromUnsignedLongLong, 3960)
PROOFLOAD_JUMP(PyLong_FromDouble, 3968)
PROOFLOAD_JUMP(PyLong_FromString, 3976)
PROOFLOAD_JUMP(PyLong_FromUnicodeObject, 3984)
PROOFLOAD_JUMP(PyLong_FromVoidPtr, 3992)
PROOFLOAD_JUMP(PyLong_AsLong, 4000)
PROOFLOAD_JUMP(PyLong_AsLongAndOverflow, 4008)
PROOFLOAD_JUMP(PyLong_AsLongLong, 4016)
PROOFLOAD_JUMP(PyLong_AsLongLongAndOverflow, 4024)
PROOFLOAD_JUMP(PyLong_AsSsize_t, 4032)
PROOFLOAD_JUMP(PyLong_AsUnsignedLong, 4040)
PROOFLOAD_JUMP(PyLong_AsSize_t, 4048)
PROOFLOAD_JUMP(PyLong_AsUnsignedLongLong, 4056)
PROOFLOAD_JUMP(PyLong_AsUnsignedLongMask, 4064)
PROOFLOAD_JUMP(PyLong_AsUnsignedLongLongMask, 4072)
PROOFLOAD_JUMP(PyLong_AsDouble, 4080)
PROOFLOAD_JUMP(PyLong_AsVoidPtr, 4088)
PROOFLOAD_JUMP(PyLong_GetInfo, 4096)
PROOFLOAD_JUMP(PyMapping_Check, 4104)
PROOFLOAD_JUMP(PyMapping_Size, 4112)
PROOFLOAD_JUMP(PyMapping_Length, 4120)
PROOFLOAD_JUMP(PyMapping_GetItemString, 4128)
PROOFLOAD_JUMP(PyMapping_SetItemString, 4136)
PROOFLOAD_JUMP(PyMapping_HasKey, 4144)
PROOFLOAD_JUMP(PyMapping_HasKeyString, 4152)
PROOFLOAD_JUMP(PyMapping_Keys, 4160)
PROOFLOAD_JUMP(PyMapping_Values, 4168)
PROOFLOAD_JUMP(PyMapping_Items, 4176)
PROOFLOAD_JUMP(PyMarshal_WriteLongToFile, 4184)
PROOFLOAD_JUMP(PyMarshal_WriteObjectToFile, 4192)
PROOFLOAD_JUMP(PyMarshal_WriteObjectToString, 4200)
PROOFLOAD_JUMP(PyMarshal_ReadLongFromFile, 4208)
PROOFLOAD_JUMP(PyMarshal_ReadShortFromFile, 4216)
PROOFLOAD_JUMP(PyMarshal_ReadObjectFromFile, 4224)
PROOFLOAD_JUMP(PyMarshal_ReadLastObjectFromFile, 4232)
PROOFLOAD_JUMP(PyMarshal_ReadObjectFromString, 4240)
PROOFLOAD_JUMP(PyMem_RawMalloc, 4248)
PROOFLOAD_JUMP(PyMem_RawCalloc, 4256)
PROOFLOAD_JUMP(PyMem_RawRealloc, 4264)
PROOFLOAD_JUMP(PyMem_RawFree, 4272)
PROOFLOAD_JUMP(PyMem_Malloc, 4280)
PROOFLOAD_JUMP(PyMem_Calloc, 4288)
PROOFLOAD_JUMP(PyMem_Realloc, 4296)
PROOFLOAD_JUMP(PyMem_Free, 4304)
PROOFLOAD_JUMP(PyObject_Malloc, 4312)
PROOFLOAD_JUMP(PyObject_Calloc, 4320)
PROOFLOAD_JUMP(PyObject_Realloc, 4328)
PROOFLOAD_JUMP(PyObject_Free, 4336)
PROOFLOAD_JUMP(PyMem_GetAllocator, 4344)
PROOFLOAD_JUMP(PyMem_SetAllocator, 4352)
PROOFLOAD_JUMP(PyMem_SetupDebugHooks, 4360)
PROOFLOAD_JUMP(PyObject_GetArenaAllocator, 4368)
PROOFLOAD_JUMP(PyObject_SetArenaAllocator, 4376)
PROOFLOAD_JUMP(PyTraceMalloc_Track, 4384)
PROOFLOAD_JUMP(PyTraceMalloc_Untrack, 4392)
PROOFLOAD_JUMP(PyMemoryView_FromObject, 4400)
PROOFLOAD_JUMP(PyMemoryView_FromMemory, 4408)
PROOFLOAD_JUMP(PyMemoryView_FromBuffer, 4416)
PROOFLOAD_JUMP(PyMemoryView_GetContiguous, 4424)
PROOFLOAD_JUMP(PyInstanceMethod_New, 4432)
PROOFLOAD_JUMP(PyInstanceMethod_Function, 4440)
PROOFLOAD_JUMP(PyMethod_New, 4448)
PROOFLOAD_JUMP(PyMethod_Function, 4456)
PROOFLOAD_JUMP(PyMethod_Self, 4464)
PROOFLOAD_JUMP(PyCFunction_Call, 4472)
PROOFLOAD_JUMP(PyCFunction_GetFlags, 4480)
PROOFLOAD_JUMP(PyCFunction_GetFunction, 4488)
PROOFLOAD_JUMP(PyCFunction_GetSelf, 4496)
PROOFLOAD_JUMP(PyCFunction_New, 4504)
PROOFLOAD_JUMP(PyCFunction_NewEx, 4512)
PROOFLOAD_JUMP(PyCMethod_New, 4520)
PROOFLOAD_JUMP(PyModule_NewObject, 4528)
PROOFLOAD_JUMP(PyModule_New, 4536)
PROOFLOAD_JUMP(PyModule_GetDict, 4544)
PROOFLOAD_JUMP(PyModule_GetNameObject, 4552)
PROOFLOAD_JUMP(PyModule_GetName, 4560)
PROOFLOAD_JUMP(PyModule_GetState, 4568)
PROOFLOAD_JUMP(PyModule_GetDef, 4576)
PROOFLOAD_JUMP(PyModule_GetFilenameObject, 4584)
PROOFLOAD_JUMP(PyModule_GetFilename, 4592)
PROOFLOAD_JUMP(PyModule_Create2, 4600)
PROOFLOAD_JUMP(PyModuleDef_Init, 4608)
PROOFLOAD_JUMP(PyModule_FromDefAndSpec2, 4616)
PROOFLOAD_JUMP(PyModule_ExecDef, 4624)
PROOFLOAD_JUMP(PyModule_SetDocString, 4632)
PROOFLOAD_JUMP(PyModule_AddFunctions, 4640)
PROOFLOAD_JUMP(PyModule_AddObjectRef, 4648)
PROOFLOAD_JUMP(PyModule_AddObject, 4656)
PROOFLOAD_JUMP(PyModule_AddIntConstant, 4664)
PROOFLOAD_JUMP(PyModule_AddStringConstant, 4672)
PROOFLOAD_JUMP(PyModule_AddType, 4680)
PROOFLOAD_JUMP(PyState_FindModule, 4688)
PROOFLOAD_JUMP(PyState_AddModule, 4696)
PROOFLOAD_JUMP(PyState_RemoveModule, 4704)
PROOFLOAD_JUMP(PyNumber_Check, 4712)
PROOFLOAD_JUMP(PyNumber_Add, 4720)
PROOFLOAD_JUMP(PyNumber_Subtract, 4728)
PROOFLOAD_JUMP(PyNumber_Multiply, 4736)
PROOFLOAD_JUMP(PyNumber_MatrixMultiply, 4744)
PROOFLOAD_JUMP(PyNumber_FloorDivide, 4752)
PROOFLOAD_JUMP(PyNumber_TrueDivide, 4760)
PROOFLOAD_JUMP(PyNumber_Remainder, 4768)
PROOFLOAD_JUMP(PyNumber_Divmod, 4776)
PROOFLOAD_JUMP(PyNumber_Power, 4784)
PROOFLOAD_JUMP(PyNumber_Negative, 4792)
PROOFLOAD_JUMP(PyNumber_Positive, 4800)
PROOFLOAD_JUMP(PyNumber_Absolute, 4808)
PROOFLOAD_JUMP(PyNumber_Invert, 4816)
PROOFLOAD_JUMP(PyNumber_Lshift, 4824)
PROOFLOAD_JUMP(PyNumber_Rshift, 4832)
PROOFLOAD_JUMP(PyNumber_And, 4840)
PROOFLOAD_JUMP(PyNumber_Xor, 4848)
PROOFLOAD_JUMP(PyNumber_Or, 4856)
PROOFLOAD_JUMP(PyNumber_InPlaceAdd, 4864)
PROOFLOAD_JUMP(PyNumber_InPlaceSubtract, 4872)
PROOFLOAD_JUMP(PyNumber_InPlaceMultiply, 4880)
PROOFLOAD_JUMP(PyNumber_InPlaceMatrixMultiply, 4888)
PROOFLOAD_JUMP(PyNumber_InPlaceFloorDivide, 4896)
PROOFLOAD_JUMP(PyNumber_InPlaceTrueDivide, 4904)
PROOFLOAD_JUMP(PyNumber_InPlaceRemainder, 4912)
PROOFLOAD_JUMP(PyNumber_InPlacePower, 4920)
PROOFLOAD_JUMP(PyNumber_InPlaceLshift, 4928)
PROOFLOAD_JUMP(PyNumber_InPlaceRshift, 4936)
PROOFLOAD_JUMP(PyNumber_InPlaceAnd, 4944)
PROOFLOAD_JUMP(PyNumber_InPlaceXor, 4952)
PROOFLOAD_JUMP(PyNumber_InPlaceOr, 4960)
PROOFLOAD_JUMP(PyNumber_Long, 4968)
PROOFLOAD_JUMP(PyNumber_Float, 4976)
PROOFLOAD_JUMP(PyNumber_Index, 4984)
PROOFLOAD_JUMP(PyNumber_ToBase, 4992)
PROOFLOAD_JUMP(PyNumber_AsSsize_t, 5000)
PROOFLOAD_JUMP(PyIndex_Check, 5008)
PROOFLOAD_JUMP(PyObject_Print, 5016)
PROOFLOAD_JUMP(PyObject_HasAttr, 5024)
PROOFLOAD_JUMP(PyObject_HasAttrString, 5032)
PROOFLOAD_JUMP(PyObject_GetAttr, 5040)
PROOFLOAD_JUMP(PyObject_GetAttrString, 5048)
PROOFLOAD_JUMP(PyObject_GenericGetAttr, 5056)
PROOFLOAD_JUMP(PyObject_SetAttr, 5064)
PROOFLOAD_JUMP(PyObject_SetAttrString, 5072)
PROOFLOAD_JUMP(PyObject_GenericSetAttr, 5080)
PROOFLOAD_JUMP(PyObject_GenericGetDict, 5088)
PROOFLOAD_JUMP(PyObject_GenericSetDict, 5096)
PROOFLOAD_JUMP(PyObject_RichCompare, 5104)
PROOFLOAD_JUMP(PyObject_RichCompareBool, 5112)
PROOFLOAD_JUMP(PyObject_Repr, 5120)
PROOFLOAD_JUMP(PyObject_ASCII, 5128)
PROOFLOAD_JUMP(PyObject_Str, 5136)
PROOFLOAD_JUMP(PyObject_Bytes, 5144)
PROOFLOAD_JUMP(PyObject_IsSubclass, 5152)
PROOFLOAD_JUMP(PyObject_IsInstance, 5160)
PROOFLOAD_JUMP(PyObject_Hash, 5168)
PROOFLOAD_JUMP(PyObject_HashNotImplemented, 5176)
PROOFLOAD_JUMP(PyObject_IsTrue, 5184)
PROOFLOAD_JUMP(PyObject_Not, 5192)
PROOFLOAD_JUMP(PyObject_Type, 5200)
PROOFLOAD_JUMP(PyObject_Size, 5208)
PROOFLOAD_JUMP(PyObject_Length, 5216)
PROOFLOAD_JUMP(PyObject_LengthHint, 5224)
PROOFLOAD_JUMP(PyObject_GetItem, 5232)
PROOFLOAD_JUMP(PyObject_SetItem, 5240)
PROOFLOAD_JUMP(PyObject_DelItem, 5248)
PROOFLOAD_JUMP(PyObject_Dir, 5256)
PROOFLOAD_JUMP(PyObject_GetIter, 5264)
PROOFLOAD_JUMP(PyObject_GetAIter, 5272)
PROOFLOAD_JUMP(PyObject_DelItemString, 5280)
PROOFLOAD_JUMP(PyObject_Format, 5288)
PROOFLOAD_JUMP(Py_NewRef, 5296)
PROOFLOAD_JUMP(Py_XNewRef, 5304)
PROOFLOAD_JUMP(Py_IncRef, 5312)
PROOFLOAD_JUMP(Py_DecRef, 5320)
PROOFLOAD_JUMP(_Py_Dealloc, 5328)
PROOFLOAD_JUMP(PyEval_GetBuiltins, 5336)
PROOFLOAD_JUMP(PyEval_GetLocals, 5344)
PROOFLOAD_JUMP(PyEval_GetGlobals, 5352)
PROOFLOAD_JUMP(PyEval_GetFrame, 5360)
PROOFLOAD_JUMP(PyEval_GetFuncName, 5368)
PROOFLOAD_JUMP(PyEval_GetFuncDesc, 5376)
PROOFLOAD_JUMP(PySequence_Check, 5384)
PROOFLOAD_JUMP(PySequence_Size, 5392)
PROOFLOAD_JUMP(PySequence_Length, 5400)
PROOFLOAD_JUMP(PySequence_Concat, 5408)
PROOFLOAD_JUMP(PySequence_Repeat, 5416)
PROOFLOAD_JUMP(PySequence_InPlaceConcat, 5424)
PROOFLOAD_JUMP(PySequence_InPlaceRepeat, 5432)
PROOFLOAD_JUMP(PySequence_GetItem, 5440)
PROOFLOAD_JUMP(PySequence_GetSlice, 5448)
PROOFLOAD_JUMP(PySequence_SetItem, 5456)
PROOFLOAD_JUMP(PySequence_DelItem, 5464)
PROOFLOAD_JUMP(PySequence_SetSlice, 5472)
PROOFLOAD_JUMP(PySequence_DelSlice, 5480)
PROOFLOAD_JUMP(PySequence_Count, 5488)
PROOFLOAD_JUMP(PySequence_Contains, 5496)
PROOFLOAD_JUMP(PySequence_Index, 5504)
PROOFLOAD_JUMP(PySequence_List, 5512)
PROOFLOAD_JUMP(PySequence_Tuple, 5520)
PROOFLOAD_JUMP(PySequence_Fast, 5528)
PROOFLOAD_JUMP(PySequence_In, 5536)
PROOFLOAD_JUMP(PySet_New, 5544)
PROOFLOAD_JUMP(PyFrozenSet_New, 5552)
PROOFLOAD_JUMP(PySet_Size, 5560)
PROOFLOAD_JUMP(PySet_Contains, 5568)
PROOFLOAD_JUMP(PySet_Add, 5576)
PROOFLOAD_JUMP(PySet_Discard, 5584)
PROOFLOAD_JUMP(PySet_Pop, 5592)
PROOFLOAD_JUMP(PySet_Clear, 5600)
PROOFLOAD_JUMP(PySlice_New, 5608)
PROOFLOAD_JUMP(PySlice_GetIndices, 5616)
PROOFLOAD_JUMP(PySlice_GetIndicesEx, 5624)
PROOFLOAD_JUMP(PySlice_Unpack, 5632)
PROOFLOAD_JUMP(PySlice_AdjustIndices, 5640)
PROOFLOAD_JUMP(Py_Is, 5648)
PROOFLOAD_JUMP(Py_IsNone, 5656)
PROOFLOAD_JUMP(Py_IsTrue, 5664)
PROOFLOAD_JUMP(Py_IsFalse, 5672)
PROOFLOAD_JUMP(PyMember_GetOne, 5680)
PROOFLOAD_JUMP(PyMember_SetOne, 5688)
PROOFLOAD_JUMP(PyOS_FSPath, 5696)
PROOFLOAD_JUMP(Py_FdIsInteractive, 5704)
PROOFLOAD_JUMP(PyOS_BeforeFork, 5712)
PROOFLOAD_JUMP(PyOS_AfterFork_Parent, 5720)
PROOFLOAD_JUMP(PyOS_AfterFork_Child, 5728)
PROOFLOAD_JUMP(PyOS_AfterFork, 5736)
PROOFLOAD_JUMP(PyOS_getsig, 5744)
PROOFLOAD_JUMP(PyOS_setsig, 5752)
PROOFLOAD_JUMP(Py_DecodeLocale, 5760)
PROOFLOAD_JUMP(Py_EncodeLocale, 5768)
PROOFLOAD_JUMP(PySys_GetObject, 5776)
PROOFLOAD_JUMP(PySys_SetObject, 5784)
PROOFLOAD_JUMP(PySys_ResetWarnOptions, 5792)
PROOFLOAD_JUMP(PySys_AddWarnOption, 5800)
PROOFLOAD_JUMP(PySys_AddWarnOptionUnicode, 5808)
PROOFLOAD_JUMP(PySys_SetPath, 5816)
PROOFLOAD_JUMP(PySys_WriteStdout, 5824)
PROOFLOAD_JUMP(PySys_WriteStderr, 5832)
PROOFLOAD_JUMP(PySys_FormatStdout, 5840)
PROOFLOAD_JUMP(PySys_FormatStderr, 5848)
PROOFLOAD_JUMP(PySys_AddXOption, 5856)
PROOFLOAD_JUMP(PySys_GetXOptions, 5864)
PROOFLOAD_JUMP(PySys_Audit, 5872)
PROOFLOAD_JUMP(PySys_AddAuditHook, 5880)
PROOFLOAD_JUMP(Py_FatalError, 5888)
PROOFLOAD_JUMP(Py_Exit, 5896)
PROOFLOAD_JUMP(Py_AtExit, 5904)
PROOFLOAD_JUMP(PyOS_InterruptOccurred, 5912)
PROOFLOAD_JUMP(PySys_HasWarnOptions, 5920)
PROOFLOAD_JUMP(_Py_FatalErrorFunc, 5928)
PROOFLOAD_JUMP(PyTuple_New, 5936)
PROOFLOAD_JUMP(PyTuple_Pack, 5944)
PROOFLOAD_JUMP(PyTuple_Size, 5952)
PROOFLOAD_JUMP(PyTuple_GetItem, 5960)
PROOFLOAD_JUMP(PyTuple_GetSlice, 5968)
PROOFLOAD_JUMP(PyTuple_SetItem, 5976)
PROOFLOAD_JUMP(_PyTuple_Resize, 5984)
PROOFLOAD_JUMP(PyStructSequence_NewType, 5992)
PROOFLOAD_JUMP(PyStructSequence_InitType, 6000)
PROOFLOAD_JUMP(PyStructSequence_InitType2, 6008)
PROOFLOAD_JUMP(PyStructSequence_New, 6016)
PROOFLOAD_JUMP(PyStructSequence_GetItem, 6024)
PROOFLOAD_JUMP(PyStructSequence_SetItem, 6032)
PROOFLOAD_JUMP(PyType_ClearCache, 6040)
PROOFLOAD_JUMP(PyType_GetFlags, 6048)
PROOFLOAD_JUMP(PyType_Modified, 6056)
PROOFLOAD_JUMP(PyType_IsSubtype, 6064)
PROOFLOAD_JUMP(PyType_GenericAlloc, 6072)
PROOFLOAD_JUMP(PyType_GenericNew, 6080)
PROOFLOAD_JUMP(PyType_Ready, 6088)
PROOFLOAD_JUMP(PyType_GetName, 6096)
PROOFLOAD_JUMP(PyType_GetQualName, 6104)
PROOFLOAD_JUMP(PyType_GetSlot, 6112)
PROOFLOAD_JUMP(PyType_GetModule, 6120)
PROOFLOAD_JUMP(PyType_GetModuleState, 6128)
PROOFLOAD_JUMP(PyType_GetModuleByDef, 6136)
PROOFLOAD_JUMP(PyType_FromModuleAndSpec, 6144)
PROOFLOAD_JUMP(PyType_FromSpecWithBases, 6152)
PROOFLOAD_JUMP(PyType_FromSpec, 6160)
PROOFLOAD_JUMP(Py_GenericAlias, 6168)
PROOFLOAD_JUMP(_PyTrash_begin, 6176)
PROOFLOAD_JUMP(_PyTrash_cond, 6184)
PROOFLOAD_JUMP(_PyTrash_end, 6192)
PROOFLOAD_JUMP(PyUnicode_IsIdentifier, 6200)
PROOFLOAD_JUMP(PyUnicode_New, 6208)
PROOFLOAD_JUMP(PyUnicode_FromKindAndData, 6216)
PROOFLOAD_JUMP(PyUnicode_FromStringAndSize, 6224)
PROOFLOAD_JUMP(PyUnicode_FromString, 6232)
PROOFLOAD_JUMP(PyUnicode_FromFormat, 6240)
PROOFLOAD_JUMP(PyUnicode_FromFormatV, 6248)
PROOFLOAD_JUMP(PyUnicode_FromEncodedObject, 6256)
PROOFLOAD_JUMP(PyUnicode_GetLength, 6264)
PROOFLOAD_JUMP(PyUnicode_CopyCharacters, 6272)
PROOFLOAD_JUMP(PyUnicode_Fill, 6280)
PROOFLOAD_JUMP(PyUnicode_WriteChar, 6288)
PROOFLOAD_JUMP(PyUnicode_ReadChar, 6296)
PROOFLOAD_JUMP(PyUnicode_Substring, 6304)
PROOFLOAD_JUMP(PyUnicode_AsUCS4, 6312)
PROOFLOAD_JUMP(PyUnicode_AsUCS4Copy, 6320)
PROOFLOAD_JUMP(PyUnicode_FromUnicode, 6328)
PROOFLOAD_JUMP(PyUnicode_AsUnicode, 6336)
PROOFLOAD_JUMP(PyUnicode_AsUnicodeAndSize, 6344)
PROOFLOAD_JUMP(PyUnicode_GetSize, 6352)
PROOFLOAD_JUMP(PyUnicode_FromObject, 6360)
PROOFLOAD_JUMP(PyUnicode_DecodeLocaleAndSize, 6368)
PROOFLOAD_JUMP(PyUnicode_DecodeLocale, 6376)
PROOFLOAD_JUMP(PyUnicode_EncodeLocale, 6384)
PROOFLOAD_JUMP(PyUnicode_FSConverter, 6392)
PROOFLOAD_JUMP(PyUnicode_FSDecoder, 6400)
PROOFLOAD_JUMP(PyUnicode_DecodeFSDefaultAndSize, 6408)
PROOFLOAD_JUMP(PyUnicode_DecodeFSDefault, 6416)
PROOFLOAD_JUMP(PyUnicode_EncodeFSDefault, 6424)
PROOFLOAD_JUMP(PyUnicode_FromWideChar, 6432)
PROOFLOAD_JUMP(PyUnicode_AsWideChar, 6440)
PROOFLOAD_JUMP(PyUnicode_AsWideCharString, 6448)
PROOFLOAD_JUMP(PyUnicode_Decode, 6456)
PROOFLOAD_JUMP(PyUnicode_AsEncodedString, 6464)
PROOFLOAD_JUMP(PyUnicode_DecodeUTF8, 6472)
PROOFLOAD_JUMP(PyUnicode_DecodeUTF8Stateful, 6480)
PROOFLOAD_JUMP(PyUnicode_AsUTF8String, 6488)
PROOFLOAD_JUMP(PyUnicode_AsUTF8AndSize, 6496)
PROOFLOAD_JUMP(PyUnicode_AsUTF8, 6504)
PROOFLOAD_JUMP(PyUnicode_DecodeUTF32, 6512)
PROOFLOAD_JUMP(PyUnicode_DecodeUTF32Stateful, 6520)
PROOFLOAD_JUMP(PyUnicode_AsUTF32String, 6528)
PROOFLOAD_JUMP(PyUnicode_DecodeUTF16, 6536)
PROOFLOAD_JUMP(PyUnicode_DecodeUTF16Stateful, 6544)
PROOFLOAD_JUMP(PyUnicode_AsUTF16String, 6552)
PROOFLOAD_JUMP(PyUnicode_DecodeUTF7, 6560)
PROOFLOAD_JUMP(PyUnicode_DecodeUTF7Stateful, 6568)
PROOFLOAD_JUMP(PyUnicode_DecodeUnicodeEscape, 6576)
PROOFLOAD_JUMP(PyUnicode_AsUnicodeEscapeString, 6584)
PROOFLOAD_JUMP(PyUnicode_DecodeRawUnicodeEscape, 6592)
PROOFLOAD_JUMP(PyUnicode_AsRawUnicodeEscapeString, 6600)
PROOFLOAD_JUMP(PyUnicode_DecodeLatin1, 6608)
PROOFLOAD_JUMP(PyUnicode_AsLatin1String, 6616)
PROOFLOAD_JUMP(PyUnicode_DecodeASCII, 6624)
PROOFLOAD_JUMP(PyUnicode_AsASCIIString, 6632)
PROOFLOAD_JUMP(PyUnicode_DecodeCharmap, 6640)
PROOFLOAD_JUMP(PyUnicode_AsCharmapString, 6648)
PROOFLOAD_JUMP(PyUnicode_Translate, 6656)
PROOFLOAD_JUMP(PyUnicode_Concat, 6664)
PROOFLOAD_JUMP(PyUnicode_Split, 6672)
PROOFLOAD_JUMP(PyUnicode_Splitlines, 6680)
PROOFLOAD_JUMP(PyUnicode_Join, 6688)
PROOFLOAD_JUMP(PyUnicode_Tailmatch, 6696)
PROOFLOAD_JUMP(PyUnicode_Find, 6704)
PROOFLOAD_JUMP(PyUnicode_FindChar, 6712)
PROOFLOAD_JUMP(PyUnicode_Count, 6720)
PROOFLOAD_JUMP(PyUnicode_Replace, 6728)
PROOFLOAD_JUMP(PyUnicode_Compare, 6736)
PROOFLOAD_JUMP(PyUnicode_CompareWithASCIIString, 6744)
PROOFLOAD_JUMP(PyUnicode_RichCompare, 6752)
PROOFLOAD_JUMP(PyUnicode_Format, 6760)
PROOFLOAD_JUMP(PyUnicode_Contains, 6768)
PROOFLOAD_JUMP(PyUnicode_InternInPlace, 6776)
PROOFLOAD_JUMP(PyUnicode_InternFromString, 6784)
PROOFLOAD_JUMP(PyUnicode_Append, 6792)
PROOFLOAD_JUMP(PyUnicode_AppendAndDel, 6800)
PROOFLOAD_JUMP(PyUnicode_BuildEncodingMap, 6808)
PROOFLOAD_JUMP(PyUnicode_FromOrdinal, 6816)
PROOFLOAD_JUMP(PyUnicode_GetDefaultEncoding, 6824)
PROOFLOAD_JUMP(PyUnicode_InternImmortal, 6832)
PROOFLOAD_JUMP(PyUnicode_Partition, 6840)
PROOFLOAD_JUMP(PyUnicode_RPartition, 6848)
PROOFLOAD_JUMP(PyUnicode_RSplit, 6856)
PROOFLOAD_JUMP(PyUnicode_Resize, 6864)
PROOFLOAD_JUMP(_PyUnicode_IsAlpha, 6872)
PROOFLOAD_JUMP(_PyUnicode_IsDecimalDigit, 6880)
PROOFLOAD_JUMP(_PyUnicode_IsDigit, 6888)
PROOFLOAD_JUMP(_PyUnicode_IsLinebreak, 6896)
PROOFLOAD_JUMP(_PyUnicode_IsLowercase, 6904)
PROOFLOAD_JUMP(_PyUnicode_IsNumeric, 6912)
PROOFLOAD_JUMP(_PyUnicode_IsPrintable, 6920)
PROOFLOAD_JUMP(_PyUnicode_IsTitlecase, 6928)
PROOFLOAD_JUMP(_PyUnicode_IsUppercase, 6936)
PROOFLOAD_JUMP(_PyUnicode_IsWhitespace, 6944)
PROOFLOAD_JUMP(_PyUnicode_Ready, 6952)
PROOFLOAD_JUMP(_PyUnicode_ToDecimalDigit, 6960)
PROOFLOAD_JUMP(_PyUnicode_ToDigit, 6968)
PROOFLOAD_JUMP(_PyUnicode_ToLowercase, 6976)
PROOFLOAD_JUMP(_PyUnicode_ToNumeric, 6984)
PROOFLOAD_JUMP(_PyUnicode_ToTitlecase, 6992)
PROOFLOAD_JUMP(_PyUnicode_ToUppercase, 7000)
PROOFLOAD_JUMP(Py_Main, 7008)
PROOFLOAD_JUMP(Py_BytesMain, 7016)
PROOFLOAD_JUMP(PyRun_AnyFile, 7024)
PROOFLOAD_JUMP(PyRun_AnyFileFlags, 7032)
PROOFLOAD_JUMP(PyRun_AnyFileEx, 7040)
PROOFLOAD_JUMP(PyRun_AnyFileExFlags, 7048)
PROOFLOAD_JUMP(PyRun_SimpleString, 7056)
PROOFLOAD_JUMP(PyRun_SimpleStringFlags, 7064)
PROOFLOAD_JUMP(PyRun_SimpleFile, 7072)
PROOFLOAD_JUMP(PyRun_SimpleFileEx, 7080)
PROOFLOAD_JUMP(PyRun_SimpleFileExFlags, 7088)
PROOFLOAD_JUMP(PyRun_InteractiveOne, 7096)
PROOFLOAD_JUMP(PyRun_InteractiveOneFlags, 7104)
PROOFLOAD_JUMP(PyRun_InteractiveLoop, 7112)
PROOFLOAD_JUMP(PyRun_InteractiveLoopFlags, 7120)
PROOFLOAD_JUMP(PyRun_String, 7128)
PROOFLOAD_JUMP(PyRun_StringFlags, 7136)
PROOFLOAD_JUMP(PyRun_File, 7144)
PROOFLOAD_JUMP(PyRun_FileEx, 7152)
PROOFLOAD_JUMP(PyRun_FileFlags, 7160)
PROOFLOAD_JUMP(PyRun_FileExFlags, 7168)
PROOFLOAD_JUMP(Py_CompileString, 7176)
PROOFLOAD_JUMP(Py_CompileStringFlags, 7184)
PROOFLOAD_JUMP(Py_CompileStringObject, 7192)
PROOFLOAD_JUMP(Py_CompileStringExFlags, 7200)
PROOFLOAD_JUMP(PyEval_EvalCode, 7208)
PROOFLOAD_JUMP(PyEval_EvalCodeEx, 7216)
PROOFLOAD_JUMP(PyEval_EvalFrame, 7224)
PROOFLOAD_JUMP(PyEval_EvalFrameEx, 7232)
PROOFLOAD_JUMP(PyEval_MergeCompilerFlags, 7240)
PROOFLOAD_JUMP(PyCompile_OpcodeStackEffect, 7248)
PROOFLOAD_JUMP(PyCompile_OpcodeStackEffectWithJump, 7256)
PROOFLOAD_JUMP(PyOS_Readline, 7264)
PROOFLOAD_JUMP(PyRun_InteractiveOneObject, 7272)
PROOFLOAD_JUMP(Py_FrozenMain, 7280)
PROOFLOAD_JUMP(PyWeakref_NewRef, 7288)
PROOFLOAD_JUMP(PyWeakref_NewProxy, 7296)
PROOFLOAD_JUMP(PyWeakref_GetObject, 7304)
PROOFLOAD_JUMP(PyObject_ClearWeakRefs, 7312)
PROOFLOAD_JUMP(PyObject_GET_WEAKREFS_LISTPTR, 7320)
PROOFLOAD_JUMP(PyType_SUPPORTS_WEAKREFS, 7328)
