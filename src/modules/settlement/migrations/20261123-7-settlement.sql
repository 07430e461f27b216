-- Settlement: who stays long and nameless, and one person's way to a register of his own.

create schema settlement;
grant usage on schema settlement to guitu_app;

-- One row for each accepted file, kept by reactions; repeats what the facts say. No names, no places.
create table settlement.candidate (
  file_id uuid primary key references people.rescue_file (id),
  owner_path text collate "C" not null,
  -- The last of the three months.
  full_on date not null,
  -- Null where not present.
  place text check (place in ('station', 'hospital', 'outside', 'leave')),
  steps jsonb not null,
  looked_at timestamptz not null
);
create index candidate_full on settlement.candidate (owner_path, full_on) where place is not null;

create table settlement.plan (
  id uuid primary key,
  no text not null,
  -- The bureau that made it; no station's row.
  bureau_path text collate "C" not null,
  made_at timestamptz not null,
  made_by uuid not null,
  people integer not null,
  decided_at timestamptz,
  -- Sealed: institution, how, funding, the government's document.
  content bytea not null,
  unique (bureau_path, no)
);

create table settlement.case (
  id uuid primary key,
  file_id uuid not null unique references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  state text not null,
  letter_no text unique,
  -- How often it was sent in; returned for completion it keeps its number.
  round integer not null default 0,
  plan_id uuid references settlement.plan (id),
  -- The police body that registers, where it is one of the system's.
  police_path text collate "C",
  eligible boolean,
  -- Keyed index of the assigned name within the city: no name is given twice.
  name_key bytea,
  -- Keyed index of the number that was registered.
  number_key bytea,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  applied_at timestamptz,
  planned_at timestamptz,
  approved_at timestamptz,
  registered_at timestamptz,
  supported_at timestamptz,
  -- Sealed: checks, letter, plan, name proposed and given, register, placement, support.
  content bytea not null
);
create unique index case_name on settlement.case (name_key) where name_key is not null;
create unique index case_number on settlement.case (number_key) where number_key is not null;
create index case_owner on settlement.case (owner_path, state);
create index case_person on settlement.case (person_id);
create index case_plan on settlement.case (plan_id) where plan_id is not null;

-- What has to be put right once the true name is known.
create table settlement.consequence (
  id uuid primary key,
  case_id uuid not null references settlement.case (id),
  file_id uuid not null,
  owner_path text collate "C" not null,
  step text not null,
  due_on date not null,
  done_at timestamptz,
  done_by uuid,
  -- Sealed: how it was done.
  note bytea,
  unique (case_id, step)
);
create index consequence_open on settlement.consequence (owner_path, due_on) where done_at is null;

-- Dated rules of a bureau: how names are given, what a file must hold. The latest one in force holds.
create table settlement.rule (
  id uuid primary key,
  bureau_path text collate "C" not null,
  -- Organisations below this path go by it.
  jurisdiction text collate "C" not null,
  kind text not null check (kind in ('naming', 'checklist')),
  version integer not null,
  valid_from date not null,
  -- Sealed: the rule and why it was made; whoever writes may write anything.
  content bytea not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  unique (jurisdiction, kind, version)
);

-- Whether anybody of the actor's city bears this name already, by whatever name he is found. Yes or no, and nothing else.
create function settlement.name_taken(wanted text, but_person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select exists (
    select 1 from people.name_index n
    where n.text = wanted collate "C" and n.kind <> 'kin' and n.person_id <> but_person
      and n.city_path = kernel.city_path_of(current_setting('guitu.from', true))) $$;
revoke all on function settlement.name_taken(text, uuid) from public;
grant execute on function settlement.name_taken(text, uuid) to guitu_app;

alter table settlement.candidate enable row level security;
alter table settlement.plan enable row level security;
alter table settlement.case enable row level security;
alter table settlement.consequence enable row level security;
alter table settlement.rule enable row level security;
create policy range on settlement.candidate using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on settlement.candidate as restrictive for select using (kernel.unsealed(file_id));
create policy range on settlement.plan using (kernel.in_range(bureau_path)) with check (kernel.in_range(bureau_path));
create policy range on settlement.case using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on settlement.case as restrictive for select using (kernel.unsealed(file_id) and kernel.unsealed(person_id));
create policy range on settlement.consequence using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on settlement.consequence as restrictive for select using (kernel.unsealed(file_id));
-- A bureau's rules are read by the whole city; they name nobody.
create policy range on settlement.rule
  using (kernel.in_range(bureau_path) or kernel.city_path_of(bureau_path) = kernel.city_path_of(current_setting('guitu.from', true)))
  with check (kernel.in_range(bureau_path));
grant select, insert, update on settlement.candidate, settlement.plan, settlement.case, settlement.consequence, settlement.rule
  to guitu_app;
