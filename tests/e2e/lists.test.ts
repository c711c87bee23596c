import { expect, test } from './fixtures'
import { expectAccessible, LOOKS } from './looks'
import { signIn } from './sign-in'

const NOTE = 'Read before Monday'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('a paper is put on a new list, which is shown by its address, and deleted; a field is followed and let go; a group is made', async ({
      page,
      browser,
    }) => {
      const judge = async () => {
        if (javaScriptEnabled) await expectAccessible(page, [LOOKS.light])
      }
      await signIn(page)
      await page.goto('/papers/new')
      const id = (await page.locator('.papers article').nth(6).getAttribute('id')) ?? ''
      await page.goto(`/papers/${id}`)
      await page.getByRole('link', { name: 'On a list', exact: true }).first().click()
      await page.getByLabel('A new list').fill('Reading group')
      await page.getByLabel('Note', { exact: true }).fill(NOTE)
      await page.getByRole('button', { name: 'Put it there' }).click()
      await expect(page.getByRole('button', { name: 'Take it off' })).toBeVisible()
      await judge()
      await page.getByRole('heading', { name: 'Reading group' }).getByRole('link').click()
      await expect(page.getByText('Only you see this list.')).toBeVisible()
      await expect(page.locator(`[id="${id}"]`)).toContainText(NOTE)

      await page.getByText('Change or delete this list').click()
      await page.getByLabel('Who can read it').selectOption('shared')
      await judge()
      await page.getByRole('button', { name: 'Change it' }).click()
      await expect(page.getByText('Whoever has this address can read this list.')).toBeVisible()
      const stranger = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await stranger.goto(page.url())
      await expect(stranger.locator(`[id="${id}"]`)).toContainText(NOTE)
      await stranger.context().close()
      await page.getByText('Change or delete this list').click()
      await page.getByLabel('Delete the list with its notes.').check()
      await page.getByRole('button', { name: 'Delete it' }).click()
      await expect(page).toHaveURL('/lists')
      await expect(page.getByRole('link', { name: 'Reading group' })).toHaveCount(0)
      await judge()

      await page.goto('/categories/cs.LG')
      await page.getByRole('button', { name: 'Follow', exact: true }).click()
      await expect(page).toHaveURL('/follows')
      await judge()
      await page.getByRole('link', { name: 'Their papers' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'What you follow' })).toBeVisible()
      await page.goto('/follows')
      await page.getByRole('button', { name: 'Let go of cs.LG' }).click()
      await expect(page.getByText('Nothing yet.')).toBeVisible()

      await page.goto('/groups')
      await page.getByLabel('Name', { exact: true }).fill(`Lab-${Date.now().toString(36)}`)
      await page.getByLabel('What I vote for from now on is counted there').check()
      await judge()
      await page.getByRole('button', { name: 'Make it' }).click()
      await expect(page.getByText('Only members see this page.')).toBeVisible()
      await page.getByText('Members, invitation, leaving').click()
      await judge()
      await page.getByRole('button', { name: 'Leave the group' }).click()
      await expect(page).toHaveURL('/groups')
    })
  })
}
