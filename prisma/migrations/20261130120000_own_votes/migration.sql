-- Votes of whoever brought a paper here are shown and do not rank (docs/decisions/0050-own-votes-and-the-order-of-days.md).
ALTER TABLE "votes" DROP CONSTRAINT "votes_held_check";
ALTER TABLE "votes" ADD CONSTRAINT "votes_held_check" CHECK ("held" IN ('age', 'network', 'import', 'author', 'submitter'));

-- Those that were given are no exception; scores follow with the recount that the new version of the rule asks for.
WITH own AS (
  SELECT v.reader_id, v.paper_id, v.created_at, v.tick, v.counted_at
  FROM votes v JOIN submissions b ON b.reader_id = v.reader_id AND b.paper_id = v.paper_id
  WHERE v.held IS NULL OR v.held = 'age'
), held AS (
  UPDATE votes v SET held = 'submitter', counted_at = NULL FROM own
  WHERE v.reader_id = own.reader_id AND v.paper_id = own.paper_id
), remembered AS (
  INSERT INTO ended_votes (reader_id, paper_id, created_at, tick, counted_at, ended_at, taken_back)
  SELECT reader_id, paper_id, created_at, tick, counted_at, now(), false FROM own WHERE counted_at IS NOT NULL
  ON CONFLICT DO NOTHING
)
UPDATE paper_standings s SET counted_votes = s.counted_votes - 1 FROM own WHERE s.paper_id = own.paper_id AND own.counted_at IS NOT NULL;
