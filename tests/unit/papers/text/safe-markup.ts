const ELEMENTS = new Set(
  `br code math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup mover munder
   munderover mtable mtr mtd mstyle mpadded mphantom menclose`.split(/\s+/),
)
const REFUSED_ATTRIBUTE = /^(?:on.*|style|href|src|id|name|data-.*|xmlns|mathcolor|mathbackground)$/
const CLASSES = new Set(['tex'])

const TOKEN = /([^<>&]|&(?:amp|lt|gt|quot|#39|#x27);)+|<(\/?)([a-z]+)((?: [a-z]+="[^"<>]*")*)>/y

/** Every way in which markup is more, or other, than a paper's text may be. Reads it strictly: what it cannot read is a fault. */
export function faultsOf(html: string): string[] {
  const faults: string[] = []
  const open: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < html.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(html)
    if (!token) return [...faults, `unreadable: ${html.slice(at, at + 40)}`]
    const [, , slash, element, attributes = ''] = token
    if (element === undefined) continue
    if (!ELEMENTS.has(element)) faults.push(`element ${element}`)
    faults.push(...faultsOfAttributes(attributes))
    if (slash === '/' && open.pop() !== element) faults.push(`closes ${element}`)
    if (slash === '' && element !== 'br') open.push(element)
  }
  return [...faults, ...open.map((element) => `never closes ${element}`)]
}

function faultsOfAttributes(attributes: string): string[] {
  return [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].flatMap(([, name = '', value = '']) =>
    REFUSED_ATTRIBUTE.test(name) || (name === 'class' && !CLASSES.has(value)) ? [`attribute ${name}="${value}"`] : [],
  )
}
