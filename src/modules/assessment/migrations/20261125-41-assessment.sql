-- Assessments of how a child is looked after: by which sheet, by whom, what came out, and what the child says.

create schema assessment;
grant usage on schema assessment to guitu_app;

create table assessment.assessment (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  purpose text not null,
  -- Null where the sheet is one of those shipped.
  sheet_id uuid references people.sheet (id),
  sheet text not null,
  version text not null,
  state text not null,
  started_at timestamptz not null,
  started_by uuid not null,
  changed_at timestamptz not null,
  concluded_at timestamptz,
  -- Key of the grade; null while it is not told.
  grade text,
  -- The day by which it has to be done again.
  next_on date,
  -- Sealed: answers, remarks, result, objections.
  content bytea not null
);
-- One of a purpose is under way for a child: two who begin at once find each other.
create unique index assessment_under_way on assessment.assessment (child_id, purpose) where state = 'under-way';
create index assessment_child on assessment.assessment (child_id, started_at);
create index assessment_state on assessment.assessment (state, next_on);

create table assessment.assessor (
  id uuid primary key,
  assessment_id uuid not null references assessment.assessment (id),
  child_id uuid not null references people.child_file (id),
  -- Null where somebody without an account assessed and signed on paper.
  account_id uuid,
  signed_at timestamptz,
  -- Sealed: name, organisation, title.
  content bytea not null
);
create unique index assessor_once on assessment.assessor (assessment_id, account_id) where account_id is not null;
create index assessor_child on assessment.assessor (child_id);

create table assessment.opinion (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  manner text not null,
  heard_at timestamptz not null,
  heard_by uuid not null,
  -- Sealed: the child's words, who heard them and who was there.
  content bytea not null
);
create index opinion_child on assessment.opinion (child_id, heard_at);

alter table assessment.assessment enable row level security;
alter table assessment.assessor enable row level security;
alter table assessment.opinion enable row level security;
create policy known on assessment.assessment using (kernel.opens(child_id, 'assessment')) with check (kernel.opens(child_id, 'assessment'));
create policy known on assessment.assessor using (kernel.opens(child_id, 'assessment')) with check (kernel.opens(child_id, 'assessment'));
create policy known on assessment.opinion using (kernel.opens(child_id, 'assessment')) with check (kernel.opens(child_id, 'assessment'));
grant select, insert, update on assessment.assessment, assessment.assessor, assessment.opinion to guitu_app;
