-- Closed subjects: a minor's file, a report of abuse. Nobody sees them by range, not even whoever owns them; only who holds a
-- part, and of their ledger only what the part opens. Parts may be held by one named account.

alter table kernel.part add column account_id uuid;
alter table kernel.part add column granted_by uuid;
alter table kernel.part drop constraint part_pkey;
create unique index part_held on kernel.part
  (subject_id, organisation_path, part, coalesce(account_id, '00000000-0000-0000-0000-000000000000'), valid_from);
create index part_subject on kernel.part (subject_id, organisation_path);

-- Which compartments a part opens, in which compartment a fact lies, which kinds of subject are closed: the house's data
-- files, put here at each start.
create table kernel.part_opens (part text not null, compartment text not null, primary key (part, compartment));
create table kernel.fact_compartment (name text primary key, compartment text not null);
create table kernel.closed_kind (kind text primary key);
grant select on kernel.part_opens, kernel.fact_compartment, kernel.closed_kind to guitu_app;

alter table kernel.seal add column by_part boolean not null default false;

create function kernel.is_me(account uuid) returns boolean
  language sql stable parallel safe
  as $$ select account is null or account::text = current_setting('guitu.account', true) $$;

create or replace function kernel.has_part(subject uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select exists (
    select 1 from kernel.part p
    where p.subject_id = subject and kernel.in_range(p.organisation_path) and kernel.is_me(p.account_id)
      and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment())) $$;

-- Whether the very organisation, or the very person, that acts holds a part: a range above does not count.
create function kernel.holds(subject uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select exists (
    select 1 from kernel.part p
    where p.subject_id = subject and p.organisation_path = current_setting('guitu.path', true) and kernel.is_me(p.account_id)
      and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment())) $$;

create function kernel.opens(subject uuid, wanted text) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select kernel.by_system() or exists (
    select 1 from kernel.part p join kernel.part_opens o on o.part = p.part and o.compartment = wanted
    where p.subject_id = subject and p.organisation_path = current_setting('guitu.path', true) and kernel.is_me(p.account_id)
      and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment())) $$;

create function kernel.closed(subject uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select exists (select 1 from kernel.seal s where s.subject_id = subject and s.by_part) $$;

create or replace function kernel.unsealed(subject uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select kernel.by_system()
    or not exists (select 1 from kernel.seal s where s.subject_id = subject)
    or exists (select 1 from kernel.seal s where s.subject_id = subject and (
      (s.by_part and kernel.holds(subject))
      or (not s.by_part and exists (select 1 from kernel.seal_reader r where r.subject_id = subject
            and r.account_id::text = current_setting('guitu.account', true))))) $$;

-- Of a closed subject's ledger only what one's part opens; a fact that names no compartment belongs to the whole file.
create function kernel.reads_fact(subject uuid, fact text) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select kernel.opens(subject, coalesce((select c.compartment from kernel.fact_compartment c where c.name = fact), 'whole')) $$;

create policy compartment on kernel.ledger as restrictive for select
  using (subject_kind <> all (array(select k.kind from kernel.closed_kind k)) or kernel.reads_fact(subject_id, name));

-- That somebody holds a part of a closed subject, or that it is closed, is nobody else's to know.
create policy closed on kernel.part as restrictive for select
  using (organisation_path = current_setting('guitu.path', true) or kernel.unsealed(subject_id));
create policy closed on kernel.seal as restrictive for select using (not by_part or kernel.unsealed(subject_id));

-- Closes a subject that is being made in this transaction, or of which the actor holds a part or is in charge.
create function kernel.close_subject(subject uuid, kind text, owner text, at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, kernel
  as $$
begin
  if not (kernel.by_system() or kernel.holds(subject) or kernel.in_range(owner)
      or not exists (select 1 from kernel.ledger l where l.subject_id = subject)) then
    raise exception 'not theirs to close' using errcode = '42501';
  end if;
  insert into kernel.seal (subject_id, subject_kind, owner_path, sealed_at, sealed_by, by_part)
    values (subject, kind, owner, at, coalesce(nullif(current_setting('guitu.account', true), '')::uuid, '00000000-0000-7000-8000-000000000000'), true)
    on conflict do nothing;
end $$;

-- Grants a part of a closed subject: by whoever holds one, or who is just making the subject. Granted twice is granted once.
create function kernel.grant_part(subject uuid, kind text, owner text, path text, wanted text, account uuid, since timestamptz, until timestamptz)
  returns void
  language plpgsql security definer set search_path = pg_catalog, kernel
  as $$
begin
  if not (kernel.by_system() or kernel.holds(subject)
      or not exists (select 1 from kernel.ledger l where l.subject_id = subject)) then
    raise exception 'not theirs to grant' using errcode = '42501';
  end if;
  insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, account_id, valid_from, valid_until, granted_by)
    select kind, subject, owner, path, wanted, account, since, until, nullif(current_setting('guitu.account', true), '')::uuid
    where not exists (select 1 from kernel.part p where p.subject_id = subject and p.organisation_path = path and p.part = wanted
      and p.account_id is not distinct from account and p.valid_until is null)
    -- Ended and granted again at the same instant.
    on conflict (subject_id, organisation_path, part, coalesce(account_id, '00000000-0000-0000-0000-000000000000'), valid_from)
      do update set valid_until = excluded.valid_until;
end $$;

-- Ends a part, by whoever holds one of the subject.
create function kernel.end_part(subject uuid, path text, wanted text, account uuid, at timestamptz) returns integer
  language plpgsql security definer set search_path = pg_catalog, kernel
  as $$
declare
  ended integer;
begin
  if not (kernel.by_system() or kernel.holds(subject)) then
    raise exception 'not theirs to end' using errcode = '42501';
  end if;
  update kernel.part p set valid_until = greatest(at, p.valid_from)
    where p.subject_id = subject and p.organisation_path = path and p.part = wanted
      and p.account_id is not distinct from account and (p.valid_until is null or p.valid_until > at);
  get diagnostics ended = row_count;
  return ended;
end $$;

revoke all on function kernel.holds(uuid), kernel.opens(uuid, text), kernel.closed(uuid), kernel.reads_fact(uuid, text),
  kernel.close_subject(uuid, text, text, timestamptz),
  kernel.grant_part(uuid, text, text, text, text, uuid, timestamptz, timestamptz),
  kernel.end_part(uuid, text, text, uuid, timestamptz) from public;
grant execute on function kernel.holds(uuid), kernel.opens(uuid, text), kernel.closed(uuid), kernel.reads_fact(uuid, text),
  kernel.close_subject(uuid, text, text, timestamptz),
  kernel.grant_part(uuid, text, text, text, text, uuid, timestamptz, timestamptz),
  kernel.end_part(uuid, text, text, uuid, timestamptz) to guitu_app;

-- Nobody makes himself a holder of what is closed, or ends another's part of it, by a plain statement.
create policy closed_insert on kernel.part as restrictive for insert
  with check (kernel.by_system() or not kernel.closed(subject_id) or kernel.holds(subject_id));
create policy closed_update on kernel.part as restrictive for update
  using (kernel.by_system() or not kernel.closed(subject_id) or kernel.holds(subject_id));

-- Whoever reads the whole of a closed subject sees who else holds a part of it.
create policy whole on kernel.part for select using (kernel.opens(subject_id, 'whole'));

-- Which of some ids are closed subjects that the asker knows nothing of: an attempt at them is told to the subject itself.
create function kernel.closed_of(ids uuid[]) returns table (id uuid, kind text, owner_path text)
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select s.subject_id, s.subject_kind, s.owner_path from kernel.seal s where s.subject_id = any (ids) and s.by_part $$;
revoke all on function kernel.closed_of(uuid[]) from public;
grant execute on function kernel.closed_of(uuid[]) to guitu_app;
