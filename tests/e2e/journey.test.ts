import { eightOClock } from './announced'
import { expect, test } from './fixtures'
import { headerOf, linkIn, openMail, readCode } from './mailbox'

test('from the front page through a vote and a subscription to the inbox, and out again', async ({ page, house }) => {
  const address = `ada.${Date.now()}@example.org`

  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const title = page.getByRole('article').nth(2).getByRole('heading').getByRole('link')
  // The subject of a digest is its first paper.
  const subject = new RegExp((await title.textContent())?.slice(0, 20).replace(/\W/g, '.') ?? '')
  await title.click()
  await expect(page).toHaveURL(/\/papers\/\S+$/)
  const paper = page.url()

  await test.step('a vote leads to sign-in, and is counted when the code was typed', async () => {
    await expect(page.locator('.count').first()).toContainText('0')
    await page.getByRole('button', { name: /^Upvote/ }).click()
    await page.getByLabel(/email/i).first().fill(address)
    await page.getByRole('main').getByRole('button').first().click()
    await expect(page.getByLabel('Code')).toBeVisible()
    await page.getByLabel('Code').fill(await readCode(page, address))
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL((url) => url.pathname === new URL(paper).pathname)
    await expect(page.locator('.count').first()).toContainText('1')
    await expect(page.getByRole('button', { name: /^Upvote/ })).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('the vote is undone and given again without leaving the page', async () => {
    await page.getByRole('button', { name: /^Upvote/ }).click()
    await expect(page.locator('.count').first()).toContainText('0')
    await page.getByRole('button', { name: /^Upvote/ }).click()
    await expect(page.locator('.count').first()).toContainText('1')
    // The order is of a moment ago for whoever comes at once; the next look has it.
    await expect(async () => {
      await page.goto('/')
      await expect(page.getByRole('article').first().locator('.count')).toContainText('1', { timeout: 500 })
    }).toPass()
  })

  await test.step('a subscription waits for the confirmation from the mail', async () => {
    // Signed in, the address is known to be theirs, and no confirmation is asked for.
    await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
    await page
      .getByRole('contentinfo')
      .getByRole('link', { name: /by email/ })
      .click()
    await page.getByLabel('Email address').fill(address)
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await expect(page).toHaveURL(/\/subscriptions\/sent/)
    await expect(page.getByRole('heading', { name: /^Next mail: .*08:00 Europe\/Berlin/ })).toBeVisible()
    await expect(page.frameLocator('iframe').getByRole('heading').first()).toBeVisible()

    const mail = await openMail(page, address, /confirm/i)
    await page.goto(await linkIn(mail, '/subscriptions/confirm/'))
    await mail.close()
    await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin')
    await page.getByRole('button', { name: 'Yes, send it to me' }).click()
    await expect(page.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
  })

  await test.step('the digest comes, with the paper that was voted for at its top', async () => {
    const { status, stdout } = await house.run('digest', '--at', eightOClock(1), '--json')
    expect({ status, report: JSON.parse(stdout) }).toMatchObject({ status: 0, report: { sent: 1, failed: 0 } })
    const mail = await openMail(page, address, subject)
    const frame = mail.frameLocator('iframe')
    await expect(frame.getByRole('heading').first()).toBeVisible()
    await expect(frame.locator('a[href*="/papers/"]').first()).toHaveAttribute(
      'href',
      new RegExp(new URL(paper).pathname),
    )

    const oneClick = /<(https?:[^>]+)>/.exec(await headerOf(mail, 'List-Unsubscribe'))?.[1] ?? ''
    expect(await headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    await mail.close()

    // As a mail program does it: from nowhere, without a cookie, following nothing.
    const answer = await fetch(oneClick, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      redirect: 'manual',
    })
    expect(answer.status).toBe(200)
  })

  await test.step('no mail comes any more', async () => {
    const { stdout } = await house.run('digest', '--at', eightOClock(2), '--json')
    expect(JSON.parse(stdout)).toMatchObject({ sent: 0, failed: 0 })
    await page.goto('/mailbox')
    await expect(page.getByText(`To ${address}`)).toHaveCount(4)
  })
})
