-- Who may let somebody read the whole of a closed subject: whoever reads it all, or a house that is in charge of such files. Any
-- other holder of a part (a school, a village, a hospital, a volunteers' house) grants what its work needs, never the whole.

create function kernel.may_grant(subject uuid, wanted text) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select kernel.by_system()
    or not exists (select 1 from kernel.part_opens o where o.part = wanted and o.compartment = 'whole')
    or kernel.opens(subject, 'whole')
    or (kernel.holds(subject) and exists (select 1 from kernel.organisation g
      where g.path = current_setting('guitu.path', true) and g.kind in ('protection-centre', 'bureau'))) $$;
revoke all on function kernel.may_grant(uuid, text) from public;
grant execute on function kernel.may_grant(uuid, text) to guitu_app;

create or replace function kernel.grant_part(subject uuid, kind text, owner text, path text, wanted text, account uuid, since timestamptz, until timestamptz)
  returns void
  language plpgsql security definer set search_path = pg_catalog, kernel
  as $$
begin
  if not (kernel.by_system() or (kernel.holds(subject) and kernel.may_grant(subject, wanted))
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

drop policy closed_insert on kernel.part;
create policy closed_insert on kernel.part as restrictive for insert
  with check (kernel.by_system() or not kernel.closed(subject_id)
    or (kernel.holds(subject_id) and kernel.may_grant(subject_id, part)));
