-- Requests to the police, what goes out about them, decisions who somebody is. What is sent, answered and decided lies sealed.

create schema identification;
grant usage on schema identification to guitu_app;

create table identification.request (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('records', 'face', 'dna')),
  level text not null check (level in ('station', 'county', 'city', 'province', 'ministry')),
  state text not null check (state in ('asked', 'sampled', 'found', 'not-found', 'cannot', 'raised', 'withdrawn')),
  letter_no text not null,
  -- Where the police body is an organisation of the system: it sees what it was asked, and nothing else.
  police_id uuid references kernel.organisation (id),
  police_path text collate "C",
  -- Name of the police body, grounds, what is told of the guest.
  content bytea not null,
  asked_at timestamptz not null,
  asked_by uuid not null,
  sampled_at timestamptz,
  answered_at timestamptz,
  raised_at timestamptz,
  ended_at timestamptz,
  asked_fact text not null,
  answer_fact text
);
create unique index request_waiting on identification.request (file_id, kind) where state in ('asked', 'sampled', 'raised');
create index request_file on identification.request (file_id, asked_at);
create index request_owner on identification.request (owner_path, state);
create index request_police on identification.request (police_path, state) where police_path is not null;

-- What goes out: written with the request, sent by a job.
create table identification.message (
  id uuid primary key,
  request_id uuid not null references identification.request (id),
  file_id uuid not null references people.rescue_file (id),
  owner_path text collate "C" not null,
  kind text not null check (kind in ('request', 'raising', 'withdrawal')),
  state text not null check (state in ('waiting', 'sent', 'failed', 'stopped')),
  document bytea not null,
  tries integer not null default 0,
  fault text,
  receipt text,
  made_at timestamptz not null,
  next_at timestamptz not null,
  sent_at timestamptz
);
create index message_request on identification.message (request_id, made_at);
create index message_open on identification.message (next_at) where state in ('waiting', 'failed');

create table identification.decision (
  id uuid primary key,
  file_id uuid not null references people.rescue_file (id),
  person_id uuid not null references people.person (id),
  owner_path text collate "C" not null,
  state text not null check (state in ('proposed', 'decided', 'rejected', 'undoing', 'undone')),
  way text not null,
  evidence text[] not null,
  -- Who the guest is said to be, by what; and, once decided, how the index had it before.
  content bytea not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_action uuid,
  undo_at timestamptz,
  undo_by uuid,
  undone_at timestamptz,
  undone_by uuid
);
create unique index decision_open on identification.decision (file_id) where state in ('proposed', 'undoing');
create index decision_person on identification.decision (person_id, proposed_at);
create index decision_owner on identification.decision (owner_path, state);

alter table identification.request enable row level security;
alter table identification.message enable row level security;
alter table identification.decision enable row level security;
create policy range on identification.request
  using (kernel.in_range(owner_path) or (police_path is not null and kernel.in_range(police_path) and kernel.has_part(file_id)))
  with check (kernel.in_range(owner_path) or (police_path is not null and kernel.in_range(police_path) and kernel.has_part(file_id)));
create policy sealed on identification.request as restrictive for select using (kernel.unsealed(file_id));
create policy range on identification.message using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on identification.message as restrictive for select using (kernel.unsealed(file_id));
create policy range on identification.decision using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
create policy sealed on identification.decision as restrictive for select using (kernel.unsealed(file_id) and kernel.unsealed(person_id));
grant select, insert, update on identification.request, identification.message, identification.decision to guitu_app;
