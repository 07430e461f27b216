-- Belongings in the station's keeping. All else of a reception is told by its facts and their sealed details.

create schema intake;
grant usage on schema intake to guitu_app;

create table intake.belonging (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  -- The list it was signed for on.
  list_id uuid not null,
  kind text not null,
  quantity integer not null check (quantity > 0),
  returned integer not null default 0,
  -- Sealed JSON: name, mark, amount, where it lies.
  content bytea not null,
  kept_at timestamptz not null,
  constraint belonging_returned_fits check (returned between 0 and quantity)
);
create index belonging_file on intake.belonging (file_id, kept_at);
create index belonging_left on intake.belonging (owner_path, kept_at) where returned < quantity;

-- One row for each time something went out.
create table intake.belonging_return (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  belonging_id uuid not null references intake.belonging (id),
  quantity integer not null check (quantity > 0),
  how text not null,
  -- Sealed JSON: who received, how signed, who witnessed, note.
  content bytea not null,
  returned_at timestamptz not null
);
create index belonging_return_file on intake.belonging_return (file_id, returned_at);
create index belonging_return_thing on intake.belonging_return (belonging_id);

alter table intake.belonging enable row level security;
alter table intake.belonging_return enable row level security;
create policy range on intake.belonging using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on intake.belonging as restrictive for select using (kernel.unsealed(file_id));
create policy range on intake.belonging_return using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on intake.belonging_return as restrictive for select using (kernel.unsealed(file_id));
grant select, insert, update on intake.belonging to guitu_app;
grant select, insert on intake.belonging_return to guitu_app;
