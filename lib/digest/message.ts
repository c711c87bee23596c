import { z } from 'zod'
import { Prisma } from '@/generated/prisma/client'
import { signStop } from '../accounts/stop-link'
import { config } from '../config'
import { prepared } from '../database/prepared'
import { listIdOf, messageIdOf } from '../mail/headers'
import { WelcomeContent } from '../mail/kinds'
import type { Mail, MailEnvelope } from '../mail/mail'
import { renderMail, renderStoredMail } from '../mail/render'
import { leaveAddress, verpSender } from '../mail/verp'
import type { Lease } from '../outbox/claim'
import { absolute, paths } from '../paths'
import { signLink } from '../subscriptions/links'
import { paperLinkSigner } from '../subscriptions/paper-links'
import { DeliveryContent, digestOf, IssueContent } from './content'
import { CopyContent, marked, withMark } from './copies'
import { type Illustrated, withFigures } from './inline-figures'

/** How long the settings link of a mail works, counted from the mail. */
const MANAGE_LIFE_DAYS = 90
const DAY_MS = 24 * 3_600_000

/** Issues, and choices of their papers, kept in memory while they are being sent: a paper's entry is rendered once. */
const KEPT = 64

/** Makes the mails of the ledger's rows; the same row always gives the same bytes. */
export class MailMaker {
  readonly #issues = new Map<string, Promise<IssueContent | null>>()
  readonly #digests = new Map<string, Promise<Illustrated>>()

  /**
   * Reads what the row needs; the function given back renders it.
   * @throws Error when the row cannot become a mail, there and not here: here, it is the database that is away
   */
  async prepare(lease: Lease): Promise<() => Mail> {
    if (lease.kind === 'copy') return this.#copy(lease)
    if (lease.kind !== 'digest') return () => renderStoredMail(lease.kind, lease.content, transactionalEnvelope(lease))
    const { issueId, subscriptionId } = lease
    const own = DeliveryContent.safeParse(lease.content)
    const issue = issueId && own.success ? await this.#issue(issueId, own.data) : null
    const illustrated = issueId && issue && own.success ? await this.#digest(issueId, issue, own.data) : null
    return () => {
      if (!issue || !subscriptionId || !illustrated) throw new Error('not the row of a digest')
      const { digest, inline } = illustrated
      return renderMail('digest', digest, digestEnvelope(lease, issue.view, subscriptionId), inline)
    }
  }

  /** Papers that readers were sent do not change, so a copy needs none but its issue's. */
  async #copy(lease: Lease): Promise<() => Mail> {
    const own = CopyContent.safeParse(lease.content)
    const issue = own.success ? await this.#issue(own.data.issueId, own.data) : null
    const illustrated = own.success && issue ? await withFigures(digestOf(withMark(issue, own.data), own.data)) : null
    return () => {
      if (!own.success || !issue || !illustrated) throw new Error('not the row of a copy, or its issue is gone')
      const { digest, inline } = illustrated
      const envelope = digestEnvelope(lease, issue.view, own.data.subscriptionId)
      return marked(renderMail('digest', digest, envelope, inline), own.data)
    }
  }

  async #issue(id: string, own: DeliveryContent): Promise<IssueContent | null> {
    // Lanes that ask at the same time wait for one answer: what is made of its papers is made once.
    for (let known = this.#issues.get(id); known; known = this.#issues.get(id)) {
      const issue = await known
      if (!issue) return null
      // While an issue is being composed, later readers can add papers to it.
      if (own.papers.every((paperId) => issue.papers.some((paper) => paper.id === paperId))) return issue
      if (this.#issues.get(id) === known) break
    }
    return keep(this.#issues, id, this.#read(id))
  }

  async #read(id: string): Promise<IssueContent | null> {
    try {
      const [issue] = await prepared<{ content: unknown }>(
        'issue',
        Prisma.sql`select content from issues where id = ${id}::uuid`,
      )
      return issue ? IssueContent.parse(issue.content) : null
    } catch (error) {
      this.#issues.delete(id)
      throw error
    }
  }

  async #digest(issueId: string, issue: IssueContent, own: DeliveryContent): Promise<Illustrated> {
    const key = `${issueId} ${JSON.stringify(own)}`
    const made = this.#digests.get(key) ?? keep(this.#digests, key, withFigures(digestOf(issue, own)))
    return made.catch((error) => {
      this.#digests.delete(key)
      throw error
    })
  }
}

/** Of a mail that somebody waits for; a welcome is of its list, and can be left like it, and mails of comments can be stopped. */
function transactionalEnvelope(lease: Lease): MailEnvelope {
  if (lease.kind === 'comment') return { ...envelopeOf(lease), ...stopOf(lease) }
  const welcome = WelcomeContent.safeParse(lease.content)
  if (lease.kind !== 'welcome' || !lease.subscriptionId || !welcome.success) return envelopeOf(lease)
  const { pathname, search } = new URL(welcome.data.viewUrl)
  return digestEnvelope(lease, pathname + search, lease.subscriptionId)
}

function stopOf(lease: Lease): Pick<MailEnvelope, 'stop' | 'listId'> {
  const { reader } = z.object({ reader: z.uuid() }).parse(lease.content)
  const oneClickUrl = absolute(paths.stopCommentMails(signStop(reader)))
  const { baseUrl } = config()
  return { stop: { oneClickUrl, manageUrl: absolute(paths.settings) }, listId: listIdOf('comments', baseUrl) }
}

/** The outside of a digest of this subscription. */
export function digestEnvelope(
  mail: { id: string; recipient: string; createdAt: Date; issueId?: string | null },
  view: string,
  subscriptionId: string,
): MailEnvelope {
  const unsubscribeUrl = absolute(paths.unsubscribe(signLink('unsubscribe', subscriptionId)))
  const manage = signLink('manage', subscriptionId, new Date(mail.createdAt.getTime() + MANAGE_LIFE_DAYS * DAY_MS))
  const paperToken = paperLinkSigner(subscriptionId, mail.createdAt)
  return {
    ...envelopeOf(mail),
    links: {
      unsubscribeUrl,
      oneClickUrl: unsubscribeUrl,
      leaveAddress: leaveAddress(subscriptionId, config().bounceAddress),
      pauseUrl: absolute(paths.pauseSubscription(manage)),
      manageUrl: absolute(paths.manageSubscription(manage)),
      paperUrls: (paperId) => {
        const token = paperToken(paperId)
        return {
          voteUrl: absolute(paths.paperAct(token, 'vote', paperId)),
          saveUrl: absolute(paths.paperAct(token, 'save', paperId)),
        }
      },
    },
    listId: listIdOf(view === '/' ? 'trending' : view, config().baseUrl),
    issueId: mail.issueId ?? undefined,
  }
}

function envelopeOf({ id, recipient, createdAt }: { id: string; recipient: string; createdAt: Date }): MailEnvelope {
  const { mailFrom, mailReplyTo, mailPostalAddress, bounceAddress, baseUrl } = config()
  return {
    recipient,
    from: mailFrom,
    messageId: messageIdOf(id, baseUrl),
    date: createdAt,
    returnPath: verpSender({ id, recipient }, bounceAddress),
    replyTo: mailReplyTo,
    postalAddress: mailPostalAddress,
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): T {
  const [oldest] = map.keys()
  if (map.size >= KEPT && oldest !== undefined) map.delete(oldest)
  map.set(key, value)
  return value
}
