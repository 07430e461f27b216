-- Hazards to minors: found, assigned, rectified, verified. No child is named here; what and where it is lies sealed.

create schema hazards;
grant usage on schema hazards to guitu_app;

create table hazards.hazard (
  id uuid primary key,
  no text not null,
  -- The organisation that found it.
  owner_path text collate "C" not null,
  -- The town, village or school at which it lies; else the finder itself.
  place_path text collate "C" not null,
  place text not null,
  kind text not null,
  urgent boolean not null,
  state text not null check (state in ('found', 'assigned', 'rectified', 'closed', 'withdrawn')),
  found_at timestamptz not null,
  -- How often it came back after it was closed.
  again integer not null default 0,
  body_id uuid references kernel.organisation (id),
  body_path text collate "C",
  assigned_at timestamptz,
  due_on date,
  rectified_at timestamptz,
  -- Who told that it was done: nobody verifies his own work.
  rectified_by uuid,
  rectified_path text collate "C",
  closed_at timestamptz,
  raised integer not null default 0,
  raised_at timestamptz,
  changed_at timestamptz not null,
  -- Sealed JSON: what, where, whose report, the body's name where it is none of the system's.
  content bytea not null
);
create unique index hazard_no on hazards.hazard (kernel.city_path_of(owner_path), no);
create index hazard_owner on hazards.hazard (owner_path, state);
create index hazard_open on hazards.hazard (due_on) where state in ('found', 'assigned', 'rectified');
alter table hazards.hazard enable row level security;
create policy known on hazards.hazard
  using (kernel.in_range(owner_path) or kernel.has_part(id)) with check (kernel.in_range(owner_path) or kernel.has_part(id));
grant select, insert, update on hazards.hazard to guitu_app;

-- Shows a hazard to an organisation: by whoever sees it. Shown twice is shown once.
create function hazards.share(hazard uuid, path text, wanted text, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, hazards, kernel
  as $$
declare
  owner text;
begin
  select h.owner_path into owner from hazards.hazard h
    where h.id = hazard and (kernel.by_system() or kernel.in_range(h.owner_path) or kernel.has_part(h.id));
  if owner is null then
    raise exception 'not theirs to share' using errcode = '42501';
  end if;
  insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
    select 'hazard', hazard, owner, path, wanted, at
    where not exists (select 1 from kernel.part p where p.subject_id = hazard and p.organisation_path = path and p.part = wanted
      and p.valid_until is null)
    on conflict do nothing;
end $$;

-- Ends what a body was shown, when the hazard was given to another.
create function hazards.unshare(hazard uuid, path text, wanted text, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, hazards, kernel
  as $$
begin
  if not exists (select 1 from hazards.hazard h
      where h.id = hazard and (kernel.by_system() or kernel.in_range(h.owner_path) or kernel.has_part(h.id))) then
    raise exception 'not theirs to end' using errcode = '42501';
  end if;
  update kernel.part p set valid_until = greatest(at, p.valid_from)
    where p.subject_id = hazard and p.organisation_path = path and p.part = wanted and p.valid_until is null;
end $$;
revoke all on function hazards.share(uuid, text, text, timestamptz), hazards.unshare(uuid, text, text, timestamptz) from public;
grant execute on function hazards.share(uuid, text, text, timestamptz), hazards.unshare(uuid, text, text, timestamptz) to guitu_app;
