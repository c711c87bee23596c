/*
 * What pages ask about their reader beside votes: sources of lib/marks/sources.ts, with the reader as $1, the names asked for as $2
 * and the instant as $3.
 * A name holds all that is needed to judge it, so that a page is made once for everybody:
 *   save, dismiss   2406.01234
 *   new             1763841600@/papers/new               an arrival, and the view that shows it
 *   came            Thursday,1763841600@/papers/new      when its reader came last (today, yesterday, a weekday, earlier; UTC), if the
 *                   newest arrival of the page is news to them
 *   fresh           1763841600x12,1763755200x38@/papers/new   how many entries of a page arrived when
 *   hides, hidden   ,2406.01234,2406.01235               the entries of a page
 *   progress        /papers/date/2026-11-20
 */

const ASKED = 'from unnest($2::text[]) asked (id)'
const VISIT = "join visits v on v.reader_id = $1 and v.view = substr(asked.id, strpos(asked.id, '@') + 1)"
const DISMISSED = "m.reader_id = $1 and m.kind = 'dismissed'"
const marked = (kind: string) =>
  `select paper_id from marks where reader_id = $1 and kind = '${kind}' and paper_id = any($2)`

/** `case` keeps the cast from what is no number, in whatever order the database looks at conditions. */
const isNews = (pattern: string) =>
  `case when asked.id ~ '${pattern}' then substring(asked.id from '\\d+')::bigint end > extract(epoch from v.seen_until)`

const CAME = `case
  when $3::timestamptz - v.visited_at > interval '6 days' then 'earlier'
  when (v.visited_at at time zone 'utc')::date >= ($3::timestamptz at time zone 'utc')::date then 'today'
  when (v.visited_at at time zone 'utc')::date = ($3::timestamptz at time zone 'utc')::date - 1 then 'yesterday'
  else to_char(v.visited_at at time zone 'utc', 'FMDay') end`

/** Kinds of marks, and the SQL that gives the names for which each holds. */
export const READING_MARKS = {
  save: marked('saved'),
  dismiss: marked('dismissed'),
  new: `select asked.id ${ASKED} ${VISIT} where ${isNews('^\\d{1,10}@')}`,
  came: `select asked.id ${ASKED} ${VISIT} where split_part(asked.id, ',', 1) = ${CAME} and ${isNews('^\\w+,\\d{1,10}@')}`,
  hides: `select asked.id ${ASKED} where asked.id like ',%'
    and exists (select from marks m where ${DISMISSED} and m.paper_id = any(string_to_array(asked.id, ',')))`,
} as const

const FRESH = `(
  select coalesce(sum(split_part(part, 'x', 2)::int), 0)::int from unnest(string_to_array(split_part(asked.id, '@', 1), ',')) part
  where split_part(part, 'x', 1)::bigint > extract(epoch from v.seen_until))`

/** Listed that day, and voted for, saved, dismissed, or arrived (`arrival.ts`) before the last visit of that day's page. */
const SEEN_OF_DAY = `(
  select count(*)::int from (
    select distinct paper_id from announcements where day = split_part(asked.id, '/', 4)::date and type in ('new', 'cross')
  ) d join papers p on p.id = d.paper_id join paper_standings s on s.paper_id = d.paper_id
  where exists (select from marks m where m.reader_id = $1 and m.paper_id = p.id)
    or exists (select from votes o where o.reader_id = $1 and o.paper_id = p.id)
    or case when s.listed_at < p.first_seen_at - interval '7 days' then s.listed_at else p.first_seen_at end
      <= (select seen_until from visits where reader_id = $1 and view = asked.id))`

/** Kinds of numbers, and the SQL that gives each with its name. */
export const READING_NUMBERS = {
  fresh: `select asked.id, ${FRESH} as number ${ASKED} ${VISIT} where asked.id ~ '^\\d{1,10}x\\d'`,
  hidden: `select asked.id, (
      select count(*)::int from marks m where ${DISMISSED} and m.paper_id = any(string_to_array(asked.id, ','))
    ) as number ${ASKED} where asked.id like ',%'`,
  progress: `select asked.id, ${SEEN_OF_DAY} as number ${ASKED} where asked.id ~ '^/papers/date/\\d{4}-\\d\\d-\\d\\d$'`,
} as const
