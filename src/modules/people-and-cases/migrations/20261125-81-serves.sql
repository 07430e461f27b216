-- A centre, a point or a bureau serves the place in which it stands: it reads and keeps the rosters of that place.
create function people.serves(path text) returns boolean
  language sql stable security definer set search_path = pg_catalog, people, kernel
  as $$ select exists (
    select 1 from kernel.organisation o
    where o.path = current_setting('guitu.path', true) and o.active and o.kind in ('protection-centre', 'protection-point', 'bureau')
      and o.path <> regexp_replace(o.path, '[^.]+\.$', '') and regexp_replace(o.path, '[^.]+\.$', '') <> ''
      and starts_with(path, regexp_replace(o.path, '[^.]+\.$', ''))) $$;
revoke all on function people.serves(text) from public;
grant execute on function people.serves(text) to guitu_app;

drop policy range on people.duty;
create policy range on people.duty
  using (kernel.in_range(owner_path) or people.serves(owner_path))
  with check (kernel.in_range(owner_path) or people.serves(owner_path));
