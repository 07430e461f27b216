-- The search everybody has never meets a closed person, whatever it is asked by; children are looked up by a search of their
-- own, which shows those alone of whom the asker holds a part.
create or replace function people.search(asked jsonb)
  returns table (
    person_id uuid, inside boolean, sealed boolean, ways text[], score real, more boolean, display_name text, said text, sex text,
    birth_from date, birth_to date, identity text, nameless_no text, merged_from uuid[], elsewhere jsonb)
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  as $$
#variable_conflict use_column
declare
  own_from text := current_setting('guitu.from', true);
  own_to text := current_setting('guitu.to', true);
  city text;
  scope_from text;
  scope_to text;
begin
  if own_from is null or own_to is null or own_to = '' then
    return;
  end if;
  city := kernel.city_path_of(own_from);
  if city ~ '^[^.]+\.[^.]+\.$' and own_to <= rtrim(city, '.') || '/' collate "C" then
    scope_from := city;
    scope_to := rtrim(city, '.') || '/';
  else
    city := null;
    scope_from := own_from;
    scope_to := own_to;
  end if;
  return query select a.* from people.answers(asked, own_from, own_to, scope_from, scope_to, city) a
    where not exists (select 1 from kernel.seal k where k.subject_id = a.person_id and k.by_part);
end $$;

create function people.search_children(asked jsonb)
  returns table (child_id uuid, person_id uuid, ways text[], score real, said text)
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  as $$
#variable_conflict use_column
declare
  own_from text := current_setting('guitu.from', true);
  own_to text := current_setting('guitu.to', true);
  city text;
  plain text;
  wide jsonb;
begin
  if own_from is null or own_from = '' or own_to is null or own_to = '' then
    return;
  end if;
  city := 'closed:' || kernel.city_path_of(own_from);
  wide := asked || '{"limit": 400, "cap": 2000}'::jsonb;
  plain := kernel.city_path_of(own_from);
  -- Many more than are shown: which of them the asker may know is asked afterwards. A child whom a station received before
  -- the file was opened stands among everybody else.
  return query
    select distinct on (found.score, f.id) f.id, found.person_id, found.ways, found.score, found.said
    from (
      select a.person_id, a.ways, a.score, a.said from people.answers(wide, own_from, own_to, city, rtrim(city, '.') || '/', city) a
      union all
      select a.person_id, a.ways, a.score, a.said from people.answers(wide, own_from, own_to, plain, rtrim(plain, '.') || '/', plain) a) found
      join people.child_file f on f.person_id = found.person_id
    where kernel.opens(f.id, 'register')
    order by found.score desc, f.id desc limit 50;
end $$;
revoke all on function people.search_children(jsonb) from public;
grant execute on function people.search_children(jsonb) to guitu_app;
