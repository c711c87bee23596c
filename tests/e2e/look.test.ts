import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { signIn } from './sign-in'

const PHONE = { width: 360, height: 780 }

/** Chooses in the footer's form, by its button. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('contentinfo').getByRole('button', { name }).click()
  await expect(page.getByRole('contentinfo').getByRole('button', { name })).toHaveAttribute('aria-pressed', 'true')
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('theme and density are chosen at a touch, kept, and undone', async ({ page }) => {
    await page.goto('/papers/new')
    await choose(page, 'Dark')
    await expect(page).toHaveURL(/\/papers\/new$/)
    await choose(page, 'Titles only')
    await page.goto('/')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(page.getByText('Abstract', { exact: true })).toHaveCount(0)
    await choose(page, 'Full entries')
    await choose(page, 'System')
    await expect(page.locator('html')).not.toHaveAttribute('data-theme')
    await expect(page.getByText('Abstract', { exact: true }).first()).toBeVisible()
  })
})

test('ten titles stand on the first screen of a telephone', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await page.goto('/')
  await choose(page, 'Titles only')
  await page.goto('/')
  const bottoms = await page
    .locator('.entry h2')
    .evaluateAll((titles) => titles.map((title) => title.getBoundingClientRect().bottom))
  expect(bottoms.filter((bottom) => bottom <= PHONE.height).length).toBeGreaterThanOrEqual(10)
})

test.describe('under a thumb', () => {
  test.use({ hasTouch: true, viewport: PHONE })

  test('what is pressed on a list is 44 pixels high, with titles and with abstracts', async ({ page }) => {
    for (const density of ['Full entries', 'Titles only']) {
      await page.goto('/')
      await choose(page, density)
      await page.goto('/')
      const small = await page
        .locator('.masthead nav a, .account a, .vote button, .facts a, .abstract > summary, .brief, .display button')
        .evaluateAll((targets) =>
          targets.flatMap((target) => {
            const { width, height } = target.getBoundingClientRect()
            return height > 0 && Math.round(height) < 44
              ? [`${target.outerHTML.slice(0, 80)}: ${width} × ${height}`]
              : []
          }),
        )
      expect(small, density).toEqual([])
    }
  })
})

test('an abstract is set in lines of 60 to 75 characters on a desk', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/')
  const perLine = await page.locator('.abstract').evaluateAll((all) =>
    all.flatMap((details) => {
      ;(details as HTMLDetailsElement).open = true
      const paragraph = details.querySelector('p') as HTMLElement
      const text = paragraph.textContent ?? ''
      // Formulas have no characters to count, and of a few lines the last says too much.
      if (paragraph.querySelector('math') || text.length < 800) return []
      const lines = paragraph.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(paragraph).lineHeight)
      return [text.length / Math.round(lines)]
    }),
  )
  expect(perLine.length).toBeGreaterThan(2)
  const mean = perLine.reduce((sum, one) => sum + one, 0) / perLine.length
  expect(mean).toBeGreaterThanOrEqual(60)
  expect(mean).toBeLessThanOrEqual(75)
})

test('a formula too wide for the column scrolls where it stands, and nothing of it is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto('/')
  await page.locator('.abstract').evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true
  })
  const cut = await page.locator('math').evaluateAll((formulas) =>
    formulas.flatMap((formula) => {
      const holder = formula.closest('p, h2') as HTMLElement
      const [inner, outer] = [formula.getBoundingClientRect(), holder.getBoundingClientRect()]
      return inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1 ? [formula.textContent] : []
    }),
  )
  expect(cut).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
})

test('on paper, abstracts are open, links say where they lead, and nothing stands there to be pressed', async ({
  page,
}) => {
  await page.goto('/')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.abstract > p').first()).toBeVisible()
  await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Dark' })).toBeHidden()
  const address = await page
    .locator('.abstract .links a')
    .first()
    .evaluate((link) => getComputedStyle(link, '::after').content)
  expect(address).toContain('https://arxiv.org/abs/')
  await expect(page.getByRole('button', { name: 'Not for me' }).first()).toBeHidden()
})

test('on paper, ink is dark, also for who chose the dark on a screen', async ({ page, house }) => {
  await page.context().addCookies([{ name: 'display', value: 'dark', url: house.url }])
  await page.goto('/')
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
  const onScreen = await ink()
  await page.emulateMedia({ media: 'print' })
  expect([onScreen, await ink()]).toEqual(['rgb(235, 231, 223)', 'rgb(29, 27, 24)'])
})

test('the box of searches shows what it takes, and its button is one with it', async ({ page }) => {
  const expectWhole = async (width: number) => {
    await page.setViewportSize({ width, height: 640 })
    const box = page.getByRole('searchbox', { name: 'Search papers' })
    const cut = await box.evaluate((field: HTMLInputElement) => {
      field.value = field.placeholder
      return field.scrollWidth - field.clientWidth
    })
    expect(cut, `at ${width}`).toBeLessThanOrEqual(0)
  }
  await page.goto('/')
  for (const width of [640, 768]) await expectWhole(width)
  const button = page.getByRole('search').getByRole('button')
  expect(await button.evaluate((element) => getComputedStyle(element).borderStartStartRadius)).toBe('0px')
  await signIn(page)
  for (const width of [768, 1440]) await expectWhole(width)
})

test('marks of what was found can be read in the colours that a system forces', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await page.goto('/search?q=learning')
  const background = await page
    .locator('mark')
    .first()
    .evaluate((mark) => getComputedStyle(mark).backgroundColor)
  // Opaque: the system's ink for marks is for its paper of marks.
  expect(background).toMatch(/^rgb\(/)
})

test('what is chosen can be told from what is not in the colours that a system forces', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await page.goto('/')
  const inkOf = (name: string) =>
    page
      .getByRole('contentinfo')
      .getByRole('button', { name })
      .evaluate((button) => getComputedStyle(button).color)
  expect(await inkOf('System')).not.toBe(await inkOf('Dark'))
})

test('high contrast is given to whoever asks the system for it', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more', colorScheme: 'light' })
  await page.goto('/')
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(0, 0, 0)')
  await page.emulateMedia({ contrast: 'more', colorScheme: 'dark' })
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe('rgb(0, 0, 0)')
})

test('nothing moves for whoever asked for reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto')
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})
