/** Both ways: the index of each brace that has a partner, to its partner's. Escaped braces are no braces. Linear. */
export function matchBraces(source: string): Map<number, number> {
  const partner = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < source.length; at += source[at] === '\\' ? 2 : 1) {
    if (source[at] === '{') open.push(at)
    const from = source[at] === '}' ? open.pop() : undefined
    if (from === undefined) continue
    partner.set(from, at)
    partner.set(at, from)
  }
  return partner
}
