-- The network of four levels: who holds which post, and what the public reads of a centre or point.

create schema network;
grant usage on schema network to guitu_app;

create table network.post (
  id uuid primary key,
  -- The town or village.
  owner_path text collate "C" not null,
  organisation_id uuid not null references kernel.organisation (id),
  post text not null check (post in ('supervisor', 'director')),
  since date not null,
  until date,
  -- Sealed JSON: name, telephone.
  content bytea not null,
  made_at timestamptz not null
);
create unique index post_held on network.post (organisation_id, post) where until is null;
create index post_owner on network.post (owner_path);
alter table network.post enable row level security;
create policy range on network.post
  using (kernel.in_range(owner_path) or people.serves(owner_path))
  with check (kernel.in_range(owner_path) or people.serves(owner_path));
grant select, insert, update on network.post to guitu_app;

-- What everybody may read of a centre or point; name, telephone and address stand with the organisation.
create table network.point (
  organisation_id uuid primary key references kernel.organisation (id),
  -- Sealed like everything that was typed: hours, way, what there is.
  content bytea not null,
  changed_at timestamptz not null
);
alter table network.point enable row level security;
create policy everybody on network.point for select using (true);
create policy keep on network.point for insert with check (exists (
  select 1 from kernel.organisation o where o.id = organisation_id and (kernel.in_range(o.path) or people.serves(o.path))));
create policy change on network.point for update using (exists (
  select 1 from kernel.organisation o where o.id = organisation_id and (kernel.in_range(o.path) or people.serves(o.path))));
grant select, insert, update on network.point to guitu_app;
