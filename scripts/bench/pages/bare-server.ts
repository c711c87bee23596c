import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** The least that can answer these bytes: node:http, the page from memory as it was compressed. */
const [file = '', port = '0', encoding = 'identity'] = process.argv.slice(2)
const page = readFileSync(file)
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-length': page.byteLength,
  'content-encoding': encoding,
}

createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(page)
}).listen(Number(port), '127.0.0.1')
