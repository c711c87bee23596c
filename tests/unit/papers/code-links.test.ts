import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRepositories } from '@/lib/papers/code-links'

test.each([
  ['Code: https://github.com/ada/engine.', ['ada/engine']],
  ['(see github.com/ada/engine/tree/main/src)', ['ada/engine']],
  ['\\url{https://www.github.com/ada/note\\_g.git}', ['ada/note_g']],
  ['\\href{https://github.com/ada/engine}{here} and http://GitHub.com/Ada/Engine', ['ada/engine']],
  ['first https://github.com/ada/b, then https://github.com/ada/a;', ['ada/b', 'ada/a']],
  ['https://github.com/ada/engine#readme', ['ada/engine']],
  ['https://github.com/ada', []],
  ['https://ada.github.io/engine and https://gist.github.com/ada/123', []],
  ['https://github.com/topics/transformers, https://github.com/orgs/ada/repositories', []],
  ['https://notgithub.com/ada/engine', []],
  ['https://github.com/-ada/engine, https://github.com/ada/..', []],
  ['', []],
])('finds the repositories that a text names: %s', (text, repositories) => {
  expect(findRepositories(text)).toEqual(repositories)
})

const letters = (characters: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters.split('')), minLength: 1, maxLength })

test('whatever stands around it, an address is found, and nothing that is found could lead elsewhere', () => {
  const owner = letters('abcXYZ019', 20).map((name) => `q${name}`)
  const name = letters('abcXYZ019_-', 40)
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      owner,
      name,
      fc.string({ unit: 'grapheme' }),
      (before, who, what, after) => {
        const found = findRepositories(`${before} https://github.com/${who}/${what} ${after}`)
        expect(found.map((one) => one.toLowerCase())).toContain(`${who}/${what}`.toLowerCase())
        for (const one of found) expect(one).toMatch(/^[A-Za-z\d-]+\/[\w.-]+$/)
      },
    ),
  )
})
