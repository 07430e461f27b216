-- Guide signs and publicity points, and publicity on the street. No person stands here: whoever works in the city sees all of them.

create schema signs;
grant usage on schema signs to guitu_app;

create table signs.sign (
  id uuid primary key,
  no text not null,
  -- Who set it up and keeps it in order; not whose row it is: the city reads all of them.
  keeper_path text collate "C" not null,
  owner_id uuid not null references kernel.organisation (id),
  kind text not null,
  place_kind text not null,
  town_id uuid references kernel.organisation (id),
  state text not null check (state in ('standing', 'broken', 'removed')),
  placed_on date not null,
  checked_at timestamptz,
  due_on date not null,
  checks integer not null default 0,
  repairs integer not null default 0,
  removed_at timestamptz,
  changed_at timestamptz not null,
  -- Sealed JSON: where, what it says, what is broken, photos.
  content bytea not null
);
create unique index sign_no on signs.sign (kernel.city_path_of(keeper_path), no);
create index sign_due on signs.sign (due_on) where state <> 'removed';
alter table signs.sign enable row level security;
create policy city on signs.sign
  using (kernel.in_range(keeper_path) or kernel.city_path_of(keeper_path) = kernel.city_path_of(current_setting('guitu.path', true)))
  with check (kernel.in_range(keeper_path) or kernel.city_path_of(keeper_path) = kernel.city_path_of(current_setting('guitu.path', true)));
grant select, insert, update on signs.sign to guitu_app;

create table signs.event (
  id uuid primary key,
  keeper_path text collate "C" not null,
  owner_id uuid not null references kernel.organisation (id),
  kind text not null,
  town_id uuid references kernel.organisation (id),
  held_on date not null,
  people integer,
  leaflets integer,
  -- Sealed JSON: where, with whom, what was done, photos.
  content bytea not null
);
create index event_held on signs.event (keeper_path, held_on);
alter table signs.event enable row level security;
create policy city on signs.event
  using (kernel.in_range(keeper_path) or kernel.city_path_of(keeper_path) = kernel.city_path_of(current_setting('guitu.path', true)))
  with check (kernel.in_range(keeper_path) or kernel.city_path_of(keeper_path) = kernel.city_path_of(current_setting('guitu.path', true)));
grant select, insert on signs.event to guitu_app;
