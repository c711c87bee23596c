import type { BrowserContext, Page, Response } from '@playwright/test'

/** What a program that checks mails does with a link. */
type Trial = (page: Page, link: string) => Promise<void>

/** GET and HEAD, every button with the form's own checks and without them, every form as it stands. */
const TRIALS: readonly Trial[] = [
  async ({ request }, link) => void (await request.get(link)),
  async ({ request }, link) => void (await request.head(link)),
  (page, link) => pressAll(page, link, false),
  (page, link) => pressAll(page, link, true),
  submitAll,
]

const PATIENCE_MS = 15_000

/** Entries of a list are alike: the first stands for them. */
const BUTTONS = 'main button:not(li + li button)'
const FORMS = 'main form:not(li + li form)'

/** @returns how many buttons were pressed and forms were submitted, so that a test sees that there were any */
export async function scan(scanner: BrowserContext, links: readonly string[]): Promise<number> {
  const page = await scanner.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  let posts = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') posts += 1
  })
  for (const link of links) for (const trial of TRIALS) await trial(page, link)
  await page.close()
  return posts
}

async function pressAll(page: Page, link: string, isUnchecked: boolean): Promise<void> {
  await page.goto(link)
  const buttons = page.locator(BUTTONS)
  const count = await buttons.count()
  for (let nth = 0; nth < count; nth++) {
    await page.goto(link)
    if (isUnchecked)
      await page.evaluate(() => Array.from(document.forms, (form) => form.setAttribute('novalidate', '')))
    if (await buttons.nth(nth).isVisible()) await buttons.nth(nth).click()
    await page.waitForLoadState()
  }
}

async function submitAll(page: Page, link: string): Promise<void> {
  await page.goto(link)
  const count = await page.locator(FORMS).count()
  for (let nth = 0; nth < count; nth++) {
    await page.goto(link)
    const answered = page.waitForResponse(
      (response) => response.request().isNavigationRequest() && !isRedirect(response),
    )
    await page
      .locator(FORMS)
      .nth(nth)
      .evaluate((form: HTMLFormElement) => form.submit())
    await answered
    await page.waitForLoadState()
  }
}

const isRedirect = (response: Response) => response.status() >= 300 && response.status() < 400
