import { answerView } from '@/app/_lists/answer-view'

export const GET = answerView
