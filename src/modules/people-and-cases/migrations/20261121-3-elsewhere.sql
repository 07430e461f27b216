-- A person of the same city, by id, for opening another station's file with a reason. The id comes from the search.
create function people.person_of_city(wanted uuid)
  returns table (id uuid, owner_path text, city text, file_ids uuid[])
  language sql stable security definer set search_path = pg_catalog, people, kernel
  as $$
    select p.id, p.owner_path, kernel.city_path_of(p.owner_path), array(select f.id from people.rescue_file f where f.person_id = p.id)
    from people.person p
    where p.id = wanted and kernel.unsealed(p.id)
      and kernel.city_path_of(p.owner_path) = kernel.city_path_of(current_setting('guitu.from', true)) $$;
revoke all on function people.person_of_city(uuid) from public;
grant execute on function people.person_of_city(uuid) to guitu_app;
