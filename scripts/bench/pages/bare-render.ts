import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ListedPaper } from '@/components/listed-paper'
import { PaperList } from '@/components/PaperList'

/** The least that can render these entries: node:http and React, the entries from memory. */
const [file = '', port = '0'] = process.argv.slice(2)
const papers = JSON.parse(readFileSync(file, 'utf8'), (name, value: unknown) =>
  name.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
) as ListedPaper[]

createServer((_request, response) => {
  const page = renderToStaticMarkup(
    createElement(PaperList, { papers, reading: null, back: '/search', density: 'abstracts' }),
  )
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(page) })
  response.end(page)
}).listen(Number(port), '127.0.0.1')
