-- The infirmary and the hospitals. What was found and done lies sealed in the facts' details; rows hold what lists need
-- and the id of the fact that tells the rest.

create schema medical;
grant usage on schema medical to guitu_app;

create table medical.screening (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  screened_at timestamptz not null,
  fit boolean,
  infection text not null check (infection in ('suspected', 'ruled-out', 'unknown')),
  fact_id text not null
);
create index screening_file on medical.screening (file_id, screened_at);

create table medical.isolation (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  since timestamptz not null,
  until timestamptz,
  outcome text,
  fact_id text not null
);
create unique index isolation_open on medical.isolation (file_id) where until is null;
create index isolation_owner on medical.isolation (owner_path) where until is null;

create table medical.hospital_stay (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  -- Where the hospital is an organisation of the system.
  hospital_id uuid references kernel.organisation (id),
  hospital text not null,
  since timestamptz not null,
  identified_at timestamptz,
  ready_at timestamptz,
  until timestamptz,
  ended_as text check (ended_as in ('fetched', 'left')),
  fact_id text not null
);
create unique index hospital_stay_open on medical.hospital_stay (file_id) where until is null;
create index hospital_stay_owner on medical.hospital_stay (owner_path, since);

-- The infirmary's log, one line for each thing done; without a file where the house was disinfected or visited.
create table medical.log_entry (
  id uuid primary key,
  file_id uuid references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null,
  at timestamptz not null,
  done_by uuid not null,
  fact_id text not null
);
create index log_entry_owner on medical.log_entry (owner_path, at);
create index log_entry_file on medical.log_entry (file_id, at);

alter table medical.screening enable row level security;
alter table medical.isolation enable row level security;
alter table medical.hospital_stay enable row level security;
alter table medical.log_entry enable row level security;
create policy range on medical.screening using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on medical.screening as restrictive for select using (kernel.unsealed(file_id));
create policy range on medical.isolation using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on medical.isolation as restrictive for select using (kernel.unsealed(file_id));
create policy range on medical.hospital_stay using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on medical.hospital_stay as restrictive for select using (kernel.unsealed(file_id));
create policy range on medical.log_entry
  using (kernel.in_range(owner_path) or (file_id is not null and kernel.has_part(file_id)))
  with check (kernel.in_range(owner_path) or (file_id is not null and kernel.has_part(file_id)));
create policy sealed on medical.log_entry as restrictive for select using (file_id is null or kernel.unsealed(file_id));
grant select, insert, update on medical.screening, medical.isolation, medical.hospital_stay, medical.log_entry to guitu_app;
