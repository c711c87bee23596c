const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML or XML content, or within a quoted attribute. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')

const CONTENT: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text between tags, where quotes are what they are: most words of a paper stay as they stand. */
export const escapeContent = (text: string) => text.replace(/[&<>]/g, (character) => CONTENT[character] ?? '')
