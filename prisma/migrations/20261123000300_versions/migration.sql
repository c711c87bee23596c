-- Every version of a paper that was met, as its source told it; texts are cleaned when two are compared (lib/papers/versions.ts).
CREATE TABLE "paper_versions" (
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "version" INTEGER NOT NULL CHECK ("version" >= 1),
  "title_source" TEXT NOT NULL,
  "abstract_source" TEXT NOT NULL,
  "comments" TEXT,
  "withdrawn" BOOLEAN NOT NULL,
  "submitted_at" TIMESTAMPTZ(3),
  "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("paper_id", "version")
);
-- What is known of the papers that are here: their newest version. Until a record completed it, comments and date are those of the one before.
INSERT INTO "paper_versions"
SELECT "id", "version", "title_source", "abstract_source",
  CASE WHEN "completed_at" IS NOT NULL OR "sample" THEN "comments" END,
  "withdrawn",
  CASE WHEN "version" = 1 THEN "submitted_at" WHEN "completed_at" IS NOT NULL OR "sample" THEN "updated_at" END,
  CASE WHEN "version" = 1 THEN "first_seen_at" ELSE coalesce("completed_at", "first_seen_at") END
FROM "papers";
