-- Street minors: each step that was done, in the compartment where it may be read.

create schema street_minors;
grant usage on schema street_minors to guitu_app;

create table street_minors.step (
  id uuid primary key,
  child_id uuid not null references people.child_file (id),
  compartment text not null check (compartment in ('street', 'offence')),
  kind text not null,
  -- What came of it, where that is one of a list.
  result text,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  -- Action that told the fact.
  action_id uuid not null,
  withdrawn_at timestamptz,
  -- Sealed: who, where, numbers of samples and papers, words.
  content bytea not null
);
create index step_child on street_minors.step (child_id, happened_at);
alter table street_minors.step enable row level security;
create policy known on street_minors.step using (kernel.opens(child_id, compartment)) with check (kernel.opens(child_id, compartment));
grant select, insert, update on street_minors.step to guitu_app;
