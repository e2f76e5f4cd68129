/** What a proxy of a native object answers to, for TypeScript. */
/** A native object. */
export interface PyProxy {
  (...args: unknown[]): unknown
  // biome-ignore lint/suspicious/noExplicitAny: what an attribute of an extension's object is, its author alone knows.
  [attribute: string]: any
  /** Calls with keyword arguments. */
  $call(args?: readonly unknown[], kwargs?: Readonly<Record<string, unknown>>): unknown
  /** Calls the method `name` without making a proxy for it. */
  $method(name: string, ...args: unknown[]): unknown
  /** `o[key]`; throws a PythonError when there is none. */
  $get(key: unknown): unknown
  $set(key: unknown, value: unknown): void
  $delete(key: unknown): void
  /** `key in o`. */
  $has(key: unknown): boolean
  readonly $length: number
  readonly $repr: string
  /** Name of the type. */
  readonly $type: string
  /** A deep copy of containers as JavaScript values. */
  toJS(): unknown
  /** Gives the reference back now. Whoever uses the proxy afterwards gets a ReferenceError. */
  [Symbol.dispose](): void
  [Symbol.iterator](): Iterator<unknown>
}
