import { namesAgree, parsePersonName } from './author-names'

/** Whether two names are known to be two people, although they look alike: both stand on one paper. */
export type KnownApart = (one: string, other: string) => boolean

/** A person, as far as names tell: all forms of the name. */
export interface Person {
  /** The fullest form first. */
  names: string[]
  /** True: the name could be that of several people who are here, so it is nobody else's form. */
  isAmbiguous: boolean
}

/**
 * The persons behind these names: a partition, whatever their order. Two names are one person's when they agree
 * (`mayBeOne`) and neither could also belong to somebody else here: "J. Smith" goes with "John Smith" until there is a "Jane
 * Smith"; then it stands alone, as ambiguous. So any two names of a person agree with each other.
 * @param names distinct by `authorKey`
 */
export function foldNames(names: readonly string[], areApart?: KnownApart): Person[] {
  return persons(names, relationOf(names, areApart))
}

/**
 * The person behind one of these names, and the others who could be meant by one of its forms. Looks no further than the
 * names that agree with it, and those that agree with these.
 * @param mostOthers the others are folded one by one, and no more than these
 */
export function foldAround(
  name: string,
  names: readonly string[],
  areApart?: KnownApart,
  mostOthers = Number.POSITIVE_INFINITY,
): { person: Person; others: Person[] } {
  const related = relationOf(names, areApart)
  const [person = { names: [name], isAmbiguous: false }] = persons([name], related)
  const near = [...new Set(person.names.flatMap(related))].filter((other) => !person.names.includes(other))
  return { person, others: persons(near, related, mostOthers) }
}

type Relation = (name: string) => readonly string[]

/** The first persons of some of the names, in their order. */
function persons(some: readonly string[], related: Relation, most = Number.POSITIVE_INFINITY): Person[] {
  const placed = new Set<string>()
  const found: Person[] = []
  for (const name of some) {
    if (found.length >= most) break
    if (placed.has(name)) continue
    const isAmbiguous = couldBeSeveral(name, related)
    const forms = isAmbiguous ? [name] : related(name).filter((other) => !couldBeSeveral(other, related))
    for (const form of forms) placed.add(form)
    found.push({ names: [...forms].sort(fullestFirst), isAmbiguous })
  }
  return found
}

/** Whether two of those that agree with a name do not agree with each other. */
function couldBeSeveral(name: string, related: Relation): boolean {
  return related(name).some((other) => {
    const agreeing = new Set(related(other))
    return related(name).some((third) => !agreeing.has(third))
  })
}

/** For each name, those that agree with it, itself among them; worked out when it is asked for. */
function relationOf(names: readonly string[], areApart: KnownApart = () => false): Relation {
  const parsed = new Map(names.map((name) => [name, parsePersonName(name)]))
  const known = new Map<string, readonly string[]>()
  const isForm = (name: string, other: string) => {
    const [one, two] = [parsed.get(name), parsed.get(other)]
    return name === other || (!!one && !!two && namesAgree(one, two) && !areApart(name, other))
  }
  return (name) => {
    const found = known.get(name) ?? names.filter((other) => isForm(name, other))
    known.set(name, found)
    return found
  }
}

/** By what is spelt out, then by length; the order of code points decides the rest, so that it is the same everywhere. */
function fullestFirst(one: string, other: string): number {
  const spelt = (name: string) => name.split(' ').filter((word) => !/^\p{L}\p{M}*\.?$/u.test(word)).length
  return spelt(other) - spelt(one) || other.length - one.length || (one < other ? -1 : 1)
}
