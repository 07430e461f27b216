-- Help in cold, heat and flood: operations, who is known to sleep out and was seen, rounds, goods, casualties. Nobody is named
-- here: people are ids, and their names stay with the patrol.

create schema weather;
grant usage on schema weather to guitu_app;

-- A patrol area as the patrol told it; its own copy.
create table weather.area (
  id uuid primary key,
  -- The responsible station.
  owner_path text collate "C" not null,
  station_id uuid not null,
  name text not null,
  member_paths text[] not null,
  active boolean not null,
  changed_at timestamptz not null
);
create index area_owner on weather.area (owner_path);
alter table weather.area enable row level security;
create policy known on weather.area
  using (kernel.in_range(owner_path) or current_setting('guitu.path', true) = any (member_paths))
  with check (kernel.in_range(owner_path) or current_setting('guitu.path', true) = any (member_paths));
grant select, insert, update on weather.area to guitu_app;

create table weather.operation (
  id uuid primary key,
  no text not null,
  -- The bureau that opened it.
  owner_path text collate "C" not null,
  kind text not null check (kind in ('cold', 'heat', 'flood')),
  state text not null check (state in ('open', 'closed')),
  from_day date not null,
  until_day date not null,
  level text,
  -- [{id, name, ownerPath, stationId}]: places of a town, nobody's.
  areas jsonb not null,
  area_ids uuid[] not null,
  member_paths text[] not null,
  rounds integer not null default 0,
  opened_at timestamptz not null,
  closed_at timestamptz,
  changed_at timestamptz not null,
  -- Sealed JSON: ground, measures, times of the rounds, summary.
  content bytea not null
);
create unique index operation_no on weather.operation (kernel.city_path_of(owner_path), no);
create index operation_owner on weather.operation (owner_path, state, from_day);
create index operation_areas on weather.operation using gin (area_ids);
alter table weather.operation enable row level security;
create policy known on weather.operation
  using (kernel.in_range(owner_path) or current_setting('guitu.path', true) = any (member_paths))
  with check (kernel.in_range(owner_path) or current_setting('guitu.path', true) = any (member_paths));
grant select, insert, update on weather.operation to guitu_app;

-- Known to sleep out, by what the patrol told.
create table weather.sleeper (
  person_id uuid primary key,
  owner_path text collate "C" not null,
  area_id uuid,
  first_at timestamptz not null,
  last_seen_at timestamptz,
  last_looked_at timestamptz,
  -- Received, or no longer looked for.
  gone_at timestamptz,
  state text not null check (state in ('there', 'received', 'ended'))
);
create index sleeper_area on weather.sleeper (area_id, state);
create index sleeper_owner on weather.sleeper (owner_path, state);
alter table weather.sleeper enable row level security;
create policy known on weather.sleeper
  using (kernel.in_range(owner_path) or exists (select 1 from weather.area a where a.id = area_id))
  with check (kernel.in_range(owner_path) or exists (select 1 from weather.area a where a.id = area_id));
create policy sealed on weather.sleeper as restrictive for select using (kernel.unsealed(person_id));
grant select, insert, update on weather.sleeper to guitu_app;

-- What became of each in a night: from noon to noon.
create table weather.night (
  person_id uuid not null,
  night date not null,
  owner_path text collate "C" not null,
  area_id uuid,
  seen boolean not null,
  looked boolean not null,
  brought boolean not null,
  primary key (person_id, night)
);
create index night_area on weather.night (area_id, night);
create index night_owner on weather.night (owner_path, night);
alter table weather.night enable row level security;
create policy known on weather.night
  using (kernel.in_range(owner_path) or exists (select 1 from weather.area a where a.id = area_id))
  with check (kernel.in_range(owner_path) or exists (select 1 from weather.area a where a.id = area_id));
create policy sealed on weather.night as restrictive for select using (kernel.unsealed(person_id));
grant select, insert, update on weather.night to guitu_app;

create table weather.round (
  shift_id uuid primary key,
  owner_path text collate "C" not null,
  area_id uuid,
  night date not null,
  state text not null check (state in ('planned', 'started', 'ended', 'cancelled'))
);
create index round_area on weather.round (area_id, night);
create index round_owner on weather.round (owner_path, night);
alter table weather.round enable row level security;
create policy known on weather.round
  using (kernel.in_range(owner_path) or exists (select 1 from weather.area a where a.id = area_id))
  with check (kernel.in_range(owner_path) or exists (select 1 from weather.area a where a.id = area_id));
grant select, insert, update on weather.round to guitu_app;

-- Goods into an operation (+) and out of it (-). What the patrol gave is counted when it is told, also days later.
create table weather.goods (
  id uuid primary key,
  operation_id uuid not null references weather.operation (id),
  owner_path text collate "C" not null,
  area_id uuid,
  at timestamptz not null,
  item text not null,
  count integer not null check (count <> 0),
  way text not null check (way in ('received', 'issued', 'patrol', 'counted')),
  -- Of what the patrol told: counted once however often it is told.
  source text unique,
  -- Sealed JSON: from whom, to whom, why.
  content bytea not null
);
create index goods_operation on weather.goods (operation_id, item);
create index goods_owner on weather.goods (owner_path, at);
alter table weather.goods enable row level security;
create policy known on weather.goods
  using (kernel.in_range(owner_path) or exists (select 1 from weather.operation o where o.id = operation_id))
  with check (kernel.in_range(owner_path) or exists (select 1 from weather.operation o where o.id = operation_id));
grant select, insert, update on weather.goods to guitu_app;

-- Deaths and injuries. `kind` and `cause` are what counts; what was found out later stands beside them, never instead.
create table weather.casualty (
  id uuid primary key,
  no text not null,
  owner_path text collate "C" not null,
  operation_id uuid references weather.operation (id),
  kind text not null check (kind in ('death', 'injury')),
  cause text,
  area_id uuid,
  area_name text,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  later_kind text,
  later_cause text,
  bureau_told_at timestamptz,
  government_told_at timestamptz,
  superior_told_at timestamptz,
  -- Sealed JSON: where, who told it, whom, what had been done before.
  content bytea not null
);
create unique index casualty_no on weather.casualty (kernel.city_path_of(owner_path), no);
create index casualty_owner on weather.casualty (owner_path, happened_at);
create index casualty_operation on weather.casualty (operation_id) where operation_id is not null;
alter table weather.casualty enable row level security;
create policy known on weather.casualty
  using (kernel.in_range(owner_path) or exists (select 1 from weather.operation o where o.id = operation_id))
  with check (kernel.in_range(owner_path) or exists (select 1 from weather.operation o where o.id = operation_id));
grant select, insert, update on weather.casualty to guitu_app;
