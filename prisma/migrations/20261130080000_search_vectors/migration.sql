-- Which vectors lie beside the words of the search index in use (lib/search/vectors), if any.
ALTER TABLE "search_index"
  ADD COLUMN "vectors" TEXT,
  ADD COLUMN "vectors_version" INTEGER,
  ADD COLUMN "vector_papers" INTEGER NOT NULL DEFAULT 0;
