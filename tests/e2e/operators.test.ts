import { totpCode, totpStep } from '@/lib/accounts/totp'
import { secretOn } from '../support/totp-secret'
import { ADMIN, expect, test } from './fixtures'
import { picture } from './judge-page'
import { expectAccessible } from './looks'
import { readCode } from './mailbox'

/** Where pictures go; without it there are none. */
const folder = process.env.TOUR_DIR
const PAGES = ['', '/digests', '/unknown', '/domains', '/suppressions', '/mail'].map((path) => `/admin${path}`)

test('an operator comes in by two steps, stops all sending and lets it go on; it is written down', async ({ page }) => {
  test.slow()
  await page.goto('/sign-in?back=%2Fadmin')
  await page.getByRole('main').getByLabel(/email/i).fill(ADMIN)
  await page.getByRole('main').getByRole('button').first().click()
  await page.getByLabel('Code').fill(await readCode(page, ADMIN))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('main').getByRole('button').first().click()
  const code = page.getByRole('textbox', { name: 'Code' })
  await expect(code).toBeVisible()
  await code.fill(totpCode(secretOn(await page.content()), totpStep(new Date())))
  await page.getByRole('main').getByRole('button').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/codes/i)

  for (const path of PAGES) {
    await page.goto(path)
    await expect(page.getByRole('navigation', { name: 'Operators' })).toBeVisible()
    await expectAccessible(page)
    if (folder) await picture(page, path.slice(1).replaceAll('/', '-'), folder)
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
