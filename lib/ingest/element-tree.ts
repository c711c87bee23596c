import { SaxesParser } from 'saxes'

/** An element with what it holds. Names are without their prefix. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  /** The text of its own, not that of its children. */
  text: string
}

/**
 * The elements of a well-formed document, as a tree. Pure; give it only what `findXmlFault` has passed, since depth and size
 * are bounded there.
 * @returns the error in place of a tree when the text is not one well-formed document; never throws
 */
export function parseElements(xml: string): Element | Error {
  const root = elementOf('', {})
  const open: Element[] = [root]
  const parser = new SaxesParser()
  const addText = (text: string) => {
    const element = open.at(-1)
    if (element) element.text += text
  }
  parser.on('opentag', ({ name, attributes }) => {
    const element = elementOf(name, attributes)
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  parser.on('text', addText)
  parser.on('cdata', addText)
  // The parser goes on behind a fault unless it is thrown.
  parser.on('error', (error) => {
    throw error
  })
  try {
    parser.write(xml).close()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
  return root.children[0] ?? new Error('it has no element')
}

/** The first child of that name. */
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((child) => child.name === name)

/** All children of that name, in their order. */
export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  element?.children.filter((child) => child.name === name) ?? []

/** The text of the first child of that name; empty when there is none. */
export const textOf = (element: Element | undefined, name: string): string => childOf(element, name)?.text ?? ''

const elementOf = (name: string, attributes: Record<string, string>): Element => ({
  name: name.slice(name.indexOf(':') + 1),
  attributes,
  children: [],
  text: '',
})
