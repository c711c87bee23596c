import { type Choice, choose, type LiveNumber, NOBODY, type Part } from './marked-document'

const TAG = /<(\/?)x-(personal|no|yes|number)((?: [a-z]+="[^"<>]*")*)>/g

/**
 * Takes a rendered page apart at its personal spots. Text of papers cannot forge one: it is escaped.
 * @throws Error when tags do not match, which is a bug of a component
 */
export function parseMarked(html: string): Part[] {
  const spots = new OpenSpots()
  let at = 0
  for (const { 0: tag, 1: slash, 2: name = '', 3: attributes = '', index } of html.matchAll(TAG)) {
    spots.text(html.slice(at, index))
    if (slash) spots.close(name)
    else spots.open(name, attributes)
    at = index + tag.length
  }
  spots.text(html.slice(at))
  return spots.end()
}

/** Where the text of a page goes that comes next, from the outermost spot to the innermost. */
class OpenSpots {
  readonly #into: Part[][] = [[]]
  readonly #choices: Choice[] = []
  readonly #numbers: LiveNumber[] = []

  text(some: string): void {
    if (some) last(this.#into).push(some)
  }

  open(name: string, attributes: string): void {
    if (name === 'personal') {
      const choice: Choice = { mark: attribute(attributes, 'mark') ?? '', no: [], yes: [] }
      last(this.#into).push(choice)
      this.#choices.push(choice)
    } else if (name === 'number') {
      const number = numberOf(attributes)
      last(this.#into).push(number)
      this.#numbers.push(number)
      this.#into.push([])
    } else this.#into.push(last(this.#choices)[name === 'yes' ? 'yes' : 'no'])
  }

  close(name: string): void {
    if (name === 'personal') this.#choices.pop()
    else if (name === 'number') last(this.#numbers).shown = choose(last(this.#into), NOBODY)
    if (name !== 'personal') this.#into.pop()
  }

  end(): Part[] {
    if (this.#into.length !== 1 || this.#choices.length > 0)
      throw new Error('the personal spots of a page do not close')
    return last(this.#into)
  }
}

function numberOf(attributes: string): LiveNumber {
  const [one, many] = [attribute(attributes, 'one'), attribute(attributes, 'many')]
  const words = one === null || many === null ? null : ([one, many] as const)
  return { of: attribute(attributes, 'of') ?? '', shown: '', words }
}

function attribute(attributes: string, name: string): string | null {
  const before = ` ${name}="`
  const at = attributes.indexOf(before)
  if (at < 0) return null
  const from = at + before.length
  const value = attributes.slice(from, attributes.indexOf('"', from))
  return value.includes('&') ? value.replace(/&(amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity) : value
}

/** As React writes them. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

function last<T>(stack: T[]): T {
  const top = stack.at(-1)
  if (top === undefined) throw new Error('the personal spots of a page do not match')
  return top
}
