-- Most abstracts hold nothing that markup writes otherwise: theirs is not kept a second time. Papers that are stored stay as they are.
ALTER TABLE "papers" ALTER COLUMN "abstract_html" DROP NOT NULL;
