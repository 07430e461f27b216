-- The street: areas with their stops, shifts, who was met, who is known to sleep there, what the phones told.
-- An area belongs to the station responsible for it; the organisations that patrol there see it, its shifts, and through a part
-- of each person those who are met there. Nobody else does.

create schema patrol;
grant usage on schema patrol to guitu_app;

create table patrol.area (
  id uuid primary key,
  -- The responsible station.
  owner_path text collate "C" not null,
  station_id uuid not null references kernel.organisation (id),
  name text not null,
  kinds text[] not null,
  member_ids uuid[] not null,
  member_paths text[] not null,
  -- Whom to ask when in doubt; the station where null.
  leader_id uuid references kernel.organisation (id),
  active boolean not null default true,
  changed_at timestamptz not null
);
create index area_owner on patrol.area (owner_path);
create index area_member on patrol.area using gin (member_paths);
alter table patrol.area enable row level security;
create policy known on patrol.area
  using (kernel.in_range(owner_path) or current_setting('guitu.path', true) = any (member_paths))
  with check (kernel.in_range(owner_path) or current_setting('guitu.path', true) = any (member_paths));
grant select, insert, update on patrol.area to guitu_app;

create table patrol.stop (
  id uuid primary key,
  area_id uuid not null references patrol.area (id),
  walk integer not null,
  active boolean not null default true,
  -- Sealed JSON: name, place, how to get there. People sleep here.
  content bytea not null
);
create index stop_area on patrol.stop (area_id, walk);
alter table patrol.stop enable row level security;
create policy of_area on patrol.stop using (exists (select 1 from patrol.area a where a.id = area_id))
  with check (exists (select 1 from patrol.area a where a.id = area_id));
grant select, insert, update on patrol.stop to guitu_app;

create table patrol.shift (
  id uuid primary key,
  area_id uuid not null references patrol.area (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('routine', 'cold', 'heat', 'flood')),
  state text not null check (state in ('planned', 'started', 'ended', 'cancelled')),
  -- The evening that it belongs to.
  day date not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  planned boolean not null,
  repeat_id uuid,
  campaign_id uuid,
  started_at timestamptz,
  ended_at timestamptz,
  -- Who is to go, where told.
  organisation_ids uuid[] not null default '{}',
  -- Sealed JSON: people named for it, what was said beforehand and afterwards.
  content bytea not null
);
create index shift_day on patrol.shift (area_id, day);
create index shift_open on patrol.shift (to_at) where state in ('planned', 'started');
create index shift_campaign on patrol.shift (campaign_id) where campaign_id is not null;
alter table patrol.shift enable row level security;
create policy of_area on patrol.shift using (exists (select 1 from patrol.area a where a.id = area_id))
  with check (exists (select 1 from patrol.area a where a.id = area_id));
grant select, insert, update on patrol.shift to guitu_app;

-- Whoever is out with a phone.
create table patrol.crew (
  shift_id uuid not null references patrol.shift (id),
  area_id uuid not null references patrol.area (id),
  account_id uuid not null,
  organisation_id uuid not null references kernel.organisation (id),
  started_at timestamptz not null,
  ended_at timestamptz,
  -- Sealed: the name.
  name bytea not null,
  primary key (shift_id, account_id)
);
create index crew_open on patrol.crew (account_id) where ended_at is null;
alter table patrol.crew enable row level security;
create policy of_area on patrol.crew using (exists (select 1 from patrol.area a where a.id = area_id))
  with check (exists (select 1 from patrol.area a where a.id = area_id));
grant select, insert, update on patrol.crew to guitu_app;

-- A place that was looked at: nobody there, so many people, or somebody looked for and not seen.
create table patrol.visit (
  id uuid primary key,
  shift_id uuid not null references patrol.shift (id),
  area_id uuid not null references patrol.area (id),
  stop_id uuid references patrol.stop (id),
  person_id uuid,
  people integer,
  at timestamptz not null,
  account_id uuid not null,
  content bytea not null
);
create index visit_shift on patrol.visit (shift_id, at);
create index visit_person on patrol.visit (person_id, at) where person_id is not null;
alter table patrol.visit enable row level security;
create policy of_area on patrol.visit using (exists (select 1 from patrol.area a where a.id = area_id))
  with check (exists (select 1 from patrol.area a where a.id = area_id));
grant select, insert, update on patrol.visit to guitu_app;

-- Where a shift went, only while it went; read by the station and by whoever's track it is, erased after the term.
create table patrol.track (
  id uuid primary key,
  shift_id uuid not null references patrol.shift (id),
  owner_path text collate "C" not null,
  organisation_path text collate "C" not null,
  account_id uuid not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  points integer not null,
  content bytea not null
);
create index track_shift on patrol.track (shift_id, first_at);
create index track_age on patrol.track (last_at);
alter table patrol.track enable row level security;
create policy range on patrol.track using (kernel.in_range(owner_path) or kernel.in_range(organisation_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(organisation_path));
create policy erase on patrol.track as restrictive for delete using (kernel.by_system());
grant select, insert, delete on patrol.track to guitu_app;

-- From a day on, positions of a city are kept so many days.
create table patrol.track_term (
  city_path text collate "C" not null,
  from_day date not null,
  days integer not null check (days between 1 and 1095),
  basis text not null,
  set_at timestamptz not null,
  primary key (city_path, from_day)
);
grant select, insert, update on patrol.track_term to guitu_app;

create table patrol.encounter (
  id uuid primary key,
  person_id uuid not null,
  owner_path text collate "C" not null,
  area_id uuid references patrol.area (id),
  shift_id uuid references patrol.shift (id),
  stop_id uuid references patrol.stop (id),
  organisation_id uuid not null references kernel.organisation (id),
  account_id uuid not null,
  met_at timestamptz not null,
  known boolean not null,
  -- The fact that it left; a correction takes its place.
  fact_id text not null,
  seen_group text,
  signs text[],
  with_minor boolean,
  coercion boolean,
  infant boolean,
  guardian_there boolean,
  answer text,
  persuaded_at timestamptz,
  goods integer not null default 0,
  goods_kinds text[] not null default '{}',
  emergency_at timestamptz,
  police_at timestamptz,
  evidence_at timestamptz,
  station_at timestamptz,
  photos integer not null default 0,
  escort_state text not null default 'none' check (escort_state in ('none', 'under-way', 'arrived', 'failed', 'received')),
  escort_to uuid references kernel.organisation (id),
  escort_started_at timestamptz,
  escort_ended_at timestamptz,
  -- Sealed JSON: where, what somebody looks like, who met him, what was said.
  content bytea not null
);
create index encounter_person on patrol.encounter (person_id, met_at);
create index encounter_owner on patrol.encounter (owner_path, met_at);
create index encounter_shift on patrol.encounter (shift_id) where shift_id is not null;
create index encounter_coming on patrol.encounter (escort_to) where escort_state = 'under-way';
alter table patrol.encounter enable row level security;
create policy known on patrol.encounter using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on patrol.encounter as restrictive for select using (kernel.unsealed(person_id));
grant select, insert, update on patrol.encounter to guitu_app;

-- Who is known to sleep there: the list that the next shift walks by.
create table patrol.sleeper (
  person_id uuid primary key,
  owner_path text collate "C" not null,
  area_id uuid references patrol.area (id),
  stop_id uuid references patrol.stop (id),
  state text not null check (state in ('there', 'received', 'ended')),
  met integer not null,
  first_met_at timestamptz not null,
  last_met_at timestamptz not null,
  -- Looked for and not seen since.
  missed_at timestamptz,
  seen_group text,
  -- Sealed JSON: what he is called on the list, what he looks like. What was offered before stands in the encounters.
  content bytea not null
);
create index sleeper_owner on patrol.sleeper (owner_path, state);
create index sleeper_area on patrol.sleeper (area_id, state);
alter table patrol.sleeper enable row level security;
create policy known on patrol.sleeper using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on patrol.sleeper as restrictive for select using (kernel.unsealed(person_id));
-- Taken off when two turn out to be one.
create policy joined on patrol.sleeper as restrictive for delete using (kernel.by_system());
grant select, insert, update, delete on patrol.sleeper to guitu_app;

-- A report given to an organisation that patrols: a stop of tonight until somebody was there.
create table patrol.errand (
  id uuid primary key,
  report_id uuid not null,
  organisation_id uuid not null references kernel.organisation (id),
  organisation_path text collate "C" not null,
  sent_at timestamptz not null,
  done_at timestamptz,
  -- Sealed JSON: the report's number, where, what.
  content bytea not null,
  unique (report_id, organisation_id)
);
create index errand_open on patrol.errand (organisation_path) where done_at is null;
alter table patrol.errand enable row level security;
create policy range on patrol.errand using (kernel.in_range(organisation_path)) with check (kernel.in_range(organisation_path));
grant select, insert, update on patrol.errand to guitu_app;

-- What the house did not take from a phone, word for word, until a person has settled it.
create table patrol.aside (
  id uuid primary key,
  owner_path text collate "C" not null,
  account_id uuid not null,
  door text not null,
  state text not null check (state in ('waiting', 'settled')),
  recorded_at timestamptz not null,
  set_aside_at timestamptz not null,
  settled_at timestamptz,
  outcome text,
  content bytea not null
);
create index aside_waiting on patrol.aside (owner_path) where state = 'waiting';
alter table patrol.aside enable row level security;
create policy range on patrol.aside using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on patrol.aside to guitu_app;

-- Whether an id is somebody's already: a phone's new one is refused then, whoever's it is.
create function patrol.person_there(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, patrol
  as $$ select exists (select 1 from people.person p where p.id = person)
    or exists (select 1 from kernel.ledger l where l.subject_id = person)
    or exists (select 1 from kernel.part k where k.subject_id = person) $$;

-- Shows a person to organisations: one who is just being made, or whom the actor sees on the street already.
create function patrol.share_person(person uuid, owner text, paths text[], wanted text, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, patrol
  as $$
begin
  if not (kernel.by_system() or not patrol.person_there(person)
      or exists (select 1 from people.person p where p.id = person and p.owner_path = owner
        and (kernel.in_range(p.owner_path) or kernel.has_part(person)) and kernel.unsealed(person))) then
    raise exception 'not theirs to show' using errcode = '42501';
  end if;
  -- Who sees a closed file is decided there, not on the street.
  if kernel.closed(person) then
    return;
  end if;
  insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from,
      granted_by)
    select 'person', person, owner, path, wanted, at, nullif(current_setting('guitu.account', true), '')::uuid
    from unnest(paths) path
    where not exists (select 1 from kernel.part p where p.subject_id = person and p.organisation_path = path and p.part = wanted
      and p.account_id is null and p.valid_until is null)
    on conflict do nothing;
end $$;

-- Takes the sight of a person away from an organisation.
create function patrol.unshare_person(person uuid, path text, wanted text, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, patrol
  as $$
begin
  if not (kernel.by_system() or exists (select 1 from patrol.encounter e where e.person_id = person
      and (kernel.in_range(e.owner_path) or kernel.has_part(person)))) then
    raise exception 'not theirs to end' using errcode = '42501';
  end if;
  update kernel.part p set valid_until = greatest(at, p.valid_from)
    where p.subject_id = person and p.organisation_path = path and p.part = wanted and p.valid_until is null;
end $$;

-- Whoever patrols an area now sees whoever was met there; who patrols it no more does not. By whoever sets the area.
create function patrol.share_area(area uuid, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, patrol
  as $$
declare
  paths text[];
  owner text;
begin
  select a.member_paths, a.owner_path into paths, owner from patrol.area a where a.id = area and kernel.in_range(a.owner_path);
  if owner is null then
    raise exception 'not theirs to set' using errcode = '42501';
  end if;
  insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
    select 'person', s.person_id, s.owner_path, path, 'patrol', at
    from patrol.sleeper s cross join unnest(paths) path
    where s.area_id = area and s.state <> 'ended' and not kernel.closed(s.person_id)
      and not exists (select 1 from kernel.part p where p.subject_id = s.person_id and p.organisation_path = path
        and p.part = 'patrol' and p.valid_until is null)
    on conflict do nothing;
  update kernel.part p set valid_until = greatest(at, p.valid_from)
    from patrol.sleeper s
    where s.area_id = area and p.subject_id = s.person_id and p.part = 'patrol' and p.valid_until is null
      and p.organisation_path <> all (paths);
end $$;
revoke all on function patrol.person_there(uuid), patrol.share_person(uuid, text, text[], text, timestamptz),
  patrol.unshare_person(uuid, text, text, timestamptz), patrol.share_area(uuid, timestamptz) from public;
grant execute on function patrol.person_there(uuid), patrol.share_person(uuid, text, text[], text, timestamptz),
  patrol.unshare_person(uuid, text, text, timestamptz), patrol.share_area(uuid, timestamptz) to guitu_app;
