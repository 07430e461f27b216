-- Complaints: looked into by somebody else than the one complained of. A row is whose who looks into it; whoever is complained of
-- sees neither the words nor who complained, and the statement that was asked of him only.

create schema complaints;
grant usage on schema complaints to guitu_app;

-- The supervisor of a body above which no bureau stands in this system. No person is named.
create table complaints.supervisor (
  body_id uuid primary key references kernel.organisation (id),
  supervisor_id uuid not null references kernel.organisation (id),
  named_at timestamptz not null
);
alter table complaints.supervisor enable row level security;
create policy everybody on complaints.supervisor using (true) with check (true);
grant select, insert, update on complaints.supervisor to guitu_app;

create table complaints.complaint (
  id uuid primary key,
  no text not null,
  -- Who looks into it, or has it looked into.
  owner_path text collate "C" not null,
  owner_id uuid not null references kernel.organisation (id),
  about text not null,
  way text not null,
  anonymous boolean not null,
  -- Who is complained of: an organisation of the system, accounts of it; else words in the content.
  body_id uuid references kernel.organisation (id),
  body_path text collate "C",
  body_kind text,
  accused uuid[] not null default '{}',
  fears boolean not null,
  state text not null check (state in ('received', 'assigned', 'found', 'answered', 'review', 'closed', 'withdrawn', 'joined')),
  received_at timestamptz not null,
  assigned_at timestamptz,
  due_on date,
  -- Who looks into it: one account of the owner, or of the body that it was given to.
  delegate_id uuid references kernel.organisation (id),
  delegate_path text collate "C",
  delegate_account uuid,
  found_at timestamptz,
  founded text check (founded in ('yes', 'partly', 'no')),
  -- Accounts that looked into it: a review is somebody else's.
  lookers uuid[] not null default '{}',
  answered_at timestamptz,
  review_at timestamptz,
  review_path text collate "C",
  closed_at timestamptz,
  joined_into uuid references complaints.complaint (id),
  sent_on_at timestamptz,
  changed_at timestamptz not null,
  -- Sealed JSON: the words, where and when, who is meant, what was found and done.
  content bytea not null
);
create index complaint_owner on complaints.complaint (owner_path, state, received_at);
create index complaint_body on complaints.complaint (body_id) where body_id is not null;
create index complaint_joined on complaints.complaint (joined_into) where joined_into is not null;
create index complaint_delegate on complaints.complaint (delegate_account) where delegate_account is not null;

alter table complaints.complaint enable row level security;
create policy handler on complaints.complaint
  using (coalesce(current_setting('guitu.account', true), '') <> all (accused::text[])
    and (kernel.in_range(owner_path)
      or (delegate_path = current_setting('guitu.path', true) and delegate_account::text = current_setting('guitu.account', true))))
  with check (coalesce(current_setting('guitu.account', true), '') <> all (accused::text[])
    and (kernel.in_range(owner_path)
      or (delegate_path = current_setting('guitu.path', true) and delegate_account::text = current_setting('guitu.account', true))));
grant select, insert, update on complaints.complaint to guitu_app;

-- Who complained: the organisations that look into it, with a reason; nobody by range alone, no delegate.
create table complaints.complainant (
  complaint_id uuid primary key references complaints.complaint (id),
  no_key text not null,
  handler_paths text[] not null,
  wants text not null check (wants in ('phone', 'written', 'none')),
  receipt bytea not null,
  received_at timestamptz not null,
  -- Sealed: name, telephone, how the complainant stands to it; the written answer.
  content bytea not null,
  answer bytea
);
create index complainant_number on complaints.complainant (no_key);
alter table complaints.complainant enable row level security;
create policy handler on complaints.complainant
  using (kernel.by_system() or (current_setting('guitu.path', true) = any (handler_paths)
    and exists (select 1 from complaints.complaint c where c.id = complaint_id)))
  with check (kernel.by_system() or (current_setting('guitu.path', true) = any (handler_paths)
    and exists (select 1 from complaints.complaint c where c.id = complaint_id)));
grant select, update on complaints.complainant to guitu_app;

-- What was written on the way.
create table complaints.step (
  id uuid primary key,
  -- In the order of writing, also within one minute.
  seq bigint generated always as identity,
  complaint_id uuid not null references complaints.complaint (id),
  kind text not null,
  at timestamptz not null,
  by_name text not null,
  content bytea not null
);
create index step_complaint on complaints.step (complaint_id, at);
alter table complaints.step enable row level security;
create policy handler on complaints.step using (exists (select 1 from complaints.complaint c where c.id = complaint_id))
  with check (exists (select 1 from complaints.complaint c where c.id = complaint_id));
grant select, insert on complaints.step to guitu_app;

-- What is to be put right, followed until it is proved.
create table complaints.measure (
  id uuid primary key,
  complaint_id uuid not null references complaints.complaint (id),
  due_on date,
  made_at timestamptz not null,
  done_at timestamptz,
  -- Sealed: what, by whom, the proof.
  content bytea not null
);
create index measure_complaint on complaints.measure (complaint_id);
alter table complaints.measure enable row level security;
create policy handler on complaints.measure using (exists (select 1 from complaints.complaint c where c.id = complaint_id))
  with check (exists (select 1 from complaints.complaint c where c.id = complaint_id));
grant select, insert, update on complaints.measure to guitu_app;

-- The statement asked of the body complained of: its own part, and nothing else of the complaint.
create table complaints.statement (
  id uuid primary key,
  complaint_id uuid not null references complaints.complaint (id),
  owner_path text collate "C" not null,
  owner_name text not null,
  body_id uuid not null references kernel.organisation (id),
  body_path text collate "C" not null,
  accused uuid[] not null,
  about text not null,
  asked_at timestamptz not null,
  due_on date not null,
  given_at timestamptz,
  -- Sealed: what is asked, what was answered and by whom.
  question bytea not null,
  answer bytea
);
create index statement_complaint on complaints.statement (complaint_id);
create index statement_body on complaints.statement (body_path, given_at);
alter table complaints.statement enable row level security;
create policy either on complaints.statement
  using (coalesce(current_setting('guitu.account', true), '') <> all (accused::text[])
    and (kernel.in_range(owner_path) or body_path = current_setting('guitu.path', true)))
  with check (coalesce(current_setting('guitu.account', true), '') <> all (accused::text[])
    and (kernel.in_range(owner_path) or body_path = current_setting('guitu.path', true)));
grant select, insert, update on complaints.statement to guitu_app;

-- Keeps a new complaint. Definer rights: whoever takes it down hands it on and sees it no more. Only for a subject of which nothing is
-- told yet.
create function complaints.receive(work jsonb) returns void
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
end $$;

-- What a receipt is answered from, whoever gave it out: digest, state, the written answer; never who is complained of.
create function complaints.receipts(wanted text)
  returns table (id uuid, receipt bytea, state text, wants text, answer bytea, "answeredAt" timestamptz, reviewed boolean,
    "ownerPath" text, "bodyPath" text, "bodyKind" text)
  language sql stable security definer set search_path = pg_catalog, complaints
  as $$ select c.id, p.receipt, coalesce(j.state, c.state), p.wants, p.answer, coalesce(j.answered_at, c.answered_at),
      c.review_at is not null or c.joined_into is not null, c.owner_path, c.body_path, c.body_kind
    from complaints.complainant p join complaints.complaint c on c.id = p.complaint_id
      left join complaints.complaint j on j.id = c.joined_into
    where p.no_key = wanted order by p.received_at limit 4 $$;

-- A review asked by who holds the receipt: the digest is asked once more.
create function complaints.review_by_receipt(complaint uuid, code bytea, at timestamptz, reviewer text, due date, step uuid, told bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, kernel, complaints
  as $$
begin
  update complaints.complaint c set state = 'review', review_at = at, review_path = reviewer, due_on = due, changed_at = at,
      delegate_id = null, delegate_path = null, delegate_account = null
    from complaints.complainant p
    where c.id = complaint and p.complaint_id = c.id and p.receipt = code and c.state = 'answered' and c.review_at is null;
  if not found then
    raise exception 'not theirs to ask' using errcode = '42501';
  end if;
  update complaints.complainant set handler_paths = handler_paths || reviewer 
    where (complaint_id = complaint or complaint_id in (select j.id from complaints.complaint j where j.joined_into = complaint))
      and not reviewer = any (handler_paths);
  insert into complaints.step (id, complaint_id, kind, at, by_name, content) values (step, complaint, 'review-asked', at, '', told);
end $$;

-- Hands a complaint to whoever has to look into it, when it turns out to be about another body. By whoever looks into it now.
create function complaints.move(work jsonb) returns void
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
end $$;

revoke all on function complaints.receive(jsonb), complaints.receipts(text), complaints.move(jsonb),
  complaints.review_by_receipt(uuid, bytea, timestamptz, text, date, uuid, bytea) from public;
grant execute on function complaints.receive(jsonb), complaints.receipts(text), complaints.move(jsonb),
  complaints.review_by_receipt(uuid, bytea, timestamptz, text, date, uuid, bytea) to guitu_app;
