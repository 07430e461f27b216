/** The station's part: the file put in order, the letter, its return and its withdrawal. */
import { action, type LoadContext } from '#kernel/action.ts'
import { nextNumber, organisationById } from '#kernel/org.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf } from '#kernel/time.ts'
import { fileRef } from '#modules/people-and-cases/index.ts'
import { mayOversee, mayPrepare, mayWaive, mayWork } from './access.ts'
import { ENDED } from './lifecycle.ts'
import { moving, stateOf } from './moving.ts'
import { refuse } from './refusals.ts'
import { isFull, itemStates, lacking, letterNumber, lookAt } from './rules.ts'
import { applyForm, checkForm, returnForm, withdrawForm } from './schema.ts'
import { beginAnew, type CaseContent, changeCase, insertCase, type LoadedCase, lockCase, upsertCandidate } from './store.ts'
import { checklistAt } from './store-rules.ts'
import { allItems, type Checklist, type HandItem, type Item } from './words.ts'

export interface WithList extends LoadedCase {
  list: Checklist
}

export async function loadWithList(context: LoadContext, form: { fileId: string }): Promise<WithList | null> {
  const loaded = await lockCase(context, form.fileId)
  return loaded && { ...loaded, list: await checklistAt(context, loaded.file.ownerPath) }
}

export const ownFacts = (loaded: LoadedCase) => loaded.facts.filter((fact) => fact.subject.id === loaded.file.id)

/** Only who is here and nameless. */
export function nameless(loaded: LoadedCase): true | Refusal {
  if (loaded.file.state !== 'in') return refuse('NOT_HERE')
  return loaded.person.identity === 'verified' ? refuse('IDENTIFIED') : true
}

export const contentOf = (loaded: LoadedCase): CaseContent => loaded.case?.content ?? {}
export const itemWords = (items: readonly Item[]): string => items.map((item) => allItems[item]).join('、')

export const checkFile = action({
  name: 'settlement.check-file',
  title: '整理卷宗',
  help: '能从记录里看出来的由系统判断，纸质材料逐样看过再勾。必备的齐了才能报申请。',
  legalBasis: '大提升第13项；民发〔2015〕158号',
  form: checkForm,
  load: loadWithList,
  may: (actor, loaded, form) => mayPrepare(actor, loaded) && (form.waived?.length ? mayWaive(actor) : true),
  decide(loaded, form, moment) {
    const here = nameless(loaded)
    if (isRefusal(here)) return here
    const move = moving(loaded, 'settlement.check-file', 'file-checked', '整理卷宗')
    if (isRefusal(move) && stateOf(loaded) !== 'returned') return move
    if (form.waived?.length && !form.waiveReason) return refuse('WAIVE_REASON')
    const before = ENDED.includes(stateOf(loaded)) ? undefined : contentOf(loaded).checked
    const keep = !form.waived && before?.waived.length ? before : undefined
    const checked = {
      hand: (form.done ?? []) as HandItem[],
      waived: (form.waived ?? keep?.waived ?? []) as Item[],
      at: moment.occurredAt,
      by: moment.actor.accountId,
      ...(form.note ? { note: form.note } : {}),
      ...(form.waiveReason ? { waiveReason: form.waiveReason } : keep?.waiveReason ? { waiveReason: keep.waiveReason } : {}),
    }
    const lacks = lacking(itemStates(loaded.list, lookAt(ownFacts(loaded), moment.now).steps, checked))
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'settlement.file-checked',
          value: { complete: lacks.length === 0 },
          details: {
            done: form.done,
            waived: checked.waived,
            waiveReason: checked.waiveReason,
            note: form.note,
            files: form.files,
          },
        },
      ],
      changes: { caseId: loaded.case?.id ?? moment.newId('case'), checked, lacks },
      reply: { complete: lacks.length === 0, lacks },
    }
  },
  async save(context, { caseId, checked, lacks }, loaded) {
    const { id: fileId, ownerPath } = loaded.file
    if (!loaded.case) await insertCase(context, { id: caseId, fileId, personId: loaded.person.id, ownerPath })
    const state = stateOf(loaded)
    if (ENDED.includes(state)) await beginAnew(context, caseId)
    const { returned } = contentOf(loaded)
    const content = ENDED.includes(state) ? { checked, ...(returned ? { returned } : {}) } : { ...contentOf(loaded), checked }
    const moves = state !== 'returned' && (lacks.length === 0 || state === 'file-checked')
    await changeCase(context, caseId, {
      content,
      ...(moves ? { state: lacks.length === 0 ? 'file-checked' : 'candidate' } : {}),
      ...(loaded.case?.personId === loaded.person.id ? {} : { personId: loaded.person.id }),
    })
    await upsertCandidate(context.tx, loaded.file, lookAt(ownFacts(loaded), context.now), context.now)
  },
  constraintRefusal: (constraint) =>
    constraint === 'case_file_id_key' ? refuse('CHANGED', { what: '整理卷宗', state: '卷宗已整理' }) : undefined,
})

type ForLetter = WithList & { letterNo: string | null }

async function loadForLetter(context: LoadContext, form: { fileId: string }): Promise<ForLetter | null> {
  const loaded = await loadWithList(context, form)
  if (!loaded) return null
  const state = stateOf(loaded)
  if (state !== 'file-checked' || nameless(loaded) !== true) return { ...loaded, letterNo: loaded.case?.letterNo ?? null }
  const station = await organisationById(context.tx, loaded.file.stationId)
  const year = dateOf(context.now).slice(0, 4)
  // Taken here and given back with the transaction when the letter is refused: the numbers have no gap.
  const number = await nextNumber(context.tx, `settlement-letter:${loaded.file.stationId}:${year}`)
  return { ...loaded, letterNo: letterNumber(station?.shortName ?? '', year, number) }
}

export const apply = action({
  name: 'settlement.apply',
  title: '提交安置申请',
  help: '一人一函。卷宗必备的齐了、满三个月仍查不明身份的，报民政局；补正后再报函号不变。',
  legalBasis: '大提升第13项；江阴行动二(三)4',
  form: applyForm,
  load: loadForLetter,
  may: (actor, loaded) => mayPrepare(actor, loaded),
  decide(loaded, form, moment) {
    const here = nameless(loaded)
    if (isRefusal(here)) return here
    const move = moving(loaded, 'settlement.apply', 'applied', '提交申请')
    if (isRefusal(move)) return move
    const look = lookAt(ownFacts(loaded), moment.now)
    const content = contentOf(loaded)
    const checked = content.checked ?? { hand: [], waived: [] }
    const lacks = lacking(itemStates(loaded.list, look.steps, checked))
    if (lacks.length > 0) return refuse('LACKS', { items: itemWords(lacks) }, { items: lacks })
    if (!isFull(look.fullOn, moment.now) && !form.early) return refuse('NOT_FULL', { on: look.fullOn ?? '' })
    const { fileId: _id, files, ...told } = form
    const { case: row, letterNo } = loaded
    if (!row || !letterNo) return refuse('NOT_NOW', { state: '待整理卷宗', what: '提交申请', lacks: '先整理卷宗。' })
    const defined = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as typeof told
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'settlement.applied',
          details: { ...defined, letterNo, round: row.round + 1, files },
        },
      ],
      changes: {
        caseId: row.id,
        letterNo,
        round: row.round + 1,
        content: { ...content, application: { ...defined, by: moment.actor.name } } as CaseContent,
      },
      reply: { letterNo, round: row.round + 1 },
    }
  },
  save: (context, { caseId, ...change }) => changeCase(context, caseId, { ...change, state: 'applied', stamp: 'applied' }),
})

export const returnApplication = action({
  name: 'settlement.return-application',
  title: '退回补正',
  form: returnForm,
  load: (context, form) => lockCase(context, form.fileId),
  may: (actor, loaded) => mayOversee(actor, loaded),
  decide(loaded, form, moment) {
    const move = moving(loaded, 'settlement.return-application', 'returned', '退回补正')
    if (isRefusal(move)) return move
    const entry = { at: moment.occurredAt, lacks: (form.lacks ?? []) as Item[], reason: form.reason }
    const content = contentOf(loaded)
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'settlement.returned',
          details: { lacks: form.lacks, reason: form.reason, letterNo: loaded.case?.letterNo },
        },
      ],
      changes: { content: { ...content, returned: [...(content.returned ?? []), entry].slice(-20) } },
      reply: { letterNo: loaded.case?.letterNo },
    }
  },
  save: (context, change, loaded) => changeCase(context, loaded.case?.id as string, { ...change, state: 'returned' }),
})

export const withdraw = action({
  name: 'settlement.withdraw',
  title: '撤回申请',
  help: '身份查明、离站、死亡的系统会自动撤回；其他原因在这里写明。登记户口以后不再撤回。',
  form: withdrawForm,
  load: (context, form) => lockCase(context, form.fileId),
  may: (actor, loaded) => mayWork(actor, loaded),
  decide(loaded, form, moment) {
    const move = moving(loaded, 'settlement.withdraw', 'withdrawn', '撤回')
    if (isRefusal(move)) return move
    const withdrawn = {
      reason: form.reason,
      from: stateOf(loaded),
      at: moment.occurredAt,
      ...(form.note ? { note: form.note } : {}),
    }
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'settlement.withdrawn',
          value: { reason: form.reason },
          details: { note: form.note },
        },
      ],
      changes: { content: { ...contentOf(loaded), withdrawn } as CaseContent },
      reply: {},
    }
  },
  save: (context, change, loaded) => changeCase(context, loaded.case?.id as string, { ...change, state: 'withdrawn' }),
})
