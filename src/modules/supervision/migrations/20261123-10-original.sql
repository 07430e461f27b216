-- A policy document's own words as a bureau imported them; they hold for its jurisdiction and everybody below. Public
-- documents, no people's data: whoever works in the house may read them.

create table supervision.original (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  pack text not null,
  source text not null,
  paragraphs jsonb not null,
  imported_at timestamptz not null,
  imported_by uuid not null,
  removed_at timestamptz
);
-- One text in force for a document in a jurisdiction.
create unique index original_once on supervision.original (jurisdiction, pack) where removed_at is null;

alter table supervision.original enable row level security;
create policy readable on supervision.original for select using (true);
create policy decided on supervision.original for insert with check (kernel.in_range(jurisdiction));
create policy ended on supervision.original for update using (kernel.in_range(jurisdiction)) with check (kernel.in_range(jurisdiction));
grant select, insert, update (removed_at) on supervision.original to guitu_app;
