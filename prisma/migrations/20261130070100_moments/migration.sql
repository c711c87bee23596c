-- Lists as they stood at an instant (docs/decisions/0047-moments-and-fields.md) need votes that no longer count: taken back, or held later. A
-- reader who is deleted takes these along; all others go after some weeks.
CREATE TABLE "ended_votes" (
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "tick" DOUBLE PRECISION NOT NULL,
  -- From when it counted; null: it never did.
  "counted_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3) NOT NULL,
  -- False: it is there and shown, but no longer ranks.
  "taken_back" BOOLEAN NOT NULL,
  PRIMARY KEY ("reader_id", "paper_id", "created_at", "ended_at")
);
CREATE INDEX "ended_votes_paper_idx" ON "ended_votes" ("paper_id");

-- Which papers had votes around an instant: votes lie in the table as they came, so a small index of ranges finds them.
CREATE INDEX "votes_tick_idx" ON "votes" USING brin ("tick");
