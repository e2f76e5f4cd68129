/** `lazy_object_proxy.utils`: what the proxy in C calls for `await`. */

import { functions } from '../modules/kit/functions.ts'
import type { StandIn } from './kit.ts'
import { needsSource } from './kit.ts'

export const lazyObjectProxy: Readonly<Record<string, StandIn>> = {
  'lazy_object_proxy.utils': {
    // Both of its ways end in a coroutine or a generator of its own.
    make: () => functions('lazy_object_proxy.utils', { 'await_(obj)': needsSource('lazy_object_proxy.utils.await_') }),
  },
}
