import { findAll } from './find'

/** Tells forms the browser's time zone. */
export function fillZones(): void {
  for (const field of findAll<HTMLInputElement>('[data-zone]')) {
    // Asked where it is needed: the first time, a browser loads what it knows of zones.
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    // What somebody typed or chose before stays.
    if (timeZone && field.value === field.defaultValue && !field.dataset.zone) field.value = timeZone
  }
}
