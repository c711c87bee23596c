const ELEMENTS = new Set(
  `math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup mover munder munderover
   mmultiscripts mprescripts none mtable mtr mtd mstyle mpadded mphantom menclose merror`.split(/\s+/),
)

/** What an attribute may hold. Everything else is dropped: style, class, href, colours. */
const ATTRIBUTES = new Map(
  Object.entries({
    display: /^block$/,
    encoding: /^application\/x-tex$/,
    mathvariant: /^normal$/,
    displaystyle: /^(?:true|false)$/,
    scriptlevel: /^[+-]?\d$/,
    stretchy: /^(?:true|false)$/,
    fence: /^(?:true|false)$/,
    separator: /^(?:true|false)$/,
    symmetric: /^(?:true|false)$/,
    movablelimits: /^(?:true|false)$/,
    accent: /^(?:true|false)$/,
    accentunder: /^(?:true|false)$/,
    linethickness: /^\d+(?:\.\d+)?(?:em|px)$/,
    columnalign: /^[a-z ]+$/,
    columnspacing: /^[\d.em ]+$/,
    columnlines: /^[a-z ]+$/,
    rowspacing: /^[\d.em ]+$/,
    rowlines: /^[a-z ]+$/,
    notation: /^[a-z ]+$/,
    minsize: /^\d(?:\.\d+)?em$/,
    maxsize: /^\d(?:\.\d+)?em$/,
  }),
)
/** Lengths that move things: kept only where they move them a little. */
const LENGTHS = new Set(['width', 'height', 'depth', 'voffset', 'lspace', 'rspace'])
const LENGTH = /^[+-]?\d*\.?\d+em$/
const MAX_EM = 10
/** Negative space lets a formula lie over the page; this much in all is for kerning. */
const MAX_BACKWARD_EM = 2

const TAG = /<(\/?)([a-z]+)((?:\s+[a-z]+="[^"<>]*")*)\s*(\/?)>/g
const ATTRIBUTE = /([a-z]+)="([^"]*)"/g

/**
 * KaTeX's MathML with nothing in it but the elements and attributes listed here; null when it holds anything else, or
 * tries to leave its place. A second lock: KaTeX's own settings are the first.
 */
export function safeMathml(markup: string): string | null {
  let backwardEm = 0
  let known = true
  const bare = markup.replace(/^<span class="katex">|<\/span>$/g, '')
  const mathml = bare.replace(TAG, (_tag, slash: string, element: string, attributes: string, empty: string) => {
    known &&= ELEMENTS.has(element)
    const kept = [...attributes.matchAll(ATTRIBUTE)].filter(([, name = '', value = '']) => isAllowed(name, value))
    for (const [, name = '', value = ''] of kept) {
      if (LENGTHS.has(name) && value.startsWith('-')) backwardEm -= Number.parseFloat(value)
    }
    const start = `<${slash}${element}${kept.map(([attribute]) => ` ${attribute}`).join('')}>`
    return empty ? `${start}</${element}>` : start
  })
  const leftOver = mathml.replace(TAG, '')
  return known && backwardEm <= MAX_BACKWARD_EM && !/[<>]/.test(leftOver) ? mathml : null
}

function isAllowed(name: string, value: string): boolean {
  if (LENGTHS.has(name)) return LENGTH.test(value) && Math.abs(Number.parseFloat(value)) <= MAX_EM
  return ATTRIBUTES.get(name)?.test(value) ?? false
}
