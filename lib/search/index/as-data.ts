import type { Data } from '@lancedb/lancedb'

/** Rows are of the table's schema, which the engine checks; its type for them knows no interfaces. */
export const asData = (rows: readonly object[]): Data => rows as Record<string, unknown>[]
