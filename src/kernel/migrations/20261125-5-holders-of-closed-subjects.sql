-- Who else holds a part of a closed subject tells what it is about (a justice office: a parent in prison). Known to whoever reads
-- the whole of it; everybody else knows of their own parts alone, the owner's range too. A named part is its account's alone.
drop policy closed on kernel.part;
create policy closed on kernel.part as restrictive for select
  using ((organisation_path = current_setting('guitu.path', true) and kernel.is_me(account_id))
    or kernel.by_system() or not kernel.closed(subject_id) or kernel.opens(subject_id, 'whole'));

-- A station that unseals its own file of a child opens nothing that parts keep closed.
create policy by_part on kernel.seal as restrictive for delete using (kernel.by_system() or not by_part);
