-- Care outside the station, the side of the people. What was written of somebody lies sealed in the facts' details; rows
-- hold what lists, terms and bills need and the id of the fact that tells the rest.

create table entrusted_care.placement (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  institution_id uuid not null references entrusted_care.institution (id),
  state text not null check (state in ('proposed', 'approved', 'declined', 'withdrawn', 'placed', 'placed-unapproved',
    'placed-declined', 'brought-back', 'moved', 'left', 'died', 'settled')),
  emergency boolean not null default false,
  level text not null,
  km int,
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  decided_at timestamptz,
  decided_by uuid,
  placed_at timestamptz,
  ended_at timestamptz check (ended_at >= placed_at),
  -- The cap of the contract on the day of placing, and which of its places is taken.
  heads int,
  place_no int,
  -- Organisation of this system that holds a part of the file while it lasts.
  part_path text collate "C",
  family_asked_at timestamptz,
  proposed_fact text not null,
  decided_fact text,
  placed_fact text,
  ended_fact text,
  constraint placement_heads check (place_no between 1 and heads),
  constraint placement_begun check (state not in ('placed', 'placed-unapproved', 'placed-declined')
    or (placed_at is not null and place_no is not null and ended_at is null))
);
-- Nobody is outside twice, nobody is proposed twice at a time, and no place is given to two.
create unique index placement_outside on entrusted_care.placement (file_id)
  where state in ('placed', 'placed-unapproved', 'placed-declined');
create unique index placement_pending on entrusted_care.placement (file_id) where state in ('proposed', 'approved');
create unique index placement_place on entrusted_care.placement (institution_id, place_no)
  where state in ('placed', 'placed-unapproved', 'placed-declined');
create index placement_file on entrusted_care.placement (file_id, proposed_at);
create index placement_institution on entrusted_care.placement (institution_id, placed_at);
create index placement_owner on entrusted_care.placement (owner_path, state);

-- Level of care from a date on; what is paid a day follows it.
create table entrusted_care.placement_level (
  placement_id uuid not null references entrusted_care.placement (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  level text not null,
  from_on date not null,
  fact_id text not null,
  primary key (placement_id, from_on)
);

create table entrusted_care.health_report (
  id uuid primary key,
  placement_id uuid not null references entrusted_care.placement (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  at timestamptz not null,
  by text not null check (by in ('institution', 'station')),
  done_by uuid not null,
  fact_id text not null
);
create index health_report_placement on entrusted_care.health_report (placement_id, at);

create table entrusted_care.incident (
  id uuid primary key,
  placement_id uuid not null references entrusted_care.placement (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null,
  happened_at timestamptz not null,
  told_at timestamptz not null,
  -- Hours agreed for this kind; null where none are.
  hours int,
  by text not null check (by in ('institution', 'station')),
  done_by uuid not null,
  fact_id text not null
);
create index incident_placement on entrusted_care.incident (placement_id, happened_at);

create table entrusted_care.bring_back (
  id uuid primary key,
  owner_path text collate "C" not null,
  station_id uuid not null references kernel.organisation (id),
  state text not null check (state in ('planned', 'done', 'cancelled')),
  on_date date not null,
  capacity int not null check (capacity > 0),
  words bytea,
  made_at timestamptz not null,
  made_by uuid not null,
  ended_at timestamptz
);
create index bring_back_owner on entrusted_care.bring_back (owner_path, on_date);

create table entrusted_care.bring_back_line (
  id uuid primary key,
  batch_id uuid not null references entrusted_care.bring_back (id),
  placement_id uuid not null references entrusted_care.placement (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  state text not null check (state in ('planned', 'back', 'put-off', 'gone')),
  position int not null,
  settled_at timestamptz,
  fact_id text not null,
  -- The fact that says why it was put off.
  settled_fact text
);
create unique index bring_back_once on entrusted_care.bring_back_line (placement_id) where state = 'planned';
create index bring_back_line_batch on entrusted_care.bring_back_line (batch_id, position);

alter table entrusted_care.placement enable row level security;
alter table entrusted_care.placement_level enable row level security;
alter table entrusted_care.health_report enable row level security;
alter table entrusted_care.incident enable row level security;
alter table entrusted_care.bring_back enable row level security;
alter table entrusted_care.bring_back_line enable row level security;
create policy range on entrusted_care.placement using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path));
create policy sealed on entrusted_care.placement as restrictive for select using (kernel.unsealed(file_id));
create policy range on entrusted_care.placement_level using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path));
create policy sealed on entrusted_care.placement_level as restrictive for select using (kernel.unsealed(file_id));
create policy range on entrusted_care.health_report using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on entrusted_care.health_report as restrictive for select using (kernel.unsealed(file_id));
create policy range on entrusted_care.incident using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on entrusted_care.incident as restrictive for select using (kernel.unsealed(file_id));
create policy range on entrusted_care.bring_back using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on entrusted_care.bring_back_line using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on entrusted_care.bring_back_line as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on entrusted_care.placement, entrusted_care.placement_level, entrusted_care.health_report,
  entrusted_care.incident, entrusted_care.bring_back, entrusted_care.bring_back_line to guitu_app;

-- The lowest place of an institution that nobody has; one above the cap when all are taken, which the table then refuses.
-- Sealed files count too: hence the owner's rights.
create function entrusted_care.free_place(house uuid, heads int) returns int
  language sql stable security definer set search_path = pg_catalog, entrusted_care
  as $$ select coalesce(min(n), heads + 1) from generate_series(1, heads) n
    where not exists (select 1 from entrusted_care.placement p where p.institution_id = house and p.place_no = n
      and p.state in ('placed', 'placed-unapproved', 'placed-declined')) $$;
revoke all on function entrusted_care.free_place(uuid, int) from public;
grant execute on function entrusted_care.free_place(uuid, int) to guitu_app;
