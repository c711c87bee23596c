import { XMLParser, XMLValidator } from 'fast-xml-parser'

const MARKUP = new Set(
  `br code math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup mover munder
   munderover mtable mtr mtd mstyle mpadded mphantom menclose`.split(/\s+/),
)
const REFUSED_ATTRIBUTES = /^(?:on.*|style|href|src|id|name|xlink:.*|data-.*|xmlns)$/i

interface Found {
  elements: Set<string>
  attributes: Set<string>
}

/** What the markup is made of, read by an XML parser; throws when it is not well-formed. */
export function parseMarkup(html: string): Found {
  const document = `<root>${html.replaceAll('<br>', '<br/>')}</root>`
  const verdict = XMLValidator.validate(document)
  if (verdict !== true) throw new Error(`${verdict.err.msg}: ${html}`)
  const found: Found = { elements: new Set(), attributes: new Set() }
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', maxNestedTags: 10_000 })
  collect(parser.parse(document).root, found)
  return found
}

/** Every way in which the markup is more than it should be. */
export function faultsOf(html: string): string[] {
  const { elements, attributes } = parseMarkup(html)
  return [
    ...[...elements].filter((element) => !MARKUP.has(element)),
    ...[...attributes].filter((attribute) => REFUSED_ATTRIBUTES.test(attribute)),
  ]
}

function collect(node: unknown, found: Found): void {
  if (Array.isArray(node)) for (const child of node) collect(child, found)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  for (const [key, child] of Object.entries(node)) {
    if (key.startsWith('@')) found.attributes.add(key.slice(1))
    else if (key !== '#text') found.elements.add(key)
    collect(child, found)
  }
}
