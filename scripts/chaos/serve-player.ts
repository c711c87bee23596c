import { inspect } from 'node:util'

/** What a player's process is told: something to play, or, null, to end. */
export type Order<Task> = { task: Task | null }

/** Plays one thing after the other. */
export interface Player<Task, Report> {
  play(task: Task): Promise<Report>
  close(): Promise<void>
}

/** Makes of this process a player that does what its parent (`playBeside`) tells it to. */
export async function servePlayer<Task, Report>(open: () => Promise<Player<Task, Report>>): Promise<void> {
  // A signal to the whole group reaches everybody, also while a player opens; the parent says when it is over.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => {})
  const opening = open()
  let isEnding = false
  const end = async (status: number) => {
    if (isEnding) return
    isEnding = true
    await (await opening).close()
    process.exit(status)
  }
  // Without a parent nobody would ever end it, or its database.
  process.on('disconnect', () => void end(1))
  const player = await opening
  const play = async (task: Task) => {
    try {
      process.send?.((await player.play(task)) satisfies Report)
    } catch (error) {
      // Else its database was stopped under it.
      if (process.connected) process.stderr.write(`${inspect(error)}\n`)
      await end(1)
    }
  }
  process.on('message', ({ task }: Order<Task>) => void (task === null ? end(0) : play(task)))
  if (process.connected) process.send?.('ready')
}
