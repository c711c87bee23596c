import type { Progress } from './progress'

/** Progress of something that counts rows, with a total that is known once it has begun. */
export function progressOfRows(progress: (unit: string, total?: number) => Progress) {
  let shown: Progress | undefined
  return {
    onStart: (total: number) => {
      shown = progress('rows', total)
    },
    onRows: (count: number) => shown?.advance(count),
  }
}

/** Rows of each table, one a line. */
export function tableOfRows(tables: Record<string, number>): string {
  const width = Math.max(...Object.keys(tables).map((name) => name.length))
  return Object.entries(tables)
    .map(([name, rows]) => `  ${name.padEnd(width)}  ${rows.toLocaleString('en')}`)
    .join('\n')
}
