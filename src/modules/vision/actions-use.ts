/** Using it: a comparison by a named officer, its outcome told by the job, erasing, reading a card. */
import { action, type LoadContext } from '#kernel/action.ts'
import { isRefusal, Refused } from '#kernel/refusal.ts'
import { keepFile, typeOfContent } from '#kernel/files.ts'
import { factsOf } from '#kernel/ledger.ts'
import { organisationById } from '#kernel/org.ts'
import { birthRange, fileById, fileRef, lockFile } from '#modules/people-and-cases/index.ts'
import { mayCompare, mayFinish, mayReadCards } from './access.ts'
import { refuse } from './refusals.ts'
import { type Bureau, comparable, isOfficer, mayKeep, type ToCompare, usable } from './rules.ts'
import { cardForm, compareForm, eraseForm, finishForm } from './schema.ts'
import {
  bureauOver,
  eraseTemplates,
  finishUse,
  insertUse,
  keepTemplate,
  latestPhotoOf,
  photoById,
  templatesOf,
  useById,
  type UseRow,
  waitingUse,
} from './store.ts'
import type { Searched } from './words.ts'
import { type CardAnswer, worker } from './worker.ts'

interface Subject extends Omit<ToCompare, 'photo' | 'waiting'> {
  ownerPath: string
  /** The photograph of the file that was taken last. */
  taken: string | undefined
}

/** The file with its person, or the inquiry as its facts tell of it; null when it is not the actor's to see. */
async function subjectOf({ tx, vault }: LoadContext, kind: Searched, id: string): Promise<Subject | null> {
  if (kind === 'rescue-file') {
    const loaded = await lockFile(tx, vault, id)
    if (!loaded) return null
    const { file, person, facts } = loaded
    const taken = person.description.photos?.at(-1)
    const { id: fileId, ownerPath } = fileRef(file)
    return { kind, id: fileId, ownerPath, facts, own: [file.id, person.id], birth: birthRange(person.description), taken }
  }
  const facts = await factsOf(tx, [id])
  const first = facts.find((fact) => fact.subject.kind === 'inquiry')
  return first ? { kind, id, ownerPath: first.subject.ownerPath, facts, own: [id], birth: null, taken: undefined } : null
}

const ref = (subject: { kind: Searched; id: string; ownerPath: string }) => ({
  kind: subject.kind,
  id: subject.id,
  ownerPath: subject.ownerPath,
})

interface Comparison {
  subject: ToCompare & { ownerPath: string }
  bureau: Bureau | undefined
  officer: boolean
  installed: boolean
}

async function loadComparison(
  context: LoadContext,
  form: { subjectKind: Searched; subjectId: string; photo?: string[] | undefined },
): Promise<Comparison | null> {
  const { tx, actor } = context
  const subject = await subjectOf(context, form.subjectKind, form.subjectId)
  if (!subject) return null
  const chosen = form.photo?.[0] ?? subject.taken
  const photo = chosen
    ? await photoById(tx, chosen)
    : subject.kind === 'inquiry'
      ? await latestPhotoOf(tx, subject.id)
      : undefined
  return {
    subject: { ...subject, photo, waiting: (await waitingUse(tx, subject.id)) !== undefined },
    bureau: await bureauOver(tx, actor.organisation.path),
    officer: isOfficer(await factsOf(tx, [actor.accountId])),
    installed: worker.installed(),
  }
}

export const compare = action({
  name: 'vision.compare',
  title: '人像检索',
  help: '只排出可能相像的人，由您判断；不是认定身份，也不是唯一途径。',
  legalBasis: '大提升第8项；人脸识别技术应用安全管理办法',
  form: compareForm,
  load: loadComparison,
  may: (actor, { subject }) => mayCompare(actor, subject),
  decide({ subject, bureau, officer, installed }, form, { now, newId }) {
    const open = usable(bureau, 'face', installed, now)
    if (isRefusal(open)) return open
    if (!officer) return refuse('NOT_OFFICER')
    const fit = comparable(subject, form.basis, now)
    if (isRefusal(fit)) return fit
    const { purpose, basis, reason } = form
    const useId = newId('use')
    return {
      facts: [{ subject: ref(subject), name: 'vision.comparison-asked', value: { purpose }, details: { reason, basis } }],
      changes: { useId, photoId: subject.photo?.id ?? null, pick: form.pick ?? null, purpose, basis, reason },
      reply: { useId },
      jobs: [{ name: 'vision.compare', data: { useId } }],
    }
  },
  save: (context, { useId, photoId, pick, purpose, basis, reason }, { subject }) =>
    insertUse(context, {
      id: useId,
      kind: 'face',
      subjectKind: subject.kind,
      subjectId: subject.id,
      ownerPath: subject.ownerPath,
      purpose,
      basis,
      photoId,
      pick,
      told: { reason },
    }),
})

interface Finishing {
  use: UseRow
  /** Nothing has ended in the meantime what the template may be kept for. */
  keep: boolean
}

export const finishComparison = action({
  name: 'vision.finish-comparison',
  title: '记检索结果',
  help: '由后台任务记，人不能办。',
  form: finishForm,
  async load({ tx }, form): Promise<Finishing | null> {
    const use = await useById(tx, form.useId, true)
    if (!use) return null
    const file = use.subjectKind === 'rescue-file' ? await fileById(tx, use.subjectId) : undefined
    const facts = await factsOf(tx, [use.subjectId, ...(file ? [file.personId] : [])])
    const organisation = await organisationById(tx, use.organisationId)
    const bureau = organisation && (await bureauOver(tx, organisation.path))
    return { use, keep: bureau?.state === 'on' && mayKeep(use.subjectKind, facts) }
  },
  may: (actor) => mayFinish(actor),
  decide({ use, keep }, form, { newId }) {
    const { useId: _id, result, template, model, ...found } = form
    const subject = { kind: use.subjectKind, id: use.subjectId, ownerPath: use.ownerPath }
    if (use.state === 'done') return { facts: [], changes: null }
    return {
      facts: [{ subject, name: 'vision.comparison-ranked', value: { result } }],
      changes: { result, found, made: keep && template && model ? { id: newId('template'), vector: template, model } : null },
    }
  },
  async save(context, changes, { use }) {
    if (!changes) return
    await finishUse(context, use.id, changes.result, changes.found)
    if (changes.made) await keepTemplate(context, { ...use, ...changes.made, useId: use.id })
  },
})

export const erase = action({
  name: 'vision.erase-templates',
  title: '删除人像特征',
  help: '本人、登记人或监护人要求时即办；不用说理由，您照记。照片另在档案里处理。',
  legalBasis: '个人信息保护法第十五条、第四十七条',
  form: eraseForm,
  async load(context, form) {
    const subject = await subjectOf(context, form.subjectKind, form.subjectId)
    return subject && { subject, held: await templatesOf(context.tx, subject.id) }
  },
  may: (actor, { subject }) => mayCompare(actor, subject),
  decide({ subject, held }, form) {
    if (held === 0) return refuse('NOTHING_TO_ERASE')
    const { why, reason } = form
    return {
      facts: [{ subject: ref(subject), name: 'vision.templates-erased', value: { why }, details: { reason } }],
      changes: { why },
      reply: { erased: held },
    }
  },
  save: async (context, { why }, { subject }) => {
    await eraseTemplates(context.tx, context.now, why, { subjectIds: [subject.id] })
  },
})

interface CardLoad {
  bureau: Bureau | undefined
  installed: boolean
  picture: Buffer
}

/** Reads the card. Told to the screen once and kept nowhere. */
async function read({ picture }: CardLoad): Promise<CardAnswer> {
  const reply = await worker.ask('card', { picture: picture.toString('base64') })
  if ('answer' in reply) return reply.answer
  throw new Refused('unfit' in reply ? refuse('UNFIT', { why: reply.unfit }) : refuse('TROUBLE'))
}

export const readCard = action({
  name: 'vision.read-card',
  title: '识别证件',
  help: '读出证件上的文字，请逐项核对；照片读完即弃，不留存。',
  form: cardForm,
  load: async ({ tx, actor }, form): Promise<CardLoad> => ({
    bureau: await bureauOver(tx, actor.organisation.path),
    installed: worker.installed(),
    picture: Buffer.from(form.picture, 'base64'),
  }),
  may: (actor) => mayReadCards(actor),
  decide({ bureau, installed, picture }, form, { actor, now, newId }) {
    const open = usable(bureau, 'card', installed, now)
    if (isRefusal(open)) return open
    if (!typeOfContent(picture)?.startsWith('image/')) return refuse('PHOTO_KIND')
    if (form.keep && !form.keepReason) return refuse('WHY_KEEP')
    const { organisation } = actor
    const kept = form.keep ? newId('picture') : null
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: organisation.id, ownerPath: organisation.path },
          name: 'vision.card-read',
          value: { kept: form.keep ? 'yes' : 'no' },
          ...(form.keepReason ? { details: { reason: form.keepReason } } : {}),
        },
      ],
      changes: { useId: newId('use'), kept, reason: form.keepReason ?? null },
      reply: kept ? { pictureId: kept } : {},
    }
  },
  async save(context, { useId, kept, reason }, { picture }) {
    const { tx, vault, actor, now } = context
    await insertUse(context, {
      id: useId,
      kind: 'card',
      subjectKind: null,
      subjectId: null,
      ownerPath: actor.organisation.path,
      purpose: null,
      basis: null,
      photoId: kept,
      pick: null,
      told: reason ? { reason } : {},
      result: 'read',
    })
    const type = typeOfContent(picture) as string
    if (kept) await keepFile(tx, vault, actor, { id: kept, name: '证件照片', type, body: picture, now })
  },
  // What stands on the card goes into this one reply.
  replyNotKept: true,
  answer: async (_context, loaded) => ({ card: await read(loaded) }),
})
