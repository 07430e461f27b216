-- Whoever was met since an instant, as far as the asker sees it: the same as the table's policies say, asked once for all parts
-- that the asker holds instead of once a row. A night of a city has thousands of rows that are other stations' own.
create index encounter_met on patrol.encounter (met_at);
create function patrol.met_since(since timestamptz) returns table (id uuid, met_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select e.id, e.met_at from patrol.encounter e
    where e.met_at >= since
      and (kernel.in_range(e.owner_path) or e.person_id in (
        select p.subject_id from kernel.part p
        where kernel.in_range(p.organisation_path) and kernel.is_me(p.account_id) and p.valid_from <= kernel.moment()
          and (p.valid_until is null or p.valid_until > kernel.moment())))
      and kernel.unsealed(e.person_id) $$;
revoke all on function patrol.met_since(timestamptz) from public;
grant execute on function patrol.met_since(timestamptz) to guitu_app;
