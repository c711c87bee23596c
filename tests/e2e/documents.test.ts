import { expect, test } from './fixtures'

test('a page is a document: no framework script, no component payload, one small file of our own', async ({ page }) => {
  const scripts: string[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.url())
  })
  for (const path of ['/', '/papers/new', '/sign-in']) {
    scripts.length = 0
    const html = (await (await page.goto(path))?.text()) ?? ''
    expect(html).not.toMatch(/__next|self\.__next_f|<script(?![^>]* (src=|type="application\/ld\+json"))/)
    expect(scripts).toHaveLength(1)
  }
})

test('the one script is small', async ({ page, request }) => {
  await page.goto('/')
  const src = await page.locator('script[src]').getAttribute('src')
  const answer = await request.get(src ?? '', { headers: { 'accept-encoding': 'identity' } })
  expect((await answer.body()).byteLength).toBeLessThanOrEqual(4096)
})

test('every answer carries the strict policy', async ({ request }) => {
  for (const path of ['/', '/papers/new', '/sign-in', '/about/privacy', '/nowhere', '/feed.rss', '/healthz']) {
    const policy = (await request.get(path)).headers()['content-security-policy']
    expect(policy, path).toContain("default-src 'none'")
    expect(policy, path).not.toMatch(/unsafe|nonce|\*/)
  }
})

test('a form of another site changes nothing', async ({ request }) => {
  const answer = await request.post('/sign-in', {
    form: { email: 'eve@example.org' },
    headers: { origin: 'https://evil.example' },
    maxRedirects: 0,
  })
  expect(answer.status()).toBe(403)
})

test('the operator is told: up, ready, and numbers for the token only', async ({ request }) => {
  expect((await request.get('/healthz')).status()).toBe(200)
  expect((await request.get('/readyz')).status()).toBe(200)
  expect((await request.get('/metrics')).status()).toBe(401)
  const metrics = await request.get('/metrics', { headers: { authorization: 'Bearer a-token-for-the-tests' } })
  expect(await metrics.text()).toMatch(/^broadsheet_papers [1-9]\d*$/m)
})

test('the house says what it is not set up for, and no address stands in its log', ({ house }) => {
  expect(house.output()).toContain(house.url)
  expect(house.output()).not.toMatch(/@example\.org/)
})
