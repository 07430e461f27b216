-- A paper or picture of a closed subject lies in the compartment of the fact that it was attached with; whoever's part does not
-- open it does not see it, though he may know the subject. What names none belongs to the whole.
alter table kernel.file add column compartment text;
grant update (compartment) on kernel.file to guitu_app;

create function kernel.reads_file(subject uuid, compartment text) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select not kernel.closed(subject) or kernel.opens(subject, coalesce(compartment, 'whole')) $$;
revoke all on function kernel.reads_file(uuid, text) from public;
grant execute on function kernel.reads_file(uuid, text) to guitu_app;

create policy compartment on kernel.file as restrictive for select
  using (subject_id is null or uploaded_by::text = current_setting('guitu.account', true) or kernel.reads_file(subject_id, compartment));
