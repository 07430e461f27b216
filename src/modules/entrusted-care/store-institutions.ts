/** SQL of the register: institutions, licences, contracts and their rates. */
import type { LoadContext } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { instant, json, row, rows, sql, type Tx } from '#kernel/db.ts'
import type { InstitutionState } from './lifecycle-institutions.ts'
import { againstAdmission, contractOn } from './rules-institutions.ts'
import { type CareLevel, type InstitutionKind, REPORT_HOURS, type ReportKind } from './words.ts'
import type { LicenceKind } from './words-institutions.ts'

/** Institutions of a city: no list is longer. */
export const LONGEST = 300

export interface InstitutionDetails {
  address?: string | undefined
  contact?: string | undefined
  phone?: string | undefined
  creditCode?: string | undefined
  note?: string | undefined
}
export interface InstitutionRow {
  id: string
  ownerPath: string
  stationId: string
  organisationId: string | null
  name: string
  kind: InstitutionKind
  governmentRun: boolean
  beds: number | null
  state: InstitutionState
  fit: boolean | null
  assessedAt: number | null
  stoppedAt: number | null
  registeredAt: number
  details: InstitutionDetails
}
type SealedInstitution = Omit<InstitutionRow, 'details'> & { details: Buffer }

const columns = sql`id, owner_path as "ownerPath", station_id as "stationId", organisation_id as "organisationId", name, kind,
  government_run as "governmentRun", beds, state, fit, assessed_at as "assessedAt", stopped_at as "stoppedAt", registered_at as "registeredAt",
  details`
const place = (id: string) => `entrusted_care.institution.details:${id}`
const opened = (vault: Vault, { details, ...sealed }: SealedInstitution): InstitutionRow => ({
  ...sealed,
  details: vault.openJson(place(sealed.id), details) as InstitutionDetails,
})

export const institutionRef = (institution: { id: string; ownerPath: string }) => ({
  kind: 'institution',
  id: institution.id,
  ownerPath: institution.ownerPath,
})

export async function institutionById(tx: Tx, vault: Vault, id: string): Promise<InstitutionRow | null> {
  const found = await row(sql<SealedInstitution>`select ${columns} from entrusted_care.institution where id = ${id}`, tx)
  return found ? opened(vault, found) : null
}

/** Locked: two who decide about it come one after the other. */
export async function lockInstitution(tx: Tx, vault: Vault, id: string): Promise<InstitutionRow | null> {
  const found = await row(
    sql<SealedInstitution>`select ${columns} from entrusted_care.institution where id = ${id} for no key update`,
    tx,
  )
  return found ? opened(vault, found) : null
}

export async function institutionRows(tx: Tx, vault: Vault): Promise<{ items: InstitutionRow[]; total: number }> {
  const found = await rows(
    sql<SealedInstitution>`select ${columns} from entrusted_care.institution
      order by array_position(array['contracted', 'selected', 'registered', 'ended'], state), name limit ${LONGEST}`,
    tx,
  )
  const counted = await row(sql<{ total: number }>`select count(*) as total from entrusted_care.institution`, tx)
  return { items: found.map((each) => opened(vault, each)), total: counted?.total ?? 0 }
}

export interface NewInstitution {
  id: string
  stationId: string
  ownerPath: string
  organisationId: string | null
  name: string
  kind: InstitutionKind
  governmentRun: boolean
  beds: number | null
  details: InstitutionDetails
}

export async function insertInstitution(context: LoadContext, each: NewInstitution, factId: string): Promise<void> {
  await sql`insert into entrusted_care.institution (id, owner_path, station_id, organisation_id, name, kind, government_run, beds, details, state,
      registered_at, fact_id)
    values (${each.id}, ${each.ownerPath}, ${each.stationId}, ${each.organisationId}, ${each.name}, ${each.kind}, ${each.governmentRun},
      ${each.beds}, ${context.vault.sealJson(place(each.id), { ...each.details })}, 'registered', ${instant(context.occurredAt)}, ${factId})`.execute(
    context.tx,
  )
}

export async function changeInstitution(
  context: LoadContext,
  each: Omit<NewInstitution, 'stationId' | 'ownerPath'>,
): Promise<void> {
  await sql`update entrusted_care.institution set organisation_id = ${each.organisationId}, name = ${each.name}, kind = ${each.kind},
    government_run = ${each.governmentRun}, beds = ${each.beds}, details = ${context.vault.sealJson(place(each.id), { ...each.details })}
    where id = ${each.id}`.execute(context.tx)
}

export async function moveInstitution(tx: Tx, id: string, state: InstitutionState): Promise<void> {
  await sql`update entrusted_care.institution set state = ${state} where id = ${id}`.execute(tx)
}
export async function keepAssessment(tx: Tx, id: string, fit: boolean, at: number): Promise<void> {
  await sql`update entrusted_care.institution set fit = ${fit}, assessed_at = ${instant(at)} where id = ${id}`.execute(tx)
}
export async function keepStopped(tx: Tx, id: string, at: number | null): Promise<void> {
  await sql`update entrusted_care.institution set stopped_at = ${instant(at)} where id = ${id}`.execute(tx)
}

export interface LicenceRow {
  id: string
  institutionId: string
  kind: LicenceKind
  validUntil: string | null
  papers: string[]
  recordedAt: number
  factId: string
}
export function licencesOf(tx: Tx, institutionIds: readonly string[]): Promise<LicenceRow[]> {
  return rows(
    sql<LicenceRow>`select id, institution_id as "institutionId", kind, valid_until::text as "validUntil", papers, recorded_at as "recordedAt",
        fact_id as "factId" from entrusted_care.licence
      where institution_id = any(${[...institutionIds]}::uuid[]) and replaced_at is null order by valid_until nulls last, kind`,
    tx,
  )
}
export async function insertLicence(
  context: LoadContext,
  licence: {
    id: string
    institutionId: string
    ownerPath: string
    kind: LicenceKind
    validUntil: string | null
    papers: string[]
    factId: string
  },
): Promise<void> {
  await sql`update entrusted_care.licence set replaced_at = ${instant(context.occurredAt)}
    where institution_id = ${licence.institutionId} and kind = ${licence.kind} and replaced_at is null`.execute(context.tx)
  await sql`insert into entrusted_care.licence (id, institution_id, owner_path, kind, valid_until, papers, recorded_at, fact_id)
    values (${licence.id}, ${licence.institutionId}, ${licence.ownerPath}, ${licence.kind}, ${licence.validUntil}, ${licence.papers}::uuid[],
      ${instant(context.occurredAt)}, ${licence.factId})`.execute(context.tx)
}

/** What was agreed beside period, heads and rates. */
export interface Terms {
  hours: Record<ReportKind, number>
  video?: string | undefined
}
export interface ContractRow {
  id: string
  institutionId: string
  /** Which of this institution's contracts; the number on the paper lies sealed with the fact. */
  no: string
  from: string
  until: string
  heads: number
  terms: Terms
  endedOn: string | null
  endedGround: string | null
  factId: string
}
export function contractsOf(tx: Tx, institutionIds: readonly string[]): Promise<ContractRow[]> {
  return rows(
    sql<ContractRow>`select id, institution_id as "institutionId", no, from_on::text as "from", until_on::text as "until", heads, terms,
        ended_on::text as "endedOn", ended_ground as "endedGround", fact_id as "factId"
      from entrusted_care.contract where institution_id = any(${[...institutionIds]}::uuid[]) order by from_on, id`,
    tx,
  )
}
export async function insertContract(
  tx: Tx,
  each: Omit<ContractRow, 'endedOn' | 'endedGround'> & { ownerPath: string },
): Promise<void> {
  await sql`insert into entrusted_care.contract (id, institution_id, owner_path, no, from_on, until_on, heads, terms, fact_id)
    values (${each.id}, ${each.institutionId}, ${each.ownerPath}, ${each.no}, ${each.from}, ${each.until}, ${each.heads}, ${json(each.terms)},
      ${each.factId})`.execute(tx)
}
/** Ends whatever still runs or was to begin. */
export async function endContracts(tx: Tx, institutionId: string, on: string, ground: string): Promise<void> {
  await sql`update entrusted_care.contract set ended_on = ${on}, ended_ground = ${ground}
    where institution_id = ${institutionId} and ended_on is null and until_on >= ${on}`.execute(tx)
}

export interface RateRow {
  contractId: string
  level: CareLevel
  from: string
  fen: number
}
export function ratesOf(tx: Tx, institutionId: string): Promise<RateRow[]> {
  return rows(
    sql<RateRow>`select contract_id as "contractId", level, from_on::text as "from", fen from entrusted_care.rate
      where institution_id = ${institutionId} order by from_on, level`,
    tx,
  )
}
export async function insertRates(
  tx: Tx,
  of: { contractId: string; institutionId: string; ownerPath: string },
  rates: readonly { level: CareLevel; from: string; fen: number }[],
): Promise<void> {
  for (const { level, from, fen } of rates)
    await sql`insert into entrusted_care.rate (contract_id, institution_id, owner_path, level, from_on, fen)
      values (${of.contractId}, ${of.institutionId}, ${of.ownerPath}, ${level}, ${from}, ${fen})
      on conflict (contract_id, level, from_on) do update set fen = excluded.fen`.execute(tx)
}

/** Whether an institution takes one more person on a date, what stands against it, and what its contract says. */
export interface Admission {
  id: string
  name: string
  ownerPath: string
  organisationId: string | null
  /** Empty: nothing stands in the way. */
  against: string[]
  heads: number | null
  placed: number
  hours: Record<ReportKind, number>
}
export async function admissionOf(tx: Tx, institutionId: string, date: string): Promise<Admission | null> {
  const house = await row(
    sql<
      Pick<InstitutionRow, 'id' | 'name' | 'ownerPath' | 'organisationId' | 'state' | 'fit' | 'stoppedAt'> & { placed: number }
    >`select id, name,
        owner_path as "ownerPath", organisation_id as "organisationId", state, fit, stopped_at as "stoppedAt",
        (select count(*) from entrusted_care.placement p where p.institution_id = i.id and p.placed_at is not null and p.ended_at is null) as placed
      from entrusted_care.institution i where id = ${institutionId}`,
    tx,
  )
  if (!house) return null
  const [contracts, licences] = [await contractsOf(tx, [institutionId]), await licencesOf(tx, [institutionId])]
  const contract = contractOn(contracts, date)
  const { id, name, ownerPath, organisationId, placed } = house
  return {
    id,
    name,
    ownerPath,
    organisationId,
    against: againstAdmission({ ...house, stopped: house.stoppedAt !== null, contracts, licences }, date),
    heads: contract?.heads ?? null,
    placed,
    hours: contract?.terms.hours ?? REPORT_HOURS,
  }
}

/** The institution's organisation comes to see it, and whoever saw it before does not any more. */
export async function endInstitutionParts(tx: Tx, id: string, except: string | null, at: number): Promise<void> {
  await sql`update kernel.part set valid_until = ${instant(at)} where subject_id = ${id} and part = 'institution' and valid_until is null
    and organisation_path is distinct from ${except}`.execute(tx)
}
/** Organisations of the system that are institutions, for the list on the form. */
export function institutionOrganisations(tx: Tx): Promise<{ id: string; name: string }[]> {
  return rows(
    sql<{
      id: string
      name: string
    }>`select id, name from kernel.organisation where kind = 'institution' and active order by name limit ${LONGEST}`,
    tx,
  )
}
/** Rows whose state differs from the last fact that tells it. */
export function statesUnlikeFacts(tx: Tx, limit: number): Promise<{ id: string; kept: unknown; told: unknown }[]> {
  return rows(
    sql<{
      id: string
      kept: unknown
      told: unknown
    }>`select i.id, i.state as kept, l.name as told from entrusted_care.institution i
      join lateral (select name from kernel.ledger where subject_id = i.id and name in ('institution.registered', 'institution.selected',
        'institution.contracted', 'institution.contract-ended') order by recorded_at desc, seq desc limit 1) l on true
      where i.state <> case l.name when 'institution.registered' then 'registered' when 'institution.selected' then 'selected'
        when 'institution.contracted' then 'contracted' else 'ended' end limit ${limit}`,
    tx,
  )
}
