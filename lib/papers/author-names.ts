import { authorKey } from './author-key'

/** A person's name taken apart; every part is folded as by `authorKey`. */
export interface PersonName {
  /** With the particles before it: `van der waals`. */
  family: string
  /** At least one; of one letter where it is an initial. A hyphen parts: `jean pierre`. */
  given: string[]
  suffix: string | null
}

const SUFFIX = /^(jr|sr|ii|iii|iv)$/
const PARTICLE = /^(af|al|da|das|de|del|della|den|der|di|dos|du|el|la|le|ten|ter|van|von|zu|zur)$/
const COLLECTIVE = /\b(collaborations?|consortium|experiments?|group|project|survey|team)\b/

/** Where the names are found that may be another form of a name: the same last word, the same first letter. */
export interface NameBlock {
  lastWord: string
  initial: string
}

/** The block of a name; null for a name that is only ever itself: one word, or a collaboration. */
export function nameBlock(name: string): NameBlock | null {
  const person = parsePersonName(name)
  const initial = /^./u.exec(person?.given[0] ?? '')?.[0]
  return person && initial ? { lastWord: person.family.slice(person.family.lastIndexOf(' ') + 1), initial } : null
}

/**
 * Whether two names can be forms of one person's name: the same family name, and no given name that contradicts. Given names
 * are compared in their order; an initial agrees with every name of that letter, a name that is left out with any, "Xiao-Ming"
 * with "Xiaoming". Two different full forenames never agree, nor do "Jr." and "Sr.". Symmetric; accents, case and hyphens do not count.
 */
export function mayBeOne(one: string, other: string): boolean {
  const [a, b] = [parsePersonName(one), parsePersonName(other)]
  return a && b ? namesAgree(a, b) : authorKey(one) === authorKey(other)
}

/** The same for names that are taken apart already. */
export function namesAgree(a: PersonName, b: PersonName): boolean {
  const suffixesAgree = a.suffix === b.suffix || a.suffix === null || b.suffix === null
  return a.family === b.family && suffixesAgree && givenNamesAgree(a.given, b.given)
}

function givenNamesAgree(one: readonly string[], other: readonly string[]): boolean {
  if (one.every((part, at) => other[at] === undefined || agree(part, other[at]))) return true
  const isSpeltOut = !one.some(isInitial) && !other.some(isInitial)
  return isSpeltOut && one.join('') === other.join('')
}

const agree = (one: string, other: string) =>
  one === other || (isInitial(one) && other.startsWith(one)) || (isInitial(other) && one.startsWith(other))

/** One letter, with its marks. */
const isInitial = (part: string) => part.length === 1 || /^\p{L}\p{M}*$/u.test(part)

/** Also takes "Smith, John". Null: a collaboration, or a name of a single word. */
export function parsePersonName(name: string): PersonName | null {
  const [, before, after] = /^([^,]+),([^,]+)$/.exec(name) ?? []
  const turned = before && after && !SUFFIX.test(authorKey(after)) ? `${after} ${before}` : name
  const words = authorKey(turned).split(' ')
  if (COLLECTIVE.test(words.join(' '))) return null
  const suffix = words.length > 2 && SUFFIX.test(words.at(-1) ?? '') ? (words.pop() ?? null) : null
  if (words.length < 2) return null
  let familyAt = words.length - 1
  // The first word is a given name even where it looks like a particle: "Di Wang".
  while (familyAt > 1 && PARTICLE.test(words[familyAt - 1] ?? '')) familyAt -= 1
  return { given: words.slice(0, familyAt), family: words.slice(familyAt).join(' '), suffix }
}
