/** The floor: names that a shared C file says every bridge must have. They are written there, in lines ` *   floor: …`. */
export function floorOf(header: string): Set<string> {
  return new Set(
    [...header.matchAll(/^ \*\s+floor: (.*)$/gm)].flatMap(([, names]) => (names ?? '').trim().split(/\s+/)),
  )
}
