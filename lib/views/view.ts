/** A list with an address. Its page, its feeds, its title and its digest all follow from it. */
export type View =
  | { kind: 'trending' }
  | { kind: 'newest' }
  | { kind: 'day'; day: string }
  | { kind: 'week'; week: string }
  | { kind: 'month'; month: string }
  | { kind: 'category'; category: string }
  | { kind: 'author'; name: string }
  | { kind: 'search'; query: string }
