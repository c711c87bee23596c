-- Comments on papers, what was said before an edit, votes for them, reports, and whom a mail told of them (docs/decisions/0041-the-community.md).
CREATE TABLE "comments" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "paper_id" TEXT NOT NULL,
  "reader_id" TEXT,
  "parent_id" UUID,
  "depth" INTEGER NOT NULL DEFAULT 0,
  "source" TEXT NOT NULL,
  "html" TEXT NOT NULL,
  "votes" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "edited_at" TIMESTAMPTZ(3),
  "deleted_at" TIMESTAMPTZ(3),
  "hidden_at" TIMESTAMPTZ(3),
  "hidden_reason" TEXT,
  CONSTRAINT "comments_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "comments_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "comments_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "readers"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "comments_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "comments_paper_idx" ON "comments"("paper_id", "created_at");
CREATE INDEX "comments_reader_idx" ON "comments"("reader_id", "created_at");
CREATE INDEX "comments_parent_idx" ON "comments"("parent_id");

CREATE TABLE "comment_edits" (
  "comment_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "source" TEXT NOT NULL,
  CONSTRAINT "comment_edits_pkey" PRIMARY KEY ("comment_id", "at"),
  CONSTRAINT "comment_edits_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "comment_votes" (
  "comment_id" UUID NOT NULL,
  "reader_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "comment_votes_pkey" PRIMARY KEY ("comment_id", "reader_id"),
  CONSTRAINT "comment_votes_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "comment_votes_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "readers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "comment_votes_reader_idx" ON "comment_votes"("reader_id");

CREATE TABLE "comment_reports" (
  "comment_id" UUID NOT NULL,
  "reader_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "settled_at" TIMESTAMPTZ(3),
  CONSTRAINT "comment_reports_pkey" PRIMARY KEY ("comment_id", "reader_id"),
  CONSTRAINT "comment_reports_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "comment_reports_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "readers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "comment_reports_reader_idx" ON "comment_reports"("reader_id");
CREATE INDEX "comment_reports_settled_at_idx" ON "comment_reports"("settled_at", "at");

-- Whom a mail told of a comment: one row, so one mail, whatever is edited or done again.
CREATE TABLE "comment_notices" (
  "comment_id" UUID NOT NULL,
  "reader_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "comment_notices_pkey" PRIMARY KEY ("comment_id", "reader_id"),
  CONSTRAINT "comment_notices_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "comment_notices_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "readers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "comment_notices_reader_idx" ON "comment_notices"("reader_id");

-- Whether answers and mentions are mailed.
ALTER TABLE "readers" ADD COLUMN "comment_mails" BOOLEAN NOT NULL DEFAULT true;

-- Comments that are shown, and by how many readers.
ALTER TABLE "paper_standings"
  ADD COLUMN "comments" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "commenters" INTEGER NOT NULL DEFAULT 0;

-- Counts anew whatever thread changed, and tells every web process. The standings are locked before anything is counted: of two who
-- comment at once, the second counts the first's.
CREATE FUNCTION comments_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids text[] := ARRAY(SELECT DISTINCT paper_id FROM changed);
BEGIN
  IF current_setting('broadsheet.restoring', true) = 'on' THEN
    RETURN NULL;
  END IF;
  PERFORM 1 FROM paper_standings WHERE paper_id = ANY(ids) ORDER BY paper_id FOR NO KEY UPDATE;
  UPDATE paper_standings s SET comments = n.comments, commenters = n.commenters
  FROM (
    SELECT asked.paper, count(c.id)::int AS comments, count(DISTINCT c.reader_id)::int AS commenters
    FROM unnest(ids) AS asked (paper)
    LEFT JOIN comments c ON c.paper_id = asked.paper AND c.deleted_at IS NULL AND c.hidden_at IS NULL
    GROUP BY asked.paper
  ) n
  WHERE s.paper_id = n.paper AND (s.comments, s.commenters) IS DISTINCT FROM (n.comments, n.commenters);
  PERFORM notify_pages_of('comments', ids[1:101]);
  RETURN NULL;
END $$;
CREATE TRIGGER comments_added_pages AFTER INSERT ON comments REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION comments_changed();
CREATE TRIGGER comments_updated_pages AFTER UPDATE ON comments REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION comments_changed();
CREATE TRIGGER comments_removed_pages AFTER DELETE ON comments REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION comments_changed();

-- What a reader's pages show of them: their votes for comments, their name (edit and delete stand beside what they wrote), their roles.
CREATE TRIGGER comment_votes_given_version AFTER INSERT ON comment_votes REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER comment_votes_taken_version AFTER DELETE ON comment_votes REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER reader_roles_given_version AFTER INSERT ON reader_roles REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER reader_roles_taken_version AFTER DELETE ON reader_roles REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();

CREATE FUNCTION name_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  new.marks_version := gen_random_uuid();
  PERFORM notify_of_readers(ARRAY[new.id]);
  PERFORM notify_pages_of('comments', ARRAY(SELECT DISTINCT paper_id FROM comments WHERE reader_id = new.id LIMIT 101));
  RETURN new;
END $$;
CREATE TRIGGER readers_named BEFORE UPDATE OF name ON readers
  FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION name_changed();
