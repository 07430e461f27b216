-- Phones that may record without network: whose they are. A phone used by two workers is two rows. The key by which it hands
-- over a file is derived from its id and lies nowhere.
create schema devices;
grant usage on schema devices to guitu_app;

create table devices.device (
  id uuid primary key,
  account_id uuid not null references kernel.account (id),
  owner_path text collate "C" not null,
  registered_at timestamptz not null,
  taken_in_at timestamptz,
  ended_at timestamptz,
  -- Sealed: what it is called, why it was ended.
  content bytea not null
);
create index device_owner on devices.device (owner_path, registered_at);
create index device_account on devices.device (account_id);

alter table devices.device enable row level security;
create policy range on devices.device using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on devices.device to guitu_app;
