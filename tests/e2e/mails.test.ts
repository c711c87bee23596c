import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

/** Where pictures go; without it there are none. */
const folder = process.env.TOUR_DIR
const DEVICES = { phone: 360, desktop: 1000 }

// Mails are made by a program of their own: the loader of this one has its own idea of what markup in a source means.
const printed = execFileSync(process.execPath, ['--import', 'tsx', 'tests/support/print-mails.ts'], {
  encoding: 'utf8',
})
const mails = JSON.parse(printed) as Record<string, string>

for (const [name, html] of Object.entries(mails)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the mail “${name}” fits and reads well in the ${colorScheme}, and asks nobody for anything`, async ({
      browser,
    }) => {
      for (const [device, width] of Object.entries(DEVICES)) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
        const page = await context.newPage()
        const asked: string[] = []
        page.on('request', (request) => !request.url().startsWith('data:') && asked.push(request.url()))
        await page.setContent(html)

        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        const { violations } = await new AxeBuilder({ page }).disableRules(OF_PAGES).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
        const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
        expect(links.filter((link) => !link?.startsWith('https://papers.example.org/'))).toEqual([])
        expect(asked).toEqual([])
        if (folder) {
          mkdirSync(folder, { recursive: true })
          await page.screenshot({ path: join(folder, `mail-${name}-${device}-${colorScheme}.png`), fullPage: true })
        }
        await context.close()
      }
    })
  }
}

/** A mail is no page: the program around it has the landmarks, and where its content lies. */
const OF_PAGES = ['region', 'landmark-one-main']
