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
-- (file_id null).
create table follow_up.returnee (
  id uuid primary key,
  file_id uuid unique references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  -- How they left (departure.left), when, whether it was within the station's own area.
  kind text,
  sent_at timestamptz,
  received_at timestamptz,
  local boolean,
  cross_province boolean,
  minor boolean,
  year int not null,
  -- The departure was taken back: the row stays and counts nowhere.
  withdrawn_at timestamptz,
  -- Who looks after them now: the deepest of village, town, receiving organisation. A town's path begins its villages' paths.
  care_path text collate "C",
  town_id uuid references kernel.organisation (id),
  village_id uuid references kernel.organisation (id),
  -- The series of visits: state and clock as rules-series.ts computes them from the facts.
  state text not null default 'returned' check (state in ('returned', 'listed', 'unlisted', 'dead')),
  listed_at timestamptz,
  -- What was told of health is one mark here; the kinds stand in the fact.
  marks text[] not null default '{}',
  ends_on date,
  next_due date,
  last_visit timestamptz,
  first_visit timestamptz,
  visits int not null default 0,
  missed int not null default 0,
  changed_at timestamptz not null
);
create index returnee_owner on follow_up.returnee (owner_path, year);
create index returnee_person on follow_up.returnee (person_id);
create index returnee_due on follow_up.returnee (town_id, next_due, id) include (owner_path, care_path, file_id, person_id)
  where next_due is not null and withdrawn_at is null;
create index returnee_care on follow_up.returnee (care_path, next_due, id) where withdrawn_at is null;

alter table follow_up.returnee enable row level security;
create policy range on follow_up.returnee using (kernel.in_range(owner_path) or kernel.in_range(care_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(care_path));
create policy sealed on follow_up.returnee as restrictive for select
  using (person_id not in (select follow_up.closed_subjects())
         and (file_id is null or file_id not in (select follow_up.closed_subjects())));
grant select, insert, update on follow_up.returnee to guitu_app;

-- Visits and attempts, one line each; what was found lies in the fact's details.
create table follow_up.visit (
  id uuid primary key,
  returnee_id uuid not null references follow_up.returnee (id),
  owner_path text collate "C" not null,
  care_path text collate "C",
  day date not null,
  at timestamptz not null,
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
alter table follow_up.visit enable row level security;
create policy range on follow_up.visit using (kernel.in_range(owner_path) or kernel.in_range(care_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(care_path));
create policy sealed on follow_up.visit as restrictive for select
  using (exists (select 1 from follow_up.returnee r where r.id = returnee_id));
grant select, insert, update on follow_up.visit to guitu_app;
