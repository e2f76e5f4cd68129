/** Changes as people read them, in messages and in reports. */

/** `+3.1 % [+1.2, +5.0]` for a ratio of 1.031. */
export function changeText({ ratio, low, high }: { ratio: number; low: number; high: number }): string {
  return `${signed(ratio)} % [${signed(low)}, ${signed(high)}]`
}

/** Never `-0.0`. */
function signed(ratio: number): string {
  const value = ((ratio - 1) * 100).toFixed(1)
  return value.startsWith('-') ? value.replace(/^-0\.0$/, '+0.0') : `+${value}`
}

/** `2 %` for 0.02. */
export function percentText(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}
