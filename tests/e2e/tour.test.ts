import type { Locator } from '@playwright/test'
import { eightOClock } from './announced'
import { expect, test } from './fixtures'
import { judgePage, picture } from './judge-page'
import { linkIn, openMail } from './mailbox'
import { signIn } from './sign-in'

/** Where pictures go; without it there are none. */
const folder = process.env.TOUR_DIR
/** With pictures it takes its time. */
const TAKES_AT_MOST_MS = folder ? 900_000 : 90_000

/** Pages that can be opened by their address, signed out. */
const PAGES = {
  front: '/',
  newest: '/papers/new',
  day: '/papers/date/latest',
  'front-of-the-past': '/?at=2026-11-29T12:00:00Z',
  week: '/papers/week/latest',
  'week-empty': '/papers/week/2026-W01',
  paper: '/papers/astro-ph/0601001',
  'paper-unknown': '/papers/2406.01234',
  'paper-why': '/papers/astro-ph/0601001/why',
  category: '/categories/cs.LG',
  'no-category': '/categories/math.XX',
  categories: '/categories',
  author: '/authors/Andrew%20Gould',
  search: '/search',
  'search-found': '/search?q=learning',
  'search-nothing': '/search?q=zzzzzz',
  'search-asked': `/search?q=${encodeURIComponent('the planets OR stars -moon cat:astro-ph votes:many sort:newest')}`,
  'search-nearest': '/search?q=planets+cat:hep-th',
  'about-search': '/about/search',
  'sign-in': '/sign-in',
  subscribe: '/subscribe',
  digests: '/digests',
  about: '/about',
  'about-ranking': '/about/ranking',
  'about-freshness': '/about/freshness',
  'about-privacy': '/about/privacy',
  'about-keys': '/about/keys',
  'about-community': '/about/community',
  submitted: '/papers/submitted',
  picks: '/picks',
  'moderation-log': '/moderation/log',
  offline: '/offline',
  'not-found': '/nowhere',
  'no-author': '/authors/Nobody%20Here',
  'bad-day': '/papers/date/2026-02-31',
}
/** Judged elsewhere, or like one of those; here for their pictures. */
const ALIKE = {
  'front-fair': '/?fair=1',
  'day-of-all-kinds': '/papers/date/latest?types=new,cross,replace',
  month: '/papers/month/latest',
  'paper-comments': '/papers/astro-ph/0601001/comments',
  'category-of-a-group': '/categories/cs',
  'category-empty': '/categories/hep-lat',
}

test('every page has a title of its own, fits 320 pixels, and can be hit and read', async ({ page }) => {
  test.setTimeout(TAKES_AT_MOST_MS)
  const titles = new Map<string, string>()
  for (const [name, path] of Object.entries({ ...PAGES, ...(folder ? ALIKE : {}) })) {
    await page.goto(path)
    const title = await page.title()
    expect.soft(titles.get(title), `has the title of ${name}: ${title}`).toBeUndefined()
    titles.set(title, name)
    await judgePage(page, name)
  }
})

test('so can the steps of signing in, and what they say of what does not fit', async ({ page }) => {
  test.setTimeout(TAKES_AT_MOST_MS)
  await page.goto('/subscribe?view=%2Fnowhere')
  await judgePage(page, 'subscribe-to-what-is-not')
  await page.goto('/sign-in')
  await page.getByRole('main').getByLabel(/email/i).fill(`tour.code.${Date.now()}@example.org`)
  await page.getByRole('main').getByRole('button').first().click()
  await expect(page.getByLabel('Code')).toBeVisible()
  await judgePage(page, 'sign-in-code')
  await page.getByLabel('Code').fill('123456')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Code')).toHaveAttribute('aria-invalid', 'true')
  await judgePage(page, 'sign-in-code-wrong')
})

test('so can the pages of a reader', async ({ page }) => {
  test.setTimeout(TAKES_AT_MOST_MS)
  await signIn(page)
  await page.goto('/')
  for (const nth of [1, 4, 6]) await pressed(page.getByRole('button', { name: /^Upvote/ }).nth(nth))
  await pressed(page.locator('.save').nth(2))
  for (const [name, path] of Object.entries({
    'front-signed-in': '/',
    'reading-list': '/reading-list',
    settings: '/settings',
    submit: '/submit',
    claims: '/claims',
    'for-you': '/for-you',
    'subscribe-signed-in': '/subscribe',
  })) {
    await page.goto(path)
    await judgePage(page, name)
  }
})

test('so can the pages of a subscription, from the address to the end', async ({ page, house }) => {
  test.setTimeout(TAKES_AT_MOST_MS)
  const address = `tour.${Date.now()}@example.org`
  await page.goto('/')
  await page.goto('/subscribe')
  await page.getByLabel('Email address').fill(address)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await expect(page.getByRole('heading', { name: /^Next mail/ })).toBeVisible()
  await judgePage(page, 'subscription-asked')
  const asked = await openMail(page, address, /confirm/i)
  await page.goto(await linkIn(asked, '/subscriptions/confirm/'))
  await asked.close()
  await judgePage(page, 'subscription-confirm')
  await page.getByRole('button', { name: 'Yes, send it to me' }).click()
  await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
  await judgePage(page, 'subscription-manage')
  const manage = page.url()

  await house.run('digest', '--at', eightOClock(1))
  const digest = await openMail(page, address, /^(?!.*(confirm|code))/i)
  await judgePage(digest, 'mail-in-mailbox')
  const unsubscribe = await linkIn(digest, '/subscriptions/unsubscribe/')
  await page.goto(unsubscribe)
  await judgePage(page, 'unsubscribe')
  // A mail is a document of its own.
  if (folder) {
    await digest.goto(`${digest.url()}/html`)
    await picture(digest, 'mail-digest', folder)
  }
  await page.goto(manage.replace('/manage/', '/pause/'))
  await judgePage(page, 'pause')
  await page.goto(unsubscribe)
  await page.getByRole('main').getByRole('button').first().click()
  await expect(page.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible()
  await judgePage(page, 'unsubscribed')
  await page.goto('/subscriptions/unsubscribe/x')
  await judgePage(page, 'link-over')
  for (const [name, path] of Object.entries({ mailbox: '/mailbox', 'digests-sent': '/digests' })) {
    await page.goto(path)
    await judgePage(page, name)
  }
  await page.getByRole('main').locator('a[href^="/digests/"]').first().click()
  await page.waitForURL(/\/digests\/./)
  await judgePage(page, 'digest-sent')
})

if (folder)
  test('a picture of every list and paper with titles only, and in high contrast', async ({ page, house }) => {
    test.setTimeout(TAKES_AT_MOST_MS)
    for (const display of ['titles', 'contrast']) {
      await page.context().addCookies([{ name: 'display', value: display, url: house.url }])
      for (const name of ['front', 'day', 'paper', 'search-found', 'not-found'] as const) {
        await page.goto(PAGES[name])
        await picture(page, `${name}-${display}`, folder)
      }
    }
  })

async function pressed(button: Locator): Promise<void> {
  await button.click()
  await expect(button).toHaveAttribute('aria-pressed', 'true')
}
