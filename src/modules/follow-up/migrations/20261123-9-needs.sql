-- What comes after going home: found again, needs handed on to other departments, abandonment told to the police, households at
-- the edge. Words about people lie sealed in the facts' details; rows hold what lists need.

-- Whether the asker looks after this subject (holds its part of follow-up or of origin): other parts, of a hospital or of the
-- one department a need was handed to, do not open these lists.
create function follow_up.cares_for(subject uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select exists (
    select 1 from kernel.part p
    where p.subject_id = subject and p.part in ('follow-up', 'origin') and kernel.in_range(p.organisation_path)
      and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment())) $$;
revoke all on function follow_up.cares_for(uuid) from public;
grant execute on function follow_up.cares_for(uuid) to guitu_app;

-- All that the asker looks after: a list asks once, and not for each row.
create function follow_up.cared_for() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select p.subject_id from kernel.part p
    where p.organisation_path >= current_setting('guitu.from', true) and p.organisation_path < current_setting('guitu.to', true)
      and p.part in ('follow-up', 'origin') and p.valid_from <= kernel.moment() and (p.valid_until is null or p.valid_until > kernel.moment()) $$;
revoke all on function follow_up.cared_for() from public;
grant execute on function follow_up.cared_for() to guitu_app;

-- Found on the street again after going home; hangs on the file that went home, or on the person where there was none.
create table follow_up.again (
  id uuid primary key,
  file_id uuid references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  found_at timestamptz not null,
  source text not null check (source in ('intake', 'hand')),
  -- The file that began when a station took them in again.
  new_file_id uuid,
  causes text[] not null default '{}',
  told_at timestamptz,
  fact_id text not null,
  withdrawn_at timestamptz
);
create unique index again_once on follow_up.again (new_file_id) where new_file_id is not null and withdrawn_at is null;
create index again_file on follow_up.again (file_id);
create index again_person on follow_up.again (person_id);
create index again_owner on follow_up.again (owner_path, found_at);

create table follow_up.referral (
  id uuid primary key,
  file_id uuid references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  need text not null,
  state text not null check (state in ('waiting', 'working', 'refused', 'granted', 'declined', 'rerouted', 'closed')),
  department text not null,
  -- Where it is an organisation of the system: it answers for itself.
  organisation_id uuid references kernel.organisation (id),
  organisation_path text collate "C",
  -- The organisation's name, or the department's; a name written by hand lies in the fact's details.
  to_name text not null,
  made_at timestamptz not null,
  -- Since when nobody has said anything: made, reminded or answered last.
  silent_since timestamptz not null,
  reminders integer not null default 0,
  answered_at timestamptz,
  closed_at timestamptz,
  -- The refused one in whose place it stands.
  instead_of uuid references follow_up.referral (id),
  fact_id text not null,
  answer_fact_id text
);
create unique index referral_open on follow_up.referral (person_id, need) where closed_at is null;
create index referral_owner on follow_up.referral (owner_path, made_at);
create index referral_organisation on follow_up.referral (organisation_path) where closed_at is null;
create index referral_file on follow_up.referral (file_id);

-- Seen by those who told, by the owner of the file and by the police that were told: nobody else who holds a part of the file.
create table follow_up.abandonment (
  id uuid primary key,
  file_id uuid references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  teller_path text collate "C" not null,
  police_id uuid references kernel.organisation (id),
  police_path text collate "C",
  police_name text not null,
  kind text not null check (kind in ('abandonment', 'abuse', 'both')),
  told_at timestamptz not null,
  answered_at timestamptz,
  filed boolean,
  fact_id text not null,
  answer_fact_id text
);
create index abandonment_owner on follow_up.abandonment (owner_path, told_at);
create index abandonment_police on follow_up.abandonment (police_path);
create unique index abandonment_open on follow_up.abandonment (person_id, police_name) where answered_at is null;

create table follow_up.household (
  id uuid primary key,
  owner_path text collate "C" not null,
  -- Town or village that watches it.
  care_path text collate "C",
  town_id uuid references kernel.organisation (id),
  division text,
  state text not null check (state in ('listed', 'unlisted')),
  reasons text[] not null default '{}',
  listed_at timestamptz not null,
  next_review date,
  reviewed_at timestamptz,
  finding text,
  unlisted_at timestamptz,
  unlisted_reason text,
  -- Head, address, telephone, how they live.
  body bytea not null
);
create index household_owner on follow_up.household (owner_path, state);
create index household_care on follow_up.household (care_path);

create table follow_up.household_member (
  id uuid primary key,
  household_id uuid not null references follow_up.household (id),
  file_id uuid references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  care_path text collate "C",
  relation bytea not null,
  fact_id text not null,
  since timestamptz not null
);
create unique index household_member_once on follow_up.household_member (household_id, person_id);
create index household_member_person on follow_up.household_member (person_id);

-- What was handed to whom: households, columns, by whom.
create table follow_up.share (
  id uuid primary key,
  owner_path text collate "C" not null,
  at timestamptz not null,
  by_id uuid not null,
  department text not null,
  columns text[] not null,
  households uuid[] not null,
  -- The office's full name and what it is for.
  body bytea not null
);
create index share_owner on follow_up.share (owner_path, at);

alter table follow_up.again enable row level security;
alter table follow_up.referral enable row level security;
alter table follow_up.abandonment enable row level security;
alter table follow_up.household enable row level security;
alter table follow_up.household_member enable row level security;
alter table follow_up.share enable row level security;

create policy range on follow_up.again
  using (kernel.in_range(owner_path) or coalesce(file_id, person_id) in (select follow_up.cared_for()))
  with check (kernel.in_range(owner_path) or coalesce(file_id, person_id) in (select follow_up.cared_for()));
create policy sealed on follow_up.again as restrictive for select
  using ((person_id not in (select follow_up.closed_subjects())
          and (file_id is null or file_id not in (select follow_up.closed_subjects())))
         or (kernel.unsealed(person_id) and (file_id is null or kernel.unsealed(file_id))));
create policy range on follow_up.referral
  using (kernel.in_range(owner_path) or kernel.in_range(organisation_path) or coalesce(file_id, person_id) in (select follow_up.cared_for()))
  with check (kernel.in_range(owner_path) or kernel.in_range(organisation_path) or coalesce(file_id, person_id) in (select follow_up.cared_for()));
create policy sealed on follow_up.referral as restrictive for select
  using ((person_id not in (select follow_up.closed_subjects())
          and (file_id is null or file_id not in (select follow_up.closed_subjects())))
         or (kernel.unsealed(person_id) and (file_id is null or kernel.unsealed(file_id))));
create policy range on follow_up.abandonment
  using (kernel.in_range(owner_path) or kernel.in_range(teller_path) or kernel.in_range(police_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(teller_path) or kernel.in_range(police_path));
create policy sealed on follow_up.abandonment as restrictive for select
  using ((person_id not in (select follow_up.closed_subjects())
          and (file_id is null or file_id not in (select follow_up.closed_subjects())))
         or (kernel.unsealed(person_id) and (file_id is null or kernel.unsealed(file_id))));
create policy range on follow_up.household using (kernel.in_range(owner_path) or kernel.in_range(care_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(care_path));
create policy range on follow_up.household_member using (kernel.in_range(owner_path) or kernel.in_range(care_path))
  with check (kernel.in_range(owner_path) or kernel.in_range(care_path));
create policy sealed on follow_up.household_member as restrictive for select
  using ((person_id not in (select follow_up.closed_subjects())
          and (file_id is null or file_id not in (select follow_up.closed_subjects())))
         or (kernel.unsealed(person_id) and (file_id is null or kernel.unsealed(file_id))));
create policy range on follow_up.share using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on follow_up.again, follow_up.referral, follow_up.abandonment, follow_up.household,
  follow_up.household_member, follow_up.share to guitu_app;
