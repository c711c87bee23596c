import { entryAt } from './entry-at'
import { expect, test } from './fixtures'
import { signIn } from './sign-in'

test('on the way back abstracts are as they were left, and the list is where it was', async ({ page }) => {
  await page.goto('/papers/new')
  const abstracts = page.locator('details.abstract')
  for (const place of [0, 2, 4, 6]) await abstracts.nth(place).locator('summary').click()
  const entry = entryAt(page, 20)
  await entry.scrollIntoViewIfNeeded()
  const before = await entry.boundingBox()
  await entry.getByRole('heading').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 2, name: 'Abstract' })).toBeVisible()
  await page.goBack()
  for (const place of [0, 2, 4, 6]) await expect(abstracts.nth(place)).toHaveAttribute('open', '')
  await expect.poll(async () => Math.abs(((await entry.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(120)
})

test('signed out, a list tells what is new since this browser came, with no cookie', async ({ page, context }) => {
  await page.goto('/papers/new')
  await expect(page.locator('.fresh')).toHaveCount(0)
  expect(await context.cookies()).toEqual([])
  // As if the last visit had been a second before the newest papers came.
  await page.evaluate(() => {
    sessionStorage.clear()
    const { view = '' } = (document.querySelector('[data-view]') as HTMLElement).dataset
    const entries = [...document.querySelectorAll<HTMLElement>('[data-arrived]')]
    const newest = Math.max(...entries.map(({ dataset }) => Number(dataset.arrived)))
    localStorage['broadsheet-seen'] = JSON.stringify({ [view]: [newest - 1, Date.UTC(2026, 10, 19, 12)] })
  })
  await page.reload()
  await expect(page.locator('#since')).toHaveText(
    /^\d+ of these (is|are) new since you came on Thursday,? 19 November\.$/,
  )
  const fresh = await page.locator('.fresh').count()
  expect(fresh).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'Trending', exact: true }).click()
  await page.goto('/papers/new')
  await expect(page.locator('.fresh')).toHaveCount(fresh)
})

test('abstracts stay open or closed as they were left', async ({ page }) => {
  await page.goto('/papers/new')
  await entryAt(page, 1).locator('summary').last().click()
  await page.goto('/papers/date/latest')
  await page.goto('/papers/new')
  await expect(entryAt(page, 1).locator('details.abstract')).toHaveAttribute('open', '')
  await expect(entryAt(page, 2).locator('details.abstract')).not.toHaveAttribute('open', '')
})

test('what a search found comes with its abstracts open, and stays as it was left', async ({ page }) => {
  await page.goto('/search?q=model')
  await expect(page.locator('#keys')).toBeVisible()
  await expect(page.locator('details.abstract:not([open])')).toHaveCount(0)
  await entryAt(page, 2).locator('summary').last().click()
  await page.reload()
  await expect(page.locator('details.abstract:not([open])')).toHaveCount(1)
  await expect(entryAt(page, 2).locator('details.abstract')).not.toHaveAttribute('open', '')
})

test('who scrolled to the end of a list knows it, and who only opened it does not', async ({ page }) => {
  await signIn(page)
  await page.goto('/papers/date/latest')
  const day = page.url()
  await page.goto(day)
  await expect(page.locator('#since')).toBeEmpty()
  const noted = page.waitForResponse((answer) => answer.url().endsWith('/seen'))
  await page.getByRole('button', { name: 'Mark all seen' }).scrollIntoViewIfNeeded()
  expect((await noted).status()).toBe(200)
  await page.goto(day)
  await expect(page.locator('#progress')).toHaveText(/^(\d+)\s+of \1 seen$/)
})

for (const [list, path, isNoted] of [
  ['by votes is not', '/papers/date/latest', false],
  ['by time, down to what was known, is', '/papers/new', true],
] as const) {
  test(`the end of a first page ${list} noted as seen`, async ({ page }) => {
    await signIn(page)
    // There when the page's script runs, as a pager of the page's own is: the script stands behind the footer.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('body > footer')) return
        observer.disconnect()
        const more = document.createElement('a')
        more.rel = 'next'
        more.href = '/'
        more.textContent = 'More'
        const pager = document.createElement('nav')
        pager.className = 'pager'
        pager.append(more)
        document.querySelector('main')?.append(pager)
      }).observe(document, { childList: true, subtree: true })
    })
    const noted: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') noted.push(new URL(request.url()).pathname)
    })
    await page.goto(path)
    await expect(page.getByRole('link', { name: 'More', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Mark all seen' }).scrollIntoViewIfNeeded()
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    expect(noted).toEqual(isNoted ? ['/seen'] : [])
  })
}
