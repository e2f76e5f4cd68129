/** The committed record as a run of today writes it: with steps, texts of the suite and a backtrace. */
import type { RunEvent } from '#harness/src/record/events.ts'
import { fixtureEvents } from './fixture.ts'

const steps: Record<string, string[]> = {
  'ownership/list/append-keeps': [
    'let list = []',
    'call append($list, !tracked 1)',
    'alive 0',
    'settle',
    'call get($list) returns !tracked 1',
  ],
  'errors/format/PyErr_Format(TypeError, "%s")': ['call PyErr_Format(!type TypeError, "%s") raises TypeError'],
}
const texts: [kind: 'behaviour' | 'function' | 'wrapper' | 'probe', name: string, text: string][] = [
  ['behaviour', 'OWN2', 'PyList_Append takes a reference of its own.'],
  ['function', 'PyList_Append', 'int PyList_Append(PyObject *list, PyObject *item)'],
  [
    'wrapper',
    'PyErr_Format',
    'static PyObject *wrap_PyErr_Format(PyObject *self, PyObject *args) {\n  return NULL;\n}',
  ],
  [
    'probe',
    'ownership_list',
    '#include "probe.h"\n\n/* Appends. */\nstatic PyObject *append(PyObject *self, PyObject *args) {\n  if (1 < 2) {\n  }\n  return NULL;\n}\n\nstatic int other(void) {\n}\n',
  ],
]

export function toldEvents(): RunEvent[] {
  const told = texts.map(([kind, name, text]): RunEvent => ({ event: 'SuiteText', kind, name, text }))
  return fixtureEvents().flatMap((event): RunEvent[] => {
    if (event.event === 'RunStarted') return [{ ...event, cases: event.cases.map(withSteps) }, ...told]
    if (event.event === 'BenchFinished' && event.title.startsWith('PyLong_FromLong')) {
      return [{ ...event, api: ['PyLong_FromLong', 'PyLong_AsLong'] }]
    }
    if (event.event !== 'CaseFinished' || event.ending?.reason !== 'signal') return [event]
    return [
      {
        ...event,
        ending: { ...event.ending, backtrace: ['tupledealloc (tupleobject.c:12)', 'PyInit_probe (probe.so)'] },
      },
    ]
  })
}

function withSteps<Case extends { id: string; area: string; topic: string }>(one: Case): Case {
  const own = steps[one.id]
  return own === undefined ? one : { ...one, steps: own, probe: `${one.area}_${one.topic}` }
}
