-- A picture of a paper, made anew from what a curator or an author brought (docs/decisions/0049-the-rest-of-the-community.md).
CREATE TABLE "figures" (
  "paper_id" TEXT PRIMARY KEY REFERENCES "papers" ("id") ON DELETE CASCADE,
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "alt" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "small_file" TEXT NOT NULL,
  "small_width" INTEGER NOT NULL,
  "small_height" INTEGER NOT NULL,
  "small" BYTEA NOT NULL,
  "wide_file" TEXT NOT NULL,
  "wide_width" INTEGER NOT NULL,
  "wide_height" INTEGER NOT NULL,
  "wide" BYTEA NOT NULL
);
CREATE INDEX "figures_reader_idx" ON "figures" ("reader_id");
CREATE INDEX "figures_small_file_idx" ON "figures" ("small_file");
CREATE INDEX "figures_wide_file_idx" ON "figures" ("wide_file");
-- They are compressed already.
ALTER TABLE "figures" ALTER COLUMN "small" SET STORAGE EXTERNAL, ALTER COLUMN "wide" SET STORAGE EXTERNAL;

CREATE TRIGGER figures_inserted_pages AFTER INSERT ON figures REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER figures_updated_pages AFTER UPDATE ON figures REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER figures_deleted_pages AFTER DELETE ON figures REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
