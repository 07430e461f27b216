-- An upload that was attached to a subject is the subject's owner's from then on; whoever uploaded it sees it by range, or by
-- the part they hold. Until it is attached it belongs to whoever uploaded it.
drop policy range on kernel.file;
create policy range on kernel.file using (kernel.in_range(owner_path) or (subject_id is not null and kernel.has_part(subject_id)))
  with check (kernel.in_range(owner_path) or (subject_id is not null and kernel.has_part(subject_id)));
-- Attached once, by whoever uploaded it, and never moved on.
create policy attach on kernel.file as restrictive for update using (kernel.in_range(owner_path) and subject_id is null)
  with check (subject_id is not null);
grant update (owner_path) on kernel.file to guitu_app;

-- What was attached before goes to whoever owns the subject, as the ledger has it.
update kernel.file f set owner_path = s.owner_path
  from (select distinct on (subject_id) subject_id, owner_path from kernel.ledger order by subject_id, recorded_at desc) s
  where s.subject_id = f.subject_id and f.owner_path <> s.owner_path;
