import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures'

/** Every way in which a page can look. */
export const LOOKS = {
  light: { colorScheme: 'light', display: '' },
  dark: { colorScheme: 'dark', display: '' },
  'high contrast': { colorScheme: 'light', display: 'contrast' },
  'high contrast in the dark': { colorScheme: 'dark', display: 'contrast' },
  'titles only': { colorScheme: 'light', display: 'titles' },
} as const

/** Rules that a theme can break; all others are about what stands on the page, the same in each of them. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/** Of a long list the first twelve entries have every colour that there is. */
const LATER_ENTRIES = '.papers > li:nth-child(n+13)'

/** A look in which a page is judged. */
type Look = (typeof LOOKS)[keyof typeof LOOKS]

/**
 * The page as it stands can be read and worked by everybody in each theme, and nothing runs out of its side on a telephone.
 * @param looks fewer, for pages of parts that other pages show in all of them
 */
export async function expectAccessible(page: Page, looks: readonly Look[] = Object.values(LOOKS)): Promise<void> {
  // Of a page that is just coming there is nothing to judge yet.
  await expect(page.getByRole('main')).toBeVisible()
  const size = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overhang, `${page.url()} at 320`).toBeLessThanOrEqual(0)
  if (size) await page.setViewportSize(size)
  // The judge cannot be brought into a mail's frame, which runs no script.
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove()
  })
  for (const [place, { colorScheme, display }] of looks.entries()) {
    if (display === 'titles') continue
    await page.emulateMedia({ colorScheme })
    await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), display)
    const judge = new AxeBuilder({ page })
    const { violations } = await (place === 0 ? judge : judge.withRules(OF_COLOURS).exclude(LATER_ENTRIES)).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
  }
}
