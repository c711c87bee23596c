import type { Page } from '@playwright/test'
import { totpCode, totpStep } from '@/lib/accounts/totp'
import { secretOn } from '../support/totp-secret'
import { expect } from './fixtures'
import { readCode } from './mailbox'

let readers = 0

/** Signs a reader of their own in. @returns their address */
export async function signIn(page: Page): Promise<string> {
  readers += 1
  const address = `reader.${readers}.${Date.now()}@example.org`
  await page.goto('/sign-in')
  await page.getByRole('main').getByLabel(/email/i).fill(address)
  await page.getByRole('main').getByRole('button').first().click()
  await page.getByLabel('Code').fill(await readCode(page, address))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('banner').getByRole('link', { name: 'Settings' })).toBeVisible()
  return address
}

/** Signs an admin in by two steps; the first time in this house, since the app is set up on the way. */
export async function signInAsAdmin(page: Page, address: string): Promise<void> {
  await page.goto('/sign-in?back=%2Fadmin')
  await page.getByRole('main').getByLabel(/email/i).fill(address)
  await page.getByRole('main').getByRole('button').first().click()
  await page.getByLabel('Code').fill(await readCode(page, address))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('main').getByRole('button').first().click()
  const code = page.getByRole('textbox', { name: 'Code' })
  await expect(code).toBeVisible()
  await code.fill(totpCode(secretOn(await page.content()), totpStep(new Date())))
  await page.getByRole('main').getByRole('button').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/codes/i)
}
