-- The function that searches city-wide, and its two halves: candidates and answers.
--
-- Why a definer function: under row-level security `@>` and `LIKE` may not drive an index (they are not leakproof), so a
-- search would read the whole range. The function runs as the owner of the tables and holds the scope inside itself.

-- The person that a merged one became. Merges can be chained; the bound guards against a ring.
create function people.survivor_of(person uuid) returns uuid
  language plpgsql stable set search_path = pg_catalog, pg_temp
  as $$
declare
  at_person uuid := person;
  next_person uuid;
begin
  for step in 1..20 loop
    select p.merged_into into next_person from people.person p where p.id = at_person;
    exit when next_person is null;
    at_person := next_person;
  end loop;
  return at_person;
end $$;
revoke all on function people.survivor_of(uuid) from public;

-- Candidates inside a scope, each with the slot of the question that it answers, how, and how well. Bounded: no way of
-- looking hands over more than `cap` rows, however frequent the name. Not for the application: it takes the scope as given.
create function people.candidates(asked jsonb, scope_from text, scope_to text, city text, cap integer)
  returns table (person_id uuid, slot text, way text, weight real, said text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  -- The plan is made once and kept; the settings hold it to the indexes, whatever the figures of the tables say.
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set enable_hashjoin = off
  set enable_mergejoin = off
  set jit = off
  as $$
#variable_conflict use_column
begin
  return query with
  documents as (select d ->> 'slot' as slot, d ->> 'part' as part, decode(d ->> 'blind', 'hex') as blind, d -> 'also' as also
    from jsonb_array_elements(asked -> 'documents') d),
  texts as (select t ->> 'slot' as slot, t ->> 'text' as text, t ->> 'kind' as kind, (t ->> 'weight')::real as weight
    from jsonb_array_elements(asked -> 'texts') t),
  parts as (select t ->> 'slot' as slot, t ->> 'bare' as bare, t ->> 'mark' as mark, t ->> 'way' as way,
      (t ->> 'less')::real as less,
      array(select jsonb_array_elements_text(t -> 'pieces')) as pieces,
      array(select city || (t ->> 'mark') || piece from jsonb_array_elements_text(t -> 'pieces') piece) as tokens
    from jsonb_array_elements(asked -> 'parts') t),
  sounds as (select t ->> 'slot' as slot, t ->> 'mark' as mark, t ->> 'way' as way, (t ->> 'weight')::real as weight,
      array(select jsonb_array_elements_text(t -> 'pinyins')) as pinyins,
      array(select jsonb_array_elements_text(t -> 'keys')) as keys,
      array(select city || (t ->> 'mark') || '/' || key from jsonb_array_elements_text(t -> 'keys') key) as tokens
    from jsonb_array_elements(asked -> 'sounds') t),
  prefixes as (select t ->> 'slot' as slot, t ->> 'prefix' as prefix from jsonb_array_elements(asked -> 'prefixes') t),
  initials as (select t ->> 'slot' as slot, t ->> 'initials' as initials, t ->> 'pattern' as pattern
    from jsonb_array_elements(asked -> 'initials') t),
  clues as (select t ->> 'slot' as slot, t ->> 'mark' as mark, t ->> 'way' as way, (t ->> 'weight')::real as weight,
      array(select jsonb_array_elements_text(t -> 'pieces')) as pieces,
      array(select city || (t ->> 'mark') || piece from jsonb_array_elements_text(t -> 'pieces') piece) as tokens
    from jsonb_array_elements(asked -> 'clues') t where (asked ->> 'cluesLead')::boolean),
  files as (select t ->> 'number' as number, t ->> 'prefix' as prefix from jsonb_array_elements(asked -> 'files') t),
  births as (select (asked ->> 'birthFrom')::date as low, (asked ->> 'birthTo')::date as high, asked ->> 'sex' as sex
    where (asked ->> 'birthLeads')::boolean)

  select c.person_id, c.slot, c.way, c.weight::real, c.said from (
  select found.person_id, d.slot, 'document-' || d.part,
    case d.part when 'whole' then 100 when 'last4' then 55 when 'birth' then 50 else 35 end, null::text
  from documents d cross join lateral (
    select i.person_id from people.document_index i
    where i.part = d.part and i.blind = d.blind and i.owner_path >= scope_from and i.owner_path < scope_to
      and not exists (
        select 1 from jsonb_array_elements(d.also) other
        where not exists (select 1 from people.document_index o where o.person_id = i.person_id
          and o.part = other ->> 'part' and o.blind = decode(other ->> 'blind', 'hex')))
    limit cap) found

  union all
  select found.person_id, t.slot, found.way, t.weight - found.less, found.text
  from texts t cross join lateral (
    select n.person_id, n.text, n.kind || '-same' as way,
      case when t.kind = n.kind then 0 when n.kind = 'written' then 0 when n.kind = 'alias' then 3 when n.kind = 'kin' then 30 else 8 end as less
    from people.name_index n
    where n.text = t.text and n.owner_path >= scope_from and n.owner_path < scope_to and (t.kind is distinct from 'kin' or n.kind = 'kin')
    limit cap) found

  union all
  select found.person_id, p.slot, case when found.whole then found.kind || '-same' else p.way end,
    case when found.whole then 88 when found.at = 1 then 52 when found.at > 1 then 50 else 30 end
      - p.less, found.text
  from parts p cross join lateral (
    select hit.person_id, hit.text, hit.kind, replace(hit.text, '·', '') = p.bare as whole,
      position(p.bare in replace(replace(hit.text, '·', ''), ' ', '')) as at
    from (
      (select n.person_id, n.text, n.kind from people.name_index n
        where city is not null and people.city_tokens(n.city_path, people.token_mark(n.kind), n.bigrams, n.sounds) @> p.tokens
        limit cap)
      union all
      (select n.person_id, n.text, n.kind from people.name_index n
        where city is null and n.bigrams @> p.pieces and n.owner_path >= scope_from and n.owner_path < scope_to
          and (p.mark = '@') = (n.kind = 'kin')
        limit cap)
    ) hit) found

  union all
  select found.person_id, s.slot, case when found.pinyin = any (s.pinyins) then 'pinyin-same' else s.way end,
    case when found.pinyin = any (s.pinyins) then s.weight + 10 else s.weight end, found.text
  from sounds s cross join lateral (
    (select n.person_id, n.text, n.pinyin from people.name_index n
      where city is not null and people.city_tokens(n.city_path, people.token_mark(n.kind), n.bigrams, n.sounds) && s.tokens
      limit cap)
    union all
    (select n.person_id, n.text, n.pinyin from people.name_index n
      where city is null and n.sounds && s.keys and n.owner_path >= scope_from and n.owner_path < scope_to
        and (s.mark = '@') = (n.kind = 'kin')
      limit cap)) found

  union all
  select found.person_id, p.slot, case when found.pinyin = p.prefix then 'pinyin-same' else 'pinyin-begins' end,
    case when found.pinyin = p.prefix then 70 else 46 end - case when found.kind = 'kin' then 20 else 0 end, found.text
  from prefixes p cross join lateral (
    (select n.person_id, n.text, n.kind, n.pinyin from people.name_index n
      where n.city_path = city and n.pinyin >= p.prefix and n.pinyin < p.prefix || chr(1114111)
      order by n.pinyin limit cap)
    union all
    (select n.person_id, n.text, n.kind, n.pinyin from people.name_index n
      where city is null and n.pinyin >= p.prefix and n.pinyin < p.prefix || chr(1114111)
        and n.owner_path >= scope_from and n.owner_path < scope_to
      order by n.pinyin limit cap)) found

  union all
  select found.person_id, i.slot, 'initials', 40 - case when found.kind = 'kin' then 20 else 0 end, found.text
  from initials i cross join lateral (
    select n.person_id, n.text, n.kind from people.name_index n
    where n.initials = i.initials and n.owner_path >= scope_from and n.owner_path < scope_to and n.pinyin like i.pattern
    limit cap) found

  union all
  select found.person_id, c.slot, c.way, c.weight, null
  from clues c cross join lateral (
    (select n.person_id from people.clue_index n
      where city is not null and people.city_tokens(n.city_path, people.token_mark(n.kind), n.bigrams, '{}'::text[]) @> c.tokens
      limit cap)
    union all
    (select n.person_id from people.clue_index n
      where city is null and n.bigrams @> c.pieces and n.owner_path >= scope_from and n.owner_path < scope_to
        and (c.mark = '#') = (n.kind = 'mark')
      limit cap)) found

  union all
  select found.id, 'nameless', 'nameless', 95, null
  from (select asked ->> 'nameless' as no where asked ? 'nameless') a cross join lateral (
    (select p.id from people.person p
      where kernel.city_path_of(p.owner_path) = city
        and p.nameless_no collate "C" >= a.no and p.nameless_no collate "C" < a.no || ':'
      order by p.nameless_no collate "C" desc limit cap)
    union all
    (select p.id from people.person p
      where city is null and p.nameless_no collate "C" >= a.no and p.nameless_no collate "C" < a.no || ':'
        and p.owner_path >= scope_from and p.owner_path < scope_to
      order by p.nameless_no collate "C" desc limit cap)) found

  union all
  select found.person_id, 'file', 'file', 100, null
  from files f cross join lateral (
    select r.person_id from people.rescue_file r
    where split_part(r.no, ' ', 2) = f.number and r.owner_path >= scope_from and r.owner_path < scope_to
      and (f.prefix = '' or split_part(r.no, ' ', 1) = f.prefix)
    limit cap) found

  -- Born within the range; then those whose wider range began before it, nearest first, of whom only so many are looked at.
  union all
  select found.id, 'birth', 'age', 0, null
  from births b cross join lateral (
    (select p.id from people.person p
      where kernel.city_path_of(p.owner_path) = city and p.birth_from between b.low and b.high
        and (b.sex is null or p.sex = b.sex or p.sex is null)
      limit cap)
    union all
    (select near.id from (
        select p.id, p.birth_to, p.sex from people.person p
        where kernel.city_path_of(p.owner_path) = city and p.birth_from < b.low and p.birth_from >= b.low - 7300
        order by p.birth_from desc limit 2000) near
      where near.birth_to >= b.low and (b.sex is null or near.sex = b.sex or near.sex is null)
      limit cap)
    union all
    (select p.id from people.person p
      where city is null and p.birth_from between b.low and b.high and p.owner_path >= scope_from and p.owner_path < scope_to
        and (b.sex is null or p.sex = b.sex or p.sex is null)
      limit cap)) found
  ) c (person_id, slot, way, weight, said);
end $$;
revoke all on function people.candidates(jsonb, text, text, text, integer) from public;

-- Candidates made into answers: merged persons as who they became, points of agreement added, the best first.
-- What stands outside the own range is one line: how it matched, which station to ask, in which month the last stay began.
create function people.answers(asked jsonb, own_from text, own_to text, scope_from text, scope_to text, city text)
  returns table (
    person_id uuid, inside boolean, sealed boolean, ways text[], score real, more boolean, display_name text, said text, sex text,
    birth_from date, birth_to date, identity text, nameless_no text, merged_from uuid[], elsewhere jsonb)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  -- The plan is made once and kept; the settings hold it to the indexes, whatever the figures of the tables say.
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set enable_hashjoin = off
  set enable_mergejoin = off
  set jit = off
  as $$
#variable_conflict use_column
begin
  return query with
  hit as materialized (
    select * from people.candidates(asked, scope_from, scope_to, city, (asked ->> 'cap')::integer)),
  -- Clues that only add to what leads; those that lead were counted as hits.
  clue as materialized (
    select t ->> 'slot' as slot, (t ->> 'weight')::real as weight, array(select jsonb_array_elements_text(t -> 'pieces')) as pieces
    from jsonb_array_elements(asked -> 'clues') t where not (asked ->> 'cluesLead')::boolean),
  per_slot as (
    select distinct on (h.person_id, h.slot) h.person_id, h.slot, h.way, h.weight, h.said
    from hit h order by h.person_id, h.slot, h.weight desc),
  per_person as (
    select s.person_id, sum(s.weight) as weight, array_agg(s.way order by s.weight desc) as ways,
      (array_agg(s.said order by s.weight desc) filter (where s.said is not null))[1] as said
    from per_slot s group by s.person_id),
  chosen as (
    select * from per_person c order by c.weight desc, c.person_id desc limit (asked ->> 'cap')::integer),
  agreed as materialized (
    select p.id as found_id, case when p.merged_into is null then p.id else people.survivor_of(p.id) end as person_id, c.ways, c.said,
      p.owner_path >= own_from and p.owner_path < own_to as own,
      c.weight
      + case when not asked ? 'birthFrom' or p.birth_from is null then 0
          when p.birth_from <= (asked ->> 'birthTo')::date and p.birth_to >= (asked ->> 'birthFrom')::date then 10 else -15 end
      + case when not asked ? 'sex' or p.sex is null then 0 when p.sex = asked ->> 'sex' then 4 else -12 end
      + coalesce((
          select sum(best.weight) from (
            select max(t.weight) as weight from clue t
            where exists (select 1 from people.clue_index i where i.person_id = p.id and i.bigrams @> t.pieces)
            group by t.slot) best), 0) as score
    from chosen c join people.person p on p.id = c.person_id),
  one as (
    select distinct on (a.person_id) a.person_id, a.score, a.own, a.ways, a.said,
      array_remove(array_agg(a.found_id) over (partition by a.person_id), a.person_id) as merged_from
    from agreed a order by a.person_id, a.score desc),
  best as materialized (
    select o.*, count(*) over () > (asked ->> 'limit')::integer as more
    from one o order by o.score desc, o.own desc, o.person_id desc limit (asked ->> 'limit')::integer),
  -- Materialized: otherwise seal and part would be asked again for every column.
  seen as materialized (
    select b.*, p.display_name, p.sex, p.birth_from, p.birth_to, p.identity, p.nameless_no, p.owner_path,
      -- Whether there is a seal or a part at all is asked first: the kernel's functions cost more than all the rest.
      exists (select 1 from kernel.seal k where k.subject_id = p.id) and not kernel.unsealed(p.id) as sealed,
      (p.owner_path >= own_from and p.owner_path < own_to)
        or (exists (select 1 from kernel.part k where k.subject_id = p.id) and kernel.has_part(p.id)) as near
    from best b join people.person p on p.id = b.person_id),
  shown as materialized (select s.*, s.near and not s.sealed as inside from seen s)
  select s.person_id, s.inside, s.sealed,
    s.ways, s.score::real, s.more,
    case when s.inside then s.display_name end, case when s.inside then s.said end,
    case when s.inside then s.sex end, case when s.inside then s.birth_from end,
    case when s.inside then s.birth_to end, case when s.inside then s.identity end,
    case when s.inside then s.nameless_no end, s.merged_from,
    coalesce(stays.lines, '[]'::jsonb)
  from shown s
  left join lateral (
    select jsonb_agg(jsonb_build_object('stationId', stay.station_id, 'station', stay.name, 'month', stay.month) order by stay.month desc) as lines
    from (
      select r.station_id, o.short_name as name, to_char(max(r.arrived_at) at time zone 'Asia/Shanghai', 'YYYY-MM') as month
      from people.rescue_file r join kernel.organisation o on o.id = r.station_id
      where r.person_id = any (s.person_id || s.merged_from) and not (r.owner_path >= own_from and r.owner_path < own_to)
        and r.owner_path >= scope_from and r.owner_path < scope_to
      group by r.station_id, o.short_name order by month desc limit 5) stay
  ) stays on true
  order by s.score desc, s.own desc, s.person_id desc;
end $$;
revoke all on function people.answers(jsonb, text, text, text, text, text) from public;

-- The one door of the application. The range is the actor's, told by withActor; the scope is the city around it, or the
-- range itself where that is wider. Without a range the answer is nothing.
create function people.search(asked jsonb)
  returns table (
    person_id uuid, inside boolean, sealed boolean, ways text[], score real, more boolean, display_name text, said text, sex text,
    birth_from date, birth_to date, identity text, nameless_no text, merged_from uuid[], elsewhere jsonb)
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  as $$
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
  return query select * from people.answers(asked, own_from, own_to, scope_from, scope_to, city);
end $$;
revoke all on function people.search(jsonb) from public;
grant execute on function people.search(jsonb) to guitu_app;
