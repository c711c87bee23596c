import type { Page } from '@playwright/test'
import { expect } from './fixtures'
import { readCode } from './mailbox'

let readers = 0

/** Signs a reader of their own in. */
export async function signIn(page: Page): Promise<void> {
  readers += 1
  const address = `reader.${readers}.${Date.now()}@example.org`
  await page.goto('/sign-in')
  await page.getByRole('main').getByLabel(/email/i).fill(address)
  await page.getByRole('main').getByRole('button').first().click()
  await page.getByLabel('Code').fill(await readCode(page, address))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('banner').getByRole('link', { name: 'Settings' })).toBeVisible()
}
