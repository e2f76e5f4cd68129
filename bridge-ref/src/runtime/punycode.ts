/** Punycode (RFC 3492), in which the name of an initialization function spells a module's name. */

const base = 36
const [least, most, skew, damp, firstBias, firstCode] = [1, 26, 38, 700, 72, 128]

export function punycode(text: string): string {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const basic = codes.filter((code) => code < firstCode)
  let out = String.fromCodePoint(...basic) + (basic.length > 0 ? '-' : '')
  let [code, delta, bias, handled] = [firstCode, 0, firstBias, basic.length]
  while (handled < codes.length) {
    const next = Math.min(...codes.filter((one) => one >= code))
    delta += (next - code) * (handled + 1)
    code = next
    for (const one of codes) {
      if (one < code) delta++
      if (one !== code) continue
      out += digits(delta, bias)
      bias = adapt(delta, handled + 1, handled === basic.length)
      delta = 0
      handled++
    }
    delta++
    code++
  }
  return out
}

/** A number of variable length, least digit first. */
function digits(delta: number, bias: number): string {
  let [out, rest] = ['', delta]
  for (let k = base; ; k += base) {
    const threshold = Math.min(Math.max(k - bias, least), most)
    if (rest < threshold) return out + digit(rest)
    out += digit(threshold + ((rest - threshold) % (base - threshold)))
    rest = Math.floor((rest - threshold) / (base - threshold))
  }
}
function digit(value: number): string {
  return String.fromCharCode(value < 26 ? value + 97 : value + 22)
}

function adapt(delta: number, points: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? damp : 2))
  rest += Math.floor(rest / points)
  let k = 0
  for (; rest > ((base - least) * most) / 2; k += base) rest = Math.floor(rest / (base - least))
  return k + Math.floor(((base - least + 1) * rest) / (rest + skew))
}
