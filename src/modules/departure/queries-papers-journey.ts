/** The papers of the way home. */
import { openFile } from '#kernel/files.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import type { AnyQuery, ReadContext } from '#kernel/query.ts'
import type { Signature } from '#kernel/signature.ts'
import { dateOf } from '#kernel/time.ts'
import { lastOf, standing } from './guest.ts'
import { teamFact } from './loads.ts'
import {
  askLetter,
  escortTask,
  type PlanShown,
  raiseRequest,
  returnHandover,
  returnPlanPaper,
  type Signed,
  signedShown,
  type TicketShown,
  voucherReceipt,
} from './paper-journey.ts'
import { paper, type Printing } from './queries-papers.ts'
import { refuse } from './refusals.ts'
import type { Escort } from './rules-team.ts'
import { refusalOf, ticketsOf } from './store.ts'
import { planOf } from './store-plan.ts'
import { stepsOf } from './store-refusal.ts'

const toldBy = async ({ context: { tx, vault } }: Printing, id: string | null | undefined) =>
  id ? ((await detailsOf(tx, vault, [id])).get(id) ?? {}) : {}

/** The plan as papers show it; null where there is none. */
async function planShown(printing: Printing): Promise<PlanShown | null> {
  const { context, loaded } = printing
  const plan = await planOf(context.tx, loaded.file.id)
  if (!plan) return null
  const organisation = plan.originId ? await organisationById(context.tx, plan.originId) : undefined
  return {
    ...plan,
    organisation: organisation?.name ?? null,
    told: await toldBy(printing, plan.factId),
    value: loaded.facts.find((fact) => fact.id === plan.factId)?.value ?? {},
  }
}

async function teamOf(printing: Printing): Promise<Escort[]> {
  const told = await toldBy(printing, teamFact(printing.loaded.facts)?.id)
  return (told.escorts as Escort[] | undefined) ?? []
}

/** Tickets of this stay that were not given back. */
async function ticketsInHand(printing: Printing): Promise<TicketShown[]> {
  const tickets = await ticketsOf(printing.context.tx, printing.loaded.file.id)
  const since = printing.loaded.file.acceptedAt ?? printing.loaded.file.arrivedAt
  const valid = tickets.filter((each) => each.returnedAt === null && each.issuedAt >= since)
  return Promise.all(valid.map(async (each) => ({ ...each, told: await toldBy(printing, each.factId) })))
}

/** A signature with its picture, where one was drawn. */
async function signed(
  { tx, vault }: ReadContext,
  told: Record<string, unknown>,
  key: string,
  at: number | null,
): Promise<Signed | null> {
  const signature = told[key] as Signature | undefined
  const file = signature?.picture ? await openFile(tx, vault, signature.picture) : undefined
  return signedShown(signature, file?.type === 'image/png' ? file.body : null, at)
}

export const journeyPapers: AnyQuery[] = [
  paper('departure.paper-plan', '接送返回审批表', 'return-plan', async (printing) => {
    const plan = await planShown(printing)
    if (!plan) return refuse('NO_PAPER', { why: '先定返乡方案。' })
    const facts = standing(printing.loaded.facts)
    const [asked, answered] = [lastOf(facts, 'departure.origin-asked'), lastOf(facts, 'origin.answered')]
    const letter = await toldBy(printing, asked?.id)
    return returnPlanPaper(printing.loaded, printing.station, plan, {
      escorts: await teamOf(printing),
      asked: asked ? `${dateOf(asked.occurredAt)} ${String(letter.letterNo ?? '')} ${String(letter.origin ?? '')}` : null,
      answered: answered ? `${dateOf(answered.occurredAt)} ${answered.value.accepts === true ? '同意接收' : '不予接收'}` : null,
    })
  }),
  paper('departure.paper-task', '护送任务单', 'escort-task', async (printing) => {
    const plan = await planShown(printing)
    const escorts = await teamOf(printing)
    if (!plan || escorts.length === 0) return refuse('NO_PAPER', { why: '先定返乡方案和护送人员。' })
    return escortTask(printing.loaded, printing.station, plan, escorts, await ticketsInHand(printing))
  }),
  paper('departure.paper-voucher', '乘车凭证签收单', 'voucher-receipt', async (printing) => {
    const tickets = await ticketsInHand(printing)
    if (tickets.length === 0) return refuse('NO_PAPER', { why: '先发乘车凭证。' })
    return voucherReceipt(printing.loaded, printing.station, tickets)
  }),
  paper('departure.paper-ask-letter', '商请接收函', 'ask-letter', async (printing) => {
    const letter = await printing.last('departure.origin-asked')
    if (!letter) return refuse('NO_PAPER', { why: '先办“发函商请接收”，取得文号。' })
    return askLetter(printing.loaded, printing.station, letter, await planShown(printing))
  }),
  paper('departure.paper-request', '协调接收请示', 'raise-request', async (printing) => {
    const { tx } = printing.context
    const refused = await refusalOf(tx, printing.loaded.file.id)
    if (!refused) return refuse('NO_PAPER', { why: '先记流出地拒收。' })
    const steps = (await stepsOf(tx, printing.loaded.file.id)).filter((each) => each.refusalId === refused.id)
    const shown = await Promise.all(steps.map(async (each) => ({ ...each, told: await toldBy(printing, each.factId) })))
    const about = { at: refused.refusedAt, told: await toldBy(printing, refused.factId) }
    const plan = await planShown(printing)
    return raiseRequest(printing.loaded, printing.station, about, shown, (plan?.told.origin as string | undefined) ?? null)
  }),
  paper('departure.paper-return-handover', '返乡（接领）交接单', 'return-handover', async (printing) => {
    const { context, loaded, station, told, last } = printing
    const handover = await last('departure.handed-over')
    const at = handover?.at ?? null
    const words = handover?.told ?? {}
    const details = told.escorts ? told : { ...told, escorts: await teamOf(printing) }
    return returnHandover(loaded, station, details, {
      told: words,
      at,
      signed: await signed(context, words, 'signature', at),
      escortSigned: await signed(context, words, 'escortSignature', at),
    })
  }),
]
