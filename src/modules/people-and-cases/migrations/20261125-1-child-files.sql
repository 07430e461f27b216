-- Files of minors: one for each child, over years. Closed: kernel.opens says who reads which compartment.

create table people.child_file (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  no text not null unique,
  -- A name for lists and corridors, so that the true one need not be said.
  alias bytea,
  owner_path text collate "C" not null,
  town_path text collate "C",
  village_path text collate "C",
  school_path text collate "C",
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_how text,
  -- Account of whoever is responsible.
  worker_id uuid,
  created_at timestamptz not null
);
create index child_file_person on people.child_file (person_id);
create index child_file_owner on people.child_file (owner_path, opened_at);
alter table people.child_file enable row level security;
create policy known on people.child_file using (kernel.opens(id, 'register')) with check (kernel.opens(id, 'register'));
grant select, insert, update on people.child_file to guitu_app;

-- Kinds of need, each with its time; a secret kind lies in its own compartment.
create table people.child_kind (
  id uuid primary key default gen_random_uuid(),
  child_id uuid not null references people.child_file (id),
  kind text not null,
  compartment text not null,
  since timestamptz not null,
  until timestamptz,
  -- Withdrawn: it never was so. Ended (`until` without it): it is so no longer.
  withdrawn boolean not null default false
);
create index child_kind_child on people.child_kind (child_id);
alter table people.child_kind enable row level security;
create policy known on people.child_kind using (kernel.opens(child_id, compartment)) with check (kernel.opens(child_id, compartment));
grant select, insert, update on people.child_kind to guitu_app;

-- Who has a file open now, having said why.
create table people.child_opened (
  child_id uuid not null references people.child_file (id),
  account_id uuid not null,
  opened_until timestamptz not null,
  primary key (child_id, account_id)
);
alter table people.child_opened enable row level security;
create policy own on people.child_opened using (account_id::text = current_setting('guitu.account', true) and kernel.opens(child_id, 'register'))
  with check (account_id::text = current_setting('guitu.account', true) and kernel.opens(child_id, 'register'));
grant select, insert, update on people.child_opened to guitu_app;

-- Where a person's names are indexed: closed people apart from all others, so that no search for anybody else meets them.
create function people.index_path(person uuid, path text) returns text
  language sql stable
  as $$ select case when kernel.closed(person) then 'closed:' || path else path end $$;

-- New child files, with people, names, kinds and parts, in one statement. Definer rights: whoever finds a child opens the
-- file for all who shall hold a part of it, and for an owner whose range is not theirs.
create function people.open_child_files(work jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, people, kernel
  as $$
declare
  me uuid := coalesce(nullif(current_setting('guitu.account', true), '')::uuid, '00000000-0000-7000-8000-000000000000');
begin
  if exists (select 1 from kernel.ledger l, jsonb_array_elements(work) c where l.subject_id = (c ->> 'id')::uuid) then
    raise exception 'already there' using errcode = '23505';
  end if;
  insert into people.person (id, owner_path, display_name, sex, birth_from, birth_to, identity, nameless_no, division, description, created_at)
    select (c ->> 'personId')::uuid, c ->> 'ownerPath', c -> 'person' ->> 'displayName', c -> 'person' ->> 'sex', (c -> 'person' ->> 'birthFrom')::date,
      (c -> 'person' ->> 'birthTo')::date, c -> 'person' ->> 'identity', c -> 'person' ->> 'namelessNo', c -> 'person' ->> 'division',
      decode(c -> 'person' ->> 'description', 'base64'), (c ->> 'at')::timestamptz
    from jsonb_array_elements(work) c where c ? 'person';
  insert into kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by, by_part)
    select (c ->> 'id')::uuid, 'child-file', c ->> 'ownerPath', (c ->> 'at')::timestamptz, me, true from jsonb_array_elements(work) c
    union all
    select (c ->> 'personId')::uuid, 'person', c ->> 'ownerPath', (c ->> 'at')::timestamptz, me, true
    from jsonb_array_elements(work) c where c ? 'person';
  insert into people.child_file (id, person_id, no, alias, owner_path, town_path, village_path, school_path, opened_at, worker_id, created_at)
    select (c ->> 'id')::uuid, (c ->> 'personId')::uuid, c ->> 'no', decode(c ->> 'alias', 'base64'), c ->> 'ownerPath', c ->> 'townPath', c ->> 'villagePath',
      c ->> 'schoolPath', (c ->> 'openedAt')::timestamptz, (c ->> 'workerId')::uuid, (c ->> 'at')::timestamptz
    from jsonb_array_elements(work) c;
  insert into people.child_kind (child_id, kind, compartment, since)
    select (c ->> 'id')::uuid, k ->> 'kind', k ->> 'compartment', (c ->> 'openedAt')::timestamptz
    from jsonb_array_elements(work) c, jsonb_array_elements(c -> 'kinds') k;
  insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, account_id, valid_from, granted_by)
    select s.kind, s.id, c ->> 'ownerPath', p ->> 'path', p ->> 'part', (p ->> 'accountId')::uuid, (c ->> 'at')::timestamptz, me
    from jsonb_array_elements(work) c, jsonb_array_elements(c -> 'parts') p,
      lateral (values ('child-file', (c ->> 'id')::uuid), ('person', (c ->> 'personId')::uuid)) s (kind, id)
    on conflict do nothing;
  insert into people.name_index (person_id, kind, text, pinyin, initials, sounds, bigrams, owner_path)
    select (c ->> 'personId')::uuid, n.kind, n.text, n.pinyin, n.initials, n.sounds, n.bigrams, 'closed:' || (c ->> 'ownerPath')
    from jsonb_array_elements(work) c, jsonb_to_recordset(c -> 'names') as n (kind text, text text, pinyin text, initials text, sounds text[], bigrams text[])
    where c ? 'person';
  insert into people.clue_index (person_id, kind, text, bigrams, owner_path)
    select (c ->> 'personId')::uuid, n.kind, n.text, n.bigrams, 'closed:' || (c ->> 'ownerPath')
    from jsonb_array_elements(work) c, jsonb_to_recordset(c -> 'clues') as n (kind text, text text, bigrams text[]) where c ? 'person';
  insert into people.document_index (person_id, part, blind, owner_path)
    select (c ->> 'personId')::uuid, d.part, decode(d.blind, 'hex'), 'closed:' || (c ->> 'ownerPath')
    from jsonb_array_elements(work) c, jsonb_to_recordset(c -> 'documents') as d (part text, blind text) where c ? 'person';
end $$;
revoke all on function people.open_child_files(jsonb) from public;
grant execute on function people.open_child_files(jsonb) to guitu_app;

-- What policies look at together: a child's file hangs on its person like a rescue file does.
create or replace function people.family_of(ids uuid[])
  returns table (id uuid, kind text, owner_path text, person_id uuid, station_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, people
  as $$
declare
  persons uuid[];
  wider uuid[];
begin
  select array_agg(s.id) into persons from (
    select f.person_id as id from people.rescue_file f where f.id = any (ids)
    union select c.person_id from people.child_file c where c.id = any (ids)
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
    from people.rescue_file f where f.person_id = any (persons)
    union all
    select c.id, 'child-file'::text, c.owner_path::text, c.person_id, null::uuid
    from people.child_file c where c.person_id = any (persons);
end $$;
