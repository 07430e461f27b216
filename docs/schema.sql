-- All migrations in the order in which they run; made by `npm run docs`.

-- kernel/20261121-0-kernel.sql

-- The kernel: organisations, accounts, sessions, parts, the ledger, actions, files, settings.
-- Every column that says whose a row is, is called owner_path and compared as a C-collated range.

create extension if not exists pg_trgm;
create extension if not exists btree_gist;

do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'guitu_app') then
    create role guitu_app nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  execute format('grant guitu_app to %I', current_user);
end $$;

create schema if not exists kernel;
grant usage on schema kernel to guitu_app;

-- Whether a row of this owner lies in the range of whoever acts. Settings are transaction-local, set by withActor;
-- without them the answer is no.
create function kernel.in_range(owner_path text) returns boolean
  language sql stable parallel safe
  as $$ select owner_path collate "C" >= current_setting('guitu.from', true) collate "C"
           and owner_path collate "C" < current_setting('guitu.to', true) collate "C" $$;

-- The house's clock as withActor told it, else the database's own: terms of parts end by the clock that decisions go by.
create function kernel.moment() returns timestamptz
  language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('guitu.now', true), '')::timestamptz, now()) $$;

-- Whether the system itself acts: jobs, sign-in, setting up.
create function kernel.by_system() returns boolean
  language sql stable parallel safe
  as $$ select coalesce(current_setting('guitu.account', true), '') = '00000000-0000-7000-8000-000000000000' $$;

create table kernel.organisation (
  id uuid primary key,
  path text collate "C" not null unique check (path ~ '^([0-9a-z-]+\.)+$'),
  parent_id uuid references kernel.organisation (id),
  kind text not null,
  level text not null check (level in ('city', 'county', 'town', 'village')),
  name text not null,
  short_name text not null,
  division text,
  phone text,
  address text,
  active boolean not null default true,
  created_at timestamptz not null
);
grant select, insert, update on kernel.organisation to guitu_app;

create table kernel.account (
  id uuid primary key,
  login text not null unique,
  name text not null,
  organisation_id uuid not null references kernel.organisation (id),
  post text,
  password_hash text not null,
  totp bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  second_factor boolean not null default true,
  must_change boolean not null default true,
  failed integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  sample boolean not null default false,
  created_at timestamptz not null,
  created_by uuid
);
-- What sign-in proves with (password, second factor) is read by the owner of the tables alone: no door can answer it.
grant select (id, login, name, organisation_id, post, totp_confirmed_at, second_factor, must_change, failed, locked_until,
  disabled_at, sample, created_at, created_by) on kernel.account to guitu_app;
grant insert, update on kernel.account to guitu_app;

create table kernel.account_role (
  account_id uuid not null references kernel.account (id),
  role text not null,
  granted_at timestamptz not null,
  granted_by uuid not null,
  revoked_at timestamptz,
  primary key (account_id, role, granted_at)
);
grant select, insert, update on kernel.account_role to guitu_app;

create table kernel.session (
  token_digest bytea primary key,
  id uuid not null unique,
  account_id uuid not null references kernel.account (id),
  state text not null check (state in ('password', 'in', 'ended')),
  device text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on kernel.session (account_id) where ended_at is null;
-- Doors only end sessions; they are opened and looked up by sign-in, as the owner.
grant select (id, account_id, state, ended_at), update (state, ended_at) on kernel.session to guitu_app;

create table kernel.setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null
);
grant select, insert on kernel.setting to guitu_app;

-- Hospital, school, origin, police hold a part of a subject that another organisation owns.
create table kernel.part (
  subject_kind text not null,
  subject_id uuid not null,
  -- Whose the subject is: they too see, and end, what others hold of it.
  owner_path text collate "C" not null,
  organisation_path text collate "C" not null,
  part text not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (subject_id, organisation_path, part, valid_from)
);
create index part_organisation on kernel.part (organisation_path, subject_kind);
alter table kernel.part enable row level security;
create policy range on kernel.part using (kernel.in_range(organisation_path) or kernel.in_range(owner_path))
  with check (kernel.in_range(organisation_path) or kernel.in_range(owner_path));
grant select, insert, update (valid_until) on kernel.part to guitu_app;

create function kernel.has_part(subject uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select exists (
    select 1 from kernel.part p
    where p.subject_id = subject and kernel.in_range(p.organisation_path)
      and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment())) $$;
revoke all on function kernel.has_part(uuid) from public;
grant execute on function kernel.has_part(uuid) to guitu_app;

-- A sealed subject is closed to all but its named readers; each opening takes a reason and lasts a while.
create table kernel.seal (
  subject_id uuid primary key,
  subject_kind text not null,
  owner_path text collate "C" not null,
  sealed_at timestamptz not null,
  sealed_by uuid not null
);
create table kernel.seal_reader (
  subject_id uuid not null references kernel.seal (subject_id) on delete cascade,
  account_id uuid not null,
  opened_until timestamptz,
  primary key (subject_id, account_id)
);
-- That there is a seal, and who reads behind it, is known to whoever would see the subject without it; only a reader
-- takes it away.
alter table kernel.seal enable row level security;
alter table kernel.seal_reader enable row level security;
create policy range on kernel.seal using (kernel.in_range(owner_path) or kernel.has_part(subject_id))
  with check (kernel.in_range(owner_path));
create policy range on kernel.seal_reader
  using (exists (select 1 from kernel.seal s where s.subject_id = seal_reader.subject_id))
  with check (exists (select 1 from kernel.seal s where s.subject_id = seal_reader.subject_id and kernel.in_range(s.owner_path)));
grant select, insert, delete on kernel.seal to guitu_app;
grant select, insert, delete, update (opened_until) on kernel.seal_reader to guitu_app;

create function kernel.unsealed(subject uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select not exists (select 1 from kernel.seal s where s.subject_id = subject)
            or kernel.by_system()
            or exists (select 1 from kernel.seal_reader r where r.subject_id = subject
                       and r.account_id::text = current_setting('guitu.account', true)) $$;
revoke all on function kernel.unsealed(uuid) from public;
grant execute on function kernel.unsealed(uuid) to guitu_app;
create policy reader on kernel.seal as restrictive for delete using (kernel.unsealed(subject_id));

-- First two segments of a path: the city inside which names are looked up across stations.
create function kernel.city_path_of(path text) returns text
  language sql immutable parallel safe
  as $$ select coalesce(substring(path from '^([^.]+\.[^.]+\.)'), path) $$;

-- Actions: one row each, so that the same id gives the same reply for ever. The reply is sealed.
create table kernel.action (
  id uuid primary key,
  name text not null,
  account_id uuid not null,
  organisation_id uuid not null,
  owner_path text collate "C" not null,
  form_digest bytea not null,
  reply bytea,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  -- The device's own clock at sending, and how far it was off; both values kept.
  device_offset_ms bigint
);
alter table kernel.action enable row level security;
create policy range on kernel.action using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert on kernel.action to guitu_app;

-- The ledger. The application's role may read it and append through ledger_append, nothing else.
create table kernel.ledger (
  organisation_id uuid not null,
  seq bigint not null,
  fact_id text not null unique,
  action_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  owner_path text collate "C" not null,
  name text not null,
  v integer not null,
  value jsonb,
  value_digest bytea not null,
  details bytea,
  details_digest bytea,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  replaces text,
  entry_digest bytea not null,
  hash bytea not null,
  primary key (organisation_id, seq)
);
create index ledger_subject on kernel.ledger (subject_id, recorded_at);
create index ledger_name on kernel.ledger (name, recorded_at);
create index ledger_recorded on kernel.ledger (owner_path, recorded_at);
alter table kernel.ledger enable row level security;
create policy range on kernel.ledger for select
  using (kernel.in_range(owner_path) or kernel.has_part(subject_id));
create policy sealed on kernel.ledger as restrictive for select using (kernel.unsealed(subject_id));
grant select on kernel.ledger to guitu_app;

create table kernel.ledger_head (
  organisation_id uuid primary key,
  seq bigint not null,
  hash bytea not null
);
grant select on kernel.ledger_head to guitu_app;

create table kernel.ledger_signature (
  organisation_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  signed_at timestamptz not null,
  signature bytea not null,
  key_id text not null,
  primary key (organisation_id, seq)
);
grant select, insert on kernel.ledger_signature to guitu_app;

-- Appends entries to an organisation's chain; one writer at a time per organisation, lock taken last in the transaction.
-- hash = sha256(previous hash || entry digest); the entry digest is made by the application over every column it names.
create function kernel.ledger_append(organisation uuid, entries jsonb) returns bigint
  language plpgsql security definer set search_path = pg_catalog, kernel
  as $$
declare
  head record;
  entry jsonb;
  chain bytea;
  position bigint;
begin
  -- Nobody writes in another organisation's chain, or in another's name, but the system.
  if not kernel.by_system() and (organisation::text is distinct from current_setting('guitu.organisation', true)
      or exists (select 1 from jsonb_array_elements(entries) e
        where e->>'recorded_by' is distinct from current_setting('guitu.account', true))) then
    raise insufficient_privilege using message = 'a chain of another organisation';
  end if;
  insert into kernel.ledger_head values (organisation, 0, sha256(convert_to(organisation::text, 'UTF8')))
    on conflict do nothing;
  select h.seq, h.hash into head from kernel.ledger_head h where h.organisation_id = organisation for update;
  chain := head.hash;
  position := head.seq;
  for entry in select * from jsonb_array_elements(entries) loop
    position := position + 1;
    chain := sha256(chain || decode(entry->>'entry_digest', 'hex'));
    insert into kernel.ledger values (
      organisation, position, entry->>'fact_id', (entry->>'action_id')::uuid, entry->>'subject_kind',
      (entry->>'subject_id')::uuid, entry->>'owner_path', entry->>'name', (entry->>'v')::int, entry->'value',
      decode(entry->>'value_digest', 'hex'), decode(entry->>'details', 'hex'), decode(entry->>'details_digest', 'hex'),
      (entry->>'occurred_at')::timestamptz, (entry->>'recorded_at')::timestamptz, (entry->>'recorded_by')::uuid,
      entry->>'replaces', decode(entry->>'entry_digest', 'hex'), chain);
  end loop;
  update kernel.ledger_head set seq = position, hash = chain where organisation_id = organisation;
  return position;
end $$;
revoke all on function kernel.ledger_append(uuid, jsonb) from public;
grant execute on function kernel.ledger_append(uuid, jsonb) to guitu_app;

-- Erasure by law: value and details of one fact go, digests and chain stay.
create function kernel.ledger_erase(fact text) returns boolean
  language sql security definer set search_path = pg_catalog, kernel
  as $$ update kernel.ledger set value = null, details = null where fact_id = fact returning true $$;
revoke all on function kernel.ledger_erase(text) from public;

-- Uploaded files: type by content, body encrypted.
create table kernel.file (
  id uuid primary key,
  owner_path text collate "C" not null,
  name bytea not null,
  type text not null,
  size bigint not null,
  body bytea not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  subject_id uuid
);
alter table kernel.file enable row level security;
create policy range on kernel.file using (kernel.in_range(owner_path) or (subject_id is not null and kernel.has_part(subject_id)))
  with check (kernel.in_range(owner_path));
create policy sealed on kernel.file as restrictive for select using (subject_id is null or kernel.unsealed(subject_id));
grant select, insert, update (subject_id) on kernel.file to guitu_app;

-- Numbers people read: one counter per key, without gaps in a committed sequence.
create table kernel.counter (
  key text primary key,
  value bigint not null
);
grant select, insert, update on kernel.counter to guitu_app;

-- people-and-cases/20261121-1-people.sql

-- The hall: person index and rescue files. Names and their search keys are readable to the search; all else that
-- identifies or describes somebody lies encrypted (bytea columns written by the vault).

create schema people;
grant usage on schema people to guitu_app;

create table people.person (
  id uuid primary key,
  owner_path text collate "C" not null,
  -- What the lists show: the written name, else the heard one with （音）, else 无名氏 and number.
  display_name text not null,
  sex text check (sex in ('male', 'female')),
  -- The range of possible birthdays: one day when the date is known, a year, or what an age seen leaves open.
  birth_from date,
  birth_to date,
  identity text not null default 'unknown' check (identity in ('unknown', 'claimed', 'verified', 'assigned')),
  nameless_no text,
  division text,
  -- Sealed JSON: photo ids, marks in words, conditions, contact, everything said of the person that no search needs.
  description bytea,
  created_at timestamptz not null,
  merged_into uuid references people.person (id)
);
create index person_owner on people.person (owner_path, created_at);
create index person_nameless on people.person (nameless_no) where nameless_no is not null;

create table people.rescue_file (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  no text not null unique,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  state text not null,
  arrival text,
  arrived_at timestamptz not null,
  accepted_at timestamptz,
  left_at timestamptz,
  left_kind text,
  -- One line for the next reception: tickets given, where to.
  left_note text,
  created_at timestamptz not null
);
create index rescue_file_person on people.rescue_file (person_id);
create index rescue_file_owner on people.rescue_file (owner_path, arrived_at);
create index rescue_file_open on people.rescue_file (owner_path, accepted_at) where left_at is null and accepted_at is not null;

-- Claims about who somebody is, with their evidence; never overwritten.
create table people.claim (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  kind text not null,
  -- Sealed JSON: the value claimed, words heard, evidence.
  content bytea not null,
  source text not null,
  confidence text,
  stated_at timestamptz not null,
  stated_by uuid not null,
  withdrawn_at timestamptz
);
create index claim_person on people.claim (person_id, stated_at);

-- Merges and splits are decisions that can be undone.
create table people.link_decision (
  id uuid primary key,
  kind text not null check (kind in ('merge', 'split', 'different')),
  person_id uuid not null references people.person (id),
  other_id uuid not null references people.person (id),
  file_id uuid references people.rescue_file (id),
  owner_path text collate "C" not null,
  reason bytea not null,
  -- Files and names that moved, so that undoing moves exactly those back.
  moved jsonb not null default '{}',
  decided_at timestamptz not null,
  decided_by uuid not null,
  undone_at timestamptz,
  undone_by uuid
);
create index link_person on people.link_decision (person_id);
create index link_other on people.link_decision (other_id);

alter table people.person enable row level security;
alter table people.rescue_file enable row level security;
alter table people.claim enable row level security;
alter table people.link_decision enable row level security;
create policy range on people.person using (kernel.in_range(owner_path) or kernel.has_part(id))
  with check (kernel.in_range(owner_path) or kernel.has_part(id));
create policy sealed on people.person as restrictive for select using (kernel.unsealed(id));
create policy range on people.rescue_file using (kernel.in_range(owner_path) or kernel.has_part(id))
  with check (kernel.in_range(owner_path) or kernel.has_part(id));
create policy sealed on people.rescue_file as restrictive for select using (kernel.unsealed(id) and kernel.unsealed(person_id));
create policy range on people.claim using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.claim as restrictive for select using (kernel.unsealed(person_id));
create policy range on people.link_decision using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
grant select, insert, update on people.person, people.rescue_file, people.claim, people.link_decision to guitu_app;

-- people-and-cases/20261121-2-search.sql

-- Looking people up: index tables of names, clues and documents. The functions that search them follow in -2-searching.

-- One row for a name and each of its readings; sounds and bigrams stand on the first reading only.
create table people.name_index (
  person_id uuid not null references people.person (id) on delete cascade,
  kind text not null check (kind in ('written', 'heard', 'nickname', 'kin', 'alias')),
  text text collate "C" not null,
  -- Without spaces, ü as v.
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  -- Folded keys: of the whole name, and of its parts with `~` before them.
  sounds text[] not null,
  -- Every character and every two that follow each other.
  bigrams text[] not null,
  owner_path text collate "C" not null,
  city_path text collate "C" not null generated always as (kernel.city_path_of(owner_path)) stored
);

create table people.clue_index (
  person_id uuid not null references people.person (id) on delete cascade,
  kind text not null check (kind in ('place', 'mark', 'division', 'accent')),
  text text not null,
  -- Of places also the folded sounds of their names, with `~` before them.
  bigrams text[] not null,
  owner_path text collate "C" not null,
  city_path text collate "C" not null generated always as (kernel.city_path_of(owner_path)) stored
);

-- Keyed digests of document numbers and their parts; the numbers themselves lie sealed in the person's description.
create table people.document_index (
  person_id uuid not null references people.person (id) on delete cascade,
  part text not null check (part in ('whole', 'first6', 'birth', 'last4')),
  blind bytea not null,
  owner_path text collate "C" not null
);

-- What an index row is found by inside one city: its pieces with the city's path before them, so that a frequent piece (王)
-- costs a small city no more than it has. `mark` keeps kin (@) and marks of the body (#) apart, `/` the sounds.
-- array_to_string is only stable because of other element types; over text it depends on nothing.
create function people.city_tokens(city text, mark text, pieces text[], sounds text[]) returns text[]
  language sql immutable strict parallel safe
  as $$ select case when cardinality(pieces) = 0 then '{}'::text[]
            else string_to_array(city || mark || array_to_string(pieces, E'\x1f' || city || mark), E'\x1f') end
         || case when cardinality(sounds) = 0 then '{}'::text[]
            else string_to_array(city || mark || '/' || array_to_string(sounds, E'\x1f' || city || mark || '/'), E'\x1f') end $$;

create function people.token_mark(kind text) returns text
  language sql immutable strict parallel safe
  as $$ select case kind when 'kin' then '@' when 'mark' then '#' else '' end $$;

create index name_person on people.name_index (person_id);
create index name_text on people.name_index (text, owner_path);
create index name_pinyin on people.name_index (pinyin, owner_path);
create index name_city_pinyin on people.name_index (city_path, pinyin);
create index name_initials on people.name_index (initials, owner_path);
-- No list of pending entries: searches would have to read it from end to end.
create index name_city_tokens on people.name_index
  using gin (people.city_tokens(city_path, people.token_mark(kind), bigrams, sounds)) with (fastupdate = off);
create index name_bigrams on people.name_index using gin (bigrams) with (fastupdate = off);
create index name_sounds on people.name_index using gin (sounds) with (fastupdate = off);

create index clue_person on people.clue_index (person_id);
create index clue_city_tokens on people.clue_index
  using gin (people.city_tokens(city_path, people.token_mark(kind), bigrams, '{}'::text[])) with (fastupdate = off);
create index clue_bigrams on people.clue_index using gin (bigrams) with (fastupdate = off);

create index document_person on people.document_index (person_id);
create index document_blind on people.document_index (part, blind, owner_path);

create index person_city_birth on people.person (kernel.city_path_of(owner_path), birth_from, birth_to);
create index person_birth on people.person (birth_from, birth_to);
create index person_nameless_no on people.person (nameless_no collate "C", owner_path) where nameless_no is not null;
create index person_city_nameless on people.person (kernel.city_path_of(owner_path), nameless_no collate "C") where nameless_no is not null;
create index rescue_file_number on people.rescue_file (split_part(no, ' ', 2), owner_path);

alter table people.name_index enable row level security;
alter table people.clue_index enable row level security;
alter table people.document_index enable row level security;
create policy range on people.name_index using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.name_index as restrictive for select using (kernel.unsealed(person_id));
create policy range on people.clue_index using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.clue_index as restrictive for select using (kernel.unsealed(person_id));
create policy range on people.document_index using (kernel.in_range(owner_path) or kernel.has_part(person_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(person_id));
create policy sealed on people.document_index as restrictive for select using (kernel.unsealed(person_id));
grant select, insert, delete on people.name_index, people.clue_index, people.document_index to guitu_app;

-- people-and-cases/20261121-2-searching.sql

-- The function that searches city-wide, and its two halves: candidates and answers.
--
-- Why a definer function: under row-level security `@>` and `LIKE` may not drive an index (they are not leakproof), so a
-- search would read the whole range. The function runs as the owner of the tables and holds the scope inside itself.

-- The person that a merged one became. Merges can be chained; the bound guards against a ring.
create function people.survivor_of(person uuid) returns uuid
  language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$
declare
  at_person uuid := person;
  next_person uuid;
begin
  for step in 1..20 loop
    select p.merged_into into next_person from people.person p where p.id = at_person;
    exit when next_person is null;
    at_person := next_person;
  end loop;
  return at_person;
end $$;
revoke all on function people.survivor_of(uuid) from public;

-- Candidates inside a scope, each with the slot of the question that it answers, how, and how well. Bounded: no way of
-- looking hands over more than `cap` rows, however frequent the name. Not for the application: it takes the scope as given.
create function people.candidates(asked jsonb, scope_from text, scope_to text, city text, cap integer)
  returns table (person_id uuid, slot text, way text, weight real, said text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  -- The plan is made once and kept; the settings hold it to the indexes, whatever the figures of the tables say.
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set enable_hashjoin = off
  set enable_mergejoin = off
  set jit = off
  as $$
#variable_conflict use_column
begin
  return query with
  documents as (select d ->> 'slot' as slot, d ->> 'part' as part, decode(d ->> 'blind', 'hex') as blind, d -> 'also' as also
    from jsonb_array_elements(asked -> 'documents') d),
  texts as (select t ->> 'slot' as slot, t ->> 'text' as text, t ->> 'kind' as kind, (t ->> 'weight')::real as weight
    from jsonb_array_elements(asked -> 'texts') t),
  parts as (select t ->> 'slot' as slot, t ->> 'bare' as bare, t ->> 'mark' as mark, t ->> 'way' as way,
      (t ->> 'less')::real as less,
      array(select jsonb_array_elements_text(t -> 'pieces')) as pieces,
      array(select city || (t ->> 'mark') || piece from jsonb_array_elements_text(t -> 'pieces') piece) as tokens
    from jsonb_array_elements(asked -> 'parts') t),
  sounds as (select t ->> 'slot' as slot, t ->> 'mark' as mark, t ->> 'way' as way, (t ->> 'weight')::real as weight,
      array(select jsonb_array_elements_text(t -> 'pinyins')) as pinyins,
      array(select jsonb_array_elements_text(t -> 'keys')) as keys,
      array(select city || (t ->> 'mark') || '/' || key from jsonb_array_elements_text(t -> 'keys') key) as tokens
    from jsonb_array_elements(asked -> 'sounds') t),
  prefixes as (select t ->> 'slot' as slot, t ->> 'prefix' as prefix from jsonb_array_elements(asked -> 'prefixes') t),
  initials as (select t ->> 'slot' as slot, t ->> 'initials' as initials, t ->> 'pattern' as pattern
    from jsonb_array_elements(asked -> 'initials') t),
  clues as (select t ->> 'slot' as slot, t ->> 'mark' as mark, t ->> 'way' as way, (t ->> 'weight')::real as weight,
      array(select jsonb_array_elements_text(t -> 'pieces')) as pieces,
      array(select city || (t ->> 'mark') || piece from jsonb_array_elements_text(t -> 'pieces') piece) as tokens
    from jsonb_array_elements(asked -> 'clues') t where (asked ->> 'cluesLead')::boolean),
  files as (select t ->> 'number' as number, t ->> 'prefix' as prefix from jsonb_array_elements(asked -> 'files') t),
  births as (select (asked ->> 'birthFrom')::date as low, (asked ->> 'birthTo')::date as high, asked ->> 'sex' as sex
    where (asked ->> 'birthLeads')::boolean)

  select c.person_id, c.slot, c.way, c.weight::real, c.said from (
  select found.person_id, d.slot, 'document-' || d.part,
    case d.part when 'whole' then 100 when 'last4' then 55 when 'birth' then 50 else 35 end, null::text
  from documents d cross join lateral (
    select i.person_id from people.document_index i
    where i.part = d.part and i.blind = d.blind and i.owner_path >= scope_from and i.owner_path < scope_to
      and not exists (
        select 1 from jsonb_array_elements(d.also) other
        where not exists (select 1 from people.document_index o where o.person_id = i.person_id
          and o.part = other ->> 'part' and o.blind = decode(other ->> 'blind', 'hex')))
    limit cap) found

  union all
  select found.person_id, t.slot, found.way, t.weight - found.less, found.text
  from texts t cross join lateral (
    select n.person_id, n.text, n.kind || '-same' as way,
      case when t.kind = n.kind then 0 when n.kind = 'written' then 0 when n.kind = 'alias' then 3 when n.kind = 'kin' then 30 else 8 end as less
    from people.name_index n
    where n.text = t.text and n.owner_path >= scope_from and n.owner_path < scope_to and (t.kind is distinct from 'kin' or n.kind = 'kin')
    limit cap) found

  union all
  select found.person_id, p.slot, case when found.whole then found.kind || '-same' else p.way end,
    case when found.whole then 88 when found.at = 1 then 52 when found.at > 1 then 50 else 30 end
      - p.less, found.text
  from parts p cross join lateral (
    select hit.person_id, hit.text, hit.kind, replace(hit.text, '·', '') = p.bare as whole,
      position(p.bare in replace(replace(hit.text, '·', ''), ' ', '')) as at
    from (
      (select n.person_id, n.text, n.kind from people.name_index n
        where city is not null and people.city_tokens(n.city_path, people.token_mark(n.kind), n.bigrams, n.sounds) @> p.tokens
        limit cap)
      union all
      (select n.person_id, n.text, n.kind from people.name_index n
        where city is null and n.bigrams @> p.pieces and n.owner_path >= scope_from and n.owner_path < scope_to
          and (p.mark = '@') = (n.kind = 'kin')
        limit cap)
    ) hit) found

  union all
  select found.person_id, s.slot, case when found.pinyin = any (s.pinyins) then 'pinyin-same' else s.way end,
    case when found.pinyin = any (s.pinyins) then s.weight + 10 else s.weight end, found.text
  from sounds s cross join lateral (
    (select n.person_id, n.text, n.pinyin from people.name_index n
      where city is not null and people.city_tokens(n.city_path, people.token_mark(n.kind), n.bigrams, n.sounds) && s.tokens
      limit cap)
    union all
    (select n.person_id, n.text, n.pinyin from people.name_index n
      where city is null and n.sounds && s.keys and n.owner_path >= scope_from and n.owner_path < scope_to
        and (s.mark = '@') = (n.kind = 'kin')
      limit cap)) found

  union all
  select found.person_id, p.slot, case when found.pinyin = p.prefix then 'pinyin-same' else 'pinyin-begins' end,
    case when found.pinyin = p.prefix then 70 else 46 end - case when found.kind = 'kin' then 20 else 0 end, found.text
  from prefixes p cross join lateral (
    (select n.person_id, n.text, n.kind, n.pinyin from people.name_index n
      where n.city_path = city and n.pinyin >= p.prefix and n.pinyin < p.prefix || chr(1114111)
      order by n.pinyin limit cap)
    union all
    (select n.person_id, n.text, n.kind, n.pinyin from people.name_index n
      where city is null and n.pinyin >= p.prefix and n.pinyin < p.prefix || chr(1114111)
        and n.owner_path >= scope_from and n.owner_path < scope_to
      order by n.pinyin limit cap)) found

  union all
  select found.person_id, i.slot, 'initials', 40 - case when found.kind = 'kin' then 20 else 0 end, found.text
  from initials i cross join lateral (
    select n.person_id, n.text, n.kind from people.name_index n
    where n.initials = i.initials and n.owner_path >= scope_from and n.owner_path < scope_to and n.pinyin like i.pattern
    limit cap) found

  union all
  select found.person_id, c.slot, c.way, c.weight, null
  from clues c cross join lateral (
    (select n.person_id from people.clue_index n
      where city is not null and people.city_tokens(n.city_path, people.token_mark(n.kind), n.bigrams, '{}'::text[]) @> c.tokens
      limit cap)
    union all
    (select n.person_id from people.clue_index n
      where city is null and n.bigrams @> c.pieces and n.owner_path >= scope_from and n.owner_path < scope_to
        and (c.mark = '#') = (n.kind = 'mark')
      limit cap)) found

  union all
  select found.id, 'nameless', 'nameless', 95, null
  from (select asked ->> 'nameless' as no where asked ? 'nameless') a cross join lateral (
    (select p.id from people.person p
      where kernel.city_path_of(p.owner_path) = city
        and p.nameless_no collate "C" >= a.no and p.nameless_no collate "C" < a.no || ':'
      order by p.nameless_no collate "C" desc limit cap)
    union all
    (select p.id from people.person p
      where city is null and p.nameless_no collate "C" >= a.no and p.nameless_no collate "C" < a.no || ':'
        and p.owner_path >= scope_from and p.owner_path < scope_to
      order by p.nameless_no collate "C" desc limit cap)) found

  union all
  select found.person_id, 'file', 'file', 100, null
  from files f cross join lateral (
    select r.person_id from people.rescue_file r
    where split_part(r.no, ' ', 2) = f.number and r.owner_path >= scope_from and r.owner_path < scope_to
      and (f.prefix = '' or split_part(r.no, ' ', 1) = f.prefix)
    limit cap) found

  -- Born within the range; then those whose wider range began before it, nearest first, of whom only so many are looked at.
  union all
  select found.id, 'birth', 'age', 0, null
  from births b cross join lateral (
    (select p.id from people.person p
      where kernel.city_path_of(p.owner_path) = city and p.birth_from between b.low and b.high
        and (b.sex is null or p.sex = b.sex or p.sex is null)
      limit cap)
    union all
    (select near.id from (
        select p.id, p.birth_to, p.sex from people.person p
        where kernel.city_path_of(p.owner_path) = city and p.birth_from < b.low and p.birth_from >= b.low - 7300
        order by p.birth_from desc limit 2000) near
      where near.birth_to >= b.low and (b.sex is null or near.sex = b.sex or near.sex is null)
      limit cap)
    union all
    (select p.id from people.person p
      where city is null and p.birth_from between b.low and b.high and p.owner_path >= scope_from and p.owner_path < scope_to
        and (b.sex is null or p.sex = b.sex or p.sex is null)
      limit cap)) found
  ) c (person_id, slot, way, weight, said);
end $$;
revoke all on function people.candidates(jsonb, text, text, text, integer) from public;

-- Candidates made into answers: merged persons as who they became, points of agreement added, the best first.
-- What stands outside the own range is one line: how it matched, which station to ask, in which month the last stay began.
create function people.answers(asked jsonb, own_from text, own_to text, scope_from text, scope_to text, city text)
  returns table (
    person_id uuid, inside boolean, sealed boolean, ways text[], score real, more boolean, display_name text, said text, sex text,
    birth_from date, birth_to date, identity text, nameless_no text, merged_from uuid[], elsewhere jsonb)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  -- The plan is made once and kept; the settings hold it to the indexes, whatever the figures of the tables say.
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set enable_hashjoin = off
  set enable_mergejoin = off
  set jit = off
  as $$
#variable_conflict use_column
begin
  return query with
  hit as materialized (
    select * from people.candidates(asked, scope_from, scope_to, city, (asked ->> 'cap')::integer)),
  -- Clues that only add to what leads; those that lead were counted as hits.
  clue as materialized (
    select t ->> 'slot' as slot, (t ->> 'weight')::real as weight, array(select jsonb_array_elements_text(t -> 'pieces')) as pieces
    from jsonb_array_elements(asked -> 'clues') t where not (asked ->> 'cluesLead')::boolean),
  per_slot as (
    select distinct on (h.person_id, h.slot) h.person_id, h.slot, h.way, h.weight, h.said
    from hit h order by h.person_id, h.slot, h.weight desc),
  per_person as (
    select s.person_id, sum(s.weight) as weight, array_agg(s.way order by s.weight desc) as ways,
      (array_agg(s.said order by s.weight desc) filter (where s.said is not null))[1] as said
    from per_slot s group by s.person_id),
  chosen as (
    select * from per_person c order by c.weight desc, c.person_id desc limit (asked ->> 'cap')::integer),
  agreed as materialized (
    select p.id as found_id, case when p.merged_into is null then p.id else people.survivor_of(p.id) end as person_id, c.ways, c.said,
      p.owner_path >= own_from and p.owner_path < own_to as own,
      c.weight
      + case when not asked ? 'birthFrom' or p.birth_from is null then 0
          when p.birth_from <= (asked ->> 'birthTo')::date and p.birth_to >= (asked ->> 'birthFrom')::date then 10 else -15 end
      + case when not asked ? 'sex' or p.sex is null then 0 when p.sex = asked ->> 'sex' then 4 else -12 end
      + coalesce((
          select sum(best.weight) from (
            select max(t.weight) as weight from clue t
            where exists (select 1 from people.clue_index i where i.person_id = p.id and i.bigrams @> t.pieces)
            group by t.slot) best), 0) as score
    from chosen c join people.person p on p.id = c.person_id),
  one as (
    select distinct on (a.person_id) a.person_id, a.score, a.own, a.ways, a.said,
      array_remove(array_agg(a.found_id) over (partition by a.person_id), a.person_id) as merged_from
    from agreed a order by a.person_id, a.score desc),
  best as materialized (
    select o.*, count(*) over () > (asked ->> 'limit')::integer as more
    from one o order by o.score desc, o.own desc, o.person_id desc limit (asked ->> 'limit')::integer),
  -- Materialized: otherwise seal and part would be asked again for every column.
  seen as materialized (
    select b.*, p.display_name, p.sex, p.birth_from, p.birth_to, p.identity, p.nameless_no, p.owner_path,
      -- Whether there is a seal or a part at all is asked first: the kernel's functions cost more than all the rest.
      exists (select 1 from kernel.seal k where k.subject_id = p.id) and not kernel.unsealed(p.id) as sealed,
      (p.owner_path >= own_from and p.owner_path < own_to)
        or (exists (select 1 from kernel.part k where k.subject_id = p.id) and kernel.has_part(p.id)) as near
    from best b join people.person p on p.id = b.person_id),
  shown as materialized (select s.*, s.near and not s.sealed as inside from seen s)
  select s.person_id, s.inside, s.sealed,
    s.ways, s.score::real, s.more,
    case when s.inside then s.display_name end, case when s.inside then s.said end,
    case when s.inside then s.sex end, case when s.inside then s.birth_from end,
    case when s.inside then s.birth_to end, case when s.inside then s.identity end,
    case when s.inside then s.nameless_no end, s.merged_from,
    coalesce(stays.lines, '[]'::jsonb)
  from shown s
  left join lateral (
    select jsonb_agg(jsonb_build_object('stationId', stay.station_id, 'station', stay.name, 'month', stay.month) order by stay.month desc) as lines
    from (
      select r.station_id, o.short_name as name, to_char(max(r.arrived_at) at time zone 'Asia/Shanghai', 'YYYY-MM') as month
      from people.rescue_file r join kernel.organisation o on o.id = r.station_id
      where r.person_id = any (s.person_id || s.merged_from) and not (r.owner_path >= own_from and r.owner_path < own_to)
        and r.owner_path >= scope_from and r.owner_path < scope_to
      group by r.station_id, o.short_name order by month desc limit 5) stay
  ) stays on true
  order by s.score desc, s.own desc, s.person_id desc;
end $$;
revoke all on function people.answers(jsonb, text, text, text, text, text) from public;

-- The one door of the application. The range is the actor's, told by withActor; the scope is the city around it, or the
-- range itself where that is wider. Without a range the answer is nothing.
create function people.search(asked jsonb)
  returns table (
    person_id uuid, inside boolean, sealed boolean, ways text[], score real, more boolean, display_name text, said text, sex text,
    birth_from date, birth_to date, identity text, nameless_no text, merged_from uuid[], elsewhere jsonb)
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  as $$
declare
  own_from text := current_setting('guitu.from', true);
  own_to text := current_setting('guitu.to', true);
  city text;
  scope_from text;
  scope_to text;
begin
  if own_from is null or own_to is null or own_to = '' then
    return;
  end if;
  city := kernel.city_path_of(own_from);
  if city ~ '^[^.]+\.[^.]+\.$' and own_to <= rtrim(city, '.') || '/' collate "C" then
    scope_from := city;
    scope_to := rtrim(city, '.') || '/';
  else
    city := null;
    scope_from := own_from;
    scope_to := own_to;
  end if;
  return query select * from people.answers(asked, own_from, own_to, scope_from, scope_to, city);
end $$;
revoke all on function people.search(jsonb) from public;
grant execute on function people.search(jsonb) to guitu_app;

-- people-and-cases/20261121-3-elsewhere.sql

-- A person of the same city, by id, for opening another station's file with a reason. The id comes from the search.
create function people.person_of_city(wanted uuid)
  returns table (id uuid, owner_path text, city text, file_ids uuid[])
  language sql stable security definer set search_path = pg_catalog, people, kernel
  as $$
    select p.id, p.owner_path, kernel.city_path_of(p.owner_path), array(select f.id from people.rescue_file f where f.person_id = p.id)
    from people.person p
    where p.id = wanted and kernel.unsealed(p.id)
      and kernel.city_path_of(p.owner_path) = kernel.city_path_of(current_setting('guitu.from', true)) $$;
revoke all on function people.person_of_city(uuid) from public;
grant execute on function people.person_of_city(uuid) to guitu_app;

-- people-and-cases/20261121-3-family.sql

-- The family of some subjects: every person and every file that merges and splits tie together. What policies say of one
-- file depends on what was told anywhere in its family, whoever acts and whatever range he has; hence definer rights.
-- Undone decisions still tie: the other side has to be looked at anew because of the undoing.

create index person_merged_into on people.person (merged_into) where merged_into is not null;

create function people.family_of(ids uuid[])
  returns table (id uuid, kind text, owner_path text, person_id uuid, station_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, people
  as $$
declare
  persons uuid[];
  wider uuid[];
begin
  select array_agg(s.id) into persons from (
    select f.person_id as id from people.rescue_file f where f.id = any (ids)
    union select p.id from people.person p where p.id = any (ids)) s;
  if persons is null then
    return;
  end if;
  loop
    select array_agg(s.id) into wider from (
      select unnest(persons) as id
      union select p.merged_into from people.person p where p.id = any (persons) and p.merged_into is not null
      union select p.id from people.person p where p.merged_into = any (persons)
      union select d.other_id from people.link_decision d where d.person_id = any (persons) and d.kind <> 'different'
      union select d.person_id from people.link_decision d where d.other_id = any (persons) and d.kind <> 'different') s;
    exit when cardinality(wider) = cardinality(persons);
    persons := wider;
  end loop;
  return query
    select p.id, 'person'::text, p.owner_path::text, p.id, null::uuid from people.person p where p.id = any (persons)
    union all
    select f.id, 'rescue-file'::text, f.owner_path::text, f.person_id, f.station_id
    from people.rescue_file f where f.person_id = any (persons);
end $$;
revoke all on function people.family_of(uuid[]) from public;

-- supervision/20261121-4-supervision.sql

-- Supervision: which policies are in force where, what they ask for in every subject, and the figures of it.
-- Obligations and figures are written by one function only (settle), called by the projector and by jobs: they follow from
-- facts, nobody types them. They hold ids, clause names and instants, nothing that names or describes a person.

create schema supervision;
grant usage on schema supervision to guitu_app;

-- Changes with every decision below. A token, not a number: one taken by a transaction that rolls back never comes again.
create table supervision.version (
  single boolean primary key default true check (single),
  token uuid not null
);
insert into supervision.version (token) values (gen_random_uuid());
grant select, update on supervision.version to guitu_app;

-- Decisions of a bureau for its jurisdiction (a path; everything below it). Rows are added, never changed, but for the end
-- of an adoption.
create table supervision.adoption (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  pack text not null,
  valid_from date not null,
  valid_until date,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  ended_reason text,
  check (valid_until is null or valid_until >= valid_from),
  constraint adoption_once exclude using gist (
    jurisdiction with =, pack with =, daterange(valid_from, valid_until, '[]') with &&)
);

create table supervision.parameter (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  -- Clause id, with the parameter's name where a clause has several: s2.03.health, s1.joint.on-scene.
  key text not null,
  value jsonb not null,
  valid_from date not null,
  reason text not null,
  citation text,
  decided_by uuid not null,
  decided_at timestamptz not null
);
create index parameter_key on supervision.parameter (key, valid_from);

create table supervision.campaign (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  pack text not null,
  opened date not null,
  closed date,
  cut_off date not null,
  application_by date not null,
  plan_by date not null,
  done_by date not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);

-- Duties of the time before this day are waived on that basis, visibly.
create table supervision.go_live (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  day date not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['adoption', 'parameter', 'campaign', 'go_live'] loop
    execute format('alter table supervision.%I enable row level security', name);
    -- Which rules are in force is no secret; deciding on them takes the range.
    execute format('create policy read on supervision.%I for select using (true)', name);
    execute format('create policy decide on supervision.%I for insert with check (kernel.in_range(jurisdiction))', name);
    execute format('create policy change on supervision.%I for update using (kernel.in_range(jurisdiction))', name);
    execute format('grant select, insert on supervision.%I to guitu_app', name);
  end loop;
end $$;
grant update (valid_until, ended_reason) on supervision.adoption to guitu_app;

create table supervision.obligation (
  subject_id uuid not null,
  clause text not null,
  instance text not null,
  subject_kind text not null,
  pack text not null,
  owner_path text collate "C" not null,
  -- Role words of who owes it: station, bureau, police …
  owner text not null,
  -- No word for overdue: an open one is overdue once late_at has come.
  state text not null check (state in ('open', 'met', 'met-late', 'cannot-tell', 'waived', 'ended')),
  arisen_at timestamptz not null,
  -- First day of the month in which it arose, Asia/Shanghai.
  month date not null,
  due_at timestamptz,
  due_kind text not null check (due_kind in ('minute', 'day', 'none')),
  -- The first instant that is too late.
  late_at timestamptz,
  met_at timestamptz,
  needs text[] not null default '{}',
  -- What a list shows of the reason; the whole of it is computed when somebody asks why.
  because jsonb not null,
  computed_at timestamptz not null,
  primary key (subject_id, clause, instance)
);
create index obligation_open on supervision.obligation (owner_path, late_at) where state in ('open', 'cannot-tell');
create index obligation_clause on supervision.obligation (clause, state, owner_path, month);
create index obligation_late on supervision.obligation (late_at) where state = 'open';
alter table supervision.obligation enable row level security;
create policy range on supervision.obligation for select using (kernel.in_range(owner_path) or kernel.has_part(subject_id));
create policy sealed on supervision.obligation as restrictive for select using (kernel.unsealed(subject_id));
grant select on supervision.obligation to guitu_app;

-- How many obligations of a clause arose in a month at an owner and stand in a state. Open ones are kept apart by the last
-- day on which they are in time, so that overdue can be added up at any time without a write.
create table supervision.figure (
  clause text not null,
  owner_path text collate "C" not null,
  month date not null,
  state text not null,
  last_day date not null default 'infinity',
  count integer not null,
  primary key (clause, owner_path, month, state, last_day)
);
alter table supervision.figure enable row level security;
-- A sealed file counts like any other; a number names nobody.
create policy range on supervision.figure for select using (kernel.in_range(owner_path));
grant select on supervision.figure to guitu_app;

create table supervision.subject_state (
  subject_id uuid primary key,
  kind text not null,
  owner_path text collate "C" not null,
  -- What it hangs on: the person of a file as first written (later merges and splits are facts, and speak from when they
  -- happened), the report that a report was joined into.
  root_id uuid,
  -- Whom it is recomputed together with in long runs.
  group_id uuid generated always as (coalesce(root_id, subject_id)) stored,
  changes_at timestamptz,
  computed_at timestamptz not null,
  packs_version uuid not null
);
create index subject_state_changes on supervision.subject_state (changes_at) where changes_at is not null;
create index subject_state_root on supervision.subject_state (root_id);
create index subject_state_group on supervision.subject_state (group_id);
create index subject_state_owner on supervision.subject_state (owner_path, kind);
alter table supervision.subject_state enable row level security;
create policy range on supervision.subject_state for select using (kernel.in_range(owner_path) or kernel.has_part(subject_id));
create policy sealed on supervision.subject_state as restrictive for select using (kernel.unsealed(subject_id));
grant select on supervision.subject_state to guitu_app;

-- Long work: what runs, how far it is, what came out.
create table supervision.run (
  id uuid primary key,
  kind text not null check (kind in ('recompute', 'preview')),
  jurisdiction text collate "C" not null,
  input jsonb not null default '{}',
  result jsonb not null default '{}',
  total integer not null default 0,
  done integer not null default 0,
  cursor uuid,
  started_at timestamptz not null,
  -- When a page of it was last finished: who has stood still for long is taken up again.
  touched_at timestamptz,
  finished_at timestamptz
);
create index run_jurisdiction on supervision.run (jurisdiction, started_at);
alter table supervision.run enable row level security;
create policy range on supervision.run using (kernel.in_range(jurisdiction)) with check (kernel.in_range(jurisdiction));
grant select, insert, update on supervision.run to guitu_app;

-- Everything that the duties of some subjects depend on, in one answer: the family of each, its facts, what is kept so
-- far. With `lock`, whoever comes second waits and then sees what the first has told. Definer rights: what a policy asks
-- for must not depend on whose range the actor has.
create function supervision.gather(subjects jsonb, lock boolean) returns json
  language plpgsql volatile security definer set search_path = pg_catalog, supervision
  -- Always by the index, whatever the statistics of a table that has just grown a hundredfold say; planned once.
  set enable_seqscan = off set plan_cache_mode = force_generic_plan
  as $$
declare
  asked uuid[];
  roots uuid[];
  family json := '[]';
  relatives uuid[] := '{}';
  persons uuid[] := '{}';
  paths text[];
  hanging uuid[];
  everybody uuid[];
  key uuid;
begin
  select array_agg((s->>'id')::uuid), array_agg(distinct s->>'ownerPath'),
      array_agg(distinct (s->>'root')::uuid) filter (where s->>'root' is not null)
    into asked, paths, roots from jsonb_array_elements(subjects) s;
  roots := roots || array(select t.root_id from supervision.subject_state t where t.subject_id = any (asked) and t.root_id is not null);
  if exists (select 1 from jsonb_array_elements(subjects) s where s->>'kind' in ('person', 'rescue-file', 'child-file')) then
    select coalesce(json_agg(json_build_array(f.id, f.kind, f.owner_path, f.person_id, f.station_id)), '[]'),
        coalesce(array_agg(f.id), '{}'), coalesce(array_agg(f.id) filter (where f.kind = 'person'), '{}'),
        paths || array_agg(distinct f.owner_path)
      into family, relatives, persons, paths from people.family_of(asked || roots) f;
  end if;
  if lock then
    for key in select k.id from (
        select unnest(persons || roots) as id
        union select unnest(asked) except select unnest(relatives)) k
      order by 1 loop
      perform pg_advisory_xact_lock(hashtextextended(key::text, 7));
    end loop;
  end if;
  everybody := array(select distinct unnest(asked || roots || relatives));
  hanging := everybody;
  loop
    hanging := array(select t.subject_id from supervision.subject_state t
      where t.root_id = any (hanging) and t.subject_id <> all (everybody));
    exit when cardinality(hanging) = 0;
    everybody := everybody || hanging;
  end loop;
  return json_build_object(
    'version', (select v.token from supervision.version v),
    'family', family,
    'states', (select coalesce(json_agg(json_build_array(t.subject_id, t.kind, t.owner_path, t.root_id,
        (extract(epoch from t.changes_at) * 1000)::bigint, t.packs_version)), '[]')
      from supervision.subject_state t where t.subject_id = any (everybody)),
    'facts', (select coalesce(json_agg(json_build_array(l.fact_id, l.subject_kind, l.subject_id, l.name, l.v, l.value,
        (extract(epoch from l.occurred_at) * 1000)::bigint, (extract(epoch from l.recorded_at) * 1000)::bigint, l.replaces)
        order by l.recorded_at, l.organisation_id, l.seq), '[]')
      from kernel.ledger l where l.subject_id = any (everybody)),
    'kept', (select coalesce(json_agg(json_build_array(o.subject_id, o.clause, o.instance, o.owner_path, o.owner, o.state, o.month,
        (extract(epoch from o.arisen_at) * 1000)::bigint, (extract(epoch from o.due_at) * 1000)::bigint,
        (extract(epoch from o.late_at) * 1000)::bigint, (extract(epoch from o.met_at) * 1000)::bigint, o.needs, o.because, o.due_kind)), '[]')
      from supervision.obligation o where o.subject_id = any (everybody)),
    'organisations', (select coalesce(json_agg(json_build_array(g.id, g.path, g.kind, g.level, g.division)), '[]')
      from kernel.organisation g
      where g.id = any (everybody) or g.path = any (paths)));
end $$;
revoke all on function supervision.gather(jsonb, boolean) from public;
grant execute on function supervision.gather(jsonb, boolean) to guitu_app;

-- Keeps what was computed: obligations put and gone, the figures' differences, when each answer changes next.
create function supervision.settle(work jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, supervision
  as $$
begin
  insert into supervision.subject_state as t (subject_id, kind, owner_path, root_id, changes_at, computed_at, packs_version)
    select (s->>'id')::uuid, s->>'kind', s->>'ownerPath', (s->>'root')::uuid, to_timestamp((s->>'changesAt')::float8 / 1000),
      to_timestamp((work->>'now')::float8 / 1000), (work->>'version')::uuid
    from jsonb_array_elements(work->'states') s order by 1
    on conflict (subject_id) do update set owner_path = excluded.owner_path, root_id = coalesce(t.root_id, excluded.root_id),
      changes_at = excluded.changes_at, computed_at = excluded.computed_at, packs_version = excluded.packs_version;
  if jsonb_array_length(work->'gone') > 0 then
    delete from supervision.obligation o using jsonb_to_recordset(work->'gone') as g (subject uuid, clause text, instance text)
      where o.subject_id = g.subject and o.clause = g.clause and o.instance = g.instance;
  end if;
  if jsonb_array_length(work->'put') > 0 then
    insert into supervision.obligation (subject_id, clause, instance, subject_kind, pack, owner_path, owner, state, arisen_at, month,
        due_at, due_kind, late_at, met_at, needs, because, computed_at)
      select p.subject, p.clause, p.instance, p.kind, p.pack, p.owner_path, p.owner, p.state, to_timestamp(p.arisen / 1000), p.month,
        to_timestamp(p.due / 1000), p.due_kind, to_timestamp(p.late / 1000), to_timestamp(p.met / 1000), p.needs, p.because,
        to_timestamp((work->>'now')::float8 / 1000)
      from jsonb_to_recordset(work->'put') as p (subject uuid, clause text, instance text, kind text, pack text, owner_path text, owner text,
        state text, arisen float8, month date, due float8, due_kind text, late float8, met float8, needs text[], because jsonb)
      on conflict (subject_id, clause, instance) do update set owner_path = excluded.owner_path, owner = excluded.owner,
        state = excluded.state, arisen_at = excluded.arisen_at, month = excluded.month, due_at = excluded.due_at,
        due_kind = excluded.due_kind, late_at = excluded.late_at, met_at = excluded.met_at, needs = excluded.needs,
        because = excluded.because, computed_at = excluded.computed_at;
  end if;
  if jsonb_array_length(work->'deltas') > 0 then
    -- In the order of the key, so that two writers never wait for each other.
    insert into supervision.figure as f (clause, owner_path, month, state, last_day, count)
      select d.clause, d.owner_path, d.month, d.state, coalesce(d.last_day, 'infinity'), d.count
      from jsonb_to_recordset(work->'deltas') as d (clause text, owner_path text, month date, state text, last_day date, count integer)
      order by d.clause collate "C", d.owner_path collate "C", d.month, d.state collate "C", d.last_day
      on conflict (clause, owner_path, month, state, last_day) do update set count = f.count + excluded.count;
  end if;
end $$;
revoke all on function supervision.settle(jsonb) from public;
grant execute on function supervision.settle(jsonb) to guitu_app;

-- Of the open duties whose last day is today, those whose minute has passed. With definer rights because sealed files count;
-- it answers numbers only, of the actor's range.
create function supervision.late_today(clauses text[], since timestamptz, until timestamptz)
  returns table (clause text, owner_path text, month date, count bigint)
  language sql stable security definer set search_path = pg_catalog, supervision
  as $$ select o.clause, o.owner_path::text, o.month, count(*)
    from supervision.obligation o
    where o.state = 'open' and o.late_at > since and o.late_at <= until
      and (clauses is null or o.clause = any (clauses)) and kernel.in_range(o.owner_path)
    group by 1, 2, 3 $$;
revoke all on function supervision.late_today(text[], timestamptz, timestamptz) from public;
grant execute on function supervision.late_today(text[], timestamptz, timestamptz) to guitu_app;

-- Enrols subjects that the ledger speaks of and nothing is kept of yet: after an import past the doors, or a rebuild.
create function supervision.enrol(path text, kinds text[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog, supervision
  as $$
declare
  added bigint;
begin
  insert into supervision.subject_state (subject_id, kind, owner_path, changes_at, computed_at, packs_version)
    select distinct on (l.subject_id) l.subject_id, l.subject_kind, l.owner_path, 'epoch'::timestamptz, 'epoch'::timestamptz,
      '00000000-0000-0000-0000-000000000000'::uuid
    from kernel.ledger l
    where starts_with(l.owner_path, path) and l.subject_kind = any (kinds)
      and not exists (select 1 from supervision.subject_state t where t.subject_id = l.subject_id)
    order by l.subject_id, l.recorded_at
    on conflict do nothing;
  get diagnostics added = row_count;
  update supervision.subject_state t set root_id = f.person_id
    from people.family_of(array(select n.subject_id from supervision.subject_state n
      where n.computed_at = 'epoch'::timestamptz and n.kind = 'rescue-file')) f
    where f.id = t.subject_id and t.kind = 'rescue-file' and t.root_id is null;
  return added;
end $$;
revoke all on function supervision.enrol(text, text[]) from public;
grant execute on function supervision.enrol(text, text[]) to guitu_app;

-- A page of families below a path, for long runs: definer rights, because asking row by row whether each of a hundred
-- thousand subjects is sealed would cost more than computing them. Only the system's jobs ask.
create function supervision.page(low text, high text, after uuid, families integer)
  returns table (id uuid, kind text, owner_path text, group_id uuid)
  language sql stable security definer set search_path = pg_catalog, supervision set enable_seqscan = off
  as $$ with page as (
      select distinct t.group_id from supervision.subject_state t
      where (after is null or t.group_id > after) and t.owner_path >= low collate "C" and t.owner_path < high collate "C"
      order by t.group_id limit families)
    select t.subject_id, t.kind, t.owner_path::text, t.group_id
    from supervision.subject_state t join page p on t.group_id = p.group_id
    where t.owner_path >= low collate "C" and t.owner_path < high collate "C"
    order by t.group_id, t.subject_id $$;
revoke all on function supervision.page(text, text, uuid, integer) from public;
grant execute on function supervision.page(text, text, uuid, integer) to guitu_app;

create function supervision.subjects_below(low text, high text) returns bigint
  language sql stable security definer set search_path = pg_catalog, supervision
  as $$ select count(*) from supervision.subject_state t
    where t.owner_path >= low collate "C" and t.owner_path < high collate "C" $$;
revoke all on function supervision.subjects_below(text, text) from public;
grant execute on function supervision.subjects_below(text, text) to guitu_app;

-- departure/20261121-5-departure.sql

-- Leaving and going home. Names, places and words lie sealed in the facts' details; rows hold what lists need and the id
-- of the fact that tells the rest.

create schema departure;
grant usage on schema departure to guitu_app;

create table departure.plan (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  made_at timestamptz not null,
  planned_on date,
  means text not null,
  local boolean,
  cross_province boolean,
  fact_id text not null
);
create index plan_file on departure.plan (file_id, made_at);

create table departure.ticket (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('voucher', 'short-fare')),
  fare_fen bigint not null check (fare_fen >= 0),
  home boolean not null,
  issued_at timestamptz not null,
  returned_at timestamptz,
  fact_id text not null,
  check (kind <> 'short-fare' or fare_fen <= 2000)
);
create index ticket_file on departure.ticket (file_id, issued_at);

create table departure.leaving (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null,
  left_at timestamptz not null,
  notice_no text,
  sent_home boolean not null,
  local boolean,
  cross_province boolean,
  handed_over_at timestamptz,
  origin_told_at timestamptz,
  letter_no text,
  fact_id text not null
);
create index leaving_file on departure.leaving (file_id, left_at);
create index leaving_owner on departure.leaving (owner_path, left_at);

create table departure.origin_refusal (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  refused_at timestamptz not null,
  raised_at timestamptz,
  raised_to text,
  fact_id text not null
);
create index origin_refusal_file on departure.origin_refusal (file_id, refused_at);

alter table departure.plan enable row level security;
alter table departure.ticket enable row level security;
alter table departure.leaving enable row level security;
alter table departure.origin_refusal enable row level security;
create policy range on departure.plan using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.plan as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.ticket using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.ticket as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.leaving using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.leaving as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.origin_refusal using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.origin_refusal as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on departure.plan, departure.ticket, departure.leaving, departure.origin_refusal to guitu_app;

-- medical/20261121-5-medical.sql

-- The infirmary and the hospitals. What was found and done lies sealed in the facts' details; rows hold what lists need
-- and the id of the fact that tells the rest.

create schema medical;
grant usage on schema medical to guitu_app;

create table medical.screening (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  screened_at timestamptz not null,
  fit boolean,
  infection text not null check (infection in ('suspected', 'ruled-out', 'unknown')),
  fact_id text not null
);
create index screening_file on medical.screening (file_id, screened_at);

create table medical.isolation (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  since timestamptz not null,
  until timestamptz,
  outcome text,
  fact_id text not null
);
create unique index isolation_open on medical.isolation (file_id) where until is null;
create index isolation_owner on medical.isolation (owner_path) where until is null;

create table medical.hospital_stay (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  -- Where the hospital is an organisation of the system.
  hospital_id uuid references kernel.organisation (id),
  hospital text not null,
  since timestamptz not null,
  identified_at timestamptz,
  ready_at timestamptz,
  until timestamptz,
  ended_as text check (ended_as in ('fetched', 'left')),
  fact_id text not null
);
create unique index hospital_stay_open on medical.hospital_stay (file_id) where until is null;
create index hospital_stay_owner on medical.hospital_stay (owner_path, since);

-- The infirmary's log, one line for each thing done; without a file where the house was disinfected or visited.
create table medical.log_entry (
  id uuid primary key,
  file_id uuid references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null,
  at timestamptz not null,
  done_by uuid not null,
  fact_id text not null
);
create index log_entry_owner on medical.log_entry (owner_path, at);
create index log_entry_file on medical.log_entry (file_id, at);

alter table medical.screening enable row level security;
alter table medical.isolation enable row level security;
alter table medical.hospital_stay enable row level security;
alter table medical.log_entry enable row level security;
create policy range on medical.screening using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on medical.screening as restrictive for select using (kernel.unsealed(file_id));
create policy range on medical.isolation using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on medical.isolation as restrictive for select using (kernel.unsealed(file_id));
create policy range on medical.hospital_stay using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on medical.hospital_stay as restrictive for select using (kernel.unsealed(file_id));
create policy range on medical.log_entry
  using (kernel.in_range(owner_path) or (file_id is not null and kernel.has_part(file_id)))
  with check (kernel.in_range(owner_path) or (file_id is not null and kernel.has_part(file_id)));
create policy sealed on medical.log_entry as restrictive for select using (file_id is null or kernel.unsealed(file_id));
grant select, insert, update on medical.screening, medical.isolation, medical.hospital_stay, medical.log_entry to guitu_app;

-- stay/20261121-6-stay.sql

-- The stay: zones, beds and who slept in them, care, training, behaviour plans, extensions, safety of the house.
create schema stay;
grant usage on schema stay to guitu_app;

create table stay.zone (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('observation', 'men', 'women', 'minors-boys', 'minors-girls', 'special', 'mother-child')),
  name text not null,
  staffed_by text,
  position integer not null default 0,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index zone_name on stay.zone (station_id, name) where closed_at is null;

create table stay.bed (
  id uuid primary key,
  zone_id uuid not null references stay.zone (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  label text not null,
  -- Beds of one room share its name within the zone.
  room text not null,
  state text not null check (state in ('ready', 'disinfecting', 'out-of-use')),
  state_since timestamptz not null,
  opened_at timestamptz not null,
  constraint bed_label unique (station_id, label)
);
create index bed_zone on stay.bed (zone_id, label);

-- Who sleeps where from when to when. The two constraints are the last word under any concurrency: one guest in a bed
-- (and, beside its mother, one own child under six), one bed per person in the whole house.
create table stay.bed_use (
  id uuid primary key,
  bed_id uuid not null references stay.bed (id),
  file_id uuid not null references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  place text not null check (place in ('guest', 'child')),
  taken_at timestamptz not null,
  left_at timestamptz,
  left_reason text,
  -- Sealed JSON: the leader's reason where one decided against an objection.
  decision bytea,
  taken_by uuid not null,
  left_by uuid,
  constraint bed_use_order check (left_at is null or left_at >= taken_at),
  constraint bed_use_one_guest exclude using gist (bed_id with =, place with =, tstzrange(taken_at, left_at) with &&),
  constraint bed_use_one_bed exclude using gist (person_id with =, tstzrange(taken_at, left_at) with &&)
);
create index bed_use_file on stay.bed_use (file_id, taken_at);
create index bed_use_now on stay.bed_use (station_id) where left_at is null;

create table stay.reservation (
  id uuid primary key,
  bed_id uuid not null references stay.bed (id),
  owner_path text collate "C" not null,
  -- Sealed JSON: who is on the way, and with whom.
  who bytea not null,
  expected_at timestamptz not null,
  kept_until timestamptz not null,
  made_at timestamptz not null,
  made_by uuid not null,
  ended_at timestamptz
);
create unique index reservation_open on stay.reservation (bed_id) where ended_at is null;

create table stay.together (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  mother_file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  known_by text not null,
  since timestamptz not null,
  until timestamptz
);
create unique index together_open on stay.together (file_id) where until is null;
create index together_mother on stay.together (mother_file_id) where until is null;

create table stay.conflict (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  file_id uuid references people.rescue_file (id),
  bed_id uuid not null references stay.bed (id),
  code text not null,
  sentence text not null,
  happened_at timestamptz not null,
  tried_by uuid not null
);
create index conflict_station on stay.conflict (station_id, happened_at);

create table stay.need (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  care text not null,
  every_hours integer not null check (every_hours between 1 and 720),
  note bytea,
  since timestamptz not null,
  until timestamptz,
  set_by uuid not null
);
create unique index need_open on stay.need (file_id, care) where until is null;

create table stay.care_entry (
  id uuid primary key,
  action_id uuid not null,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  care text not null,
  result text not null check (result in ('done', 'refused', 'not-possible')),
  note bytea,
  done_at timestamptz not null,
  done_by uuid not null,
  done_by_name text not null
);
create index care_entry_file on stay.care_entry (file_id, done_at);
create index care_entry_last on stay.care_entry (file_id, care, done_at);

create table stay.round (
  id uuid primary key,
  zone_id uuid not null references stay.zone (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  seen integer not null,
  missed uuid[] not null,
  note bytea
);
create index round_zone on stay.round (zone_id, made_at);

create table stay.training (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('skills', 'referral', 'work')),
  -- Sealed JSON: topic, who gave it, employer, remarks.
  content bytea not null,
  began_on date not null,
  ended_on date,
  hours numeric,
  result text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null
);
create index training_file on stay.training (file_id, began_on);

create table stay.behaviour_plan (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  state text not null check (state in ('running', 'ended')),
  ground text not null,
  measures text[] not null,
  -- Sealed JSON: why it is necessary, how it is done, whether guardian or family were told.
  content bytea not null,
  made_at timestamptz not null,
  made_by uuid not null,
  made_by_name text not null,
  review_on date not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_reason bytea
);
create unique index behaviour_plan_running on stay.behaviour_plan (file_id) where state = 'running';

create table stay.behaviour_review (
  id uuid primary key,
  plan_id uuid not null references stay.behaviour_plan (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  finding bytea not null,
  next_on date not null,
  reviewed_at timestamptz not null,
  reviewed_by uuid not null,
  reviewed_by_name text not null
);
create index behaviour_review_plan on stay.behaviour_review (plan_id, reviewed_at);

create table stay.extension (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  ground text not null,
  reason bytea not null,
  until_on date not null,
  approved_by uuid not null,
  approved_by_name text not null,
  filed_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  acknowledged_by_name text,
  acknowledged_by_organisation text
);
create index extension_file on stay.extension (file_id, filed_at);
create index extension_waiting on stay.extension (owner_path, filed_at) where acknowledged_at is null;

create table stay.liaison (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('police-room', 'officer')),
  police text not null,
  -- Sealed JSON: name and phone.
  contact bytea not null,
  since timestamptz not null,
  until timestamptz,
  named_by uuid not null
);
create unique index liaison_open on stay.liaison (station_id, kind) where until is null;

create table stay.disturbance (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  state text not null check (state in ('open', 'police-called', 'closed')),
  kind text not null,
  happened_at timestamptz not null,
  people integer,
  injured integer,
  -- Sealed JSON: place, course, guests involved.
  content bytea not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  police_called_at timestamptz,
  police text,
  police_receipt text,
  closed_at timestamptz,
  closed_by uuid,
  outcome text,
  closing_note bytea
);
create index disturbance_station on stay.disturbance (station_id, happened_at);

-- What the separation of guests goes by, without a name: also of files that are sealed from whoever asks, because a bed
-- beside a sealed child must not be given away by somebody who cannot see the child.
create function stay.separation(files uuid[])
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
            'medical.isolation-ended', 'entrusted.placed', 'entrusted.brought-back')
            or l.replaces is not null)), '[]'::jsonb)
    from people.rescue_file f join people.person p on p.id = f.person_id
    where f.id = any(files) and kernel.in_range(f.owner_path)
  $$;
revoke all on function stay.separation(uuid[]) from public;
grant execute on function stay.separation(uuid[]) to guitu_app;

alter table stay.zone enable row level security;
alter table stay.bed enable row level security;
alter table stay.bed_use enable row level security;
alter table stay.reservation enable row level security;
alter table stay.together enable row level security;
alter table stay.conflict enable row level security;
alter table stay.need enable row level security;
alter table stay.care_entry enable row level security;
alter table stay.round enable row level security;
alter table stay.training enable row level security;
alter table stay.behaviour_plan enable row level security;
alter table stay.behaviour_review enable row level security;
alter table stay.extension enable row level security;
alter table stay.liaison enable row level security;
alter table stay.disturbance enable row level security;

create policy range on stay.zone using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.bed using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
-- No restrictive seal here: that a bed is taken must be seen by whoever gives out beds; the row holds no name.
create policy range on stay.bed_use using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.reservation using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.together using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.conflict using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.round using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.liaison using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.disturbance using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.need using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.care_entry using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path));
create policy range on stay.training using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.behaviour_plan using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.behaviour_review using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on stay.extension using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on stay.need as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.care_entry as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.training as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.behaviour_plan as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.behaviour_review as restrictive for select using (kernel.unsealed(file_id));
create policy sealed on stay.extension as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on all tables in schema stay to guitu_app;

-- intake/20261121-7-belongings.sql

-- Belongings in the station's keeping. All else of a reception is told by its facts and their sealed details.

create schema intake;
grant usage on schema intake to guitu_app;

create table intake.belonging (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  -- The list it was signed for on.
  list_id uuid not null,
  kind text not null,
  quantity integer not null check (quantity > 0),
  returned integer not null default 0,
  -- Sealed JSON: name, mark, amount, where it lies.
  content bytea not null,
  kept_at timestamptz not null,
  constraint belonging_returned_fits check (returned between 0 and quantity)
);
create index belonging_file on intake.belonging (file_id, kept_at);
create index belonging_left on intake.belonging (owner_path, kept_at) where returned < quantity;

-- One row for each time something went out.
create table intake.belonging_return (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  belonging_id uuid not null references intake.belonging (id),
  quantity integer not null check (quantity > 0),
  how text not null,
  -- Sealed JSON: who received, how signed, who witnessed, note.
  content bytea not null,
  returned_at timestamptz not null
);
create index belonging_return_file on intake.belonging_return (file_id, returned_at);
create index belonging_return_thing on intake.belonging_return (belonging_id);

alter table intake.belonging enable row level security;
alter table intake.belonging_return enable row level security;
create policy range on intake.belonging using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on intake.belonging as restrictive for select using (kernel.unsealed(file_id));
create policy range on intake.belonging_return using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on intake.belonging_return as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on intake.belonging to guitu_app;
grant select, insert on intake.belonging_return to guitu_app;

-- medical/20261121-7-medical-withdrawn.sql

-- What was recorded by mistake is taken back by a fact of its own; the rows stay and say so.

alter table medical.screening add column withdrawn_at timestamptz;
alter table medical.isolation add column withdrawn_at timestamptz;
alter table medical.hospital_stay add column withdrawn_at timestamptz;
alter table medical.log_entry add column withdrawn_at timestamptz;

-- exchange/20261121-8-exchange.sql

-- Imports of rosters: which file, what its columns are, and what became of each row.
create schema exchange;
grant usage on schema exchange to guitu_app;

create table exchange.run (
  id uuid primary key,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  file_id uuid not null references kernel.file (id),
  state text not null check (state in ('under-way', 'done', 'stopped')),
  -- Sheet, header row and what each column is: no people in it.
  roster jsonb not null,
  -- Rows with a guest in them; told by the first slice of the job.
  total integer,
  -- Sealed JSON: the file's name, why the run was stopped.
  note bytea not null,
  started_at timestamptz not null,
  started_by uuid not null,
  ended_at timestamptz
);
create index run_station on exchange.run (owner_path, started_at desc);
-- Two imports into one station at a time would only wait for each other.
create unique index run_under_way on exchange.run (station_id) where state = 'under-way';

-- Rows that became files, by keyed digests of who and when: the same row is known again in any later file.
create table exchange.imported (
  station_id uuid not null references kernel.organisation (id),
  key bytea not null,
  owner_path text collate "C" not null,
  file_id uuid not null references people.rescue_file (id),
  run_id uuid not null references exchange.run (id),
  row_no integer not null,
  content bytea not null,
  -- Digest without the leaving and the remark: the same when a later roster only adds how somebody left.
  stay bytea not null,
  has_left boolean not null,
  imported_at timestamptz not null,
  constraint imported_once primary key (station_id, key)
);
create index imported_file on exchange.imported (file_id);

create table exchange.run_row (
  run_id uuid not null references exchange.run (id),
  row_no integer not null,
  owner_path text collate "C" not null,
  outcome text not null check (outcome in ('added', 'left', 'already', 'changed', 'duplicate', 'bad')),
  file_id uuid references people.rescue_file (id),
  bed text check (bed in ('assigned', 'no-such-bed', 'prevented', 'refused')),
  -- Sealed JSON: reasons and warnings in words.
  note bytea,
  primary key (run_id, row_no)
);

alter table exchange.run enable row level security;
alter table exchange.imported enable row level security;
alter table exchange.run_row enable row level security;
create policy range on exchange.run using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on exchange.imported using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on exchange.imported as restrictive for select using (kernel.unsealed(file_id));
create policy range on exchange.run_row using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on exchange.run_row as restrictive for select using (file_id is null or kernel.unsealed(file_id));
grant select, insert, update on exchange.run, exchange.imported, exchange.run_row to guitu_app;

-- administration/20261121-9-audit.sql

-- The audit administrator reads who did what when, never what was said: no value, no details.
create function kernel.ledger_lines(path_from text, path_to text, wanted_name text, wanted_account uuid, wanted_subject uuid, before timestamptz, most integer)
  returns table (organisation_id uuid, seq bigint, fact_id text, name text, subject_kind text, subject_id uuid, recorded_at timestamptz,
                 occurred_at timestamptz, recorded_by uuid, reason text)
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$
    select l.organisation_id, l.seq, l.fact_id, l.name, l.subject_kind, l.subject_id, l.recorded_at, l.occurred_at, l.recorded_by,
           case when l.name in ('sensitive.viewed', 'attempt.refused', 'file.sealed', 'file.unsealed', 'dossier.exported')
                then coalesce(l.value->>'reason', l.value->>'door') end
    from kernel.ledger l
    where l.owner_path >= path_from collate "C" and l.owner_path < path_to collate "C"
      and (wanted_name is null or l.name = wanted_name)
      and (wanted_account is null or l.recorded_by = wanted_account)
      and (wanted_subject is null or l.subject_id = wanted_subject)
      and (before is null or l.recorded_at < before)
    order by l.recorded_at desc, l.organisation_id, l.seq desc
    limit least(most, 500) $$;
revoke all on function kernel.ledger_lines(text, text, text, uuid, uuid, timestamptz, integer) from public;
grant execute on function kernel.ledger_lines(text, text, text, uuid, uuid, timestamptz, integer) to guitu_app;
create index ledger_time on kernel.ledger (recorded_at desc);
