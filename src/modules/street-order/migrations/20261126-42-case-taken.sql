-- Whether an id was used, also by a case that is closed to whoever asks: yes or no, nothing else of it.
create function street_order.taken(wanted uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, street_order
  as $$ select exists (select 1 from street_order.incident i where i.id = wanted) $$;
revoke all on function street_order.taken(uuid) from public;
grant execute on function street_order.taken(uuid) to guitu_app;
