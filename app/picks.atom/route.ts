import { answerView } from '../_lists/answer-view'

export const GET = answerView
