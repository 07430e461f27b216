/** An institution as its register would leave it, and people ready to be sent there. */
import { instant, json, sql } from '#kernel/db.ts'
import { jobContext } from '#kernel/jobs.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { type Guest, guestIn } from '../../../../tests/guest.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'
import { REPORT_HOURS } from '../words.ts'

export interface HouseMade {
  place?: Place
  /** An organisation of this system. */
  organisation?: Place
  heads?: number
  contractDays?: number
  licenceDays?: number
  fit?: boolean
  stopped?: boolean
}

/** Under contract, licensed, fit, and open unless told otherwise. */
export async function contracted(house: TestHouse, name: string, made: HouseMade = {}): Promise<string> {
  const station = house.organisations[made.place ?? 'north']
  const [id, contractId] = [crypto.randomUUID(), crypto.randomUUID()]
  const now = house.now()
  const today = dateOf(now)
  const organisationId = made.organisation ? house.organisations[made.organisation].id : null
  const details = house.house.vault.sealJson(`entrusted_care.institution.details:${id}`, {})
  await house.look(async (tx) => {
    await sql`insert into entrusted_care.institution (id, owner_path, station_id, organisation_id, name, kind, government_run, details, state, fit,
        stopped_at, registered_at, fact_id)
      values (${id}, ${station.path}, ${station.id}, ${organisationId}, ${name}, 'welfare', true, ${details}, 'contracted', ${made.fit ?? true},
        ${made.stopped ? instant(now) : null}, ${instant(now)}, 'test')`.execute(tx)
    await sql`insert into entrusted_care.licence (id, institution_id, owner_path, kind, valid_until, recorded_at, fact_id)
      values (${crypto.randomUUID()}, ${id}, ${station.path}, 'registration', ${addDays(today, made.licenceDays ?? 400)}, ${instant(now)}, 'test')`.execute(
      tx,
    )
    await sql`insert into entrusted_care.contract (id, institution_id, owner_path, no, from_on, until_on, heads, terms, fact_id)
      values (${contractId}, ${id}, ${station.path}, 'T-1', ${addDays(today, -800)}, ${addDays(today, made.contractDays ?? 800)}, ${made.heads ?? 20},
        ${json({ hours: REPORT_HOURS })}, 'test')`.execute(tx)
    for (const level of ['self', 'partial', 'full', 'special'])
      await sql`insert into entrusted_care.rate (contract_id, institution_id, owner_path, level, from_on, fen)
        values (${contractId}, ${id}, ${station.path}, ${level}, ${addDays(today, -800)}, 10000)`.execute(tx)
    if (organisationId)
      await sql`insert into kernel.part (subject_kind, subject_id, owner_path, organisation_path, part, valid_from)
        values ('institution', ${id}, ${station.path}, ${house.organisations[made.organisation as Place].path}, 'institution', ${instant(now)})`.execute(
        tx,
      )
  })
  return id
}

/** A grown guest whom nothing keeps from being sent. */
export async function ready(house: TestHouse, name: string, place: Place = 'north'): Promise<Guest> {
  const guest = await guestIn(house, { writtenName: name, sex: 'male', birthYear: 1960 }, { place })
  await guest.tell({ name: 'medical.screened', value: { fit: false, infection: 'ruled-out' } })
  return guest
}

export const proposal = (fileId: string, institutionId: string, more: object = {}) => ({
  fileId,
  institutionId,
  reasons: ['full-care'],
  why: '失能，夜间要两人翻身，站内护理员一班只有一人',
  tried: '特护区单间照料十天，两次压疮',
  level: 'full',
  legal: ['identity-unknown', 'capacity-none'],
  ...more,
})

export const handover = (more: object = {}) => ({
  level: 'full',
  copies: ['register', 'health'],
  medicines: [{ name: '氨氯地平', dose: '5mg 每日一次' }],
  belongings: ['蓝布包'],
  habits: '怕黑，夜里留灯',
  stationSigner: '吴爱华',
  institutionSigner: '赵护士',
  ...more,
})

/** Proposed, approved and placed. */
export async function placedAt(house: TestHouse, fileId: string, institutionId: string, place: Place = 'north'): Promise<string> {
  const { reply } = await house.done(house.actor('clerk', place), 'entrusted.propose', proposal(fileId, institutionId))
  const placementId = reply.placementId as string
  await house.done(house.actor('bureau-officer', 'bureau'), 'entrusted.approve', { placementId })
  await house.done(house.actor('clerk', place), 'entrusted.place', { placementId, ...handover() })
  return placementId
}

/** So many days and hours later. */
export function later(house: TestHouse, days: number, hours = 0): void {
  const at = house.now() + (days * 24 + hours) * 3_600_000 + 8 * 3_600_000
  house.at(new Date(at).toISOString().slice(0, 19))
}

/** Runs the waiting jobs of one name, and no others. */
export async function runJobs(house: TestHouse, name: string): Promise<void> {
  const taken = await sql<{
    data: Record<string, unknown> | null
  }>`delete from jobs.job where name = ${name} and state in ('created', 'retry')
    returning data`.execute(house.house.db.kysely)
  for (const job of taken.rows) await house.house.handlers.get(name)?.run(jobContext(house.house), job.data ?? {})
}
