/** A text as the engine's conditions take it. They take no parameters, so this is the one door. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

export const oneOf = (column: string, texts: readonly string[]): string =>
  texts.length > 0 ? `${column} in (${texts.map(quoted).join(', ')})` : 'false'
