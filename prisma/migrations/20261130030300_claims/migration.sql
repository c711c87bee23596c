-- Who is an author of what, by what proof or by whose decision; every act is a row of its own.
CREATE TABLE "claims" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "author" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('granted', 'asked', 'refused', 'appealed', 'final')),
  "proof" TEXT NOT NULL CHECK ("proof" IN ('orcid', 'address', 'moderator')),
  "words" TEXT,
  "claimed_at" TIMESTAMPTZ(3) NOT NULL,
  "code" TEXT,
  "project" TEXT,
  "note" TEXT
);
CREATE UNIQUE INDEX "claims_reader_paper_key" ON "claims" ("reader_id", "paper_id");
CREATE INDEX "claims_paper_idx" ON "claims" ("paper_id");
CREATE INDEX "claims_open_idx" ON "claims" ("claimed_at") WHERE "state" IN ('asked', 'appealed');

CREATE TABLE "claim_acts" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "claim_id" UUID NOT NULL REFERENCES "claims" ("id") ON DELETE CASCADE,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "by" TEXT REFERENCES "readers" ("id") ON DELETE SET NULL,
  "act" TEXT NOT NULL CHECK ("act" IN ('claim', 'grant', 'refuse', 'appeal')),
  "reason" TEXT NOT NULL
);
CREATE INDEX "claim_acts_claim_idx" ON "claim_acts" ("claim_id", "at");
CREATE INDEX "claim_acts_by_idx" ON "claim_acts" ("by");

CREATE TRIGGER claims_inserted_pages AFTER INSERT ON claims REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER claims_updated_pages AFTER UPDATE ON claims REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER claims_deleted_pages AFTER DELETE ON claims REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');

-- Votes of a paper's own authors are shown and do not rank.
ALTER TABLE "votes" DROP CONSTRAINT "votes_held_check";
ALTER TABLE "votes" ADD CONSTRAINT "votes_held_check" CHECK ("held" IN ('age', 'network', 'import', 'author'));
