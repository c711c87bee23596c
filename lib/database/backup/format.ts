import { z } from 'zod'

/**
 * A backup is one gzip file of text, readable with zcat: a line of JSON (`Header`), then for each table a line of JSON
 * (`Section`), its rows in PostgreSQL's COPY text format, and a line `\.`, which no row can be; at the end the line `END`.
 * gzip's own checksum guards the content, the last line its completeness. Why not pg_dump: docs/decisions/0011-backup-by-copy.md.
 */
export const FORMAT = 'broadsheet-backup'
export const VERSION = 1

export const END_OF_ROWS = '\\.\n'
export const END = '{"end":true}'

const Table = z.object({
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.number().int().min(0),
})
export type Table = z.infer<typeof Table>

export const Header = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  takenAt: z.string(),
  server: z.string(),
  /** Names of the migrations that made the tables. */
  migrations: z.array(z.string()),
  /** In an order in which no row refers to a later table. */
  tables: z.array(Table),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
})
export type Header = z.infer<typeof Header>

export const Section = z.object({ table: z.string() })

/** Settings under which every server writes and reads the same text. */
export const TEXT_SETTINGS =
  "SET client_encoding = 'UTF8'; SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';" +
  " SET bytea_output = 'hex'; SET extra_float_digits = 1; SET statement_timeout = 0"
