/** An instant, the same for everybody: `2026-11-20 08:00 UTC`. */
export function Instant({ at }: { at: Date }) {
  const iso = at.toISOString()
  return <time dateTime={iso}>{`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`}</time>
}
