import { z } from 'zod'
import { canonicalField, categoriesOf } from './taxonomy'

/**
 * Categories as a setting or a flag names them: by any of their names, or all of an archive or group at once; each once, by its one
 * name, in the order given. The message names what arXiv does not have.
 */
export const CategoryList = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .superRefine((names, context) => {
    const unknown = names.filter((name) => canonicalField(name) === null)
    if (unknown.length > 0)
      context.addIssue({
        code: 'custom',
        message: `takes categories, archives or groups of arXiv with commas between them, such as cs.LG,hep-th,math; arXiv has no ${unknown.slice(0, 5).join(', ')}`,
      })
    if (names.length === 0) context.addIssue({ code: 'custom', message: 'takes at least one arXiv category' })
  })
  .transform((names) => [...new Set(names.flatMap(categoriesOf))])
