/** `pytz` and `dateutil`: UTC, and the classes that binaries ask time zones for. Other zones need their Python code. */
import { type Address, NULL } from '../memory/address.ts'
import { E } from '../memory/statics.ts'
import { type Body, functions } from '../modules/kit/functions.ts'
import {
  attr,
  given,
  int,
  invoke,
  invokeWith,
  method,
  moduleAttr,
  record,
  setAttribute,
  text,
  textOf,
} from '../modules/kit/values.ts'
import { newRef } from '../runtime/refcount.ts'
import { absentClass, lastingClass, lastingException, needsSource, pythonModule, type StandIn } from './kit.ts'

const tzinfo = (): Address => moduleAttr('datetime', 'tzinfo')
const noTime = (): Address => invoke(moduleAttr('datetime', 'timedelta'), int(0))

/** The methods of a zone that is UTC. */
const utcMethods: Record<string, Body> = {
  'utcoffset(self, dt)': noTime,
  'dst(self, dt)': noTime,
  'tzname(self, dt)': () => text('UTC'),
  'fromutc(self, dt)': (_self, dt) => dt,
}

function pytzUtc(base: Address): Address {
  const cls = lastingClass({
    name: 'UTC',
    module: 'pytz',
    bases: [base],
    methods: {
      ...utcMethods,
      'fromutc(self, dt)': (self = NULL, dt = NULL) => withZone(dt, self),
      'localize(self, dt, is_dst=False)': (self = NULL, dt = NULL) => withZone(dt, self),
      'normalize(self, dt, is_dst=False)': (self = NULL, dt = NULL) => method(dt, 'astimezone', self),
      '__repr__(self)': () => text('<UTC>'),
      '__str__(self)': () => text('UTC'),
    },
    values: { zone: text('UTC') },
  })
  return newRef(invoke(cls))
}
function withZone(dt: Address, zone: Address): Address {
  return invokeWith(attr(dt, 'replace'), [], record({ tzinfo: zone }))
}

function pytzTypes(): Record<string, Address> {
  const zone = lastingClass({ name: 'BaseTzInfo', module: 'pytz.tzinfo', bases: [tzinfo()] })
  const kind = (name: string): Address => absentClass('pytz.tzinfo', name, [zone])
  return { BaseTzInfo: zone, StaticTzInfo: kind('StaticTzInfo'), DstTzInfo: kind('DstTzInfo') }
}

const refuse = needsSource('dateutil.tz.gettz')

function dateutilZones(): Record<string, Address> {
  const kind = (name: string): Address => absentClass('dateutil.tz', name, [tzinfo()])
  const tzutc = lastingClass({
    name: 'tzutc',
    module: 'dateutil.tz.tz',
    bases: [tzinfo()],
    methods: { ...utcMethods, '__repr__(self)': () => text('tzutc()') },
  })
  return {
    tzutc,
    tzfile: kind('tzfile'),
    tzlocal: kind('tzlocal'),
    tzoffset: kind('tzoffset'),
    UTC: newRef(invoke(tzutc)),
    ...functions('dateutil.tz', {
      'gettz(name=None)': (name = NULL) =>
        given(name) && ['UTC', 'GMT'].includes(textOf(name)) ? invoke(tzutc) : refuse(),
    }),
  }
}

export const timeZones: Readonly<Record<string, StandIn>> = {
  pytz: {
    make: () => ({ UnknownTimeZoneError: lastingException('pytz', 'UnknownTimeZoneError', E.KeyError) }),
    takes: { 'pytz.tzinfo': ['BaseTzInfo'] },
    fill: (module) => {
      const utc = pytzUtc(attr(module, 'BaseTzInfo'))
      for (const name of ['UTC', 'utc']) setAttribute(module, name, utc)
    },
  },
  'pytz.tzinfo': { make: pytzTypes },
  dateutil: {},
  'dateutil.tz': { make: dateutilZones },
  'dateutil.easter': pythonModule('dateutil.easter', 'easter'),
  'dateutil.parser': pythonModule('dateutil.parser', 'parser parse DEFAULTPARSER'),
  'dateutil.relativedelta': pythonModule('dateutil.relativedelta', 'relativedelta'),
}
