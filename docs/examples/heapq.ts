/** A priority queue of JavaScript objects in CPython's own `_heapq`. */
import { Bridge, PythonError } from 'proofload/bridge-ref'
import { cpythonExtensions, orSkip } from './extensions.ts'

const bridge = await Bridge.start({ path: [orSkip(cpythonExtensions(), "CPython 3.11's lib-dynload")] })
const heapq = bridge.import('_heapq')

// A native list. What is put into it by reference is the very object when it comes out.
const queue = bridge.copy([])
const later = { what: 'write tests' }
heapq.heappush(queue, bridge.tuple([2, 'b', bridge.reference(later)]))
heapq.heappush(queue, bridge.tuple([1, 'a', bridge.reference({ what: 'think' })]))
console.log(queue.length, queue[0][1])

const [, , first] = heapq.heappop(queue)
const [, , second] = heapq.heappop(queue)
console.log(first.what, second === later)

try {
  heapq.heappop(queue)
} catch (error) {
  if (!(error instanceof PythonError)) throw error
  console.log(`${error.type}: ${error.message}`)
}
