-- Of which version the announcement clock is whose ticks are stored, and that of the recount under way: where only the rule is another, no instant
-- needs to be read anew.
ALTER TABLE "ranking_state" ADD COLUMN "clock_version" INTEGER, ADD COLUMN "recount_clock_version" INTEGER;
