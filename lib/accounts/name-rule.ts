const MIN_LENGTH = 2
const MAX_LENGTH = 30

/** What names in public are made of, of readers and groups: as the door reads it (`public-name.ts`), and as forms tell it beforehand. */
export const NAME_RULE = {
  minLength: MIN_LENGTH,
  maxLength: MAX_LENGTH,
  /** The whole of a name, as a field's `pattern` takes it. */
  pattern: '[a-zA-Z][a-zA-Z0-9]*(?:-[a-zA-Z0-9]+)*',
  /** Completes the sentence "it takes …". */
  takes: `${MIN_LENGTH} to ${MAX_LENGTH} Latin letters, digits and single hyphens, without spaces, a letter first`,
}
