declare const isWireText: unique symbol

/**
 * A message that goes over the wire as it is (RFC 5321, 2.3.8 and 4.5.2): each of its lines ends with CR and LF, which stand nowhere else, and none begins
 * with a dot. Made by `composeMessage` alone, which makes it so; nobody looks at it again.
 */
export type WireText = Buffer & { readonly [isWireText]: true }
