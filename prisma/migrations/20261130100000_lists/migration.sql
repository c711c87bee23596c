-- Lists that readers keep (docs/decisions/0048-lists-follows-groups.md): for themselves, for whoever has the link, or for everybody.
CREATE TYPE "list_visibility" AS ENUM ('private', 'shared', 'public');

CREATE TABLE "lists" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "key" UUID NOT NULL DEFAULT gen_random_uuid(),
  "name" TEXT NOT NULL,
  "description" TEXT,
  "visibility" "list_visibility" NOT NULL DEFAULT 'private',
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "hidden_at" TIMESTAMPTZ(3),
  "hidden_reason" TEXT
);
CREATE UNIQUE INDEX "lists_key" ON "lists" ("key");
CREATE UNIQUE INDEX "lists_reader_name_key" ON "lists" ("reader_id", "name");

-- A list that came from another site may name papers that are not here yet; so no reference.
CREATE TABLE "list_entries" (
  "list_id" UUID NOT NULL REFERENCES "lists" ("id") ON DELETE CASCADE,
  "paper_id" TEXT NOT NULL,
  "note" TEXT,
  "added_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("list_id", "paper_id")
);
CREATE INDEX "list_entries_newest_idx" ON "list_entries" ("list_id", "added_at" DESC, "paper_id" DESC);

CREATE TABLE "list_reports" (
  "list_id" UUID NOT NULL REFERENCES "lists" ("id") ON DELETE CASCADE,
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "reason" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "settled_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("list_id", "reader_id")
);
CREATE INDEX "list_reports_reader_idx" ON "list_reports" ("reader_id");
CREATE INDEX "list_reports_settled_at_idx" ON "list_reports" ("settled_at", "at");

ALTER TABLE "moderation_acts" ADD COLUMN "list_id" UUID REFERENCES "lists" ("id") ON DELETE SET NULL;
CREATE INDEX "moderation_acts_list_idx" ON "moderation_acts" ("list_id");

-- Papers of lists that were brought along are asked for like those of votes.
ALTER TABLE "awaited_marks" DROP CONSTRAINT "awaited_marks_kind_check";
ALTER TABLE "awaited_marks" ADD CONSTRAINT "awaited_marks_kind_check" CHECK ("kind" IN ('vote', 'saved', 'dismissed', 'listed'));

-- Public lists stand on their reader's page, which is kept; what is in a list stands on pages that are not.
CREATE TRIGGER lists_pages AFTER INSERT OR UPDATE OR DELETE ON lists FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('lists');
