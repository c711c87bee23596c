import { InputError } from '@/lib/errors'
import { linesOf, openBulkFile } from '@/lib/ingest/bulk-file'
import { recomputePage } from '@/lib/trending/recompute'
import { runCommand } from './command'

await runCommand({
  name: 'ranking',
  summary:
    'Works the trending list out from a public log (/about/ranking/log.csv.gz) alone, without a database: place, paper, score.',
  positionals: ['FILE'],
  options: { limit: { type: 'string', takes: '50', description: 'so many places; 50 when left out' } },
  needsDatabase: false,
  async run({ values, positionals: [path = ''] }) {
    const limit = Number(values.limit ?? 50)
    if (!Number.isInteger(limit) || limit < 1)
      throw new InputError('--limit takes a whole number of places, such as 50.')
    const places = await recomputePage(
      linesOf(await openBulkFile(path), () => {}),
      limit,
    )
    return {
      json: { places },
      text: places.map(({ id, score }, index) => `${index + 1}\t${id}\t${score.toFixed(4)}`).join('\n'),
    }
  },
})
