import { ADMIN, expect, test } from './fixtures'
import { picture } from './judge-page'
import { expectAccessible } from './looks'
import { signInAsAdmin } from './sign-in'

/** Where pictures go; without it there are none. */
const folder = process.env.TOUR_DIR
const PAGES = ['', '/digests', '/unknown', '/domains', '/suppressions', '/mail', '/people', '/invitations'].map(
  (path) => `/admin${path}`,
)

test('an operator comes in by two steps, stops all sending and lets it go on; it is written down', async ({ page }) => {
  test.slow()
  await signInAsAdmin(page, ADMIN)

  for (const path of PAGES) {
    await page.goto(path)
    await expect(page.getByRole('navigation', { name: 'Operators' })).toBeVisible()
    // Before the themes that are judged next.
    if (folder) await picture(page, path.slice(1).replaceAll('/', '-'), folder)
    await expectAccessible(page)
  }

  await page.goto('/admin/digests')
  await page.getByLabel('Reason').fill('a rehearsal')
  await page.getByRole('button', { name: 'Pause all sending' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await expect(page.getByText(/All sending is paused since .*: a rehearsal/)).toBeVisible()
  await page.getByRole('button', { name: 'Resume all sending' }).click()
  await page.getByRole('button', { name: 'Yes, do it' }).click()
  await expect(page.getByText('Mails leave as they are due.')).toBeVisible()
  await page.goto('/admin')
  await expect(page.getByRole('listitem').filter({ hasText: 'resume sending' })).toContainText(ADMIN)
})
