-- Order and crime on the street: what was seen, who deals with it, evidence, news of trafficking, whoever is owed help; joint
-- operations; rescue vehicles known to the traffic police. What and whom it is about lies sealed. A case with a minor is closed
-- by part: the police that deal with it and the protection centre, nobody's range.

create schema street_order;
grant usage on schema street_order to guitu_app;

create table street_order.incident (
  id uuid primary key,
  no text not null,
  -- Whoever wrote it down.
  owner_path text collate "C" not null,
  kind text not null,
  victims text[] not null default '{}',
  minor boolean not null,
  area_id uuid references kernel.organisation (id),
  urgent boolean not null,
  state text not null check (state in ('found', 'assigned', 'handled', 'closed', 'withdrawn')),
  found_at timestamptz not null,
  -- Keyed indexes of the persons met on the street in this matter, and the encounters.
  met_keys bytea[] not null default '{}',
  encounter_ids uuid[] not null default '{}',
  body_id uuid references kernel.organisation (id),
  body_path text collate "C",
  assigned_at timestamptz,
  outcome text,
  rescued integer,
  suspects integer,
  handled_at timestamptz,
  closed_at timestamptz,
  again integer not null default 0,
  changed_at timestamptz not null,
  content bytea not null
);
create unique index incident_number on street_order.incident (kernel.city_path_of(owner_path), no);
create index incident_owner on street_order.incident (owner_path, state, found_at);
create index incident_met on street_order.incident using gin (met_keys) where state in ('found', 'assigned', 'handled');

create table street_order.victim (
  id uuid primary key,
  case_id uuid not null references street_order.incident (id),
  victim_group text not null,
  help text,
  settled_at timestamptz,
  -- Sealed: who, the person's and the child file's id, where brought, why not.
  content bytea not null
);
create index victim_case on street_order.victim (case_id);

create table street_order.evidence (
  id uuid primary key,
  case_id uuid not null references street_order.incident (id),
  kind text not null,
  taken_at timestamptz not null,
  content bytea not null
);
create index evidence_case on street_order.evidence (case_id);

create table street_order.news (
  id uuid primary key,
  case_id uuid not null references street_order.incident (id),
  no text not null,
  from_path text collate "C" not null,
  from_name text not null,
  to_id uuid not null references kernel.organisation (id),
  to_path text collate "C" not null,
  to_name text not null,
  passed_at timestamptz not null,
  acknowledged_at timestamptz,
  -- The sender has read the answer.
  read_at timestamptz,
  content bytea not null
);
create index news_case on street_order.news (case_id);
create index news_to on street_order.news (to_path, passed_at);

create table street_order.operation (
  id uuid primary key,
  owner_path text collate "C" not null,
  member_paths text[] not null default '{}',
  kind text not null,
  held_on date not null,
  cases integer not null,
  rescued integer,
  people integer,
  recorded_at timestamptz not null,
  content bytea not null
);
create index operation_owner on street_order.operation (owner_path, held_on);

create table street_order.vehicle (
  id uuid primary key,
  owner_path text collate "C" not null,
  organisation_name text not null,
  plate_key bytea not null,
  kind text not null,
  told_paths text[] not null default '{}',
  told_on date,
  until date,
  ended_at timestamptz,
  registered_at timestamptz not null,
  content bytea not null
);
create unique index vehicle_plate on street_order.vehicle (kernel.city_path_of(owner_path), plate_key) where ended_at is null;

alter table street_order.incident enable row level security;
alter table street_order.victim enable row level security;
alter table street_order.evidence enable row level security;
alter table street_order.news enable row level security;
alter table street_order.operation enable row level security;
alter table street_order.vehicle enable row level security;
create policy known on street_order.incident
  using (kernel.in_range(owner_path) or kernel.has_part(id)) with check (kernel.in_range(owner_path) or kernel.has_part(id));
create policy sealed on street_order.incident as restrictive using (kernel.unsealed(id));
create policy known on street_order.victim using (exists (select 1 from street_order.incident i where i.id = case_id))
  with check (exists (select 1 from street_order.incident i where i.id = case_id));
create policy known on street_order.evidence using (exists (select 1 from street_order.incident i where i.id = case_id))
  with check (exists (select 1 from street_order.incident i where i.id = case_id));
create policy known on street_order.news
  using (current_setting('guitu.path', true) in (from_path, to_path) or exists (select 1 from street_order.incident i where i.id = case_id))
  with check (current_setting('guitu.path', true) in (from_path, to_path) or exists (select 1 from street_order.incident i where i.id = case_id));
create policy known on street_order.operation
  using (kernel.in_range(owner_path) or current_setting('guitu.path', true) = any (member_paths))
  with check (kernel.in_range(owner_path));
create policy known on street_order.vehicle
  using (kernel.in_range(owner_path) or current_setting('guitu.path', true) = any (told_paths))
  with check (kernel.in_range(owner_path));
grant select, insert, update on street_order.incident, street_order.victim, street_order.evidence, street_order.news,
  street_order.operation, street_order.vehicle to guitu_app;

-- Whether whoever acts sees the case: as its row-level security says.
create function street_order.sees(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, street_order, kernel
  as $$ select exists (select 1 from street_order.incident i where i.id = wanted and kernel.unsealed(i.id)
    and (kernel.by_system() or kernel.in_range(i.owner_path) or kernel.has_part(i.id))) $$;

-- Shows a case to an organisation, or takes it from its eyes: by whoever sees it. Shown twice is shown once.
create function street_order.share(wanted uuid, path text, part text, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, street_order, kernel
  as $$
begin
  if not street_order.sees(wanted) then
    raise exception 'not theirs to share' using errcode = '42501';
  end if;
  insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
    select 'street-case', wanted, i.owner_path, path, share.part, at from street_order.incident i
    where i.id = wanted and not exists (select 1 from kernel.part p where p.subject_id = wanted and p.organisation_path = path
      and p.part = share.part and p.valid_until is null)
    on conflict do nothing;
end $$;
create function street_order.unshare(wanted uuid, path text, part text, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, street_order, kernel
  as $$
begin
  if not street_order.sees(wanted) then
    raise exception 'not theirs to end' using errcode = '42501';
  end if;
  update kernel.part p set valid_until = greatest(at, p.valid_from)
    where p.subject_id = wanted and p.organisation_path = path and p.part = unshare.part and p.valid_until is null;
end $$;

-- Closes a case to all but these organisations, when it turns out that a minor is in it.
create function street_order.close_to(wanted uuid, paths text[], at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, street_order, kernel
  as $$
begin
  if not street_order.sees(wanted) then
    raise exception 'not theirs to close' using errcode = '42501';
  end if;
  insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
    select 'street-case', wanted, i.owner_path, path, 'minor', at from street_order.incident i, unnest(paths) as path
    where i.id = wanted and not exists (select 1 from kernel.part p where p.subject_id = wanted and p.organisation_path = path
      and p.valid_until is null)
    on conflict do nothing;
  update kernel.part p set valid_until = greatest(at, p.valid_from)
    where p.subject_id = wanted and p.organisation_path <> all (paths) and p.valid_until is null;
  insert into kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by, by_part)
    select wanted, 'street-case', i.owner_path, at,
      coalesce(nullif(current_setting('guitu.account', true), '')::uuid, '00000000-0000-7000-8000-000000000000'), true
    from street_order.incident i where i.id = wanted on conflict do nothing;
end $$;

-- Counts by month, kind and area of all that lies in the range, with the closed ones: numbers alone, nobody is told of.
create function street_order.counts() returns table (month text, kind text, area_id uuid, outcome text, count bigint, rescued bigint)
  language sql stable security definer set search_path = pg_catalog, street_order, kernel
  as $$ select to_char(i.found_at at time zone 'Asia/Shanghai', 'YYYY-MM'), i.kind, i.area_id, i.outcome, count(*), coalesce(sum(i.rescued), 0)
    from street_order.incident i
    where i.state <> 'withdrawn' and (kernel.by_system() or kernel.in_range(i.owner_path) or kernel.has_part(i.id))
    group by 1, 2, 3, 4 order by 1 desc limit 5000 $$;
revoke all on function street_order.sees(uuid), street_order.share(uuid, text, text, timestamptz),
  street_order.unshare(uuid, text, text, timestamptz), street_order.close_to(uuid, text[], timestamptz), street_order.counts() from public;
grant execute on function street_order.sees(uuid), street_order.share(uuid, text, text, timestamptz),
  street_order.unshare(uuid, text, text, timestamptz), street_order.close_to(uuid, text[], timestamptz), street_order.counts() to guitu_app;
