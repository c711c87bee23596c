import { expect, test } from './fixtures'
import { linkIn, openMail, readCode } from './mailbox'

test.use({ javaScriptEnabled: false })

test('lists, days and papers are links', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('article').first()).toBeVisible()
  await page.getByRole('link', { name: 'New', exact: true }).click()
  await expect(page).toHaveURL('/papers/new')
  await page.getByRole('link', { name: 'By day' }).click()
  await expect(page).toHaveURL(/\/papers\/date\/\d{4}-\d\d-\d\d$/)
  await page.getByRole('article').first().getByRole('heading').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'cs.LG' }).first().click()
  await expect(page).toHaveURL('/categories/cs.LG')
})

test('the abstract of a list entry opens', async ({ page }) => {
  await page.goto('/')
  const abstract = page.getByRole('article').first().locator('details.abstract')
  await abstract.locator('summary').click()
  await expect(abstract.locator('p').first()).toBeVisible()
})

test('search finds words and goes straight to an identifier', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('searchbox').fill('Jupiters')
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL('/search?q=Jupiters')
  await expect(page.getByRole('article').first()).toContainText('Jupiters')
  await page.getByRole('searchbox').fill('arXiv:astro-ph/0601001v1')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL('/papers/astro-ph/0601001')
})

test('a search is narrowed, put in another order and widened again by links', async ({ page }) => {
  await page.goto('/search?q=planets')
  await page.getByText('Narrow it').click()
  await page.getByRole('navigation', { name: 'Category' }).getByRole('link').first().click()
  await expect(page).toHaveURL(/\/search\?q=planets%20cat%3A/)
  await page.getByRole('navigation', { name: 'Order' }).getByRole('link', { name: 'Newest' }).click()
  await expect(page.getByRole('searchbox')).toHaveValue(/^planets cat:\S+ sort:newest$/)
  await page.getByRole('link', { name: /^Remove cat:/ }).click()
  await expect(page.getByRole('searchbox')).toHaveValue('planets sort:newest')
  await expect(page.getByRole('article').first().locator('mark').first()).toBeVisible()
})

test('signing in, voting and subscribing are forms', async ({ page }) => {
  const address = `bob.${Date.now()}@example.org`
  await page.goto('/sign-in')
  await page.getByRole('main').getByLabel(/email/i).fill(address)
  await page.getByRole('main').getByRole('button').first().click()
  await page.getByLabel('Code').fill(await readCode(page, address))
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()

  await page.goto('/papers/new')
  const entry = page.getByRole('article').nth(4)
  const same = page.locator(`[id="${await entry.getAttribute('id')}"]`)
  const before = Number.parseInt((await same.locator('.count').textContent()) ?? '', 10)
  await entry.getByRole('button', { name: /^Upvote/ }).click()
  await expect(page).toHaveURL(/\/papers\/new/)
  await expect(same.locator('.count')).toContainText(String(before + 1))
  await same.getByRole('button', { name: /^Upvote/, pressed: true }).click()
  await expect(same.locator('.count')).toContainText(String(before))

  // The address of somebody who is signed in needs no confirmation.
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: /by email/ })
    .click()
  await page.getByRole('main').getByRole('button', { name: 'Subscribe' }).click()
  await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Unsubscribe' }).click()
  await expect(page.getByRole('main')).toContainText(/unsubscribed|no more|nothing more|ended/i)

  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})

test('a subscription is asked for and confirmed by forms', async ({ page }) => {
  const address = `cleo.${Date.now()}@example.org`
  await page.goto('/subscribe')
  await page.getByRole('main').getByLabel('Email address').fill(address)
  await page.getByLabel('Hour').selectOption('17:00')
  await page.getByLabel('Time zone').fill('Asia/Tokyo')
  await page.getByRole('main').getByRole('button', { name: 'Subscribe' }).click()
  await expect(page.getByRole('heading', { name: /17:00 Asia\/Tokyo/ })).toBeVisible()
  const mail = await openMail(page, address, /confirm/i)
  await page.goto(await linkIn(mail, '/subscriptions/confirm/'))
  await page.getByRole('button', { name: 'Yes, send it to me' }).click()
  await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
})
