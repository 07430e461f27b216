-- Who answers for a child, where it lives meanwhile, and its way home. Closed: the compartment guardianship.

create schema guardianship;
grant usage on schema guardianship to guitu_app;

-- What is asked of the bureau.
create table guardianship.request (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  kind text not null check (kind in ('temporary', 'long-term', 'placement', 'return', 'end')),
  state text not null check (state in ('asked', 'approved', 'done', 'refused', 'withdrawn')),
  bureau_path text collate "C" not null,
  asked_path text collate "C" not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- Sealed: what was asked and why, names, the decision.
  content bytea not null
);
create unique index request_open on guardianship.request (child_id, kind) where state in ('asked', 'approved');
create index request_bureau on guardianship.request (bureau_path, asked_at) where state = 'asked';

-- What civil affairs holds over a child. One at a time.
create table guardianship.hold (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  kind text not null check (kind in ('emergency', 'temporary', 'long-term')),
  state text not null check (state in ('emergency', 'temporary', 'long-term', 'ended')),
  ground text not null,
  bureau_path text collate "C",
  since timestamptz not null,
  review_on date,
  review_cause text,
  ended_at timestamptz,
  end_ground text,
  -- Keyed indexes of the ID numbers of those from whom the child was taken.
  guardian_keys bytea[] not null default '{}',
  content bytea not null
);
create unique index hold_one on guardianship.hold (child_id) where state <> 'ended';
create index hold_child on guardianship.hold (child_id, since);
create index hold_review on guardianship.hold (review_on) where state <> 'ended';

-- Families that foster or care on the guardians' behalf. They are no children's rows: whoever keeps them, and their bureau.
create table guardianship.family (
  id uuid primary key,
  keeper_path text collate "C" not null,
  bureau_path text collate "C" not null,
  kind text not null check (kind in ('foster', 'kin-care', 'both')),
  state text not null,
  most integer not null,
  registered_at timestamptz not null,
  checked_on date,
  verdict text check (verdict in ('fit', 'unfit', 'open')),
  checked_by uuid,
  -- Last day on which the check holds, once approved.
  until date,
  approved_by uuid,
  -- Somebody in it is a volunteer who is paired with children.
  volunteer boolean not null default false,
  member_keys bytea[] not null default '{}',
  -- Sealed: members, address, telephone, what was seen.
  content bytea not null
);
create index family_keeper on guardianship.family (keeper_path, state);

create table guardianship.placement (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  kind text not null check (kind in ('kin', 'kin-care', 'foster', 'sponsored', 'institution', 'adopted')),
  state text not null check (state in ('current', 'ended')),
  family_id uuid references guardianship.family (id),
  -- Of the system's own institutions.
  institution_path text collate "C",
  institution_type text,
  -- Siblings who were placed in one act.
  together uuid,
  placed_at timestamptz not null,
  next_visit date,
  visited_at timestamptz,
  finding text,
  ended_at timestamptz,
  end_reason text,
  content bytea not null
);
create unique index placement_one on guardianship.placement (child_id) where state = 'current' and kind <> 'sponsored';
create index placement_child on guardianship.placement (child_id, placed_at);
create index placement_family on guardianship.placement (family_id) where state = 'current';
create index placement_visit on guardianship.placement (next_visit) where state = 'current';

create table guardianship.home_return (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  state text not null check (state in ('watched', 'handed-on', 'again-away', 'ended')),
  returned_at timestamptz not null,
  next_visit date,
  visits integer not null default 0,
  finding text,
  visited_at timestamptz,
  ended_at timestamptz,
  content bytea not null
);
create unique index home_return_one on guardianship.home_return (child_id) where state = 'watched';
create index home_return_visit on guardianship.home_return (next_visit) where state = 'watched';

create table guardianship.court_order (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  kind text not null,
  state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  decided_at timestamptz,
  until date,
  content bytea not null
);
create index court_order_child on guardianship.court_order (child_id, asked_at);

-- How many children a family has now, and how many of them are among these. Counts alone: whose they are is not told.
create function guardianship.children_there(family uuid, these uuid[], out others integer, out among integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select count(*) filter (where p.child_id <> all (these))::integer, count(*) filter (where p.child_id = any (these))::integer
    from guardianship.placement p where p.family_id = family and p.state = 'current' $$;
revoke all on function guardianship.children_there(uuid, uuid[]) from public;
grant execute on function guardianship.children_there(uuid, uuid[]) to guitu_app;

alter table guardianship.request enable row level security;
alter table guardianship.hold enable row level security;
alter table guardianship.family enable row level security;
alter table guardianship.placement enable row level security;
alter table guardianship.home_return enable row level security;
alter table guardianship.court_order enable row level security;
create policy known on guardianship.request using (kernel.opens(child_id, 'guardianship')) with check (kernel.opens(child_id, 'guardianship'));
create policy known on guardianship.hold using (kernel.opens(child_id, 'guardianship')) with check (kernel.opens(child_id, 'guardianship'));
create policy known on guardianship.placement using (kernel.opens(child_id, 'guardianship')) with check (kernel.opens(child_id, 'guardianship'));
create policy known on guardianship.home_return using (kernel.opens(child_id, 'guardianship')) with check (kernel.opens(child_id, 'guardianship'));
create policy known on guardianship.court_order using (kernel.opens(child_id, 'guardianship')) with check (kernel.opens(child_id, 'guardianship'));
create policy keepers on guardianship.family
  using (kernel.by_system() or current_setting('guitu.path', true) in (keeper_path, bureau_path))
  with check (kernel.by_system() or current_setting('guitu.path', true) in (keeper_path, bureau_path));
grant select, insert, update on guardianship.request, guardianship.hold, guardianship.family, guardianship.placement,
  guardianship.home_return, guardianship.court_order to guitu_app;
