-- Photos that arrive in pieces from phones with a weak signal. A piece is sealed like a file; what was never finished is
-- removed after some days. Sessions of phones last a whole shift: the phone itself is locked by its worker's password.
alter table kernel.session add column phone boolean not null default false;

create table kernel.upload (
  id uuid primary key,
  account_id uuid not null references kernel.account (id),
  owner_path text collate "C" not null,
  size integer not null,
  digest bytea not null,
  name bytea not null,
  received integer not null default 0,
  begun_at timestamptz not null,
  finished_at timestamptz
);
create index upload_begun on kernel.upload (begun_at) where finished_at is null;

create table kernel.upload_piece (
  upload_id uuid not null references kernel.upload (id) on delete cascade,
  at integer not null,
  size integer not null,
  body bytea not null,
  primary key (upload_id, at)
);

alter table kernel.upload enable row level security;
alter table kernel.upload_piece enable row level security;
create policy own on kernel.upload
  using (kernel.by_system() or account_id::text = current_setting('guitu.account', true))
  with check (kernel.by_system() or account_id::text = current_setting('guitu.account', true));
create policy own on kernel.upload_piece
  using (exists (select 1 from kernel.upload u where u.id = upload_id))
  with check (exists (select 1 from kernel.upload u where u.id = upload_id));
grant select, insert, update, delete on kernel.upload, kernel.upload_piece to guitu_app;
