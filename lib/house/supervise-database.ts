import { type EmbeddedServer, startEmbedded } from '../database/embedded'
import { signal } from '../process'

const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 30_000

export interface SupervisedDatabase {
  url: string
  stop(): Promise<void>
  /** Immediate shutdown, without waiting: the next start recovers from the write-ahead log. */
  kill(): void
}

/**
 * The embedded PostgreSQL, started again on the same port whenever it ends without being asked. Web and worker keep their
 * address and connect again by themselves.
 * @throws like `startEmbedded`, when the first start fails
 */
export async function superviseDatabase(dataDir: string, tell: (line: string) => void): Promise<SupervisedDatabase> {
  let server = await startEmbedded({ dataDir })
  const { url, port } = server
  let isStopping = false
  let restart = Promise.resolve()

  const watch = (watched: EmbeddedServer) =>
    void watched.ended.then(() => {
      if (!isStopping) restart = startAgain()
    })
  const startAgain = async () => {
    tell('The database ended unexpectedly: starting it again.')
    for (let pauseMs = FIRST_PAUSE_MS; !isStopping; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        server = await startEmbedded({ dataDir, port })
        watch(server)
        return
      } catch (error) {
        tell(`${(error as Error).message} Trying again.`)
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    }
  }
  watch(server)

  return {
    url,
    stop: async () => {
      isStopping = true
      await restart
      await server.stop()
    },
    kill: () => {
      isStopping = true
      signal(server.pid, 'SIGQUIT')
    },
  }
}
