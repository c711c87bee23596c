import fc from 'fast-check'

/** What strangers type: everything, the empty, the endless, what turns text around, looks like another letter, or means something to a program. */
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\u202Eevil',
    '\uFEFF',
    'аda-l',
    'Αda',
    "'; drop table readers; --",
    '%00',
    '../../etc/passwd',
  ),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '$\\frac{$',
    '@Ada-L @Eve',
    '-1',
    '1e999',
    'NaN',
    'null',
  ),
  fc
    .tuple(
      fc.constantFrom('>', '* ', '[', '$', '`', '@a ', 'ﷺ', '\n', '(((', '&#0;'),
      fc.constantFrom(500, 6_000, 20_000),
    )
    .map(([text, times]) => text.repeat(times)),
)
const megabyte = 'a 1 MB comment '.repeat(70_000)
const tenThousand = '@Ada-L '.repeat(10_000)

/** A form of which most fields are right, some are odd, some are missing; now and then no form at all. */
export const form = (right: Record<string, readonly string[]>) => {
  const field = (values: readonly string[]) =>
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...values) },
      { weight: 5, arbitrary: odd },
      { weight: 2, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(megabyte, tenThousand) },
    )
  const fields = Object.fromEntries(Object.entries(right).map(([name, values]) => [name, field(values)]))
  return fc.record(fields) as fc.Arbitrary<Record<string, string | undefined>>
}
/** What a browser sends of it. */
export const posted = (typed: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
