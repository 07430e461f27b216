/** SQL of lists and of what stands beside one inquiry. */
import type { Vault } from '#kernel/crypto.ts'
import { row, rows, sql, type Tx } from '#kernel/db.ts'
import type { InquiryState } from './lifecycle.ts'
import { type Inquiry, inquiryColumns, openInquiry } from './store.ts'
import { type Tab, tabs } from './words.ts'

export const statesOf: Record<Tab, readonly InquiryState[]> = {
  waiting: ['received'],
  looking: ['admitted', 'answered'],
  lead: ['matched'],
  closed: ['closed', 'set-aside', 'joined', 'erased'],
}

export type Counts = Record<Tab, number>

export async function countsOf(tx: Tx): Promise<Counts> {
  const found = await rows(
    sql<{ state: InquiryState; count: number }>`select state, count(*) as count from inquiries.inquiry group by state`,
    tx,
  )
  return Object.fromEntries(
    Object.keys(tabs).map((tab) => [
      tab,
      found.filter(({ state }) => statesOf[tab as Tab].includes(state)).reduce((sum, { count }) => sum + count, 0),
    ]),
  ) as Counts
}

export interface Listed extends Inquiry {
  organisation: string
  risk: boolean
  /** Others with the same contact or for the same name. */
  doubles: number
}

export async function listInquiries(tx: Tx, vault: Vault, of: { tab: Tab; limit: number; offset: number }): Promise<Listed[]> {
  const oldestFirst = of.tab === 'waiting'
  const found = await rows(
    sql<Parameters<typeof openInquiry>[1] & { organisation: string; risk: boolean; doubles: number }>`select ${inquiryColumns},
      o.name as organisation, exists (select 1 from kernel.seal s where s.subject_id = i.id) as risk,
      (select count(*) from inquiries.inquiry x where x.id <> i.id and x.state <> 'erased'
        and (x.phone_key = i.phone_key or x.name_key = i.name_key)) as doubles
      from inquiries.inquiry i join kernel.organisation o on o.id = i.organisation_id
      where i.state = any(${[...statesOf[of.tab]]}::text[])
      order by ${oldestFirst ? sql`i.received_at` : sql`i.changed_at desc`}, i.id limit ${of.limit} offset ${of.offset}`,
    tx,
  )
  return found.map(({ organisation, risk, doubles, ...sealed }) => ({
    ...openInquiry(vault, sealed),
    organisation,
    risk,
    doubles,
  }))
}

export async function namesOf(tx: Tx, accountIds: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    sql<{ id: string; name: string }>`select id, name from kernel.account where id = any(${[...new Set(accountIds)]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.name]))
}

/** Numbers of inquiries as far as the actor sees them. */
export async function numbersOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    sql<{ id: string; no: string }>`select id, no from inquiries.inquiry where id = any(${[...ids]}::uuid[])`,
    tx,
  )
  return new Map(found.map((each) => [each.id, each.no]))
}

export async function receiptOf(tx: Tx, id: string): Promise<Buffer | null> {
  return (await row(sql<{ receipt: Buffer | null }>`select receipt from inquiries.inquiry where id = ${id}`, tx))?.receipt ?? null
}

/** Those whose family let other registers know: adults, still looked for, received here. */
export async function publishableOnes(tx: Tx, vault: Vault, path: string): Promise<Inquiry[]> {
  const found = await rows(
    sql<Parameters<typeof openInquiry>[1]>`select ${inquiryColumns} from inquiries.inquiry i
      where i.owner_path = ${path} and i.publish_consent and i.minor = false and not i.lead and i.state in ('admitted', 'matched', 'answered')
      order by i.received_at limit 500 for share`,
    tx,
  )
  return found.map((each) => openInquiry(vault, each))
}
