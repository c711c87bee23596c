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

test('a session that ran out leaves no page of its reader on the device, and no redirect is kept', async ({
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
  for (const path of ['/categories/cs.LG', '/reading-list', '/papers/date/latest'])
    expect(kept).not.toHaveProperty([path])
  for (const html of Object.values(kept)) expect(html).not.toContain('Sign out')
})

test('the site can be installed', async ({ page, request }) => {
  await page.goto('/')
  const address = (await page.locator('link[rel=manifest]').getAttribute('href')) ?? ''
  const manifest = await (await request.get(address)).json()
  expect(manifest).toMatchObject({ name: 'Broadsheet', start_url: '/', display: 'standalone' })
  for (const { src } of manifest.icons as { src: string }[]) expect((await request.get(src)).status()).toBe(200)
})
