-- Matching: profiles of both sides, the last run of each guest, pairs with their decisions. Whatever names or describes
-- somebody lies sealed; rows hold ids, states, probabilities and times.

create schema matching;
grant usage on schema matching to guitu_app;

-- Servers bring their indexes up to date by it. Taken under one lock, so that a version once seen leaves none behind it.
create sequence matching.version;
grant usage on sequence matching.version to guitu_app;

create table matching.profile (
  subject_id uuid primary key,
  kind text not null check (kind in ('guest', 'inquiry')),
  -- Of a guest: who it is in the person index. Of an inquiry: the one that it was joined into, else itself.
  person_id uuid references people.person (id),
  root_id uuid not null,
  owner_path text collate "C" not null,
  -- A guest still looked for, an inquiry still looking.
  open boolean not null,
  version bigint not null,
  -- Sealed JSON: what is compared, and what a list calls it.
  content bytea not null,
  -- Keyed digest of the content: an unchanged one keeps its version.
  digest bytea not null,
  changed_at timestamptz not null,
  check ((kind = 'guest') = (person_id is not null))
);
create unique index profile_version on matching.profile (version);
create index profile_owner on matching.profile (owner_path, kind);
create index profile_person on matching.profile (person_id) where person_id is not null;
create index profile_root on matching.profile (root_id);

-- What the last comparison of a guest answered.
create table matching.run (
  subject_id uuid primary key,
  owner_path text collate "C" not null,
  -- The guest's own profile as it was compared, and up to where the others were known.
  profile_version bigint not null,
  index_version bigint not null,
  weights text not null,
  compared integer not null,
  ran_at timestamptz not null,
  -- Sealed JSON: candidates in their order, the rest, nobody, the next questions.
  content bytea not null
);
create index run_owner on matching.run (owner_path);

create table matching.pair (
  id uuid primary key,
  -- Guest and a family's inquiry, or guest and an earlier guest.
  kind text not null check (kind in ('inquiry', 'guest')),
  file_id uuid not null references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  other_id uuid not null,
  -- The inquiry that others were joined into; of an earlier guest the person.
  root_id uuid not null,
  owner_path text collate "C" not null,
  other_path text collate "C" not null,
  state text not null check (state in ('candidate', 'suggested', 'possible', 'excluded', 'agreed', 'confirmed', 'undone', 'overtaken')),
  probability real not null,
  low real not null,
  high real not null,
  -- Sealed JSON: item by item, and what the evidence rather says.
  evidence bytea not null,
  weights text not null,
  ran_at timestamptz not null,
  suggested_at timestamptz,
  seen_at timestamptz,
  seen_there_at timestamptz,
  agreed_by uuid,
  agreed_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  -- Sealed JSON: grounds of each decision, and what stood before the confirmation.
  grounds bytea,
  unique (file_id, other_id)
);
-- One inquiry is about one guest, one guest is looked for in one inquiry (and those joined into it).
create unique index pair_inquiry_confirmed on matching.pair (root_id) where state = 'confirmed' and kind = 'inquiry';
create unique index pair_person_confirmed on matching.pair (person_id) where state = 'confirmed' and kind = 'inquiry';
create index pair_other on matching.pair (other_id);
create index pair_root on matching.pair (root_id);
create index pair_person on matching.pair (person_id);
create index pair_owner on matching.pair (owner_path, kind, state);
create index pair_there on matching.pair (other_path, kind, state);

-- Who looked at a pair on which day: told to the ledger once.
create table matching.look (
  pair_id uuid not null references matching.pair (id),
  account_id uuid not null,
  day date not null,
  owner_path text collate "C" not null,
  primary key (pair_id, account_id, day)
);

-- Which file of weights a bureau compares by, from which day.
create table matching.weights_choice (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  weights text not null,
  valid_from date not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);
create index weights_choice_of on matching.weights_choice (jurisdiction, valid_from);

-- What a file of weights would have said of the pairs that people decided; figures only.
create table matching.weights_trial (
  jurisdiction text collate "C" not null,
  weights text not null,
  wanted_at timestamptz not null,
  tried_at timestamptz,
  figures jsonb,
  primary key (jurisdiction, weights)
);

alter table matching.profile enable row level security;
alter table matching.run enable row level security;
alter table matching.pair enable row level security;
alter table matching.look enable row level security;
alter table matching.weights_choice enable row level security;
alter table matching.weights_trial enable row level security;

create policy range on matching.pair using (kernel.in_range(owner_path) or kernel.in_range(other_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(other_path));
create policy sealed on matching.pair as restrictive for select
  using (kernel.unsealed(file_id) and kernel.unsealed(person_id) and kernel.unsealed(other_id) and kernel.unsealed(root_id));
-- The other side of a pair is read through the pair; a pair is only seen by who may open the guest's file.
create policy range on matching.profile
  using (kernel.in_range(owner_path) or exists (
    select 1 from matching.pair p
    where (p.file_id = subject_id or p.other_id = subject_id) and p.state <> 'overtaken'
      and (kernel.in_range(p.owner_path) or kernel.in_range(p.other_path))))
  with check (kernel.in_range(owner_path));
create policy sealed on matching.profile as restrictive for select
  using (kernel.unsealed(subject_id) and (person_id is null or kernel.unsealed(person_id)));
create policy range on matching.run using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on matching.run as restrictive for select using (kernel.unsealed(subject_id));
create policy range on matching.look using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
-- Which weights are in force is no secret; deciding on them takes the range.
create policy read on matching.weights_choice for select using (true);
create policy decide on matching.weights_choice for insert with check (kernel.in_range(jurisdiction));
create policy range on matching.weights_trial using (kernel.in_range(jurisdiction)) with check (kernel.in_range(jurisdiction));

grant select, insert, update on matching.profile, matching.run, matching.pair, matching.weights_trial to guitu_app;
grant select, insert on matching.look, matching.weights_choice to guitu_app;

-- Month in which some stays of the own city began, wherever in it they were: the search tells no less.
create function matching.months_of_stays(ids uuid[])
  returns table (id uuid, month text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select f.id, to_char(f.arrived_at at time zone 'Asia/Shanghai', 'YYYY-MM') from people.rescue_file f
    where f.id = any (ids) and kernel.unsealed(f.id)
      and kernel.city_path_of(f.owner_path) = kernel.city_path_of(current_setting('guitu.from', true)) $$;
revoke all on function matching.months_of_stays(uuid[]) from public;
grant execute on function matching.months_of_stays(uuid[]) to guitu_app;
