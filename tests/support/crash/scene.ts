import type { Scene } from './kill'
import { buildPrograms, standBy } from './processes'
import { startProxy } from './proxy'
import { startSink } from './sink-handle'
import { prepareStage } from './stage'

/** All that the crash matrix needs, over a database that is open and empty. */
export async function openScene(databaseUrl: string): Promise<Scene & { close: () => Promise<void> }> {
  const programs = await buildPrograms()
  const senders = standBy(programs)
  const [sink, proxy] = await Promise.all([startSink(programs), startProxy(databaseUrl), prepareStage()])
  return {
    senders,
    sink,
    proxy,
    close: async () => {
      await Promise.all([senders.close(), sink.close(), proxy.close()])
      programs.remove()
    },
  }
}
