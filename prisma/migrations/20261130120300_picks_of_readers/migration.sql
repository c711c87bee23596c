-- What deleted accounts did ranks no more: the pick of a curator who left stays beside its paper, without name and sentence, and is no term.
CREATE OR REPLACE VIEW "score_terms" AS
SELECT "paper_id", 'vote'::text AS "kind", "created_at" AS "at", "counted_at" AS "since", "tick", 1::double precision AS "weight"
FROM "votes" WHERE "counted_at" IS NOT NULL
UNION ALL
SELECT "paper_id", "kind", "at", "at" AS "since", "tick", "weight" FROM "observations" WHERE "weight" > 0
UNION ALL
SELECT "paper_id", 'pick'::text AS "kind", "picked_at" AS "at", "picked_at" AS "since", "tick", 3::double precision AS "weight" FROM "picks"
WHERE "reader_id" IS NOT NULL;
