/**
 * How many papers of a day its reader has seen: listed that day, and voted for, saved, dismissed, or arrived (`arrival.ts`) before the last
 * visit of that day's page. Rows of the names asked for in $2 (`/papers/date/2026-11-20`) and their numbers, for the reader $1.
 */
export const DAY_PROGRESS = `
  select asked.id, (
    select count(*)::int from (
      select distinct paper_id from announcements where day = split_part(asked.id, '/', 4)::date and type in ('new', 'cross')
    ) d join papers p on p.id = d.paper_id join paper_standings s on s.paper_id = d.paper_id
    where exists (select from marks m where m.reader_id = $1 and m.paper_id = p.id)
      or exists (select from votes o where o.reader_id = $1 and o.paper_id = p.id)
      or case when s.listed_at < p.first_seen_at - interval '7 days' then s.listed_at else p.first_seen_at end
        <= (select seen_until from visits where reader_id = $1 and view = asked.id)) as number
  from unnest($2::text[]) asked (id) where asked.id ~ '^/papers/date/\\d{4}-\\d\\d-\\d\\d$'`
