import { z } from 'zod'
import { InputError } from '../../errors'
import { isDay, monthRange, weekRange } from '../calendar'
import { parseTypes, type Typed } from '../list-types'
import type { View } from '../view'

const whole = (min: number, max: number, preset: number) =>
  z.coerce
    .number(`takes a whole number from ${min} to ${max}`)
    .int(`takes a whole number from ${min} to ${max}`)
    .min(min, `takes ${min} or more`)
    .max(max, `takes ${max} or less`)
    .default(preset)

export const DailyQuery = z.object({
  p: whole(0, 1000, 0),
  limit: whole(1, 100, 50),
  date: z.string().refine(isDay, 'takes a day such as 2026-11-20').optional(),
  week: z
    .string()
    .refine((week) => weekRange(week), 'takes a week such as 2026-W47')
    .optional(),
  month: z
    .string()
    .refine((month) => monthRange(month), 'takes a month such as 2026-11')
    .optional(),
  types: z.string().describe('Of a day, week or month: new, cross, replace, with commas between them').optional(),
  sort: z.enum(['publishedAt', 'trending'], 'takes publishedAt or trending').default('publishedAt'),
})

export const PapersQuery = z.object({ limit: whole(1, 100, 50), cursor: z.string().optional() })

export const SearchQuery = z.object({
  q: z.string('takes the words to look for').max(250, 'takes at most 250 characters'),
  limit: whole(1, 120, 120),
})

/** `/api/daily_papers`: a day, a week, a month, else trending or the newest; counted pages. @throws InputError */
export function parseDailyQuery(search: URLSearchParams): { view: View; limit: number; offset: number } {
  const { p, limit, date, week, month, sort } = parsed(DailyQuery, search)
  return { view: viewOf({ date, week, month, typed: parseTypes(search) }, sort), limit, offset: p * limit }
}

/** `/api/papers`: the newest, by cursor. @throws InputError */
export const parsePapersQuery = (search: URLSearchParams) => parsed(PapersQuery, search)

/** `/api/papers/search`. @throws InputError */
export const parseSearchQuery = (search: URLSearchParams) => parsed(SearchQuery, search)

function viewOf(
  { date, week, month, typed }: { date?: string; week?: string; month?: string; typed: Typed },
  sort: 'publishedAt' | 'trending',
): View {
  if (date) return { kind: 'day', day: date, ...typed }
  if (week) return { kind: 'week', week, ...typed }
  if (month) return { kind: 'month', month, ...typed }
  return sort === 'trending' ? { kind: 'trending' } : { kind: 'newest' }
}

function parsed<Schema extends z.ZodType>(schema: Schema, search: URLSearchParams): z.output<Schema> {
  const result = schema.safeParse(Object.fromEntries(search))
  if (result.success) return result.data
  throw new InputError(result.error.issues.map(({ path, message }) => `“${path.join('.')}” ${message}.`).join(' '))
}
