import { openDigestPlayer } from './digest-player'
import { servePlayer } from './serve-player'

await servePlayer(openDigestPlayer)
