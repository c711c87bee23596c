import type { Page } from '@playwright/test'
import { eightOClock } from './announced'
import { expect, test } from './fixtures'
import { expectAccessible as judge, LOOKS } from './looks'
import { linkIn, openMail } from './mailbox'

const DAY_MS = 24 * 3_600_000
const weekdayOf = (instant: string) =>
  new Date(instant).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' })
const isoDay = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

for (const javaScriptEnabled of [true, false]) {
  // The judge needs scripts to run.
  const expectAccessible = (page: Page) =>
    javaScriptEnabled ? judge(page, [LOOKS.light, LOOKS.dark]) : Promise.resolve()
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('a search once a week: asked for, confirmed, read, changed, paused, and left with all others', async ({
      page,
      house,
    }) => {
      test.slow()
      const address = `dora.${Date.now()}@example.org`
      const tomorrow = eightOClock(1)

      await test.step('each list leads to its own form', async () => {
        await page.goto('/search?q=learning')
        await page.getByRole('main').getByRole('link', { name: 'Get this list by email' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toContainText('learning')
        await expectAccessible(page)
        await page.getByLabel('Email address').fill(address)
        await page.getByLabel('Weekly, or on some days of the week').check()
        await page.getByLabel(weekdayOf(tomorrow), { exact: true }).check()
        await page.getByLabel('Time zone').fill('UTC')
        await page.getByRole('button', { name: 'Show me the mail first' }).click()
        await expect(
          page.getByRole('heading', { name: new RegExp(`^Next mail: ${weekdayOf(tomorrow)}`) }),
        ).toBeVisible()
        await expect(page.getByLabel('Email address')).toHaveValue(address)
        await page.getByRole('button', { name: 'Subscribe' }).click()
      })

      await test.step('the press behind the mailed link confirms it', async () => {
        const mail = await openMail(page, address, /confirm/i)
        await page.goto(await linkIn(mail, '/subscriptions/confirm/'))
        await mail.close()
        await expect(page.getByLabel(weekdayOf(tomorrow), { exact: true })).toBeChecked()
        await expectAccessible(page)
        await page.getByRole('button', { name: 'Yes, send it to me' }).click()
        await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
        await expectAccessible(page)
      })

      await test.step('and another list for the same reader', async () => {
        await page.goto('/subscribe')
        await page.getByLabel('Email address').fill(address)
        await page.getByRole('button', { name: 'Subscribe' }).click()
        const mail = await openMail(page, address, /confirm/i)
        await page.goto(await linkIn(mail, '/subscriptions/confirm/'))
        await mail.close()
        await page.getByRole('button', { name: 'Yes, send it to me' }).click()
        await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
      })

      await test.step('the mail comes, and leads to its settings', async () => {
        const { stdout } = await house.run('digest', '--at', tomorrow, '--json')
        expect(JSON.parse(stdout)).toMatchObject({ failed: 0, unknown: 0 })
        const mail = await openMail(page, address, /^(?!.*confirm)/i)
        await page.goto(await linkIn(mail, '/subscriptions/manage/'))
        await mail.close()
      })

      await test.step('another hour, then a pause until a day', async () => {
        await page.getByLabel('Hour').selectOption('06:00')
        await page.getByRole('button', { name: 'Save' }).click()
        await expect(page.getByText('Saved.')).toBeVisible()
        await expect(page.getByText(/at 06:00/).first()).toBeVisible()
        await page.getByLabel('Until').fill(isoDay(20))
        await page.getByRole('button', { name: 'Pause' }).click()
        await expect(page.getByRole('heading', { name: 'Your digest is paused' })).toBeVisible()
        await expect(page.getByText(/From then on it comes by itself again/)).toBeVisible()
        await expectAccessible(page)
      })

      await test.step('one press leaves all', async () => {
        await page.getByRole('button', { name: 'Unsubscribe from all my digests' }).click()
        await expect(page.getByRole('heading', { name: 'You are unsubscribed from everything' })).toBeVisible()
        await expectAccessible(page)
      })

      await test.step('what trends stands in the archive for everybody, the search does not', async () => {
        await page.goto('/digests')
        await expect(
          page
            .getByRole('main')
            .getByRole('link', { name: /Trending/ })
            .first(),
        ).toBeVisible()
        await expect(page.getByRole('main')).not.toContainText('learning')
        await expectAccessible(page)
        await page
          .getByRole('main')
          .getByRole('link', { name: /Trending/ })
          .first()
          .click()
        await expect(page.getByRole('article').first()).toBeVisible()
      })
    })
  })
}
