-- Designated hospitals of a city, what each patient costs and who bears it, the hospitals' monthly bills.

-- A register, no guest's data: the stations of the city read it, its bureaus write it. Contacts lie sealed.
create table medical.designated_hospital (
  id uuid primary key,
  city_path text collate "C" not null,
  bureau_id uuid not null references kernel.organisation (id),
  -- Where the hospital is an organisation of the system.
  hospital_id uuid references kernel.organisation (id),
  name text not null,
  kinds text[] not null,
  agreement_no text,
  since text not null check (since ~ '^\d{4}-\d{2}-\d{2}$'),
  until text check (until ~ '^\d{4}-\d{2}-\d{2}$'),
  told bytea,
  ended_at timestamptz,
  fact_id text not null
);
create unique index designated_hospital_standing on medical.designated_hospital (city_path, name) where ended_at is null;

create table medical.bill (
  id uuid primary key,
  owner_path text collate "C" not null,
  hospital text not null,
  hospital_id uuid references kernel.organisation (id),
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  bill_no text,
  fen bigint not null check (fen >= 0),
  received_at timestamptz not null,
  paid_at timestamptz,
  fact_id text not null
);
create index bill_owner on medical.bill (owner_path, month);

-- One row for each cost told; amount and bearer repeat its fact. A mistake is withdrawn, never edited.
create table medical.cost (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  stay_id uuid references medical.hospital_stay (id),
  hospital text,
  bill_id uuid references medical.bill (id),
  kind text not null,
  fen bigint not null check (fen >= 0),
  charged_to text not null,
  at timestamptz not null,
  paid_at timestamptz,
  paid_fact text,
  withdrawn_at timestamptz,
  fact_id text not null unique
);
create index cost_file on medical.cost (file_id, at);
create index cost_owner on medical.cost (owner_path, at);
create index cost_bill on medical.cost (bill_id) where bill_id is not null;

alter table medical.designated_hospital enable row level security;
alter table medical.bill enable row level security;
alter table medical.cost enable row level security;
create policy city on medical.designated_hospital
  using (kernel.by_system() or city_path = kernel.city_path_of(current_setting('guitu.from', true)))
  with check (kernel.by_system() or city_path = kernel.city_path_of(current_setting('guitu.from', true)));
create policy range on medical.bill using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on medical.cost using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on medical.cost as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on medical.designated_hospital, medical.bill, medical.cost to guitu_app;

-- Costs told before this table was there.
insert into medical.cost (id, file_id, owner_path, kind, fen, charged_to, at, withdrawn_at, fact_id)
  select gen_random_uuid(), f.id, f.owner_path, 'other', (l.value->>'amount')::bigint, coalesce(l.value->>'chargedTo', 'fund'), l.occurred_at,
    (select min(w.recorded_at) from kernel.ledger w where w.replaces = l.fact_id), l.fact_id
  from kernel.ledger l join people.rescue_file f on f.id = l.subject_id
  where l.name = 'cost.recorded' and l.value->>'fund' = 'medical' and l.value->>'amount' is not null;
