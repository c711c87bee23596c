import { z } from 'zod'
import { Sentence } from '../sentence'

const MAX_LIST_NAME = 80
const MAX_DESCRIPTION = 500
/** Lists that one reader can have, and papers on one of them. */
export const MOST_LISTS = 100
export const MOST_ENTRIES = 2_000

const shown = (typed: string) =>
  typed
    .replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .normalize('NFC')
    .trim()

/** The door for what a list is called: one line, without signs that nobody sees. */
export const ListName = z
  .string('A list takes a name.')
  .transform(shown)
  .refine((name) => name !== '', 'A list takes a name.')
  .refine(
    (name) => name.length <= MAX_LIST_NAME && name.isWellFormed(),
    `It takes ${MAX_LIST_NAME} characters at most.`,
  )

const Description = z
  .string()
  .transform(shown)
  .refine(
    (text) => text.length <= MAX_DESCRIPTION && text.isWellFormed(),
    `It takes ${MAX_DESCRIPTION} characters at most.`,
  )
  .transform((text) => text || null)

const VISIBILITIES = ['private', 'shared', 'public'] as const

/** What a list is: the form that makes and changes one. */
export const ListForm = z.object({
  name: ListName,
  description: Description.optional().transform((text) => text ?? null),
  visibility: z.enum(VISIBILITIES, 'It is private, shared or public.').default('private'),
})
export type ListForm = z.infer<typeof ListForm>

/** A note on a paper: one sentence; empty: none. */
export const ListNote = Sentence.optional().transform((note) => note ?? null)
