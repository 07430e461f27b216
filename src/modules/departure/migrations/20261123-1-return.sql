-- The long road home: plans with a life of their own, letters with numbers, refunds, costs, the ladder of a refusal, and
-- the station that a bureau designates for ways across provinces. Names and words stay sealed in the facts' details.

alter table departure.plan
  add column state text not null default 'drafted'
    check (state in ('drafted', 'approved', 'under-way', 'arrived', 'gone', 'refused', 'cancelled')),
  add column route text,
  add column origin_id uuid references kernel.organisation (id),
  add column arrives_on date,
  add column approved_at timestamptz,
  add column ended_at timestamptz;
update departure.plan p set state = case
    when exists (select 1 from departure.plan y where y.file_id = p.file_id and (y.made_at, y.id) > (p.made_at, p.id)) then 'cancelled'
    when l.id is null then 'drafted'
    when l.handed_over_at is not null then 'arrived'
    when l.kind = 'own' and l.sent_home then 'gone'
    when l.sent_home then 'under-way'
    else 'cancelled' end
  from departure.plan q left join lateral
    (select * from departure.leaving where file_id = q.file_id order by left_at desc limit 1) l on true
  where q.id = p.id;
create unique index plan_live on departure.plan (file_id) where state in ('drafted', 'approved', 'under-way', 'refused');

alter table departure.leaving add column handed_over_by uuid;

alter table departure.ticket
  add column boarded_at timestamptz,
  add column refund_fen bigint not null default 0 check (refund_fen >= 0),
  add column refunded_at timestamptz;
update departure.ticket set refunded_at = returned_at where returned_at is not null;

-- Letters to the place of origin: asked before, told after. One number for each; sent again it keeps its number.
create table departure.letter (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('ask', 'tell')),
  -- The plan asked about, or the leaving told of.
  about_id uuid not null,
  no text not null,
  organisation_id uuid references kernel.organisation (id),
  sent_at timestamptz not null,
  fact_id text not null
);
create index letter_file on departure.letter (file_id, sent_at);
insert into departure.letter (id, file_id, owner_path, kind, about_id, no, sent_at, fact_id)
  select l.id, l.file_id, l.owner_path, 'tell', l.id, l.letter_no, l.origin_told_at, coalesce(f.fact_id, l.fact_id)
  from departure.leaving l left join lateral (select fact_id from kernel.ledger
    where subject_id = l.file_id and name = 'departure.origin-told' and occurred_at >= l.left_at order by occurred_at desc limit 1) f on true
  where l.letter_no is not null and l.origin_told_at is not null;

-- What the way home cost: for whom, out of which fund, borne by whom.
create table departure.cost (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  spent_at timestamptz not null,
  kind text not null,
  whose text not null check (whose in ('guest', 'escort')),
  fund text not null,
  charged_to text not null,
  fen bigint not null,
  fact_id text not null
);
create index cost_file on departure.cost (file_id, spent_at);
create index cost_owner on departure.cost (owner_path, spent_at);
insert into departure.cost (id, file_id, owner_path, spent_at, kind, whose, fund, charged_to, fen, fact_id)
  select gen_random_uuid(), l.subject_id, l.owner_path, l.occurred_at, 'ticket', 'guest', 'travel', coalesce(l.value->>'chargedTo', 'fund'),
    (l.value->>'amount')::bigint, l.fact_id
  from kernel.ledger l join people.rescue_file f on f.id = l.subject_id
  where l.name = 'cost.recorded' and l.value->>'fund' = 'travel' and l.value->>'amount' ~ '^-?\d+$';

alter table departure.origin_refusal
  add column state text not null default 'refused' check (state in ('refused', 'raised', 'unsettled', 'settled', 'stays')),
  add column settled_at timestamptz;
update departure.origin_refusal set state = 'raised' where raised_at is not null;

-- The ladder: each level asked and what it answered.
create table departure.raise_step (
  id uuid primary key,
  refusal_id uuid not null references departure.origin_refusal (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  level text not null check (level in ('county', 'city', 'province', 'ministry')),
  raised_at timestamptz not null,
  answered_at timestamptz,
  result text check (result in ('receives', 'cannot-settle', 'stays-here')),
  fact_id text not null,
  answer_fact_id text
);
create index raise_step_file on departure.raise_step (file_id, raised_at);
insert into departure.raise_step (id, refusal_id, file_id, owner_path, level, raised_at, fact_id)
  select gen_random_uuid(), id, file_id, owner_path, raised_to, raised_at, fact_id from departure.origin_refusal
  where raised_at is not null and raised_to in ('county', 'city', 'province', 'ministry');

-- Which station escorts across provinces: a bureau's word for its whole area, the last one counts. No people's data.
create table departure.designation (
  id uuid primary key,
  bureau_path text collate "C" not null,
  area_path text collate "C" not null,
  station_id uuid not null references kernel.organisation (id),
  made_at timestamptz not null,
  fact_id text not null
);
create index designation_area on departure.designation (area_path, made_at);

alter table departure.letter enable row level security;
alter table departure.cost enable row level security;
alter table departure.raise_step enable row level security;
alter table departure.designation enable row level security;
create policy range on departure.letter using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.letter as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.cost using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.cost as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.raise_step using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on departure.raise_step as restrictive for select using (kernel.unsealed(file_id));
create policy range on departure.designation using (kernel.in_range(bureau_path)) with check (kernel.in_range(bureau_path));
grant select, insert, update on departure.letter, departure.cost, departure.raise_step to guitu_app;
grant select, insert on departure.designation to guitu_app;

-- Whom a bureau above has designated, asked by a station below it; yields the station's id only.
create function departure.designated_station(path text) returns uuid
  language sql stable security definer set search_path = pg_catalog, departure
  as $$ select station_id from departure.designation where starts_with(path, area_path)
    order by length(area_path) desc, made_at desc, id desc limit 1 $$;
revoke all on function departure.designated_station(text) from public;
grant execute on function departure.designated_station(text) to guitu_app;
