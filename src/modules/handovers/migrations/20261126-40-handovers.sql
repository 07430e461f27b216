-- Written handovers between two organisations: prepared by the giver, signed by both. What was said of somebody, and the
-- signatures, lie sealed. Seen by both organisations and by whoever owns the subject; of a closed subject (a minor's file) by
-- the two that signed it alone, and by who holds a part.

create schema handovers;
grant usage on schema handovers to guitu_app;

create table handovers.handover (
  id uuid primary key,
  -- Counted per giver and year; a correction is a later version of the same number.
  no text not null,
  version integer not null default 1,
  replaces_id uuid references handovers.handover (id),
  -- Whoever hands over.
  owner_path text collate "C" not null,
  from_id uuid not null references kernel.organisation (id),
  -- Null where the receiver is none of the system's.
  to_id uuid references kernel.organisation (id),
  to_path text collate "C",
  about text not null check (about in ('person', 'rescue-file', 'report', 'child-file')),
  subject_id uuid not null,
  subject_owner text collate "C" not null,
  encounter_id uuid,
  report_id uuid,
  reason text not null,
  state text not null check (state in ('prepared', 'signed', 'contested', 'declined', 'withdrawn', 'replaced')),
  -- Both signed on the giver's phone; the receiver looks at it afterwards.
  one_phone boolean not null default false,
  prepared_at timestamptz not null,
  signed_at timestamptz,
  seen_at timestamptz,
  changed_at timestamptz not null,
  prepared_fact text,
  signed_fact text,
  -- Sealed JSON: names, condition, belongings, place; both signatures apart, since lists do not need them.
  content bytea not null,
  marks bytea not null
);
create unique index handover_number on handovers.handover (owner_path, no, version);
create unique index handover_once on handovers.handover (encounter_id, owner_path)
  where encounter_id is not null and version = 1 and state not in ('declined', 'withdrawn');
create unique index handover_next on handovers.handover (replaces_id) where state in ('prepared', 'signed', 'contested');
create index handover_given on handovers.handover (owner_path, prepared_at);
create index handover_taken on handovers.handover (to_path, prepared_at) where to_path is not null;
create index handover_subject on handovers.handover (subject_id);
create index handover_report on handovers.handover (report_id) where report_id is not null;
alter table handovers.handover enable row level security;
create policy known on handovers.handover
  using (kernel.in_range(owner_path) or (to_path is not null and kernel.in_range(to_path)) or kernel.in_range(subject_owner))
  with check (kernel.in_range(owner_path) or (to_path is not null and kernel.in_range(to_path)) or kernel.in_range(subject_owner));
create policy sealed on handovers.handover as restrictive
  using (kernel.unsealed(subject_id)
    or (kernel.closed(subject_id) and current_setting('guitu.path', true) in (owner_path, coalesce(to_path, owner_path))));
grant select, insert, update on handovers.handover to guitu_app;
