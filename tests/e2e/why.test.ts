import { unpick } from '@/lib/community/picks'
import { connect, db, disconnect } from '@/lib/database/client'
import { findEmbedded } from '@/lib/database/embedded'
import { observe } from '@/lib/signals/observe'
import { expect, test } from './fixtures'
import { expectAccessible } from './looks'
import { signIn } from './sign-in'

/** The first number of a text. */
const numberIn = (text: string | null) => Number(/-?\d+(?:\.\d+)?/.exec(text ?? '')?.[0] ?? Number.NaN)
const sumOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0)

test('why a paper stands where it does adds up, as printed and as CSV: votes, a pick, a signal, and what does not count', async ({
  page,
  house,
}) => {
  connect(findEmbedded(house.dataDir) ?? '')
  await signIn(page)
  await page.goto('/papers/new')
  const id = (await page.locator('.papers article').nth(7).getAttribute('id')) ?? ''
  const entry = page.locator(`[id="${id}"]`)
  await entry.getByRole('button', { name: /^Upvote/ }).click()
  await expect(entry.getByRole('button', { name: /^Upvote/ })).toHaveAttribute('aria-pressed', 'true')
  const { readerId } = await db().vote.findFirstOrThrow({ where: { paperId: id } })
  await db().readerRole.create({ data: { readerId, role: 'curator', namedAt: new Date(), reason: 'a test' } })
  await page.goto(`/pick?paper=${id}`)
  await page.getByLabel(/sentence/i).fill('It holds.')
  await page.getByRole('main').getByRole('button', { name: 'Pick it' }).click()
  await expect(page).toHaveURL(`/papers/${id}`)
  await observe([{ paperId: id, kind: 'hf_upvotes', value: 37, counts: 'from-zero' }], new Date())
  const held = await db().reader.create({ data: { id: 'held', email: 'held@example.org', createdAt: new Date() } })
  const vote = { paperId: id, readerId: held.id, createdAt: new Date(), tick: 0, held: 'submitter' }
  await db().vote.create({ data: vote })

  await page.goto('/')
  await entry.getByText('Abstract', { exact: true }).click()
  await entry.getByRole('link', { name: 'Why here' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why it stands where it does')
  const rows = page.locator('tbody tr')
  const names = await rows.locator('th').allTextContents()
  for (const name of ['Announced', 'Votes here', 'A curator’s pick', 'Upvotes at Hugging Face'])
    expect(names).toContain(name)
  const worths = (await rows.locator('td:last-child').allTextContents()).map(numberIn)
  const heat = numberIn(await page.locator('tfoot td').textContent())
  // Each line is rounded to the fourth place, and so is their sum.
  const rounding = (worths.length + 1) * 0.00005
  expect(Math.abs(sumOf(worths) - heat)).toBeLessThanOrEqual(rounding)
  expect(heat).toBeGreaterThan(4.5)
  const [score = 0, halvings = 0] = (await page.locator('data').allTextContents()).map(numberIn)
  expect(Math.abs(Math.log2(heat) + halvings - score)).toBeLessThan(0.0002)
  expect(score).toBeCloseTo((await db().paperStanding.findUniqueOrThrow({ where: { paperId: id } })).score, 4)
  await expect(page.getByText('1 vote of the reader who brought it here')).toBeVisible()
  await expect(page.getByRole('img', { name: /in 14 days, \d+ today/ })).toBeVisible()
  await expectAccessible(page)

  const csv = await (await page.request.get(`/papers/${id}/why.csv`)).text()
  const lines = csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  const [head, ...parts] = lines
  const total = parts.pop()
  expect([head, total?.[0], parts.length]).toEqual([['kind', 'day', 'acts', 'weight', 'worth'], 'sum', names.length])
  expect(sumOf(parts.map((part) => Number(part[4])))).toBeCloseTo(Number(total?.[4]), 9)
  expect(Number(total?.[4])).toBeCloseTo(heat, 2)
  await expect(page.getByRole('link', { name: 'The same as CSV' })).toHaveAttribute('href', `/papers/${id}/why.csv`)

  // The house is that of other tests as well.
  await db().reader.delete({ where: { id: held.id } })
  await db().observation.deleteMany({ where: { paperId: id } })
  await unpick(id, null)
  await page.goto(`/papers/${id}`)
  // Others may have talked about it, and comments are upvoted, too.
  await page.getByRole('button', { name: 'Upvote', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Upvote', exact: true })).toHaveAttribute('aria-pressed', 'false')
  await disconnect()
})
