-- What somebody reported, before it is known what it becomes; who was sent; clues of abuse. About a minor it is closed by part
-- (kernel.opens), about anything else it is seen by the range of the receiver, by the desks and by whoever was sent.
-- Who reported lies apart and is opened by the receiver's desk alone.

create schema reports;
grant usage on schema reports to guitu_app;

create table reports.report (
  id uuid primary key,
  no text not null,
  -- Whose the report is: who received it and answers the reporter.
  receiver_path text collate "C" not null,
  receiver_id uuid not null references kernel.organisation (id),
  -- Desks that direct it: the receiver, whom it was handed to, to whom it was raised.
  desk_paths text[] not null,
  desk_id uuid not null references kernel.organisation (id),
  dispatched_paths text[] not null default '{}',
  channel text not null,
  about text[] not null,
  emergency boolean not null,
  closed boolean not null,
  state text not null check (state in ('received', 'working', 'disposed', 'joined', 'refused')),
  received_at timestamptz not null,
  changed_at timestamptz not null,
  raised_at timestamptz,
  on_scene_at timestamptz,
  disposed_at timestamptz,
  outcome text,
  joined_into uuid references reports.report (id),
  joined_fact_id text,
  town_id uuid references kernel.organisation (id),
  child_id uuid references people.child_file (id),
  answered_at timestamptz,
  -- Sealed: what was told, where, of whom.
  content bytea not null
);
create index report_receiver on reports.report (receiver_path, state, received_at);
create index report_joined on reports.report (joined_into) where joined_into is not null;
create index report_child on reports.report (child_id) where child_id is not null;
create index report_received on reports.report (received_at);

-- Who reported. Never read by whoever was sent; by the police only after they asked with a reason and the desk released it.
create table reports.reporter (
  report_id uuid primary key references reports.report (id),
  no_key text not null,
  receiver_path text collate "C" not null,
  -- Where the reporter works, for a report out of the system: the organisation hears the answer.
  reporter_path text collate "C",
  released_to text[] not null default '{}',
  asked_by text[] not null default '{}',
  mandatory boolean not null,
  wants text not null check (wants in ('phone', 'receipt', 'none')),
  received_at timestamptz not null,
  receipt bytea,
  answered_at timestamptz,
  answer text,
  -- Sealed: name, telephone, relation.
  content bytea not null
);
create index reporter_number on reports.reporter (no_key);
create index reporter_path on reports.reporter (reporter_path, received_at) where reporter_path is not null;

create table reports.dispatch (
  id uuid primary key,
  report_id uuid not null references reports.report (id),
  organisation_id uuid not null references kernel.organisation (id),
  organisation_path text collate "C" not null,
  part text not null,
  at timestamptz not null,
  due_at timestamptz not null,
  acknowledged_at timestamptz,
  on_scene_at timestamptz,
  declined_at timestamptz,
  raised_at timestamptz
);
create index dispatch_report on reports.dispatch (report_id);
create unique index dispatch_open on reports.dispatch (report_id, organisation_id) where declined_at is null;

-- A clue of abuse: on the child's file where there is one, else on the report.
create table reports.clue (
  id uuid primary key,
  report_id uuid references reports.report (id),
  child_id uuid references people.child_file (id),
  kind text not null,
  state text not null check (state in ('found', 'told', 'answered', 'disposed')),
  found_at timestamptz not null,
  finder_path text collate "C" not null,
  told_at timestamptz,
  police_id uuid references kernel.organisation (id),
  police_path text collate "C",
  answered_at timestamptz,
  filed boolean,
  disposed_at timestamptz,
  outcome text,
  -- Sealed: what was found, the answer, how it ended.
  content bytea not null,
  check (report_id is not null or child_id is not null)
);
create index clue_report on reports.clue (report_id);
create index clue_child on reports.clue (child_id);

-- How often an address or a number was tried in an hour; keyed digests, forgotten after a day.
create table reports.attempt (
  owner_path text collate "C" not null,
  what text not null check (what in ('receive', 'state-number', 'state-address')),
  key bytea not null,
  hour timestamptz not null,
  count integer not null,
  primary key (owner_path, what, key, hour)
);

alter table reports.report enable row level security;
alter table reports.reporter enable row level security;
alter table reports.dispatch enable row level security;
alter table reports.clue enable row level security;
alter table reports.attempt enable row level security;

create policy known on reports.report
  using ((closed and kernel.opens(id, 'abuse'))
    or (not closed and (kernel.in_range(receiver_path) or current_setting('guitu.path', true) = any (desk_paths || dispatched_paths))))
  with check ((closed and kernel.opens(id, 'abuse'))
    or (not closed and (kernel.in_range(receiver_path) or current_setting('guitu.path', true) = any (desk_paths || dispatched_paths))));
create policy own on reports.reporter
  using (kernel.by_system() or current_setting('guitu.path', true) = any (released_to || array[receiver_path, reporter_path]))
  with check (kernel.by_system() or current_setting('guitu.path', true) = any (released_to || array[receiver_path, reporter_path]));
create policy known on reports.dispatch using (exists (select 1 from reports.report r where r.id = report_id))
  with check (exists (select 1 from reports.report r where r.id = report_id));
create policy known on reports.clue using (kernel.opens(coalesce(child_id, report_id), 'abuse'))
  with check (kernel.opens(coalesce(child_id, report_id), 'abuse'));
create policy range on reports.attempt using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on reports.report, reports.reporter, reports.dispatch, reports.clue, reports.attempt to guitu_app;

-- Keeps a new report. Definer rights: a school, a village or a visitor of the public page reports to a desk, and does not see the
-- report afterwards. Only for a subject of which nothing is told yet.
create function reports.receive(work jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, kernel, reports
  as $$
begin
  if exists (select 1 from kernel.ledger l where l.subject_id = (work ->> 'id')::uuid) then
    raise exception 'already there' using errcode = '23505';
  end if;
  insert into reports.report (id, no, receiver_path, receiver_id, desk_paths, desk_id, channel, about, emergency, closed, state,
      received_at, changed_at, town_id, child_id, content)
    values ((work ->> 'id')::uuid, work ->> 'no', work ->> 'receiverPath', (work ->> 'receiverId')::uuid, array[work ->> 'receiverPath'],
      (work ->> 'receiverId')::uuid, work ->> 'channel', array(select jsonb_array_elements_text(work -> 'about')), (work ->> 'emergency')::boolean,
      (work ->> 'closed')::boolean, 'received', (work ->> 'receivedAt')::timestamptz, (work ->> 'at')::timestamptz, (work ->> 'townId')::uuid,
      (work ->> 'childId')::uuid, decode(work ->> 'content', 'base64'));
  insert into reports.reporter (report_id, no_key, receiver_path, reporter_path, mandatory, wants, received_at, receipt, content)
    values ((work ->> 'id')::uuid, work ->> 'noKey', work ->> 'receiverPath', work ->> 'reporterPath', (work ->> 'mandatory')::boolean,
      work ->> 'wants', (work ->> 'receivedAt')::timestamptz, decode(work ->> 'receipt', 'base64'), decode(work ->> 'reporter', 'base64'));
  insert into reports.clue (id, report_id, child_id, kind, state, found_at, finder_path, told_at, police_id, police_path, content)
    select (c ->> 'id')::uuid, (work ->> 'id')::uuid, null, c ->> 'kind', c ->> 'state', (work ->> 'receivedAt')::timestamptz,
      c ->> 'finderPath', (c ->> 'toldAt')::timestamptz, (c ->> 'policeId')::uuid, c ->> 'policePath', decode(c ->> 'content', 'base64')
    from jsonb_array_elements(work -> 'clues') c;
end $$;
revoke all on function reports.receive(jsonb) from public;
grant execute on function reports.receive(jsonb) to guitu_app;

-- What a receipt is answered from, whichever organisation gave it out: digest and state, never whose or of whom.
create function reports.receipts(wanted text) returns table (receipt bytea, state text, answer text)
  language sql stable security definer set search_path = pg_catalog, reports
  as $$ select p.receipt, coalesce(j.state, r.state), p.answer
    from reports.reporter p join reports.report r on r.id = p.report_id left join reports.report j on j.id = r.joined_into
    where p.no_key = wanted and p.receipt is not null order by p.received_at limit 4 $$;
revoke all on function reports.receipts(text) from public;
grant execute on function reports.receipts(text) to guitu_app;

-- How far the reports stand that the asker's own organisation made: number and state, nothing of what was done with whom.
create function reports.made_by_us(most integer) returns table (id uuid, no text, received_at timestamptz, state text, answer text, answered_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, reports
  as $$ select r.id, r.no, r.received_at, coalesce(j.state, r.state), p.answer, p.answered_at
    from reports.reporter p join reports.report r on r.id = p.report_id left join reports.report j on j.id = r.joined_into
    where p.reporter_path = current_setting('guitu.path', true) order by r.received_at desc limit most $$;
revoke all on function reports.made_by_us(integer) from public;
grant execute on function reports.made_by_us(integer) to guitu_app;

-- The police ask who reported: by whoever reads the report. Definer rights, since they do not see the row.
create function reports.ask_reporter(report uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, kernel, reports
  as $$
begin
  if not (kernel.by_system() or kernel.opens(report, 'abuse')) then
    raise exception 'not theirs to ask' using errcode = '42501';
  end if;
  update reports.reporter set asked_by = asked_by || current_setting('guitu.path', true)
    where report_id = report and not current_setting('guitu.path', true) = any (asked_by);
end $$;
revoke all on function reports.ask_reporter(uuid) from public;
grant execute on function reports.ask_reporter(uuid) to guitu_app;

create function reports.asked_here(report uuid) returns table (asked boolean, released boolean)
  language sql stable security definer set search_path = pg_catalog, reports
  as $$ select current_setting('guitu.path', true) = any (p.asked_by), current_setting('guitu.path', true) = any (p.released_to)
    from reports.reporter p where p.report_id = report $$;
revoke all on function reports.asked_here(uuid) from public;
grant execute on function reports.asked_here(uuid) to guitu_app;

create function reports.forget_attempts() returns bigint
  language sql security definer set search_path = pg_catalog, kernel, reports
  as $$ with gone as (delete from reports.attempt where hour < kernel.moment() - interval '1 day' returning 1)
    select count(*) from gone $$;
revoke all on function reports.forget_attempts() from public;
grant execute on function reports.forget_attempts() to guitu_app;
