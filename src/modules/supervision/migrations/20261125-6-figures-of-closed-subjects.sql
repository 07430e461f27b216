-- Figures count closed subjects too; only who they are stays with those who hold a part. All bounded by the asker's range.

-- How many cases behind a number the asker may not see one by one; counted up to a thousand.
create function supervision.hidden_cases(wanted text, kept text, low text, high text, first date, last date, late timestamptz, is_late boolean)
  returns integer
  language sql stable security definer set search_path = pg_catalog, supervision
  as $$ select count(*)::integer from (
    select 1 from supervision.obligation o
    where o.clause = wanted and o.state = kept and o.owner_path >= low collate "C" and o.owner_path < high collate "C"
      and kernel.in_range(o.owner_path) and o.month >= first and o.month <= last
      and (is_late is null or (o.late_at is not null and o.late_at <= late) = is_late)
      and kernel.closed(o.subject_id) and not supervision.reads(o.subject_id, o.clause) limit 1000) s $$;

-- What was told of one name in a range and span, as figures that are no rates read it: no details, no names.
create function supervision.told_of(wanted text, low text, high text, since timestamptz, before timestamptz)
  returns table (id text, kind text, subject uuid, name text, value jsonb, at timestamptz, recorded timestamptz, replaces text)
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ with told as (
      select l.fact_id, l.subject_kind, l.subject_id, l.name, l.value, l.occurred_at, l.recorded_at, l.replaces from kernel.ledger l
      where l.name = wanted and wanted in ('cost.recorded', 'incident.happened') and l.owner_path >= low collate "C" and l.owner_path < high collate "C"
        and kernel.in_range(l.owner_path) and l.occurred_at >= since and l.occurred_at < before limit 5000)
    select * from told
    union all
    select l.fact_id, l.subject_kind, l.subject_id, l.name, l.value, l.occurred_at, l.recorded_at, l.replaces
    from kernel.ledger l join told t on l.replaces = t.fact_id and l.subject_id = t.subject_id where l.name = 'fact.withdrawn' $$;

create function supervision.subjects_of(wanted text, low text, high text) returns table (id uuid)
  language sql stable security definer set search_path = pg_catalog, supervision
  as $$ select distinct o.subject_id from supervision.obligation o
    where o.clause = wanted and o.owner_path >= low collate "C" and o.owner_path < high collate "C" and kernel.in_range(o.owner_path) limit 5000 $$;

revoke all on function supervision.hidden_cases(text, text, text, text, date, date, timestamptz, boolean),
  supervision.told_of(text, text, text, timestamptz, timestamptz), supervision.subjects_of(text, text, text) from public;
grant execute on function supervision.hidden_cases(text, text, text, text, date, date, timestamptz, boolean),
  supervision.told_of(text, text, text, timestamptz, timestamptz), supervision.subjects_of(text, text, text) to guitu_app;
