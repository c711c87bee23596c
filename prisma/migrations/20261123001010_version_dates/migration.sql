-- A version of which only the date was told (the public metadata dump names all of them) has no texts.
ALTER TABLE "paper_versions" ALTER COLUMN "title_source" DROP NOT NULL, ALTER COLUMN "abstract_source" DROP NOT NULL;
ALTER TABLE "paper_versions" ADD CONSTRAINT "paper_versions_texts_check" CHECK (("title_source" IS NULL) = ("abstract_source" IS NULL));
