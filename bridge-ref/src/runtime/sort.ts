/** A stable merge sort whose comparison may raise: then the items come back in some order, none lost. */
export function sortItems<T>(items: readonly T[], less: (a: T, b: T) => boolean): T[] {
  if (items.length < 64) return insertionSorted(items, less)
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

/** Each item goes to its place among those before it, found by halving: the comparisons that CPython makes, too. */
function insertionSorted<T>(items: readonly T[], less: (a: T, b: T) => boolean): T[] {
  const sorted = [...items]
  for (let from = leadingRun(sorted, less); from < sorted.length; from++) {
    const pivot = items[from]
    if (pivot === undefined) break
    let [low, high] = [0, from]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = sorted[middle]
      if (other !== undefined && less(pivot, other)) high = middle
      else low = middle + 1
    }
    sorted.splice(low, 0, ...sorted.splice(from, 1))
  }
  return sorted
}
/** Length of the run at the start; one that falls is turned round. */
function leadingRun<T>(items: T[], less: (a: T, b: T) => boolean): number {
  const falls = (i: number): boolean => {
    const [before, after] = [items[i - 1], items[i]]
    return before !== undefined && after !== undefined && less(after, before)
  }
  if (items.length < 2) return items.length
  const falling = falls(1)
  let end = 2
  while (end < items.length && falls(end) === falling) end++
  if (falling) items.splice(0, end, ...items.slice(0, end).reverse())
  return end
}
