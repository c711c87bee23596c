import { config } from '@/lib/config'
import { RefusedError } from '@/lib/errors'
import { keepIndex } from '@/lib/search/index/keep-index'
import { runCommand } from './command'
import type { Progress } from './command/progress'

await runCommand({
  name: 'search:rebuild',
  summary:
    'Makes the search index anew from the database, beside the one in use, and then uses the new one. Stopped, nothing has changed.',
  needsDatabase: true,
  async run({ signal, progress, databaseUrl }) {
    let display: Progress | undefined
    const kept = await keepIndex({
      databaseUrl,
      now: config().clock.now(),
      signal,
      anew: true,
      onStart: (papers) => {
        display = progress('papers', papers)
      },
      onPapers: (count) => display?.advance(count),
    }).finally(() => display?.done())
    if (kept.status === 'busy')
      throw new RefusedError('The worker is writing the search index at this moment: try again in a minute.')
    if (kept.status !== 'built')
      throw new RefusedError('The search engine does not run on this machine: the database answers searches instead.')
    return { json: { papers: kept.papers }, text: `The search index was made anew: ${kept.papers} papers.` }
  },
})
