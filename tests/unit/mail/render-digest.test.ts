import { expect, test } from 'vitest'
import { MAX_HTML_OCTETS } from '@/lib/mail/digest-body'
import { renderMail } from '@/lib/mail/render'
import { aDigest, anEnvelope, aPaper, forDigest, lineOf, links, received, SITE } from '../../support/mail-contents'

test('both parts show every paper, readable math, and twice the way out', async () => {
  const mail = await received('digest', aDigest([aPaper(), aPaper({ id: '2', title: 'Second', votes: 0 })]), forDigest)
  for (const part of [mail.text ?? '', String(mail.html).replaceAll('&amp;', '&')]) {
    for (const words of [
      '‖x‖₂ ≤ α',
      'x² + y² ≤ 1',
      'Gaëtan Peter',
      'cs.LG stat.ML',
      'Second',
      'Friday, 20 November 2026',
    ])
      expect(part).toContain(words)
    expect(part.split(links.unsubscribeUrl)).toHaveLength(3)
    expect(part.split(links.manageUrl)).toHaveLength(3)
    expect(part).toContain('1 Example Street')
  }
})

test('the text part is set in 78 columns, links on lines of their own', () => {
  const abstract = 'A sentence of several words that goes on. '.repeat(40)
  const { text } = renderMail('digest', aDigest([aPaper({ abstract, title: 'A long title '.repeat(12) })]), forDigest)
  for (const line of text.split('\n')) {
    if (line.includes('://')) expect(line).toMatch(/^https:\S+$/)
    else expect(line.length).toBeLessThanOrEqual(78)
  }
})

test('twenty-five papers with the longest abstracts stay below 80 KB, whole in the text', () => {
  const abstract = `${'Wörter über α ≤ β. '.repeat(120).slice(0, 1919)}!`
  const papers = Array.from({ length: 25 }, (_, i) => aPaper({ id: `2406.${i}`, abstract, title: 'T'.repeat(200) }))
  const { html, text } = renderMail('digest', aDigest(papers), forDigest)
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MAX_HTML_OCTETS)
  expect(html).toContain('Some abstracts are shortened')
  expect(html.match(/Read on/g)).toHaveLength(25)
  expect(text).not.toContain('shortened')
  expect(text.match(/!$/gm)).toHaveLength(25)
})

test('what fits is not shortened, and nothing is said of it', () => {
  const papers = Array.from({ length: 25 }, (_, i) =>
    aPaper({ id: `2406.${i}`, abstract: `${'word '.repeat(300)}end.` }),
  )
  const { html } = renderMail('digest', aDigest(papers), forDigest)
  expect(html).not.toContain('shortened')
  expect(html.match(/end\./g)).toHaveLength(25)
})

test('a title of stacked marks and a view with the longest address still make a mail', async () => {
  const content = aDigest([aPaper({ title: `Z${'\u0315'.repeat(500)}` })], {
    viewUrl: `${SITE}/search?q=${'%E5'.repeat(1500)}`,
  })
  const mail = await received('digest', content, forDigest)
  expect(mail.subject).toMatch(/^Z/)
  expect(lineOf(mail, 'list-archive')).toBeUndefined()
})

test('every paper says why it is there, and has links to vote and to save', () => {
  const paper = aPaper({ why: 'updated: version 3' })
  const { html, text } = renderMail('digest', aDigest([paper]), forDigest)
  for (const part of [html, text]) {
    expect(part).toContain('updated: version 3')
    expect(part).toContain(`${SITE}/act/t/vote/2406.01234`)
    expect(part).toContain(`${SITE}/act/t/save/2406.01234`)
  }
  expect(renderMail('digest', aDigest([paper]), anEnvelope()).html).not.toContain('/act/')
})

test('formulas are readable in both parts, and stand as TeX in the text', () => {
  const paper = aPaper({ abstract: 'The norm ‖x‖₂ ≤ α.', formulas: ['$\\|x\\|_2 \\leq \\alpha$'] })
  const { html, text } = renderMail('digest', aDigest([paper]), forDigest)
  for (const part of [html, text]) expect(part).toContain('‖x‖₂ ≤ α')
  expect(text).toContain('In TeX: $\\|x\\|_2 \\leq \\alpha$')
  expect(html).not.toContain('leq')
})

test('the TeX of a formula that a shortened abstract does not show is not told', () => {
  const abstract = `First is ‖x‖₂ ≤ α. ${'A sentence of some length. '.repeat(40)}Last is ‖y‖₂ ≤ β.`
  const formulas = ['$\\|x\\|_2 \\leq \\alpha$', '$\\|y\\|_2 \\leq \\beta$']
  const readable = ['‖x‖₂ ≤ α', '‖y‖₂ ≤ β']
  const textOf = (shape: 'full' | 'short') =>
    renderMail('digest', aDigest([aPaper({ abstract, formulas, readable })], { shape }), forDigest).text
  expect(textOf('full')).toContain(`In TeX: ${formulas.join('  ')}`)
  expect(textOf('short')).toContain(`In TeX: ${formulas[0]}`)
  expect(textOf('short')).not.toContain('beta')
})

test('a reader who wants it short gets the beginning of each abstract, one who wants titles none, and no excuse', () => {
  const paper = aPaper({ abstract: `${'A sentence of some length. '.repeat(40)}The end.` })
  const shown = (shape: 'full' | 'short' | 'titles') => renderMail('digest', aDigest([paper], { shape }), forDigest)
  expect(shown('full').text).toContain('The end.')
  for (const part of [shown('short').html, shown('short').text]) {
    expect(part).toContain('A sentence of some length.')
    expect(part).not.toContain('The end.')
  }
  expect(shown('short').html).toContain('Read on')
  expect(shown('titles').html).not.toContain('A sentence')
  expect(shown('titles').text).not.toContain('A sentence')
  for (const shape of ['short', 'titles'] as const) expect(shown(shape).html).not.toMatch(/shortened|left out/)
})

test('what two readers share is put together to the same words as a mail made for one', () => {
  const papers = [aPaper(), aPaper({ id: '2', title: 'Second' }), aPaper({ id: '3', title: 'Third' })]
  renderMail('digest', aDigest(papers), forDigest)
  const [, second, third] = papers
  const shared = renderMail('digest', aDigest([third, second].flatMap((one) => one ?? [])), forDigest)
  const alone = renderMail('digest', aDigest([{ ...third }, { ...second }] as typeof papers), forDigest)
  expect(shared).toEqual(alone)
})

test('a long name of a digest is wrapped in the text like any other', () => {
  const heading = 'What my friends and I read on Sunday mornings '.repeat(4).trim()
  const { html, text } = renderMail('digest', aDigest([aPaper()], { heading }), forDigest)
  expect(html.split(heading)).toHaveLength(3)
  expect(text.split('\n').slice(0, 4).join(' ')).toContain(heading)
  for (const line of text.split('\n')) if (!line.includes('://')) expect(line.length).toBeLessThanOrEqual(78)
})

test('a title in Chinese is broken into lines of the text part', () => {
  const { text } = renderMail('digest', aDigest([aPaper({ title: '大规模语言模型'.repeat(12) })]), forDigest)
  const lines = text.split('\n').filter((line) => line.includes('大'))
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(41)
})
