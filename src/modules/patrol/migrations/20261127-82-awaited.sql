-- Whoever was brought is waited for until somebody receives them: the desk's list holds both.
drop index patrol.encounter_coming;
create index encounter_awaited on patrol.encounter (met_at) where escort_state in ('under-way', 'arrived');
