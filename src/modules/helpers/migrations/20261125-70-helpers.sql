-- Helpers of children whose parent is in prison or in compulsory detox. Closed: the compartment helper.

create schema helpers;
grant usage on schema helpers to guitu_app;

-- A parent who is held, once for each child. A prison that told of it keeps its own row, and sees no other; whether there was
-- a file before is nothing that it could learn.
create table helpers.parent (
  id uuid primary key,
  -- What was told together: one parent's children.
  told_id uuid not null,
  kind text not null check (kind in ('prisoner-child', 'detox-child')),
  state text not null check (state in ('told', 'held', 'released')),
  -- The prison that told; null where somebody else wrote it down.
  prison_path text collate "C",
  child_id uuid references people.child_file (id),
  told_at timestamptz not null,
  told_by uuid not null,
  until_on date,
  released_on date,
  early boolean,
  -- Sealed: the parent, and the child as told.
  content bytea not null
);
create index parent_child on helpers.parent (child_id) where child_id is not null;
create index parent_prison on helpers.parent (prison_path, told_at desc) where prison_path is not null;
create index parent_told on helpers.parent (told_id);

-- One row a child: who helps, and when the next contact is owed. Repeats what the facts say.
create table helpers.care (
  child_id uuid primary key references people.child_file (id),
  state text not null check (state in ('waiting', 'named', 'ended')),
  justice_path text collate "C",
  -- From when somebody has to be named.
  waiting_since timestamptz not null,
  helper_id uuid,
  helper_path text collate "C",
  -- When the first helper was named: the months count from there.
  since timestamptz,
  named_at timestamptz,
  last_contact timestamptz,
  next_due date,
  ended_at timestamptz,
  ended_why text,
  -- Sealed: the helper's name, notes.
  content bytea not null
);
create index care_due on helpers.care (next_due) where state = 'named';
create index care_helper on helpers.care (helper_id) where state = 'named';

create table helpers.contact (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  kind text not null check (kind in ('contacted', 'missed')),
  manner text,
  on_day date not null,
  at timestamptz not null,
  told_at timestamptz not null,
  by_account uuid not null,
  fact_id text not null,
  withdrawn_at timestamptz,
  -- Sealed: how the child is, what is needed, who wrote it.
  content bytea not null
);
create index contact_child on helpers.contact (child_id, at desc);
create unique index contact_once_a_day on helpers.contact (child_id, on_day) where kind = 'contacted' and withdrawn_at is null;

-- Visits to the parent. The prison that is asked sees the asking, and nothing of the file.
create table helpers.visit (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  parent_id uuid not null references helpers.parent (id),
  state text not null,
  prison_path text collate "C",
  asked_at timestamptz not null,
  from_on date not null,
  to_on date not null,
  planned_on date,
  answered_at timestamptz,
  visited_on date,
  -- Sealed: who comes, the answer, how it was.
  content bytea not null
);
create index visit_child on helpers.visit (child_id, asked_at desc);
create index visit_prison on helpers.visit (prison_path, asked_at desc) where prison_path is not null;
create unique index visit_open on helpers.visit (parent_id) where state in ('asked', 'agreed');

alter table helpers.parent enable row level security;
alter table helpers.care enable row level security;
alter table helpers.contact enable row level security;
alter table helpers.visit enable row level security;
create policy known on helpers.parent
  using (kernel.opens(child_id, 'helper') or prison_path = current_setting('guitu.path', true))
  with check (kernel.opens(child_id, 'helper') or prison_path = current_setting('guitu.path', true));
create policy known on helpers.care using (kernel.opens(child_id, 'helper')) with check (kernel.opens(child_id, 'helper'));
create policy known on helpers.contact using (kernel.opens(child_id, 'helper')) with check (kernel.opens(child_id, 'helper'));
create policy known on helpers.visit
  using (kernel.opens(child_id, 'helper') or prison_path = current_setting('guitu.path', true))
  with check (kernel.opens(child_id, 'helper') or prison_path = current_setting('guitu.path', true));
grant select, insert, update on helpers.parent, helpers.care, helpers.contact, helpers.visit to guitu_app;
