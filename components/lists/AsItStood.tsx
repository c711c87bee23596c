import { paths } from '@/lib/paths'

/** Says that a list is one of the past, and leads to that of now. */
export const AsItStood = ({ at, words, now }: { at: Date; words: string; now: string }) => (
  <p className="freshness-line">
    As it stood on <time dateTime={at.toISOString()}>{words}</time>, by{' '}
    <a href={paths.aboutMoments}>the rule of today</a>. <a href={now}>As it is now</a>
  </p>
)
