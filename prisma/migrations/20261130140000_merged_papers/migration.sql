-- Two papers of arXiv that are the same work (docs/decisions/0051-merged-papers.md). On the standing, since whoever votes or talks holds it: so nothing
-- is given to a paper while it is merged.
ALTER TABLE "paper_standings" ADD COLUMN "merged_into" TEXT REFERENCES "papers" ("id") ON DELETE SET NULL;
CREATE INDEX "paper_standings_merged_idx" ON "paper_standings" ("merged_into") WHERE "merged_into" IS NOT NULL;

-- Where what came along was given and said, so that it can go back. Without a reference: it is no more than a note, and every vote would pay for it.
ALTER TABLE "votes" ADD COLUMN "cast_on" TEXT;
ALTER TABLE "comments" ADD COLUMN "said_on" TEXT;

ALTER TABLE "moderation_acts" ADD COLUMN "into_id" TEXT REFERENCES "papers" ("id") ON DELETE SET NULL;
CREATE INDEX "moderation_acts_into_idx" ON "moderation_acts" ("into_id");
