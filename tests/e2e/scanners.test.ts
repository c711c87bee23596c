import type { Page } from '@playwright/test'
import { eightOClock } from './announced'
import { expect, test } from './fixtures'
import { linkIn, openMail, readCode } from './mailbox'
import { scan } from './scanner'

/** Every link of the mail's text that leads to the house. */
async function linksIn(mail: Page, home: string): Promise<string[]> {
  const links = await mail
    .locator('main a[href]')
    .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href')))
  return [...new Set(links.flatMap((link) => (link?.startsWith(`${home}/`) ? [link] : [])))]
}

const paperIn = (link: string) => /\/(?:vote|save|papers)\/((?:[\w-]+\/)?[\w.]+)$/.exec(link)?.[1]

/** The links of all papers are alike: those of the first stand for them. */
function ofOnePaper(links: string[]): { id: string; links: string[] } {
  const id = links.map(paperIn).find(Boolean) ?? ''
  return { id, links: links.filter((link) => [undefined, id].includes(paperIn(link))) }
}

test('what checks mails signs nobody in, confirms, votes and unsubscribes nothing, and the person still succeeds', async ({
  page,
  browser,
  house,
}) => {
  test.setTimeout(300_000)
  const address = `eve.${Date.now()}@example.org`
  const scanner = await browser.newContext({ baseURL: house.url })
  // The person reads mails on another device than the one on which they asked.
  const phone = await browser.newContext({ baseURL: house.url })
  const person = await phone.newPage()
  person.setDefaultNavigationTimeout(15_000)
  const votesOf = async (id: string) => (await (await page.request.get(`/api/papers/${id}`)).json()).upvotes

  await test.step('the mail that asks for a confirmation', async () => {
    await page.goto('/subscribe')
    await page.getByLabel('Email address').fill(address)
    await page.getByRole('button', { name: 'Subscribe' }).click()
    const mail = await openMail(page, address, /confirm/i)
    const links = await linksIn(mail, house.url)
    const confirm = await linkIn(mail, '/subscriptions/confirm/')
    await mail.close()
    expect(await scan(scanner, links)).toBe(1)

    await person.goto(confirm)
    await expect(person.getByRole('heading', { name: 'Do you want this digest?' })).toBeVisible()
    await person.getByLabel('Yes, I asked for this').check()
    await person.getByRole('button', { name: 'Yes, send it to me' }).click()
    await expect(person.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
  })

  await test.step('the digest', async () => {
    await house.run('digest', '--at', eightOClock(1))
    const mail = await openMail(page, address, /^(?!.*(confirm|subscribed))/i)
    const { id, links } = ofOnePaper(await linksIn(mail, house.url))
    const [vote, save] = [await linkIn(mail, '/vote/'), await linkIn(mail, '/save/')]
    const manage = await linkIn(mail, '/subscriptions/manage/')
    const unsubscribe = await linkIn(mail, '/subscriptions/unsubscribe/')
    await mail.close()
    const before = await votesOf(id)
    expect(before).toEqual(expect.any(Number))

    expect(links.length).toBeGreaterThan(5)
    expect(await scan(scanner, links)).toBeGreaterThan(10)
    expect(await votesOf(id)).toBe(before)
    await person.goto(manage)
    await expect(person.getByRole('heading', { name: 'You are subscribed' })).toBeVisible()
    await expect(person.getByRole('main')).toContainText('every day at 08:00 Europe/Berlin')

    for (const [link, button, done] of [
      [vote, 'Upvote', 'Your vote counts'],
      [save, 'Save', 'Saved'],
    ] as const) {
      await person.goto(link)
      await person.getByLabel('I opened this link myself').check()
      await person.getByRole('main').getByRole('button', { name: button, exact: true }).click()
      await expect(person.getByRole('heading', { name: done })).toBeVisible()
    }
    await person.goto(unsubscribe)
    await person.getByLabel('Yes, stop these mails').check()
    await person.getByRole('button', { name: 'Unsubscribe', exact: true }).click()
    await expect(person.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible()
  })

  await test.step('the mail that signs in, and what was saved until then', async () => {
    await page.goto('/sign-in')
    await page.getByRole('main').getByLabel(/email/i).fill(address)
    await page.getByRole('main').getByRole('button').first().click()
    const mail = await openMail(page, address, /sign|code/i)
    const links = await linksIn(mail, house.url)
    await mail.close()
    expect(links.some((link) => link.includes('/sign-in/link/'))).toBe(true)
    await scan(scanner, links)
    await page.getByLabel('Code').fill(await readCode(page, address))
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
    await page.goto('/reading-list')
    await expect(page.getByRole('article')).toHaveCount(1)
  })

  expect((await scanner.cookies()).map(({ name }) => name)).not.toContain('broadsheet-session')
  await scanner.close()
  await phone.close()
})
