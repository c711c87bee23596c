import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tellsWithdrawal, withdrawalNotice } from '@/lib/papers/withdrawal'

describe('a paper is withdrawn when its comments say so', () => {
  test.each([
    'Withdrawn',
    'withdrawn.',
    'WITHDRAWN',
    'Paper withdrawn',
    'This paper has been withdrawn',
    'This paper has been withdrawn by the author',
    'This paper has been withdrawn by the authors due to an error in Lemma 2',
    'This paper has been withdrawn by the author(s) due to a crucial sign error in equation 1',
    'This paper has been withdrawn by the author, because of a crucial error',
    'This submission has been withdrawn by arXiv administrators',
    'This submission has been withdrawn by arXiv admins due to inappropriate overlap',
    'arXiv admin note: This submission has been withdrawn by arXiv administrators due to disputed authorship',
    'arXiv admin note: submission has been withdrawn by arXiv administrators because of fraudulent content',
    'arXiv admin note: this version has been removed by arXiv administrators as the submitter did not have the right',
    'This article has been withdrawn by the authors',
    'This manuscript has been temporarily withdrawn',
    'This paper is withdrawn. An error was found in section 3',
    'This paper is being withdrawn by the authors',
    'The paper was withdrawn by the author',
    'The preprint has been retracted by its authors',
    'Withdrawn: superseded by arXiv:2611.00002',
    'Withdrawn by the author due to a mistake',
    'Has been withdrawn by the authors due to errors',
    '12 pages, 3 figures. This paper has been withdrawn by the author',
    '5 pages; paper withdrawn because of an error in the proof of Theorem 1',
    'The authors have withdrawn this paper because of an error in the experiments',
    'The author withdraws this paper',
    'We have withdrawn this paper',
    'I withdraw this submission',
    'v3: this paper has been withdrawn',
    '*** This paper has been withdrawn ***',
    'This paper has been withdrawn from arXiv',
  ])('%s', (comments) => {
    expect(tellsWithdrawal(comments)).toBe(true)
  })
})

describe('and not by what it says of other things', () => {
  test.each([
    '12 pages. An earlier claim has been withdrawn',
    'Supersedes the withdrawn paper arXiv:1201.00001',
    'This paper replaces a withdrawn submission',
    'We study withdrawn drugs',
    'Withdrawn drugs of forty years, 12 pages',
    'This paper withdraws the claim of [3]',
    'Appendix B was withdrawn',
    'Previously withdrawn, now corrected',
    'This paper has been withdrawn from ICML 2026 and sent to JMLR',
    'This paper is about money withdrawn from banks',
    'This paper has been accepted at NeurIPS',
    'Not withdrawn',
  ])('%s', (comments) => {
    expect(tellsWithdrawal(comments)).toBe(false)
  })
})

test('an abstract withdraws the paper only where it opens so', () => {
  expect(tellsWithdrawal(null, 'This paper has been withdrawn by the author. We thank the referee.')).toBe(true)
  expect(tellsWithdrawal(null, 'We show that this is wrong. This paper has been withdrawn.')).toBe(false)
  expect(withdrawalNotice(null, 'This paper has been withdrawn by the author. More.')).toBe(
    'This paper has been withdrawn by the author',
  )
})

test('the notice is the very comment', () => {
  expect(withdrawalNotice('7 pages. Paper withdrawn: error in (2)')).toBe('7 pages. Paper withdrawn: error in (2)')
  expect(withdrawalNotice('7 pages')).toBeNull()
})

test('any comment is judged at once, and nothing throws', () => {
  const parts = fc.constantFrom('this paper ', 'has been ', 'withdrawn ', 'by the author ', 'now ', '. ', '-', ' ', '*')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(parts, { maxLength: 2000 }).map((all) => all.join('')),
      ),
      (comments) => {
        const started = performance.now()
        tellsWithdrawal(comments, comments)
        expect(performance.now() - started).toBeLessThan(500)
      },
    ),
  )
})
