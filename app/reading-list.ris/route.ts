import { answerExport } from '../_reading/answer-export'

export const GET = (request: Request): Promise<Response> => answerExport(request, 'ris')
