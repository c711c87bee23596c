import type { Page } from '@playwright/test'
import { eventually } from '../support/eventually'
import { expect } from './fixtures'

/** Opens the newest mail to this address whose subject fits, in a tab of its own, as somebody at this machine would. */
export async function openMail(page: Page, to: string, subject: RegExp): Promise<Page> {
  const tab = await page.context().newPage()
  await eventually(
    async () => {
      await tab.goto('/mailbox')
      return (await mailsTo(tab, to, subject).count()) > 0
    },
    { withinMs: 30_000, everyMs: 250 },
  )
  await mailsTo(tab, to, subject).first().getByRole('link').click()
  await expect(tab.getByText(`To ${to}`)).toBeVisible()
  return tab
}

/** The code in the newest sign-in mail. */
export async function readCode(page: Page, to: string): Promise<string> {
  const tab = await openMail(page, to, /sign|code/i)
  const text = (await tab.locator('pre').first().textContent()) ?? ''
  await tab.close()
  const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(text)?.[0]
  if (!code) throw new Error(`no code in: ${text}`)
  return code
}

/** The first link of the mail's text that holds this piece of path. */
export async function linkIn(tab: Page, path: string): Promise<string> {
  const link = await tab.locator(`a[href*="${path}"]`).first().getAttribute('href')
  if (!link) throw new Error(`no link to ${path}`)
  return link
}

/** A header of the opened mail, unfolded. */
export async function headerOf(tab: Page, name: string): Promise<string> {
  const headers = (await tab.locator('pre').last().textContent()) ?? ''
  const value = new RegExp(`^${name}:\\s*([^\\n]*(?:\\n\\s[^\\n]*)*)`, 'im').exec(headers)?.[1]
  if (!value) throw new Error(`no header ${name}`)
  return value.replace(/\s*\n\s*/g, ' ')
}

const mailsTo = (tab: Page, to: string, subject: RegExp) =>
  tab
    .getByRole('listitem')
    .filter({ hasText: `To ${to}` })
    .filter({ has: tab.getByRole('link', { name: subject }) })
