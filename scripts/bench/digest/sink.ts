import { createServer } from 'node:net'

/** A local SMTP server that takes everything and keeps nothing, in a process of its own. Prints its port on the first line. */
let [mails, octets] = [0, 0]
const END = Buffer.from('\r\n.\r\n')

function answerTo(line: string): string {
  const command = line.toUpperCase()
  if (command.startsWith('EHLO')) return '250-sink\r\n250 PIPELINING\r\n'
  return command === 'DATA' ? '354 go on\r\n' : '250 ok\r\n'
}

const server = createServer((socket) => {
  let isBody = false
  // The last bytes of what came before: the end of a message may lie across two of them.
  let tail = Buffer.alloc(0)
  socket.setNoDelay(true)
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    if (isBody) {
      octets += chunk.length
      const seen = Buffer.concat([tail, chunk.subarray(-END.length)])
      tail = seen.subarray(-END.length)
      if (!tail.equals(END)) return
      isBody = false
      mails += 1
      tail = Buffer.alloc(0)
      socket.write('250 kept\r\n')
      return
    }
    // As every usual server: several commands may come at once, and are answered at once.
    const lines = chunk.toString('latin1').split('\r\n').slice(0, -1)
    isBody = lines.at(-1)?.toUpperCase() === 'DATA'
    socket.write(lines.map(answerTo).join(''))
  })
  socket.write('220 sink\r\n')
})
// Asked how large a mail was on average since it was asked before.
process.on('message', () => {
  process.send?.(mails > 0 ? Math.round(octets / mails) : 0)
  mails = 0
  octets = 0
})
process.on('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address) process.send?.(address.port)
})
