-- The place of origin: letters that come in, and one case of reception for each person that they speak of. What a letter says
-- is sealed; what is done lies in the facts' details; rows hold what lists need and the ids of the facts that tell the rest.

create schema origin;
grant usage on schema origin to guitu_app;

create table origin.reception (
  id uuid primary key,
  -- The other side's file where they use the system (the origin holds a part of it), else one opened here.
  file_id uuid not null references people.rescue_file (id),
  -- Whose the file is: they follow what becomes of their letter.
  file_path text collate "C" not null,
  -- The place of origin: station, or bureau where there is no station.
  owner_path text collate "C" not null,
  organisation_id uuid not null references kernel.organisation (id),
  state text not null check (state in ('told', 'answered', 'not-accepted', 'received', 'not-arrived', 'visited', 'settled')),
  way text not null check (way in ('system', 'typed', 'file')),
  -- Whether the last letter asked, and waits for an answer.
  asks boolean not null,
  told_at timestamptz not null,
  answered_at timestamptz,
  fetch_on date,
  received_at timestamptz,
  received_by uuid,
  received_to text,
  visit_asked uuid references kernel.organisation (id),
  visited_at timestamptz,
  hardship_at timestamptz,
  reported_at timestamptz,
  homeless_at timestamptz,
  placed_at timestamptz,
  placed_as text,
  cancelled_at timestamptz,
  police_asked_at timestamptz,
  restored_at timestamptz,
  ended_at timestamptz,
  -- Sealed: who it is and who wrote, as the letter says; readable here also when the part has ended.
  content bytea not null
);
create unique index reception_once on origin.reception (file_id, owner_path);
create index reception_owner on origin.reception (owner_path, told_at);
create index reception_sender on origin.reception (file_path, told_at);

create table origin.letter (
  id uuid primary key,
  reception_id uuid not null references origin.reception (id),
  file_id uuid not null references people.rescue_file (id),
  file_path text collate "C" not null,
  owner_path text collate "C" not null,
  kind text not null check (kind in ('ask', 'tell')),
  way text not null check (way in ('system', 'typed', 'file')),
  -- What makes it the same letter: the fact's id, the file's own id, or the action's where it was typed.
  letter_key text not null,
  -- Of a signed file: signed here, by a key that somebody checked, or by one that nobody here knows.
  signer text check (signer in ('house', 'known', 'asked')),
  at timestamptz not null,
  content bytea not null
);
create unique index letter_once on origin.letter (owner_path, letter_key);
create index letter_reception on origin.letter (reception_id, at);

-- Sendings of letters to places that do not use the system.
create table origin.sending (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  way text not null,
  sent_at timestamptz not null,
  answered_at timestamptz,
  accepts boolean,
  fact_id text not null
);
create index sending_file on origin.sending (file_id, sent_at);
create index sending_owner on origin.sending (owner_path, sent_at);

-- Keys of other stations that somebody checked by telephone or paper. No person's data.
create table origin.station_key (
  id uuid primary key,
  owner_path text collate "C" not null,
  public_key text not null,
  -- Sealed: whose it is, and how somebody made sure.
  content bytea not null,
  checked_at timestamptz not null,
  checked_by uuid not null,
  ended_at timestamptz
);
create unique index station_key_once on origin.station_key (owner_path, public_key) where ended_at is null;

alter table origin.reception enable row level security;
alter table origin.letter enable row level security;
alter table origin.sending enable row level security;
alter table origin.station_key enable row level security;
create policy range on origin.reception
  using (kernel.in_range(owner_path) or kernel.in_range(file_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.in_range(file_path) or kernel.has_part(file_id));
create policy sealed on origin.reception as restrictive for select using (kernel.unsealed(file_id));
create policy range on origin.letter
  using (kernel.in_range(owner_path) or kernel.in_range(file_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(file_path));
create policy sealed on origin.letter as restrictive for select using (kernel.unsealed(file_id));
create policy range on origin.sending using (kernel.in_range(owner_path) or kernel.has_part(file_id))
  with check (kernel.in_range(owner_path) or kernel.has_part(file_id));
create policy sealed on origin.sending as restrictive for select using (kernel.unsealed(file_id));
create policy range on origin.station_key using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on origin.reception, origin.letter, origin.sending, origin.station_key to guitu_app;
