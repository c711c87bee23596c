import type { Locator, Page } from '@playwright/test'

/** The entry at this place of a list, from 0. */
export const entryAt = (page: Page, place: number): Locator =>
  page.locator('.papers > li').nth(place).getByRole('article')
