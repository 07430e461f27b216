-- How often an address, a number or a whole site was tried by the public in an hour: keyed digests, forgotten after a day.
create table kernel.public_attempt (
  owner_path text collate "C" not null,
  -- Door and what is counted of it, such as `reports.receive`.
  what text not null,
  key bytea not null,
  hour timestamptz not null,
  count integer not null,
  primary key (owner_path, what, key, hour)
);
alter table kernel.public_attempt enable row level security;
create policy range on kernel.public_attempt using (kernel.in_range(owner_path)) with check (kernel.in_range(owner_path));
grant select, insert, update on kernel.public_attempt to guitu_app;

create function kernel.forget_public_attempts() returns bigint
  language sql security definer set search_path = pg_catalog, kernel
  as $$ with gone as (delete from kernel.public_attempt where hour < kernel.moment() - interval '1 day' returning 1)
    select count(*) from gone $$;
revoke all on function kernel.forget_public_attempts() from public;
grant execute on function kernel.forget_public_attempts() to guitu_app;
