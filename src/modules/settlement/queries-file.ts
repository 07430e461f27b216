/** One person's settlement, for the panel on the file. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { factsOf } from '#kernel/ledger.ts'
import { query } from '#kernel/query.ts'
import { fileById, personById } from '#modules/people-and-cases/index.ts'
import { settlementLife, stateKeys } from './lifecycle.ts'
import { daysToFull, itemStates, lacking, lookAt } from './rules.ts'
import { fileId } from './schema.ts'
import { type CaseContent, caseOfFile, consequencesOfCase } from './store.ts'
import { checklistAt } from './store-rules.ts'
import { followSteps } from './words.ts'

const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })

const line = z.strictObject({
  title: z.string(),
  text: field(z.string(), { label: '内容', sensitivity: 'personal' }),
})

/** What is settled, a line each, in the order in which it came. */
function linesOf(content: CaseContent): { title: string; text: string }[] {
  const { application, returned, planned, approval, declined, named, register, placement, assessed, support, withdrawn } = content
  const lines: (readonly [string, string | undefined])[] = [
    [
      '申请',
      application && [application.situation, application.early && `先报：${application.early}`].filter(Boolean).join('；'),
    ],
    ['批次', application?.batch],
    ['最近退回', returned?.at(-1)?.reason],
    ['方案', planned && `${planned.planNo}；${planned.institution}；${planned.way}`],
    ['批复', approval && `${approval.documentNo}（${approval.documentOn}）${approval.police ? `；${approval.police}办理` : ''}`],
    ['未批准', declined && `${declined.documentNo}；${declined.ground}`],
    ['赋名', named && `${named.name}，${named.birthDate}；原为 ${named.before}`],
    ['户口', register && `${register.institution}集体户，户号 ${register.registerNo}；${register.address}；${register.on}`],
    ['安置', placement && `${placement.institution}，${placement.on}`],
    [
      '认定',
      assessed && `${assessed.noAbility && assessed.noIncome && assessed.noSupporter ? '符合' : '不符合'}；${assessed.ground}`,
    ],
    ['供养', support && `${support.institution}，每月 ${(support.amount / 100).toFixed(2)} 元，${support.fromMonth} 起`],
    ['撤回', withdrawn && (withdrawn.note ?? settlementLife.states[withdrawn.from].zh)],
  ]
  return lines.flatMap(([title, text]) => (text ? [{ title, text }] : []))
}

export const ofFile = query({
  name: 'settlement.of-file',
  title: '个案的落户安置',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    fileState: z.string(),
    identity: z.string(),
    fullOn: z.string().nullable(),
    days: z.number().nullable(),
    where: z.string().nullable(),
    state: z.enum(stateKeys as [string, ...string[]]),
    begun: z.boolean(),
    letterNo: z.string().nullable(),
    eligible: z.boolean().nullable(),
    placed: z.boolean(),
    items: z
      .array(
        z.strictObject({
          item: z.string(),
          need: z.string(),
          there: z.boolean(),
          waived: z.boolean(),
          computed: z.boolean(),
        }),
      )
      .max(30),
    lacks: z.array(z.string()).max(30),
    waiveReason: personal('免缺理由'),
    lines: z.array(line).max(30),
    proposal: z
      .strictObject({
        name: field(z.string(), { label: '拟用姓名', sensitivity: 'personal' }),
        birthDate: field(z.string(), { label: '拟定出生日期', sensitivity: 'personal' }),
        how: z.string(),
        by: z.string(),
        mine: z.boolean(),
      })
      .nullable(),
    assignedName: personal('赋的名'),
    consequences: z
      .array(
        z.strictObject({
          step: z.string(),
          title: z.string(),
          who: z.string(),
          dueOn: z.string(),
          doneAt: field(z.number().nullable(), { label: '办结', widget: 'instant' }),
        }),
      )
      .max(20),
  }),
  may: () => true,
  async read({ tx, vault, now, actor }, { fileId: id }) {
    const file = await fileById(tx, id)
    const person = file && (await personById(tx, vault, file.personId))
    if (!file || !person) return null
    const look = lookAt(await factsOf(tx, [id]), now)
    const found = await caseOfFile(tx, vault, id)
    const content: CaseContent = found?.content ?? {}
    const { checked, proposal } = content
    const items = itemStates(
      await checklistAt({ tx, vault, now }, file.ownerPath),
      look.steps,
      checked ?? { hand: [], waived: [] },
    )
    const consequences = found ? await consequencesOfCase(tx, found.id) : []
    return {
      fileState: file.state,
      identity: person.identity,
      fullOn: look.fullOn,
      days: look.fullOn === null ? null : daysToFull(look.fullOn, now),
      where: look.where,
      state: found?.state ?? 'candidate',
      begun: found !== undefined,
      letterNo: found?.letterNo ?? null,
      eligible: found?.eligible ?? null,
      placed: content.placement !== undefined,
      items,
      lacks: lacking(items),
      waiveReason: checked?.waiveReason ?? null,
      lines: linesOf(content),
      proposal: proposal
        ? {
            name: proposal.name,
            birthDate: proposal.birthDate,
            how: proposal.how,
            by: proposal.byName,
            mine: proposal.by === actor.accountId,
          }
        : null,
      assignedName: content.named?.name ?? null,
      consequences: consequences.map(({ step, dueOn, doneAt }) => ({
        step,
        title: followSteps[step].zh,
        who: followSteps[step].who,
        dueOn,
        doneAt,
      })),
    }
  },
})
