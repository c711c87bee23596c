import { oaiInstant } from '@/lib/announcement-calendar'
import { addDays, announcementInstant, easternInstant } from '@/lib/announcement-day'
import type { AnnouncementType } from '@/lib/papers/types'
import type { ArxivRecord } from '../arxiv-record'
import { drawDays, type SimulatedDay } from './days'
import { editOf, makePaper, nextVersionOf, withdrawalOf } from './papers'
import { type Random, seeded } from './random'

/** A record as arXiv holds it from an instant on. */
export interface Snapshot {
  since: Date
  /** From when the query API has it, on an honest day. */
  inApiSince: Date
  record: ArxivRecord
  /** In words, for the log. */
  change:
    | 'before the history'
    | 'new'
    | 'replaced'
    | 'cross-listed'
    | 'withdrawn'
    | 'edited'
    | 'recategorised'
    | 'deleted'
}

/** A line of arXiv's listings. The last versions of a paper are announced nowhere. */
export interface TrueLine {
  day: string
  paperId: string
  category: string
  type: AnnouncementType
  record: ArxivRecord
}

/** What really happens at arXiv in one history. */
export interface Truth {
  seed: number
  days: SimulatedDay[]
  /** The categories that the house is set to. */
  categories: string[]
  /** By paper, oldest first. */
  snapshots: Map<string, Snapshot[]>
  lines: TrueLine[]
}

/** Small ones among them, that are quiet on many days, and one that has two names. */
const CATEGORIES = ['cs.LG', 'stat.ML', 'hep-lat', 'math.NA', 'astro-ph.CO', 'physics.soc-ph', 'q-bio.SC', 'cs.GL']
/** arXiv stores a paper of such a category under both of its names. */
const SECOND_NAMES = new Map([
  ['math.NA', 'cs.NA'],
  ['math-ph', 'math.MP'],
])
/** Of the house's own setting are not all. */
const ELSEWHERE = ['cs.CL', 'math.PR', 'physics.gen-ph', 'math-ph']
/** arXiv's feeds leave later versions out (research 6.1). */
const LAST_VERSION_IN_FEEDS = 5
const LAST_VERSION = 8
const HOUR_MS = 3_600_000
const BUSY_CHANCE = 0.75
/** Papers of elsewhere that are announced on a day, some of which come to our categories later. */
const ELSEWHERE_RATE = 0.35
/** A record that arXiv takes back was there for days, so that everybody could have met it. */
const DELETED_AFTER_DAYS = 6
const DAY_MS = 24 * HOUR_MS

/** The history of a seed: the same for the same number, for ever. */
export function makeTruth(seed: number): Truth {
  const random = seeded(seed, 'truth')
  const days = drawDays(seed, random)
  const start = random.int(0, CATEGORIES.length - 1)
  const categories = Array.from(
    { length: random.pick([2, 2, 3, 4]) },
    (_, index) => CATEGORIES[(start + index) % CATEGORIES.length] ?? 'cs.LG',
  )
  const history = new History({ seed, days, categories, snapshots: new Map(), lines: [] }, random)
  history.begin()
  for (const day of days) history.pass(day)
  return history.truth
}

/** The record of a paper at an instant; null before there is one. */
export function recordAt(snapshots: readonly Snapshot[], at: Date, door: 'oai' | 'api' = 'oai'): Snapshot | null {
  const since = (snapshot: Snapshot) => (door === 'api' ? snapshot.inApiSince : snapshot.since)
  return snapshots.findLast((snapshot) => since(snapshot) <= at) ?? null
}

class History {
  private serial = { month: '', number: 0 }
  /** Papers announced a day, by category. */
  private readonly rates: Map<string, number>
  /** With papers on each day that announces, as most houses have one; null: a house of small categories only. */
  private readonly busy: string | null
  /** Papers that their authors replace again and again. */
  private readonly restless = new Set<string>()

  constructor(
    readonly truth: Truth,
    private readonly random: Random,
  ) {
    this.rates = new Map(truth.categories.map((category) => [category, random.pick([0.15, 0.5, 1.2, 2])]))
    this.busy = random.chance(BUSY_CHANCE) ? random.pick(truth.categories) : null
  }

  /** Papers from before, which the house never saw announced; now and then of the old numbering. */
  begin(): void {
    const { random, truth } = this
    const since = easternInstant(addDays(truth.days[0]?.day ?? '', -random.int(40, 400)), '12:00')
    for (let index = 0; index < random.int(2, 6); index += 1) {
      const id = random.chance(0.3) ? `hep-th/99010${random.int(10, 99)}` : `1805.${random.int(10_000, 20_000)}`
      const home = random.chance(0.3) ? random.pick(ELSEWHERE) : random.pick(truth.categories)
      const record = makePaper(id, withSecondNames([home]), since, random)
      truth.snapshots.set(id, [{ since, inApiSince: since, record, change: 'before the history' }])
    }
  }

  pass({ day, announces }: SimulatedDay): void {
    if (announces) this.announce(day)
    for (const paper of this.random.some([...this.truth.snapshots.values()], 0.004)) this.editAtNoon(paper, day)
    for (const paper of this.random.some([...this.truth.snapshots.values()], 0.0003)) this.deleteAtNoon(paper, day)
  }

  private announce(day: string): void {
    for (const [id, paper] of this.truth.snapshots) {
      if (this.random.chance(this.restless.has(id) ? 0.35 : 0.02)) this.revise(paper, day)
    }
    for (const category of this.truth.categories) {
      const rate = this.rates.get(category) ?? 1
      if (category === this.busy) this.addPaper(category, day)
      for (let left = rate; this.random.chance(left / (left + 1)); left *= 0.8) this.addPaper(category, day)
    }
    if (this.random.chance(ELSEWHERE_RATE)) this.addPaper(this.random.pick(ELSEWHERE), day)
  }

  private addPaper(primary: string, day: string): void {
    const { random, truth } = this
    const others = [...truth.categories, ...ELSEWHERE].filter((category) => category !== primary)
    const categories = withSecondNames([primary, ...random.some(ELSEWHERE.includes(primary) ? [] : others, 0.25)])
    // Moderation holds some papers for days.
    const heldHours = random.chance(0.1) ? random.int(24, 144) : random.int(6, 30)
    const submittedAt = new Date(announcementInstant(day).getTime() - heldHours * HOUR_MS)
    const record = makePaper(this.nextId(day), categories, submittedAt, random)
    if (random.chance(0.04)) this.restless.add(record.id)
    truth.snapshots.set(record.id, [])
    this.list(record, 'new', day, categories, (category) => (category === primary ? 'new' : 'cross'))
  }

  private revise(paper: Snapshot[], day: string): void {
    const { random, truth } = this
    const last = paper.at(-1)
    if (!last || last.since >= oaiInstant(day) || (last.record.version ?? 1) >= LAST_VERSION) return
    // A withdrawal is the end: another on the same day would read word for word the same in OAI-PMH, which tells no versions.
    if (paper.some(({ change }) => change === 'withdrawn' || change === 'deleted')) return
    const missing = truth.categories.filter((category) => !last.record.categories.includes(category))
    const submittedAt = new Date(announcementInstant(day).getTime() - random.int(6, 30) * HOUR_MS)
    const primary = last.record.categories[0]
    const asReplacement = (category: string) => (category === primary ? 'replace' : 'replace-cross')

    const isStranger = missing.length === truth.categories.length
    if (missing.length > 0 && random.chance(isStranger ? 0.6 : 0.2)) {
      const category = random.pick(missing)
      const joined = withSecondNames([category])
      const record = { ...last.record, categories: [...last.record.categories, ...joined] }
      this.list(record, 'cross-listed', day, joined, () => 'cross')
    } else if (random.chance(0.1)) {
      const record = withdrawalOf(last.record, submittedAt)
      this.list(record, 'withdrawn', day, record.categories, asReplacement)
    } else {
      // Sometimes twice between two announcements.
      const record = nextVersionOf(last.record, submittedAt, random.chance(0.15) ? 2 : 1)
      this.list(record, 'replaced', day, record.categories, asReplacement)
    }
  }

  private list(
    record: ArxivRecord,
    change: Snapshot['change'],
    day: string,
    categories: string[],
    typeOf: (category: string) => AnnouncementType,
  ): void {
    const { truth, random } = this
    const lagMs = random.chance(0.2) ? random.int(1, 24) * HOUR_MS : 0
    const inApiSince = new Date(easternInstant(day, '00:00').getTime() + lagMs)
    truth.snapshots.get(record.id)?.push({ since: oaiInstant(day), inApiSince, record, change })
    for (const category of categories) {
      const type = typeOf(category)
      const isLeftOut = type.startsWith('replace') && (record.version ?? 1) > LAST_VERSION_IN_FEEDS
      if (truth.categories.includes(category) && !isLeftOut) {
        truth.lines.push({ day, paperId: record.id, category, type, record })
      }
    }
  }

  /** A change that no listing tells. */
  private editAtNoon(paper: Snapshot[], day: string): void {
    const last = paper.at(-1)
    const since = easternInstant(day, '12:00')
    if (!last || last.since >= since || last.change === 'deleted') return
    const { random } = this
    const [primary = '', ...others] = last.record.categories
    // A category that is new to a paper is always announced as a cross-list; a change of the primary one is not.
    // The second name of a category says nothing of its own.
    const isMoved = others.some((other) => SECOND_NAMES.get(primary) !== other) && random.chance(0.3)
    const record = isMoved ? { ...last.record, categories: [...others, primary] } : editOf(last.record, random)
    const inApiSince = easternInstant(addDays(day, 1), '00:00')
    paper.push({ since, inApiSince, record, change: isMoved ? 'recategorised' : 'edited' })
  }

  /** arXiv takes a paper back altogether: OAI-PMH says so, and the query API does not know it any more. */
  private deleteAtNoon(paper: Snapshot[], day: string): void {
    const last = paper.at(-1)
    const since = easternInstant(day, '12:00')
    if (!last || last.change === 'deleted' || since.getTime() - last.since.getTime() < DELETED_AFTER_DAYS * DAY_MS)
      return
    paper.push({ since, inApiSince: since, record: last.record, change: 'deleted' })
  }

  /** Numbers are given in the order of announcement, in the month of it; the gaps are papers of other fields. */
  private nextId(day: string): string {
    const month = addDays(day, -1).slice(2, 7).replace('-', '')
    if (month !== this.serial.month) this.serial = { month, number: 0 }
    this.serial.number += this.random.int(1, 60)
    return `${month}.${String(this.serial.number).padStart(5, '0')}`
  }
}

const withSecondNames = (categories: string[]) => [
  ...new Set(categories.flatMap((category) => [category, SECOND_NAMES.get(category) ?? []].flat())),
]
