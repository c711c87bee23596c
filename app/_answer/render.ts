import { createRequire } from 'node:module'

/** React's. Next's compiler refuses an import of react-dom/server in a route handler; the package itself is what we want. */
export const { renderToStaticMarkup } = createRequire(import.meta.url)(
  'react-dom/server',
) as typeof import('react-dom/server')
