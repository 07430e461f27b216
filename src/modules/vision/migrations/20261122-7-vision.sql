-- Recognition of faces and cards: which bureau has switched it on after which assessment, every use, and the templates.
-- A template is sealed; erasing it empties the column, so that the row still says when it was made and why it went.

create schema vision;
grant usage on schema vision to guitu_app;

-- One row for each bureau. Whether it is on is no secret to the stations below; deciding takes the range.
create table vision.bureau (
  jurisdiction text collate "C" primary key,
  organisation_id uuid not null references kernel.organisation (id),
  state text not null check (state in ('assessed', 'on', 'off')),
  parts text[] not null default '{}',
  assessed_on date not null,
  valid_months integer not null,
  retention_days integer not null,
  assessment bytea not null,
  changed_at timestamptz not null,
  changed_by uuid not null
);
alter table vision.bureau enable row level security;
create policy read on vision.bureau for select using (true);
create policy decide on vision.bureau for insert with check (kernel.in_range(jurisdiction));
create policy change on vision.bureau for update using (kernel.in_range(jurisdiction)) with check (kernel.in_range(jurisdiction));
grant select, insert, update on vision.bureau to guitu_app;

-- The log: a line for each use, whatever came of it. Why, and what came of it, lies sealed.
create table vision.use (
  id uuid primary key,
  kind text not null check (kind in ('face', 'card')),
  subject_kind text check (subject_kind in ('rescue-file', 'inquiry')),
  subject_id uuid,
  owner_path text collate "C" not null,
  organisation_id uuid not null,
  state text not null check (state in ('asked', 'done')),
  purpose text,
  basis text,
  result text,
  photo_id uuid,
  pick integer,
  told bytea not null,
  found bytea,
  asked_at timestamptz not null,
  asked_by uuid not null,
  done_at timestamptz
);
create index use_owner on vision.use (owner_path, asked_at);
create index use_subject on vision.use (subject_id, asked_at);

create table vision.template (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('rescue-file', 'inquiry')),
  subject_id uuid not null,
  owner_path text collate "C" not null,
  photo_id uuid not null,
  pick integer,
  model_id text not null,
  model_sha256 text not null,
  model_version integer not null,
  vector bytea,
  made_at timestamptz not null,
  use_id uuid not null,
  erased_at timestamptz,
  erased_why text,
  check ((vector is null) = (erased_at is not null))
);
create unique index template_photo on vision.template (subject_id, photo_id) where erased_at is null;
create index template_owner on vision.template (owner_path, id) where erased_at is null;

alter table vision.use enable row level security;
alter table vision.template enable row level security;
create policy range on vision.use
  using (kernel.in_range(owner_path) or (subject_id is not null and kernel.has_part(subject_id)))
  with check (kernel.in_range(owner_path));
create policy sealed on vision.use as restrictive for select using (subject_id is null or kernel.unsealed(subject_id));
-- No part gives sight of a template: nobody outside the range compares.
create policy range on vision.template using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on vision.template as restrictive for select using (kernel.unsealed(subject_id));
grant select, insert, update on vision.use, vision.template to guitu_app;
