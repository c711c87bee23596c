import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { signIn } from './sign-in'

/** Opens a page when the service worker has taken over, so that what is opened from now on is kept. */
async function openKept(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
}

test('without a network the last lists and the opened papers are there, and say that they are old', async ({
  page,
  context,
}) => {
  await openKept(page, '/')
  await page.goto('/papers/new')
  const entry = page.getByRole('article').first().getByRole('heading').getByRole('link')
  const paper = (await entry.getAttribute('href')) ?? ''
  await page.goto(paper)
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await expect(page.getByText('No connection or a slow one.')).toHaveCount(0)

  await context.setOffline(true)
  for (const path of ['/', '/papers/new', paper]) {
    await page.goto(path)
    await expect(page.getByRole('note').filter({ hasText: 'No connection or a slow one.' })).toContainText(
      'it may be out of date',
    )
  }
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)

  await page.goto('/papers/month/2026-01')
  await expect(page.getByRole('heading', { name: 'No connection' })).toBeVisible()

  await context.setOffline(false)
  await page.goto('/papers/new')
  await expect(page.getByText('No connection or a slow one.')).toHaveCount(0)
})

test('signing out leaves no page of the reader on the device', async ({ page }) => {
  await openKept(page, '/')
  await page.goto('/papers/new')
  await expect.poll(() => page.evaluate(() => caches.keys())).toContain('lists-1')
  await page.evaluate(() => {
    const form = document.createElement('form')
    form.action = '/sign-out'
    form.method = 'post'
    document.body.append(form)
    form.submit()
  })
  await page.waitForURL((url) => url.pathname !== '/papers/new')
  const kept = await page.evaluate(async () => {
    const pages = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
    return pages.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept).not.toContain('/papers/new')
})

/** What is kept on the device: bodies by path. */
const keptPages = (page: Page) =>
  page.evaluate(async () => {
    const shelves = await Promise.all(['lists-1', 'papers-1'].map((name) => caches.open(name)))
    const kept = await Promise.all(
      shelves.map(async (shelf) => {
        const answers = (await shelf.keys()).map(async (key) => {
          const text = await (await shelf.match(key))?.text()
          return [new URL(key.url).pathname, text ?? ''] as const
        })
        return Promise.all(answers)
      }),
    )
    return Object.fromEntries(kept.flat())
  })

test('a reader who is signed in reads without a network what everybody gets, nothing of their own', async ({
  page,
  context,
}) => {
  await openKept(page, '/')
  await signIn(page)
  for (const path of ['/papers/new', '/categories/cs.LG', '/reading-list']) await page.goto(path)
  await context.clearCookies()
  await page.goto('/papers/date/latest')
  const day = new URL(page.url()).pathname
  await expect.poll(async () => Object.keys(await keptPages(page))).toContain(day)

  const kept = await keptPages(page)
  for (const path of ['/reading-list', '/papers/date/latest']) expect(kept).not.toHaveProperty([path])
  expect(kept).toHaveProperty(['/categories/cs.LG'])
  for (const html of Object.values(kept)) expect(html).not.toContain('Sign out')
})

const KEPT = 'Kept: it is sent when you are online.'
const firstUnpressed = (page: Page) =>
  page
    .getByRole('article')
    .filter({ has: page.locator('.save[aria-pressed=false]') })
    .first()

test('a vote and a save pressed without a network wait, and are given once when it is back', async ({
  page,
  context,
}) => {
  await openKept(page, '/')
  await signIn(page)
  await page.goto('/papers/new')
  const id = await firstUnpressed(page).getAttribute('id')
  const entry = page.locator(`[id="${id}"]`)
  const [vote, save] = [entry.getByRole('button', { name: /^Upvote/ }), entry.locator('.save')]
  const votes = Number(await entry.locator('.count > span').first().textContent())

  await context.setOffline(true)
  for (const button of [vote, save]) {
    await button.click()
    await expect(button).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByRole('status')).toHaveText(KEPT)
  }
  expect(await entry.evaluate((article) => getComputedStyle(article, '::after').content)).toContain(KEPT)
  await expect(page).toHaveURL('/papers/new')

  await context.setOffline(false)
  for (let opened = 0; opened < 2; opened++) {
    await page.goto('/papers/new')
    for (const button of [vote, save]) await expect(button).toHaveAttribute('aria-pressed', 'true')
    await expect(entry.locator('.count > span').first()).toHaveText(String(votes + 1))
  }
})

test('what waits is never done in the name of who signs in next', async ({ page, context }) => {
  await openKept(page, '/')
  await signIn(page)
  await page.goto('/papers/new')
  const id = await firstUnpressed(page).getAttribute('id')
  await context.setOffline(true)
  await page.locator(`[id="${id}"] .save`).click()
  await expect(page.getByRole('status')).toHaveText(KEPT)
  await context.clearCookies()
  await context.setOffline(false)

  await signIn(page)
  await page.goto('/papers/new')
  await page.goto('/papers/new')
  await expect(page.locator(`[id="${id}"] .save`)).toHaveAttribute('aria-pressed', 'false')
  await page.goto('/reading-list')
  await expect(page.getByText('Nothing is saved yet.')).toBeVisible()
})

test('who is signed out and votes without a network is told that nothing was sent', async ({ page, context }) => {
  await openKept(page, '/')
  await page.goto('/papers/new')
  await context.setOffline(true)
  await page
    .getByRole('button', { name: /^Upvote/ })
    .first()
    .click()
  await expect(page.getByText('nothing was sent: go back')).toBeVisible()
})

test('the site can be installed', async ({ page, request }) => {
  await page.goto('/')
  const address = (await page.locator('link[rel=manifest]').getAttribute('href')) ?? ''
  const manifest = await (await request.get(address)).json()
  expect(manifest).toMatchObject({ name: 'Broadsheet', start_url: '/', display: 'standalone' })
  for (const { src } of manifest.icons as { src: string }[]) expect((await request.get(src)).status()).toBe(200)
})
