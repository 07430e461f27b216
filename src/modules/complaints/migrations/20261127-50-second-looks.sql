-- What a complainant brought along goes with the complaint, away from whoever took it down; whoever looks into it opens it. A review
-- may be asked until its term is over, also of one that was closed before, and by each of several who complained of one matter.

create or replace function complaints.receive(work jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, kernel, complaints
  as $$
begin
  if exists (select 1 from kernel.ledger l where l.subject_id = (work ->> 'id')::uuid) then
    raise exception 'already there' using errcode = '23505';
  end if;
  insert into complaints.complaint (id, no, owner_path, owner_id, about, way, anonymous, body_id, body_path, body_kind, fears, state,
      received_at, due_on, changed_at, content)
    values ((work ->> 'id')::uuid, work ->> 'no', work ->> 'ownerPath', (work ->> 'ownerId')::uuid, work ->> 'about', work ->> 'way',
      (work ->> 'anonymous')::boolean, (work ->> 'bodyId')::uuid, work ->> 'bodyPath', work ->> 'bodyKind', (work ->> 'fears')::boolean,
      'received', (work ->> 'receivedAt')::timestamptz, (work ->> 'dueOn')::date, (work ->> 'at')::timestamptz,
      decode(work ->> 'content', 'base64'));
  insert into complaints.complainant (complaint_id, no_key, handler_paths, wants, receipt, received_at, content)
    values ((work ->> 'id')::uuid, work ->> 'noKey', array[work ->> 'ownerPath'], work ->> 'wants', decode(work ->> 'receipt', 'base64'),
      (work ->> 'receivedAt')::timestamptz, decode(work ->> 'complainant', 'base64'));
  -- Attached to this very complaint a moment ago, by whoever uploaded it.
  update kernel.file f set owner_path = work ->> 'ownerPath' where f.subject_id = (work ->> 'id')::uuid;
end $$;

create or replace function complaints.move(work jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, kernel, complaints
  as $$
begin
  if not exists (select 1 from complaints.complaint c where c.id = (work ->> 'id')::uuid
      and (kernel.by_system() or c.owner_path = current_setting('guitu.path', true) or c.review_path = current_setting('guitu.path', true))) then
    raise exception 'not theirs to move' using errcode = '42501';
  end if;
  update complaints.complaint set owner_path = work ->> 'ownerPath', owner_id = (work ->> 'ownerId')::uuid, body_id = (work ->> 'bodyId')::uuid,
      body_path = work ->> 'bodyPath', body_kind = work ->> 'bodyKind', state = 'received', assigned_at = null, delegate_id = null,
      delegate_path = null, delegate_account = null, changed_at = (work ->> 'at')::timestamptz, content = decode(work ->> 'content', 'base64')
    where id = (work ->> 'id')::uuid;
  update complaints.complainant set handler_paths = array[work ->> 'ownerPath'] where complaint_id = (work ->> 'id')::uuid;
  update complaints.statement set owner_path = work ->> 'ownerPath' where complaint_id = (work ->> 'id')::uuid;
  update kernel.file f set owner_path = work ->> 'ownerPath' where f.subject_id = (work ->> 'id')::uuid;
end $$;

-- Material of a complaint, for its owner's range and for the one account that looks into it; for nobody who is meant.
create function complaints.material(complaint uuid, wanted uuid)
  returns table (name bytea, type text, size integer, body bytea)
  language sql stable security definer set search_path = pg_catalog, kernel, complaints
  as $$ select f.name, f.type, f.size::integer, f.body
    from kernel.file f join complaints.complaint c on c.id = f.subject_id
    where f.id = wanted and c.id = complaint
      and coalesce(current_setting('guitu.account', true), '') <> all (c.accused::text[])
      and (kernel.in_range(c.owner_path)
        or (c.delegate_path = current_setting('guitu.path', true) and c.delegate_account::text = current_setting('guitu.account', true))) $$;

-- Of one that was joined, how it stands with the one that it was joined into.
drop function complaints.receipts(text);
create function complaints.receipts(wanted text)
  returns table (id uuid, "mainId" uuid, receipt bytea, state text, wants text, answer bytea, "answeredAt" timestamptz, reviewed boolean,
    "ownerPath" text, "bodyPath" text, "bodyKind" text)
  language sql stable security definer set search_path = pg_catalog, complaints
  as $$ select c.id, coalesce(j.id, c.id), p.receipt, coalesce(j.state, c.state), p.wants, p.answer, coalesce(j.answered_at, c.answered_at),
      coalesce(j.review_at, c.review_at) is not null, coalesce(j.owner_path, c.owner_path),
      case when j.id is null then c.body_path else j.body_path end, case when j.id is null then c.body_kind else j.body_kind end
    from complaints.complainant p join complaints.complaint c on c.id = p.complaint_id
      left join complaints.complaint j on j.id = c.joined_into
    where p.no_key = wanted order by p.received_at limit 4 $$;

create or replace function complaints.review_by_receipt(complaint uuid, code bytea, at timestamptz, reviewer text, due date, step uuid, told bytea)
  returns void
  language plpgsql security definer set search_path = pg_catalog, kernel, complaints
  as $$
declare
  target uuid;
begin
  select coalesce(c.joined_into, c.id) into target
    from complaints.complainant p join complaints.complaint c on c.id = p.complaint_id
    where c.id = complaint and p.receipt = code;
  update complaints.complaint c set state = 'review', review_at = at, review_path = reviewer, due_on = due, changed_at = at,
      closed_at = null, delegate_id = null, delegate_path = null, delegate_account = null
    where c.id = target and c.state in ('answered', 'closed') and c.review_at is null;
  if not found then
    raise exception 'not theirs to ask' using errcode = '42501';
  end if;
  update complaints.complainant set handler_paths = handler_paths || reviewer
    where (complaint_id = target or complaint_id in (select j.id from complaints.complaint j where j.joined_into = target))
      and not reviewer = any (handler_paths);
  insert into complaints.step (id, complaint_id, kind, at, by_name, content) values (step, target, 'review-asked', at, '', told);
end $$;

revoke all on function complaints.material(uuid, uuid), complaints.receipts(text) from public;
grant execute on function complaints.material(uuid, uuid), complaints.receipts(text) to guitu_app;
