-- Reports of the street: how many photos lie with one, whom it led to, and what makes a flood of false ones visible.
alter table reports.report add column photos integer not null default 0;
-- The person met or the child's file that it led to.
alter table reports.report add column into_id uuid;
-- Keyed digest of what was said, without spaces and signs: the same words twice are one digest.
alter table reports.report add column said_key bytea;
alter table reports.report add column suspect boolean not null default false;
create index report_said on reports.report (said_key, received_at) where said_key is not null;
-- Keyed digest of the visitor's address and the day; of another day it is another one. With the reporter, for the receiver alone.
alter table reports.reporter add column source_key bytea;

-- Whoever was sent reads the facts and photos of a report through a part, as with a closed one: the desks that direct hold theirs.
insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
  select distinct 'report', r.id, r.receiver_path, d.path, 'desk', r.received_at
  from reports.report r cross join lateral unnest(r.desk_paths) d(path) where not r.closed;
insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
  select distinct on (r.id, d.organisation_path) 'report', r.id, r.receiver_path, d.organisation_path, d.part, d.at
  from reports.report r join reports.dispatch d on d.report_id = r.id
  where not r.closed and d.declined_at is null and not d.organisation_path = any (r.desk_paths) order by r.id, d.organisation_path, d.at;

create or replace function reports.receive(work jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, kernel, reports
  as $$
begin
  if exists (select 1 from kernel.ledger l where l.subject_id = (work ->> 'id')::uuid) then
    raise exception 'already there' using errcode = '23505';
  end if;
  insert into reports.report (id, no, receiver_path, receiver_id, desk_paths, desk_id, channel, about, emergency, closed, state,
      received_at, changed_at, town_id, child_id, content, photos, said_key, suspect)
    values ((work ->> 'id')::uuid, work ->> 'no', work ->> 'receiverPath', (work ->> 'receiverId')::uuid, array[work ->> 'receiverPath'],
      (work ->> 'receiverId')::uuid, work ->> 'channel', array(select jsonb_array_elements_text(work -> 'about')), (work ->> 'emergency')::boolean,
      (work ->> 'closed')::boolean, 'received', (work ->> 'receivedAt')::timestamptz, (work ->> 'at')::timestamptz, (work ->> 'townId')::uuid,
      (work ->> 'childId')::uuid, decode(work ->> 'content', 'base64'), (work ->> 'photos')::integer, decode(work ->> 'saidKey', 'base64'),
      (work ->> 'suspect')::boolean);
  insert into reports.reporter (report_id, no_key, receiver_path, reporter_path, mandatory, wants, received_at, receipt, content, source_key)
    values ((work ->> 'id')::uuid, work ->> 'noKey', work ->> 'receiverPath', work ->> 'reporterPath', (work ->> 'mandatory')::boolean,
      work ->> 'wants', (work ->> 'receivedAt')::timestamptz, decode(work ->> 'receipt', 'base64'), decode(work ->> 'reporter', 'base64'),
      decode(work ->> 'sourceKey', 'base64'));
  insert into reports.clue (id, report_id, child_id, kind, state, found_at, finder_path, told_at, police_id, police_path, content)
    select (c ->> 'id')::uuid, (work ->> 'id')::uuid, null, c ->> 'kind', c ->> 'state', (work ->> 'receivedAt')::timestamptz,
      c ->> 'finderPath', (c ->> 'toldAt')::timestamptz, (c ->> 'policeId')::uuid, c ->> 'policePath', decode(c ->> 'content', 'base64')
    from jsonb_array_elements(work -> 'clues') c;
end $$;
