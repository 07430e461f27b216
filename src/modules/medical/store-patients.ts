/** Who lies in hospital, with what the lists decide by. */
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import { LONGEST } from './store-read.ts'

export interface PatientRow {
  stayId: string
  fileId: string
  personId: string
  no: string
  name: string
  sex: string | null
  identity: string
  station: string
  hospital: string
  hospitalId: string | null
  since: number
  identifiedAt: number | null
  readyAt: number | null
  factId: string
  costFen: number
  unpaidFen: number
}

const from = sql`from medical.hospital_stay x join people.rescue_file f on f.id = x.file_id join people.person p on p.id = f.person_id
  join kernel.organisation s on s.id = f.station_id where x.until is null`

const columns = sql`x.id as "stayId", x.file_id as "fileId", f.person_id as "personId", f.no, p.display_name as name, p.sex, p.identity, s.name as station,
  x.hospital, x.hospital_id as "hospitalId", x.since, x.identified_at as "identifiedAt", x.ready_at as "readyAt", x.fact_id as "factId",
  (select coalesce(sum(c.fen), 0)::bigint from medical.cost c where c.stay_id = x.id and c.withdrawn_at is null) as "costFen",
  (select coalesce(sum(c.fen), 0)::bigint from medical.cost c where c.stay_id = x.id and c.withdrawn_at is null and c.paid_at is null) as "unpaidFen"`

/** Those who wait longest for being fetched first, then those who lie there longest. */
export async function patientRows(tx: Tx, fileId?: string): Promise<{ found: PatientRow[]; total: number; ready: number }> {
  const which = fileId ? sql`and x.file_id = ${fileId}` : sql``
  const found = await rows(
    sql<PatientRow>`select ${columns} ${from} ${which} order by x.ready_at nulls last, x.since limit ${LONGEST}`,
    tx,
  )
  const counted = await row(
    sql<{ total: number; ready: number }>`select count(*) as total, count(x.ready_at) as ready ${from} ${which}`,
    tx,
  )
  return { found, total: counted?.total ?? 0, ready: counted?.ready ?? 0 }
}
