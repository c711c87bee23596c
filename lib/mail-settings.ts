import { z } from 'zod'

/** RFC 5321 gives a local part 64 octets; the tag that says which mail came back takes the rest (lib/mail/verp.ts). */
const BOUNCE_LOCAL_PART = 15

/** Before the @ ASCII, since mails are sent without SMTPUTF8 (RFC 6531); a domain of other letters has A-labels. */
const address = z.string().regex(/^[!-;=?A-~]+@[^\s<>@\p{Cc}]+$/u, 'takes an address such as mail@example.org')
const ofProtocol = (protocols: string[], takes: string) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `takes ${takes}`)
const oneLine = z.string().regex(/^[^\p{Cc}]{1,200}$/u, 'takes one line of 1 to 200 characters')

/** What the environment says about mail. */
export const MailEnvironment = z.object({
  SMTP_URL: ofProtocol(['smtp:', 'smtps:'], 'smtp:// or smtps://user:password@host:port').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\p{Cc}]+$/u, 'takes one line')
    .refine(
      (value) => /^(?:[^<>]*<)?[!-;=?A-~]+@[^\s<>@]+>?$/.test(value),
      'takes an address such as News <news@example.org>',
    )
    .optional(),
  MAIL_REPLY_TO: address.optional(),
  MAIL_POSTAL_ADDRESS: oneLine.optional(),
  MAIL_CONNECTIONS: z
    .string()
    .regex(/^([1-9]|[1-4]\d|50)$/, 'takes a whole number from 1 to 50')
    .transform(Number)
    .default(5),
  MAIL_UNKNOWN: z.enum(['skip', 'resend'], 'takes skip or resend').default('skip'),
  DKIM_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'takes a domain such as example.org')
    .optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'takes a selector such as mail2026')
    .optional(),
  DKIM_KEY_FILE: z.string().optional(),
  BOUNCE_ADDRESS: address
    .refine(
      (value) => value.indexOf('@') <= BOUNCE_LOCAL_PART,
      `takes at most ${BOUNCE_LOCAL_PART} characters before the @: a tag is added to them`,
    )
    .optional(),
  BOUNCE_URL: ofProtocol(['imap:', 'imaps:'], 'imap:// or imaps://user:password@host:port/mailbox').optional(),
})

export interface MailSettings {
  smtpUrl: string | undefined
  /** `Name <address>`. */
  mailFrom: string
  mailReplyTo: string | undefined
  mailPostalAddress: string | undefined
  /** Connections of each sending process to the SMTP server: mails under way at once. */
  mailConnections: number
  /** What becomes of a digest that may have been accepted. */
  mailUnknown: 'skip' | 'resend'
  /** How mails are signed; undefined: somebody else signs them, or nobody. */
  dkim: { domain: string; selector: string; keyFile: string } | undefined
  /** Envelope senders are this address with a tag. */
  bounceAddress: string
  /** The mailbox in which those addresses end; undefined: something else hands their mail to `npm run bounce`. */
  bounceUrl: string | undefined
}

/** What hangs together, and is wrong when it is apart. */
export function mailFaults(env: z.infer<typeof MailEnvironment>): string[] {
  const dkim = [env.DKIM_DOMAIN, env.DKIM_SELECTOR, env.DKIM_KEY_FILE]
  const isWhole = dkim.every((one) => one !== undefined) || dkim.every((one) => one === undefined)
  return isWhole ? [] : ['DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE are set together, or none of them']
}

/** Mail as it is set, with what follows from the site's name and host. */
export function mailSettings(env: z.infer<typeof MailEnvironment>, site: { name: string; host: string }): MailSettings {
  const mailFrom = env.MAIL_FROM ?? `${JSON.stringify(site.name)} <digest@${site.host}>`
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: keyFile } = env
  return {
    smtpUrl: env.SMTP_URL,
    mailFrom,
    mailReplyTo: env.MAIL_REPLY_TO,
    mailPostalAddress: env.MAIL_POSTAL_ADDRESS,
    mailConnections: env.MAIL_CONNECTIONS,
    mailUnknown: env.MAIL_UNKNOWN,
    dkim: domain && selector && keyFile ? { domain: domain.toLowerCase(), selector, keyFile } : undefined,
    bounceAddress: env.BOUNCE_ADDRESS ?? `b@${domainOf(mailFrom)}`,
    bounceUrl: env.BOUNCE_URL,
  }
}

/** The domain of `Name <address>`, in lower case. */
const domainOf = (from: string): string => /@([^\s<>@]+)>?\s*$/.exec(from)?.[1]?.toLowerCase() ?? ''
