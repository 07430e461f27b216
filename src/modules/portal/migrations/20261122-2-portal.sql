-- What the public site says of an organisation, as it gave it.

create schema portal;
grant usage on schema portal to guitu_app;

create table portal.texts (
  organisation_id uuid primary key references kernel.organisation (id),
  owner_path text collate "C" not null,
  content bytea not null,
  changed_at timestamptz not null,
  changed_by uuid not null
);
alter table portal.texts enable row level security;
create policy range on portal.texts using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on portal.texts to guitu_app;
