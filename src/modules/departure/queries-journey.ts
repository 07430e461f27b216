/** The way home of one guest: plan, route, who goes along, letters and answers, ladder, exceptions, costs; the handover page. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { detailsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { toldLine } from '#kernel/told.ts'
import { guestAt, isVerified, keptBelongings, lastOf, standing } from './guest.ts'
import { originRefusal, returnPlan } from './lifecycle.ts'
import { teamFact } from './loads.ts'
import { readFile } from './queries.ts'
import { levelsAbove, isOpen } from './rules-refusal.ts'
import { type Escort, medicalNeed } from './rules-team.ts'
import { alongs, eventForm, eventKinds, handoverForm, planForm, relativesForm, routes } from './schema-journey.ts'
import { answerRaiseForm, askOriginForm, originRefusalForm, raiseForm, tellOriginForm } from './schema-letters.ts'
import { allLeavingKinds } from './schema.ts'
import { type LeavingRow, leavingOf, refusalOf } from './store.ts'
import { costsOfFile, originsNamed, stationsUnder } from './store-board.ts'
import { accountName, designatedStation, lettersOf, planOf } from './store-plan.ts'
import { stepsOf } from './store-refusal.ts'

const fileId = field(z.uuid(), { label: '个案', widget: 'hidden' })
const words = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const at = z.number()
const openToAll = () => true as const

const escort = z.strictObject({
  name: field(z.string(), { label: '姓名' }),
  sex: z.string(),
  role: z.string().nullable(),
  phone: field(z.string().nullable(), { label: '电话', sensitivity: 'personal', mask: 'phone' }),
})
export const costLine = z.strictObject({
  kind: z.string(),
  whose: z.string(),
  fund: z.string(),
  chargedTo: z.string(),
  fen: field(z.number(), { label: '金额', unit: '分' }),
  times: z.number(),
})

const exceptionWords: Record<string, string> = {
  ...eventKinds,
  'origin-unknown': '流出地在现行区划里查不到',
  'origin-changed': '流出地已更名、撤并',
  'person-merged': '途中并成一人，方案、交接跟着留下的人走',
  'person-parted': '合并已撤销：是两个人，方案、交接归还原来的人',
}

export const journey = query({
  name: 'departure.journey',
  title: '返乡方案和路上',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    plan: z
      .strictObject({
        state: z.string(),
        stateTitle: z.string(),
        route: z.string().nullable(),
        routeTitle: z.string().nullable(),
        means: z.string(),
        plannedOn: z.string().nullable(),
        arrivesOn: z.string().nullable(),
        approvedAt: z.number().nullable(),
        origin: words('返回地点'),
        organisation: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
        line: words('方案'),
      })
      .nullable(),
    verified: z.boolean(),
    fit: z.enum(['yes', 'no', 'unknown']),
    medicalNeed: z.array(z.string()).max(10),
    escorts: z.array(escort).max(20),
    letters: z
      .array(z.strictObject({ kind: z.string(), no: z.string(), sentAt: at, to: words('收函单位'), line: words('内容') }))
      .max(50),
    answers: z
      .array(z.strictObject({ at, accepts: z.boolean().nullable(), from: z.string().nullable(), line: words('答复') }))
      .max(50),
    relatives: z.strictObject({ at, conclusion: z.string(), line: words('核实') }).nullable(),
    refusal: z
      .strictObject({
        state: z.string(),
        stateTitle: z.string(),
        open: z.boolean(),
        refusedAt: at,
        line: words('拒收'),
        next: z.array(z.string()).max(4),
        steps: z
          .array(
            z.strictObject({
              level: z.string(),
              raisedAt: at,
              answeredAt: z.number().nullable(),
              result: z.string().nullable(),
              line: words('上报'),
              answer: words('答复'),
            }),
          )
          .max(50),
      })
      .nullable(),
    exceptions: z.array(z.strictObject({ at, kind: z.string(), title: z.string(), line: words('经过') })).max(50),
    costs: z.array(costLine).max(100),
  }),
  may: openToAll,
  async read(context, params) {
    const { tx, vault, now } = context
    const loaded = await readFile(context, params.fileId)
    if (!loaded) return null
    const facts = standing(loaded.facts)
    const [plan, letters, refused, steps] = [
      await planOf(tx, params.fileId),
      await lettersOf(tx, params.fileId),
      await refusalOf(tx, params.fileId),
      await stepsOf(tx, params.fileId),
    ]
    const named = teamFact(loaded.facts)
    const noted = facts.filter((fact) => fact.name === 'departure.exception-noted').slice(-50)
    const answers = facts.filter((fact) => fact.name === 'origin.answered').slice(-50)
    const checked = lastOf(facts, 'departure.relatives-checked')
    const ids = [plan?.factId, refused?.factId, named?.id, checked?.id, ...letters.map((each) => each.factId)]
    ids.push(...noted.map((each) => each.id), ...answers.map((each) => each.id))
    ids.push(...steps.flatMap((each) => [each.factId, each.answerFactId ?? undefined]))
    const details = await detailsOf(
      tx,
      vault,
      ids.filter((id) => id !== undefined),
    )
    const told = (id: string | null | undefined) => (id ? (details.get(id) ?? {}) : {})
    const organisation = plan?.originId ? await organisationById(tx, plan.originId) : undefined
    const nameOf = async (id: unknown) => (typeof id === 'string' ? ((await organisationById(tx, id))?.name ?? null) : null)
    const planTold = told(plan?.factId)
    const planFact = facts.find((fact) => fact.id === plan?.factId)
    return {
      plan: plan
        ? {
            state: plan.state,
            stateTitle: returnPlan.states[plan.state].zh,
            route: plan.route,
            routeTitle: plan.route ? (routes[plan.route as keyof typeof routes] ?? plan.route) : null,
            means: plan.means,
            plannedOn: plan.plannedOn,
            arrivesOn: plan.arrivesOn,
            approvedAt: plan.approvedAt,
            origin: (planTold.origin as string | undefined) ?? organisation?.name ?? null,
            organisation: organisation ? { id: organisation.id, name: organisation.name } : null,
            line: toldLine(planForm, { ...planFact?.value, ...planTold }),
          }
        : null,
      verified: isVerified(loaded),
      fit: guestAt(loaded, now).fit,
      medicalNeed: medicalNeed(facts),
      escorts: ((told(named?.id).escorts as Escort[] | undefined) ?? []).map((each) => ({
        name: each.name,
        sex: each.sex,
        role: each.role ?? null,
        phone: each.phone ?? null,
      })),
      letters: letters.map((each) => ({
        kind: each.kind,
        no: each.no,
        sentAt: each.sentAt,
        to: (told(each.factId).origin as string | undefined) ?? null,
        line: toldLine(each.kind === 'ask' ? askOriginForm : tellOriginForm, told(each.factId)),
      })),
      answers: await Promise.all(
        answers.map(async (fact) => ({
          at: fact.occurredAt,
          accepts: typeof fact.value.accepts === 'boolean' ? fact.value.accepts : null,
          from: await nameOf(fact.value.organisation),
          line: wordsOf(told(fact.id)),
        })),
      ),
      relatives: checked
        ? {
            at: checked.occurredAt,
            conclusion: String(checked.value.conclusion),
            line: toldLine(relativesForm, told(checked.id)),
          }
        : null,
      refusal: refused
        ? {
            state: refused.state,
            stateTitle: originRefusal.states[refused.state].zh,
            open: isOpen(refused.state),
            refusedAt: refused.refusedAt,
            line: toldLine(originRefusalForm, told(refused.factId)),
            next: levelsAbove(steps.filter((each) => each.refusalId === refused.id).map((each) => each.level)),
            steps: steps
              .filter((each) => each.refusalId === refused.id)
              .map((each) => ({
                level: each.level,
                raisedAt: each.raisedAt,
                answeredAt: each.answeredAt,
                result: each.result,
                line: toldLine(raiseForm, told(each.factId)),
                answer: toldLine(answerRaiseForm, told(each.answerFactId)),
              })),
          }
        : null,
      exceptions: noted.map((fact) => ({
        at: fact.occurredAt,
        kind: String(fact.value.kind),
        title: exceptionWords[String(fact.value.kind)] ?? String(fact.value.kind),
        line: exceptionLine(told(fact.id)),
      })),
      costs: await costsOfFile(tx, params.fileId),
    }
  },
})

/** What another room wrote beside its fact, in one line. */
function wordsOf(told: Record<string, unknown>): string | null {
  const said = ['reason', 'text', 'note', 'who'].flatMap((key) => (typeof told[key] === 'string' ? [told[key] as string] : []))
  return said.length > 0 ? said.join('；') : null
}

function exceptionLine(told: Record<string, unknown>): string | null {
  if (typeof told.old === 'string') return `原写“${told.old}”${typeof told.present === 'string' ? `，现为${told.present}` : ''}`
  return toldLine(eventForm, told) || null
}

function closedBecause(leaving: LeavingRow | undefined): 'not-left' | 'alone' | 'not-home' | 'done' | null {
  if (!leaving) return 'not-left'
  if (leaving.kind === 'own' || leaving.kind === 'gave-up') return 'alone'
  if (!leaving.sentHome && leaving.kind !== 'other-station') return 'not-home'
  return leaving.handedOverAt === null ? null : 'done'
}

export const handoverPage = query({
  name: 'departure.handover-page',
  title: '到达交接（手机）',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    fileId: z.string(),
    no: field(z.string(), { label: '编号' }),
    name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
    sex: z.string().nullable(),
    /** Why it cannot be signed; null where it can. */
    closed: z.enum(['not-left', 'alone', 'not-home', 'done']).nullable(),
    doneAt: z.number().nullable(),
    doneBy: z.string().nullable(),
    doneLine: words('交接'),
    leftAt: z.number().nullable(),
    way: z.string().nullable(),
    to: words('交给谁'),
    contact: words('联系人'),
    needs: words('路上要照顾的'),
    along: z.array(z.string()).max(10),
    alongText: words('清单说明'),
    kept: z.number(),
    escorts: z.array(escort).max(20),
  }),
  may: openToAll,
  async read(context, params) {
    const { tx, vault } = context
    const loaded = await readFile(context, params.fileId)
    if (!loaded) return null
    const { file, person } = loaded
    const leaving = file.state === 'left' ? await leavingOf(tx, file.id) : undefined
    const plan = await planOf(tx, file.id)
    const handover = lastOf(standing(loaded.facts), 'departure.handed-over')
    const details = await detailsOf(
      tx,
      vault,
      [leaving?.factId, plan?.factId, handover?.id].filter((id) => id !== undefined),
    )
    const left = (leaving && details.get(leaving.factId)) ?? {}
    const planned = (plan && details.get(plan.factId)) ?? {}
    const text = (record: Record<string, unknown>, key: string) =>
      typeof record[key] === 'string' ? (record[key] as string) : null
    const done = leaving?.handedOverAt ?? null
    return {
      fileId: file.id,
      no: file.no,
      name: person.displayName,
      sex: person.sex,
      closed: closedBecause(leaving),
      doneAt: done,
      doneBy: done === null ? null : await accountName(tx, leaving?.handedOverBy ?? null),
      doneLine: done !== null && handover ? toldLine(handoverForm, details.get(handover.id) ?? {}) : null,
      leftAt: leaving?.leftAt ?? null,
      way: leaving ? (allLeavingKinds[leaving.kind as keyof typeof allLeavingKinds] ?? null) : null,
      to: text(left, 'receiver') ?? text(left, 'collectorName') ?? text(planned, 'origin'),
      contact: text(left, 'receiverContact') ?? text(planned, 'contact'),
      needs: text(planned, 'needs'),
      along: ((planned.along as string[] | undefined) ?? []).filter((each) => each in alongs),
      alongText: text(planned, 'alongText'),
      kept: keptBelongings(standing(loaded.facts)).length,
      escorts: ((left.escorts as Escort[] | undefined) ?? []).map((each) => ({
        name: each.name,
        sex: each.sex,
        role: each.role ?? null,
        phone: each.phone ?? null,
      })),
    }
  },
})

export const origins = query({
  name: 'departure.origins',
  title: '流出地单位',
  help: '本系统里任何地方的救助站、民政局和镇街；只有名称，没有任何人的资料。',
  params: z.strictObject({
    text: field(z.string().trim().max(40).optional(), { label: '单位、地名或区划代码' }),
    id: field(z.uuid().optional(), { label: '单位', widget: 'hidden' }),
  }),
  result: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), name: z.string(), kind: z.string(), area: z.string().nullable() })).max(30),
  }),
  may: openToAll,
  async read({ tx }, { text = '', id }) {
    if (!id) return { items: await originsNamed(tx, text) }
    const found = await organisationById(tx, id)
    return { items: found ? [{ id: found.id, name: found.name, kind: found.kind, area: null }] : [] }
  },
})

export const designated = query({
  name: 'departure.designated',
  title: '跨省护送站',
  params: z.strictObject({}),
  result: z.strictObject({
    station: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    self: z.boolean(),
    stations: z.array(z.strictObject({ id: z.string(), name: z.string() })).max(200),
  }),
  may: openToAll,
  async read({ tx, actor }) {
    const area = actor.organisation.kind === 'bureau' ? actor.organisation.path.replace(/[^.]+\.$/, '') : null
    const id = await designatedStation(tx, actor.organisation.path)
    const station = id ? await organisationById(tx, id) : undefined
    return {
      station: station ? { id: station.id, name: station.name } : null,
      self: id !== null && id === actor.organisation.id,
      stations: area ? await stationsUnder(tx, area) : [],
    }
  },
})

/** Year and month of a day, for lists that go by month. */
export const monthOf = (now: number) => dateOf(now).slice(0, 7)

export const queries: AnyQuery[] = [journey, handoverPage, origins, designated]
