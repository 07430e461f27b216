-- The application's role deletes no leaving: one function takes back a death, of the actor's own range only.
revoke delete on departure.leaving from guitu_app;
create function departure.withdraw_death(leaving uuid) returns void
  language sql security definer set search_path = pg_catalog, departure
  as $$ delete from departure.leaving l where l.id = leaving and l.kind = 'died' and kernel.in_range(l.owner_path) $$;
revoke all on function departure.withdraw_death(uuid) from public;
grant execute on function departure.withdraw_death(uuid) to guitu_app;
