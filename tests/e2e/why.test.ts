import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { signIn } from './sign-in'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('every entry opens its terms from the list, and what is shown of them adds up to what is shown of the sum', async ({
      page,
    }) => {
      await signIn(page)
      await page.goto('/papers/new')
      const voted = page.getByRole('article').nth(3)
      const id = (await voted.getAttribute('id')) ?? ''
      await voted.getByRole('button', { name: /^Upvote/ }).click()
      const same = page.locator(`[id="${id}"]`)
      await expect(same.getByRole('button', { name: /^Upvote/, pressed: true })).toBeVisible()

      await page.goto('/')
      await expect(page.getByRole('article').first()).toHaveAttribute('id', id)
      const entries = page.getByRole('article')
      const links = entries.getByRole('link', { name: 'Why here', includeHidden: true })
      expect(await links.count()).toBe(await entries.count())

      for (const place of [0, 4]) {
        await page.goto('/')
        const entry = entries.nth(place)
        await entry.locator('summary').click()
        await entry.getByRole('link', { name: 'Why here' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why it stands where it does')
        await expectToAddUp(page, place === 0 ? ['Announced', 'Votes here'] : ['Announced'])
      }
    })
  })
}

/** Each line is rounded to four places. */
const ROUNDING = 0.5e-4

async function expectToAddUp(page: Page, kinds: string[]): Promise<void> {
  const lines = page.getByRole('main').locator('tbody tr')
  expect(await lines.getByRole('rowheader').allTextContents()).toEqual(kinds)
  const worths = (await lines.locator('td:last-child').allTextContents()).map(Number)
  const heat = Number(await page.getByRole('main').locator('tfoot td').textContent())
  expect(heat).toBeGreaterThan(0)
  const sum = worths.reduce((total, worth) => total + worth, 0)
  expect(Math.abs(sum - heat)).toBeLessThanOrEqual(ROUNDING * (worths.length + 1))
  await expect(page.getByRole('main').locator('strong').first()).toHaveText(
    String(await page.locator('tfoot td').textContent()),
  )
}
