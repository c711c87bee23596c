const ACT = /^\/papers\/.+\/(un)?(vote|save|dismiss)$/
const STATES = { vote: 'voted', save: 'saved', dismiss: 'dismissed' } as const

/** Votes and marks on papers: setting one twice is setting it once, so that sending one again does no harm. */
export const isAct = (path: string): boolean => ACT.test(path)

/** What the page is told of an act that waits: how the paper stands once it is sent, and that it waits. */
export function answerOfKept(path: string): Record<string, boolean | string> {
  const [, undo, act] = ACT.exec(path) ?? []
  return { [STATES[act as keyof typeof STATES]]: !undo, kept: 'Kept: it is sent when you are online.' }
}
