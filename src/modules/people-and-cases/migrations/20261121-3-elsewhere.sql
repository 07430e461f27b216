-- Whether all other files of a person are sealed, also those outside the range: then the person is sealed with the last.
create function people.last_open_file(person uuid, file uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, people
  as $$ select not exists (
      select 1 from people.rescue_file f
      where f.person_id = person and f.id <> file and not exists (select 1 from kernel.seal s where s.subject_id = f.id))
    and exists (select 1 from people.rescue_file f where f.id = file and f.person_id = person and kernel.in_range(f.owner_path)) $$;
revoke all on function people.last_open_file(uuid, uuid) from public;
grant execute on function people.last_open_file(uuid, uuid) to guitu_app;

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
