-- Care outside the station, the side of the institutions. An institution belongs to the station that sends people there;
-- the bureau sees those of all its stations. What was written freely lies sealed in the facts' details or in bytea here.

create schema entrusted_care;
grant usage on schema entrusted_care to guitu_app;

create table entrusted_care.institution (
  id uuid primary key,
  owner_path text collate "C" not null,
  station_id uuid not null references kernel.organisation (id),
  -- Where the institution is an organisation of this system: its officer sees and reports.
  organisation_id uuid references kernel.organisation (id),
  name text not null,
  kind text not null,
  government_run boolean not null,
  beds int,
  -- Address, telephone, who answers there.
  details bytea not null,
  state text not null check (state in ('registered', 'selected', 'contracted', 'ended')),
  -- The last assessment against the criteria; null before the first.
  fit boolean,
  assessed_at timestamptz,
  stopped_at timestamptz,
  registered_at timestamptz not null,
  fact_id text not null
);
create index institution_owner on entrusted_care.institution (owner_path);
create unique index institution_organisation on entrusted_care.institution (owner_path, organisation_id) where organisation_id is not null;

-- A renewed licence takes the place of the one before.
create table entrusted_care.licence (
  id uuid primary key,
  institution_id uuid not null references entrusted_care.institution (id),
  owner_path text collate "C" not null,
  kind text not null,
  valid_until date,
  papers uuid[] not null default '{}',
  recorded_at timestamptz not null,
  replaced_at timestamptz,
  fact_id text not null
);
create unique index licence_current on entrusted_care.licence (institution_id, kind) where replaced_at is null;

create table entrusted_care.contract (
  id uuid primary key,
  institution_id uuid not null references entrusted_care.institution (id),
  owner_path text collate "C" not null,
  no text not null,
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  heads int not null check (heads > 0),
  -- Hours within which the institution reports, what else was agreed: nothing that names anybody.
  terms jsonb not null,
  ended_on date,
  ended_ground text,
  fact_id text not null
);
create index contract_institution on entrusted_care.contract (institution_id, from_on);

-- Fen per person and day by level of care, from a date on.
create table entrusted_care.rate (
  contract_id uuid not null references entrusted_care.contract (id),
  owner_path text collate "C" not null,
  institution_id uuid not null,
  level text not null,
  from_on date not null,
  fen int not null check (fen >= 0),
  primary key (contract_id, level, from_on)
);

create table entrusted_care.inspection (
  id uuid primary key,
  institution_id uuid not null references entrusted_care.institution (id),
  owner_path text collate "C" not null,
  by text not null check (by in ('station', 'bureau')),
  started_at timestamptz not null,
  started_by uuid not null,
  -- The visitors and what the house was found like, sealed.
  content bytea not null,
  closed_at timestamptz,
  fact_id text
);
create index inspection_institution on entrusted_care.inspection (institution_id, started_at);
create unique index inspection_open on entrusted_care.inspection (institution_id, started_by) where closed_at is null;

-- One person as the visitors saw him: weight, skin, medicine, mood, what he said.
create table entrusted_care.seen (
  inspection_id uuid not null references entrusted_care.inspection (id),
  institution_id uuid not null,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  seen_at timestamptz not null,
  content bytea not null,
  fact_id text not null,
  primary key (inspection_id, file_id)
);
create index seen_file on entrusted_care.seen (file_id, seen_at);

create table entrusted_care.finding (
  id uuid primary key,
  institution_id uuid not null references entrusted_care.institution (id),
  owner_path text collate "C" not null,
  no text not null,
  inspection_id uuid references entrusted_care.inspection (id),
  state text not null check (state in ('open', 'corrected', 'closed')),
  area text not null,
  grave boolean not null,
  due_on date not null,
  made_at timestamptz not null,
  made_by uuid not null,
  -- What was found, what was done about it and what the re-check saw, sealed.
  content bytea not null,
  corrected_at timestamptz,
  corrected_by uuid,
  proof uuid[] not null default '{}',
  noticed_again_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  fact_id text not null
);
create index finding_institution on entrusted_care.finding (institution_id, made_at);
create index finding_open on entrusted_care.finding (owner_path, due_on) where state <> 'closed';

create table entrusted_care.alarm (
  id uuid primary key,
  institution_id uuid not null references entrusted_care.institution (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('deaths', 'hospital')),
  against text not null check (against in ('past', 'others')),
  window_days int not null,
  observed int not null,
  heads int not null,
  expected double precision not null,
  tail double precision not null,
  raised_at timestamptz not null,
  answered_at timestamptz,
  outcome text,
  fact_id text not null
);
create index alarm_institution on entrusted_care.alarm (institution_id, raised_at);
create unique index alarm_open on entrusted_care.alarm (institution_id, kind) where answered_at is null;

-- A month's account, settled once.
create table entrusted_care.month_cost (
  institution_id uuid not null references entrusted_care.institution (id),
  owner_path text collate "C" not null,
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  fen bigint not null,
  person_days int not null,
  settled_at timestamptz not null,
  fact_id text not null,
  primary key (institution_id, month)
);

alter table entrusted_care.institution enable row level security;
alter table entrusted_care.licence enable row level security;
alter table entrusted_care.contract enable row level security;
alter table entrusted_care.rate enable row level security;
alter table entrusted_care.inspection enable row level security;
alter table entrusted_care.seen enable row level security;
alter table entrusted_care.finding enable row level security;
alter table entrusted_care.alarm enable row level security;
alter table entrusted_care.month_cost enable row level security;
create policy range on entrusted_care.institution using (kernel.in_range(owner_path) or kernel.has_part(id))
  with check (kernel.in_range(owner_path));
create policy range on entrusted_care.licence using (kernel.in_range(owner_path) or kernel.has_part(institution_id))
  with check (kernel.in_range(owner_path));
create policy range on entrusted_care.contract using (kernel.in_range(owner_path) or kernel.has_part(institution_id))
  with check (kernel.in_range(owner_path));
-- What was paid, who was seen and what raised an alarm is not the institution's to read.
create policy range on entrusted_care.rate using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on entrusted_care.inspection using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on entrusted_care.seen using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on entrusted_care.seen as restrictive for select using (kernel.unsealed(file_id));
create policy range on entrusted_care.finding using (kernel.in_range(owner_path) or kernel.has_part(institution_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(institution_id));
create policy range on entrusted_care.alarm using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on entrusted_care.month_cost using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on entrusted_care.institution, entrusted_care.licence, entrusted_care.contract, entrusted_care.rate,
  entrusted_care.inspection, entrusted_care.seen, entrusted_care.finding, entrusted_care.alarm, entrusted_care.month_cost to guitu_app;
