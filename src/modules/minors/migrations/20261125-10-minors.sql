-- Minors: what one file holds beside the register, who may read it by name, and two files of one child.

create schema minors;
grant usage on schema minors to guitu_app;

-- How the child was found, and where it lives now. Sealed.
create table minors.home (
  child_id uuid primary key references people.child_file (id),
  content bytea not null
);

-- Who belongs to the family. Sealed: name, relation, telephone, what they are to the child, why somebody is a danger.
create table minors.member (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  since timestamptz not null,
  ended_at timestamptz,
  content bytea not null
);
create index member_child on minors.member (child_id);

-- Parents who are away give the child into somebody's care for a time.
create table minors.entrusting (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  from_on date not null,
  until_on date,
  ended_on date,
  content bytea not null
);
-- One at a time.
create unique index entrusting_now on minors.entrusting (child_id) where ended_on is null;
create index entrusting_child on minors.entrusting (child_id);

create table minors.schooling (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  state text not null,
  since date,
  noted_at timestamptz not null,
  noted_by uuid not null,
  content bytea not null
);
create index schooling_child on minors.schooling (child_id, noted_at desc);

create table minors.health (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  noted_at timestamptz not null,
  noted_by uuid not null,
  content bytea not null
);
create index health_child on minors.health (child_id, noted_at desc);

-- A row in each direction; read by whoever reads the family of the one and knows the other.
create table minors.sibling (
  child_id uuid not null references people.child_file (id),
  other_id uuid not null references people.child_file (id),
  kind text not null,
  together boolean,
  since timestamptz not null,
  ended_at timestamptz,
  primary key (child_id, other_id)
);
create index sibling_other on minors.sibling (other_id);

-- Somebody asked that a named person may read a file.
create table minors.reader_request (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  account_id uuid not null,
  part text not null,
  state text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  -- Whose head may decide, besides whoever reads the whole file.
  approver_path text collate "C" not null,
  until_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  ended_at timestamptz,
  -- Sealed: reasons in words.
  content bytea not null
);
create unique index reader_once on minors.reader_request (child_id, account_id, part) where state in ('asked', 'approved');
create index reader_child on minors.reader_request (child_id);
create index reader_asked on minors.reader_request (asked_at) where state = 'asked';

create table minors.dossier_request (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  state text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  approver_path text collate "C" not null,
  decided_by uuid,
  decided_at timestamptz,
  taken_at timestamptz,
  content bytea not null
);
create index dossier_child on minors.dossier_request (child_id);
create index dossier_asked on minors.dossier_request (asked_at) where state in ('asked', 'approved');

-- Keyed digests by which two files of one child are found; written and read by jobs.
create table minors.child_key (
  child_id uuid primary key references people.child_file (id),
  city_path text collate "C" not null,
  number_key bytea,
  -- Of name and day of birth.
  name_key bytea
);
create index key_number on minors.child_key (number_key, city_path) where number_key is not null;
create index key_name on minors.child_key (name_key, city_path) where name_key is not null;

-- Two files that seem to be one child's. Shown to whoever knows both.
create table minors.twice (
  one_id uuid not null references people.child_file (id),
  other_id uuid not null references people.child_file (id),
  likeness text not null,
  found_at timestamptz not null,
  decided text check (decided in ('same', 'two')),
  decided_by uuid,
  decided_at timestamptz,
  content bytea,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index twice_other on minors.twice (other_id);

create function minors.concerns_me(asker uuid, approver text) returns boolean
  language sql stable parallel safe
  as $$ select asker::text = current_setting('guitu.account', true) or approver = current_setting('guitu.path', true) $$;

alter table minors.home enable row level security;
alter table minors.member enable row level security;
alter table minors.entrusting enable row level security;
alter table minors.schooling enable row level security;
alter table minors.health enable row level security;
alter table minors.sibling enable row level security;
alter table minors.reader_request enable row level security;
alter table minors.dossier_request enable row level security;
alter table minors.child_key enable row level security;
alter table minors.twice enable row level security;
create policy known on minors.home using (kernel.opens(child_id, 'register')) with check (kernel.opens(child_id, 'register'));
create policy known on minors.member using (kernel.opens(child_id, 'family')) with check (kernel.opens(child_id, 'family'));
create policy known on minors.entrusting using (kernel.opens(child_id, 'family')) with check (kernel.opens(child_id, 'family'));
create policy known on minors.schooling using (kernel.opens(child_id, 'school')) with check (kernel.opens(child_id, 'school'));
create policy known on minors.health using (kernel.opens(child_id, 'health')) with check (kernel.opens(child_id, 'health'));
create policy known on minors.sibling using (kernel.opens(child_id, 'family') and kernel.opens(other_id, 'register'))
  with check (kernel.opens(child_id, 'family') and kernel.opens(other_id, 'register'));
create policy known on minors.reader_request
  using (kernel.opens(child_id, 'whole') or (kernel.opens(child_id, 'register') and minors.concerns_me(asked_by, approver_path)))
  with check (kernel.opens(child_id, 'whole') or (kernel.opens(child_id, 'register') and minors.concerns_me(asked_by, approver_path)));
create policy known on minors.dossier_request
  using (kernel.opens(child_id, 'whole') or (kernel.opens(child_id, 'register') and minors.concerns_me(asked_by, approver_path)))
  with check (kernel.opens(child_id, 'whole') or (kernel.opens(child_id, 'register') and minors.concerns_me(asked_by, approver_path)));
create policy known on minors.child_key using (kernel.opens(child_id, 'whole')) with check (kernel.opens(child_id, 'whole'));
create policy known on minors.twice using (kernel.opens(one_id, 'register') and kernel.opens(other_id, 'register'))
  with check (kernel.opens(one_id, 'register') and kernel.opens(other_id, 'register'));
grant select, insert, update on minors.home, minors.member, minors.sibling, minors.entrusting, minors.schooling, minors.health, minors.reader_request,
  minors.dossier_request, minors.child_key, minors.twice to guitu_app;
