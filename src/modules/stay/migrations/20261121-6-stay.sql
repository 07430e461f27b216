-- The stay: zones, beds and who slept in them, care, training, behaviour plans, extensions, safety of the house.
create schema stay;
grant usage on schema stay to guitu_app;

create table stay.zone (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('observation', 'men', 'women', 'minors-boys', 'minors-girls', 'special', 'mother-child')),
  name text not null,
  staffed_by text,
  position integer not null default 0,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index zone_name on stay.zone (station_id, name) where closed_at is null;

create table stay.bed (
  id uuid primary key,
  zone_id uuid not null references stay.zone (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  label text not null,
  -- Beds of one room share its name within the zone.
  room text not null,
  state text not null check (state in ('ready', 'disinfecting', 'out-of-use')),
  state_since timestamptz not null,
  opened_at timestamptz not null,
  constraint bed_label unique (station_id, label)
);
create index bed_zone on stay.bed (zone_id, label);

-- Who sleeps where from when to when. The two constraints are the last word under any concurrency: one guest in a bed
-- (and, beside its mother, one own child under six), one bed per person in the whole house.
create table stay.bed_use (
  id uuid primary key,
  bed_id uuid not null references stay.bed (id),
  file_id uuid not null references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  place text not null check (place in ('guest', 'child')),
  taken_at timestamptz not null,
  left_at timestamptz,
  left_reason text,
  -- Sealed JSON: the leader's reason where one decided against an objection.
  decision bytea,
  taken_by uuid not null,
  left_by uuid,
  constraint bed_use_order check (left_at is null or left_at >= taken_at),
  constraint bed_use_one_guest exclude using gist (bed_id with =, place with =, tstzrange(taken_at, left_at) with &&),
  constraint bed_use_one_bed exclude using gist (person_id with =, tstzrange(taken_at, left_at) with &&)
);
create index bed_use_file on stay.bed_use (file_id, taken_at);
create index bed_use_now on stay.bed_use (station_id) where left_at is null;

create table stay.reservation (
  id uuid primary key,
  bed_id uuid not null references stay.bed (id),
  owner_path text collate "C" not null,
  -- Sealed JSON: who is on the way, and with whom.
  who bytea not null,
  expected_at timestamptz not null,
  kept_until timestamptz not null,
  made_at timestamptz not null,
  made_by uuid not null,
  ended_at timestamptz
);
create unique index reservation_open on stay.reservation (bed_id) where ended_at is null;

create table stay.together (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  mother_file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  known_by text not null,
  since timestamptz not null,
  until timestamptz
);
create unique index together_open on stay.together (file_id) where until is null;
create index together_mother on stay.together (mother_file_id) where until is null;

create table stay.conflict (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  file_id uuid references people.rescue_file (id),
  bed_id uuid not null references stay.bed (id),
  code text not null,
  sentence text not null,
  happened_at timestamptz not null,
  tried_by uuid not null
);
create index conflict_station on stay.conflict (station_id, happened_at);

create table stay.need (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  care text not null,
  every_hours integer not null check (every_hours between 1 and 720),
  note bytea,
  since timestamptz not null,
  until timestamptz,
  set_by uuid not null
);
create unique index need_open on stay.need (file_id, care) where until is null;

create table stay.care_entry (
  id uuid primary key,
  action_id uuid not null,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  care text not null,
  result text not null check (result in ('done', 'refused', 'not-possible')),
  note bytea,
  done_at timestamptz not null,
  done_by uuid not null,
  done_by_name text not null
);
create index care_entry_file on stay.care_entry (file_id, done_at);
create index care_entry_last on stay.care_entry (file_id, care, done_at);

create table stay.round (
  id uuid primary key,
  zone_id uuid not null references stay.zone (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  seen integer not null,
  missed uuid[] not null,
  note bytea
);
create index round_zone on stay.round (zone_id, made_at);

create table stay.training (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('skills', 'referral', 'work')),
  -- Sealed JSON: topic, who gave it, employer, remarks.
  content bytea not null,
  began_on date not null,
  ended_on date,
  hours numeric,
  result text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index training_file on stay.training (file_id, began_on);

create table stay.behaviour_plan (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  state text not null check (state in ('running', 'ended')),
  ground text not null,
  measures text[] not null,
  -- Sealed JSON: why it is necessary, how it is done, whether guardian or family were told.
  content bytea not null,
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  review_on date not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_reason bytea
);
create unique index behaviour_plan_running on stay.behaviour_plan (file_id) where state = 'running';

create table stay.behaviour_review (
  id uuid primary key,
  plan_id uuid not null references stay.behaviour_plan (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  finding bytea not null,
  next_on date not null,
  reviewed_at timestamptz not null,
  reviewed_by uuid not null,
  reviewed_by_name text not null
);
create index behaviour_review_plan on stay.behaviour_review (plan_id, reviewed_at);

create table stay.extension (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  ground text not null,
  reason bytea not null,
  until_on date not null,
  approved_by uuid not null,
  approved_by_name text not null,
  filed_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_by_name text,
  acknowledged_by_organisation text
);
create index extension_file on stay.extension (file_id, filed_at);
create index extension_waiting on stay.extension (owner_path, filed_at) where acknowledged_at is null;

create table stay.liaison (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('police-room', 'officer')),
  police text not null,
  -- Sealed JSON: name and phone.
  contact bytea not null,
  since timestamptz not null,
  until timestamptz,
  named_by uuid not null
);
create unique index liaison_open on stay.liaison (station_id, kind) where until is null;

create table stay.disturbance (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  state text not null check (state in ('open', 'police-called', 'closed')),
  kind text not null,
  happened_at timestamptz not null,
  people integer,
  injured integer,
  -- Sealed JSON: place, course, guests involved.
  content bytea not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  police_called_at timestamptz,
  police text,
  police_receipt text,
  closed_at timestamptz,
  closed_by uuid,
  outcome text,
  closing_note bytea
);
create index disturbance_station on stay.disturbance (station_id, happened_at);

-- What the separation of guests goes by, without a name: also of files that are sealed from whoever asks, because a bed
-- beside a sealed child must not be given away by somebody who cannot see the child.
create function stay.separation(files uuid[])
  returns table (file_id uuid, person_id uuid, sex text, birth_from date, birth_to date, arrived_at timestamptz, state text, mother_file_id uuid,
    has_small_child boolean, facts jsonb)
  language sql stable security definer set search_path = pg_catalog
  as $$
    select f.id, f.person_id, p.sex, p.birth_from, p.birth_to, f.arrived_at, f.state,
      (select t.mother_file_id from stay.together t where t.file_id = f.id and t.until is null),
      exists (select 1 from stay.together t where t.mother_file_id = f.id and t.until is null),
      coalesce((select jsonb_agg(jsonb_build_object('id', l.fact_id, 'name', l.name, 'value', l.value, 'occurredAt', extract(epoch from l.occurred_at) * 1000,
          'own', l.subject_id = f.id, 'replaces', l.replaces) order by l.occurred_at, l.recorded_at, l.seq)
        from kernel.ledger l where l.subject_id in (f.id, f.person_id)
          and (l.name in ('medical.screened', 'person.condition-noted', 'medical.hospitalised', 'medical.fetched', 'medical.isolated',
            'medical.isolation-ended', 'entrusted.placed', 'entrusted.brought-back')
            or l.replaces is not null)), '[]'::jsonb)
    from people.rescue_file f join people.person p on p.id = f.person_id
    where f.id = any(files) and kernel.in_range(f.owner_path)
  $$;
revoke all on function stay.separation(uuid[]) from public;
grant execute on function stay.separation(uuid[]) to guitu_app;

alter table stay.zone enable row level security;
alter table stay.bed enable row level security;
alter table stay.bed_use enable row level security;
alter table stay.reservation enable row level security;
alter table stay.together enable row level security;
alter table stay.conflict enable row level security;
alter table stay.need enable row level security;
alter table stay.care_entry enable row level security;
alter table stay.round enable row level security;
alter table stay.training enable row level security;
alter table stay.behaviour_plan enable row level security;
alter table stay.behaviour_review enable row level security;
alter table stay.extension enable row level security;
alter table stay.liaison enable row level security;
alter table stay.disturbance enable row level security;

create policy range on stay.zone using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.bed using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
-- No restrictive seal here: that a bed is taken must be seen by whoever gives out beds; the row holds no name.
create policy range on stay.bed_use using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.reservation using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.together using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.conflict using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.round using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.liaison using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.disturbance using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.need using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.care_entry using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path));
create policy range on stay.training using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.behaviour_plan using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.behaviour_review using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.extension using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on stay.need as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.care_entry as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.training as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.behaviour_plan as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.behaviour_review as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.extension as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on all tables in schema stay to guitu_app;
