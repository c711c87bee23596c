import type { BrowserContext, Page } from '@playwright/test'

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

/** @returns how many presses were answered, so that a test sees that there were any */
export async function scan(scanner: BrowserContext, links: readonly string[]): Promise<number> {
  const page = await scanner.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  let posts = 0
  page.on('response', (response) => {
    if (response.request().method() === 'POST') posts += 1
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
    await page.waitForLoadState('networkidle')
  }
}

/** As a program does it that reads a form's fields and follows nothing. */
async function submitAll(page: Page, link: string): Promise<void> {
  await page.goto(link)
  const forms = await page.locator(FORMS).evaluateAll((found) =>
    (found as HTMLFormElement[]).map((form) => ({
      url: form.action,
      method: form.method,
      fields: [...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    })),
  )
  for (const { url, method, fields } of forms) {
    const form = Object.fromEntries(fields)
    await (method === 'post' ? page.request.post(url, { form }) : page.request.get(url, { params: form }))
  }
}
