/** Where in the conversation a reply came. */
export type SmtpStage = 'greeting' | 'sign-in' | 'sender' | 'recipient' | 'message'

/** `connection`: before the server heard of this mail. `interrupted`: after, so perhaps because of it. */
export type NotSentCause = 'connection' | 'interrupted' | 'configuration' | 'address' | 'marker'

/**
 * What became of one mail. `not-sent` is certain: the final dot never left. `unknown` is the one thing SMTP cannot tell:
 * the dot may have left and the reply was not read. Texts hold no address and fit on one line.
 */
export type SmtpOutcome =
  | { status: 'accepted'; reply: string }
  | { status: 'rejected'; reply: string; code: number; enhanced: string | null; stage: SmtpStage }
  | { status: 'not-sent'; reason: string; cause: NotSentCause }
  | { status: 'unknown'; reason: string }
