import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ARXIV_ID, parseArxivId } from '@/lib/papers/arxiv-id'
import { OLD_ARCHIVES } from '@/lib/taxonomy-names'

describe('every form that names a paper gives its canonical id', () => {
  test.each([
    ['2406.01234', '2406.01234', null],
    ['2406.01234v2', '2406.01234', 2],
    ['0704.0001', '0704.0001', null],
    ['1412.9999v13', '1412.9999', 13],
    ['1501.00001', '1501.00001', null],
    ['hep-th/9901001', 'hep-th/9901001', null],
    ['hep-th/9901001v1', 'hep-th/9901001', 1],
    ['math.CA/0611800', 'math/0611800', null],
    ['cond-mat.mtrl-sci/0703001v3', 'cond-mat/0703001', 3],
    ['Hep-Th/9901001', 'hep-th/9901001', null],
    ['quant-ph/9508027', 'quant-ph/9508027', null],
    ['arXiv:2406.01234v2', '2406.01234', 2],
    ['ARXIV: 2406.01234', '2406.01234', null],
    ['arXiv:2406.01234v2 [cs.LG]', '2406.01234', 2],
    ['arxiv:math/0611800', 'math/0611800', null],
    ['https://arxiv.org/abs/2406.01234', '2406.01234', null],
    ['http://arxiv.org/abs/2406.01234v2', '2406.01234', 2],
    ['https://www.arxiv.org/pdf/2406.01234v2.pdf', '2406.01234', 2],
    ['https://arxiv.org/pdf/2406.01234', '2406.01234', null],
    ['https://arxiv.org/html/2406.01234v1/', '2406.01234', 1],
    ['https://export.arxiv.org/abs/hep-th/9901001v1', 'hep-th/9901001', 1],
    ['http://xxx.arxiv.org/abs/math.CA/0611800', 'math/0611800', null],
    ['arxiv.org/abs/2406.01234?context=cs#top', '2406.01234', null],
    ['https://arxiv.org/pdf/hep-th/9901001.pdf', 'hep-th/9901001', null],
    ['10.48550/arXiv.2406.01234', '2406.01234', null],
    ['doi:10.48550/arXiv.2406.01234', '2406.01234', null],
    ['https://doi.org/10.48550/arXiv.hep-th/9901001', 'hep-th/9901001', null],
    ['oai:arXiv.org:2406.01234v1', '2406.01234', 1],
    ['oai:arXiv.org:hep-th/9901001', 'hep-th/9901001', null],
    ['2406.01234.pdf', '2406.01234', null],
    ['  2406.01234\n', '2406.01234', null],
    ['2406.01234.', '2406.01234', null],
    ['(arXiv:hep-th/9901001),', 'hep-th/9901001', null],
    ['[2406.01234]', '2406.01234', null],
    ['“arXiv:2406.01234v2”', '2406.01234', 2],
    ['<https://arxiv.org/abs/math.CA/0611800v1>.', 'math/0611800', 1],
    ['https://arxiv.org/pdf/2406.01234v2.pdf).', '2406.01234', 2],
    ['arXiv:2406.01234v2 [cs.LG] 5 Jun 2024', '2406.01234', 2],
    ['arXiv:0704.0001v1  [hep-ph]  2 Apr 2007', '0704.0001', 1],
    ['arXiv:cond-mat/0703001v3 [cond-mat.mtrl-sci]', 'cond-mat/0703001', 3],
    ['(arXiv:2406.01234 [cs.LG]).', '2406.01234', null],
    ['e-print arXiv:2406.01234', '2406.01234', null],
    ['http://xxx.lanl.gov/abs/hep-th/9711200', 'hep-th/9711200', null],
    ['https://ar5iv.labs.arxiv.org/html/2406.01234', '2406.01234', null],
    ['https://de.arxiv.org/abs/gr-qc/9310026', 'gr-qc/9310026', null],
    ['https://arxiv.org/abs/arXiv:2406.01234', '2406.01234', null],
    ['https://www.doi.org/10.48550/ARXIV.2406.01234', '2406.01234', null],
    ['https://dx.doi.org/10.48550/arXiv.2406.01234v1.', '2406.01234', 1],
    ['alg-geom/9202001', 'alg-geom/9202001', null],
    ['supr-con/9608008v2', 'supr-con/9608008', 2],
    ['cs.LG/0611800', 'cs/0611800', null],
    ['q-bio.NC/0412001v4', 'q-bio/0412001', 4],
    ['astro-ph/0703999', 'astro-ph/0703999', null],
  ])('%s', (input, id, version) => {
    expect(parseArxivId(input)).toEqual({ id, version })
  })
})

describe('everything else is null', () => {
  test.each([
    ['nothing', ''],
    ['words', 'attention is all you need'],
    ['month 13', '2413.01234'],
    ['month 0', '2400.01234'],
    ['before the new ids began', '0703.0001'],
    ['four digits after 2014', '1501.0001'],
    ['five digits before 2015', '1412.00001'],
    ['six digits', '2406.012345'],
    ['serial zero', '2406.00000'],
    ['version zero', '2406.01234v0'],
    ['a padded version', '2406.01234v02'],
    ['an endless version', '2406.01234v1000'],
    ['no such archive', 'cs-lg/9901001'],
    ['an archive younger than the old ids', 'q-fin/0612001'],
    ['an old id after the change', 'hep-th/0704001'],
    ['an old id before arXiv', 'hep-th/9001001'],
    ['another site', 'https://arxiv.org.evil.example/abs/2406.01234'],
    ['another site with the id', 'https://example.org/abs/2406.01234'],
    ['a listing', 'https://arxiv.org/list/cs.LG/new'],
    ['another DOI', '10.1000/arXiv.2406.01234'],
    ['a script address', 'javascript:2406.01234'],
    ['a path upwards', 'https://arxiv.org/abs/../2406.01234'],
    ['two ids', '2406.01234 2406.01235'],
    ['other digits', '２４０６.01234'],
  ])('%s', (_what, input) => {
    expect(parseArxivId(input)).toBeNull()
  })
})

const twoDigits = (number: number) => String(number).padStart(2, '0')
const newId = fc
  .tuple(fc.integer({ min: 15, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 99_999 }))
  .map(([year, month, serial]) => `${twoDigits(year)}${twoDigits(month)}.${String(serial).padStart(5, '0')}`)
const oldId = fc
  .tuple(
    fc.constantFrom('hep-th', 'math', 'cs', 'q-bio', 'physics', ...Object.keys(OLD_ARCHIVES)),
    fc.integer({ min: 92, max: 106 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 999 }),
  )
  .map(
    ([archive, year, month, serial]) =>
      `${archive}/${twoDigits(year % 100)}${twoDigits(month)}${String(serial).padStart(3, '0')}`,
  )
const version = fc.integer({ min: 1, max: 999 })

test('an id survives the round trip through each of its forms', () => {
  fc.assert(
    fc.property(fc.oneof(newId, oldId), version, (id, number) => {
      const forms = [
        `${id}v${number}`,
        `arXiv:${id}v${number}`,
        `https://arxiv.org/abs/${id}v${number}`,
        `http://export.arxiv.org/pdf/${id}v${number}.pdf`,
        `oai:arXiv.org:${id}v${number}`,
        `https://www.arxiv.org/html/${id}v${number}`,
        `xxx.lanl.gov/abs/${id}v${number}`,
        `10.48550/arXiv.${id}v${number}`,
        `${id.replace('/', '.XY/')}v${number}`,
      ]
      const around = (form: string) => [form, `(${form})`, `[${form}].`, `“${form}”,`, `<${form}>;`, ` ${form} [cs.LG]`]
      for (const form of forms.flatMap(around)) expect(parseArxivId(form), form).toEqual({ id, version: number })
      expect(ARXIV_ID.safeParse(id).success).toBe(true)
    }),
  )
})

test('any string is either null or an id that parses to itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z.-]{0,9}\/?\d{4,7}\.?\d{0,6}(v\d{0,4})?$/)), (input) => {
      const parsed = parseArxivId(input)
      if (parsed) expect(parseArxivId(parsed.id)).toEqual({ id: parsed.id, version: null })
    }),
  )
})

test('the canonical schema refuses versions, prefixes and subject classes', () => {
  for (const other of ['2406.01234v1', 'arXiv:2406.01234', 'math.CA/0611800', ' 2406.01234', 'Hep-Th/9901001']) {
    expect(ARXIV_ID.safeParse(other).success).toBe(false)
  }
})

test('100 kB of near misses are refused at once', () => {
  const long = 100_000
  for (const unit of ['2406.', 'arXiv:', 'https://arxiv.org/abs/', '[cs.', ' ', '/', '.pdf', 'v1', '0']) {
    const started = performance.now()
    expect(parseArxivId(unit.repeat(long / unit.length))).toBeNull()
    expect(performance.now() - started).toBeLessThan(1000)
  }
})
