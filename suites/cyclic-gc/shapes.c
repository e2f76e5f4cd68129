#include "probe.h"
#include <stddef.h>

/* How often tp_clear and tp_dealloc of the types below ran since `counts` was called last. */
static long cleared, freed;

/* Two references, a dictionary, weak references, a buffer: whatever a cycle may lead through. */
typedef struct {
  PyObject_HEAD
  long tag;
  PyObject *first, *second; /* Owned, or NULL. */
  PyObject *dict, *weakrefs;
  char bytes[8];
} Node;

static int Node_traverse(PyObject *self, visitproc visit, void *arg) {
  Node *node = (Node *)self;
  Py_VISIT(node->first);
  Py_VISIT(node->second);
  Py_VISIT(node->dict);
  return 0;
}

static int Node_clear(PyObject *self) {
  Node *node = (Node *)self;
  cleared++;
  Py_CLEAR(node->first);
  Py_CLEAR(node->second);
  Py_CLEAR(node->dict);
  return 0;
}

static void Node_dealloc(PyObject *self) {
  Node *node = (Node *)self;
  PyObject_GC_UnTrack(self);
  if (node->weakrefs != NULL) PyObject_ClearWeakRefs(self);
  Py_CLEAR(node->first);
  Py_CLEAR(node->second);
  Py_CLEAR(node->dict);
  freed++;
  probe_died();
  Py_TYPE(self)->tp_free(self);
}

static PyObject *Node_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(kwargs)) {
  PyObject *self = type->tp_alloc(type, 0);
  if (self != NULL) probe_born();
  return self;
}

static PyObject *Node_method(PyObject *self, PyObject *Py_UNUSED(ignored)) { return PyLong_FromLong(((Node *)self)->tag); }
static PyMethodDef Node_methods[] = {{"method", Node_method, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

static int Node_getbuffer(PyObject *self, Py_buffer *view, int flags) {
  return PyBuffer_FillInfo(view, self, ((Node *)self)->bytes, sizeof ((Node *)self)->bytes, 0, flags);
}
static PyBufferProcs Node_buffer = {Node_getbuffer, NULL};

static PyTypeObject Node_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Node",
  .tp_basicsize = sizeof(Node),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
  .tp_new = Node_new,
  .tp_traverse = Node_traverse,
  .tp_clear = Node_clear,
  .tp_dealloc = Node_dealloc,
  .tp_methods = Node_methods,
  .tp_as_buffer = &Node_buffer,
  .tp_dictoffset = offsetof(Node, dict),
  .tp_weaklistoffset = offsetof(Node, weakrefs),
};

static PyObject *node(PyObject *Py_UNUSED(self), PyObject *tag) {
  PyObject *made = Node_new(&Node_Type, NULL, NULL);
  if (made != NULL) ((Node *)made)->tag = PyLong_AsLong(tag);
  return made;
}

/* A type of another shape: its references are in memory of its own. Made by PyObject_GC_New. */
typedef struct {
  PyObject_HEAD
  Py_ssize_t count;
  PyObject **items;
} Bag;

static int Bag_traverse(PyObject *self, visitproc visit, void *arg) {
  for (Py_ssize_t i = 0; i < ((Bag *)self)->count; i++) Py_VISIT(((Bag *)self)->items[i]);
  return 0;
}

static int Bag_clear(PyObject *self) {
  Bag *bag = (Bag *)self;
  cleared++;
  while (bag->count > 0) {
    PyObject *last = bag->items[--bag->count];
    Py_DECREF(last);
  }
  return 0;
}

static void Bag_dealloc(PyObject *self) {
  PyObject_GC_UnTrack(self);
  long before = cleared;
  Bag_clear(self);
  cleared = before;
  free(((Bag *)self)->items);
  freed++;
  probe_died();
  PyObject_GC_Del(self);
}

static PyTypeObject Bag_Type = {
  PyVarObject_HEAD_INIT(NULL, 0)
  .tp_name = "probe.Bag",
  .tp_basicsize = sizeof(Bag),
  .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .tp_traverse = Bag_traverse,
  .tp_clear = Bag_clear,
  .tp_dealloc = Bag_dealloc,
};

static PyObject *bag(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Bag *made = PyObject_GC_New(Bag, &Bag_Type);
  if (made == NULL) return NULL;
  made->count = 0;
  made->items = NULL;
  probe_born();
  PyObject_GC_Track(made);
  return (PyObject *)made;
}

static PyObject *put(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *target, *item;
  if (!PyArg_ParseTuple(args, "O!O", &Bag_Type, &target, &item)) return NULL;
  PyObject **larger = realloc(((Bag *)target)->items, (size_t)(((Bag *)target)->count + 1) * sizeof *larger);
  if (larger == NULL) return PyErr_NoMemory();
  ((Bag *)target)->items = larger;
  Py_INCREF(item);
  larger[((Bag *)target)->count++] = item;
  Py_RETURN_NONE;
}

/* An instance of a heap type of its own, which it refers to and reports. */
static int Heap_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(Py_TYPE(self));
  return 0;
}

static void Heap_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  freed++;
  probe_died();
  type->tp_free(self);
  Py_DECREF(type);
}

static PyType_Slot Heap_slots[] = {{Py_tp_traverse, Heap_traverse}, {Py_tp_dealloc, Heap_dealloc}, {0, NULL}};
static PyType_Spec Heap_spec = {
  .name = "probe.Heap",
  .basicsize = sizeof(PyObject),
  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
  .slots = Heap_slots,
};

static PyObject *heap(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *type = PyType_FromSpec(&Heap_spec);
  if (type == NULL) return NULL;
  PyObject *made = PyType_GenericAlloc((PyTypeObject *)type, 0);
  Py_DECREF(type);
  if (made != NULL) probe_born();
  return made;
}

/* link(node, target): a reference in the node's struct. */
static PyObject *link_to(PyObject *from, PyObject *target, int second) {
  PyObject **slot = second ? &((Node *)from)->second : &((Node *)from)->first, *old = *slot;
  Py_INCREF(target);
  *slot = target;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *link_first(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *from, *target;
  return PyArg_ParseTuple(args, "OO", &from, &target) ? link_to(from, target, 0) : NULL;
}

static PyObject *link_second(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *from, *target;
  return PyArg_ParseTuple(args, "OO", &from, &target) ? link_to(from, target, 1) : NULL;
}

static PyObject *link_attribute(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *from, *target;
  if (!PyArg_ParseTuple(args, "OO", &from, &target) || PyObject_SetAttrString(from, "itself", target) < 0) return NULL;
  Py_RETURN_NONE;
}

/* ring(n): n nodes, each of which refers to the next, the last one to the first; the first. */
static PyObject *ring(PyObject *self, PyObject *length) {
  PyObject *first = node(self, length), *last = first;
  for (long left = PyLong_AsLong(length); last != NULL && left > 1; left--) {
    PyObject *next = node(self, length);
    if (next == NULL) break;
    ((Node *)last)->first = next;
    last = next;
  }
  if (first == NULL || PyErr_Occurred()) {
    Py_XDECREF(first);
    return NULL;
  }
  Py_INCREF(first);
  ((Node *)last)->first = first;
  return first;
}

/* tags(node): the node's tag, and the tags of the nodes its `first` fields lead to, until it is met again. */
static PyObject *tags(PyObject *Py_UNUSED(self), PyObject *first) {
  PyObject *list = PyList_New(0), *at = first;
  do {
    list = probe_append(list, PyLong_FromLong(((Node *)at)->tag));
    at = ((Node *)at)->first;
  } while (list != NULL && at != NULL && at != first && PyObject_TypeCheck(at, &Node_Type));
  return list;
}

static PyObject *counts(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyObject *found = Py_BuildValue("(ll)", cleared, freed);
  cleared = freed = 0;
  return found;
}

/* What C holds beside the objects themselves. */
static PyObject *held;
static Py_buffer view;

static PyObject *hold(PyObject *Py_UNUSED(self), PyObject *object) {
  Py_INCREF(object);
  PyObject *old = held;
  held = object;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

static PyObject *unhold(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  Py_CLEAR(held);
  Py_RETURN_NONE;
}

static PyObject *hold_buffer(PyObject *Py_UNUSED(self), PyObject *object) {
  if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) return NULL;
  Py_RETURN_NONE;
}

static PyObject *unhold_buffer(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(ignored)) {
  PyBuffer_Release(&view);
  Py_RETURN_NONE;
}

/* Objects of the API that own what they are made of. */
static PyMethodDef plain = {"plain", Node_method, METH_NOARGS, NULL};
static PyObject *c_function(PyObject *Py_UNUSED(self), PyObject *object) { return PyCFunction_New(&plain, object); }
static PyObject *cell(PyObject *Py_UNUSED(self), PyObject *object) { return PyCell_New(object); }
static PyObject *dict_proxy(PyObject *Py_UNUSED(self), PyObject *dict) { return PyDictProxy_New(dict); }
static PyObject *sequence_iterator(PyObject *Py_UNUSED(self), PyObject *list) { return PySeqIter_New(list); }
static PyObject *call_iterator(PyObject *Py_UNUSED(self), PyObject *callable) { return PyCallIter_New(callable, Py_None); }
static PyObject *bound_method(PyObject *Py_UNUSED(self), PyObject *args) {
  PyObject *function, *object;
  return PyArg_ParseTuple(args, "OO", &function, &object) ? PyMethod_New(function, object) : NULL;
}

static PyObject *module_with(PyObject *Py_UNUSED(self), PyObject *object) {
  PyObject *module = PyModule_New("lonely");
  if (module == NULL || PyObject_SetAttrString(module, "attribute", object) == 0) return module;
  Py_DECREF(module);
  return NULL;
}

/* evaluate(source, node): the value of an expression in which `node` is a global; or the exception, with its traceback. */
static PyObject *evaluate(PyObject *Py_UNUSED(self), PyObject *args) {
  const char *source;
  PyObject *object, *type, *error, *traceback;
  if (!PyArg_ParseTuple(args, "sO", &source, &object)) return NULL;
  PyObject *globals = Py_BuildValue("{sOsO}", "node", object, "__builtins__", PyEval_GetBuiltins());
  PyObject *value = globals == NULL ? NULL : PyRun_String(source, Py_eval_input, globals, globals);
  Py_XDECREF(globals);
  if (value != NULL) return value;
  PyErr_Fetch(&type, &error, &traceback);
  PyErr_NormalizeException(&type, &error, &traceback);
  if (traceback != NULL) PyException_SetTraceback(error, traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return error;
}

static int set_up(PyObject *module) {
  return PyType_Ready(&Bag_Type) < 0 ? -1 : probe_add_type(module, "Node", &Node_Type);
}

PROBE_MODULE_WITH(set_up, PROBE_O(node), PROBE_NOARGS(bag), PROBE_VARARGS(put), PROBE_NOARGS(heap),
                  PROBE_VARARGS(link_first), PROBE_VARARGS(link_second), PROBE_VARARGS(link_attribute), PROBE_O(ring), PROBE_O(tags),
                  PROBE_NOARGS(counts), PROBE_O(hold), PROBE_NOARGS(unhold), PROBE_O(hold_buffer),
                  PROBE_NOARGS(unhold_buffer), PROBE_O(c_function), PROBE_O(cell), PROBE_O(dict_proxy),
                  PROBE_O(sequence_iterator), PROBE_O(call_iterator), PROBE_VARARGS(bound_method), PROBE_O(module_with),
                  PROBE_VARARGS(evaluate))
