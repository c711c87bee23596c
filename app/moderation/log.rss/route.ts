import { answerLog } from '../_answer-log'

export const GET = answerLog('rss')
