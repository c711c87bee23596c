-- What moderators decided, as it stands, and every act of theirs with who and why (docs/decisions/0041-the-community.md).
CREATE TABLE "bans" (
  "reader_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  CONSTRAINT "bans_pkey" PRIMARY KEY ("reader_id"),
  CONSTRAINT "bans_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "readers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "thread_locks" (
  "paper_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  CONSTRAINT "thread_locks_pkey" PRIMARY KEY ("paper_id"),
  CONSTRAINT "thread_locks_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TRIGGER thread_locks_made_pages AFTER INSERT ON thread_locks REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('comments');
CREATE TRIGGER thread_locks_ended_pages AFTER DELETE ON thread_locks REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('comments');

CREATE TABLE "text_rules" (
  "kind" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  CONSTRAINT "text_rules_pkey" PRIMARY KEY ("kind", "value")
);

CREATE TABLE "moderation_acts" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "at" TIMESTAMPTZ(3) NOT NULL,
  "by" TEXT,
  "act" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "comment_id" UUID,
  "reader_id" TEXT,
  "paper_id" TEXT,
  "rule" TEXT,
  CONSTRAINT "moderation_acts_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "moderation_acts_by_fkey" FOREIGN KEY ("by") REFERENCES "readers"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "moderation_acts_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "moderation_acts_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "readers"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "moderation_acts_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "papers"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "moderation_acts_at_idx" ON "moderation_acts"("at");
CREATE INDEX "moderation_acts_by_idx" ON "moderation_acts"("by");
CREATE INDEX "moderation_acts_comment_idx" ON "moderation_acts"("comment_id");
CREATE INDEX "moderation_acts_reader_idx" ON "moderation_acts"("reader_id");
CREATE INDEX "moderation_acts_paper_idx" ON "moderation_acts"("paper_id");
