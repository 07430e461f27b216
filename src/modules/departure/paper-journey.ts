/** What the papers of the way home show: plan, task of the escorts, vouchers, letters, handover. Pure; numbers masked. */
import type { Signature } from '#kernel/signature.ts'
import { signatureWords } from '#kernel/signature.ts'
import { dateOf } from '#kernel/time.ts'
import { sexes } from '#modules/people-and-cases/words.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'
import { keptBelongings, lastOf, standing } from './guest.ts'
import { collectorLine, fitLine, headOf, healthLine, longDate, longTime, masked, text, whoLine } from './paper-data.ts'
import { yuanOf } from './rules-form.ts'
import { type Escort, teamLine } from './rules-team.ts'
import { ticketKinds, transports } from './schema.ts'
import { alongs, escortRoles, identityLooks, means, routes } from './schema-journey.ts'
import { raiseLevels, raiseResults, type RaiseLevel } from './schema-letters.ts'

type Details = Record<string, unknown>
const named = <W extends Record<string, string>>(words: W, key: unknown): string | null => words[String(key)] ?? null
const healthOf = (loaded: LoadedFile) => {
  const facts = standing(loaded.facts)
  return `${fitLine(facts)}；${healthLine(facts)}`
}

export interface PlanShown {
  means: string
  route: string | null
  plannedOn: string | null
  arrivesOn: string | null
  organisation: string | null
  approvedAt: number | null
  told: Details
  value: Details
}

function planned(plan: PlanShown) {
  const along = (plan.told.along as string[] | undefined) ?? []
  return {
    means: named(means, plan.means),
    route: plan.route ? named(routes, plan.route) : null,
    origin: text(plan.told, 'origin') ?? (plan.value.origin as string | undefined) ?? plan.organisation,
    organisation: plan.organisation,
    plannedOn: plan.plannedOn ? longDate(plan.plannedOn) : null,
    arrivesOn: plan.arrivesOn ? longDate(plan.arrivesOn) : null,
    via: named(transports, plan.value.via),
    contact: text(plan.told, 'contact'),
    needs: text(plan.told, 'needs'),
    alongKeys: along,
    alongText: text(plan.told, 'alongText'),
  }
}

/** 接送返回审批表 */
export function returnPlanPaper(
  loaded: LoadedFile,
  station: string,
  plan: PlanShown,
  more: { escorts: Escort[]; asked: string | null; answered: string | null },
) {
  const { alongKeys, ...shown } = planned(plan)
  return {
    ...headOf(loaded, station),
    ...shown,
    alongs: Object.entries(alongs).map(([key, label]) => [alongKeys.includes(key) ? '' : key, label]),
    escorts: teamLine(more.escorts, escortRoles),
    asked: more.asked,
    answered: more.answered,
    health: healthOf(loaded),
    fit: fitLine(standing(loaded.facts)),
    approval: plan.approvedAt === null ? null : `同意（系统批准 ${longTime(plan.approvedAt)}）`,
  }
}

export interface TicketShown {
  kind: string
  fareFen: number
  boardedAt: number | null
  told: Details
}

/** 护送任务单 */
export function escortTask(loaded: LoadedFile, station: string, plan: PlanShown, escorts: Escort[], tickets: TicketShown[]) {
  const { alongKeys, ...shown } = planned(plan)
  const head = headOf(loaded, station)
  return {
    ...head,
    ...shown,
    who: [head.sex, head.birth].filter(Boolean).join('，'),
    along: [...alongKeys.map((key) => named(alongs, key)), shown.alongText].filter(Boolean).join('、'),
    tickets: tickets.map((each) => [text(each.told, 'number'), text(each.told, 'to')].filter(Boolean).join(' 到')).join('；'),
    health: healthOf(loaded),
    escorts: escorts.map((each) => ({
      name: each.name,
      sex: sexes[each.sex],
      role: each.role ? named(escortRoles, each.role) : null,
      // The paper goes along with those who are named on it.
      phone: each.phone ?? null,
    })),
  }
}

/** 乘车凭证签收单 */
export function voucherReceipt(loaded: LoadedFile, station: string, tickets: TicketShown[]) {
  return {
    ...headOf(loaded, station),
    tickets: tickets.map((each) => ({
      kind: named(ticketKinds, each.kind),
      transport: named(transports, each.told.transport),
      way: [text(each.told, 'from'), text(each.told, 'to')].filter(Boolean).join(' 到 '),
      number: text(each.told, 'number'),
      on: text(each.told, 'departsOn'),
      fare: yuanOf(each.fareFen),
      boarded: each.boardedAt === null ? null : dateOf(each.boardedAt),
    })),
    count: String(tickets.length),
    total: `${yuanOf(tickets.reduce((sum, each) => sum + each.fareFen, 0))} 元`,
    transfer: tickets.map((each) => text(each.told, 'transfer')).find(Boolean) ?? null,
  }
}

/** 商请接收函 */
export function askLetter(loaded: LoadedFile, station: string, letter: { at: number; told: Details }, plan: PlanShown | null) {
  const head = headOf(loaded, station)
  const shown = plan ? planned(plan) : null
  return {
    ...head,
    letterNo: text(letter.told, 'letterNo'),
    to: text(letter.told, 'origin'),
    on: longDate(dateOf(letter.at)),
    text: text(letter.told, 'text'),
    who: whoLine(head),
    origin: shown?.origin ?? null,
    plannedOn: shown?.plannedOn ?? null,
    means: plan?.means === 'origin' ? '请你单位来接' : plan?.means === 'city-station' ? '由指定的市站护送返乡' : '护送返乡',
    health: healthOf(loaded),
  }
}

export interface Step {
  level: RaiseLevel
  raisedAt: number
  result: keyof typeof raiseResults | null
  told: Details
}

/** 请示: to the last level asked. */
export function raiseRequest(
  loaded: LoadedFile,
  station: string,
  refused: { at: number; told: Details },
  steps: Step[],
  origin: string | null,
) {
  const head = headOf(loaded, station)
  const last = steps.at(-1)
  return {
    ...head,
    document: last ? text(last.told, 'document') : null,
    to: last ? `${raiseLevels[last.level]}部门`.replace('民政部部门', '民政部') : null,
    who: whoLine(head),
    health: healthOf(loaded),
    origin: text(refused.told, 'origin') ?? origin,
    refusedOn: longDate(dateOf(refused.at)),
    refusedBy: text(refused.told, 'who') ?? text(refused.told, 'origin'),
    reason: text(refused.told, 'reason'),
    steps: steps
      .slice(0, -1)
      .map(
        (each) => `${dateOf(each.raisedAt)} 报${raiseLevels[each.level]}${each.result ? `，${raiseResults[each.result]}` : ''}`,
      ),
    text: last ? text(last.told, 'text') : null,
    on: longDate(dateOf(last?.raisedAt ?? refused.at)),
  }
}

export interface Signed {
  picture: number[] | null
  words: string
  on: string
}

/** A signature for a paper; null where nobody signed in the system. */
export function signedShown(signature: Signature | undefined, picture: Uint8Array | null, at: number | null): Signed | null {
  if (!signature) return null
  return { picture: picture ? [...picture] : null, words: signatureWords(signature), on: at === null ? '' : dateOf(at) }
}

/** 返乡（接领）交接单: planned or done, with what was signed on the phone. */
export function returnHandover(
  loaded: LoadedFile,
  station: string,
  details: Details,
  handover: { told: Details; at: number | null; signed: Signed | null; escortSigned: Signed | null },
) {
  const facts = standing(loaded.facts)
  const journey = lastOf(facts, 'departure.sent-home', 'departure.return-planned')?.value ?? {}
  const escorts = (details.escorts as Escort[] | undefined) ?? []
  const handed = (handover.told.handed as string[] | undefined) ?? []
  return {
    ...headOf(loaded, station),
    origin: (journey.origin as string | undefined) ?? text(details, 'origin'),
    via: named(transports, journey.via),
    escorts: teamLine(escorts, escortRoles),
    collector: collectorLine(details),
    collectorPhone: masked('phone', text(details, 'collectorPhone') ?? undefined),
    receiver: text(handover.told, 'receivedBy') ?? text(details, 'receiver'),
    signer: text(handover.told, 'signer'),
    arrivedAt: longTime(handover.at),
    health: healthOf(loaded),
    belongings: keptBelongings(facts).length === 0 ? '随身物品已交本人' : '另附物品清单',
    handed: Object.entries(alongs).map(([key, label]) => [label, handed.includes(key)]),
    look: named(identityLooks, handover.told.identity),
    signed: handover.signed,
    escortSigned: handover.escortSigned,
    note: text(handover.told, 'note') ?? text(details, 'note'),
  }
}
