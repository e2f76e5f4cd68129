/** A stable merge sort whose comparison may raise: then the items come back in some order, none lost. */
export function sortItems<T>(items: readonly T[], less: (a: T, b: T) => boolean): T[] {
  if (items.length < 2) return [...items]
  const middle = items.length >> 1
  const left = sortItems(items.slice(0, middle), less)
  const right = sortItems(items.slice(middle), less)
  const merged: T[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i], right[j]]
    if (a === undefined || b === undefined) break
    if (less(b, a)) {
      merged.push(b)
      j++
    } else {
      merged.push(a)
      i++
    }
  }
  return [...merged, ...left.slice(i), ...right.slice(j)]
}
