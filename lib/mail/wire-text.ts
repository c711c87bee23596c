declare const isWireText: unique symbol

/**
 * A message that goes over the wire as it is (RFC 5321, 2.3.8 and 4.5.2): each of its lines ends with CR and LF, which stand nowhere else, and none begins
 * with a dot. Made by `composeMessage` alone: bodies are encoded so, of headers it makes sure; nobody looks at it again.
 */
export type WireText = Buffer & { readonly [isWireText]: true }

/** What may not stand in it. */
const NOT_OF_IT = /[^\t\x20-\x7e\r\n]|\r(?!\n)|(?<!\r)\n|\n\.|^\./

/** Lines of ASCII that can stand in such a message as they are. */
export const canStandInIt = (lines: string): boolean => !NOT_OF_IT.test(lines)
