-- Families' inquiries. What is told of somebody and how to reach who asks lie sealed; rows hold what lists need.

create schema inquiries;
grant usage on schema inquiries to guitu_app;

create table inquiries.inquiry (
  id uuid primary key,
  owner_path text collate "C" not null,
  organisation_id uuid not null references kernel.organisation (id),
  -- As people read it: 云救寻 2026-0418.
  no text not null,
  -- The same without spaces, by which a receipt is looked up.
  no_key text not null,
  channel text not null,
  state text not null check (state in ('received', 'admitted', 'matched', 'answered', 'closed', 'set-aside', 'joined', 'erased')),
  -- From another register: a lead, not verified by anybody here.
  lead boolean not null default false,
  received_at timestamptz not null,
  changed_at timestamptz not null,
  -- Whoever admitted it is told of what happens to it.
  keeper uuid,
  minor boolean,
  photos integer not null default 0,
  face_consent boolean not null default false,
  publish_consent boolean not null default false,
  call_planned boolean not null default false,
  content bytea,
  contact bytea,
  -- Keyed digests, to find the same contact or the same person twice.
  phone_key bytea,
  name_key bytea,
  receipt bytea,
  joined_into uuid references inquiries.inquiry (id),
  -- Of a lead: its record's digest at the source, and the day on which the source wants it gone.
  source_key bytea,
  expires_at timestamptz
);
create index inquiry_owner on inquiries.inquiry (owner_path, state, received_at);
create index inquiry_number on inquiries.inquiry (no_key);
create index inquiry_phone on inquiries.inquiry (phone_key) where phone_key is not null;
create index inquiry_name on inquiries.inquiry (name_key) where name_key is not null;
create index inquiry_joined on inquiries.inquiry (joined_into) where joined_into is not null;
create unique index inquiry_source on inquiries.inquiry (owner_path, source_key) where source_key is not null;
create index inquiry_expiry on inquiries.inquiry (expires_at) where expires_at is not null and state <> 'erased';

-- Pairs that two persons confirmed in another room, and whether the guest's own word lets the family be told. That
-- somebody does not want to be found is not kept here: it reads as "no", like not having been asked.
create table inquiries.pair (
  inquiry_id uuid not null references inquiries.inquiry (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  since timestamptz not null,
  undone_at timestamptz,
  telling text not null default 'no' check (telling in ('no', 'wants', 'cannot-say')),
  primary key (inquiry_id, file_id)
);

create table inquiries.alert (
  id uuid primary key,
  inquiry_id uuid not null references inquiries.inquiry (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('matched', 'undone', 'may-tell')),
  at timestamptz not null,
  seen_at timestamptz,
  seen_by uuid
);
create index alert_open on inquiries.alert (owner_path, at) where seen_at is null;

-- How often an address or a number was tried in an hour; keyed digests, forgotten after a day.
create table inquiries.attempt (
  owner_path text collate "C" not null,
  what text not null check (what in ('receive', 'state-number', 'state-address')),
  key bytea not null,
  hour timestamptz not null,
  count integer not null,
  primary key (owner_path, what, key, hour)
);

create table inquiries.lead_note (
  id uuid primary key,
  inquiry_id uuid not null references inquiries.inquiry (id),
  owner_path text collate "C" not null,
  source_key bytea not null,
  at timestamptz,
  content bytea
);
create unique index lead_note_source on inquiries.lead_note (inquiry_id, source_key);

create table inquiries.helper (
  id uuid primary key,
  owner_path text collate "C" not null,
  kind text not null,
  content bytea not null,
  since timestamptz not null,
  checked_by uuid not null,
  ended_at timestamptz
);
create index helper_owner on inquiries.helper (owner_path, since);

create table inquiries.engagement (
  id uuid primary key,
  helper_id uuid not null references inquiries.helper (id),
  owner_path text collate "C" not null,
  inquiry_id uuid references inquiries.inquiry (id),
  file_id uuid references people.rescue_file (id),
  since timestamptz not null,
  fact_id text not null,
  check ((inquiry_id is null) <> (file_id is null))
);
create unique index engagement_once on inquiries.engagement (helper_id, coalesce(inquiry_id, file_id));
create index engagement_subject on inquiries.engagement (coalesce(inquiry_id, file_id));

create table inquiries.finding (
  id uuid primary key,
  helper_id uuid not null references inquiries.helper (id),
  owner_path text collate "C" not null,
  inquiry_id uuid references inquiries.inquiry (id),
  file_id uuid references people.rescue_file (id),
  at timestamptz not null,
  outcome text not null,
  fact_id text not null,
  check ((inquiry_id is null) <> (file_id is null))
);
create index finding_helper on inquiries.finding (helper_id, at);
create index finding_subject on inquiries.finding (coalesce(inquiry_id, file_id));

alter table inquiries.inquiry enable row level security;
alter table inquiries.pair enable row level security;
alter table inquiries.alert enable row level security;
alter table inquiries.attempt enable row level security;
alter table inquiries.lead_note enable row level security;
alter table inquiries.helper enable row level security;
alter table inquiries.engagement enable row level security;
alter table inquiries.finding enable row level security;

-- An inquiry marked as a risk is sealed like a file: only its named readers see anything that hangs on it.
create policy range on inquiries.inquiry using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on inquiries.inquiry as restrictive for select using (kernel.unsealed(id));
create policy range on inquiries.pair using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on inquiries.pair as restrictive for select using (kernel.unsealed(inquiry_id) and kernel.unsealed(file_id));
create policy range on inquiries.alert using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on inquiries.alert as restrictive for select using (kernel.unsealed(inquiry_id));
create policy range on inquiries.attempt using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on inquiries.lead_note using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on inquiries.lead_note as restrictive for select using (kernel.unsealed(inquiry_id));
create policy range on inquiries.helper using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy range on inquiries.engagement using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on inquiries.engagement as restrictive for select
  using ((inquiry_id is null or kernel.unsealed(inquiry_id)) and (file_id is null or kernel.unsealed(file_id)));
create policy range on inquiries.finding using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on inquiries.finding as restrictive for select
  using ((inquiry_id is null or kernel.unsealed(inquiry_id)) and (file_id is null or kernel.unsealed(file_id)));
grant select, insert, update on inquiries.inquiry, inquiries.pair, inquiries.alert, inquiries.attempt, inquiries.lead_note,
  inquiries.helper, inquiries.engagement, inquiries.finding to guitu_app;

-- What a receipt is answered from, whichever organisation gave it out: digest and state, never whose or of whom. A joined
-- inquiry goes on with the one that it was joined into.
create function inquiries.receipts(wanted text) returns table (receipt bytea, state text, call_planned boolean)
  language sql stable security definer set search_path = pg_catalog, inquiries
  as $$ select i.receipt, coalesce(j.state, i.state), coalesce(j.call_planned, i.call_planned)
    from inquiries.inquiry i left join inquiries.inquiry j on j.id = i.joined_into
    where i.no_key = wanted and i.receipt is not null order by i.received_at limit 4 $$;
revoke all on function inquiries.receipts(text) from public;
grant execute on function inquiries.receipts(text) to guitu_app;

-- Counted tries of an hour that is over for a day are gone.
create function inquiries.forget_attempts() returns bigint
  language sql security definer set search_path = pg_catalog, kernel, inquiries
  as $$ with gone as (delete from inquiries.attempt where hour < kernel.moment() - interval '1 day' returning 1)
    select count(*) from gone $$;
revoke all on function inquiries.forget_attempts() from public;
grant execute on function inquiries.forget_attempts() to guitu_app;

-- Erasure on request: the photos of an inquiry of one's own; with `all` also whatever its facts tell beyond their value.
-- Digests and chain stay, and so does who looked and why.
create function inquiries.erase(inquiry uuid, whole boolean) returns boolean
  language plpgsql security definer set search_path = pg_catalog, kernel, inquiries
  as $$
declare
  owner text;
begin
  select i.owner_path into owner from inquiries.inquiry i where i.id = inquiry;
  if owner is null or not kernel.in_range(owner) or not kernel.unsealed(inquiry) then
    return false;
  end if;
  delete from kernel.file f where f.subject_id = inquiry and kernel.in_range(f.owner_path);
  if whole then
    update kernel.ledger l set details = null where l.subject_id = inquiry and l.subject_kind = 'inquiry'
      and (l.name like 'inquiry.%' or l.name like 'tracing.%');
  end if;
  return true;
end $$;
revoke all on function inquiries.erase(uuid, boolean) from public;
grant execute on function inquiries.erase(uuid, boolean) to guitu_app;
