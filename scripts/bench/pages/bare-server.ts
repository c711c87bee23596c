import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** The least that can answer these bytes: node:http, the page from memory. */
const [file = '', port = '0'] = process.argv.slice(2)
const page = readFileSync(file)

createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.byteLength })
  response.end(page)
}).listen(Number(port), '127.0.0.1')
