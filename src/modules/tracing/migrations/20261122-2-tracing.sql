-- Tracing from the guest's side. What was heard lies sealed in the facts' details; rows hold what lists need.

create schema tracing;
grant usage on schema tracing to guitu_app;

-- A guest's row on the desk: what the facts of the file say, kept by the actions of this room and by its job.
create table tracing.guest (
  file_id uuid primary key references people.rescue_file (id),
  owner_path text collate "C" not null,
  interviews int not null,
  sayings int not null,
  last_heard_at timestamptz,
  notice_at timestamptz,
  records_at timestamptz,
  records_result text,
  face_at timestamptz,
  face_result text,
  dna_at timestamptz,
  dna_sampled_at timestamptz,
  dna_result text,
  raised_at timestamptz,
  place text check (place in ('hospital', 'entrusted')),
  officer_id uuid references kernel.account (id),
  officer_at timestamptz
);
create index guest_owner on tracing.guest (owner_path);
-- Who is here now, out of all the years.
create index rescue_file_present on people.rescue_file (owner_path) where state in ('asked', 'in');

-- A lead: what is supposed, what is to be done, what came of it. The words lie sealed.
create table tracing.lead (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  state text not null check (state in ('open', 'led', 'dead')),
  noted_at timestamptz not null,
  noted_by uuid not null,
  due_on date,
  settled_at timestamptz,
  settled_by uuid,
  content bytea not null,
  fact_id text not null
);
create index lead_file on tracing.lead (file_id, noted_at);
create index lead_open on tracing.lead (owner_path, due_on) where state = 'open';

-- Who is named for a duty, with the times of it.
create table tracing.officer (
  id uuid primary key,
  account_id uuid not null references kernel.account (id),
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  duty text not null check (duty in ('tracing', 'face-comparison')),
  named_at timestamptz not null,
  named_by uuid not null,
  until timestamptz
);
create unique index officer_named on tracing.officer (account_id, duty) where until is null;
create index officer_owner on tracing.officer (owner_path);

-- Experts: kept by whoever entered them, asked by the whole city. Who they are and how to reach them lies sealed.
create table tracing.expert (
  id uuid primary key,
  owner_path text collate "C" not null,
  field text not null,
  areas text[] not null,
  active boolean not null default true,
  content bytea not null,
  changed_at timestamptz not null,
  changed_by uuid not null
);
create index expert_owner on tracing.expert (owner_path);
create index expert_city on tracing.expert (kernel.city_path_of(owner_path));

create table tracing.consultation (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  expert_id uuid not null references tracing.expert (id),
  asked_at timestamptz not null,
  asked_by uuid not null,
  due_on date,
  answered_at timestamptz,
  content bytea not null,
  fact_id text
);
create index consultation_file on tracing.consultation (file_id, asked_at);
create index consultation_open on tracing.consultation (owner_path) where answered_at is null;

-- A campaign, a row for each station that it reaches, so that a station sees its own part; and who was nameless when it began.
create table tracing.campaign (
  id uuid not null,
  station_id uuid not null references kernel.organisation (id),
  owner_path text collate "C" not null,
  year int not null,
  opened_at timestamptz not null,
  until date,
  closed_at timestamptz,
  primary key (id, station_id)
);
create unique index campaign_year on tracing.campaign (station_id, year);
create index campaign_owner on tracing.campaign (owner_path, opened_at);
create table tracing.campaign_guest (
  campaign_id uuid not null,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  primary key (campaign_id, file_id)
);
create index campaign_guest_owner on tracing.campaign_guest (owner_path);

alter table tracing.guest enable row level security;
alter table tracing.lead enable row level security;
alter table tracing.officer enable row level security;
alter table tracing.expert enable row level security;
alter table tracing.consultation enable row level security;
alter table tracing.campaign enable row level security;
alter table tracing.campaign_guest enable row level security;
create policy range on tracing.guest using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on tracing.guest as restrictive for select using (kernel.unsealed(file_id));
create policy range on tracing.lead using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on tracing.lead as restrictive for select using (kernel.unsealed(file_id));
create policy range on tracing.officer using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on tracing.expert using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on tracing.consultation using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on tracing.consultation as restrictive for select using (kernel.unsealed(file_id));
create policy range on tracing.campaign using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on tracing.campaign_guest using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on tracing.campaign_guest as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on tracing.guest, tracing.lead, tracing.officer, tracing.expert, tracing.consultation, tracing.campaign
  to guitu_app;
grant select, insert on tracing.campaign_guest to guitu_app;

-- Experts of the asker's city, whoever entered them. Definer rights, because row-level security shows one's own only.
create function tracing.experts_of_city(one uuid default null)
  returns table (id uuid, owner_path text, owner text, field text, areas text[], active boolean, content bytea)
  language sql stable security definer set search_path = pg_catalog
  as $$
    select e.id, e.owner_path, o.name, e.field, e.areas, e.active, e.content
    from tracing.expert e join kernel.organisation o on o.path = e.owner_path
    where (one is null or e.id = one)
      and (kernel.by_system() or kernel.city_path_of(e.owner_path) = kernel.city_path_of(
        (select g.path from kernel.organisation g where g.id::text = current_setting('guitu.organisation', true))))
    order by e.active desc, e.field, e.id limit 300
  $$;
revoke all on function tracing.experts_of_city(uuid) from public;
grant execute on function tracing.experts_of_city(uuid) to guitu_app;
