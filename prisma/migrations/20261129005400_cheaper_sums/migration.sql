-- Taking a mail and asking its gate, two of the three statements of each mail, leave it open: that is seen before anything is summed.
CREATE OR REPLACE FUNCTION sum_changed_mails() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM became WHERE state NOT IN ('queued', 'leased', 'finishing'))
    AND NOT EXISTS (SELECT FROM was WHERE state NOT IN ('queued', 'leased', 'finishing')) THEN
    RETURN NULL;
  END IF;
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
