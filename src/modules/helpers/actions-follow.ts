/** What follows from facts of other rooms: a kind told or withdrawn, a file closed, two files of one child, an account closed. The system opens these doors. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import {
  changeChildKinds,
  childRef,
  endChildPart,
  grantChildPart,
  lockChild,
  organisationsOf,
} from '#modules/people-and-cases/index.ts'
import { bySystem } from './access.ts'
import { endPart } from './actions-helper.ts'
import { careAfter, contactTimes, newCare, withoutHelper } from './caring.ts'
import { heldNow, justiceOf } from './rules.ts'
import { followForm, followSameForm } from './schema.ts'
import { type CareRow, changeVisit, keepCare, type LoadedHelped, lockHelped, moveToFile } from './store.ts'
import { goneAccounts, justiceHolder, organisationAt, type OrganisationLine } from './store-people.ts'
import type { EndReason } from './words.ts'

interface Following extends LoadedHelped {
  holder: string | null
  office: OrganisationLine | null
}

async function loadFollowing(context: LoadContext, form: { childId: string }): Promise<Following | null> {
  const loaded = await lockHelped(context, form.childId)
  if (!loaded) return null
  const { townPath, ownerPath } = loaded.child
  const town = townPath ? await organisationAt(context.tx, townPath) : undefined
  const offices = await organisationsOf(context.tx, ['justice-office'], townPath ?? ownerPath)
  return { ...loaded, holder: await justiceHolder(context.tx, form.childId), office: justiceOf(offices, town ?? null) }
}

interface Followed {
  row: CareRow
  /** Office that comes to see the file. */
  grant: string | null
  /** Office that sees it no longer. */
  end: string | null
  over: boolean
}

const nothing = { facts: [] as NewFact[], changes: null as Followed | null, reply: {} }

export const followFile = action({
  name: 'helpers.follow-file',
  title: '个案建立、类别变更、结案后跟上',
  form: followForm,
  load: loadFollowing,
  may: (actor) => bySystem(actor),
  decide(loaded, _form, moment) {
    const { care, holder, office } = loaded
    const closed = loaded.child.closedAt !== null
    const wanted = heldNow(loaded.kinds).length > 0 && !closed
    const running = care !== undefined && care.state !== 'ended'
    if (wanted) {
      const path = holder ?? office?.path ?? null
      const grant = holder === null ? path : null
      if (running && (care.justicePath !== null || path === null)) return nothing
      const row = running
        ? { ...care, justicePath: path }
        : care
          ? { ...care, state: 'waiting' as const, justicePath: path, waitingSince: moment.now, endedAt: null, endedWhy: null }
          : newCare(loaded, path)
      return { facts: [], changes: { row, grant, end: null, over: false }, reply: {} }
    }
    if (!running) return nothing
    const why: EndReason = closed ? 'file-closed' : 'kind-withdrawn'
    const facts: NewFact[] = care.helperId
      ? [
          {
            subject: childRef(loaded.child),
            name: 'child.helper-ended',
            value: { reason: why },
            details: { helper: care.content.helper },
          },
        ]
      : []
    const change = {
      ...(care.helperId ? withoutHelper(care, why, moment.now) : {}),
      state: 'ended' as const,
      endedAt: moment.now,
      endedWhy: why,
    }
    const row = careAfter(care, change, contactTimes(loaded.contacts), moment.now)
    return { facts, changes: { row, grant: null, end: closed ? null : (holder ?? care.justicePath), over: true }, reply: {} }
  },
  async save(context, change, loaded) {
    if (!change) return
    const { row, grant, end, over } = change
    const childId = row.childId
    if (grant) await grantChildPart(context.tx, { childId, part: 'justice', path: grant, from: context.now })
    await keepCare(context, row)
    if (!over) return
    if (loaded.care) await endPart(context, loaded.care)
    for (const visit of loaded.visits.filter((each) => each.state === 'asked' || each.state === 'agreed'))
      await changeVisit(context, { ...visit, state: 'withdrawn' })
    // Whoever was told of a kind that is none has nothing to see here any more; what was written stays.
    if (end) await endChildPart(context.tx, { childId, part: 'justice', path: end, at: context.now })
  },
})

export const followSame = action({
  name: 'helpers.follow-same',
  title: '两份个案是同一个孩子，记录并过去',
  form: followSameForm,
  async load(context, form) {
    const from = await lockHelped(context, form.childId)
    const into = await lockHelped(context, form.intoId)
    return from && into && { from, into }
  },
  may: (actor) => bySystem(actor),
  decide({ from, into }, _form, moment) {
    if (!from.care) return { facts: [], changes: null, reply: {} }
    const kept = into.care ?? { ...from.care, childId: into.child.id }
    // A helper of the one goes on where the other has none.
    const helper =
      kept.helperId === null && from.care.helperId !== null && kept.state !== 'ended'
        ? {
            state: 'named' as const,
            helperId: from.care.helperId,
            helperPath: from.care.helperPath,
            namedAt: from.care.namedAt,
            content: { ...kept.content, helper: from.care.content.helper as string },
          }
        : {}
    const first = [kept.since, from.care.since].filter((each): each is number => each !== null)
    const since = first.length > 0 ? Math.min(...first) : null
    const times = [...contactTimes(into.contacts), ...contactTimes(from.contacts)]
    const row = careAfter(kept, { ...helper, since, justicePath: kept.justicePath ?? from.care.justicePath }, times, moment.now)
    const gone: CareRow = { ...from.care, state: 'ended', endedAt: moment.now, endedWhy: 'file-closed', nextDue: null }
    const named: NewFact[] = helper.helperId
      ? [
          {
            subject: childRef(into.child),
            name: 'child.helper-named',
            details: { helper: from.care.content.helper },
            ...(from.care.namedAt === null ? {} : { occurredAt: from.care.namedAt }),
          },
        ]
      : []
    return { facts: named, changes: { row, gone, helper: helper.helperId ? from.care : null }, reply: {} }
  },
  async save(context, change, { from, into }) {
    if (!change) return
    await moveToFile(context, from.child.id, into.child.id)
    await keepCare(context, change.row)
    await keepCare(context, change.gone)
    if (change.row.justicePath)
      await grantChildPart(context.tx, {
        childId: into.child.id,
        part: 'justice',
        path: change.row.justicePath,
        from: context.now,
      })
    if (change.helper)
      await grantChildPart(context.tx, {
        childId: into.child.id,
        part: 'contact',
        path: change.helper.helperPath as string,
        accountId: change.helper.helperId as string,
        from: context.now,
      })
  },
})

export const followAccounts = action({
  name: 'helpers.follow-accounts',
  title: '联系人账号停用后另找人',
  form: followForm,
  async load(context, form) {
    const loaded = await lockHelped(context, form.childId)
    const helperId = loaded?.care?.helperId
    return loaded && { ...loaded, gone: helperId ? (await goneAccounts(context.tx, [helperId])).length > 0 : false }
  },
  may: (actor) => bySystem(actor),
  decide(loaded, _form, moment) {
    const { care } = loaded
    if (!care || !loaded.gone || care.state !== 'named') return { facts: [], changes: null, reply: {} }
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'child.helper-ended',
      value: { reason: 'moved-away' },
      details: { helper: care.content.helper ?? '', note: '账号已停用' },
    }
    const change = { ...withoutHelper(care, 'moved-away', moment.now), state: 'waiting' as const, waitingSince: moment.now }
    return { facts: [fact], changes: careAfter(care, change, contactTimes(loaded.contacts), moment.now), reply: {} }
  },
  async save(context, row, { care }) {
    if (!row) return
    await keepCare(context, row)
    if (care) await endPart(context, care)
  },
})

export const dropKinds = action({
  name: 'helpers.drop-kinds',
  title: '帮教结束后结束类别',
  form: followForm,
  load: (context, form) => lockChild(context.tx, context.vault, form.childId),
  may: (actor) => bySystem(actor),
  decide(loaded) {
    const now = loaded.kinds.filter((each) => each.until === null).map((each) => each.kind)
    const held = heldNow(loaded.kinds)
    // A file of no kind at all is closed by its case worker, not emptied here.
    if (held.length === 0) return { facts: [], changes: held, reply: {} }
    const kinds = now.filter((kind) => !(held as string[]).includes(kind))
    const fact: NewFact = {
      subject: childRef(loaded.child),
      name: 'child.kinds-changed',
      value: { kinds },
      details: { reason: '帮教结束' },
    }
    return { facts: [fact], changes: held, reply: {} }
  },
  async save(context, held, { child }) {
    if (held.length > 0)
      await changeChildKinds(context.tx, child.id, { add: [], end: held, withdraw: [], at: context.occurredAt })
  },
})
