import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listVacuousMatches } from '../support/vacuous-matches'

test('no test compares with what says nothing: a regular expression (expect.stringMatching is meant), or {} in a part', () => {
  const files = readdirSync('tests', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  const found = files.flatMap((file) => listVacuousMatches(`tests/${file}`, readFileSync(`tests/${file}`, 'utf8')))
  expect(found.sort()).toEqual([])
})

const PLANTED = `
  expect(paper).toMatchObject({ title: /a/ })
  expect(found).toEqual([1, { papers: [{ title: /b/ }] }])
  expect(found).toEqual(expect.objectContaining({ title: isLong ? /c/i : 'c' }))
  expect(send).toHaveBeenCalledWith('ada', { subject: new RegExp(word) })
  await expect(vote()).rejects.toMatchObject({
    message: /d/,
  })
  expect(report).toMatchObject({ added: 1, repairs: {} })`

test.each([
  [
    'each that is planted is found, with its line',
    PLANTED,
    ['2 /a/', '3 /b/', '4 /c/i', '5 new RegExp(word)', '7 /d/', '9 {}'],
  ],
  ['what matches text stays', 'expect(text).toMatch(/a/); expect(rows).toEqual([expect.stringMatching(/b/)])', []],
  [
    'so does what only makes the value, and that something is empty',
    'expect(rows).toEqual(lines.filter((line) => /a/.test(line)).map(read))',
    [],
  ],
])('%s', (_guarantee, text, lines) => {
  expect(listVacuousMatches('a.test.ts', text)).toEqual(lines.map((line) => `a.test.ts:${line}`))
})
