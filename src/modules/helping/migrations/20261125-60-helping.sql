-- Helping: one plan for each child, its items, services asked of organisations, what was given. Closed like the file itself;
-- an organisation that was asked for something sees that one thing.

create schema helping;
grant usage on schema helping to guitu_app;

create table helping.plan (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  state text not null check (state in ('active', 'ended')),
  made_at timestamptz not null,
  made_by uuid not null,
  review_on date,
  changed_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  -- Sealed: goals, the child's own words, what the family says.
  content bytea not null
);
create unique index plan_active on helping.plan (child_id) where state = 'active';
create index plan_child on helping.plan (child_id, made_at);

create table helping.item (
  id uuid primary key,
  plan_id uuid not null references helping.plan (id),
  child_id uuid not null references people.child_file (id),
  compartment text not null,
  service text not null,
  -- Own state; what became of its referral comes to it when it is read.
  state text not null check (state in ('open', 'done', 'dropped')),
  due_on date,
  times integer,
  made_at timestamptz not null,
  ended_at timestamptz,
  -- Sealed: what for, who sees to it, what came of it.
  content bytea not null
);
create index item_plan on helping.item (plan_id, made_at);
create index item_child on helping.item (child_id);

create table helping.referral (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  -- Whose the child's file is: facts of the answer go by it, which who answers may not look up.
  file_path text collate "C" not null,
  compartment text not null,
  item_id uuid references helping.item (id),
  service text not null,
  state text not null check (state in ('waiting', 'working', 'refused', 'granted', 'declined', 'rerouted', 'closed')),
  -- Where it is an organisation of the system: it answers for itself.
  organisation_id uuid references kernel.organisation (id),
  organisation_path text collate "C",
  sender_id uuid not null references kernel.organisation (id),
  sender_path text collate "C" not null,
  made_by uuid not null,
  made_at timestamptz not null,
  due_on date,
  silent_since timestamptz not null,
  reminders integer not null default 0,
  -- The bureau that was told that nobody answers; it sees what is asked of whom, and no child.
  raised_path text collate "C",
  raised_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  instead_of uuid references helping.referral (id),
  -- Sealed: what is asked, name and age where they are needed, who to ask, course.
  content bytea not null
);
create unique index referral_open on helping.referral (child_id, service) where closed_at is null;
create index referral_organisation on helping.referral (organisation_path, closed_at);
create index referral_sender on helping.referral (sender_path, made_at);
create index referral_raised on helping.referral (raised_path) where raised_path is not null;
create index referral_chased on helping.referral (silent_since) where closed_at is null;
create index referral_item on helping.referral (item_id);

-- What was given, each time.
create table helping.given (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  compartment text not null,
  fact text not null,
  service text,
  referral_id uuid references helping.referral (id),
  item_id uuid references helping.item (id),
  organisation_path text collate "C" not null,
  given_at timestamptz not null,
  fact_id text not null,
  -- Sealed: what was done, by whom, what comes next.
  content bytea not null
);
create index given_child on helping.given (child_id, given_at);
create index given_referral on helping.given (referral_id);

-- Needs that an assessment found, and whether anything follows on them.
create table helping.need (
  child_id uuid primary key references people.child_file (id),
  needs text[] not null,
  assessed_at timestamptz not null,
  answered_at timestamptz
);
create index need_waiting on helping.need (assessed_at) where answered_at is null;

-- Places for children, and what is held there or by parents' committees: counts, never names of children.
create table helping.place (
  id uuid primary key,
  organisation_path text collate "C" not null,
  kind text not null,
  opened_on date not null,
  closed_on date,
  seats integer,
  -- Sealed: name, address, opening hours, who looks after it and the telephone.
  content bytea not null
);
create index place_owner on helping.place (organisation_path);

create table helping.meeting (
  id uuid primary key,
  organisation_path text collate "C" not null,
  place_id uuid references helping.place (id),
  kind text not null,
  held_on date not null,
  children integer,
  parents integer,
  volunteers integer,
  -- Sealed: what was done, by whom.
  content bytea not null
);
create index meeting_owner on helping.meeting (organisation_path, held_on);

alter table helping.plan enable row level security;
alter table helping.item enable row level security;
alter table helping.referral enable row level security;
alter table helping.given enable row level security;
alter table helping.need enable row level security;
alter table helping.place enable row level security;
alter table helping.meeting enable row level security;
create policy known on helping.plan using (kernel.opens(child_id, 'plan')) with check (kernel.opens(child_id, 'plan'));
create policy known on helping.item using (kernel.opens(child_id, compartment)) with check (kernel.opens(child_id, compartment));
create policy known on helping.referral
  using (organisation_path = current_setting('guitu.path', true) or raised_path = current_setting('guitu.path', true)
    or kernel.opens(child_id, compartment))
  with check (organisation_path = current_setting('guitu.path', true) or kernel.opens(child_id, compartment));
create policy known on helping.given
  using (organisation_path = current_setting('guitu.path', true) or kernel.opens(child_id, compartment))
  with check (organisation_path = current_setting('guitu.path', true) or kernel.opens(child_id, compartment));
create policy known on helping.need using (kernel.opens(child_id, 'assessment')) with check (kernel.opens(child_id, 'assessment'));
-- Where children can go is known in the whole city.
create policy city on helping.place
  using (kernel.city_path_of(organisation_path) = kernel.city_path_of(current_setting('guitu.from', true)) or kernel.in_range(organisation_path))
  with check (kernel.in_range(organisation_path));
create policy city on helping.meeting
  using (kernel.city_path_of(organisation_path) = kernel.city_path_of(current_setting('guitu.from', true)) or kernel.in_range(organisation_path))
  with check (kernel.in_range(organisation_path));
grant select, insert, update on helping.plan, helping.item, helping.referral, helping.given, helping.need, helping.place, helping.meeting
  to guitu_app;
