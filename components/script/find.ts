/** The first element that fits, and all of them: spelled once, since every byte of this file is sent. */
export const find = <T extends HTMLElement>(selector: string, within: ParentNode = document): T | null =>
  within.querySelector<T>(selector)

export const findAll = <T extends HTMLElement>(selector: string, within: ParentNode = document): T[] => [
  ...within.querySelectorAll<T>(selector),
]
