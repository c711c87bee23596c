/** Fields read at most, so that a hostile report takes no longer than a real one. */
const MAX_FIELDS = 200

/** Header fields as RFC 5322 writes them, by their names in lower case; the first of a name counts. Stops at an empty line. */
export function parseFields(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  const [block = ''] = text.trimStart().split(/\n[ \t]*\n/, 1)
  for (const line of block.replace(/\n[ \t]+/g, ' ').split('\n', MAX_FIELDS)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    if (name && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}
