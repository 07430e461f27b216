-- Indicator sheets that bureaus brought themselves, and which sheet holds where, for what, from when. They name nobody.

create table people.sheet (
  id uuid primary key,
  bureau_path text collate "C" not null,
  -- Organisations and children below this path may be assessed by it.
  jurisdiction text collate "C" not null,
  sheet text not null,
  version text not null,
  title text not null,
  -- The sheet as it was brought; a version is never changed.
  content jsonb not null,
  brought_at timestamptz not null,
  brought_by uuid not null,
  unique (jurisdiction, sheet, version)
);

create table people.sheet_adoption (
  id uuid primary key,
  bureau_path text collate "C" not null,
  jurisdiction text collate "C" not null,
  purpose text not null,
  -- Null where it is one of those shipped.
  sheet_id uuid references people.sheet (id),
  sheet text not null,
  version text not null,
  valid_from date not null,
  adopted_at timestamptz not null,
  adopted_by uuid not null
);
create index sheet_adoption_in_force on people.sheet_adoption (purpose, jurisdiction, valid_from);

alter table people.sheet enable row level security;
alter table people.sheet_adoption enable row level security;
-- A child may live under another bureau than who assesses it: read by the whole house.
create policy range on people.sheet using (true) with check (kernel.in_range(bureau_path));
create policy range on people.sheet_adoption using (true) with check (kernel.in_range(bureau_path));
grant select, insert on people.sheet, people.sheet_adoption to guitu_app;
