import { config } from '@/lib/config'
import { InputError } from '@/lib/errors'
import { openBulkFile } from '@/lib/ingest/bulk-file'
import { BULK_FORMATS, type BulkFormat } from '@/lib/ingest/bulk-formats'
import { type ImportReport, isNothing, isUnusable, type RejectedLine } from '@/lib/ingest/import-report'
import { runImport } from '@/lib/ingest/run-import'
import { runCommand } from './command'

const BYTES_A_STEP = 1_000_000
const NAMED_TO_PEOPLE = 20

await runCommand({
  name: 'import',
  summary: 'Loads papers from a file of JSON lines, .gz too. Stopped, it goes on where it was.',
  positionals: ['FILE'],
  options: {
    format: {
      type: 'string',
      takes: BULK_FORMATS.join('|'),
      description: 'what a line looks like (default: arxiv-dump)',
    },
  },
  needsDatabase: true,
  async run({ values, positionals: [path = ''], signal, progress, say }) {
    const format = formatOf(values.format)
    const file = await openBulkFile(path)
    const display = progress('MB read', Math.ceil(file.bytes / BYTES_A_STEP))
    let shown = 0
    const onBytes = (bytes: number) => {
      const steps = Math.floor(bytes / BYTES_A_STEP)
      display.advance(steps - shown)
      shown = steps
    }
    try {
      const onMakingIndex = () => say('All is stored; making the text index again …')
      const report = await runImport(file, { format, clock: config().clock, signal, onBytes, onMakingIndex })
      return { json: report, text: inWords(report, { path, format }), failed: isUnusable(report) }
    } finally {
      display.done()
    }
  },
})

function formatOf(given = 'arxiv-dump'): BulkFormat {
  const format = BULK_FORMATS.find((name) => name === given)
  if (!format) throw new InputError(`--format takes ${BULK_FORMATS.join(' or ')}, not ${given}.`)
  return format
}

function inWords(report: ImportReport, { path, format }: { path: string; format: BulkFormat }): string {
  if (isNothing(report)) return `There is nothing in ${path}.`
  const { skipped, added, updated, unchanged, repeated, rejectedLines, rejected, unknownCategories } = report
  return [
    ...(skipped > 0 ? [`Went on behind line ${numeral(skipped)}, where the last import stopped.`] : []),
    `Papers: ${added} added, ${updated} updated, ${unchanged} unchanged, ${rejectedLines} rejected.`,
    ...(repeated > 0 ? [repeatedInWords(repeated)] : []),
    ...firstOf(rejected.map(rejectedInWords), rejectedLines),
    ...firstOf(unknownCategories.map(unknownInWords)),
    ...(isUnusable(report) ? [`No line could be read as ${format}: --format takes ${BULK_FORMATS.join(' or ')}.`] : []),
  ].join('\n')
}

/** As many as people read, and how many more there are. */
function firstOf(sentences: readonly string[], count = sentences.length): string[] {
  const more = count - NAMED_TO_PEOPLE
  return [...sentences.slice(0, NAMED_TO_PEOPLE), ...(more > 0 ? [`… and ${more} more.`] : [])]
}

function repeatedInWords(lines: number): string {
  return `${counted(lines, 'line tells', 'lines tell')} of a paper that a line beside tells of, too: its latest version was taken.`
}

function unknownInWords({ category, papers }: ImportReport['unknownCategories'][number]): string {
  return `arXiv has no category ${category} that is known here: ${counted(papers, 'paper names it and was', 'papers name it and were')} taken all the same.`
}

function rejectedInWords({ line, id, reason }: RejectedLine): string {
  return `Rejected line ${numeral(line)}, ${id}: it ${reason}.`
}

function numeral(line: number): string {
  return line.toLocaleString('en')
}

function counted(count: number, one: string, several: string): string {
  return `${numeral(count)} ${count === 1 ? one : several}`
}
