/** What lists and sheets show of children with a helper. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import type { ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { ageOn } from '#modules/people-and-cases/words.ts'
import { contactTimes } from './caring.ts'
import { helpingKeys } from './lifecycle.ts'
import { monthsOf } from './rules-series.ts'
import { caresOf, contactsOf } from './store.ts'
import { namesOfPaths } from './store-people.ts'
import { caresListed, caresOfHelper, type ListedCare } from './store-read.ts'

export const instantOrNull = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
export const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

export const monthAnswer = z.strictObject({ month: z.string(), state: z.string(), on: z.string().nullable() })

export const listedCare = z.strictObject({
  childId: z.string(),
  no: z.string(),
  name: field(z.string(), { label: '姓名', sensitivity: 'personal' }),
  sex: z.string().nullable(),
  age: z.string(),
  town: z.string().nullable(),
  state: z.enum(helpingKeys as [string, ...string[]]),
  waitingSince: instantOrNull('等待'),
  helper: personal('联系人'),
  nextDue: z.string().nullable(),
  late: z.boolean(),
  lastContact: instantOrNull('上次联系'),
  lastManner: z.string().nullable(),
  lastCondition: z.string().nullable(),
  needs: z.array(z.string()).max(12),
  missed: z.number(),
  months: z.array(monthAnswer).max(12),
})
export type ListedAnswer = z.input<typeof listedCare>

/** `11 岁`, `10 至 12 岁`, or that it is not known. */
export function ageWords(child: Pick<ListedCare, 'birthFrom' | 'birthTo'>, on: string): string {
  if (!child.birthFrom || !child.birthTo) return '年龄不详'
  const age = ageOn({ from: child.birthFrom, to: child.birthTo }, on)
  return age.from === age.to ? `${age.from} 岁` : `${age.from} 至 ${age.to} 岁`
}

async function withMonths({ tx, vault, now }: ReadContext, children: readonly ListedCare[]): Promise<ListedAnswer[]> {
  const ids = children.map((each) => each.childId)
  const cares = new Map((await caresOf(tx, vault, ids)).map((each) => [each.childId, each]))
  const contacts = Map.groupBy(await contactsOf(tx, vault, ids), (each) => each.childId)
  const towns = await namesOfPaths(
    tx,
    children.map((each) => each.townPath),
  )
  const today = dateOf(now)
  return children.flatMap((child): ListedAnswer[] => {
    const care = cares.get(child.childId)
    if (!care) return []
    const told = (contacts.get(child.childId) ?? []).filter((each) => each.withdrawnAt === null)
    const last = told.find((each) => each.kind === 'contacted')
    const times = contactTimes(told)
    const months = monthsOf({ since: care.since, contacts: times, now }, care.state === 'ended')
    return [
      {
        childId: child.childId,
        no: child.no,
        name: child.name,
        sex: child.sex,
        age: ageWords(child, today),
        town: child.townPath === null ? null : (towns.get(child.townPath) ?? null),
        state: care.state,
        waitingSince: care.waitingSince,
        helper: care.content.helper ? [care.content.organisation, care.content.helper].filter(Boolean).join(' ') : null,
        nextDue: care.nextDue,
        late: care.nextDue !== null && care.nextDue < today,
        lastContact: care.lastContact,
        lastManner: last?.manner ?? null,
        lastCondition: last?.content.condition ?? null,
        needs: (last?.content.needs ?? []).slice(0, 12),
        missed: months.filter((each) => each.state === 'missed' || each.state === 'late').length,
        months,
      },
    ]
  })
}

export const caresNow = async (context: ReadContext, ended: boolean, limit: number): Promise<ListedAnswer[]> =>
  withMonths(context, await caresListed(context.tx, ended, limit))

export const caresMine = async (context: ReadContext, limit: number): Promise<ListedAnswer[]> =>
  withMonths(context, await caresOfHelper(context.tx, context.actor.accountId, limit))
