import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface ImapMailbox {
  url: string
  /** By the order in which they came. */
  messages: { raw: string; seen: boolean }[]
  /** Commands as they came, without their tags. */
  commands: string[]
  close: () => Promise<void>
}

const USER = 'bounces'
const PASSWORD = 'opensesame'

/** A mailbox over IMAP4rev1 (RFC 3501) in this process, on loopback: as much of it as reading and marking messages takes. */
export async function startImap(...raw: string[]): Promise<ImapMailbox> {
  const sockets = new Set<Socket>()
  const mailbox: ImapMailbox = {
    url: '',
    messages: raw.map((one) => ({ raw: one, seen: false })),
    commands: [],
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [tag = '', ...words] = line.split(' ')
        mailbox.commands.push(words.join(' '))
        const { untagged, status } = answer(mailbox, words.join(' '))
        for (const one of untagged) socket.write(`* ${one}\r\n`, 'latin1')
        socket.write(`${tag} ${status}\r\n`)
        if (words[0] === 'LOGOUT') socket.end()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  mailbox.url = `imap://${USER}:${PASSWORD}@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`
  return mailbox
}

const done = (...untagged: string[]) => ({ untagged, status: 'OK done' })

function answer({ messages }: ImapMailbox, command: string): { untagged: string[]; status: string } {
  const [verb = ''] = command.toUpperCase().replace(/^UID /, '').split(' ')
  const uid = Number(/^UID \w+ (\d+)/i.exec(command)?.[1] ?? 0)
  const message = messages[uid - 1]
  switch (verb) {
    case 'CAPABILITY':
      return done('CAPABILITY IMAP4rev1')
    case 'LOGIN': {
      const isRight = /^LOGIN "?(\S+?)"? "?(\S+?)"?$/i.exec(command)?.slice(1).join(' ') === `${USER} ${PASSWORD}`
      return isRight ? done() : { untagged: [], status: 'NO [AUTHENTICATIONFAILED] who are you' }
    }
    case 'LIST':
      return done('LIST () "/" "INBOX"')
    case 'SELECT':
      return {
        untagged: [
          'FLAGS (\\Seen)',
          `${messages.length} EXISTS`,
          '0 RECENT',
          'OK [UIDVALIDITY 1] ok',
          `OK [UIDNEXT ${messages.length + 1}] ok`,
        ],
        status: 'OK [READ-WRITE] selected',
      }
    case 'SEARCH':
      return done(`SEARCH${messages.map(({ seen }, at) => (seen ? '' : ` ${at + 1}`)).join('')}`)
    case 'FETCH': {
      const part = (message?.raw ?? '').slice(0, Number(/<0\.(\d+)>/.exec(command)?.[1] ?? Number.POSITIVE_INFINITY))
      const name = /BODY(?:\.PEEK)?\[\]<0/.test(command) ? 'BODY[]<0>' : 'BODY[]'
      return done(`${uid} FETCH (UID ${uid} ${name} {${Buffer.byteLength(part, 'latin1')}}\r\n${part})`)
    }
    case 'STORE':
      if (message) message.seen = true
      return done(`${uid} FETCH (UID ${uid} FLAGS (\\Seen))`)
    default:
      return done()
  }
}
