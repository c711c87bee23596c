import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures'

const PAGES = {
  'the front page': '/',
  'a paper': '/papers/astro-ph/0601001',
  'sign-in': '/sign-in',
  subscribe: '/subscribe',
  'a day': '/papers/date/latest',
  'a day with every kind of entry': '/papers/date/latest?types=new,cross,replace',
  'all categories': '/categories',
  'a group of categories': '/categories/cs',
  search: '/search?q=learning',
  privacy: '/about/privacy',
  'a page that is not there': '/nowhere',
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    for (const [name, path] of Object.entries(PAGES)) {
      test(`${name} can be read and worked by everybody`, async ({ page }) => {
        await page.goto(path)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
      })
    }
  })
}

test('nothing runs out of the side of a telephone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of Object.values(PAGES)) {
    await page.goto(path)
    const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overhang, path).toBeLessThanOrEqual(0)
  }
})
