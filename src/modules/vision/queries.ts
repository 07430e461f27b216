/** The room's doors for reading. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { factsOf } from '#kernel/ledger.ts'
import type { AnyQuery } from '#kernel/query.ts'
import { query, type ReadContext } from '#kernel/query.ts'
import { dateOf, endOfDay, startOfDay } from '#kernel/time.ts'
import { areaOf, bandOf, type Bureau, carriesUntil, isOfficer } from './rules.ts'
import type { Candidate } from './schema.ts'
import { assessmentOf, bureauOver, countTemplates, foundOf, templatesOf, useById } from './store.ts'
import { besideFiles, dutyFacts, logLines, LONGEST, organisationAt } from './store-read.ts'
import { FILING_AT, JUDGE, OTHER_WAYS, results, subjectKinds } from './words.ts'
import { worker } from './worker.ts'

const openToAll = () => true as const
const instantField = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const words = (label: string) => field(z.string().nullable(), { label })

const openState = {
  installed: z.boolean(),
  state: field(z.enum(['none', 'assessed', 'on', 'off']), { label: '状态' }),
  parts: z.array(z.string()).max(4),
  assessedOn: words('评估日期'),
  until: words('评估有效到'),
  current: z.boolean(),
  otherWays: z.string(),
}

function openStateOf(bureau: Bureau | undefined, now: number) {
  const until = bureau ? carriesUntil(bureau) : null
  return {
    installed: worker.installed(),
    state: bureau?.state ?? ('none' as const),
    parts: bureau?.parts ?? [],
    assessedOn: bureau?.assessedOn ?? null,
    until,
    current: until !== null && dateOf(now) <= until,
    otherWays: OTHER_WAYS,
  }
}

export const stateQuery = query({
  name: 'vision.state',
  title: '识别部件是否启用',
  params: z.strictObject({}),
  result: z.strictObject({ ...openState, officer: z.boolean() }),
  may: openToAll,
  async read({ tx, actor, now }) {
    const officer = isOfficer(await factsOf(tx, [actor.accountId]))
    return { ...openStateOf(await bureauOver(tx, actor.organisation.path), now), officer }
  },
})

const personal = (label: string) => field(z.string(), { label, sensitivity: 'personal' })

export const settingsQuery = query({
  name: 'vision.settings',
  title: '识别设置',
  params: z.strictObject({}),
  result: z.strictObject({
    ...openState,
    assessment: z
      .strictObject({
        assessedOn: z.string(),
        leader: personal('负责人'),
        purpose: z.string(),
        necessity: z.string(),
        risks: z.string(),
        measures: z.string(),
        consentWording: z.string(),
        retentionDays: z.number(),
        validMonths: z.number(),
        paper: z.array(z.string()).max(6),
      })
      .nullable(),
    officers: z
      .array(
        z.strictObject({ accountId: z.string(), name: personal('姓名'), organisation: field(z.string(), { label: '机构' }) }),
      )
      .max(1000),
    held: field(z.number(), { label: '保存的人像特征' }),
    filing: field(z.boolean(), { label: '须备案' }),
  }),
  may: openToAll,
  async read({ tx, vault, actor, now }) {
    const jurisdiction = areaOf(actor.organisation)
    const bureau = await bureauOver(tx, jurisdiction)
    const { held } = await countTemplates(tx)
    const officers = [...(await dutyFacts(tx))].flatMap(([accountId, { who, organisation, facts }]) =>
      isOfficer(facts) ? [{ accountId, name: who, organisation }] : [],
    )
    const assessment = bureau?.jurisdiction === jurisdiction ? await assessmentOf(tx, vault, jurisdiction) : undefined
    return { ...openStateOf(bureau, now), assessment: assessment ?? null, officers, held, filing: held >= FILING_AT }
  },
})

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const logLine = z.strictObject({
  id: z.string(),
  kind: field(z.enum(['face', 'card']), { label: '事项' }),
  subjectKind: words('对象'),
  subjectId: z.string().nullable(),
  no: words('编号'),
  organisation: field(z.string(), { label: '机构' }),
  by: words('经办人'),
  purpose: words('用途'),
  basis: words('依据'),
  state: z.enum(['asked', 'done']),
  result: words('结果'),
  askedAt: field(z.number(), { label: '时间', widget: 'instant' }),
  doneAt: instantField('完成'),
})

const DAYS_BACK = 30

export const logQuery = query({
  name: 'vision.log',
  title: '识别使用台账',
  help: '每次使用一行：何时、哪个单位、谁、什么用途、结果。没有姓名；事由在留痕链里。',
  params: z.strictObject({
    from: field(day.optional(), { label: '从', widget: 'date' }),
    to: field(day.optional(), { label: '到', widget: 'date' }),
  }),
  result: z.strictObject({ from: z.string(), to: z.string(), lines: z.array(logLine).max(LONGEST) }),
  may: openToAll,
  async read({ tx, now }, params) {
    const to = params.to ?? dateOf(now)
    const from = params.from ?? dateOf(startOfDay(to) - DAYS_BACK * 86_400_000)
    return { from, to, lines: await logLines(tx, { from: startOfDay(from), to: endOfDay(to) }) }
  },
})

const candidateLine = z.strictObject({
  subjectKind: field(z.enum(Object.keys(subjectKinds) as [keyof typeof subjectKinds]), { label: '是什么' }),
  /** Null where the candidate lies outside the range: only whom to ask is told. */
  subjectId: z.string().nullable(),
  band: field(z.enum(['strong', 'possible']), { label: '像不像' }),
  score: field(z.number(), { label: '相似度' }),
  no: words('编号'),
  name: field(z.string().nullable(), { label: '姓名', sensitivity: 'personal' }),
  sex: words('性别'),
  birthFrom: field(z.string().nullable(), { label: '出生 最早', sensitivity: 'personal' }),
  birthTo: field(z.string().nullable(), { label: '最晚', sensitivity: 'personal' }),
  arrivedAt: instantField('入站'),
  station: words('在哪里'),
  phone: field(z.string().nullable(), { label: '公开电话' }),
})

/** What a person needs to judge; outside the range one line: which station to ask. */
async function besideOf({ tx, actor }: ReadContext, candidates: readonly Candidate[]) {
  const files = new Map(
    (
      await besideFiles(
        tx,
        candidates.map((each) => each.subjectId),
      )
    ).map((each) => [each.id, each]),
  )
  const lines: z.input<typeof candidateLine>[] = []
  for (const { subjectKind, subjectId, ownerPath, score } of candidates) {
    const band = bandOf(score)
    if (!band) continue
    const file = files.get(subjectId)
    const inquiry = subjectKind === 'inquiry' && (await factsOf(tx, [subjectId])).length > 0
    const place = file ? undefined : await organisationAt(tx, ownerPath)
    lines.push({
      subjectKind,
      subjectId: file || inquiry ? subjectId : null,
      band,
      score: Math.round(score * 100) / 100,
      no: file?.no ?? null,
      name: file?.name ?? null,
      sex: file?.sex ?? null,
      birthFrom: file?.birthFrom ?? null,
      birthTo: file?.birthTo ?? null,
      arrivedAt: file?.arrivedAt ?? null,
      station: file?.station ?? place?.name ?? actor.organisation.name,
      phone: file ? null : (place?.phone ?? null),
    })
  }
  return lines
}

export const comparisonQuery = query({
  name: 'vision.comparison',
  title: '检索结果',
  params: z.strictObject({ useId: field(z.uuid(), { label: '哪一次', widget: 'hidden' }) }),
  result: z.strictObject({
    useId: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    state: z.enum(['asked', 'done']),
    result: field(z.enum(Object.keys(results) as [keyof typeof results]).nullable(), { label: '结果' }),
    purpose: words('用途'),
    candidates: z.array(candidateLine).max(10),
    refusals: z.array(z.string()).max(10),
    warnings: z.array(z.string()).max(10),
    searched: z.number(),
    stale: z.number(),
    judge: z.string(),
  }),
  may: openToAll,
  async read(context, { useId }) {
    const { tx, vault } = context
    const use = await useById(tx, useId)
    if (!use) return null
    const found = await foundOf(tx, vault, useId)
    return {
      useId,
      subjectKind: use.subjectKind,
      subjectId: use.subjectId,
      state: use.state,
      result: use.result,
      purpose: use.purpose,
      candidates: await besideOf(context, found?.candidates ?? []),
      refusals: found?.refusals ?? [],
      warnings: found?.warnings ?? [],
      searched: found?.searched ?? 0,
      stale: found?.stale ?? 0,
      judge: JUDGE,
    }
  },
})

export const subjectQuery = query({
  name: 'vision.of-subject',
  title: '某人的人像检索',
  params: z.strictObject({ subjectId: field(z.uuid(), { label: '对象', widget: 'hidden' }) }),
  result: z.strictObject({
    ...openState,
    officer: z.boolean(),
    templates: field(z.number(), { label: '保存的人像特征' }),
    uses: z.array(logLine).max(LONGEST),
  }),
  may: openToAll,
  async read({ tx, actor, now }, { subjectId }) {
    // Whoever sees no fact of it does not learn that it is there.
    if ((await factsOf(tx, [subjectId])).length === 0) return null
    return {
      ...openStateOf(await bureauOver(tx, actor.organisation.path), now),
      officer: isOfficer(await factsOf(tx, [actor.accountId])),
      templates: await templatesOf(tx, subjectId),
      uses: await logLines(tx, { subjectId }),
    }
  },
})

export const queries: AnyQuery[] = [stateQuery, settingsQuery, logQuery, comparisonQuery, subjectQuery]
