-- Notices about guests whom nobody knows. What they say lies sealed; columns hold what the public's filters need, which
-- is ticked and approved word by word before anybody outside sees it.

create schema notices;
grant usage on schema notices to guitu_app;

-- Whether whoever acts is the public on its pages.
create function notices.by_public() returns boolean
  language sql stable parallel safe
  as $$ select coalesce(current_setting('guitu.account', true), '') = '00000000-0000-7000-8000-000000000002' $$;

create table notices.notice (
  id uuid primary key,
  file_id uuid not null unique references people.rescue_file (id),
  owner_path text collate "C" not null,
  -- 寻-1187: of its own counter; tells nothing of the file.
  no text not null unique,
  -- The wording that was approved last.
  wording_id uuid,
  -- Whether it stands on our public page now. Only adults' ever do.
  on_page boolean not null default false,
  changed_at timestamptz not null,
  created_at timestamptz not null
);
create index notice_owner on notices.notice (owner_path, created_at);
create index notice_page on notices.notice (kernel.city_path_of(owner_path), changed_at) where on_page;

create table notices.wording (
  id uuid primary key,
  notice_id uuid not null references notices.notice (id),
  file_id uuid not null,
  owner_path text collate "C" not null,
  state text not null check (state in ('drafted', 'station-approved', 'approved', 'returned', 'replaced', 'withdrawn')),
  -- Possibly below eighteen, as of the draft; not known counts as possibly.
  minor boolean not null,
  sex text,
  age_from integer,
  age_to integer,
  height integer,
  accent text,
  county text,
  found_month text,
  content bytea not null,
  -- Without metadata.
  photo bytea,
  photo_type text check (photo_type in ('image/jpeg', 'image/png', 'image/webp')),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  first_by uuid,
  first_at timestamptz,
  second_by uuid,
  second_at timestamptz,
  ground text,
  -- Where a minor may be published.
  channels text[] not null default '{}'
);
create index wording_notice on notices.wording (notice_id, drafted_at);
create unique index wording_pending on notices.wording (notice_id) where state in ('drafted', 'station-approved');
alter table notices.notice add foreign key (wording_id) references notices.wording (id);

create table notices.posting (
  id uuid primary key,
  notice_id uuid not null references notices.notice (id),
  file_id uuid not null,
  owner_path text collate "C" not null,
  channel text not null,
  published_at timestamptz not null,
  renewed_at timestamptz,
  -- Sealed: link, receipt, ids of screenshots.
  proof bytea,
  withdrawn_at timestamptz,
  reason text,
  -- Elsewhere somebody has to take it down by hand.
  down_at timestamptz
);
create unique index posting_up on notices.posting (notice_id, channel) where withdrawn_at is null;
create index posting_owner on notices.posting (owner_path, published_at);

-- What the public wrote. A person reads it; it does nothing by itself.
create table notices.tip (
  id uuid primary key,
  notice_id uuid not null references notices.notice (id),
  file_id uuid not null,
  owner_path text collate "C" not null,
  kind text not null check (kind in ('like', 'take-down')),
  content bytea not null,
  received_at timestamptz not null,
  read_at timestamptz,
  read_by uuid,
  outcome text
);
create index tip_owner on notices.tip (owner_path, received_at);

alter table notices.notice enable row level security;
alter table notices.wording enable row level security;
alter table notices.posting enable row level security;
alter table notices.tip enable row level security;

-- The public sees what stands on the page, in its own city, and nothing else.
create policy range on notices.notice
  using (kernel.in_range(owner_path) or (notices.by_public()
    and kernel.city_path_of(owner_path) = kernel.city_path_of(current_setting('guitu.from', true))))
  with check (kernel.in_range(owner_path));
create policy sealed on notices.notice as restrictive for select using (kernel.unsealed(file_id));
create policy page on notices.notice as restrictive using (not notices.by_public() or on_page) with check (not notices.by_public());
create policy range on notices.wording
  using (kernel.in_range(owner_path) or (notices.by_public()
    and kernel.city_path_of(owner_path) = kernel.city_path_of(current_setting('guitu.from', true))))
  with check (kernel.in_range(owner_path));
create policy sealed on notices.wording as restrictive for select using (kernel.unsealed(file_id));
create policy page on notices.wording as restrictive
  using (not notices.by_public() or (not minor and state = 'approved'
    and exists (select 1 from notices.notice n where n.wording_id = wording.id and n.on_page)))
  with check (not notices.by_public());
create policy range on notices.posting using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on notices.posting as restrictive for select using (kernel.unsealed(file_id));
create policy page on notices.posting as restrictive using (not notices.by_public()) with check (not notices.by_public());
create policy range on notices.tip using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on notices.tip as restrictive for select using (kernel.unsealed(file_id));
create policy page on notices.tip as restrictive for select using (not notices.by_public());
grant select, insert, update on notices.notice, notices.wording, notices.posting, notices.tip to guitu_app;
