-- Which papers arXiv touched on a day: asked each night, for the days of which nothing else is known.
CREATE INDEX "harvested_papers_datestamp_idx" ON "harvested_papers" ("datestamp");
