import type { Scene } from './kill'
import { standBy } from './processes'
import { buildPrograms } from './programs'
import { startProxy } from './proxy'
import { startSink } from './sink-handle'
import { environmentOf, layOut, prepareStage } from './stage'

/** All that the crash matrix needs, over a database that is open and empty. */
export async function openScene(databaseUrl: string): Promise<Scene & { close: () => Promise<void> }> {
  const programs = await buildPrograms()
  const senders = standBy(programs)
  const [sink, proxy] = await Promise.all([startSink(programs), startProxy(databaseUrl), prepareStage()])
  const scene = { senders, sink, proxy }
  await rehearse(scene)
  return {
    ...scene,
    close: async () => {
      await Promise.all([senders.close(), sink.close(), proxy.close()])
      programs.remove()
    },
  }
}

/** A sender that ends by itself leaves what V8 compiled of it to those that are killed. */
async function rehearse({ senders, sink, proxy }: Scene): Promise<void> {
  await layOut('mails', 1)
  const settings = { smtpUrl: sink.url, connections: 1, unknown: 'skip' } as const
  await senders.start(['60000', 'deliver'], environmentOf(settings, proxy.url)).ended
  proxy.cut()
}
