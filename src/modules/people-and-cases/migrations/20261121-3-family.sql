-- The family of some subjects: every person and every file that merges and splits tie together. What policies say of one
-- file depends on what was told anywhere in its family, whoever acts and whatever range he has; hence definer rights.
-- Undone decisions still tie: the other side has to be looked at anew because of the undoing.

create index person_merged_into on people.person (merged_into) where merged_into is not null;

create function people.family_of(ids uuid[])
  returns table (id uuid, kind text, owner_path text, person_id uuid, station_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, people
  as $$
declare
  persons uuid[];
  wider uuid[];
begin
  select array_agg(s.id) into persons from (
    select f.person_id as id from people.rescue_file f where f.id = any (ids)
    union select p.id from people.person p where p.id = any (ids)) s;
  if persons is null then
    return;
  end if;
  loop
    select array_agg(s.id) into wider from (
      select unnest(persons) as id
      union select p.merged_into from people.person p where p.id = any (persons) and p.merged_into is not null
      union select p.id from people.person p where p.merged_into = any (persons)
      union select d.other_id from people.link_decision d where d.person_id = any (persons) and d.kind <> 'different'
      union select d.person_id from people.link_decision d where d.other_id = any (persons) and d.kind <> 'different') s;
    exit when cardinality(wider) = cardinality(persons);
    persons := wider;
  end loop;
  return query
    select p.id, 'person'::text, p.owner_path::text, p.id, null::uuid from people.person p where p.id = any (persons)
    union all
    select f.id, 'rescue-file'::text, f.owner_path::text, f.person_id, f.station_id
    from people.rescue_file f where f.person_id = any (persons);
end $$;
revoke all on function people.family_of(uuid[]) from public;
