-- Leaving and going home. Names, places and words lie sealed in the facts' details; rows hold what lists need and the id
-- of the fact that tells the rest.

create schema departure;
grant usage on schema departure to guitu_app;

create table departure.plan (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  made_at timestamptz not null,
  planned_on date,
  means text not null,
  local boolean,
  cross_province boolean,
  fact_id text not null
);
create index plan_file on departure.plan (file_id, made_at);

create table departure.ticket (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('voucher', 'short-fare')),
  fare_fen bigint not null check (fare_fen >= 0),
  home boolean not null,
  issued_at timestamptz not null,
  returned_at timestamptz,
  fact_id text not null,
  check (kind <> 'short-fare' or fare_fen <= 2000)
);
create index ticket_file on departure.ticket (file_id, issued_at);

create table departure.leaving (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null,
  left_at timestamptz not null,
  notice_no text,
  sent_home boolean not null,
  local boolean,
  cross_province boolean,
  handed_over_at timestamptz,
  origin_told_at timestamptz,
  letter_no text,
  fact_id text not null
);
create index leaving_file on departure.leaving (file_id, left_at);
create index leaving_owner on departure.leaving (owner_path, left_at);

create table departure.origin_refusal (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  refused_at timestamptz not null,
  raised_at timestamptz,
  raised_to text,
  fact_id text not null
);
create index origin_refusal_file on departure.origin_refusal (file_id, refused_at);

alter table departure.plan enable row level security;
alter table departure.ticket enable row level security;
alter table departure.leaving enable row level security;
alter table departure.origin_refusal enable row level security;
create policy range on departure.plan using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.plan as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.ticket using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.ticket as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.leaving using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.leaving as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.origin_refusal using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.origin_refusal as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on departure.plan, departure.ticket, departure.leaving, departure.origin_refusal to guitu_app;
