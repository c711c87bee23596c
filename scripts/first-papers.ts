import { config } from '@/lib/config'
import { runCommand } from './command'

await runCommand({
  name: 'start',
  summary: 'Papers for an empty store: announcements, else the newest, else the sample. npm start runs this by itself.',
  needsDatabase: true,
  run: async ({ signal }) => {
    const { loadFirstPapers } = await import('@/lib/ingest/first-papers')
    const { arxivSettings } = await import('@/lib/ingest/settings')
    const { categories, clock } = config()
    const loaded = await loadFirstPapers({ categories, clock, signal, arxiv: arxivSettings() })
    return { json: loaded, text: `${loaded.papers} papers (${loaded.from}).` }
  },
})
