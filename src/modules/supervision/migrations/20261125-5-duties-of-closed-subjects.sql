-- Duties of a closed subject are seen by whoever's part opens the clause's compartment. One function a row, as before: whether
-- there is a seal at all is asked first.
create table supervision.clause_compartment (clause text primary key, compartment text not null);
grant select on supervision.clause_compartment to guitu_app;

create function supervision.reads(subject uuid, clause text) returns boolean
  language sql stable security definer set search_path = pg_catalog, supervision
  as $$ select kernel.by_system() or not exists (select 1 from kernel.seal s where s.subject_id = subject)
    or (kernel.unsealed(subject) and (not kernel.closed(subject)
      or kernel.opens(subject, coalesce((select c.compartment from supervision.clause_compartment c where c.clause = reads.clause), 'whole')))) $$;
revoke all on function supervision.reads(uuid, text) from public;
grant execute on function supervision.reads(uuid, text) to guitu_app;

drop policy sealed on supervision.obligation;
create policy sealed on supervision.obligation as restrictive for select using (supervision.reads(subject_id, clause));
