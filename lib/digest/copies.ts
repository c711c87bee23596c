import { z } from 'zod'
import { config } from '../config'
import type { Mail } from '../mail/mail'
import { dayInWords } from '../views/calendar'
import { DeliveryContent, type IssueContent } from './content'

/** A digest that is sent once more, outside of its issue: it counts nowhere, and no paper of it counts as sent. */
export const CopyContent = DeliveryContent.extend({
  issueId: z.uuid(),
  /** Whose links it carries. */
  subscriptionId: z.uuid(),
  /** `again`: a reader asked for their last one; `test`: an operator tries it out. */
  mark: z.enum(['again', 'test']),
})
export type CopyContent = z.infer<typeof CopyContent>

const SUBJECTS = { again: 'Again', test: 'Test' } as const

/** The issue with a line at its top that tells what this copy is. */
export const withMark = (issue: IssueContent, { mark, day }: CopyContent): IssueContent => ({
  ...issue,
  notes: [
    mark === 'again'
      ? `You asked for this digest once more. It is the one of ${dayInWords(day)}.`
      : `This is a test by an operator of ${config().siteName}. It was sent to nobody else and counts nowhere.`,
    ...issue.notes,
  ],
})

/** The mail with its mark in the subject. */
export const marked = (mail: Mail, { mark }: CopyContent): Mail => ({
  ...mail,
  subject: `${SUBJECTS[mark]}: ${mail.subject}`,
})
