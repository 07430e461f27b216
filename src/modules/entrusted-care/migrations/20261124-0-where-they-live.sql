-- An institution sees the care of those who live with it: another part of the file (a need handed on to it) shows nothing of
-- where else somebody lives, nor of who reported what there.
drop policy range on entrusted_care.placement;
create policy range on entrusted_care.placement
  using (kernel.in_range(owner_path) or (kernel.in_range(part_path) and kernel.has_part(file_id)))
  with check (kernel.in_range(owner_path));
drop policy range on entrusted_care.placement_level;
create policy range on entrusted_care.placement_level
  using (kernel.in_range(owner_path) or exists (select 1 from entrusted_care.placement p where p.id = placement_id))
  with check (kernel.in_range(owner_path));
drop policy range on entrusted_care.health_report;
create policy range on entrusted_care.health_report
  using (kernel.in_range(owner_path) or exists (select 1 from entrusted_care.placement p where p.id = placement_id))
  with check (kernel.in_range(owner_path) or exists (select 1 from entrusted_care.placement p where p.id = placement_id));
drop policy range on entrusted_care.incident;
create policy range on entrusted_care.incident
  using (kernel.in_range(owner_path) or exists (select 1 from entrusted_care.placement p where p.id = placement_id))
  with check (kernel.in_range(owner_path) or exists (select 1 from entrusted_care.placement p where p.id = placement_id));
