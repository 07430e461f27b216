-- Who declines leaves an open report and may not see its row afterwards: only the own house is taken out, whoever asks.
create function reports.leave(report_left uuid, left_at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, reports
  as $$
    update reports.report set dispatched_paths = array_remove(dispatched_paths, current_setting('guitu.path', true)), changed_at = left_at
      where id = report_left and current_setting('guitu.path', true) = any (dispatched_paths)
  $$;
revoke all on function reports.leave(uuid, timestamptz) from public;
grant execute on function reports.leave(uuid, timestamptz) to guitu_app;
