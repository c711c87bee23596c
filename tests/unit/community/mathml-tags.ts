/** Tags that lib/papers/text/safe-mathml.ts may leave in a text: elements of MathML with plain attributes, no address, no style. */
export const MATHML_TAGS =
  /^<\/?(?:math|semantics|annotation|m[a-z]+|none)(?: (?!style|class|href|on)[a-z]+="[\w#.+ /-]*")*>$/
