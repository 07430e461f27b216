-- One handover of an encounter by one giver is in force: one that was corrected and whose correction came to nothing is none.
drop index handovers.handover_once;
create unique index handover_once on handovers.handover (encounter_id, owner_path)
  where encounter_id is not null and version = 1 and state in ('prepared', 'signed', 'contested');
