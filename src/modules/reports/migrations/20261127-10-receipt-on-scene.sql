-- Whoever holds the number hears that somebody was there; of a child the sentence stays as it was.
drop function reports.receipts(text);
create function reports.receipts(wanted text) returns table (receipt bytea, state text, answer text, reached boolean)
  language sql stable security definer set search_path = pg_catalog, reports
  as $$ select p.receipt, coalesce(j.state, r.state), p.answer, not r.closed and coalesce(j.on_scene_at, r.on_scene_at) is not null
    from reports.reporter p join reports.report r on r.id = p.report_id left join reports.report j on j.id = r.joined_into
    where p.no_key = wanted and p.receipt is not null order by p.received_at limit 4 $$;
revoke all on function reports.receipts(text) from public;
grant execute on function reports.receipts(text) to guitu_app;
