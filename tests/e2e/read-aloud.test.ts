import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { linkIn, openMail, readCode } from './mailbox'

/** What a screen reader is told of the content, role by role and name by name. */
const told = (page: Page) => expect(page.getByRole('main'))

test('what a screen reader is told: a list', async ({ page }) => {
  await page.goto('/')
  for (const [role, name] of [
    ['navigation', 'Lists'],
    ['search', ''],
    ['navigation', 'About this site'],
  ] as const)
    await expect(page.getByRole(role, name ? { name } : {})).toBeVisible()
  const entry = page.getByRole('article').first()
  const title = (await entry.getByRole('heading', { level: 2 }).textContent()) ?? ''
  // An entry is called by its title, and so is its vote.
  await expect(entry).toHaveAccessibleName(title)
  await expect(entry.getByRole('button', { name: /^Upvote/, pressed: false })).toBeVisible()
  await expect(entry.getByRole('listitem').getByRole('link').first()).toHaveAccessibleName(
    /^[a-z-]+(\.[A-Za-z-]+)?( \(primary\))?$/,
  )
})

test('what a screen reader is told: sign-in, a vote, a subscription and its end', async ({ page }) => {
  const address = `rae.${Date.now()}@example.org`

  await page.goto('/sign-in')
  await told(page).toMatchAriaSnapshot(`
    - main:
      - heading "Sign in" [level=1]
      - textbox /Email/
      - button
  `)
  await page.getByRole('main').getByLabel(/email/i).fill('nobody')
  await expect(page.getByRole('main').getByRole('textbox', { name: /email/i })).toHaveJSProperty('required', true)
  await page.getByRole('main').getByLabel(/email/i).fill(address)
  await page.getByRole('main').getByRole('button').first().click()
  const code = page.getByRole('textbox', { name: 'Code' })
  await expect(code).toBeVisible()
  await code.fill('0000-0000')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  // What was wrong is said, and belongs to the field.
  await expect(page.getByRole('textbox', { name: 'Code' })).toHaveAccessibleDescription(/not|wrong/i)
  await page.getByRole('textbox', { name: 'Code' }).fill(await readCode(page, address))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()

  await page.goto('/papers/new')
  const vote = page
    .getByRole('article')
    .nth(3)
    .getByRole('button', { name: /^Upvote/ })
  await vote.click()
  await expect(vote).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('status')).toContainText(/^Upvoted: 1 vote/)
  await vote.click()
  await expect(page.getByRole('status')).toContainText(/^Upvote taken back: 0 votes/)

  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/subscribe')
  for (const [role, name] of [
    ['textbox', 'Email address'],
    ['combobox', 'Hour'],
    ['combobox', 'Time zone'],
  ] as const)
    await expect(page.getByRole('main').getByRole(role, { name })).toBeVisible()
  await page.getByRole('main').getByLabel('Email address').fill(address)
  await page.getByRole('main').getByRole('button', { name: 'Subscribe' }).click()
  const mail = await openMail(page, address, /confirm/i)
  await page.goto(await linkIn(mail, '/subscriptions/confirm/'))
  await mail.close()
  await page.getByRole('button', { name: 'Yes, send it to me' }).click()
  await told(page).toMatchAriaSnapshot(`
    - main:
      - heading "You are subscribed" [level=1]
  `)
  await page.getByRole('main').getByRole('button', { name: 'Unsubscribe' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/unsubscribed|no more|ended/i)
})

test('a formula is MathML, and its TeX goes with it', async ({ page }) => {
  await page.goto('/papers/new')
  const formulas = page.locator('math')
  await expect(formulas.first()).toBeAttached()
  for (const formula of await formulas.all())
    await expect(formula.locator('annotation[encoding="application/x-tex"]')).toHaveText(/./)
})

test('a page at twice its size on a small desk still needs no sideways scrolling', async ({ page }) => {
  // 1280 CSS pixels at 400 % are 320 (WCAG 1.4.10); at 200 % they are 640 (1.4.4).
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 512 })
    for (const path of ['/', '/papers/new', '/search?q=learning', '/subscribe', '/sign-in', '/about/freshness']) {
      await page.goto(path)
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overhang, `${path} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
})

test('who asked for less motion sees none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element)
        const moves = transitionDuration.split(',').some((duration) => Number.parseFloat(duration) > 0.01)
        return animationName !== 'none' || moves || scrollBehavior === 'smooth'
      }).length,
  )
  expect(moving).toBe(0)
})

test('text may be spaced out as WCAG 1.4.12 asks, and none is cut off', async ({ page, context }) => {
  await context.route('**/assets/*.css', async (route) => {
    const answer = await route.fetch()
    const spaced =
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
    await route.fulfill({ response: answer, body: `${await answer.text()}\n${spaced}` })
  })
  await page.setViewportSize({ width: 360, height: 740 })
  for (const path of ['/', '/sign-in', '/subscribe']) {
    await page.goto(path)
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('main h1, main h2, main p, main a, main button, main label')]
        .filter((element) => {
          const { overflowX, overflowY } = getComputedStyle(element)
          const hides = overflowX === 'hidden' || overflowY === 'hidden'
          return (
            hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
          )
        })
        .map((element) => element.textContent?.slice(0, 40)),
    )
    expect(cut, path).toEqual([])
  }
})
