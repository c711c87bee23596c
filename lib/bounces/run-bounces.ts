import { ImapFlow } from 'imapflow'
import { UpstreamError } from '../errors'
import { actOnReport, type Reaction } from './act-on-report'
import { MAX_REPORT_OCTETS, readReport } from './read-report'

/** Messages of one run; the next one goes on. */
const BATCH = 500
const PATIENCE_MS = 30_000

/** How many messages were read, by what was done about them. */
export type BounceCounts = Record<Reaction['status'], number>

/**
 * Reads what is new in the mailbox of bounces and acts on it. A message is marked as seen once it was acted upon, and stays for
 * people to look at; one that is read twice does no harm. One that cannot be acted upon stays unseen, and holds up no other.
 * @param url `imaps://user:password@host:port/INBOX`
 * @throws UpstreamError when the mailbox cannot be reached or does not let us in
 * @throws AggregateError after all others, when some could not be acted upon
 */
export async function runBounces(
  url: string,
  { now, signal }: { now: Date; signal?: AbortSignal | undefined },
): Promise<BounceCounts> {
  const counts: BounceCounts = { suppressed: 0, noted: 0, unsubscribed: 0, known: 0, nothing: 0 }
  const failures: unknown[] = []
  await inMailbox(url, async (client) => {
    const unseen = (await client.search({ seen: false }, { uid: true })) || []
    for (const uid of unseen.slice(0, BATCH)) {
      if (signal?.aborted) return
      const message = await fetchMessage(client, uid)
      try {
        const reaction = await actOnReport(await readReport(message), now)
        counts[reaction.status]++
      } catch (error) {
        failures.push(error)
        continue
      }
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
    }
  })
  if (failures.length > 0) throw new AggregateError(failures, 'some reports could not be acted upon')
  return counts
}

/** One octet more than a report may have is enough to tell that it is too large. */
async function fetchMessage(client: ImapFlow, uid: number): Promise<Buffer> {
  const source = { start: 0, maxLength: MAX_REPORT_OCTETS + 1 }
  const message = await client.fetchOne(String(uid), { source }, { uid: true })
  const octets = message ? message.source : undefined
  return octets ?? Buffer.alloc(0)
}

async function inMailbox(url: string, work: (client: ImapFlow) => Promise<void>): Promise<void> {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const secure = protocol === 'imaps:'
  const client = new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  })
  // Every failure also comes as the rejection of a command; without a listener it would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    const lock = await client.getMailboxLock(decodeURIComponent(pathname.slice(1)) || 'INBOX')
    try {
      await work(client)
    } finally {
      lock.release()
    }
    await client.logout()
  } catch (error) {
    throw wrapped(error, hostname)
  } finally {
    client.close()
  }
}

/** What the mailbox's server did is trouble upstream; anything else passes as it is. */
function wrapped(error: unknown, host: string): unknown {
  const { code, responseText, authenticationFailed } = error as {
    code?: string
    responseText?: string
    authenticationFailed?: boolean
  }
  if (authenticationFailed)
    return new UpstreamError(`${host} does not let us into the mailbox of bounces`, { cause: error })
  const isItsDoing = responseText !== undefined || /^(E[A-Z]+|NoConnection|.*Timeout.*)$/.test(code ?? '')
  return isItsDoing
    ? new UpstreamError(`the mailbox of bounces at ${host}: ${responseText ?? code}`, { cause: error })
    : error
}
