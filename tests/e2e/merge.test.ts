import type { Page } from '@playwright/test'
import { expect, MERGING, test } from './fixtures'
import { picture } from './judge-page'
import { expectAccessible, LOOKS } from './looks'
import { signIn, signInAsAdmin } from './sign-in'

/** Where pictures go; without it there are none. */
const folder = process.env.TOUR_DIR

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('two papers that are the same work become one, with their votes, and are parted again', async ({
      page: ada,
      browser,
    }) => {
      test.slow()
      /** Axe runs by script; what is judged is the same without. */
      const judge = async (page: Page, name: string) => {
        if (!javaScriptEnabled) return
        if (folder) await picture(page, `merge-${name}`, folder)
        await expectAccessible(page, [LOOKS.light, LOOKS.dark])
      }
      const main = (page: Page) => page.getByRole('main')
      const press = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).first().click()
      const open = (page: Page, name: string) => main(page).getByText(name, { exact: true }).first().click()
      /** A page as it is now: on a busy machine the one of before is served once, while it is made again. */
      const shows = (page: Page, path: string, words: string | RegExp) =>
        expect(async () => {
          await page.goto(path)
          await expect(main(page)).toContainText(words, { timeout: 100 })
        }).toPass()

      await signIn(ada)
      await ada.goto('/papers/new')
      const ids = await ada.locator('.papers article').evaluateAll((entries) => entries.map(({ id }) => id))
      const [one = '', other = ''] = ids.slice(javaScriptEnabled ? 8 : 10)
      await ada.goto(`/papers/${one}`)
      await press(ada, 'Upvote')
      await expect(ada.getByRole('button', { name: 'Upvote', pressed: true }).first()).toBeVisible()

      const mia = await (await browser.newContext({ baseURL: new URL(ada.url()).origin, javaScriptEnabled })).newPage()
      await signInAsAdmin(mia, MERGING[javaScriptEnabled ? 0 : 1])
      await mia.goto(`/papers/${one}`)
      await open(mia, 'Merge into another paper')
      await judge(mia, 'form')
      await mia.getByLabel('The same work is').fill(`arXiv:${one}`)
      await mia.getByLabel('Why? Everybody can read it').first().fill('The published version')
      await press(mia, 'Merge into another paper')
      await expect(main(mia)).toContainText('That is one paper already.')
      await mia.goto(`/papers/${one}`)
      await open(mia, 'Merge into another paper')
      await mia.getByLabel('The same work is').fill(`https://arxiv.org/abs/${other}v1`)
      await mia.getByLabel('Why? Everybody can read it').first().fill('The published version')
      await press(mia, 'Merge into another paper')
      await shows(mia, `/papers/${one}`, `Also as arXiv:${one}, merged by a moderator: The published version`)
      await expect(mia).toHaveURL(`/papers/${other}`)
      await judge(mia, 'notice')

      await shows(ada, `/papers/${one}`, `Also as arXiv:${one}`)
      await expect(ada.getByRole('button', { name: 'Upvote', pressed: true }).first()).toBeVisible()
      await shows(ada, '/papers/new', `The same work as arXiv:${other}`)
      await judge(ada, 'list')

      await mia.goto('/moderation/log')
      await expect(main(mia)).toContainText(`merged arXiv:${one} into arXiv:${other}: The published version`)
      await judge(mia, 'log')
      await open(mia, 'Undo')
      await mia.getByLabel('Why? Everybody can read it').first().fill('They differ')
      await press(mia, 'Undo')
      await expect(async () => {
        await ada.goto(`/papers/${one}`)
        await expect(ada).toHaveURL(`/papers/${one}`, { timeout: 100 })
      }).toPass()
      await expect(ada.getByRole('button', { name: 'Upvote', pressed: true }).first()).toBeVisible()
      await mia.context().close()
    })
  })
}
