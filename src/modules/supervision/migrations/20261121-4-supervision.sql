-- Supervision: which policies are in force where, what they ask for in every subject, and the figures of it.
-- Obligations and figures are written by one function only (settle), called by the projector and by jobs: they follow from
-- facts, nobody types them. They hold ids, clause names and instants, nothing that names or describes a person.

create schema supervision;
grant usage on schema supervision to guitu_app;

-- Changes with every decision below. A token, not a number: one taken by a transaction that rolls back never comes again.
create table supervision.version (
  single boolean primary key default true check (single),
  token uuid not null
);
insert into supervision.version (token) values (gen_random_uuid());
grant select, update on supervision.version to guitu_app;

-- Decisions of a bureau for its jurisdiction (a path; everything below it). Rows are added, never changed, but for the end
-- of an adoption.
create table supervision.adoption (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  pack text not null,
  valid_from date not null,
  valid_until date,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  ended_reason text,
  check (valid_until is null or valid_until >= valid_from),
  constraint adoption_once exclude using gist (
    jurisdiction with =, pack with =, daterange(valid_from, valid_until, '[]') with &&)
);

create table supervision.parameter (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  -- Clause id, with the parameter's name where a clause has several: s2.03.health, s1.joint.on-scene.
  key text not null,
  value jsonb not null,
  valid_from date not null,
  reason text not null,
  citation text,
  decided_by uuid not null,
  decided_at timestamptz not null
);
create index parameter_key on supervision.parameter (key, valid_from);

create table supervision.campaign (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  pack text not null,
  opened date not null,
  closed date,
  cut_off date not null,
  application_by date not null,
  plan_by date not null,
  done_by date not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);

-- Duties of the time before this day are waived on that basis, visibly.
create table supervision.go_live (
  id uuid primary key,
  jurisdiction text collate "C" not null,
  day date not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['adoption', 'parameter', 'campaign', 'go_live'] loop
    execute format('alter table supervision.%I enable row level security', name);
    -- Which rules are in force is no secret; deciding on them takes the range.
    execute format('create policy read on supervision.%I for select using (true)', name);
    execute format('create policy decide on supervision.%I for insert with check (kernel.in_range(jurisdiction))', name);
    execute format('create policy change on supervision.%I for update using (kernel.in_range(jurisdiction))', name);
    execute format('grant select, insert on supervision.%I to guitu_app', name);
  end loop;
end $$;
grant update (valid_until, ended_reason) on supervision.adoption to guitu_app;

create table supervision.obligation (
  subject_id uuid not null,
  clause text not null,
  instance text not null,
  subject_kind text not null,
  pack text not null,
  owner_path text collate "C" not null,
  -- Role words of who owes it: station, bureau, police …
  owner text not null,
  -- No word for overdue: an open one is overdue once late_at has come.
  state text not null check (state in ('open', 'met', 'met-late', 'cannot-tell', 'waived', 'ended')),
  arisen_at timestamptz not null,
  -- First day of the month in which it arose, Asia/Shanghai.
  month date not null,
  due_at timestamptz,
  due_kind text not null check (due_kind in ('minute', 'day', 'none')),
  -- The first instant that is too late.
  late_at timestamptz,
  met_at timestamptz,
  needs text[] not null default '{}',
  -- What a list shows of the reason; the whole of it is computed when somebody asks why.
  because jsonb not null,
  computed_at timestamptz not null,
  primary key (subject_id, clause, instance)
);
create index obligation_open on supervision.obligation (owner_path, late_at) where state = 'open';
create index obligation_untold on supervision.obligation (owner_path, arisen_at) where state = 'cannot-tell';
create index obligation_clause on supervision.obligation (clause, state, owner_path, month);
create index obligation_late on supervision.obligation (late_at) where state = 'open';
alter table supervision.obligation enable row level security;
create policy range on supervision.obligation for select using (kernel.in_range(owner_path) or kernel.has_part(subject_id));
create policy sealed on supervision.obligation as restrictive for select using (kernel.unsealed(subject_id));
grant select on supervision.obligation to guitu_app;

-- How many obligations of a clause arose in a month at an owner and stand in a state. Open ones are kept apart by the last
-- day on which they are in time, so that overdue can be added up at any time without a write.
create table supervision.figure (
  clause text not null,
  owner_path text collate "C" not null,
  month date not null,
  state text not null,
  last_day date not null default 'infinity',
  count integer not null,
  primary key (clause, owner_path, month, state, last_day)
);
alter table supervision.figure enable row level security;
-- A sealed file counts like any other; a number names nobody.
create policy range on supervision.figure for select using (kernel.in_range(owner_path));
grant select on supervision.figure to guitu_app;

create table supervision.subject_state (
  subject_id uuid primary key,
  kind text not null,
  owner_path text collate "C" not null,
  -- What it hangs on: the person of a file as first written (later merges and splits are facts, and speak from when they
  -- happened), the report that a report was joined into.
  root_id uuid,
  -- Whom it is recomputed together with in long runs.
  group_id uuid generated always as (coalesce(root_id, subject_id)) stored,
  changes_at timestamptz,
  computed_at timestamptz not null,
  packs_version uuid not null
);
create index subject_state_changes on supervision.subject_state (changes_at) where changes_at is not null;
create index subject_state_root on supervision.subject_state (root_id);
create index subject_state_group on supervision.subject_state (group_id);
create index subject_state_owner on supervision.subject_state (owner_path, kind);
alter table supervision.subject_state enable row level security;
create policy range on supervision.subject_state for select using (kernel.in_range(owner_path) or kernel.has_part(subject_id));
create policy sealed on supervision.subject_state as restrictive for select using (kernel.unsealed(subject_id));
grant select on supervision.subject_state to guitu_app;

-- Long work: what runs, how far it is, what came out.
create table supervision.run (
  id uuid primary key,
  kind text not null check (kind in ('recompute', 'preview')),
  jurisdiction text collate "C" not null,
  input jsonb not null default '{}',
  result jsonb not null default '{}',
  total integer not null default 0,
  done integer not null default 0,
  cursor uuid,
  started_at timestamptz not null,
  -- When a page of it was last finished: who has stood still for long is taken up again.
  touched_at timestamptz,
  finished_at timestamptz
);
create index run_jurisdiction on supervision.run (jurisdiction, started_at);
alter table supervision.run enable row level security;
create policy range on supervision.run using (kernel.in_range(jurisdiction)) with check (kernel.in_range(jurisdiction));
grant select, insert, update on supervision.run to guitu_app;

-- Everything that the duties of some subjects depend on, in one answer: the family of each, its facts, what is kept so
-- far. With `lock`, whoever comes second waits and then sees what the first has told. Definer rights: what a policy asks
-- for must not depend on whose range the actor has.
create function supervision.gather(subjects jsonb, lock boolean) returns json
  language plpgsql volatile security definer set search_path = pg_catalog, supervision
  -- Always by the index, whatever the statistics of a table that has just grown a hundredfold say; planned once.
  set enable_seqscan = off set plan_cache_mode = force_generic_plan
  as $$
declare
  asked uuid[];
  roots uuid[];
  family json := '[]';
  relatives uuid[] := '{}';
  persons uuid[] := '{}';
  paths text[];
  hanging uuid[];
  everybody uuid[];
  key uuid;
begin
  select array_agg((s->>'id')::uuid), array_agg(distinct s->>'ownerPath'),
      array_agg(distinct (s->>'root')::uuid) filter (where s->>'root' is not null)
    into asked, paths, roots from jsonb_array_elements(subjects) s;
  -- Nulls are taken out afterwards: asking for them here would let a plan go by the wrong index.
  roots := array_remove(roots || array(select t.root_id from supervision.subject_state t where t.subject_id = any (asked)), null);
  if exists (select 1 from jsonb_array_elements(subjects) s where s->>'kind' in ('person', 'rescue-file', 'child-file')) then
    select coalesce(json_agg(json_build_array(f.id, f.kind, f.owner_path, f.person_id, f.station_id)), '[]'),
        coalesce(array_agg(f.id), '{}'), coalesce(array_agg(f.id) filter (where f.kind = 'person'), '{}'),
        paths || array_agg(distinct f.owner_path)
      into family, relatives, persons, paths from people.family_of(asked || roots) f;
  end if;
  if lock then
    for key in select k.id from (
        select unnest(persons || roots) as id
        union select unnest(asked) except select unnest(relatives)) k
      order by 1 loop
      perform pg_advisory_xact_lock(hashtextextended(key::text, 7));
    end loop;
  end if;
  everybody := array(select distinct unnest(asked || roots || relatives));
  hanging := everybody;
  loop
    -- One look-up each, fenced: a plan made while the table was empty must not walk it whole for every page later.
    hanging := array(select l.subject_id from unnest(hanging) h (id) cross join lateral (
      select t.subject_id from supervision.subject_state t where t.root_id = h.id offset 0) l);
    hanging := array(select unnest(hanging) except select unnest(everybody));
    exit when cardinality(hanging) = 0;
    everybody := everybody || hanging;
  end loop;
  return json_build_object(
    'version', (select v.token from supervision.version v),
    'family', family,
    'states', (select coalesce(json_agg(json_build_array(t.subject_id, t.kind, t.owner_path, t.root_id,
        (extract(epoch from t.changes_at) * 1000)::bigint, t.packs_version)), '[]')
      from supervision.subject_state t where t.subject_id = any (everybody)),
    'facts', (select coalesce(json_agg(json_build_array(l.fact_id, l.subject_kind, l.subject_id, l.name, l.v, l.value,
        (extract(epoch from l.occurred_at) * 1000)::bigint, (extract(epoch from l.recorded_at) * 1000)::bigint, l.replaces)
        order by l.recorded_at, l.organisation_id, l.seq), '[]')
      from kernel.ledger l where l.subject_id = any (everybody)),
    'kept', (select coalesce(json_agg(json_build_array(o.subject_id, o.clause, o.instance, o.owner_path, o.owner, o.state, o.month,
        (extract(epoch from o.arisen_at) * 1000)::bigint, (extract(epoch from o.due_at) * 1000)::bigint,
        (extract(epoch from o.late_at) * 1000)::bigint, (extract(epoch from o.met_at) * 1000)::bigint, o.needs, o.because, o.due_kind)), '[]')
      from supervision.obligation o where o.subject_id = any (everybody)),
    'organisations', (select coalesce(json_agg(json_build_array(g.id, g.path, g.kind, g.level, g.division)), '[]')
      from kernel.organisation g
      where g.id = any (everybody) or g.path = any (paths)));
end $$;
revoke all on function supervision.gather(jsonb, boolean) from public;
grant execute on function supervision.gather(jsonb, boolean) to guitu_app;

-- Keeps what was computed: obligations put and gone, the figures' differences, when each answer changes next.
create function supervision.settle(work jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, supervision
  as $$
begin
  insert into supervision.subject_state as t (subject_id, kind, owner_path, root_id, changes_at, computed_at, packs_version)
    select (s->>'id')::uuid, s->>'kind', s->>'ownerPath', (s->>'root')::uuid, to_timestamp((s->>'changesAt')::float8 / 1000),
      to_timestamp((work->>'now')::float8 / 1000), (work->>'version')::uuid
    from jsonb_array_elements(work->'states') s order by 1
    on conflict (subject_id) do update set owner_path = excluded.owner_path, root_id = coalesce(t.root_id, excluded.root_id),
      changes_at = excluded.changes_at, computed_at = excluded.computed_at, packs_version = excluded.packs_version;
  if jsonb_array_length(work->'gone') > 0 then
    delete from supervision.obligation o using jsonb_to_recordset(work->'gone') as g (subject uuid, clause text, instance text)
      where o.subject_id = g.subject and o.clause = g.clause and o.instance = g.instance;
  end if;
  if jsonb_array_length(work->'put') > 0 then
    insert into supervision.obligation (subject_id, clause, instance, subject_kind, pack, owner_path, owner, state, arisen_at, month,
        due_at, due_kind, late_at, met_at, needs, because, computed_at)
      select p.subject, p.clause, p.instance, p.kind, p.pack, p.owner_path, p.owner, p.state, to_timestamp(p.arisen / 1000), p.month,
        to_timestamp(p.due / 1000), p.due_kind, to_timestamp(p.late / 1000), to_timestamp(p.met / 1000), p.needs, p.because,
        to_timestamp((work->>'now')::float8 / 1000)
      from jsonb_to_recordset(work->'put') as p (subject uuid, clause text, instance text, kind text, pack text, owner_path text, owner text,
        state text, arisen float8, month date, due float8, due_kind text, late float8, met float8, needs text[], because jsonb)
      on conflict (subject_id, clause, instance) do update set owner_path = excluded.owner_path, owner = excluded.owner,
        state = excluded.state, arisen_at = excluded.arisen_at, month = excluded.month, due_at = excluded.due_at,
        due_kind = excluded.due_kind, late_at = excluded.late_at, met_at = excluded.met_at, needs = excluded.needs,
        because = excluded.because, computed_at = excluded.computed_at;
  end if;
  if jsonb_array_length(work->'deltas') > 0 then
    -- In the order of the key, so that two writers never wait for each other.
    insert into supervision.figure as f (clause, owner_path, month, state, last_day, count)
      select d.clause, d.owner_path, d.month, d.state, coalesce(d.last_day, 'infinity'), d.count
      from jsonb_to_recordset(work->'deltas') as d (clause text, owner_path text, month date, state text, last_day date, count integer)
      order by d.clause collate "C", d.owner_path collate "C", d.month, d.state collate "C", d.last_day
      on conflict (clause, owner_path, month, state, last_day) do update set count = f.count + excluded.count;
  end if;
end $$;
revoke all on function supervision.settle(jsonb) from public;
grant execute on function supervision.settle(jsonb) to guitu_app;

-- Of the open duties whose last day is today, those whose minute has passed. With definer rights because sealed files count;
-- it answers numbers only, of the actor's range.
create function supervision.late_today(clauses text[], since timestamptz, until timestamptz)
  returns table (clause text, owner_path text, month date, count bigint)
  language sql stable security definer set search_path = pg_catalog, supervision
  as $$ select o.clause, o.owner_path::text, o.month, count(*)
    from supervision.obligation o
    where o.state = 'open' and o.late_at > since and o.late_at <= until
      and (clauses is null or o.clause = any (clauses)) and kernel.in_range(o.owner_path)
    group by 1, 2, 3 $$;
revoke all on function supervision.late_today(text[], timestamptz, timestamptz) from public;
grant execute on function supervision.late_today(text[], timestamptz, timestamptz) to guitu_app;

-- Enrols subjects that the ledger speaks of and nothing is kept of yet: after an import past the doors, or a rebuild.
create function supervision.enrol(path text, kinds text[]) returns bigint
  language plpgsql security definer set search_path = pg_catalog, supervision
  as $$
declare
  added bigint;
begin
  insert into supervision.subject_state (subject_id, kind, owner_path, changes_at, computed_at, packs_version)
    select distinct on (l.subject_id) l.subject_id, l.subject_kind, l.owner_path, 'epoch'::timestamptz, 'epoch'::timestamptz,
      '00000000-0000-0000-0000-000000000000'::uuid
    from kernel.ledger l
    where starts_with(l.owner_path, path) and l.subject_kind = any (kinds)
      and not exists (select 1 from supervision.subject_state t where t.subject_id = l.subject_id)
    order by l.subject_id, l.recorded_at
    on conflict do nothing;
  get diagnostics added = row_count;
  update supervision.subject_state t set root_id = f.person_id
    from people.family_of(array(select n.subject_id from supervision.subject_state n
      where n.computed_at = 'epoch'::timestamptz and n.kind = 'rescue-file')) f
    where f.id = t.subject_id and t.kind = 'rescue-file' and t.root_id is null;
  return added;
end $$;
revoke all on function supervision.enrol(text, text[]) from public;
grant execute on function supervision.enrol(text, text[]) to guitu_app;

-- A page below a path, for long runs: about so many subjects, whole families only, so that nobody is read twice. Definer
-- rights, because asking row by row whether each of a hundred thousand subjects is sealed would cost more than computing
-- them. Only the system's jobs ask.
create function supervision.page(low text, high text, after uuid, wanted integer)
  returns table (id uuid, kind text, owner_path text, group_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, supervision
  set enable_seqscan = off set enable_sort = off
  as $$
declare
  start uuid := coalesce(after, '00000000-0000-0000-0000-000000000000');
  last uuid;
begin
  select s.group_id into last from (
    select t.group_id from supervision.subject_state t where t.group_id > start order by t.group_id limit wanted) s order by s.group_id desc limit 1;
  return query
    -- Fenced, so that no plan made while the table was empty walks all owners for each page.
    select t.subject_id, t.kind, t.owner_path::text, t.group_id from (
      select * from supervision.subject_state where subject_state.group_id > start and subject_state.group_id <= last offset 0) t
    where t.owner_path >= low collate "C" and t.owner_path < high collate "C"
    union all
    -- Somebody else's page still moves the run on.
    select null, null, null, last where last is not null
    order by 4, 1;
end $$;
revoke all on function supervision.page(text, text, uuid, integer) from public;
grant execute on function supervision.page(text, text, uuid, integer) to guitu_app;

create function supervision.subjects_below(low text, high text) returns bigint
  language sql stable security definer set search_path = pg_catalog, supervision
  as $$ select count(*) from supervision.subject_state t
    where t.owner_path >= low collate "C" and t.owner_path < high collate "C" $$;
revoke all on function supervision.subjects_below(text, text) from public;
grant execute on function supervision.subjects_below(text, text) to guitu_app;
