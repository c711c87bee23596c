import { findAll } from './find'

/** Tells forms the browser's time zone. */
export function fillZones(): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  for (const field of findAll<HTMLInputElement>('[data-zone]')) {
    // What somebody typed or chose before stays.
    if (timeZone && field.value === field.defaultValue && !field.dataset.zone) field.value = timeZone
  }
}
