-- What became of the mails of an issue, kept with the issue (docs/decisions/0037-sums-and-bounds.md): operators' pages add up no
-- ledger, and the sums stay true when rows of the ledger go. Each session of the database writes a row of its own, so that no sender
-- waits for another; the sum over them is what counts.
CREATE TABLE "issue_sums" (
  "issue_id" UUID NOT NULL REFERENCES "issues" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "session" INTEGER NOT NULL,
  "open" INTEGER NOT NULL,
  "sent" INTEGER NOT NULL,
  "skipped" INTEGER NOT NULL,
  "suppressed" INTEGER NOT NULL,
  "failed" INTEGER NOT NULL,
  "unknown" INTEGER NOT NULL,
  PRIMARY KEY ("issue_id", "session")
);

-- Rows that were forgotten before are in no sum, and stand in no number of recipients any more.
INSERT INTO "issue_sums"
SELECT issue_id, 0,
  count(*) FILTER (WHERE state IN ('queued', 'leased', 'finishing')), count(*) FILTER (WHERE state = 'accepted'),
  count(*) FILTER (WHERE state = 'skipped'), count(*) FILTER (WHERE state = 'suppressed'),
  count(*) FILTER (WHERE state = 'failed'), count(*) FILTER (WHERE state = 'unknown')
FROM deliveries WHERE issue_id IS NOT NULL GROUP BY issue_id;
UPDATE issues i SET recipients = coalesce((SELECT open + sent + skipped + suppressed + failed + unknown FROM issue_sums s WHERE s.issue_id = i.id), 0);

CREATE FUNCTION sum_new_mails() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A backup brings its own sums back.
  IF current_setting('broadsheet.restoring', true) = 'on' THEN
    RETURN NULL;
  END IF;
  INSERT INTO issue_sums AS s
  SELECT issue_id, pg_backend_pid(),
    count(*) FILTER (WHERE state IN ('queued', 'leased', 'finishing')), count(*) FILTER (WHERE state = 'accepted'),
    count(*) FILTER (WHERE state = 'skipped'), count(*) FILTER (WHERE state = 'suppressed'),
    count(*) FILTER (WHERE state = 'failed'), count(*) FILTER (WHERE state = 'unknown')
  FROM became WHERE issue_id IS NOT NULL GROUP BY issue_id ORDER BY issue_id
  ON CONFLICT (issue_id, session) DO UPDATE SET open = s.open + excluded.open, sent = s.sent + excluded.sent,
    skipped = s.skipped + excluded.skipped, suppressed = s.suppressed + excluded.suppressed,
    failed = s.failed + excluded.failed, unknown = s.unknown + excluded.unknown;
  RETURN NULL;
END $$;

-- Taking a mail and asking its gate change no sum.
CREATE FUNCTION sum_changed_mails() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO issue_sums AS s
  SELECT n.issue_id, pg_backend_pid(),
    count(*) FILTER (WHERE n.state IN ('queued', 'leased', 'finishing')) - count(*) FILTER (WHERE o.state IN ('queued', 'leased', 'finishing')),
    count(*) FILTER (WHERE n.state = 'accepted') - count(*) FILTER (WHERE o.state = 'accepted'),
    count(*) FILTER (WHERE n.state = 'skipped') - count(*) FILTER (WHERE o.state = 'skipped'),
    count(*) FILTER (WHERE n.state = 'suppressed') - count(*) FILTER (WHERE o.state = 'suppressed'),
    count(*) FILTER (WHERE n.state = 'failed') - count(*) FILTER (WHERE o.state = 'failed'),
    count(*) FILTER (WHERE n.state = 'unknown') - count(*) FILTER (WHERE o.state = 'unknown')
  FROM became n JOIN was o ON o.id = n.id
  WHERE n.issue_id IS NOT NULL AND n.state <> o.state
    AND NOT (n.state IN ('queued', 'leased', 'finishing') AND o.state IN ('queued', 'leased', 'finishing'))
  GROUP BY n.issue_id ORDER BY n.issue_id
  ON CONFLICT (issue_id, session) DO UPDATE SET open = s.open + excluded.open, sent = s.sent + excluded.sent,
    skipped = s.skipped + excluded.skipped, suppressed = s.suppressed + excluded.suppressed,
    failed = s.failed + excluded.failed, unknown = s.unknown + excluded.unknown;
  RETURN NULL;
END $$;

-- A settled mail that is forgotten became what it became. One that was still open is not sent any more; one whose end may have been
-- sent stays unknown. Where the issue goes as well, so do its sums.
CREATE FUNCTION sum_gone_mails() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO issue_sums AS s
  SELECT issue_id, pg_backend_pid(), -count(*), 0, count(*) FILTER (WHERE state <> 'finishing'), 0, 0, count(*) FILTER (WHERE state = 'finishing')
  FROM was
  WHERE state IN ('queued', 'leased', 'finishing') AND issue_id IS NOT NULL AND EXISTS (SELECT FROM issues i WHERE i.id = was.issue_id)
  GROUP BY issue_id ORDER BY issue_id
  ON CONFLICT (issue_id, session) DO UPDATE SET open = s.open + excluded.open, skipped = s.skipped + excluded.skipped,
    unknown = s.unknown + excluded.unknown;
  RETURN NULL;
END $$;

CREATE TRIGGER deliveries_new_sums AFTER INSERT ON deliveries REFERENCING NEW TABLE AS became
  FOR EACH STATEMENT EXECUTE FUNCTION sum_new_mails();
CREATE TRIGGER deliveries_changed_sums AFTER UPDATE ON deliveries REFERENCING OLD TABLE AS was NEW TABLE AS became
  FOR EACH STATEMENT EXECUTE FUNCTION sum_changed_mails();
CREATE TRIGGER deliveries_gone_sums AFTER DELETE ON deliveries REFERENCING OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION sum_gone_mails();

-- How fast an issue's mails leave is read off the last minute; what is still to be decided about, off the few mails that it is about.
DROP INDEX "deliveries_issue_state_idx";
CREATE INDEX "deliveries_issue_state_idx" ON "deliveries" ("issue_id", "state", "settled_at");
CREATE INDEX "deliveries_undecided_idx" ON "deliveries" ("issue_id") WHERE "state" = 'unknown' AND "decided_at" IS NULL AND "issue_id" IS NOT NULL;
-- The overview counts subscriptions state by state, up to a bound.
CREATE INDEX "subscriptions_state_idx" ON "subscriptions" ("state");
-- Senders ask at each claim which issues are held; mostly none is.
CREATE INDEX "issues_held_idx" ON "issues" ("slot_at") WHERE "held_at" IS NOT NULL;
