"""Proofload's driver for hosts that are Pythons: CPython 3.8+, PyPy, GraalPy.

Speaks the protocol of suites/INTERPRETING.md, whose sections the parts below follow. It runs steps and reports what it
saw; it never judges. Standard library only, and little of it, because a host is started often.

Lifetimes are what the suite is about, so one rule holds everywhere: the driver owns what a name is bound to, for as long
as it is bound, and nothing else. That is why values leave a function as JSON text and not as objects, why arguments live
in lists that are emptied as soon as the call is over (a traceback may keep the frame), and why tracebacks lose the
driver's frames before an exception is let go.
"""

import _operator
import builtins
import gc
import os
import sys
from _weakref import ref
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from itertools import repeat as times, starmap
from time import perf_counter_ns

PROTOCOL = 1
DRIVER = 'proofload-python 1.0'
MAX_DEPTH, MAX_CHAIN = 8, 4
SAFE_INTEGER = 2**53 - 1
HERE = (lambda: None).__code__.co_filename

class Unbound(Exception):
    """A step needs a name that nothing bound."""

class Refused(Exception):
    """A request that the driver cannot carry out. It costs the whole request; a step never observes it."""


# ---- Section 3: JSON ------------------------------------------------------------------------------------------------

try:
    # The json package imports `re`, which doubles the time CPython needs to start.
    from _json import encode_basestring_ascii as quote, make_scanner

    class _Scanning:
        strict, object_hook, object_pairs_hook, memo = True, None, None, {}
        parse_float, parse_int, parse_constant = float, int, float

    _scan = make_scanner(_Scanning())

    def parse(text):
        return _scan(text, 0)[0]

except ImportError:
    from json import loads as parse
    from json.encoder import encode_basestring_ascii as quote

def object_text(texts):
    """The JSON text of an object whose values are JSON texts."""
    return '{' + ','.join([quote(key) + ':' + text for key, text in texts.items()]) + '}'

def list_text(texts):
    return '[' + ','.join(texts) + ']'

def names_text(names):
    return list_text([quote(name) for name in names])


# ---- Section 4: values from the wire --------------------------------------------------------------------------------

# An int as long as Python's limit for conversions is as good a value as any; the limit itself stays for the extension.
_get_limit = getattr(sys, 'get_int_max_str_digits', lambda: 0)
_set_limit = getattr(sys, 'set_int_max_str_digits', lambda limit: None)

def unlimited(convert, value):
    limit = _get_limit()
    _set_limit(0)
    try:
        return convert(value)
    finally:
        _set_limit(limit)

TYPES = {name: value for name, value in vars(builtins).items() if isinstance(value, type)}
TYPES.update(NoneType=type(None), NotImplementedType=type(NotImplemented), ellipsis=type(Ellipsis), module=type(sys))
TYPES.update(function=type(parse), builtin_function_or_method=type(len), mappingproxy=type(vars(type)), weakref=ref)
# Those that the request in hand names: their references are counted for the slope.
types_met = {}
SINGLETONS = {'NotImplemented': NotImplemented, 'Ellipsis': Ellipsis}

class Noted:
    """What C returned or got, in a run that looks for objects that outlive it: those that a second such run sees again.

    The first run's are held, so that in the second another object cannot have the place of one of them.
    """

    # Another owner would change what a run does; where these leak, something else tells.
    LEFT_OUT = (BaseException, memoryview)
    NAMED_BY_REPR = (int, str, bytes, bool, type(None), tuple)

    def __init__(self):
        self.run, self.first, self.again = 0, {}, {}

    def items(self, values, where):
        if self.run:
            for value in values:
                self.item(value, where)

    def item(self, value, where, depth=0):
        if not self.run:
            return
        kind = type(value)
        self.add(kind, kind.__name__)
        if issubclass(kind, self.LEFT_OUT) or kind.__name__ == 'Tracked':
            return
        if issubclass(kind, type):
            self.add(value, value.__name__)
        elif kind in self.NAMED_BY_REPR and (kind is not tuple or not value):
            if kind is not int or value.bit_length() < 64:
                self.add(value, repr(value[:20] if kind in (str, bytes) else value))
        else:
            self.add(value, '%s (%s)' % (where, kind.__name__))
        if depth < 3 and kind in (list, tuple, slice):
            for part in (value.start, value.stop, value.step) if kind is slice else list(value):
                self.item(part, where, depth + 1)

    def add(self, value, name):
        if self.run == 1:
            self.first.setdefault(id(value), (value, name))
        elif id(value) in self.first:
            self.again[id(value)] = self.first[id(value)]

    def find(self, once):
        """Long-lived objects by name."""
        for self.run in (1, 2):
            escaped(once)
        self.run = 0
        found, names = list(self.again.values()), {}
        self.again.clear()
        # A deallocator may leave an exception.
        escaped(self.first.clear)
        for value, name in found:
            number, free = 1, name
            while free in names:
                number += 1
                free = '%s, %d' % (name, number)
            names[free] = value
        return names

noted = Noted()

class Stress:
    """Collects before each step and call, where PROOFLOAD_STRESS asks for it; not in repetitions, which would take minutes."""

    def __init__(self):
        self.wanted = self.on = os.environ.get('PROOFLOAD_STRESS') == 'gc'

    def collect(self):
        if self.on:
            gc.collect()

stress = Stress()

class Scope:
    """One run of a case: the names it has bound, and values made from the wire.

    Every value is made anew, also an int or a str: one that the request held as well would have an owner too many.
    """

    def __init__(self, probe):
        self.probe = probe
        self.names = {}

    def make(self, wire):
        kind = type(wire)
        if kind is str:
            return (wire + ' ')[:-1]
        if kind is int:
            return -(-wire)
        if kind is list:
            return [self.make(item) for item in wire]
        if kind is dict:
            for tag, content in wire.items():
                if tag in MAKERS:
                    return MAKERS[tag](self, content)
        elif wire is None or kind is bool:
            return wire
        raise Refused('not a value: %s' % repr(wire)[:80])

    def make_all(self, wires):
        """A list of new values. What goes wrong here, but for a name that is not bound or a stack that ends, is the suite's mistake."""
        # Beside something else: in a list of nothing but str, int or float PyPy keeps bare values, and makes objects again.
        made = [self]
        try:
            for wire in wires:
                made.append(self.make(wire))
            del made[0]
            noted.items(made, 'argument')
            stress.collect()
            return made
        except (Refused, Unbound, RecursionError):
            raise
        except Exception as error:
            raise Refused('cannot make an argument: %s: %s' % (type(error).__name__, error)) from None

    def make_mapping(self, wires):
        return dict(zip(wires, self.make_all(wires.values())))

    def lookup(self, name):
        try:
            return self.names[name]
        except KeyError:
            raise Unbound(name) from None

    def function(self, name):
        """A function of the probe, or what `$name` is bound to, or an attribute of that: `$name.attribute`."""
        if name.startswith('$'):
            first, *attributes = name[1:].split('.')
            found = self.lookup(first)
            for attribute in attributes:
                found = getattr(found, attribute)
            return found
        try:
            return getattr(self.probe.module, name)
        except AttributeError:
            raise Unbound(name) from None

    def type(self, name):
        if name.startswith('probe.'):
            found = self.function(name[6:])
        elif name in TYPES:
            found = TYPES[name]
        else:
            raise Refused('no built-in type %s' % name)
        types_met[name] = found
        return found

    def exception(self, spec):
        return self.type(spec['type'])(*self.make_all(spec.get('args', ())))

MAKERS = {
    '$int': lambda scope, text: int(text) if len(text) < 640 else unlimited(int, text),
    '$float': lambda scope, text: float(text),
    '$complex': lambda scope, parts: complex(float(parts[0]), float(parts[1])),
    '$bytes': lambda scope, text: bytes.fromhex(text),
    '$bytearray': lambda scope, text: bytearray.fromhex(text),
    '$tuple': lambda scope, items: tuple([scope.make(item) for item in items]),
    '$set': lambda scope, items: {scope.make(item) for item in items},
    '$frozenset': lambda scope, items: frozenset([scope.make(item) for item in items]),
    '$dict': lambda scope, pairs: {scope.make(key): scope.make(value) for key, value in pairs},
    '$slice': lambda scope, parts: slice(*[scope.make(part) for part in parts]),
    '$type': lambda scope, name: scope.type(name),
    '$singleton': lambda scope, name: SINGLETONS[name],
    '$ref': lambda scope, name: scope.lookup(name),
    '$tracked': lambda scope, tag: scope.probe.tracked(tag),
    '$null': lambda scope, _: scope.probe.null,
    '$exception': lambda scope, spec: scope.exception(spec),
    '$host': lambda scope, spec: host_callable(scope, spec),
}


# ---- Section 4.1: host callables ------------------------------------------------------------------------------------

def host_callable(scope, spec):
    """A function, so that it becomes a method where a type has it as an attribute."""
    log = []
    index = spec.get('returnsArg')

    def host(*args, **kwargs):
        # What the driver allocates is no business of the case; after an exception, neither is what its frames need to unwind.
        starves = scope.probe.starves
        before = starves and scope.probe.fed(True)
        log.append(scope.probe.arguments_text(args, kwargs))
        noted.items(args, 'argument of a callback')
        kept = None if index is None else args[index]
        del args, kwargs
        stress.collect()
        for name in spec.get('drops', ()):
            scope.names.pop(name, None)
        if spec.get('settles'):
            scope.probe.settle()
        result = reenter(scope, spec['calls']) if 'calls' in spec else None
        if 'raises' in spec:
            del kept, result
            raise scope.exception(spec['raises'])
        if 'returns' in spec:
            result = scope.make(spec['returns'])
        elif index is not None:
            result = kept
        if starves:
            scope.probe.fed(before)
        return result

    host.log = log
    return host

def reenter(scope, call):
    return invoke(scope.function(call['fn']), scope.make_all(call.get('args', ())), {})

def escaped(act):
    """Acts; answers the exception that came out."""
    try:
        act()
    except BaseException as error:
        # CPython wraps an exception that a deallocator left behind when the next call from Python to C returns.
        cause = error.__cause__
        return cause if type(error) is SystemError and cause is not None else error

def taken(arguments):
    """What a list or dict held, which is empty now: no frame keeps it."""
    held = tuple(arguments) if type(arguments) is list else {**arguments}
    arguments.clear()
    return held

def invoke(function, args, kwargs):
    """Calls, and empties `args` and `kwargs` whatever happens: an exception may keep this frame and its callers'."""
    try:
        # A C function gets NULL when there are no keywords, and otherwise a dict that it may keep.
        return function(*args, **{**kwargs}) if kwargs else function(*args)
    finally:
        args.clear()
        kwargs.clear()


# ---- Section 4: values to the wire ----------------------------------------------------------------------------------

def int_text(value):
    if -SAFE_INTEGER <= value <= SAFE_INTEGER:
        return repr(value)
    return '{"$int":"%s"}' % (repr(value) if value.bit_length() < 2000 else unlimited(repr, value))

SCALARS = {
    type(None): lambda value: 'null',
    bool: lambda value: 'true' if value else 'false',
    int: int_text,
    str: quote,
    float: lambda value: '{"$float":"%r"}' % value,
    complex: lambda value: '{"$complex":["%r","%r"]}' % (value.real, value.imag),
    bytes: lambda value: '{"$bytes":"%s"}' % value.hex(),
    bytearray: lambda value: '{"$bytearray":"%s"}' % value.hex(),
    type(NotImplemented): lambda value: '{"$singleton":"NotImplemented"}',
    type(Ellipsis): lambda value: '{"$singleton":"Ellipsis"}',
}
CONTAINERS = {
    list: ('%s', iter),
    tuple: ('{"$tuple":%s}', iter),
    set: ('{"$set":%s}', iter),
    frozenset: ('{"$frozenset":%s}', iter),
    slice: ('{"$slice":%s}', lambda value: (value.start, value.stop, value.step)),
}

def foreign_traceback(traceback):
    """The traceback without the driver's own frames in front. A host callable's frame is part of what happened."""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename != HERE or code.co_name == 'host':
            return traceback
        traceback = traceback.tb_next
    return None

def release(error, depth=0):
    """Takes the driver's frames off an exception that was reported: the extension may have kept it."""
    if error is not None and depth < MAX_CHAIN:
        error.__traceback__ = foreign_traceback(error.__traceback__)
        release(error.__cause__, depth + 1)
        release(error.__context__, depth + 1)

class Probe:
    """A loaded probe: what section 7 promises of it, and values in wire form as it sees them."""

    def __init__(self, module):
        def offered(name, otherwise):
            return getattr(module, name, otherwise)

        self.module = module
        self.path = offered('__file__', '')
        self.tracked = offered('__tracked__', None)
        self.tag = offered('__tag__', lambda value: -1)
        self.tracked_type = offered('Tracked', None)
        self.alive = offered('__alive__', lambda: 0)
        self.inherited = 0
        self.guard = offered('__guard__', None)
        self.residue = offered('__residue__', None)
        self.null = offered('__null__', self)
        self.missing = offered('__missing__', list)
        self.lacking = offered('__lacking__', list)
        self.clean = offered('__clean__', lambda: (None, -1))
        self.memory = offered('__memory__', lambda: -1)
        self.step = offered('__step__', lambda index: None)
        self.starve = offered('__starve__', lambda count: None)
        self.starving = offered('__starving__', lambda function, args, kwargs: function(*args, **(kwargs or {})))
        self.fed = offered('__fed__', lambda is_fed: True)
        # An allocation of the case in hand is to fail.
        self.starves = False
        self.open = set()

    def text(self, value, depth=0):
        kind = type(value)
        if kind in SCALARS:
            return SCALARS[kind](value)
        if kind in CONTAINERS or kind is dict:
            return self.container_text(value, depth)
        if issubclass(kind, type):
            return '{"$type":%s}' % quote(value.__name__)
        if value is self.null:
            return '{"$null":true}'
        # Only a tracked object: another one must not cross into C because it is looked at.
        if kind is self.tracked_type:
            return '{"$tracked":%d}' % self.tag(value)
        if issubclass(kind, BaseException):
            return self.container_text(value, depth)
        return '{"$object":{"type":%s}}' % quote(kind.__name__)

    def container_text(self, value, depth):
        kind = type(value)
        if depth == MAX_DEPTH or id(value) in self.open:
            return '{"$object":{"type":%s}}' % quote(kind.__name__)
        self.open.add(id(value))
        try:
            if kind is dict:
                pairs = [list_text([self.text(k, depth + 1), self.text(v, depth + 1)]) for k, v in value.items()]
                return '{"$dict":%s}' % list_text(pairs)
            if kind in CONTAINERS:
                form, items = CONTAINERS[kind]
                return form % list_text([self.text(item, depth + 1) for item in items(value)])
            return '{"$exception":{"type":%s,"args":%s}}' % (quote(kind.__name__), self.args_text(value, depth))
        finally:
            self.open.discard(id(value))

    def args_text(self, error, depth=0):
        args = error.args
        return list_text([self.text(item, depth + 1) for item in args] if type(args) is tuple else [])

    def arguments_text(self, args, kwargs):
        texts = [self.text(value, 1) for value in args]
        return list_text(texts + [self.text(kwargs, 1)] if kwargs else texts)

    def exception_text(self, error, depth=0):
        """A seen exception with those that led to it."""
        if error is None or depth == MAX_CHAIN:
            return 'null'
        try:
            message = str(error)
        except BaseException:
            message = ''
        texts = {'type': quote(type(error).__name__), 'message': quote(message), 'args': self.args_text(error)}
        texts['cause'] = self.exception_text(error.__cause__, depth + 1)
        texts['context'] = self.exception_text(error.__context__, depth + 1)
        texts['traceback'] = 'false' if foreign_traceback(error.__traceback__) is None else 'true'
        return object_text(texts)

    def settle(self, rounds=3, watched=None):
        """Collects until `watched` stays the same for so many rounds. False: after that the heap still becomes smaller each time."""
        watched, before, calm, heap = watched or self.alive, None, 0, []
        for _ in range(20):
            found = gc.collect()
            now = watched()
            if not EXACT_REFCOUNTS:
                heap.append(self.memory())
            calm = calm + 1 if now == before else 0
            # CPython runs finalizers inside the collection and tells how much it found; elsewhere only time tells.
            if calm == rounds or (EXACT_REFCOUNTS and not found):
                break
            before = now
        last = heap[-4:]
        return len(last) < 4 or not all([later < earlier for earlier, later in zip(last, last[1:])])


# ---- Section 5.1: host operations -----------------------------------------------------------------------------------

def raise_(error):
    raise error

def uncounted(_):
    raise NotImplementedError('this host has no exact reference counts')

# Symbol -> function of `operator`, by the number of operands.
OPERATORS = {
    1: dict(zip(('+', '-', '~', 'abs'), (_operator.pos, _operator.neg, _operator.invert, abs))),
    2: {'divmod': divmod, '**': pow, '**=': _operator.ipow, '<': _operator.lt, '<=': _operator.le, '==': _operator.eq,
        '!=': _operator.ne, '>': _operator.gt, '>=': _operator.ge},
    3: {'**': pow},
}
for _symbol, _name in zip('+ - * / // % @ << >> & | ^'.split(),
                          'add sub mul truediv floordiv mod matmul lshift rshift and_ or_ xor'.split()):
    OPERATORS[2][_symbol] = getattr(_operator, _name)
    OPERATORS[2][_symbol + '='] = getattr(_operator, 'i' + _name.rstrip('_'))

class OwnFile:
    """Finds modules in the file of the probe whose case is running: those that the case has loaded."""

    def __init__(self):
        self.home, self.names, self.paths = '', set(), {}

    def load(self, name):
        self.names.add(name)
        return import_module(name)

    def find_spec(self, name, path=None, target=None):
        return file_spec(name, self.path(name)) if name in self.names else None

    def path(self, name):
        """For each module another path to the file, as if it had a link of its own: PyPy knows modules by their paths."""
        paths = self.paths.setdefault(self.home, {})
        if name not in paths:
            folder, file = os.path.split(self.home)
            paths[name] = os.path.join(folder, './' * (len(paths) + 1) + file)
        return paths[name]

    def forget(self):
        while self.names:
            sys.modules.pop(self.names.pop(), None)

own_file = OwnFile()

def file_spec(name, path):
    spec = ModuleSpec(name, ExtensionFileLoader(name, path), origin=path)
    spec.has_location = True
    return spec

# Functions written in C where there are some: they have no frame that could keep an argument.
OPERATIONS = {
    'value': lambda value: value,
    'call': None,  # calls the first of its arguments
    'operator': None,  # calls the function that its first argument names
    'import': import_module,
    'load': own_file.load,
    'typename': lambda value: type(value).__name__,
    'subclass': lambda base, name, attributes: type(base)(name, (base,), attributes),
    'raise': raise_,
    'weakref': ref,
    'refcount': getattr(sys, 'getrefcount', uncounted),
}
for _owner, _names in (
    (builtins, 'getattr setattr delattr len iter next list repr str hash bool int float type isinstance memoryview bytes'),
    (_operator, 'getitem setitem delitem contains index eq lt add sub mul neg'),
    (memoryview, 'tobytes tolist cast release'),
):
    OPERATIONS.update({name: getattr(_owner, name) for name in _names.split()})


# ---- What the host can do -------------------------------------------------------------------------------------------

EXACT_REFCOUNTS = sys.implementation.name == 'cpython' and getattr(sys, '_is_gil_enabled', lambda: True)()
# What a `refcount` step gets for an object that nothing else refers to.
REFCOUNT_EXTRA = invoke(sys.getrefcount, [object()], {}) if EXACT_REFCOUNTS else 0

def importable(name):
    return escaped(lambda: __import__(name)) is None

def recurse():
    recurse()

def capabilities():
    found = {
        'threads': importable('_thread'),
        'subinterpreters': importable('_interpreters') or importable('_xxsubinterpreters'),
        'refcounts': EXACT_REFCOUNTS,
        'failing-allocation': EXACT_REFCOUNTS,
        'unraisablehook': hasattr(sys, 'unraisablehook'),
        'recursion': type(escaped(recurse)) is RecursionError,
        'compile': eval(compile('1 + 1', 'proofload', 'eval')) == 2,
    }
    return [name for name in found if found[name]]

CAPABILITIES = capabilities()


# ---- Section 5: scenarios -------------------------------------------------------------------------------------------

unraised = []

def note_unraisable(info):
    error = info.exc_value
    unraised.append(PLAIN.exception_text(error if error is not None else info.exc_type()))

# Describes what belongs to no probe.
PLAIN = Probe(builtins)
DONE = '{"done":true}'

def forget_printed():
    """PyErr_Print leaves the exception in these, and with it whatever its frames hold."""
    for name in ('last_type', 'last_value', 'last_traceback', 'last_exc'):
        if name in sys.__dict__:
            del sys.__dict__[name]

class Scenario(Scope):
    """One run of a scenario's steps. Without a `report` the outcomes of steps are dropped instead of written down."""

    settles_in_repetitions = EXACT_REFCOUNTS

    def __init__(self, probe, report):
        Scope.__init__(self, probe)
        self.report = report

    def run(self, steps):
        """Observations as texts, and whether every step was reached."""
        texts = []
        for index, step in enumerate(steps):
            self.probe.step(index)
            text, goes_on = self.observe(step)
            texts.append(text)
            if not goes_on:
                return texts, False
        return texts, True

    def observe(self, step):
        stress.collect()
        if 'repeat' in step:
            return self.observe_repeated(step)
        try:
            for key in step:
                if key in STEPS:
                    return getattr(self, key)(step), True
            raise Refused('not a step: %s' % repr(step)[:80])
        except Unbound as error:
            return '{"unbound":%s}' % quote(error.args[0]), False
        except Refused:
            raise
        except BaseException as error:
            goes_on = step.get('raises', False)
            text = '' if goes_on and not self.report else '{"raised":%s}' % self.probe.exception_text(error)
            release(error)
            return text, goes_on

    def observe_repeated(self, step):
        report, self.report = self.report, False
        try:
            for _ in times(None, step['repeat']):
                for inner in step['steps']:
                    text, goes_on = self.observe(inner)
                    if not goes_on:
                        return text, False
        finally:
            self.report = report
        return DONE, True

    def returned(self, step, result):
        noted.item(result, 'result of ' + (step.get('call') or step['host']))
        if 'as' in step:
            self.names[step['as']] = result
        return '{"returned":%s}' % self.probe.text(result) if self.report else ''

    def call(self, step):
        function = self.function(step['call'])
        kwargs = self.make_mapping(step.get('kwargs', {}))
        # No name for the arguments: what a call raises has this frame in its traceback.
        if self.probe.starves:
            result = self.probe.starving(function, taken(self.make_all(step['args'])), taken(kwargs) or None)
        else:
            result = invoke(function, self.make_all(step['args']), kwargs)
        return self.returned(step, result)

    def host(self, step):
        operation = step['host']
        if operation not in OPERATIONS:
            raise Refused('no host operation %s' % operation)
        args = self.make_all(step['args'])
        function = OPERATIONS[operation] or args.pop(0)
        if operation == 'operator':
            function = OPERATORS[len(args)][function]
        result = invoke(function, args, {})
        return self.returned(step, result - REFCOUNT_EXTRA if operation == 'refcount' else result)

    def let(self, step):
        self.names.update(self.make_mapping(step['let']))
        return DONE

    def drop(self, step):
        for name in step['drop']:
            self.lookup(name)
            del self.names[name]
        forget_printed()
        return DONE

    def settle(self, _):
        # In a repetition only what is left counts, and before that is counted it settles; a collection takes PyPy 3 ms.
        if self.report or Scenario.settles_in_repetitions:
            self.probe.settle(3 if self.report else 1)
        return DONE

    def alive(self, _):
        return '{"alive":%d}' % (self.probe.alive() - self.probe.inherited)

    def same(self, step):
        first, *others = self.make_all(step['same'])
        return '{"same":%s}' % ('true' if all([other is first for other in others]) else 'false')

    def log(self, step):
        return '{"log":%s}' % list_text(self.lookup(step['log'].lstrip('$')).log)

    def unraisable(self, _):
        texts = list(unraised)
        unraised.clear()
        return '{"unraisable":%s}' % list_text(texts)

STEPS = 'call host let drop settle alive same log unraisable'.split()

def begin(probe):
    """Takes away what an earlier case has left, on a slow collector even after its exit state was told."""
    unraised.clear()
    starve(probe, {})
    probe.clean()
    probe.lacking()
    probe.inherited = probe.alive()
    own_file.home = probe.path

def starve(probe, request):
    """Has that allocation of the request fail, or none; whether the one before has. Nothing fails in the driver's own code."""
    wanted = request.get('failAllocation', 0)
    if wanted and not spared:
        spare()
    failed = probe.starve(wanted)
    if failed is None and wanted:
        raise Refused('no allocation can be made to fail here')
    probe.starves = wanted > 0
    return failed

spared = []

def spare():
    """
    Keeps what a host must not lose when it lacks memory once, since any later case may then be its end. CPython 3.12 and 3.13: where there is none for a
    function, PyFunction_New and the instruction that calls it both release its code. CPython 3.8: where there is none for the second of two texts
    that the first warning needs, the other is released each time (is_internal_frame).
    """
    global copy_context
    from contextvars import copy_context
    import warnings
    copy_context()
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        warnings.warn('none')
    codes = [one.__code__ for one in gc.get_objects() if type(one) is type(spare)]
    spared.append([inner for code in codes for inner in codes_in(code)] * 100)

def codes_in(code):
    for part in code.co_consts:
        if type(part) is type(code):
            yield part
            yield from codes_in(part)

def starved_texts(probe, request, failed):
    if 'failAllocation' not in request:
        return {}
    alive = probe.alive() - probe.inherited
    return {'starved': '{"failed":%s,"alive":%d}' % ('true' if failed else 'false', alive)}

def run_apart(scenario, steps):
    """In a context of its own: a value that a step sets there, and a later one that is not reached would reset, goes with it."""
    return copy_context().run(scenario.run, steps)

def run_scenario(request):
    probe = loaded(request['probe'])
    began = perf_counter_ns()
    steps = request['steps']
    begin(probe)
    scenario = Scenario(probe, True)
    starve(probe, request)
    texts, complete = run_apart(scenario, steps) if probe.starves else scenario.run(steps)
    failed = starve(probe, {})
    # What a deallocator leaves shows where C itself is called: a function of ours in between would hide it in CPython 3.11.
    escaped(own_file.forget)
    exit_text = leave(probe, scenario.names.clear)
    lacking = names_text(probe.lacking())

    def once():
        again = Scenario(probe, False)
        again.run(steps)
        escaped(own_file.forget)
        escaped(again.names.clear)

    starved = starved_texts(probe, request, failed)
    slope = slope_text(probe, once, request['repeat']) if complete else 'null'
    texts = {**starved, 'case': quote(request['case']), 'observations': list_text(texts), 'missing': lacking, 'slope': slope}
    texts.update(exit=exit_text, elapsedNs=str(perf_counter_ns() - began))
    return texts


# ---- Exit state and slope -------------------------------------------------------------------------------------------

def leave(probe, forget):
    """Forgets, settles, and tells the state in which the extension left the host."""
    pending = escaped(forget)
    left, held = probe.clean()  # held: 1, 0, or -1 when nobody knows
    forget_printed()
    settled = []
    pending = pending or left or escaped(lambda: settled.append(probe.settle())) or probe.clean()[0]
    # Deep garbage goes a level at each collection, and would hide the leaks of later cases.
    late = ',"settled":false' if settled == [False] else ''
    text = '{"pendingError":%s,"gilHeld":%s%s}' % (probe.exception_text(pending), ('false', 'true', 'null')[held], late)
    release(pending)
    return text

SHARED = {'None': None, 'True': True, 'False': False, '0': 0, '1': 1, '()': (), "''": '', "b''": b'', **SINGLETONS}
# Counts of immortal objects stand still, or move without meaning. CPython 3.11 begins some at 999999999 but counts them.
IMMORTAL = 2**29 if sys.version_info >= (3, 12) else sys.maxsize

def shared_objects(once):
    """What outlives a run, by name: here is the only reference of the driver's to each while it is watched."""
    if not EXACT_REFCOUNTS:
        return {}
    named, known = {}, set()
    for things in (SHARED, types_met, noted.find(once)):
        for name, thing in things.items():
            if id(thing) not in known and sys.getrefcount(thing) < IMMORTAL:
                known.add(id(thing))
                named[name if name not in named else name + ' of a run'] = thing
    return named

def clear_caches():
    """CPython's cache of attribute lookups owns up to 4096 names: a fresh name takes a fresh entry."""
    getattr(sys, '_clear_type_cache', int)()

class Meter:
    """Three readings of what is alive, kept as plain numbers in memory that is there before the first."""

    def __init__(self, probe, shared):
        self.probe = probe
        self.blocks = getattr(sys, 'getallocatedblocks', lambda: 0)
        self.shared = list(shared.values())
        self.readings = [memoryview(bytearray(8 * (3 + len(shared)))).cast('q') for _ in range(3)]

    def read(self, reading, rounds):
        clear_caches()
        # A slow collector gives back one level of nested garbage a round, which tracked objects need not show.
        self.probe.settle(rounds, None if EXACT_REFCOUNTS else self.probe.memory)
        unraised.clear()
        reading[0] = self.blocks()
        reading[1] = self.probe.memory()
        reading[2] = self.probe.alive()
        count, shared = getattr(sys, 'getrefcount', None), self.shared
        # CPython 3.11 fills the empty cache with None. From here on nothing is looked up that would come into it.
        clear_caches()
        for column, thing in enumerate(shared, 3):
            reading[column] = count(thing)

    def grown(self, column):
        """The text of what both windows added."""
        first, second, third = [reading[column] for reading in self.readings]
        return '[%d,%d]' % (second - first, third - second)

    def rises(self, repeat):
        """Could somebody take this for a leak?"""
        readings = [reading.tolist() for reading in self.readings]
        windows = [[after - before for before, after in zip(*pair)] for pair in zip(readings, readings[1:])]
        return all(window[1] >= 16 * repeat or window[2] * 2 >= repeat for window in windows)

    def optional(self, column):
        return self.grown(column) if self.readings[0][column] > 0 else 'null'

def measure(meter, once, repeat, rounds):
    runs = 3
    for reading in meter.readings:
        for _ in times(None, runs):
            once()
        # Before the reading: the numbers may be watched themselves.
        runs = repeat
        meter.read(reading, rounds)

def slope_text(probe, once, repeat):
    if repeat == 0:
        return 'null'
    stress.on = False
    shared = shared_objects(once)
    meter = Meter(probe, shared)
    measure(meter, once, repeat, 3 if EXACT_REFCOUNTS else 1)
    if not EXACT_REFCOUNTS and meter.rises(repeat):
        Scenario.settles_in_repetitions = True
        measure(meter, once, repeat, 3)
        Scenario.settles_in_repetitions = False
    stress.on = stress.wanted
    texts = {'repeat': str(repeat), 'objects': meter.optional(0), 'bytes': meter.optional(1), 'tracked': meter.grown(2)}
    changes = {name: meter.grown(column) for column, name in enumerate(shared, 3) if meter.grown(column) != '[0,0]'}
    texts['shared'] = object_text(changes) if EXACT_REFCOUNTS else 'null'
    return object_text(texts)


# ---- Section 6: rows of call tables ---------------------------------------------------------------------------------

GUARDED = (list, dict, set, bytearray, slice, float, complex, type(host_callable))
GUARDED_IF_NOT_EMPTY = (tuple, frozenset)
# A host may share these when they are short.
GUARDED_IF_LONG = (str, bytes)
BREACHES = {2: '"sentinel-without-exception"', 3: '"exception-without-sentinel"'}

def is_guardable(probe, value):
    kind = type(value)
    if kind is int:
        return not -5 <= value <= 256
    if kind in GUARDED_IF_NOT_EMPTY:
        return len(value) > 0
    if kind in GUARDED_IF_LONG:
        return len(value) > 1
    return kind in GUARDED or issubclass(kind, BaseException) or kind is probe.tracked_type

def guard(probe, value, place, places):
    """Guards what is reachable from an argument and notes the places."""
    kind = type(value)
    if kind in (list, tuple):
        guard_items(probe, value, place + '[%d]', places)
    elif kind in (set, frozenset):
        guard_items(probe, value, place + '.items[%d]', places)
    elif kind is dict:
        # CPython's dicts do not show their str keys to a traversal, so nobody could tell a dict's reference from a leak.
        guard_items(probe, [None if type(key) is str else key for key in value], place + '.keys[%d]', places)
        guard_items(probe, value.values(), place + '.values[%d]', places)
    elif kind is slice:
        for part in ('start', 'stop', 'step'):
            guard(probe, getattr(value, part), '%s.%s' % (place, part), places)
    if is_guardable(probe, value):
        probe.guard(value)
        places.append(place)

def guard_items(probe, values, form, places):
    for index, item in enumerate(values):
        guard(probe, item, form % index, places)

def residues(probe, places):
    """What C still owns of guarded objects that the driver has forgotten; releases the guards."""
    if places and any(probe.residue(1)):
        clear_caches()
        probe.settle()
    counts = probe.residue(0) if places else []
    return {place: count for place, count in zip(places, counts) if count != 0}

def outcome_texts(probe, function, args):
    """Calls a row's function and writes down what came of it."""
    try:
        code, result, *outs = function(*args)
    except BaseException as error:
        text = '{"raised":%s}' % probe.exception_text(error)
        release(error)
        return {'outcome': text, 'out': '{}', 'breach': 'null'}
    return {
        'outcome': '{"absent":true}' if code == 1 else '{"returned":%s}' % probe.text(result),
        'out': object_text({name: probe.text(value) for name, value in zip(outs[::2], outs[1::2])}),
        'breach': BREACHES.get(code, 'null'),
    }

def guarded_call(probe, function, wires):
    """What one call of a row showed and the state it left, as texts; and whether it may be repeated without guards."""
    args = Scope(probe).make_all(wires)
    places, residue = [], {}
    if probe.guard is not None:
        guard_items(probe, args, 'arg%d', places)
    texts = outcome_texts(probe, function, args)
    texts['after'] = list_text([probe.text(value) for value in args])

    def forget():
        args.clear()
        residue.update(residues(probe, places))

    texts['exit'] = leave(probe, forget)
    texts['residue'] = object_text({place: str(count) for place, count in residue.items()})
    return texts, min(residue.values(), default=0) >= 0

def note_row(answer):
    if noted.run:
        noted.item(answer[1], 'result')
        for name, value in zip(answer[2::2], answer[3::2]):
            noted.item(value, name)

def run_row(request):
    probe = loaded(request['probe'])
    began = perf_counter_ns()
    wires = request['args']
    scope = Scope(probe)
    function = scope.function(request['function'])
    begin(probe)
    probe.step(0)
    starve(probe, request)
    texts, repeatable = guarded_call(probe, function, wires)
    texts.update(starved_texts(probe, request, starve(probe, {})))
    texts.update(row=quote(request['case']), missing=names_text(probe.lacking()))

    def once():
        # The first call was reported.
        escaped(lambda: note_row(function(*scope.make_all(wires))))

    texts['slope'] = slope_text(probe, once, request['repeat'] if repeatable else 0)
    texts['elapsedNs'] = str(perf_counter_ns() - began)
    return texts


# ---- Section 8: benches ---------------------------------------------------------------------------------------------

try:
    from pypyjit import set_param as set_jit
except ImportError:
    set_jit = str

def plain(scope, wire):
    """A host callable of a bench does nothing but return: recording would be most of what is measured."""
    made = scope.make(wire)
    if not hasattr(made, 'log'):
        return made
    result = scope.make(wire['$host'].get('returns'))
    return lambda *_: result

def run_bench(request):
    set_jit('default')
    scope = Scope(loaded(request['probe']))
    function = getattr(import_module(request['import']), request['call']) if 'import' in request else scope.function(request['call'])
    args = tuple([plain(scope, wire) for wire in request['args']])
    count = request['iterations']
    began = perf_counter_ns()
    if request['loop'] == 'c':
        function(count, *args)
    else:
        for _ in starmap(function, times(args, count)):
            pass
    ns = perf_counter_ns() - began
    return {'bench': quote(request['bench']), 'ns': str(ns), 'iterations': str(count)}


# ---- Section 3: requests --------------------------------------------------------------------------------------------

probes = {}

def loaded(name):
    if name in probes:
        return probes[name]
    raise Refused('probe %s is not loaded' % name)

def say_hello(_):
    texts = {'protocol': str(PROTOCOL), 'driver': quote(DRIVER), 'implementation': quote(sys.implementation.name)}
    texts['version'] = quote('.'.join([str(part) for part in sys.implementation.version[:3]]))
    texts['python'] = '"%d.%d"' % sys.version_info[:2]
    texts.update(capabilities=names_text(CAPABILITIES), pid=str(os.getpid()))
    return {'hello': object_text(texts)}

def import_probe(name, path):
    if '.' in name:
        import_module(name.rpartition('.')[0])
    spec = file_spec(name, path)
    loader = spec.loader
    module = loader.create_module(spec)
    module.__spec__, module.__loader__, module.__file__ = spec, loader, path
    sys.modules[name] = module
    try:
        loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module

def load(request):
    name = request['probe']
    if name not in probes:
        probes[name] = Probe(import_probe(name, request['path']))
        settle_in()
    return {'loaded': quote(name), 'missing': names_text(probes[name].missing())}

REQUESTS = {'hello': say_hello, 'load': load, 'case': run_scenario, 'row': run_row, 'bench': run_bench}
REQUESTS['bye'] = lambda _: {'bye': 'true'}

def answer(line):
    """The reply to a request, and whether more are to come."""
    identity, what = -1, None
    try:
        request = parse(line.decode('utf-8', 'surrogatepass'))
        identity, what = request['id'], request['do']
        if what not in REQUESTS:
            raise Refused('unknown request %s' % what)
        types_met.clear()
        texts = REQUESTS[what](request)
    except BaseException as error:
        release(error)
        texts = {'failed': object_text({'type': quote(type(error).__name__), 'message': quote(str(error))})}
    return object_text({'id': str(identity), **texts}), what != 'bye'

def settle_in():
    """What is alive now stays: collections need not look at it again, which makes them some thirty times cheaper."""
    gc.collect()
    getattr(gc, 'freeze', int)()

def private_streams():
    """The original standard streams, out of the reach of extensions."""
    requests, replies = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return open(requests, 'rb'), replies

def write(descriptor, text):
    data = memoryview(text.encode('ascii') + b'\n')
    while len(data) > 0:
        data = data[os.write(descriptor, data) :]

def main():
    requests, replies = private_streams()
    sys.path.extend(filter(None, os.environ.get('PROOFLOAD_SEARCH', '').split(':')))
    # A host callable takes three frames of the driver's: 500 levels of host and C must not end for that.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 3000))
    if hasattr(sys, 'unraisablehook'):
        sys.unraisablehook = note_unraisable
    if hasattr(gc, 'set_threshold'):
        # Rarely by itself, so that a run sees garbage when its steps ask for a collection; or as often as can be.
        gc.set_threshold(1 if stress.wanted else 100000)
    sys.meta_path.insert(0, own_file)
    # PyPy's compiler keeps what it makes on the C heap, which would look like a leak. Benches switch it on again.
    set_jit('off')
    settle_in()
    for line in iter(requests.readline, b''):
        text, goes_on = answer(line)
        write(replies, text)
        if not goes_on:
            break

if __name__ == '__main__':
    main()
