import { z } from 'zod'
import { EmailAddress } from '../accounts/email-address'
import { config } from '../config'
import { InputError } from '../errors'
import { parseView, viewPath } from '../views/address'
import type { View } from '../views/view'
import { TimeZone } from './zones'

/** The hour at which a digest comes unless its reader chose another. */
export const DEFAULT_HOUR = 8

/** Views that go on having new papers. A day, a week and a month are over one day, and nobody subscribes to the past. */
const GOING_ON: readonly View['kind'][] = ['trending', 'newest', 'category', 'author', 'search']

const MAX_ADDRESS_LENGTH = 2_000

/** The address of a view that can be subscribed to, in its one spelling; empty means trending. */
const ViewAddress = z.string().transform((address, context) => {
  const view = address.length <= MAX_ADDRESS_LENGTH ? viewAt(address || '/') : null
  if (view && GOING_ON.includes(view.kind)) return viewPath(view)
  context.addIssue({ code: 'custom', message: 'That is no list that goes on. It takes the address of one, such as /.' })
  return z.NEVER
})

const Hour = z
  .string()
  .regex(/^\d{1,2}$/, 'It takes an hour from 0 to 23.')
  .transform(Number)
  .refine((hour) => hour <= 23, 'It takes an hour from 0 to 23.')

/** A form sends a field that was left empty as an empty text. */
const orElse = <T extends z.ZodType>(field: T, fallback: () => string) =>
  z.preprocess((value) => (value === undefined || value === '' ? fallback() : value), field)

const zone = orElse(TimeZone, () => config().timeZone)
const hour = orElse(Hour, () => String(DEFAULT_HOUR))

/** When a subscription's mails come: what the confirming and the managing form take. */
export const ScheduleForm = z.object({ hour, zone })
export type ScheduleForm = z.infer<typeof ScheduleForm>

/** What may be asked for without an address: it stands in links. */
export const DigestChoice = ScheduleForm.extend({ view: orElse(ViewAddress, () => '/') })
export type DigestChoice = z.infer<typeof DigestChoice>

/** The subscribe form. `website` is a trap: people do not see it, programs fill it in. */
export const SubscribeForm = DigestChoice.extend({
  email: EmailAddress,
  rhythm: orElse(z.literal('daily', 'It takes “daily”.'), () => 'daily'),
  website: z.string().default(''),
})
export type SubscribeForm = z.infer<typeof SubscribeForm>

function viewAt(address: string): View | null {
  if (!/^\/(?![/\\])/.test(address) || !URL.canParse(address, 'http://localhost')) return null
  const { pathname, searchParams } = new URL(address, 'http://localhost')
  try {
    return parseView(pathname, searchParams)
  } catch (error) {
    if (error instanceof InputError) return null
    throw error
  }
}
