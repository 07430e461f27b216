/** Of many at once, one form: training, examination, health check, system qualification. */
import { action, type Decision, type LoadContext, type Moment } from '#kernel/action.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { mayKeep } from './access.ts'
import { refuse } from './refusals.ts'
import { instantOn, type Member, standingOf, stretchOn, toldAlready } from './rules.ts'
import { examForm, healthForm, qualifiedForm, trainingForm } from './schema.ts'
import { factsOfStaff, staffByIds, type StaffRow } from './store.ts'
import { type RecordName, recordTitles } from './words.ts'

export type LoadedMember = StaffRow & Member

/** All of those named, or null where one is not there: of a mixed list nothing is told. */
export async function loadMembers({ tx }: LoadContext, ids: readonly string[]): Promise<LoadedMember[] | null> {
  const found = await staffByIds(tx, ids, true)
  if (found.length !== new Set(ids).size) return null
  const facts = await factsOfStaff(
    tx,
    found.map((each) => each.accountId),
  )
  return found.map((each) => ({ ...each, facts: facts.get(each.accountId) ?? [] }))
}

export const mayKeepAll = (actor: Moment['actor'], members: readonly LoadedMember[]): boolean =>
  members.every((each) => mayKeep(actor, each))

export const staffRef = (member: StaffRow) => ({ kind: 'staff', id: member.accountId, ownerPath: member.organisationPath })

export const namesOf = (members: readonly { name: string }[]): string => members.map((each) => each.name).join('、')

/** Empty words are not kept. */
export const words = (details: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined && value !== ''))

interface Doing {
  name: RecordName
  day: string
  value?: Record<string, unknown>
  details?: Record<string, unknown>
}

/** One fact for each of them, or a refusal that names those whom it cannot be told of; then of nobody. */
function recorded(members: readonly LoadedMember[], doing: Doing, moment: Moment): Decision<null> | Refusal {
  const { name, day } = doing
  if (day > dateOf(moment.now)) return refuse('FUTURE')
  if (new Set(members.map((each) => each.stationId)).size > 1) return refuse('ONE_STATION')
  const untold = members.filter((each) => standingOf(each.facts) === 'untold')
  if (untold.length > 0) return refuse('UNTOLD', { names: namesOf(untold) })
  const away = members.filter((each) => !stretchOn(each.facts, day))
  if (away.length > 0) return refuse('NOT_THERE', { on: day, names: namesOf(away) })
  const twice = members.filter((each) => toldAlready(each.facts, name, day))
  if (twice.length > 0)
    return name === 'staff.system-qualified'
      ? refuse('QUALIFIED', { names: namesOf(twice) })
      : refuse('TOLD_ALREADY', { on: day, what: recordTitles[name], names: namesOf(twice) })
  return {
    facts: members.flatMap((member) => {
      const stretch = stretchOn(member.facts, day)
      if (!stretch) return []
      return [
        {
          subject: staffRef(member),
          name,
          value: doing.value ?? {},
          ...(doing.details ? { details: words(doing.details) } : {}),
          occurredAt: instantOn(stretch, day, moment.now),
        },
      ]
    }),
    changes: null,
    reply: { people: members.length },
  }
}

const nothing = async () => undefined

export const recordTraining = action({
  name: 'staff.record-training',
  title: '登记培训',
  help: '一次培训参加的人一起登记；脱产的天数按年累计。',
  legalBasis: '大提升第15项：每年两天以上脱产培训',
  form: trainingForm,
  load: (context, { accountIds }) => loadMembers(context, accountIds),
  may: mayKeepAll,
  decide: (members, { what, heldOn, offJobDays, form, files }, moment) =>
    recorded(
      members,
      {
        name: 'staff.trained',
        day: heldOn,
        value: { offJobDays, ...(form ? { form } : {}) },
        details: { what, files },
      },
      moment,
    ),
  save: nothing,
})

export const recordExam = action({
  name: 'staff.record-exam',
  title: '登记考核',
  legalBasis: '大提升第15项：培训考核',
  form: examForm,
  load: (context, { accountIds }) => loadMembers(context, accountIds),
  may: mayKeepAll,
  decide: (members, { examinedOn, form, result, files }, moment) =>
    recorded(members, { name: 'staff.examined', day: examinedOn, value: { form }, details: { result, files } }, moment),
  save: nothing,
})

export const recordHealthCheck = action({
  name: 'staff.record-health-check',
  title: '登记体检',
  help: '只记哪一天体检过；查出什么是本人的事，这里不记。',
  legalBasis: '三年计划四（二）：工作人员年度体检',
  form: healthForm,
  load: (context, { accountIds }) => loadMembers(context, accountIds),
  may: mayKeepAll,
  decide: (members, { checkedOn }, moment) => recorded(members, { name: 'staff.health-checked', day: checkedOn }, moment),
  save: nothing,
})

export const recordQualified = action({
  name: 'staff.record-qualified',
  title: '登记系统操作合格',
  legalBasis: '三年计划二（三）1：业务人员系统操作合格',
  form: qualifiedForm,
  load: (context, { accountIds }) => loadMembers(context, accountIds),
  may: mayKeepAll,
  decide: (members, { qualifiedOn, note }, moment) =>
    recorded(members, { name: 'staff.system-qualified', day: qualifiedOn, details: { note } }, moment),
  save: nothing,
})
