import { expect, test } from './fixtures'
import { expectAccessible, LOOKS } from './looks'
import { signIn } from './sign-in'

const PAGES = {
  'the front page': '/',
  'a paper': '/papers/astro-ph/0601001',
  'sign-in': '/sign-in',
  subscribe: '/subscribe',
  'a day': '/papers/date/latest',
  'a day with every kind of entry': '/papers/date/latest?types=new,cross,replace',
  'all categories': '/categories',
  'a group of categories': '/categories/cs',
  'past digests': '/digests',
  search: '/search?q=learning',
  privacy: '/about/privacy',
  'how it ranks': '/about/ranking',
  'field-fair trending': '/?fair=1',
  'the front page as it stood': '/?at=2026-11-29T12:00:00Z',
  submit: '/submit',
  'what readers submitted': '/papers/submitted',
  'curators’ picks': '/picks',
  'the community': '/about/community',
  'the log of moderation': '/moderation/log',
  'a page that is not there': '/nowhere',
}

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name} can be read and worked by everybody, in every theme`, async ({ page }) => {
    await page.goto(path)
    await expectAccessible(page)
  })
}

for (const name of ['the front page', 'a day with every kind of entry'] as const) {
  test(`${name} can be read and worked by everybody, as titles only`, async ({ page, house }) => {
    await page.context().addCookies([{ name: 'display', value: LOOKS['titles only'].display, url: house.url }])
    await page.goto(PAGES[name])
    await expectAccessible(page)
  })
}

test('nothing runs out of the side of a page, signed out or in, on a telephone, a tablet or a desk', async ({
  page,
}) => {
  const expectNoOverhang = async (paths: string[]) => {
    for (const path of paths) {
      await page.goto(path)
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true
      })
      for (const width of [320, 360, 640, 768, 1280]) {
        await page.setViewportSize({ width, height: 640 })
        const overhang = await page.evaluate(() => {
          const column = document.querySelector('main')?.getBoundingClientRect().right ?? 0
          const header = document.querySelector('.account')?.getBoundingClientRect().right ?? 0
          return Math.max(document.documentElement.scrollWidth - window.innerWidth, header - column)
        })
        expect(overhang, `${path} at ${width}`).toBeLessThanOrEqual(1)
      }
    }
  }
  await expectNoOverhang(Object.values(PAGES))
  await signIn(page)
  await expectNoOverhang(['/', '/papers/astro-ph/0601001', '/reading-list', '/settings'])
})
