import type { Mail } from '@/lib/mail/mail'
import type { SmtpOutcome } from '@/lib/mail/smtp-outcome'
import type { MailTransport } from '@/lib/mail/transport'

/** A way out that keeps mails in memory, gate and all; or gives one outcome for every mail. */
export function aMemoryTransport({ outcome }: { outcome?: SmtpOutcome } = {}) {
  const sent: Mail[] = []
  const tried: Mail[] = []
  const transport: MailTransport = {
    async send(mail, { beforeEnd } = {}) {
      tried.push(mail)
      if (outcome) return outcome
      try {
        await beforeEnd?.()
      } catch {
        return { status: 'not-sent', reason: 'withdrawn', cause: 'marker' }
      }
      sent.push(mail)
      return { status: 'accepted', reply: '250 kept' }
    },
    close: async () => {},
  }
  return { ...transport, sent, tried }
}
