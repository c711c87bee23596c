-- A vote in one statement (docs/decisions/0055-a-vote-is-one-statement.md): what needs several, each seeing what was done while the one before
-- it waited, is done where the data is, and whoever waits for a hot paper waits for no journey.

-- Why a reader's vote for a paper does not rank, 'author' or 'submitter'; null when no paper of that work is their own.
CREATE FUNCTION own_reason(voter TEXT, paper TEXT) RETURNS TEXT LANGUAGE plpgsql STABLE AS $$
DECLARE
  work TEXT[] := ARRAY(SELECT paper UNION ALL SELECT m.paper_id FROM paper_standings m WHERE m.merged_into = paper);
BEGIN
  RETURN CASE
    WHEN EXISTS (SELECT FROM claims c WHERE c.reader_id = voter AND c.paper_id = ANY(work) AND c.state = 'granted') THEN 'author'
    WHEN EXISTS (SELECT FROM submissions b WHERE b.reader_id = voter AND b.paper_id = ANY(work)) THEN 'submitter' END;
END $$;

-- Gives a vote, its count and its part of the score. The numbers of counting are given with it: they stand in lib/trending/constants.ts.
-- Returns the votes that the paper has with it; null when the vote stood already, or the paper is not here.
-- 40001 (serialization_failure): the paper was merged meanwhile, nothing of the vote stands, and it is to be given again.
CREATE FUNCTION give_vote(
  voter TEXT, paper TEXT, given TIMESTAMPTZ, at_tick DOUBLE PRECISION, part DOUBLE PRECISION,
  is_young BOOLEAN, from_network BYTEA, established_votes INTEGER, votes_of_network INTEGER
) RETURNS INTEGER LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  target TEXT;
  reason TEXT;
  newcomers_network BYTEA;
  now_has INTEGER;
BEGIN
  -- The reader comes first, as in every act on votes: what is theirs, and where their votes are, stays so until the vote stands.
  PERFORM FROM readers WHERE id = voter FOR NO KEY UPDATE;
  SELECT coalesce(s.merged_into, s.paper_id) INTO target FROM paper_standings s WHERE s.paper_id = paper;
  reason := own_reason(voter, target);
  -- A vote that does not rank anyway takes nobody's place in their network.
  IF reason IS NULL AND from_network IS NOT NULL THEN
    IF (SELECT count(*) FROM (
        SELECT FROM votes v WHERE v.reader_id = voter AND v.paper_id <> target AND v.created_at < date_trunc('day', given, 'UTC')
        LIMIT established_votes
      ) earlier) < established_votes THEN
      newcomers_network := from_network;
      IF (SELECT count(*) FROM (
          SELECT FROM votes o WHERE o.paper_id = target AND o.network = from_network LIMIT votes_of_network
        ) others) >= votes_of_network THEN
        reason := 'network';
      END IF;
    END IF;
  END IF;
  IF reason IS NULL AND is_young THEN
    reason := 'age';
  END IF;

  INSERT INTO votes (reader_id, paper_id, created_at, tick, network, held, counted_at)
  SELECT voter, target, given, at_tick, newcomers_network, reason, CASE WHEN reason IS NULL THEN given END
  WHERE target IS NOT NULL
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;

  -- The standing, for which voters of a hot paper wait, comes last: what the vote itself sets off is over by then.
  UPDATE paper_standings s SET
    votes = s.votes + 1,
    counted_votes = s.counted_votes + (reason IS NULL)::int,
    score = CASE WHEN reason IS NULL THEN log2_sum(s.score, part) ELSE s.score END
  WHERE s.paper_id = target AND s.merged_into IS NULL
  RETURNING s.votes INTO now_has;
  IF now_has IS NULL THEN
    RAISE serialization_failure USING MESSAGE = 'the paper was merged meanwhile';
  END IF;
  RETURN now_has;
END $$;
