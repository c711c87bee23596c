import { writeFileSync } from 'node:fs'
import { config } from '@/lib/config'
import { InputError, RefusedError } from '@/lib/errors'
import { ARCHIVE_FOLDER, readArchive } from '@/lib/signals/early-warning/archive'
import { listDays } from '@/lib/signals/early-warning/next-day'
import { TRAIN_BEFORE, trainEarlyWarning } from '@/lib/signals/early-warning/train'
import { runCommand } from './command'

const FILE = 'lib/signals/early-warning/model.json'

await runCommand({
  name: 'train',
  summary: `Learns numbers that ship with the program. MODEL is early-warning: which papers of a daily list will have many upvotes on the next day, from captures in ${ARCHIVE_FOLDER} of days before ${TRAIN_BEFORE}.`,
  positionals: ['MODEL'],
  options: {
    data: { type: 'string', takes: 'FOLDER', description: `captures of daily lists (default: ${ARCHIVE_FOLDER})` },
    out: { type: 'string', takes: 'FILE', description: `where the numbers go (default: ${FILE})` },
  },
  run({ values, positionals: [model] }) {
    if (model !== 'early-warning') throw new InputError(`There is no model “${model}”; there is early-warning.`)
    const { data = ARCHIVE_FOLDER, out = FILE } = values
    const { captures, unread } = readArchive(data)
    const trained = trainEarlyWarning(listDays(captures), { trainedOn: data, now: config().clock.now() })
    if (!trained.origin) {
      throw new RefusedError(
        `${data} holds no list before ${TRAIN_BEFORE} that was seen on its day and on the next. Nothing was learnt.`,
      )
    }
    writeFileSync(out, `${JSON.stringify(trained, null, 2)}\n`)
    const { days, moments, from, to } = trained.origin
    return Promise.resolve({
      json: { out, unread, ...trained },
      text: [
        `Learnt from ${moments.toLocaleString('en')} sights of papers on ${days} days, ${from} to ${to}; the numbers stand in ${out}.`,
        `Files that were not understood: ${unread.length}.`,
        'Run npm run bench -- trending-quality before switching it on (its cap in the constants of the ranking).',
      ].join('\n'),
    })
  },
})
