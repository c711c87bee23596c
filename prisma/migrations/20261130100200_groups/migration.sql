-- Groups whose members show each other what they vote for (docs/decisions/0048-lists-follows-groups.md).
CREATE TABLE "groups" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "name" TEXT NOT NULL,
  "name_key" TEXT NOT NULL,
  "invite" UUID NOT NULL DEFAULT gen_random_uuid(),
  "is_open" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "groups_name_key" ON "groups" ("name_key");
CREATE UNIQUE INDEX "groups_invite_key" ON "groups" ("invite");

CREATE TABLE "group_members" (
  "group_id" UUID NOT NULL REFERENCES "groups" ("id") ON DELETE CASCADE,
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "joined_at" TIMESTAMPTZ(3) NOT NULL,
  "shows_name" BOOLEAN NOT NULL DEFAULT false,
  "keeps" BOOLEAN NOT NULL DEFAULT false,
  PRIMARY KEY ("group_id", "reader_id")
);
CREATE INDEX "group_members_reader_idx" ON "group_members" ("reader_id");

-- However a member goes, a group without members is none, and one without a keeper is kept by who joined first.
CREATE FUNCTION tidy_groups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM groups g USING gone WHERE g.id = gone.group_id AND NOT EXISTS (SELECT FROM group_members m WHERE m.group_id = g.id);
  UPDATE group_members m SET keeps = true FROM (
    SELECT DISTINCT ON (o.group_id) o.group_id, o.reader_id FROM group_members o
    WHERE o.group_id IN (SELECT group_id FROM gone)
      AND NOT EXISTS (SELECT FROM group_members k WHERE k.group_id = o.group_id AND k.keeps)
    ORDER BY o.group_id, o.joined_at, o.reader_id
  ) first WHERE m.group_id = first.group_id AND m.reader_id = first.reader_id;
  RETURN NULL;
END $$;
CREATE TRIGGER group_members_gone AFTER DELETE ON group_members REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION tidy_groups();

CREATE FUNCTION forget_issues_of_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM forget_issues_of('/groups/' || old.name);
  RETURN old;
END $$;
CREATE TRIGGER groups_leaving_issues BEFORE DELETE ON groups FOR EACH ROW EXECUTE FUNCTION forget_issues_of_group();
