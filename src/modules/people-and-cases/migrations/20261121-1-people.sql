-- The hall: person index and rescue files. Names and their search keys are readable to the search; all else that
-- identifies or describes somebody lies encrypted (bytea columns written by the vault).

create schema people;
grant usage on schema people to guitu_app;

create table people.person (
  id uuid primary key,
  owner_path text collate "C" not null,
  -- What the lists show: the written name, else the heard one with （音）, else 无名氏 and number.
  display_name text not null,
  sex text check (sex in ('male', 'female')),
  -- The range of possible birthdays: one day when the date is known, a year, or what an age seen leaves open.
  birth_from date,
  birth_to date,
  identity text not null default 'unknown' check (identity in ('unknown', 'claimed', 'verified', 'assigned')),
  nameless_no text,
  division text,
  -- Sealed JSON: photo ids, marks in words, conditions, contact, everything said of the person that no search needs.
  description bytea,
  created_at timestamptz not null,
  merged_into uuid references people.person (id)
);
create index person_owner on people.person (owner_path, created_at);
create index person_nameless on people.person (nameless_no) where nameless_no is not null;

create table people.rescue_file (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  no text not null unique,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  state text not null,
  arrival text,
  arrived_at timestamptz not null,
  accepted_at timestamptz,
  left_at timestamptz,
  left_kind text,
  -- Sealed: one line for the next reception: tickets given, where to.
  left_note bytea,
  created_at timestamptz not null
);
create index rescue_file_person on people.rescue_file (person_id);
create index rescue_file_owner on people.rescue_file (owner_path, arrived_at);
create index rescue_file_open on people.rescue_file (owner_path, accepted_at) where left_at is null and accepted_at is not null;

-- Claims about who somebody is, with their evidence; never overwritten.
create table people.claim (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  kind text not null,
  -- Sealed JSON: the value claimed, words heard, evidence.
  content bytea not null,
  source text not null,
  confidence text,
  stated_at timestamptz not null,
  stated_by uuid not null,
  withdrawn_at timestamptz
);
create index claim_person on people.claim (person_id, stated_at);

-- Merges and splits are decisions that can be undone.
create table people.link_decision (
  id uuid primary key,
  kind text not null check (kind in ('merge', 'split', 'different')),
  person_id uuid not null references people.person (id),
  other_id uuid not null references people.person (id),
  file_id uuid references people.rescue_file (id),
  owner_path text collate "C" not null,
  reason bytea not null,
  -- Files and names that moved, so that undoing moves exactly those back.
  moved jsonb not null default '{}',
  decided_at timestamptz not null,
  decided_by uuid not null,
  undone_at timestamptz,
  undone_by uuid
);
create index link_person on people.link_decision (person_id);
create index link_other on people.link_decision (other_id);

alter table people.person enable row level security;
alter table people.rescue_file enable row level security;
alter table people.claim enable row level security;
alter table people.link_decision enable row level security;
create policy range on people.person using (kernel.in_range(owner_path) or kernel.has_part(id))
  with check (kernel.in_range(owner_path) or kernel.has_part(id));
create policy sealed on people.person as restrictive for select using (kernel.unsealed(id));
create policy range on people.rescue_file using (kernel.in_range(owner_path) or kernel.has_part(id))
  with check (kernel.in_range(owner_path) or kernel.has_part(id));
create policy sealed on people.rescue_file as restrictive for select using (kernel.unsealed(id) and kernel.unsealed(person_id));
create policy range on people.claim using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.claim as restrictive for select using (kernel.unsealed(person_id));
create policy range on people.link_decision using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.link_decision as restrictive for select
  using (kernel.unsealed(person_id) and kernel.unsealed(other_id));
grant select, insert, update on people.person, people.rescue_file, people.claim, people.link_decision to guitu_app;
