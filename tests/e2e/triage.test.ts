import type { Page } from '@playwright/test'
import { entryAt } from './entry-at'
import { expect, test } from './fixtures'
import { expectAccessible, LOOKS } from './looks'
import { signIn } from './sign-in'

const save = { name: /^Saved?$/ }
const notForMe = { name: 'Not for me', exact: true }
const pressed = (isOn: boolean) => ['aria-pressed', String(isOn)] as const

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('a paper is saved, read of on the reading list, exported, and taken off', async ({ page }) => {
      await signIn(page)
      await page.goto('/papers/new')
      const title = (await entryAt(page, 3).getByRole('heading').textContent()) ?? ''
      const same = page.locator(`[id="${await entryAt(page, 3).getAttribute('id')}"]`)
      await same.getByRole('button', save).click()
      await expect(same.getByRole('button', save)).toHaveAttribute(...pressed(true))
      await page.getByRole('banner').getByRole('link', { name: 'Reading list' }).click()
      await expect(page.getByRole('article')).toHaveCount(1)
      await expect(page.getByRole('article').getByRole('heading')).toHaveText(title)
      expect(await (await page.request.get('/reading-list.bib')).text()).toContain('@misc{')
      await same.getByRole('button', save).click()
      if (javaScriptEnabled) await expect(same.getByRole('button', save)).toHaveAttribute(...pressed(false))
      else await expect(same).toHaveCount(0)
      await page.goto('/reading-list')
      await expect(page.getByText('Nothing is saved yet')).toBeVisible()
    })

    test('a paper that is not for me leaves the list, can be taken back at once, and is counted', async ({ page }) => {
      await signIn(page)
      await page.goto('/papers/new')
      const id = await entryAt(page, 2).getAttribute('id')
      const same = page.locator(`[id="${id}"]`)
      await same.getByRole('button', notForMe).click()
      // Where it stood, so that it can be taken back.
      await expect(same.getByRole('button', notForMe)).toHaveAttribute(...pressed(true))
      await expect(same.getByRole('button', notForMe)).toBeVisible()
      await same.getByRole('button', notForMe).click()
      await expect(same.getByRole('button', notForMe)).toHaveAttribute(...pressed(false))
      await same.getByRole('button', notForMe).click()
      await expect(same.getByRole('button', notForMe)).toHaveAttribute(...pressed(true))

      await page.goto('/papers/new')
      await expect(same).toBeHidden()
      await expect(page.getByRole('main')).toContainText('1 not for you, hidden: show')
      await page.getByRole('link', { name: 'show', exact: true }).click()
      await expect(page).toHaveURL('/papers/new?dismissed=1')
      await expect(same).toBeVisible()
    })

    test('what was seen is hidden once it is marked seen, and a save is a step forward', async ({ page }) => {
      await signIn(page)
      await page.goto('/papers/date/latest')
      const day = new URL(page.url()).pathname
      const total = await page.locator('#progress').textContent()
      expect(total).toMatch(/^0\s+of \d+ seen$/)
      const id = await entryAt(page, 0).getAttribute('id')
      await entryAt(page, 0).getByRole('button', save).click()
      await expect(page.locator(`[id="${id}"]`).getByRole('button', save)).toHaveAttribute(...pressed(true))
      await page.goto(`${day}?unseen=1`)
      await expect(page.locator('#progress')).toHaveText((total ?? '').replace('0', '1'))
      await expect(page.locator(`[id="${id}"]`)).toHaveCount(0)
      await page.getByRole('button', { name: 'Mark all seen' }).click()
      await expect(page.getByText('You saw all of it.')).toBeVisible()
      await page.getByRole('link', { name: 'Show all' }).click()
      await expect(page.locator('#since')).toBeEmpty()
      await expect(page.locator('#progress')).toHaveText(/^(\d+)\s+of \1 seen$/)
    })

    test('on the way back a list is where it was left', async ({ page }) => {
      await page.goto('/papers/new')
      const entry = entryAt(page, 20)
      await entry.scrollIntoViewIfNeeded()
      const before = await page.evaluate(() => scrollY)
      expect(before).toBeGreaterThan(500)
      await entry.getByRole('heading').getByRole('link').click()
      await expect(page.getByRole('heading', { level: 2, name: 'Abstract' })).toBeVisible()
      await page.goBack()
      await expect(entry).toBeInViewport()
      // The browser glides there.
      await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(120)
    })

    test('signed out, a save leads to sign-in', async ({ page }) => {
      await page.goto('/papers/new')
      await entryAt(page, 1).getByRole('button', save).click()
      await expect(page).toHaveURL('/sign-in')
      await expect(page.getByText('will be on your reading list')).toBeVisible()
    })
  })
}

test.describe('the keys', () => {
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('article')?.id ?? null)

  test('walk through a list, open, vote, save and dismiss', async ({ page }) => {
    await signIn(page)
    await page.goto('/papers/new')
    const ids = await page.locator('.papers article').evaluateAll((all) => all.map(({ id }) => id))
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await focused(page)).toBe(ids[1])
    await page.keyboard.press('k')
    expect(await focused(page)).toBe(ids[0])
    const first = entryAt(page, 0)
    expect(await first.evaluate((entry) => getComputedStyle(entry).outlineStyle)).not.toBe('none')
    await page.keyboard.press('o')
    await expect(first.locator('details.abstract')).toHaveAttribute('open', '')
    await page.keyboard.press('o')
    await expect(first.locator('details.abstract')).not.toHaveAttribute('open', '')
    await page.keyboard.press('v')
    await expect(first.getByRole('button', { name: /^Upvote/ })).toHaveAttribute(...pressed(true))
    await page.keyboard.press('s')
    await expect(first.getByRole('button', save)).toHaveAttribute(...pressed(true))
    await expect(page.locator('#status')).toHaveText('Done: Save')
    await page.keyboard.press('x')
    await expect(first.getByRole('button', notForMe)).toHaveAttribute(...pressed(true))
    expect(await focused(page)).toBe(ids[1])
  })

  test('search and help open, and help closes again', async ({ page }) => {
    await page.goto('/')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await page.keyboard.press('j')
    expect(await focused(page)).toBeNull()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('j?x')
    await expect(page.getByRole('searchbox')).toHaveValue('j?x')
  })

  test('do nothing with a modifier, nor when they are switched off, and the switch stays', async ({ page }) => {
    await page.goto('/')
    await page.keyboard.press('Alt+j')
    expect(await focused(page)).toBeNull()
    await page.getByRole('button', { name: 'Stop single keys from acting' }).click()
    await page.goto('/papers/new')
    await page.keyboard.press('j')
    await page.keyboard.press('?')
    expect(await focused(page)).toBeNull()
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden()
    await page.getByRole('button', { name: 'Let single keys act' }).click()
    await page.keyboard.press('j')
    expect(await focused(page)).not.toBeNull()
  })
})

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('what is pressed is 44 pixels high, and nothing runs out of the side', async ({ page }) => {
    await signIn(page)
    for (const path of ['/papers/new', '/reading-list', '/about/keys']) {
      await page.goto(path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0)
    }
    await page.goto('/papers/new')
    for (const button of await entryAt(page, 0).locator('.triage button').all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect((await page.getByRole('button', { name: 'Mark all seen' }).boundingBox())?.height).toBeGreaterThanOrEqual(44)
  })
})

test('lists with marks, the reading list and the keys can be read and worked by everybody, in the light and in the dark', async ({
  page,
}) => {
  await signIn(page)
  await page.goto('/papers/new')
  await entryAt(page, 0).getByRole('button', save).click()
  await entryAt(page, 1).getByRole('button', notForMe).click()
  await expect(entryAt(page, 1).getByRole('button', notForMe)).toHaveAttribute(...pressed(true))
  await expectAccessible(page, [LOOKS.light, LOOKS.dark])
  await page.keyboard.press('?')
  await expectAccessible(page, [LOOKS.light, LOOKS.dark])
  for (const path of ['/papers/new?dismissed=1', '/papers/new?unseen=1', '/reading-list', '/about/keys']) {
    await page.goto(path)
    await expectAccessible(page, [LOOKS.light, LOOKS.dark])
  }
})
