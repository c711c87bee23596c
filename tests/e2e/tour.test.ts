import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { eightOClock } from './announced'
import { expect, test } from './fixtures'
import { linkIn, openMail, readCode } from './mailbox'

const SIZES = {
  360: { width: 360, height: 780 },
  768: { width: 768, height: 1024 },
  1440: { width: 1440, height: 900 },
}
const SCHEMES = ['light', 'dark'] as const

/** Pages that can be opened by their address, signed out. */
const PAGES = {
  front: '/',
  newest: '/papers/new',
  day: '/papers/date/latest',
  paper: '/papers/astro-ph/0601001',
  category: '/categories/cs.LG',
  search: '/search?q=learning',
  'search-nothing': '/search?q=zzzzzz',
  'sign-in': '/sign-in',
  subscribe: '/subscribe',
  about: '/about',
  'about-ranking': '/about/ranking',
  'about-freshness': '/about/freshness',
  'about-privacy': '/about/privacy',
  'not-found': '/nowhere',
  'bad-day': '/papers/date/2026-02-31',
}

test('a picture of every list and paper with titles only, and in high contrast', async ({ page, house }) => {
  test.setTimeout(600_000)
  for (const display of ['titles', 'contrast']) {
    await page.context().addCookies([{ name: 'display', value: display, url: house.url }])
    for (const name of ['front', 'day', 'paper', 'search', 'not-found'] as const) {
      await page.goto(PAGES[name])
      await picture(page, `${name}-${display}`)
    }
  }
})

test('a picture of every page at three widths, light and dark', async ({ page, house }) => {
  test.setTimeout(600_000)
  for (const [name, path] of Object.entries(PAGES)) {
    await page.goto(path)
    await picture(page, name)
  }

  const address = 'ada@example.org'
  await page.goto('/sign-in')
  await page.getByRole('main').getByLabel(/email/i).fill(address)
  await page.getByRole('main').getByRole('button').first().click()
  await picture(page, 'sign-in-code')
  await page.getByLabel('Code').fill(await readCode(page, address))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.goto('/')
  for (const nth of [1, 4, 6])
    await page
      .getByRole('button', { name: /^Upvote/ })
      .nth(nth)
      .click()
  await page.goto('/')
  await picture(page, 'front-signed-in')
  await page.goto('/settings')
  await picture(page, 'settings')

  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  const box = page.getByRole('contentinfo')
  await box.getByLabel(/by email/).fill(address)
  await box.getByRole('button', { name: 'Subscribe' }).click()
  await expect(page.getByRole('heading', { name: /^Next mail/ })).toBeVisible()
  await picture(page, 'subscription-asked')
  const asked = await openMail(page, address, /confirm/i)
  await picture(asked, 'mail-confirm')
  await page.goto(await linkIn(asked, '/subscriptions/confirm/'))
  await picture(page, 'subscription-confirm')
  await page.getByRole('button', { name: 'Yes, send it to me' }).click()
  await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
  await picture(page, 'subscription-manage')

  await house.run('digest', '--at', eightOClock(1))
  const digest = await openMail(page, address, /^(?!.*(confirm|code))/i)
  await picture(digest, 'mail-digest-in-mailbox')
  await page.goto(await linkIn(digest, '/subscriptions/unsubscribe/'))
  await picture(page, 'unsubscribe')
  await digest.goto(`${digest.url()}/html`)
  await picture(digest, 'mail-digest')
  await page.goto('/mailbox')
  await picture(page, 'mailbox')
})

async function picture(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      const path = join(process.env.TOUR_DIR ?? 'test-results/tour', `${name}-${size}-${colorScheme}.png`)
      await page.screenshot({ path, fullPage: true })
    }
  }
}
