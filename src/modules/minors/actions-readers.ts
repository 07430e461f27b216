/** Who is responsible, and who else may read: named persons, by leave of somebody else. */
import { action, type LoadContext } from '#kernel/action.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { dateOf, endOfDay } from '#kernel/time.ts'
import {
  changeChild,
  childRef,
  endChildPart,
  grantChildPart,
  type LoadedChild,
  lockChild,
  organisationsOf,
} from '#modules/people-and-cases/index.ts'
import { inCharge, isHead } from './access.ts'
import { mayMove } from './lifecycle.ts'
import { closedRefusal } from './moving.ts'
import { refuse } from './refusals.ts'
import { approveForm, askReaderForm, declineForm, endReaderForm, workerForm } from './schema.ts'
import { decideReader, insertReaderRequest, type ReaderRequest, readerRequest, readersNow } from './store-readers.ts'
import { accountsById, areaOf, namableById, type Who } from './store-read.ts'
import { readerParts } from './words.ts'

interface Naming extends LoadedChild {
  who: Who | undefined
  before: Who | undefined
}

export const nameWorker = action({
  name: 'minors.name-worker',
  title: '指定个案主管',
  help: '由保护中心负责人或现主管指定；原主管从此看不到。',
  form: workerForm,
  async load({ tx, vault, actor }, form): Promise<Naming | null> {
    const loaded = await lockChild(tx, vault, form.childId)
    if (!loaded) return null
    const { workerId } = loaded.child
    const before = workerId ? (await accountsById(tx, [workerId])).get(workerId) : undefined
    return { ...loaded, who: await namableById(tx, actor.organisation.path, form.accountId), before }
  },
  may: (actor, loaded) => inCharge(actor, loaded),
  decide(loaded, form) {
    const closed = closedRefusal(loaded.child, '指定个案主管')
    if (closed) return closed
    const { who } = loaded
    if (!who) return refuse('NO_SUCH_ACCOUNT')
    if (loaded.child.workerId === who.id) return refuse('WORKER_ALREADY', { name: who.name })
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.worker-named',
          details: { 主管: `${who.organisation} ${who.name}`, reason: form.reason },
        },
      ],
      changes: { who },
      reply: {},
    }
  },
  async save({ tx, vault, now }, { who }, { child, before }) {
    await grantChildPart(tx, { childId: child.id, part: 'case-worker', path: who.path, accountId: who.id, from: now })
    await changeChild(tx, vault, child.id, { workerId: who.id })
    // The child has left the area of the house that was in charge: with its worker goes its part.
    if (before && before.path !== who.path && child.townPath && !child.townPath.startsWith(areaOf(before.path)))
      await endChildPart(tx, { childId: child.id, part: 'centre', path: before.path, at: now })
    if (before)
      await endChildPart(tx, { childId: child.id, part: 'case-worker', path: before.path, accountId: before.id, at: now })
  },
})

interface Asking extends LoadedChild {
  who: Who | undefined
  approverPath: string
  held: boolean
}

/** Whose head decides: the asker's own house where it is a centre, else the centre nearest to the child. */
export async function approverOf({ tx, actor }: LoadContext, child: LoadedChild['child']): Promise<string> {
  if (['protection-centre', 'bureau'].includes(actor.organisation.kind)) return actor.organisation.path
  const [centre] = await organisationsOf(tx, ['protection-centre'], child.townPath ?? child.ownerPath)
  return centre?.path ?? child.ownerPath
}

export const askReader = action({
  name: 'minors.ask-reader',
  title: '申请指定人员查看',
  help: '为自己或为别人申请；由另一位负责人批准后才看得到。',
  form: askReaderForm,
  async load(context, form): Promise<Asking | null> {
    const { tx, vault, actor, now } = context
    const loaded = await lockChild(tx, vault, form.childId)
    if (!loaded) return null
    const who = await namableById(tx, actor.organisation.path, form.accountId ?? actor.accountId)
    const holders = await readersNow(tx, form.childId, now)
    const strong = form.part === 'reader' ? ['reader', 'sealed-reader', 'case-worker'] : ['sealed-reader', 'case-worker']
    return {
      ...loaded,
      who,
      approverPath: await approverOf(context, loaded.child),
      held: holders.some((each) => each.accountId === who?.id && strong.includes(each.part)),
    }
  },
  may: (actor, loaded, form) =>
    form.accountId === undefined || form.accountId === actor.accountId ? loaded.opens.has('register') : inCharge(actor, loaded),
  decide(loaded, form, moment) {
    const closed = closedRefusal(loaded.child, '指定人员')
    if (closed) return closed
    const { who } = loaded
    if (!who) return refuse('NO_SUCH_ACCOUNT')
    if (loaded.held) return refuse('READER_ALREADY')
    if (form.until && form.until < dateOf(moment.now)) return refuse('UNTIL_EARLIER')
    const id = moment.newId('reader')
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.reader-asked',
          details: { 给谁看: `${who.organisation} ${who.name}`, 部分: readerParts[form.part], reason: form.reason },
        },
      ],
      changes: {
        id,
        childId: loaded.child.id,
        accountId: who.id,
        part: form.part,
        approverPath: loaded.approverPath,
        untilAt: form.until ? endOfDay(form.until) : null,
        reason: form.reason,
      },
      reply: { requestId: id },
    }
  },
  save: (context, made) => insertReaderRequest(context, made),
  constraintRefusal: (constraint) => (constraint === 'reader_once' ? refuse('READER_ALREADY') : undefined),
})

interface Deciding extends LoadedChild {
  request: ReaderRequest
  who: Who | undefined
}

async function loadRequest({ tx, vault }: LoadContext, requestId: string): Promise<Deciding | null> {
  const known = await readerRequest(tx, vault, requestId)
  // The file first, as everywhere; the request is read again under the lock.
  const loaded = known && (await lockChild(tx, vault, known.childId))
  const request = loaded && (await readerRequest(tx, vault, requestId, true))
  if (!request) return null
  return { ...loaded, request, who: (await accountsById(tx, [request.accountId])).get(request.accountId) }
}

/** Another person than who asked and who is to read: one who reads all of it, or the head whose leave was asked. */
export function mayDecide(
  actor: Actor,
  { opens, request }: Pick<LoadedChild, 'opens'> & { request: { askedBy: string; approverPath: string; accountId?: string } },
): true | Refusal {
  if (actor.accountId === request.askedBy || actor.accountId === request.accountId) return refuse('SAME_PERSON')
  const head = isHead(actor) && opens.has('register') && actor.organisation.path === request.approverPath
  return opens.has('whole') || head || refuse('NO_REQUEST')
}

export const approveReader = action({
  name: 'minors.approve-reader',
  title: '批准查看',
  form: approveForm,
  load: (context, form) => loadRequest(context, form.requestId),
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide(loaded, form) {
    const { request, who } = loaded
    if (!mayMove.reader(request.state, 'minors.approve-reader'))
      return refuse('CHANGED', { state: mayMove.readerWord(request.state) })
    const closed = closedRefusal(loaded.child, '指定人员')
    if (closed) return closed
    if (!who) return refuse('NO_SUCH_ACCOUNT')
    return {
      facts: [
        {
          subject: childRef(loaded.child),
          name: 'child.reader-approved',
          value: { compartments: [request.part] },
          details: { 给谁看: `${who.organisation} ${who.name}`, ...(form.note ? { note: form.note } : {}) },
        },
      ],
      changes: { who, note: form.note },
      reply: {},
    }
  },
  async save(context, { who, note }, { request, child }) {
    const { tx, now } = context
    await grantChildPart(tx, {
      childId: child.id,
      part: request.part,
      path: who.path,
      accountId: who.id,
      from: now,
      ...(request.untilAt ? { until: request.untilAt } : {}),
    })
    await decideReader(context, request, { state: 'approved', answer: note })
  },
})

export const declineReader = action({
  name: 'minors.decline-reader',
  title: '不批准查看',
  form: declineForm,
  load: (context, form) => loadRequest(context, form.requestId),
  may: (actor, loaded) => mayDecide(actor, loaded),
  decide({ request, child }, form) {
    if (!mayMove.reader(request.state, 'minors.decline-reader'))
      return refuse('CHANGED', { state: mayMove.readerWord(request.state) })
    return {
      facts: [{ subject: childRef(child), name: 'child.reader-declined', details: { reason: form.reason } }],
      changes: { answer: form.reason },
      reply: {},
    }
  },
  save: (context, { answer }, { request }) => decideReader(context, request, { state: 'declined', answer }),
})

export const endReader = action({
  name: 'minors.end-reader',
  title: '取消查看',
  form: endReaderForm,
  load: (context, form) => loadRequest(context, form.requestId),
  may: (actor, loaded) => inCharge(actor, loaded),
  decide({ request, child, who }, form) {
    if (!mayMove.reader(request.state, 'minors.end-reader'))
      return refuse('CHANGED', { state: mayMove.readerWord(request.state) })
    if (!who) return refuse('NO_SUCH_ACCOUNT')
    return {
      facts: [
        {
          subject: childRef(child),
          name: 'child.reader-ended',
          details: { 取消谁: `${who.organisation} ${who.name}`, reason: form.reason },
        },
      ],
      changes: { who, ended: form.reason },
      reply: {},
    }
  },
  async save(context, { who, ended }, { request, child }) {
    await decideReader(context, request, { state: 'ended', ended })
    await endChildPart(context.tx, { childId: child.id, part: request.part, path: who.path, accountId: who.id, at: context.now })
  },
})
