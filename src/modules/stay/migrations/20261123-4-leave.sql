-- Leave of absence. Where to, with whom and the telephone lie sealed; the row holds what lists need.

create table stay.leave (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  -- out: away; not-back: told that he did not come back; back; over: ended by something else (left, hospital, placed outside).
  state text not null check (state in ('out', 'not-back', 'back', 'over')),
  until text not null check (until ~ '^\d{4}-\d{2}-\d{2}$'),
  keeps_bed boolean not null,
  told bytea not null,
  begun_at timestamptz not null,
  begun_by text not null,
  ended_at timestamptz,
  fact_id text not null
);
create unique index leave_open on stay.leave (file_id) where state in ('out', 'not-back');
create index leave_station on stay.leave (station_id) where state in ('out', 'not-back');

alter table stay.leave enable row level security;
create policy range on stay.leave using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on stay.leave as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on stay.leave to guitu_app;

-- Where somebody is now also depends on leave, and leaving ends all of it.
create or replace function stay.separation(files uuid[])
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
            'medical.isolation-ended', 'entrusted.placed', 'entrusted.brought-back', 'stay.leave-begun', 'stay.leave-ended', 'departure.left')
            or l.replaces is not null)), '[]'::jsonb)
    from people.rescue_file f join people.person p on p.id = f.person_id
    where f.id = any(files) and kernel.in_range(f.owner_path)
  $$;
