-- Whether a paper links to code, in its abstract or its comments: what `has:code` asks for (lib/search/database/conditions.ts). No
-- column: a function and an index over it follow the paper by themselves, and a large table is not written anew.
CREATE FUNCTION names_code(abstract text, comments text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (abstract || ' ' || coalesce(comments, '')) ~*
    '\m(github\.com|gitlab\.[a-z]|bitbucket\.org|codeberg\.org|sourceforge\.net|gitee\.com|git\.sr\.ht|huggingface\.co|anonymous\.4open\.science|code\.google\.com)';
CREATE INDEX "papers_with_code_idx" ON "papers" ("id") WHERE names_code("abstract", "comments");

-- A DOI of a journal goes straight to its paper.
CREATE INDEX "papers_doi_idx" ON "papers" (lower("doi")) WHERE "doi" IS NOT NULL;
