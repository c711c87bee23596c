import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'
import { announcedPapers, today } from './announced'
import { type House, startHouse } from './whole-house'

interface WorkerFixtures {
  arxiv: FakeArxiv
  house: House
}

interface TestFixtures {
  /** Holds every test to this: no breach of the policy, no error in the console, no request to anybody else. */
  watched: undefined
}

/** May become an admin of the house. */
export const ADMIN = 'root@example.org'
/** The same, each with an app of their own. */
export const MODERATING = ['mona.true@example.org', 'mona.false@example.org'] as const
export const MERGING = ['mia.true@example.org', 'mia.false@example.org'] as const
export const PICKING = 'pia@example.org'

/** Playwright's `test` with a house of its own behind `baseURL`. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  arxiv: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from a destructured argument
    async ({}, use) => {
      const arxiv = await startFakeArxiv({ records: announcedPapers(), day: today() })
      await use(arxiv)
      await arxiv.close()
    },
    { scope: 'worker' },
  ],
  house: [
    async ({ arxiv }, use) => {
      const house = await startHouse({
        ...arxiv.env,
        METRICS_TOKEN: 'a-token-for-the-tests',
        ADMIN_EMAILS: [ADMIN, ...MODERATING, ...MERGING, PICKING].join(),
      })
      await use(house)
      await house.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: ({ house }, use) => use(house.url),
  watched: [
    async ({ context, house }, use) => {
      const faults = watch(context, house.url)
      await use(undefined)
      expect(faults, 'nothing in the console, no breach of the policy, no foreign request').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Collects what a browser complains about on any page of the context. */
export function watch(context: BrowserContext, home: string): string[] {
  const faults: string[] = []
  const note = (page: Page) => {
    // Breaches of the policy stand in the console as errors, those inside frames as well.
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !isExpected(message.text())) {
        faults.push(`${page.url()}: ${message.text()}`)
      }
    })
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !request.url().startsWith('data:')) faults.push(`asked ${request.url()}`)
    })
  }
  context.pages().forEach(note)
  context.on('page', note)
  return faults
}

/**
 * Not faults: a page that answers 4xx on purpose, and Playwright itself, which tries to run its own script in the frame of a mail
 * and is kept out by the sandbox like any other.
 */
const isExpected = (text: string) =>
  /^Failed to load resource: the server responded with a status of 4\d\d/.test(text) ||
  /^Blocked script execution in '[^']+' because the document's frame is sandboxed/.test(text)
