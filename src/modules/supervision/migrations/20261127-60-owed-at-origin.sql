-- What a return opens is owed by the place of origin: its duties are kept and counted under that path, not the sender's.

-- The place of origin of some returns: the last that came to hold its part. Definer rights: who owes a duty must not depend on
-- whose range the actor has.
create function supervision.origins_of(subjects uuid[]) returns table (id uuid, path text)
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select distinct on (p.subject_id) p.subject_id, p.organisation_path::text
    from kernel.part p where p.subject_id = any (subjects) and p.part = 'origin'
    order by p.subject_id, p.valid_until desc nulls first, p.valid_from desc $$;
revoke all on function supervision.origins_of(uuid[]) from public;
grant execute on function supervision.origins_of(uuid[]) to guitu_app;

-- Those kept before are computed anew within minutes of the start.
update supervision.subject_state t set changes_at = 'epoch'
  where exists (select 1 from kernel.part p where p.subject_id = t.subject_id and p.part = 'origin');
