-- Where the other forms of a name are found: the same last word (before "Jr." and the like), the same first letter. The
-- expressions stand word for word in lib/papers/find-person.ts.
CREATE INDEX "paper_authors_block_idx" ON "paper_authors"
  (split_part(regexp_replace("key", ' (jr|sr|ii|iii|iv)$', ''), ' ', -1), left("key", 1), "key");

CREATE TABLE "author_ids" (
    "id" TEXT NOT NULL,
    "orcid" TEXT,
    "name" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "author_ids_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "author_ids_orcid_key" ON "author_ids" ("orcid");
CREATE INDEX "author_ids_asked_at_idx" ON "author_ids" ("asked_at");

CREATE TABLE "author_id_papers" (
    "author_id" TEXT NOT NULL,
    "paper_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "author_id_papers_pkey" PRIMARY KEY ("author_id", "paper_id"),
    CONSTRAINT "author_id_papers_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "author_ids" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "author_id_papers_paper_idx" ON "author_id_papers" ("paper_id");
