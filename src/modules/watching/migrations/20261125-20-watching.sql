-- The watch over children: registers, rounds, what each look found. Closed as the files are: a row is read by the town, village,
-- school or centre that looks after the child, or by whoever's part opens the register.
create schema if not exists watching;
grant usage on schema watching to guitu_app;

-- Where a child stands now; one row a child, told by the facts. Paths are of organisations that hold a part of the file.
create table watching.standing (
  child_id uuid primary key references people.child_file (id),
  town_path text collate "C",
  village_path text collate "C",
  school_path text collate "C",
  centre_path text collate "C",
  opened_on date not null,
  closed boolean not null default false,
  risk text check (risk in ('low', 'middle', 'high')),
  guardianship text,
  last_on date,
  next_on date not null,
  missed integer not null default 0,
  trend text not null check (trend in ('new', 'worse', 'better', 'same', 'missed')),
  changed_on date not null,
  -- Registered each school term: left behind or migrant.
  census boolean not null default false,
  -- The latest term in which the child was registered.
  term text,
  changed_at timestamptz not null
);
create index standing_town on watching.standing (town_path, next_on) where not closed;
create index standing_village on watching.standing (village_path, next_on) where not closed;
create index standing_school on watching.standing (school_path, next_on) where not closed;
create index standing_centre on watching.standing (centre_path, next_on) where not closed;
alter table watching.standing enable row level security;
create policy known on watching.standing
  using (town_path = current_setting('guitu.path', true) or village_path = current_setting('guitu.path', true)
    or school_path = current_setting('guitu.path', true) or centre_path = current_setting('guitu.path', true)
    or kernel.opens(child_id, 'register'))
  with check (town_path = current_setting('guitu.path', true) or village_path = current_setting('guitu.path', true)
    or school_path = current_setting('guitu.path', true) or centre_path = current_setting('guitu.path', true)
    or kernel.opens(child_id, 'register'));
grant select, insert, update on watching.standing to guitu_app;

-- What an office wrote down of a child in its register. Its own to read again, and the family's compartment's.
create table watching.entry (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  organisation_path text collate "C" not null,
  register text not null,
  -- By what the row is known again in a later sheet of the same office.
  key bytea not null,
  -- Digest of what was written.
  digest bytea not null,
  -- Of a whole ID number; children that two offices registered.
  number_key bytea,
  -- Sealed JSON.
  content bytea not null,
  told_at timestamptz not null,
  changed_at timestamptz not null,
  unique (organisation_path, key)
);
create index entry_child on watching.entry (child_id);
create index entry_number on watching.entry (number_key) where number_key is not null;
alter table watching.entry enable row level security;
-- That a parent is in prison lies with the helper.
create policy known on watching.entry
  using (organisation_path = current_setting('guitu.path', true)
    or kernel.opens(child_id, case when register in ('prisoner-child', 'detox-child') then 'helper' else 'family' end))
  with check (organisation_path = current_setting('guitu.path', true)
    or kernel.opens(child_id, case when register in ('prisoner-child', 'detox-child') then 'helper' else 'family' end));
grant select, insert, update on watching.entry to guitu_app;

-- One look at a child: what was found, by whom, by which sheet.
create table watching.look (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  organisation_path text collate "C" not null,
  round_id uuid,
  kind text not null check (kind in ('seen', 'missed')),
  at timestamptz not null,
  risk text,
  guardianship text,
  manner text,
  sheet text,
  score numeric,
  -- Sealed JSON: answers, what changed, note.
  content bytea not null,
  told_at timestamptz not null,
  told_by uuid not null
);
create index look_child on watching.look (child_id, at desc);
alter table watching.look enable row level security;
create policy known on watching.look using (kernel.opens(child_id, 'register')) with check (kernel.opens(child_id, 'register'));
grant select, insert, update on watching.look to guitu_app;

-- Two files that may be of one child: two schools told the same number.
create table watching.twin (
  child_id uuid not null references people.child_file (id),
  other_id uuid not null references people.child_file (id),
  found_at timestamptz not null,
  settled_at timestamptz,
  primary key (child_id, other_id)
);
alter table watching.twin enable row level security;
create policy known on watching.twin using (kernel.opens(child_id, 'register') and kernel.opens(other_id, 'register'))
  with check (kernel.opens(child_id, 'register') and kernel.opens(other_id, 'register'));
grant select, insert, update on watching.twin to guitu_app;

-- A round of a town, a village or a school. Nobody's name is in it.
create table watching.round (
  id uuid primary key,
  organisation_id uuid not null,
  organisation_path text collate "C" not null,
  opened_at timestamptz not null,
  until date not null,
  children integer not null,
  closed_at timestamptz,
  seen integer,
  note bytea
);
create unique index round_one on watching.round (organisation_path) where closed_at is null;
alter table watching.round enable row level security;
-- A village works in its town's round; whoever stands above looks on.
create policy known on watching.round
  using (kernel.by_system() or starts_with(current_setting('guitu.path', true), organisation_path) or kernel.in_range(organisation_path))
  with check (kernel.by_system() or organisation_path = current_setting('guitu.path', true));
grant select, insert, update on watching.round to guitu_app;

-- Days until the next look, by risk; set by a bureau from a date on.
create table watching.days (
  id uuid primary key,
  area_path text collate "C" not null,
  valid_from date not null,
  days jsonb not null,
  reason text not null,
  set_at timestamptz not null,
  set_by uuid not null
);
create index days_area on watching.days (area_path, valid_from);
alter table watching.days enable row level security;
create policy known on watching.days
  using (kernel.by_system() or starts_with(current_setting('guitu.path', true), area_path))
  with check (kernel.in_range(area_path));
grant select, insert on watching.days to guitu_app;

create table watching.run (
  id uuid primary key,
  organisation_id uuid not null,
  organisation_path text collate "C" not null,
  upload_id uuid not null,
  state text not null check (state in ('under-way', 'done', 'stopped')),
  -- Sheet, header, columns, which register.
  plan jsonb not null,
  total integer,
  -- Sealed JSON: file name, why it was stopped.
  note bytea not null,
  started_at timestamptz not null,
  started_by uuid not null,
  ended_at timestamptz
);
create unique index run_under_way on watching.run (organisation_path) where state = 'under-way';
alter table watching.run enable row level security;
create policy own on watching.run using (kernel.by_system() or organisation_path = current_setting('guitu.path', true))
  with check (kernel.by_system() or organisation_path = current_setting('guitu.path', true));
grant select, insert, update on watching.run to guitu_app;

create table watching.run_row (
  run_id uuid not null references watching.run (id),
  row_no integer not null,
  organisation_path text collate "C" not null,
  outcome text not null,
  child_id uuid,
  -- Sealed: reasons and warnings in words.
  note bytea,
  primary key (run_id, row_no)
);
alter table watching.run_row enable row level security;
-- Of the office that sent the sheet: it reads its own words back, not the file.
create policy own on watching.run_row using (kernel.by_system() or organisation_path = current_setting('guitu.path', true))
  with check (kernel.by_system() or organisation_path = current_setting('guitu.path', true));
grant select, insert on watching.run_row to guitu_app;

-- Counts by town for whoever answers for an area and holds no part of the single files: numbers, nobody's name.
create function watching.counts_of_area(today date, month date, wanted_term text)
  returns table (place text, total integer, never integer, overdue integer, soon integer, high integer, middle integer, missed integer,
    worse integer, census_due integer, census_done integer)
  language sql stable security definer set search_path = pg_catalog, watching, kernel
  as $$
    select s.town_path, count(*)::integer, (count(*) filter (where s.last_on is null))::integer,
      (count(*) filter (where s.next_on < today))::integer, (count(*) filter (where s.next_on >= today and s.next_on <= month))::integer,
      (count(*) filter (where s.risk = 'high'))::integer, (count(*) filter (where s.risk = 'middle'))::integer,
      (count(*) filter (where s.missed > 0))::integer, (count(*) filter (where s.trend = 'worse'))::integer,
      (count(*) filter (where s.census))::integer, (count(*) filter (where s.census and s.term = wanted_term))::integer
    from watching.standing s
      cross join (select regexp_replace(o.path, '[^.]+\.$', '') as area from kernel.organisation o
        where o.path = current_setting('guitu.path', true) and o.kind in ('bureau', 'protection-centre', 'education')) a
    where not s.closed and a.area <> '' and s.town_path collate "C" >= a.area and s.town_path collate "C" < rtrim(a.area, '.') || '/'
    group by s.town_path $$;
revoke all on function watching.counts_of_area(date, date, text) from public;
grant execute on function watching.counts_of_area(date, date, text) to guitu_app;
