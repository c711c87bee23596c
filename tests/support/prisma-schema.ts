import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = 'prisma/schema'
const SQL_TYPES: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Boolean: 'boolean',
  Json: 'jsonb',
  Bytes: 'bytea',
  DateTime: 'timestamp(3) without time zone',
}
const NATIVE_TYPES: Record<string, string> = {
  'Timestamptz(3)': 'timestamp(3) with time zone',
  Date: 'date',
  Uuid: 'uuid',
  SmallInt: 'smallint',
}

interface Block {
  kind: 'model' | 'enum'
  name: string
  table: string
  lines: string[]
}

interface Field {
  name: string
  column: string
  type: string
  suffix: string
  attributes: string
}

/**
 * The Prisma schema as sentences about the database, one a fact: `column papers.title text not null`. Read from the text:
 * the client that Prisma 7 generates keeps neither nullability nor keys.
 */
export function factsOfSchema(): string[] {
  const text = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.prisma'))
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
    .join('\n')
  const blocks = [...text.matchAll(/^(model|enum) (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, kind, name, body]) =>
    block(kind as Block['kind'], String(name), String(body)),
  )
  return blocks.flatMap((each) => (each.kind === 'enum' ? factsOfEnum(each) : factsOfModel(each, blocks))).sort()
}

function block(kind: Block['kind'], name: string, body: string): Block {
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
  return { kind, name, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, lines }
}

function factsOfEnum({ table, lines }: Block): string[] {
  const labels = lines.filter((line) => !line.startsWith('@@')).map((line) => mapped(line) ?? line)
  return [`enum ${table}: ${labels.join(', ')}`]
}

function factsOfModel(model: Block, blocks: Block[]): string[] {
  const fields = fieldsOf(model)
  const targetOf = (field: Field) => blocks.find(({ kind, name }) => kind === 'model' && name === field.type)
  const columns = fields.filter((field) => !targetOf(field))
  return [
    `table ${model.table}`,
    ...columns.map((field) => columnFact(model.table, field, blocks)),
    ...columns
      .filter(({ attributes }) => /@id\b/.test(attributes))
      .map((f) => `key ${model.table} primary (${f.column})`),
    ...columns
      .filter(({ attributes }) => /@unique\b/.test(attributes))
      .map((f) => `key ${model.table} unique (${f.column})`),
    ...model.lines
      .filter((line) => /^@@(id|unique|index)/.test(line))
      .map((line) => keyFact(model.table, fields, line)),
    ...fields.flatMap((field) => referenceFact(model.table, fields, field, targetOf(field))),
  ]
}

function columnFact(table: string, { column, type, suffix, attributes }: Field, blocks: Block[]): string {
  const native = /@db\.(\w+(?:\(\d+\))?)/.exec(attributes)?.[1]
  const enumeration = blocks.find((each) => each.kind === 'enum' && each.name === type)
  const sqlType = enumeration?.table ?? (native ? NATIVE_TYPES[native] : SQL_TYPES[type]) ?? `unknown ${native ?? type}`
  // A list's column may be null for Prisma, which reads null as an empty list.
  const nullable = suffix === '' ? 'not null' : 'nullable'
  const hasDefault = /@default\((?!uuid|cuid|nanoid)/.test(attributes)
  return `column ${table}.${column} ${sqlType}${suffix === '[]' ? '[]' : ''} ${nullable}${hasDefault ? ' default' : ''}`
}

function keyFact(table: string, fields: Field[], line: string): string {
  const [, kind, list = ''] = /^@@(id|unique|index)\(\[(.*?)\]/.exec(line) ?? []
  const columns = list.split(/,\s*/).map((item) => {
    const [, name, order] = /^(\w+)(?:\(sort: (\w+)\))?$/.exec(item) ?? []
    return `${columnOf(fields, name)}${order === 'Desc' ? ' desc' : ''}`
  })
  const name = /map: "(\w+)"/.exec(line)?.[1]
  const kinds = { id: 'key', unique: 'key', index: `index ${name}` } as const
  const label = { id: ' primary', unique: ' unique', index: '' } as const
  const key = kind as keyof typeof kinds
  return `${kinds[key]} ${table}${label[key]} (${columns.join(', ')})`
}

function referenceFact(table: string, fields: Field[], field: Field, target: Block | undefined): string[] {
  const [, from, to] = /fields: \[(.*?)\], references: \[(.*?)\]/.exec(field.attributes) ?? []
  if (!target || !from || !to) return []
  const onDelete = /onDelete: (\w+)/.exec(field.attributes)?.[1] ?? (field.suffix === '?' ? 'SetNull' : 'Restrict')
  const columns = (list: string, of: Field[]) =>
    list
      .split(/,\s*/)
      .map((name) => columnOf(of, name))
      .join(', ')
  return [
    `reference ${table} (${columns(from, fields)}) to ${target.table} (${columns(to, fieldsOf(target))}) on delete ${onDelete}`,
  ]
}

function fieldsOf({ lines }: Block): Field[] {
  return lines.flatMap((line) => {
    const [, name, type, suffix = '', attributes = ''] = /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? []
    if (!name || !type) return []
    return [{ name, type, suffix, attributes, column: mapped(attributes) ?? name }]
  })
}

const columnOf = (fields: Field[], name = '') =>
  fields.find((field) => field.name === name)?.column ?? `missing ${name}`

const mapped = (line: string) => /@map\("([\w-]+)"\)/.exec(line)?.[1]
