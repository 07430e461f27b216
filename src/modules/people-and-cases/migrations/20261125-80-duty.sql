-- Who is on duty where: the roster by which a report is sent to somebody. Name and telephone lie sealed; which organisation
-- answers at a place is no secret within its city.

create table people.duty (
  id uuid primary key,
  owner_path text collate "C" not null,
  organisation_id uuid not null references kernel.organisation (id),
  account_id uuid references kernel.account (id),
  -- 1 answers first, 2 when the first does not.
  turn smallint not null check (turn in (1, 2)),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- Sealed JSON: name, telephone.
  content bytea not null,
  made_at timestamptz not null,
  made_by uuid not null,
  -- Set when the roster of that time was made anew, or the shift was changed; the row stays.
  replaced_at timestamptz
);
create index duty_now on people.duty (organisation_id, starts_at) where replaced_at is null;
create index duty_owner on people.duty (owner_path, starts_at);
alter table people.duty enable row level security;
create policy range on people.duty using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on people.duty to guitu_app;

-- Organisations that answer at a place, with whom they have on duty at an instant: those on the way up from the place, and
-- the centres, points and bureaus that stand beside that way. Somebody on the roster first, then the nearest. Within a city.
create function people.duty_around(place text, moment timestamptz)
  returns table (duty_id uuid, organisation_id uuid, path text, name text, kind text, phone text, account_id uuid,
    account_name text, turn smallint, ends_at timestamptz, content bytea)
  language sql stable security definer set search_path = pg_catalog, people, kernel
  as $$
    select d.id, o.id, o.path, o.name, o.kind, o.phone, d.account_id, a.name, d.turn, d.ends_at, d.content
    from kernel.organisation o
      left join people.duty d on d.organisation_id = o.id and d.replaced_at is null and d.starts_at <= moment and d.ends_at > moment
      left join kernel.account a on a.id = d.account_id
      cross join lateral (select case when o.kind in ('protection-centre', 'protection-point', 'bureau')
        then regexp_replace(o.path, '[^.]+\.$', '') else o.path end as served) s
    where o.active and o.kind not in ('platform', 'area') and s.served <> ''
      and (starts_with(place, s.served) or place = o.path)
      and (d.id is not null or o.kind in ('protection-centre', 'protection-point', 'bureau', 'town'))
      and (kernel.by_system()
        or kernel.city_path_of(place) = kernel.city_path_of(current_setting('guitu.path', true)))
    order by (d.id is null), length(s.served) desc,
      array_position(array['protection-point', 'protection-centre', 'village', 'town', 'bureau'], o.kind) nulls first,
      d.turn, o.path, d.starts_at
    limit 20 $$;
revoke all on function people.duty_around(text, timestamptz) from public;
grant execute on function people.duty_around(text, timestamptz) to guitu_app;
