-- How far the records of a harvest reach: a list that stands still answers with later dates than it holds.
ALTER TABLE "harvests" ADD COLUMN "newest_day" DATE;
