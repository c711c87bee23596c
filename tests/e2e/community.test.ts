import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectAccessible } from './looks'
import { signIn } from './sign-in'

/** Takes a name that nobody else in these tests has. */
async function takeName(page: Page, name: string): Promise<string> {
  const own = `${name}-${Date.now().toString(36)}`
  await page.goto('/settings')
  await page.getByLabel('What you are called in public').fill(own)
  await page.getByRole('button', { name: 'Take it' }).click()
  await expect(page.getByRole('link', { name: 'Your page' })).toBeVisible()
  return own
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('what was typed is kept through signing in; a paper that is here becomes a vote, and shows on one’s page', async ({
      page,
    }) => {
      await page.goto('/papers/new')
      const id = (await page.locator('.papers article').nth(4).getAttribute('id')) ?? ''
      await page.goto('/submit')
      await page.getByLabel('Which paper').fill('nothing of the kind')
      await page.getByRole('main').getByRole('button', { name: 'Submit' }).click()
      await expect(page).toHaveURL(/\/sign-in\?back=/)
      await signIn(page)
      await page.goto(`/submit?paper=${encodeURIComponent('nothing of the kind')}&note=Why%20not`)
      await page.getByRole('main').getByRole('button', { name: 'Submit' }).click()
      await expect(page.getByLabel('Which paper')).toHaveValue('nothing of the kind')
      await expect(page.getByLabel('Why, in a sentence')).toHaveValue('Why not')
      await expect(page.getByText('It takes an arXiv identifier')).toBeVisible()
      await page.getByLabel('Which paper').fill(`https://arxiv.org/abs/${id}v1`)
      await page.getByRole('main').getByRole('button', { name: 'Submit' }).click()
      await expect(page.getByText('was here already: your submission is a vote for it')).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)

      const name = await takeName(page, 'Noether')
      await page.getByRole('button', { name: 'Show my votes there' }).click()
      await page.getByRole('link', { name: 'Your page' }).click()
      await expect(page).toHaveURL(`/people/${name}`)
      await expect(page.locator(`[id="${id}"]`)).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)

      // The house is that of other tests as well.
      await page.goto(`/papers/${id}`)
      const vote = page.getByRole('button', { name: /^Upvote/ })
      await vote.click()
      await expect(vote).toHaveAttribute('aria-pressed', 'false')
    })
  })
}
