-- A day that a sweep judged gives way to the day that a listing tells.
ALTER TABLE "announcements" ADD COLUMN "judged" BOOLEAN NOT NULL DEFAULT false;
