import { actOnReport, type Reaction } from '@/lib/bounces/act-on-report'
import { MAX_REPORT_OCTETS, readReport } from '@/lib/bounces/read-report'
import { config } from '@/lib/config'
import { runCommand } from './command'

await runCommand({
  name: 'bounce',
  summary:
    'Reads one message that came back (a bounce, a complaint, a wish to unsubscribe) on stdin and acts on it: for a mail server that pipes BOUNCE_ADDRESS here.',
  positionals: ['[RECIPIENT]'],
  needsDatabase: true,
  async run({ positionals: [recipient] }) {
    const reaction = await actOnReport(await readReport(await stdin(), recipient), config().clock.now())
    return { json: reaction, text: told(reaction) }
  },
})

/** What a report may have, and one octet more, which tells that it has too many. */
async function stdin(): Promise<Buffer> {
  const chunks: Buffer[] = []
  let octets = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    if (octets > MAX_REPORT_OCTETS) continue
    chunks.push(chunk)
    octets += chunk.length
  }
  return Buffer.concat(chunks)
}

function told(reaction: Reaction): string {
  switch (reaction.status) {
    case 'suppressed':
      return reaction.why === 'complained'
        ? 'A complaint: this address gets no more mail.'
        : 'Nobody is there any more: this address gets no more mail.'
    case 'noted':
      return reaction.why === 'full' ? 'A full mailbox: counted.' : 'Not delivered; it says nothing about the address.'
    case 'unsubscribed':
      return 'Unsubscribed.'
    case 'known':
      return 'This was read before.'
    case 'nothing':
      return `Nothing to do: ${reaction.why}.`
  }
}
