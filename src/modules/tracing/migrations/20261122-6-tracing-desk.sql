-- Who is here and not identified, for the desk. Definer rights, because asking row by row whether each of some thousand
-- guests is sealed would cost more than all the rest; the scope is held here: one's own range, and no sealed file but for
-- its named readers.
create function tracing.present(low text, high text, station uuid)
  returns table (file_id uuid, no text, station_id uuid, owner_path text, since timestamptz, state text, display_name text, sex text,
    birth_from date, birth_to date, identity text, interviews int, sayings int, last_heard_at timestamptz, notice_at timestamptz,
    records_at timestamptz, records_result text, face_at timestamptz, face_result text, dna_at timestamptz, dna_sampled_at timestamptz,
    dna_result text, raised_at timestamptz, place text, officer_id uuid)
  language sql stable security definer set search_path = pg_catalog
  as $$
    select f.id, f.no, f.station_id, f.owner_path, coalesce(f.accepted_at, f.arrived_at), f.state, p.display_name, p.sex, p.birth_from,
      p.birth_to, p.identity, coalesce(g.interviews, 0), coalesce(g.sayings, 0), g.last_heard_at, g.notice_at, g.records_at,
      g.records_result, g.face_at, g.face_result, g.dna_at, g.dna_sampled_at, g.dna_result, g.raised_at, g.place, g.officer_id
    from people.rescue_file f join people.person p on p.id = f.person_id left join tracing.guest g on g.file_id = f.id
      left join kernel.seal s on s.subject_id = f.id left join kernel.seal t on t.subject_id = f.person_id
    where f.state in ('asked', 'in') and f.owner_path >= low collate "C" and f.owner_path < high collate "C"
      and f.owner_path >= current_setting('guitu.from', true) collate "C" and f.owner_path < current_setting('guitu.to', true) collate "C"
      and p.identity in ('unknown', 'claimed') and (station is null or f.station_id = station)
      and (s.subject_id is null or kernel.unsealed(f.id)) and (t.subject_id is null or kernel.unsealed(f.person_id))
  $$;
revoke all on function tracing.present(text, text, uuid) from public;
grant execute on function tracing.present(text, text, uuid) to guitu_app;
