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

-- Whether an id was used by anybody: an action sent under another organisation's id is refused, not run into its keys.
create function kernel.action_taken(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select exists (select 1 from kernel.action a where a.id = wanted) $$;
revoke all on function kernel.action_taken(uuid) from public;
grant execute on function kernel.action_taken(uuid) to guitu_app;

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
