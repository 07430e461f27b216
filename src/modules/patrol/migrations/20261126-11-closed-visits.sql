-- Whoever was looked for is closed with their file, also in what was written of the place.
create policy sealed on patrol.visit as restrictive for select using (person_id is null or kernel.unsealed(person_id));

-- How long positions are kept is known to the city, and set by the range that the city lies in.
alter table patrol.track_term enable row level security;
create policy city on patrol.track_term for select
  using (kernel.in_range(city_path) or starts_with(current_setting('guitu.path', true), city_path));
create policy own on patrol.track_term for insert with check (kernel.in_range(city_path));
create policy change on patrol.track_term for update using (kernel.in_range(city_path)) with check (kernel.in_range(city_path));
