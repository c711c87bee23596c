import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures'

const SIZES = {
  360: { width: 360, height: 780 },
  768: { width: 768, height: 1024 },
  1440: { width: 1440, height: 900 },
}
const SCHEMES = ['light', 'dark'] as const
/** The dark is also held by the tokens' own test, and by axe on the pages that most people see. */
const JUDGED = process.env.TOUR_DIR ? SCHEMES : (['light'] as const)

/**
 * Of a page as it stands: that it fits 320 pixels, that what is pressed on it can be hit, and that its words can be read. With
 * TOUR_DIR also in the dark, and with pictures.
 */
export async function judgePage(page: Page, name: string): Promise<void> {
  if (process.env.TOUR_DIR) await picture(page, name, process.env.TOUR_DIR)
  await page.setViewportSize({ width: 320, height: 640 })
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect.soft(overhang, `${name} runs out of the side`).toBeLessThanOrEqual(0)
  // The judge cannot be brought into a mail's frame, which runs no script.
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove()
  })
  for (const colorScheme of JUDGED) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast', 'target-size']).analyze()
    const said = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    expect.soft(said, `${name} in ${colorScheme}`).toEqual([])
  }
}

/** Pictures at three widths, light and dark, for people to judge the rest. */
export async function picture(page: Page, name: string, folder: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage: true })
    }
  }
}
