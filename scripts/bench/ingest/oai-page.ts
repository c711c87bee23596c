import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { pool } from '@/lib/database/client'
import type { ArxivRecord } from '@/tests/support/arxiv-record'
import { emptyTables } from '@/tests/support/copy-rows'
import { startFakeArxiv } from '@/tests/support/fake-arxiv'
import { makeRecords } from './records'

const CATEGORY = 'cs.LG'
const RECORDS = 1000
/** Of a usual night: most of what a set had changed since yesterday the feeds have told already. */
const EDITED_OF_A_HUNDRED = 5
const NIGHTS = ['2026-11-20T03:40:00Z', '2026-11-21T03:40:00Z', '2026-11-22T03:40:00Z']

/** A page of OAI-PMH as it was swept. */
export interface SweptPage {
  records: number
  seconds: number
  cpuSeconds: number
  peakMb: number
}

/** Sweeps one page of 1,000 records over HTTP: all of them new, then none, then a usual night. */
export async function sweepPages(
  databaseUrl: string,
): Promise<Record<'all new' | 'none new' | 'a usual night', SweptPage>> {
  const records = makeRecords(RECORDS, [CATEGORY])
  const arxiv = await startFakeArxiv({ records })
  try {
    await emptyTables()
    await pool().query('truncate harvests cascade')
    const allNew = await sweepOnce(databaseUrl, arxiv.url, 0)
    const noneNew = await sweepOnce(databaseUrl, arxiv.url, 1)
    arxiv.serve({ records: records.map(edited) })
    return { 'all new': allNew, 'none new': noneNew, 'a usual night': await sweepOnce(databaseUrl, arxiv.url, 2) }
  } finally {
    await arxiv.close()
  }
}

const edited = (record: ArxivRecord, index: number): ArxivRecord =>
  index % 100 < EDITED_OF_A_HUNDRED ? { ...record, title: `${record.title} (corrected)` } : record

async function sweepOnce(databaseUrl: string, arxivUrl: string, night: number): Promise<SweptPage> {
  const script = new URL('./measure-sweep.ts', import.meta.url).pathname
  const given = [databaseUrl, arxivUrl, CATEGORY, NIGHTS[night] ?? '']
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...given])
  return JSON.parse(stdout) as SweptPage
}
