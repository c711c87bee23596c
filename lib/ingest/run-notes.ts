import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'
import type { IngestReport } from './report'

/** Notes that a run begins; one that is killed stays without a report. @returns its id */
export async function beginRun(startedAt: Date): Promise<string> {
  const rows = await prepared<{ id: string }>(
    'begin ingest run',
    Prisma.sql`insert into ingest_runs (started_at) values (${startedAt}::timestamptz) returning id`,
  )
  return rows[0]?.id ?? ''
}

/** Notes what came of a run. */
export async function endRun(id: string, report: IngestReport, now: Date): Promise<void> {
  await prepared(
    'end ingest run',
    Prisma.sql`update ingest_runs set finished_at = ${now}::timestamptz, report = ${JSON.stringify(report)}::jsonb where id = ${id}::uuid`,
  )
}
