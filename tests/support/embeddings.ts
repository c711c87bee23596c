import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An embedding server of a test's own: speaks OpenAI's call, and knows which words mean the same. */
export interface FakeEmbeddings {
  url: string
  /** Texts that it was asked about so far. */
  asked: string[]
  /** What it answers instead while it is not null. */
  trouble: { status: number; body: string } | null
  close(): Promise<void>
}

/** @param meanings groups of words that mean the same; a text is about those groups of which it holds a word */
export async function startEmbeddings(meanings: readonly (readonly string[])[]): Promise<FakeEmbeddings> {
  const asked: string[] = []
  const fake: FakeEmbeddings = { url: '', asked, trouble: null, close: async () => {} }
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      if (fake.trouble) {
        response.writeHead(fake.trouble.status).end(fake.trouble.body)
        return
      }
      const { input } = JSON.parse(body) as { input: string[] }
      asked.push(...input)
      const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text, meanings) }))
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ object: 'list', data }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  fake.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return fake
}

function vectorOf(text: string, meanings: readonly (readonly string[])[]): number[] {
  const words = new Set(text.toLowerCase().match(/[a-z]+/g))
  return Array.from({ length: 16 }, (_, at) => (meanings[at]?.some((word) => words.has(word)) ? 1 : 0.01))
}
