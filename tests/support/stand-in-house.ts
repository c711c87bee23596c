import { runHouse } from '@/lib/house/house'

/**
 * The house with tiny stand-ins for web and worker, as a process that tests may kill:
 * `node --import tsx tests/support/stand-in-house.ts DATA_DIR PORT`. Each says on stdout when it starts and stops; web outlives
 * its house, so that tests see orphans being ended.
 */
const [dataDir = '', port = ''] = process.argv.slice(2)
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
const say = (line: string) => process.stdout.write(`${line}\n`)

const standIn = (name: string, body = '') => [
  '-e',
  `${body}
  console.log('${name} runs', process.pid)
  process.on('SIGTERM', () => { console.log('${name} stops'); process.exit(0) })
  setInterval(() => {}, 1000)`,
]

try {
  await runHouse({
    dataDir,
    databaseUrl: undefined,
    host: '127.0.0.1',
    port: Number(port),
    address: `http://localhost:${port}`,
    web: standIn('web', `require('http').createServer((_, answer) => answer.end('ok')).listen(${port}, '127.0.0.1')`),
    worker: standIn('worker'),
    environment: process.env,
    prepare: async () => {},
    onOpen: () => say('open'),
    tell: say,
    signal: stop.signal,
  })
  say('closed')
} catch (error) {
  say(`refused: ${(error as Error).message}`)
  process.exitCode = 1
}
