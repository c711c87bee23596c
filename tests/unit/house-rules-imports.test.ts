import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'

const RULES = resolve('.dependency-cruiser.cjs')
const PROGRAM = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const ROOMS = ['app', 'components', 'emails', 'lib', 'scripts', 'tests']

/** A file that breaks the rule, and what it imports; files that are only imported are made empty. */
const PLANTS: Record<string, [from: string, imports: string]> = {
  'no-cycles': ['lib/papers/egg.ts', '@/lib/papers/hen'],
  'no-unresolved': ['lib/papers/lost.ts', '@/lib/papers/nowhere'],
  'lib-knows-no-doorway': ['lib/views/doorway.ts', '@/app/_answer/page'],
  'lib-knows-no-framework': ['lib/views/framework.ts', 'next/server'],
  'one-way-to-the-database': ['app/papers/route.ts', '@/lib/database/client'],
  'scripts-hold-no-queries': ['scripts/query.ts', 'pg'],
  'doorways-are-apart': ['app/run/route.ts', '@/scripts/web'],
  'components-only-show': ['components/Page.tsx', '@/app/_answer/page'],
  'components-take-types': ['components/Paper.tsx', '@/lib/papers/find-paper'],
  'emails-stand-alone': ['emails/digest.tsx', '@/lib/config'],
  'one-renderer': ['lib/digest/render.ts', '@/emails/digest'],
  'ground-floor-holds-itself': ['lib/database/upstairs.ts', '@/lib/papers/find-paper'],
  'every-room-is-named': ['lib/views/visitor.ts', '@/lib/unheard-of/room'],
  'product-knows-no-tests': ['lib/papers/tested.ts', '@/tests/support/factories'],
  'product-needs-no-tools': ['lib/papers/tool.ts', 'vitest'],
  'room-papers': ['lib/papers/upward.ts', '@/lib/views/list'],
  'room-trending': ['lib/trending/upward.ts', '@/lib/views/list'],
  'room-pictures': ['lib/pictures/upward.ts', '@/lib/search/search-papers'],
  'room-personal': ['lib/personal/upward.ts', '@/lib/views/list'],
  'room-search': ['lib/search/upward.ts', '@/lib/views/list'],
  'room-views': ['lib/views/upward.ts', '@/lib/digest/compose'],
  'room-ingest': ['lib/ingest/upward.ts', '@/lib/views/list'],
  'room-accounts': ['lib/accounts/upward.ts', '@/lib/subscriptions/subscribe'],
  'room-entrance': ['lib/entrance/upward.ts', '@/lib/accounts/session'],
  'room-reading': ['lib/reading/upward.ts', '@/lib/digest/compose'],
  'room-community': ['lib/community/upward.ts', '@/lib/digest/compose'],
  'room-marks': ['lib/marks/upward.ts', '@/lib/views/list'],
  'room-subscriptions': ['lib/subscriptions/upward.ts', '@/lib/digest/compose'],
  'room-digest': ['lib/digest/sideward.ts', '@/lib/house/build'],
  'room-mine': ['lib/mine/sideward.ts', '@/lib/house/build'],
  'room-outbox': ['lib/outbox/upward.ts', '@/lib/mail/transport'],
  'room-suppression': ['lib/suppression/upward.ts', '@/lib/outbox/enqueue'],
  'room-bounces': ['lib/bounces/upward.ts', '@/lib/digest/compose'],
  'room-mail': ['lib/mail/ledger.ts', '@/lib/outbox/enqueue'],
  'room-http': ['lib/http/upward.ts', '@/lib/accounts/session'],
  'room-jobs': ['lib/jobs/upward.ts', '@/lib/digest/compose'],
  'room-house': ['lib/house/upward.ts', '@/lib/papers/find-paper'],
  'room-operators': ['lib/operators/upward.ts', '@/lib/ingest/sweep'],
  'room-upstream': ['lib/upstream/upward.ts', '@/lib/ingest/sweep'],
  'room-signals': ['lib/signals/upward.ts', '@/lib/views/list'],
  'room-doctor': ['lib/doctor/upward.ts', '@/lib/views/list'],
}

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-rules-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every rule about imports reports a file that was planted to break it', () => {
  plant()
  const { violations } = cruise(folder)
  const reported = new Set(violations.map(({ rule, from }) => `${rule.name}: ${from}`))
  for (const [rule, [from]] of Object.entries(PLANTS)) expect(reported).toContain(`${rule}: ${from}`)
})

test('every rule has such a plant', () => {
  const rules = createRequire(import.meta.url)(RULES) as { forbidden: { name: string }[] }
  expect(Object.keys(PLANTS).sort()).toEqual(rules.forbidden.map((rule) => rule.name).sort())
})

test('the project itself breaks none, and all of it was looked at', () => {
  const { violations, totalCruised } = cruise('.')
  expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
  expect(totalCruised).toBeGreaterThan(150)
})

function plant() {
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text, { flag: 'a' })
  }
  write('tsconfig.json', JSON.stringify({ compilerOptions: { paths: { '@/*': ['./*'] } } }))
  write('package.json', JSON.stringify({ dependencies: { next: '1', pg: '1' }, devDependencies: { vitest: '1' } }))
  for (const name of ['next', 'pg', 'vitest']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  write('node_modules/next/server.js', '')
  for (const room of ROOMS) write(`${room}/empty.ts`, 'export {}\n')
  write('lib/papers/hen.ts', "import '@/lib/papers/egg'\n")

  for (const [rule, [from, imports]] of Object.entries(PLANTS)) {
    write(from, `import '${imports}'\n`)
    const target = imports.replace('@/', '')
    if (imports.startsWith('@/') && rule !== 'no-unresolved')
      write(`${target}.${target.startsWith('emails') ? 'tsx' : 'ts'}`, '')
  }
}

const Report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() })),
  }),
})

function cruise(cwd: string) {
  // The JSON reporter always ends with status 0: what it found is in the report.
  const output = execFileSync(process.execPath, [PROGRAM, '--config', RULES, '--output-type', 'json', ...ROOMS], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return Report.parse(JSON.parse(output)).summary
}
