-- Imports of rosters: which file, what its columns are, and what became of each row.
create schema exchange;
grant usage on schema exchange to guitu_app;

create table exchange.run (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  file_id uuid not null references kernel.file (id),
  state text not null check (state in ('under-way', 'done', 'stopped')),
  -- Sheet, header row and what each column is: no people in it.
  roster jsonb not null,
  -- Rows with a guest in them; told by the first slice of the job.
  total integer,
  -- Sealed JSON: the file's name, why the run was stopped.
  note bytea not null,
  started_at timestamptz not null,
  started_by uuid not null,
  ended_at timestamptz
);
create index run_station on exchange.run (owner_path, started_at desc);
-- Two imports into one station at a time would only wait for each other.
create unique index run_under_way on exchange.run (station_id) where state = 'under-way';

-- Rows that became files, by keyed digests of who and when: the same row is known again in any later file.
create table exchange.imported (
  station_id uuid not null references kernel.organisation (id),
  key bytea not null,
  owner_path text collate "C" not null,
  file_id uuid not null references people.rescue_file (id),
  run_id uuid not null references exchange.run (id),
  row_no integer not null,
  content bytea not null,
  -- Digest without the leaving and the remark: the same when a later roster only adds how somebody left.
  stay bytea not null,
  has_left boolean not null,
  imported_at timestamptz not null,
  constraint imported_once primary key (station_id, key)
);
create index imported_file on exchange.imported (file_id);

create table exchange.run_row (
  run_id uuid not null references exchange.run (id),
  row_no integer not null,
  owner_path text collate "C" not null,
  outcome text not null check (outcome in ('added', 'left', 'already', 'changed', 'duplicate', 'bad')),
  file_id uuid references people.rescue_file (id),
  bed text check (bed in ('assigned', 'no-such-bed', 'prevented', 'refused')),
  -- Sealed JSON: reasons and warnings in words.
  note bytea,
  primary key (run_id, row_no)
);

alter table exchange.run enable row level security;
alter table exchange.imported enable row level security;
alter table exchange.run_row enable row level security;
create policy range on exchange.run using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on exchange.imported using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on exchange.imported as restrictive for select using (kernel.unsealed(file_id));
create policy range on exchange.run_row using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on exchange.run_row as restrictive for select using (file_id is null or kernel.unsealed(file_id));
grant select, insert, update on exchange.run, exchange.imported, exchange.run_row to guitu_app;
