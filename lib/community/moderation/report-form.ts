import { z } from 'zod'
import { REPORT_REASONS } from '../comments/report'

const MAX_NOTE_CHARS = 500

/** The door for what moderators are asked to look at. */
export const ReportForm = z.object({
  reason: z.enum(REPORT_REASONS, 'It takes one of these reasons.'),
  note: z.string().trim().max(MAX_NOTE_CHARS, `It takes ${MAX_NOTE_CHARS} characters at most.`).default(''),
})
