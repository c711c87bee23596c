import { answerArchive } from '../digests/_answer-archive'

export const GET = answerArchive('atom')
