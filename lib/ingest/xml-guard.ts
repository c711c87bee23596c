const MAX_DEPTH = 32
const MAX_ELEMENTS = 500_000
/** In characters. */
const LIMITS = { text: 1_000_000, start: 65_536, end: 65_536, 'empty element': 65_536 }

/** Markup whose end is not simply the next `>`. */
const LONG_MARKUP = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

/**
 * Looks at a document before an XML parser may: names in one sentence what is not an honest feed, or gives null.
 *
 * Document types and entities are refused whole, so that no parser ever expands one; depth, elements, texts and tags are
 * bounded, so that a small document cannot become a large tree. Pure, and linear in the document's length.
 */
export function findXmlFault(xml: string): string | null {
  const start = xml.slice(0, 1000).trimStart()
  if (start === '') return 'the answer is empty'
  if (/^<(!doctype\s+html|html)\b/i.test(start)) return 'the answer is an HTML page, not a feed'
  if (!start.startsWith('<')) return 'the answer is not XML'
  if (/<!(DOCTYPE|ENTITY)/i.test(xml))
    return 'the answer declares a document type or entities, as no feed of arXiv does'
  return findOversize(xml)
}

function findOversize(xml: string): string | null {
  let depth = 0
  let elements = 0
  for (const { kind, length } of tokens(xml)) {
    if (kind === 'cut off') return 'the answer is cut off'
    if (length > LIMITS[kind]) return `the answer holds a piece of more than ${LIMITS[kind]} characters`
    if (kind === 'start' || kind === 'empty element') elements += 1
    if (kind === 'start') depth += 1
    if (kind === 'end') depth -= 1
    if (depth > MAX_DEPTH) return `the answer nests more than ${MAX_DEPTH} elements`
    if (elements > MAX_ELEMENTS) return `the answer holds more than ${MAX_ELEMENTS} elements`
  }
  return depth > 0 || elements === 0 ? 'the answer is cut off' : null
}

type Kind = keyof typeof LIMITS

function* tokens(xml: string): Generator<{ kind: Kind | 'cut off'; length: number }> {
  for (let at = 0; at < xml.length; ) {
    const open = xml.indexOf('<', at)
    yield { kind: 'text', length: (open < 0 ? xml.length : open) - at }
    if (open < 0) return

    const long = LONG_MARKUP.find(([begin]) => xml.startsWith(begin, open))
    const ending = long?.[1] ?? '>'
    const close = xml.indexOf(ending, open + (long?.[0].length ?? 1))
    if (close < 0) {
      yield { kind: 'cut off', length: xml.length - open }
      return
    }
    at = close + ending.length
    yield { kind: long ? 'text' : kindOfTag(xml, open, close), length: at - open }
  }
}

function kindOfTag(xml: string, open: number, close: number): Kind {
  if (xml[open + 1] === '/') return 'end'
  return xml[close - 1] === '/' ? 'empty element' : 'start'
}
