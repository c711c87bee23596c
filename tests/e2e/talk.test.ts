import type { Page } from '@playwright/test'
import { aDrawing } from '../support/pictures'
import { expect, MODERATING, test } from './fixtures'
import { picture } from './judge-page'
import { expectAccessible, LOOKS } from './looks'
import { linkIn, openMail, readCode } from './mailbox'
import { signIn, signInAsAdmin } from './sign-in'

/** Where pictures go; without it there are none. */
const folder = process.env.TOUR_DIR

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('people talk, moderators answer reports and claims, pictures come and go, and somebody is invited', async ({
      page: ada,
      browser,
    }) => {
      test.slow()
      /** Axe runs by script; what is judged is the same without. */
      const judge = async (page: Page, name: string) => {
        if (!javaScriptEnabled) return
        if (folder) await picture(page, `talk-${name}`, folder)
        await expectAccessible(page, [LOOKS.light, LOOKS.dark])
      }
      const main = (page: Page) => page.getByRole('main')
      const press = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name }).first().click()
      const open = (page: Page, name: string) => main(page).getByText(name, { exact: true }).first().click()
      const newcomer = async () =>
        (await browser.newContext({ baseURL: new URL(ada.url()).origin, javaScriptEnabled })).newPage()

      /** A thread as it is now: on a busy machine the page of before is served once, while it is made again. */
      const thread = async (page: Page, words: string) =>
        expect(async () => {
          await page.goto(`${paper}/comments`)
          await expect(main(page)).toContainText(words, { timeout: 100 })
        }).toPass()

      const address = await signIn(ada)
      await ada.goto('/papers/new')
      const id =
        (await ada
          .locator('.papers article')
          .nth(javaScriptEnabled ? 6 : 7)
          .getAttribute('id')) ?? ''
      const paper = `/papers/${id}`
      const name = `Ada-${Date.now().toString(36)}`

      // A comment, its preview, an edit, and an answer that is mailed.
      await ada.goto(`${paper}/comments`)
      await ada.getByLabel('Your comment').fill('**Lemma 2** needs $\\alpha \\le 1$. <script>alert(1)</script>')
      await press(ada, 'Preview')
      await expect(ada.locator('.said strong')).toHaveText('Lemma 2')
      await ada.getByLabel('Your name').fill(name)
      await press(ada, 'Comment')
      await thread(ada, '<script>alert(1)</script>')
      await main(ada).getByRole('link', { name: 'Edit' }).click()
      await ada.getByLabel(/comment/i).fill('**Lemma 2** needs $\\alpha < 1$.')
      await press(ada, 'Save it')
      await thread(ada, 'edited')

      const mona = await newcomer()
      await signInAsAdmin(mona, MODERATING[javaScriptEnabled ? 0 : 1])
      await thread(mona, 'Lemma 2')
      await main(mona).getByRole('link', { name: 'Answer' }).click()
      await mona.getByLabel('Your answer').fill('Indeed, it does.')
      await mona.getByLabel('Your name').fill(`Mona-${Date.now().toString(36)}`)
      await press(mona, 'Answer')
      await thread(mona, 'Indeed, it does.')
      await judge(mona, 'thread')
      const told = await openMail(ada, address, /answered you/)
      await expect(told.locator('pre').first()).toContainText('> Indeed, it does.')
      await told.close()

      // A report, what a moderator makes of it, the log, and undo.
      await thread(ada, 'Indeed, it does.')
      await main(ada).getByRole('link', { name: 'Report' }).click()
      await judge(ada, 'report')
      await ada.getByLabel('What is wrong with it?').selectOption('spam')
      await press(ada, /report/i)
      await mona.goto('/moderation')
      await judge(mona, 'queue')
      await open(mona, 'Hide the comment')
      await mona.getByLabel('Why? Everybody can read it').first().fill('It says nothing')
      await press(mona, 'Hide the comment')
      await thread(ada, 'A moderator hid this comment: It says nothing')
      await mona.goto('/moderation/log')
      await open(mona, 'Undo')
      await mona.getByLabel('Why? Everybody can read it').first().fill('It does')
      await press(mona, 'Undo')
      await thread(ada, 'Indeed, it does.')

      // A claim, its refusal by mail, and the appeal.
      await ada.goto(`/claims?paper=${id}`)
      await judge(ada, 'claim')
      await press(ada, 'This is me')
      await expect(main(ada)).toContainText('A moderator will decide.')
      await mona.goto('/moderation/claims')
      await judge(mona, 'claims')
      const claimed = main(mona).getByRole('listitem').filter({ hasText: name }).first()
      await claimed.getByLabel('Why? Everybody can read it').fill('Nothing tells so')
      await claimed.getByRole('button', { name: 'Refuse' }).click()
      const refused = await openMail(ada, address, /^Your claim was refused/)
      await refused.goto(await linkIn(refused, '/claims'))
      await expect(main(refused)).toContainText('It was refused. The moderator’s reason: Nothing tells so')
      await open(refused, 'Appeal')
      await refused.getByLabel('Why it should be decided anew').fill('See page 1')
      await press(refused, 'Ask another moderator')
      await expect(main(refused)).toContainText('You appealed')
      await judge(refused, 'own-claims')
      await refused.close()

      // A picture.
      await mona.goto(paper)
      await main(mona).getByRole('link', { name: 'Picture' }).click()
      await mona.getByLabel('Picture').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: await aDrawing() })
      await mona.getByLabel('What it shows').fill('Two bars')
      await press(mona, 'Add it')
      const shown = main(mona).getByRole('img', { name: 'Two bars' })
      await expect(async () => {
        await mona.goto(paper)
        await expect(shown).toBeVisible({ timeout: 100 })
      }).toPass()
      await shown.scrollIntoViewIfNeeded()
      if (javaScriptEnabled)
        await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1_280)
      await judge(mona, 'paper')
      await mona.goto(`/figure?paper=${id}`)
      await judge(mona, 'picture')
      await open(mona, 'Remove it')
      await mona.getByLabel('Why? Everybody can read it').fill('A rehearsal')
      await mona.getByRole('button', { name: 'Remove it' }).click()
      await expect(async () => {
        await mona.goto(paper)
        await expect(shown).toHaveCount(0, { timeout: 100 })
      }).toPass()

      // An invitation, and whoever comes by it.
      const guest = `guest.${Date.now()}@example.org`
      await mona.goto('/admin/invitations')
      await mona.getByLabel('Email address').fill(guest)
      await press(mona, 'Invite')
      await press(mona, 'Yes, do it')
      await judge(mona, 'invitations')
      const gus = await newcomer()
      const mail = await openMail(gus, guest, /You are invited/)
      await gus.goto(await linkIn(mail, '/invitations/'))
      await mail.close()
      await judge(gus, 'invitation')
      await press(gus, 'Mail me a code')
      await gus.getByLabel('Code').fill(await readCode(gus, guest))
      await press(gus, 'Sign in')
      await expect(gus.getByRole('banner').getByRole('link', { name: 'Settings' })).toBeVisible()

      await ada.goto(`${paper}/comments`)
      await main(ada).getByRole('link', { name: 'Delete' }).click()
      await press(ada, /delete/i)
      await thread(ada, 'This comment was deleted by who wrote it.')
    })
  })
}
