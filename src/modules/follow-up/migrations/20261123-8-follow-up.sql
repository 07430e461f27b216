-- Whoever went home: the ledger of returnees, the register of people prone to wander, the towns that look in on them, rosters.
-- Names lie in the hall; what was found on a visit lies sealed in the facts' details.

create schema follow_up;
grant usage on schema follow_up to guitu_app;

-- Sealed subjects that are closed to whoever asks; a handful, so that a list asks once and not per row.
create function follow_up.closed_subjects() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select s.subject_id from kernel.seal s
        where not kernel.by_system()
          and not exists (select 1 from kernel.seal_reader r where r.subject_id = s.subject_id
                          and r.account_id::text = current_setting('guitu.account', true)) $$;
revoke all on function follow_up.closed_subjects() from public;
grant execute on function follow_up.closed_subjects() to guitu_app;

-- One row for each rescue file that ended with going home, and one for each person a village reported who was never rescued
-- (file_id null). All columns but the ids are computed from facts (rules-returnee.ts).
create table follow_up.returnee (
  id uuid primary key,
  file_id uuid unique references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  -- How they left, when, whether it was within the station's own area.
  kind text,
  sent_at timestamptz,
  received_at timestamptz,
  local boolean,
  cross_province boolean,
  minor boolean,
  year int not null,
  -- The return was taken back: the row stays and counts nowhere.
  withdrawn_at timestamptz,
  -- Who looks after them now: the deepest of village, town, receiving organisation. A town's path begins its villages' paths.
  care_path text collate "C",
  town_id uuid references kernel.organisation (id),
  village_id uuid references kernel.organisation (id),
  -- The series of visits.
  state text not null check (state in ('returned', 'listed', 'unlisted', 'dead')),
  listed_at timestamptz,
  unlisted_as text,
  -- Why they are in the register, and why they might be: whatever is of health is one word here, the kinds stand in the fact.
  marks text[] not null,
  suggested text[] not null,
  ends_on date,
  next_due date,
  last_visit timestamptz,
  first_visit timestamptz,
  visits int not null,
  missed int not null,
  changed_at timestamptz not null
);
create index returnee_owner on follow_up.returnee (owner_path, year, sent_at);
create index returnee_person on follow_up.returnee (person_id);
create index returnee_due on follow_up.returnee (town_id, next_due, id) include (owner_path, care_path, file_id, person_id)
  where state = 'listed' and withdrawn_at is null;
create index returnee_care on follow_up.returnee (care_path, state) where withdrawn_at is null;
create index returnee_town on follow_up.returnee (town_id, state) where withdrawn_at is null;
create index returnee_suggested on follow_up.returnee (owner_path, sent_at)
  where state = 'returned' and withdrawn_at is null and suggested <> '{}';

-- Visits and attempts, one line each; what was found lies in the fact's details.
create table follow_up.visit (
  id uuid primary key,
  returnee_id uuid not null references follow_up.returnee (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  care_path text collate "C",
  day date not null,
  at timestamptz not null,
  told_at timestamptz not null,
  kind text not null check (kind in ('visited', 'tried', 'note')),
  manner text,
  finding text,
  by_name text not null,
  done_by uuid not null,
  fact_id text not null,
  withdrawn_at timestamptz
);
create index visit_returnee on follow_up.visit (returnee_id, at);
create unique index visit_once_a_day on follow_up.visit (returnee_id, day) where kind = 'visited' and withdrawn_at is null;

-- A person whom a village reports who was never rescued: the form lies sealed until a bureau takes the person up.
create table follow_up.report (
  id uuid primary key,
  -- The reporting village or town.
  owner_path text collate "C" not null,
  organisation_id uuid not null references kernel.organisation (id),
  state text not null check (state in ('sent', 'returned', 'accepted')),
  content bytea not null,
  -- Sealed: what was missing.
  answer bytea,
  sent_at timestamptz not null,
  settled_at timestamptz,
  person_id uuid references people.person (id)
);
create index report_owner on follow_up.report (owner_path, state, sent_at);

-- Rosters: one run of a bureau makes one for each of its towns. The papers lie sealed as they were sent.
create table follow_up.roster_run (
  id uuid primary key,
  owner_path text collate "C" not null,
  bureau_id uuid not null references kernel.organisation (id),
  as_of date not null,
  state text not null check (state in ('under-way', 'done', 'cancelled')),
  towns uuid[] not null,
  started_at timestamptz not null,
  started_by uuid not null,
  ended_at timestamptz
);
create unique index roster_run_one on follow_up.roster_run (bureau_id) where state = 'under-way';
create index roster_run_owner on follow_up.roster_run (owner_path, started_at);

create table follow_up.roster (
  id uuid primary key,
  run_id uuid not null references follow_up.roster_run (id),
  owner_path text collate "C" not null,
  care_path text collate "C" not null,
  town_id uuid not null references kernel.organisation (id),
  no text not null unique,
  as_of date not null,
  people int not null,
  added int not null,
  gone int not null,
  changed int not null,
  -- Sealed or excluded people who are not named in it.
  closed int not null,
  sheet bytea not null,
  paper bytea,
  made_at timestamptz not null,
  sent_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  unique (run_id, town_id)
);
create index roster_owner on follow_up.roster (owner_path, made_at);
create index roster_town on follow_up.roster (town_id, made_at);

-- Who stood in a roster, with a digest of what was written of them.
create table follow_up.roster_line (
  roster_id uuid not null references follow_up.roster (id),
  returnee_id uuid not null references follow_up.returnee (id),
  owner_path text collate "C" not null,
  care_path text collate "C" not null,
  digest text not null,
  change text,
  primary key (roster_id, returnee_id)
);

alter table follow_up.returnee enable row level security;
alter table follow_up.visit enable row level security;
alter table follow_up.report enable row level security;
alter table follow_up.roster_run enable row level security;
alter table follow_up.roster enable row level security;
alter table follow_up.roster_line enable row level security;

create policy range on follow_up.returnee using (kernel.in_range(owner_path) or kernel.in_range(care_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(care_path));
-- The list of what is closed is asked once; the rest only where a subject stands in it.
create policy sealed on follow_up.returnee as restrictive for select
  using ((person_id not in (select follow_up.closed_subjects())
          and (file_id is null or file_id not in (select follow_up.closed_subjects())))
         or (kernel.unsealed(person_id) and kernel.unsealed(file_id)));
create policy range on follow_up.visit using (kernel.in_range(owner_path) or kernel.in_range(care_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(care_path));
create policy sealed on follow_up.visit as restrictive for select
  using (kernel.unsealed(person_id) and exists (select 1 from follow_up.returnee r where r.id = returnee_id));
create policy range on follow_up.report using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on follow_up.report as restrictive for select using (person_id is null or kernel.unsealed(person_id));
create policy range on follow_up.roster_run using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on follow_up.roster using (kernel.in_range(owner_path) or kernel.in_range(care_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(care_path));
create policy range on follow_up.roster_line using (kernel.in_range(owner_path) or kernel.in_range(care_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(care_path));
grant select, insert, update on follow_up.returnee, follow_up.visit, follow_up.report, follow_up.roster_run, follow_up.roster,
  follow_up.roster_line to guitu_app;
