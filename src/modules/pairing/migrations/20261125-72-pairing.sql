-- Pairing: children with volunteers who were checked. What hangs on a child lies in the compartment pairing; volunteers are their
-- organisation's own.

create schema pairing;
grant usage on schema pairing to guitu_app;

create table pairing.volunteer (
  id uuid primary key,
  -- The federation or social organisation that answers for the volunteer.
  owner_path text collate "C" not null,
  state text not null check (state in ('enrolled', 'cleared', 'barred', 'left')),
  -- The account with which the volunteer comes in, where there is one.
  account_id uuid references kernel.account (id),
  enrolled_at timestamptz not null,
  checked_on date,
  -- Last day on which the check holds.
  clear_until date,
  -- Keyed index of the ID number: nobody volunteers twice in one organisation.
  number_key bytea,
  -- Sealed: name, telephone, sex, ID number, what they can do.
  content bytea not null
);
create unique index volunteer_number on pairing.volunteer (owner_path, number_key) where number_key is not null and state <> 'left';
create index volunteer_owner on pairing.volunteer (owner_path, state);

create table pairing.pair (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  kind text not null check (kind in ('one-to-one', 'several', 'proxy-mother')),
  state text not null check (state in ('wanted', 'paired', 'declined', 'ended')),
  -- The organisation that is asked for a volunteer.
  federation_path text collate "C" not null,
  wanted_at timestamptz not null,
  paired_at timestamptz,
  last_met timestamptz,
  ended_at timestamptz,
  -- Sealed: the child's own wish, consent, plan, reasons.
  content bytea not null
);
create unique index pair_open on pairing.pair (child_id, kind) where state in ('wanted', 'paired');
create index pair_federation on pairing.pair (federation_path, state);

create table pairing.member (
  pair_id uuid not null references pairing.pair (id),
  child_id uuid not null references people.child_file (id),
  volunteer_id uuid not null references pairing.volunteer (id),
  account_id uuid,
  since timestamptz not null,
  until timestamptz,
  -- Sealed: the volunteer's name, for those who see the child and not the volunteers' register.
  content bytea not null,
  primary key (pair_id, volunteer_id, since)
);
create index member_child on pairing.member (child_id);
create index member_volunteer on pairing.member (volunteer_id) where until is null;

create table pairing.meeting (
  id uuid primary key,
  pair_id uuid not null references pairing.pair (id),
  child_id uuid not null references people.child_file (id),
  at timestamptz not null,
  told_at timestamptz not null,
  by_account uuid not null,
  -- Sealed: what was done, how the child was, who wrote it.
  content bytea not null
);
create index meeting_pair on pairing.meeting (pair_id, at desc);

-- Keyed indexes of guardians' ID numbers, out of facts; read by nobody but the house itself.
create table pairing.guardian_key (
  key bytea not null,
  child_id uuid not null references people.child_file (id),
  primary key (key, child_id)
);

-- Whether whoever bears this number is noted as family of a child on file, or of this very child. Yes or no, and nothing else.
create function pairing.guards(number bytea, child uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pairing
  as $$ select exists (select 1 from pairing.guardian_key g where g.key = number and (child is null or g.child_id = child)) $$;
revoke all on function pairing.guards(bytea, uuid) from public;
grant execute on function pairing.guards(bytea, uuid) to guitu_app;

-- How many children a volunteer is paired with now, one left out; of own volunteers only.
create function pairing.children_of(volunteer uuid, but uuid) returns integer
  language sql stable security definer set search_path = pg_catalog, pairing, kernel
  as $$ select count(distinct m.child_id)::int from pairing.member m join pairing.pair p on p.id = m.pair_id
    join pairing.volunteer v on v.id = m.volunteer_id
    where m.volunteer_id = volunteer and m.until is null and p.state = 'paired' and m.child_id is distinct from but
      and kernel.in_range(v.owner_path) $$;
revoke all on function pairing.children_of(uuid, uuid) from public;
grant execute on function pairing.children_of(uuid, uuid) to guitu_app;

alter table pairing.volunteer enable row level security;
alter table pairing.pair enable row level security;
alter table pairing.member enable row level security;
alter table pairing.meeting enable row level security;
alter table pairing.guardian_key enable row level security;
create policy range on pairing.volunteer using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
-- Whoever knows the child may ask for a volunteer; what came of it is read by whose part opens it.
create policy known on pairing.pair using (kernel.opens(child_id, 'pairing'))
  with check (kernel.opens(child_id, 'pairing') or kernel.opens(child_id, 'register'));
create policy known on pairing.member using (kernel.opens(child_id, 'pairing')) with check (kernel.opens(child_id, 'pairing'));
create policy known on pairing.meeting using (kernel.opens(child_id, 'pairing')) with check (kernel.opens(child_id, 'pairing'));
create policy house on pairing.guardian_key using (kernel.by_system() and kernel.opens(child_id, 'family'))
  with check (kernel.by_system() and kernel.opens(child_id, 'family'));
grant select, insert, update on pairing.volunteer, pairing.pair, pairing.member, pairing.meeting to guitu_app;
grant select, insert on pairing.guardian_key to guitu_app;
