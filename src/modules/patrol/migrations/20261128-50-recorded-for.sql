-- Whom somebody was met or looked for as: when two turn out to be one, what was recorded of both lies with the one that is kept;
-- when they turn out to be two after all, it goes back to whom it was recorded for.
alter table patrol.encounter add column recorded_for uuid;
update patrol.encounter e set recorded_for =
  coalesce((select l.subject_id from kernel.ledger l where l.fact_id = e.fact_id limit 1), e.person_id);
alter table patrol.encounter alter column recorded_for set not null;
create index encounter_recorded_for on patrol.encounter (recorded_for);
alter table patrol.visit add column recorded_for uuid;
update patrol.visit set recorded_for = person_id;
create index visit_recorded_for on patrol.visit (recorded_for) where recorded_for is not null;

-- Two joined on the list: how the list spoke of each, and who has seen the one since only because of it.
create table patrol.joined (
  id uuid primary key,
  person_id uuid not null,
  into_id uuid not null,
  joined_at timestamptz not null,
  parted_at timestamptz,
  -- Part and organisation of each sight that the joining gave, in one order.
  opened_parts text[] not null default '{}',
  opened_paths text[] not null default '{}',
  -- Sealed JSON: the two lines of the list, and the one made of them.
  content bytea not null
);
create unique index joined_once on patrol.joined (person_id) where parted_at is null;
create index joined_into on patrol.joined (into_id) where parted_at is null;
alter table patrol.joined enable row level security;
create policy system on patrol.joined using (kernel.by_system()) with check (kernel.by_system());
create policy sealed on patrol.joined as restrictive for select using (kernel.unsealed(person_id) and kernel.unsealed(into_id));
grant select, insert, update on patrol.joined to guitu_app;
