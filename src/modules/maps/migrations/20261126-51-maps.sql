-- What lies beneath the points of a city's maps: the site's own tiles, or an approved map file. Nobody's data.

create schema maps;
grant usage on schema maps to guitu_app;

create table maps.ground (
  id uuid primary key,
  owner_path text collate "C" not null,
  -- The city that sees it.
  city_path text collate "C" not null,
  kind text not null check (kind in ('tiles', 'file')),
  address text,
  system text not null check (system in ('wgs84', 'gcj02')),
  attribution text not null,
  -- 审图号: no map is shown without one.
  approval text not null,
  lat double precision,
  lng double precision,
  shapes jsonb,
  set_at timestamptz not null,
  ended_at timestamptz
);
create unique index ground_of_city on maps.ground (city_path) where ended_at is null;
alter table maps.ground enable row level security;
-- Everybody of the city reads what map there is; the range of whoever set it, or of the platform, changes it.
create policy city on maps.ground for select
  using (kernel.in_range(owner_path) or starts_with(current_setting('guitu.path', true), city_path));
create policy own on maps.ground for insert with check (kernel.in_range(owner_path));
create policy ending on maps.ground for update
  using (kernel.in_range(owner_path) or starts_with(current_setting('guitu.path', true), city_path))
  with check (kernel.in_range(owner_path) or starts_with(current_setting('guitu.path', true), city_path));
grant select, insert, update on maps.ground to guitu_app;
