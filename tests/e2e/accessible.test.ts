import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures'
import { LOOKS } from './looks'
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
  'a page that is not there': '/nowhere',
}

for (const [look, { colorScheme, display }] of Object.entries(LOOKS)) {
  test.describe(`in ${look}`, () => {
    test.use({ colorScheme })
    for (const [name, path] of Object.entries(PAGES)) {
      test(`${name} can be read and worked by everybody`, async ({ page, house }) => {
        if (display) await page.context().addCookies([{ name: 'display', value: display, url: house.url }])
        await page.goto(path)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
      })
    }
  })
}

test('nothing runs out of the side of a page, signed out or in, on a telephone, a tablet or a desk', async ({
  page,
}) => {
  const expectNoOverhang = async (paths: string[]) => {
    for (const path of paths) {
      await page.goto(path)
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
