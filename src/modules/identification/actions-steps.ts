/** The national site, exceptions by name, and the log of comparing faces. */
import { action, type LoadContext } from '#kernel/action.ts'
import { known } from '#kernel/field.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf, DAY, startOfDay } from '#kernel/time.ts'
import { fileRef, type LoadedFile } from '#modules/people-and-cases/index.ts'
import { mayTrace } from './access.ts'
import { here, loadFile } from './loads.ts'
import { refuse } from './refusals.ts'
import { comparesFaces, consents, coverageOf, lastOf } from './rules.ts'
import { exceptionForm, faceForm, pushBatchForm, pushForm, receiptForm } from './schema.ts'
import { faceOfficers, ownerOfInquiry } from './store-read.ts'
import { facePurposes, faceResults, faceSystems } from './words.ts'

/** When it was submitted: the day told, or now; not before the guest was received, nor after today. */
function submittedAt(on: string | undefined, loaded: LoadedFile, moment: { now: number; occurredAt: number }): number | Refusal {
  if (on === undefined) return moment.occurredAt
  const received = loaded.file.acceptedAt ?? loaded.file.arrivedAt
  if (on < dateOf(received) || on > dateOf(moment.now)) return refuse('PUSH_DATE')
  return Math.min(Math.max(startOfDay(on) + DAY / 2, received), moment.now)
}

const receiptOf = (receipt: Parameters<typeof known<string>>[0]) => {
  const told = known(receipt)
  return told === undefined ? {} : { receipt: told }
}

function pushable(loaded: LoadedFile): true | Refusal {
  const open = here(loaded)
  if (isRefusal(open)) return open
  if (loaded.person.identity === 'verified') return refuse('VERIFIED')
  const before = lastOf(loaded.facts, 'tracing.pushed-national')
  return before ? refuse('PUSHED', { on: dateOf(before.occurredAt) }) : true
}

export const pushNational = action({
  name: 'identification.push-national',
  title: '记推送全国救助寻亲网',
  help: '在网站上真正提交以后再记；回执号还没有的以后补。',
  legalBasis: '大提升第7项；国家规则：24 小时内发布寻亲公告',
  form: pushForm,
  load: loadFile,
  may: (actor, loaded) => mayTrace(actor, loaded.file),
  decide(loaded, form, moment) {
    const open = pushable(loaded)
    if (isRefusal(open)) return open
    const occurredAt = submittedAt(form.submittedOn, loaded, moment)
    if (isRefusal(occurredAt)) return occurredAt
    const value = receiptOf(form.receipt)
    return {
      facts: [
        { subject: fileRef(loaded.file), name: 'tracing.pushed-national', value, occurredAt, details: { note: form.note } },
      ],
      changes: null,
      reply: { receipt: 'receipt' in value },
    }
  },
  save: async () => undefined,
})

export const pushBatch = action({
  name: 'identification.push-batch',
  title: '整批记推送',
  help: '整批表格在网站上提交以后再记。有一人不合就一个都不记。',
  legalBasis: '大提升第7项',
  form: pushBatchForm,
  async load(context, form): Promise<{ files: LoadedFile[] } | null> {
    const files: LoadedFile[] = []
    // In the order of their ids, as everybody locks.
    for (const fileId of [...new Set(form.fileIds)].sort()) {
      const loaded = await loadFile(context, { fileId })
      if (!loaded) return null
      files.push(loaded)
    }
    return { files }
  },
  may: (actor, { files }) => files.every((loaded) => mayTrace(actor, loaded.file)),
  decide({ files }, form, moment) {
    const wrong = files.filter((loaded) => isRefusal(pushable(loaded))).length
    if (wrong > 0) return refuse('BATCH', { count: wrong })
    const times = files.map((loaded) => submittedAt(form.submittedOn, loaded, moment))
    const late = times.find(isRefusal)
    if (late) return late
    return {
      facts: files.map((loaded, index) => ({
        subject: fileRef(loaded.file),
        name: 'tracing.pushed-national',
        value: receiptOf(form.receipt),
        occurredAt: times[index] as number,
      })),
      changes: null,
      reply: { count: files.length },
    }
  },
  save: async () => undefined,
})

export const recordReceipt = action({
  name: 'identification.record-receipt',
  title: '补记推送回执',
  form: receiptForm,
  load: loadFile,
  may: (actor, loaded) => mayTrace(actor, loaded.file),
  decide(loaded, form) {
    const before = lastOf(loaded.facts, 'tracing.pushed-national')
    if (!before) return refuse('NOT_PUSHED')
    return {
      facts: [
        {
          subject: before.subject,
          name: 'tracing.pushed-national',
          value: { ...before.value, receipt: form.receipt },
          occurredAt: before.occurredAt,
          replaces: before.id,
        },
      ],
      changes: null,
    }
  },
  save: async () => undefined,
})

export const nameException = action({
  name: 'identification.name-exception',
  title: '说明例外',
  help: '推送、DNA、人像比对是人人都要办的；办不了的写明为什么，名单上看得到。免除应办事项由“豁免”另办。',
  legalBasis: '大提升第7、8项：百分之百',
  form: exceptionForm,
  load: loadFile,
  may: (actor, loaded) => mayTrace(actor, loaded.file),
  decide(loaded, form) {
    const open = here(loaded)
    if (isRefusal(open)) return open
    const { step } = form
    if (coverageOf(loaded.facts).at[step] !== null) return refuse('STEP_DONE')
    return {
      facts: [
        {
          subject: fileRef(loaded.file),
          name: 'identification.exception-named',
          value: { step },
          details: { reason: form.reason },
        },
      ],
      changes: null,
    }
  },
  save: async () => undefined,
})

interface Facing {
  subject: { kind: string; id: string; ownerPath: string }
  facts: readonly LedgerFact[]
  /** Whether the actor is a named officer, and who is. */
  officer: boolean
  officers: string[]
}

async function loadFace(context: LoadContext, form: { subjectKind: string; subjectId: string }): Promise<Facing | null> {
  const { tx, actor } = context
  const named = async () => ({
    officer: comparesFaces(await factsOf(tx, [actor.accountId])),
    officers: await faceOfficers(tx),
  })
  if (form.subjectKind === 'inquiry') {
    const ownerPath = await ownerOfInquiry(tx, form.subjectId)
    if (ownerPath === undefined) return null
    const subject = { kind: 'inquiry', id: form.subjectId, ownerPath }
    return { subject, facts: await factsOf(tx, [form.subjectId]), ...(await named()) }
  }
  const loaded = await loadFile(context, { fileId: form.subjectId })
  return loaded && { subject: fileRef(loaded.file), facts: loaded.facts, ...(await named()) }
}

export const recordFaceComparison = action({
  name: 'identification.record-face-comparison',
  title: '记人像比对',
  help: '由指定的专人做、专人记。结果只作线索，不能单独认定身份。每次使用都在比对台账里。',
  legalBasis: '大提升第8项；人脸识别技术应用安全管理办法',
  form: faceForm,
  load: loadFace,
  may: (actor, loaded) => mayTrace(actor, loaded.subject),
  decide(loaded, form) {
    const { subject } = loaded
    if (!loaded.officer)
      return loaded.officers.length > 0 ? refuse('NOT_OFFICER', { who: loaded.officers.join('、') }) : refuse('NO_OFFICER')
    if (subject.kind === 'inquiry' && !consents(loaded.facts)) return refuse('NO_CONSENT')
    const { system, purpose, result, reason, candidates, guardianConsent } = form
    const told = `${facePurposes[purpose]}，${faceSystems[system]}，${faceResults[result]}：${reason}`
    return {
      facts: [
        {
          subject,
          name: 'tracing.face-compared',
          value: { result, system, purpose },
          details: { reason, candidates, ...(guardianConsent ? { guardianConsent } : {}) },
        },
        // The log of the audit administrator: who looked, why, what came of it; without the candidates.
        { subject, name: 'sensitive.viewed', value: { what: 'face' }, details: { reason: told } },
      ],
      changes: null,
      reply: { result },
    }
  },
  save: async () => undefined,
})
