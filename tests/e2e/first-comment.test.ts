import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectAccessible, LOOKS } from './looks'
import { signIn } from './sign-in'

/** Where pictures go; without it there are none. */
const folder = process.env.TOUR_DIR

const WIDTHS = [
  { device: 'a phone', width: 360, height: 780 },
  { device: 'a desk', width: 1280, height: 800 },
]
const WORDS = 'Does lemma 2 need $\\alpha \\le 1$?'

async function judge(page: Page, name: string): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 }
  await expectAccessible(page, [LOOKS.light, LOOKS.dark])
  if (!folder) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(folder, `first-comment-${name}-${width}-${colorScheme}.png`), fullPage: true })
  }
}

for (const { device, width, height } of WIDTHS) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport: { width, height } })

    test('who comments for the first time chooses a name in the same step; one that is taken is told, and loses nothing', async ({
      page: ada,
      browser,
    }) => {
      const name = `Ada-${width}-${Date.now().toString(36)}`
      const send = (page: Page) => page.getByRole('main').getByRole('button', { name: 'Comment', exact: true }).click()
      await signIn(ada)
      await ada.goto('/papers/new')
      const id = (await ada.locator('.papers article').nth(11).getAttribute('id')) ?? ''
      await ada.goto(`/papers/${id}`)
      const field = ada.getByLabel('Your name')
      await expect(field).toHaveAccessibleDescription(/Your first comment takes one/)
      await judge(ada, 'asked')
      await ada.getByLabel('Your comment').fill(WORDS)
      // What cannot be a name is not sent, and stays where it was typed.
      await field.fill(`${name} of London`)
      await send(ada)
      await expect(field).toBeFocused()
      await expect(field).toHaveValue(`${name} of London`)
      await expect(ada).toHaveURL(`/papers/${id}`)
      await field.fill(`${name} `)
      await send(ada)
      await expect(ada).toHaveURL(new RegExp(`/papers/${id}#c-`))
      const said = ada.getByRole('article', { name: `Comment by ${name}` })
      await expect(said).toContainText('Does lemma 2 need')
      await expect(field).toHaveCount(0)
      await judge(ada, 'said')

      const eve = await (await browser.newContext({ baseURL: new URL(ada.url()).origin })).newPage()
      await eve.setViewportSize({ width, height })
      await signIn(eve)
      await eve.goto(`/papers/${id}`)
      await eve.getByLabel('Your name').fill(name.toUpperCase())
      await eve.getByLabel('Your comment').fill(WORDS)
      await send(eve)
      const again = eve.getByLabel('Your name')
      await expect(again).toHaveAccessibleDescription(/Somebody has that name, or one that looks like it/)
      await expect(again).toHaveValue(name.toUpperCase())
      await expect(eve.getByLabel('Your comment')).toHaveValue(WORDS)
      await judge(eve, 'taken')
      await again.fill(name.replace('Ada', 'Eve'))
      await send(eve)
      await expect(eve.getByRole('article', { name: `Comment by ${name.replace('Ada', 'Eve')}` })).toBeVisible()
    })
  })
}
