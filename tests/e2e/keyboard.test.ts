import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { linkIn, openMail, readCode } from './mailbox'

/** No page needs more steps to any of its controls than this. */
const MAX_STEPS = 100

/** Goes on by the Tab key until this has the focus, and shows that it can be seen there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return expectVisibleFocus(target)
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key never came to ${target.toString()}`)
}

/** WCAG 2.4.7 and 2.4.11: the focus can be seen, and nothing lies over it. */
async function expectVisibleFocus(target: Locator): Promise<void> {
  await expect(target).toBeInViewport()
  const isMarked = await target.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  expect(isMarked, `${target.toString()} shows its focus`).toBe(true)
  const isCovered = await target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2)
    return !(onTop && (element.contains(onTop) || onTop.contains(element)))
  })
  expect(isCovered, `${target.toString()} is covered`).toBe(false)
}

async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(text)
}

test('by the keyboard alone: sign in, vote, subscribe, unsubscribe', async ({ page }) => {
  const address = `kay.${Date.now()}@example.org`
  const main = page.getByRole('main')

  await test.step('the first step of every page leads past what stands above the content', async () => {
    await page.goto('/')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(main).toBeFocused()
  })

  await test.step('sign in', async () => {
    await page.goto('/sign-in')
    await typeInto(page, main.getByLabel(/email/i), address)
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Code')).toBeVisible()
    await typeInto(page, page.getByLabel('Code'), await readCode(page, address))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  })

  await test.step('vote, and take it back', async () => {
    await page.goto('/papers/new')
    const entry = page.getByRole('article').nth(1)
    const vote = entry.getByRole('button', { name: /^Upvote/ })
    await tabTo(page, vote)
    await page.keyboard.press('Enter')
    await expect(entry.locator('.count')).toContainText('1')
    await expect(vote).toBeFocused()
    await page.keyboard.press('Space')
    await expect(entry.locator('.count')).toContainText('0')
  })

  await test.step('sign out, and subscribe', async () => {
    await page.goto('/settings')
    await tabTo(page, page.getByRole('banner').getByRole('button', { name: 'Sign out' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    await page.goto('/subscribe')
    await typeInto(page, main.getByLabel('Email address'), address)
    await tabTo(page, main.getByRole('button', { name: 'Subscribe' }))
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/subscriptions\/sent/)
    const mail = await openMail(page, address, /confirm/i)
    await page.goto(await linkIn(mail, '/subscriptions/confirm/'))
    await mail.close()
    await tabTo(page, page.getByRole('button', { name: 'Yes, send it to me' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
  })

  await test.step('unsubscribe', async () => {
    await tabTo(page, main.getByRole('button', { name: 'Unsubscribe' }))
    await page.keyboard.press('Enter')
    await expect(main).toContainText(/unsubscribed|no more|nothing more|ended/i)
  })
})
