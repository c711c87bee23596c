import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readConfig } from '@/lib/config'

/** All files of the project: what .gitignore leaves out is left out, and git itself is not needed. */
const ignored = readFileSync('.gitignore', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.replace(/\/$/, ''))
const files = listFiles('.').sort()

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`
    if (entry.name === '.git' || ignored.includes(path) || path.endsWith('.log')) return []
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}

const read = (file: string) => readFileSync(file, 'utf8')
const sources = files.filter((file) =>
  /^(app|components|emails|lib|scripts|tests|public)\/.*\.(tsx?|mjs|js)$/.test(file),
)
/** This file holds the patterns that it looks for. */
const others = sources.filter((file) => file !== 'tests/unit/house-rules.test.ts')
const breaking = (from: string[], pattern: RegExp) => from.filter((file) => pattern.test(read(file)))

test('no file knows the machine that it was written on', () => {
  const texts = files.filter((file) => !/\.(png|ico|gz|woff2)$/.test(file) && file !== 'tests/unit/house-rules.test.ts')
  expect(breaking(texts, /\/(home|Users)\/[a-z][\w.-]*\/|\/work\/|\/root\/|[A-Z]:\\Users\\/)).toEqual([])
})

test('the lock file names no registry, so that it installs from whichever is configured', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/)
})

test('the lock file has the optional packages of every platform', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>
  }
  const missing = Object.entries(packages).flatMap(([where, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${where}/node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})

test('rows are asked for with parameters, never with text put together', () => {
  expect(breaking(others, /\$(query|execute)RawUnsafe|Prisma\.raw\(/)).toEqual(['lib/database/fixed-number.ts'])
})

test('pages are documents: no client component, no Server Action, no page or layout of the framework', () => {
  expect(breaking(sources, /^\s*['"]use (client|server)['"]/m)).toEqual([])
  expect(
    files.filter(
      (file) => /^app\/.*\b(page|layout|template|loading|error)\.tsx?$/.test(file) && !file.startsWith('app/_'),
    ),
  ).toEqual([])
})

test('the policy forbids inline style, so no component writes any', () => {
  expect(
    breaking(
      sources.filter((file) => /^(app|components)\//.test(file)),
      /\bstyle=\{/,
    ),
  ).toEqual([])
})

test('nothing is left for later, switched off or run alone', () => {
  expect(
    breaking(others, /\b(TODO|FIXME|XXX)\b|@ts-(ignore|nocheck)|\b(test|describe|it)\.(only|skip|todo)\(/),
  ).toEqual([])
})

test('an exception from a rule tells its reason', () => {
  const bare = others.filter((file) =>
    read(file)
      .split('\n')
      .some((line) => /biome-ignore|oxlint-disable|@ts-expect-error/.test(line) && !/(: |-- )\S.{10,}/.test(line)),
  )
  expect(bare).toEqual([])
})

test('every setting is documented for operators and shown in .env.example, and nothing else is', () => {
  const files = ['config', 'mail-settings', 'meaning-settings', 'search-place']
  const sources = files.map((name) => read(`lib/${name}.ts`)).join('')
  const known = [...sources.matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name)
  const settings = known.filter((name) => name !== 'NODE_ENV').sort()
  expect(settings.length).toBeGreaterThan(20)
  const shown = [...read('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name)
  expect([...new Set(shown)].sort()).toEqual(settings)
  const table = read('docs/operations.md').match(/## Settings\n(.*?)\n## /s)?.[1] ?? ''
  const documented = [...table.matchAll(/`([A-Z][A-Z0-9_]+)`(?=[^|]*\|[^|]*\|[^|]*\|$)/gm)].map(([, name]) => name)
  expect([...new Set(documented)].sort()).toEqual(settings)
})

test('.env.example gives values that are accepted', () => {
  const given = [...read('.env.example').matchAll(/^#([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [
    name,
    value,
  ])
  const { NOW: _clock, ...environment } = Object.fromEntries(given) as Record<string, string>
  expect(() => readConfig({ ...environment, SECRET: 'x'.repeat(32) })).not.toThrow()
})

test('every command of the README and the manual exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const pages = files.filter((file) => file.endsWith('.md'))
  const named = pages.flatMap((file) =>
    [...read(file).matchAll(/\bnpm run ([a-z][a-z:-]*)/g)].map(([, name]) => name ?? ''),
  )
  expect([...new Set(named)].filter((name) => !scripts[name])).toEqual([])
})

test('every link of the documents leads to a file that is there', () => {
  const broken = files
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, link]) => new URL(link ?? '', `file:///${file}`).pathname.slice(1))
        .filter((target) => !existsSync(decodeURIComponent(target)))
        .map((target) => `${file}: ${target}`),
    )
  expect(broken).toEqual([])
})
