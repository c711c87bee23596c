import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { ListState } from '@/components/reading/ListState'
import type { ListReading } from '@/components/reading/list-reading'
import { MarkSeen } from '@/components/reading/MarkSeen'
import { TriageForms } from '@/components/reading/TriageForms'
import { choose } from '@/lib/http/marked-document'
import { parseMarked } from '@/lib/http/parse-marked'
import { markup, reading } from './markup'

const list: ListReading = {
  view: '/papers/date/2026-11-20',
  arrived: { '2611.00001': 10, '2611.00002': 10, '2611.00003': 20 },
  until: 20,
  byTime: false,
  total: 112,
  shows: { unseenOnly: false, dismissed: false },
  paths: { all: '/x', unseen: '/x?unseen=1', withDismissed: '/x?dismissed=1' },
}

describe('the marks beside an entry', () => {
  const forms = <TriageForms paper={{ id: 'hep-th/9901001' }} back="/papers/new" news="new:20@/papers/new" />

  test('are one form whose buttons name their address, the paper they are about, and whether they hold', () => {
    const html = markup(forms)
    expect(html).toContain('<form class="triage" method="post">')
    for (const act of ['save', 'dismiss']) {
      const button = new RegExp(`<button [^>]*class="${act}"[^>]*>`).exec(html)?.[0]
      expect(button).toContain(`formAction="/papers/hep-th/9901001/${act}"`)
      expect(button).toContain('aria-pressed="false" aria-describedby="title-hep-th/9901001"')
    }
  })

  test('tell nobody in particular that an entry is new', () => {
    expect(reading(forms)).toBe('SaveNot for me')
  })

  test('once made are pressed, and take themselves back', () => {
    const html = markup(forms, 'save:hep-th/9901001', 'new:20@/papers/new')
    expect(/<button [^>]*class="save"[^>]*>/.exec(html)?.[0]).toMatch(
      /aria-pressed="true".* formAction="[^"]*\/unsave"/,
    )
    expect(html).toContain('<strong class="fresh">New</strong>')
  })
})

describe('the state of a list', () => {
  const state = (held: string[], numbers: [string, number][] = []) =>
    choose(parseMarked(renderToStaticMarkup(<ListState reading={list} />)), {
      held: new Set(held),
      numbers: new Map(numbers),
    })
      .replace(/<[^>]+>/g, '')
      .trim()

  test('says nothing to somebody of whom nothing is known', () => {
    expect(state([])).toBe('')
  })

  test('tells how much is new since when, how far its reader came, and what is hidden', () => {
    const fresh = `fresh:10x2,20x1@${list.view}`
    expect(state([`came:Thursday,20@${list.view}`], [[fresh, 2]])).toBe(
      '2 of these are new since you came on Thursday.',
    )
    expect(state([`came:today,20@${list.view}`], [[fresh, 1]])).toBe('1 of these is new since you came today.')
    expect(state(['reader'], [[`progress:${list.view}`, 37]])).toBe('37 of 112 seen Hide what I saw')
    const ids = ',2611.00001,2611.00002,2611.00003'
    expect(state([`hides:${ids}`], [[`hidden:${ids}`, 3]])).toBe('3 not for you, hidden: show')
  })
})

test('“mark all seen” tells the list and the arrival of its newest entry, to readers alone', () => {
  const form = <MarkSeen reading={list} back="/x" />
  expect(markup(form)).toBe('')
  const html = markup(form, 'reader')
  expect(html).toContain(`<input type="hidden" name="view" value="/x"/>`)
  expect(html).toContain('<input type="hidden" name="until" value="20"/>')
})
