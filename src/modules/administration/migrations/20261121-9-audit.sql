-- The audit administrator reads who did what when, never what was said: of value and details only why somebody looked at,
-- sealed or exported something, and which door was refused. The function itself holds to who the audit administrator is.
create function kernel.ledger_lines(path_from text, path_to text, wanted_name text, wanted_account uuid, wanted_subject uuid, before timestamptz, most integer)
  returns table (organisation_id uuid, seq bigint, fact_id text, name text, subject_kind text, subject_id uuid, recorded_at timestamptz,
                 occurred_at timestamptz, recorded_by uuid, door text, reason bytea)
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$
    select l.organisation_id, l.seq, l.fact_id, l.name, l.subject_kind, l.subject_id, l.recorded_at, l.occurred_at, l.recorded_by,
           case when l.name = 'attempt.refused' then l.value->>'door' end,
           case when l.name in ('sensitive.viewed', 'file.sealed', 'file.unsealed', 'dossier.exported') then l.details end
    from kernel.ledger l
    where exists (select 1 from kernel.account_role r where r.account_id::text = current_setting('guitu.account', true)
        and r.role = 'audit-admin' and r.revoked_at is null)
      and l.owner_path >= path_from collate "C" and l.owner_path < path_to collate "C"
      and (wanted_name is null or l.name = wanted_name)
      and (wanted_account is null or l.recorded_by = wanted_account)
      and (wanted_subject is null or l.subject_id = wanted_subject)
      and (before is null or l.recorded_at < before)
    order by l.recorded_at desc, l.organisation_id, l.seq desc
    limit least(most, 500) $$;
revoke all on function kernel.ledger_lines(text, text, text, uuid, uuid, timestamptz, integer) from public;
grant execute on function kernel.ledger_lines(text, text, text, uuid, uuid, timestamptz, integer) to guitu_app;
create index ledger_time on kernel.ledger (recorded_at desc);
