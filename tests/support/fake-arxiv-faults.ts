import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

/** What can go wrong with an answer. */
export type Fault =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'body'; body: string; type?: string }
  | { kind: 'truncated' }
  | { kind: 'silent' }
  | { kind: 'drip'; everyMs: number }
  | { kind: 'endless' }
  | { kind: 'reset' }
  | { kind: 'gzip-bomb' }
  | { kind: 'redirect'; to: string }

const RSS = 'application/rss+xml'

/** Answers as the fault wants it; `honest` gives the body that should have come. */
export function misbehave(fault: Fault, response: ServerResponse, honest: () => string): void {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, { 'content-type': RSS, ...fault.headers }).end(fault.body ?? '')
      return
    case 'body':
      response.writeHead(200, { 'content-type': fault.type ?? RSS }).end(fault.body)
      return
    case 'truncated':
      response.writeHead(200, { 'content-type': RSS }).end(honest().slice(0, -40))
      return
    case 'redirect':
      response.writeHead(302, { location: fault.to }).end()
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'gzip-bomb':
      response.writeHead(200, { 'content-type': RSS, 'content-encoding': 'gzip' }).end(bomb())
      return
    case 'endless':
      response.writeHead(200, { 'content-type': RSS })
      pour(response, 'x'.repeat(65_536))
      return
    case 'drip':
      response.writeHead(200, { 'content-type': RSS })
      drip(response, honest(), fault.everyMs)
      return
    case 'silent':
      return
  }
}

/** 100 MB of spaces in 100 kB. */
const bomb = () => gzipSync(Buffer.alloc(100_000_000, ' '))

function pour(response: ServerResponse, chunk: string): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk)) {
      // The socket's buffer takes more.
    }
  }
  response.on('drain', more)
  more()
}

function drip(response: ServerResponse, body: string, everyMs: number): void {
  let at = 0
  const timer = setInterval(() => {
    response.write(body[at % body.length] ?? ' ')
    at += 1
  }, everyMs)
  response.on('close', () => clearInterval(timer))
}
