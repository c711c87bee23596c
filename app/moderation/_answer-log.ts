import { renderLog } from '@/lib/community/moderation/log'
import { config } from '@/lib/config'
import type { TwinFormat } from '@/lib/views/twins'

/** The log of moderation as a feed. */
export const answerLog = (format: TwinFormat) => async (): Promise<Response> => {
  const { type, body } = await renderLog(format, config().clock.now())
  return new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-cache' } })
}
