import { openFeedPlayer } from './feed-player'
import { servePlayer } from './serve-player'

await servePlayer(openFeedPlayer)
