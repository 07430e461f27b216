-- Somebody who leaves a team stays to be read; the one who joins may be the same person later.

alter table assessment.assessor add column left_at timestamptz;
drop index assessment.assessor_once;
create unique index assessor_once on assessment.assessor (assessment_id, account_id) where account_id is not null and left_at is null;
