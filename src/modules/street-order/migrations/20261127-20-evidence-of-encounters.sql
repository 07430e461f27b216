-- The case that came of an encounter is looked for by each photo that a phone sends afterwards.
create index incident_encounters on street_order.incident using gin (encounter_ids) where state <> 'withdrawn';

-- A case that is closed by part is read as a whole by whoever holds a part of it: its papers are divided into no compartments.
create or replace function kernel.reads_file(subject uuid, compartment text) returns boolean
  language sql stable security definer set search_path = pg_catalog, kernel
  as $$ select not exists (select 1 from kernel.seal s where s.subject_id = subject and s.by_part and s.subject_kind <> 'street-case')
    or kernel.opens(subject, coalesce(compartment, 'whole')) $$;
