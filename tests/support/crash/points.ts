/** Where a sender is killed. In the window, SMTP itself cannot tell whether the mail was accepted. */
export const POINTS = {
  S0: 'before a mail is taken from the ledger',
  S1: 'taken, not yet greeted by the server',
  S2: 'greeted',
  S3: 'after MAIL',
  S4: 'after RCPT',
  S5: 'in the middle of the message',
  S6: 'marked as finishing, the end not sent',
  S7: 'the end sent, no reply yet',
  S8: 'accepted, not yet written down',
  S9: 'accepted and written down',
  S10: 'while an issue is frozen',
  S11: 'while it shuts down',
} as const

export type Point = keyof typeof POINTS

export const ALL_POINTS = Object.keys(POINTS) as Point[]

/** From the commit of the mark to the commit of what the server said. */
export const isInWindow = (point: Point): boolean => ['S6', 'S7', 'S8'].includes(point)
