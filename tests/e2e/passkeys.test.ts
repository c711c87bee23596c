import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures'
import { signIn } from './sign-in'

test('a reader adds a passkey, signs out, and signs in with it; without script a code does it', async ({
  page,
  browser,
  house,
}) => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  })

  await signIn(page)
  await page.goto('/settings')
  const address = await page.getByRole('main').locator('strong').first().textContent()
  await page.getByLabel('Name of the new passkey').fill('The test’s own')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByText('The test’s own')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/sign-in?back=/settings')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('main').locator('strong').first()).toHaveText(address ?? '')

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: house.url })
  const withoutScript = await plain.newPage()
  await withoutScript.goto('/sign-in')
  await expect(withoutScript.getByRole('button', { name: 'Mail me a code' })).toBeVisible()
  await expect(withoutScript.getByRole('button', { name: 'Sign in with a passkey' })).toBeHidden()
  await plain.close()
})
