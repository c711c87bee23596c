import { z } from 'zod'
import { EmailAddress } from '../accounts/email-address'
import { config } from '../config'
import type { View } from '../views/view'
import { type ListAddress, listPath, parseListAddress } from './list-address'
import { parseRhythm, rhythmText, WEEKDAYS } from './rhythm'
import { TimeZone } from './zones'

/** What a digest is like unless its reader chose otherwise. */
export const USUAL = { rhythm: 'daily', hour: 8, papers: 15, shape: 'full' } as const

/** How much of each paper a mail shows: with its abstract, with the beginning of it, or none of it. */
export const SHAPES = ['full', 'short', 'titles'] as const
export type Shape = (typeof SHAPES)[number]

/** Papers in one mail, at the least and at the most. */
const MIN_PAPERS = 5
const MAX_PAPERS = 25
const MAX_NAME_LENGTH = 80

/** Views that go on having new papers. A day, a week and a month are over one day, and nobody subscribes to the past. */
const GOING_ON: readonly View['kind'][] = [
  'trending',
  'newest',
  'submitted',
  'picks',
  'category',
  'author',
  'person',
  'search',
  'personal',
  'list',
  'following',
  'group',
]

/** The address of a list that can be subscribed to, in its one spelling; empty means trending. */
const ViewAddress = z.string().transform((address, context) => {
  const list = parseListAddress(address || '/')
  if (list && goesOn(list)) return listPath(list)
  context.addIssue({ code: 'custom', message: 'That is no list that goes on. It takes the address of one, such as /.' })
  return z.NEVER
})

const Hour = numberBetween(0, 23, 'It takes an hour from 0 to 23.')
const Papers = numberBetween(MIN_PAPERS, MAX_PAPERS, `It takes a number of papers from ${MIN_PAPERS} to ${MAX_PAPERS}.`)
const Shape = z.enum(SHAPES, 'It takes “full”, “short” or “titles”.')

/** Its reader's own name for a digest; empty: none, and it is called as the list is. */
const Name = z.string().transform((typed, context) => {
  const name = typed.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()
  if (name.length <= MAX_NAME_LENGTH && name.isWellFormed()) return name || null
  context.addIssue({ code: 'custom', message: `A name takes at most ${MAX_NAME_LENGTH} characters.` })
  return z.NEVER
})

const Rhythm = z.string().transform((text, context) => {
  const rhythm = text.length <= 100 ? parseRhythm(text) : null
  if (rhythm) return rhythmText(rhythm)
  const message =
    text === NO_DAY ? 'Choose at least one day.' : 'It takes “daily”, “monthly” or days of the week, such as mon,thu.'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** A form sends a field that was left empty as an empty text. */
const orElse = <T extends z.ZodType>(field: T, fallback: () => string) =>
  z.preprocess((value) => (value === undefined || value === '' ? fallback() : value), field)
const orAsItIs = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), field.optional())

const wishes = {
  rhythm: orElse(Rhythm, () => USUAL.rhythm),
  hour: orElse(Hour, () => String(USUAL.hour)),
  zone: orElse(TimeZone, () => config().timeZone),
  papers: orElse(Papers, () => String(USUAL.papers)),
  shape: orElse(Shape, () => USUAL.shape),
  name: orElse(Name, () => ''),
}

const NO_DAY = 'no day'

/**
 * Folds what a page asks about the rhythm into one field: `rhythm=weekly` with `weekday=tue`, and `rhythm=weekdays` with a
 * ticked box for each day (`mon=on`, `thu=on`). A rhythm in its own spelling is left as it is.
 */
export function foldRhythm(fields: unknown): unknown {
  if (typeof fields !== 'object' || fields === null || !('rhythm' in fields)) return fields
  const { rhythm, weekday } = fields as { rhythm: unknown; weekday?: unknown }
  if (rhythm === 'weekly') return { ...fields, rhythm: weekday || WEEKDAYS[0] }
  if (rhythm !== 'weekdays') return fields
  return { ...fields, rhythm: WEEKDAYS.filter((day) => day in fields).join(',') || NO_DAY }
}

const asked = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(foldRhythm, z.object(shape))

/** What may be asked for without an address: it stands in links. */
export const DigestChoice = asked({ ...wishes, view: orElse(ViewAddress, () => '/') })
export type DigestChoice = z.infer<typeof DigestChoice>

/** The subscribe form. `website` is a trap: people do not see it, programs fill it in. `stamp`: see `newStamp`. */
export const SubscribeForm = asked({
  ...wishes,
  view: orElse(ViewAddress, () => '/'),
  email: EmailAddress,
  website: z.string().default(''),
  stamp: z.string().default(''),
})
export type SubscribeForm = z.infer<typeof SubscribeForm>

/** What the confirming and the managing form take beside `act`; a field that is not there stays as it is. Behind `foldRhythm`. */
export const changeFields = {
  rhythm: orAsItIs(Rhythm),
  hour: orAsItIs(Hour),
  zone: orAsItIs(TimeZone),
  papers: orAsItIs(Papers),
  shape: orAsItIs(Shape),
  name: Name.optional(),
}
export const ChangeForm = asked(changeFields)
export type ChangeForm = z.infer<typeof ChangeForm>

/** Until which day a pause lasts; null: until it is resumed. */
export const PauseUntil = z.preprocess(
  (value) => (value === undefined || value === '' ? null : value),
  z.iso.date('It takes a day such as 2026-12-24.').nullable(),
)

/** A search for nothing finds nothing. */
const goesOn = ({ view }: ListAddress) =>
  GOING_ON.includes(view.kind) &&
  !(view.kind === 'search' && !view.query) &&
  !(view.kind === 'picks' && view.day) &&
  !(view.kind === 'group' && view.week)

function numberBetween(min: number, max: number, takes: string) {
  return z
    .string()
    .regex(/^\d{1,2}$/, takes)
    .transform(Number)
    .refine((value) => value >= min && value <= max, takes)
}
