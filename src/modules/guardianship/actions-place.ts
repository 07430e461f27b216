/** Where a child lives: placed, alone or with its siblings, visited, and the placement's end. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { addDays, dateOf } from '#kernel/time.ts'
import { childRef, endChildPart, grantChildPart } from '#modules/people-and-cases/index.ts'
import { mayVisit, mayWork } from './access.ts'
import { closedFile, endingFacts, openRequest } from './common.ts'
import { placementLife } from './lifecycle.ts'
import { organisationOf } from './loads.ts'
import { approvalNeeded, type PlacementForm, type Placing, type Target, targetOf } from './placing.ts'
import { refuse } from './refusals.ts'
import { dayInOrder, instantOn, nextVisit, siblingsTold } from './rules.ts'
import { endPlacementForm, placeForm, visitPlacementForm } from './schema.ts'
import { type Care, changeRequest, endHold, lockCare, setReview } from './store.ts'
import { endPlacementRow, insertPlacement, markVisited, type NewPlacement, type PlacementRow } from './store-care.ts'
import { childrenThere, familyById } from './store-family.ts'
import { placementKinds } from './words.ts'

/** The child and its siblings, each locked in the order of ids so that two acts cannot wait for each other; null when one is not there. */
export async function loadPlacing(context: LoadContext, form: PlacementForm): Promise<Placing | null> {
  const wanted = [form.childId, ...(form.siblings === 'together' ? (form.siblingIds ?? []) : [])]
  const found = new Map<string, Care>()
  for (const id of [...new Set(wanted)].sort()) {
    const care = await lockCare(context, id)
    if (care) found.set(id, care)
  }
  const care = found.get(form.childId)
  if (!care) return null
  const children = [care, ...[...found.values()].filter((each) => each !== care)]
  const family = form.familyId ? await familyById(context.tx, context.vault, form.familyId, true) : undefined
  const siblings = [...new Set(children.flatMap((each) => [each.child.id, ...siblingsTold(each.facts)]))]
  const there = family && (await childrenThere(context.tx, family.id, siblings))
  return {
    children,
    family: family && there && { ...family, ...there },
    house: await organisationOf(context, form.institutionId),
  }
}

/** The approved request that this placement carries out. */
function approvedFor(care: Care, form: PlacementForm) {
  const request = openRequest(care, 'placement')
  if (!request || request.state !== 'approved') return undefined
  const asked = request.content.form
  const same = (key: 'kind' | 'familyId' | 'institutionId' | 'institutionName' | 'institutionType') =>
    (asked[key] ?? null) === (form[key] ?? null)
  const all = ['kind', 'familyId', 'institutionId', 'institutionName', 'institutionType'] as const
  return all.every(same) ? request : undefined
}

interface Placed {
  target: Target
  at: number
  together: string | null
  each: { care: Care; row: NewPlacement; request: ReturnType<typeof approvedFor> }[]
}

export const place = action({
  name: 'guardianship.place',
  title: '安置',
  help: '有同胞的一起办，一次全部办成，或一个都不办。已有安置的，自动转到新的地方。',
  legalBasis: '未成年人保护法第九十三条；镇街专项行动五（五）3',
  form: placeForm,
  load: loadPlacing,
  may: (actor, { children }) => children.every((care) => mayWork(actor, care)),
  decide(placing, form, moment) {
    const [first] = placing.children as [Care, ...Care[]]
    if (!dayInOrder(form.placedOn, moment.now, first.child.openedAt))
      return refuse('DATE_ORDER', { after: dateOf(first.child.openedAt) })
    const at = instantOn(form.placedOn, moment.occurredAt)
    const on = dateOf(at)
    const target = targetOf(placing, form, on)
    if (isRefusal(target)) return target
    if ((form.kind === 'foster' || form.kind === 'kin-care') && form.agreement !== true)
      return refuse('AGREEMENT', { kind: placementKinds[form.kind] })
    const together = form.siblings === 'together' ? moment.newId('together') : null
    const each: Placed['each'] = []
    for (const care of placing.children) {
      const request = approvedFor(care, form)
      if (!request && approvalNeeded(care, form, on)) return refuse('PLACE_NEEDS_APPROVAL', { kind: placementKinds[form.kind] })
      const row: NewPlacement = {
        id: moment.newId(`placement:${care.child.id}`),
        childId: care.child.id,
        kind: form.kind,
        ...target,
        together,
        placedAt: at,
        nextVisit: form.kind === 'adopted' ? null : nextVisit(on, null),
        content: {
          who: target.who,
          address: form.address,
          phone: form.phone,
          note: form.note,
          opinion: form.opinion,
          siblings: form.siblings,
          apartReason: form.apartReason,
          welfareGround: form.welfareGround,
          by: moment.actor.name,
        },
      }
      each.push({ care, row, request })
    }
    return {
      facts: each.flatMap(({ care }) => placedFacts(care, form, target, at)),
      changes: { target, at, together, each },
      reply: { placementId: each[0]?.row.id, children: each.length, nextVisit: each[0]?.row.nextVisit },
    }
  },
  async save(context, { target, at, each }: Placed) {
    for (const { care, row, request } of each) {
      const before = row.kind === 'sponsored' ? undefined : care.placement
      if (before) await leave(context, care, before, { reason: row.kind === 'adopted' ? 'adopted' : 'moved', at })
      await insertPlacement(context, row)
      if (target.part && target.institutionPath)
        await grantChildPart(context.tx, { childId: care.child.id, part: target.part, path: target.institutionPath, from: at })
      if (request) await changeRequest(context, request, { state: 'done' })
      if (row.kind === 'adopted' && care.hold) await endHold(context, care.hold, { ground: 'adopted', at, what: '收养' })
    }
  },
})

function placedFacts(care: Care, form: PlacementForm & { opinion?: string | undefined }, target: Target, at: number): NewFact[] {
  const subject = childRef(care.child)
  const before = form.kind === 'sponsored' ? undefined : care.placement
  return [
    ...(before
      ? [
          {
            subject,
            name: 'child.placement-ended',
            value: { reason: form.kind === 'adopted' ? 'adopted' : 'moved' },
            occurredAt: at,
          },
        ]
      : []),
    {
      subject,
      name: 'child.placed',
      value: { kind: form.kind },
      details: { who: target.who, type: target.institutionType, siblings: form.siblings, opinion: form.opinion },
      occurredAt: at,
    },
    ...(form.kind === 'adopted' && care.hold ? endingFacts(care, care.hold, 'adopted', at) : []),
  ]
}

/** Ends a placement, and with it what the house read of the file. */
export async function leave(
  context: LoadContext,
  care: Care,
  placement: PlacementRow,
  end: Parameters<typeof endPlacementRow>[2],
): Promise<void> {
  await endPlacementRow(context, placement, end)
  if (!placement.institutionPath) return
  await endChildPart(context.tx, { childId: care.child.id, part: 'care', path: placement.institutionPath, at: context.now })
}

export const endPlacement = action({
  name: 'guardianship.end-placement',
  title: '结束安置',
  help: '转到别处的直接办“安置”，返家的办“返回家庭”。这里用于家庭退出等情形：写清孩子现在由谁照料。',
  form: endPlacementForm,
  load: (context, form) => lockCare(context, form.childId),
  may: (actor, care) => mayWork(actor, care),
  decide(care, form, moment) {
    const placement = care.placement ?? care.sponsored[0]
    if (!placement) return refuse('NO_PLACEMENT', { state: placementLife.states.none.zh, what: '结束' })
    return {
      facts: [
        {
          subject: childRef(care.child),
          name: 'child.placement-ended',
          value: { reason: form.reason },
          details: { now: form.now, note: form.note, who: placement.content.who },
        },
      ],
      changes: { placement, end: { reason: form.reason, at: moment.occurredAt, note: form.note, now: form.now } },
    }
  },
  save: (context, { placement, end }, care) => leave(context, care, placement, end),
})

export const visitPlacement = action({
  name: 'guardianship.visit-placement',
  title: '记安置走访',
  help: '单独见到孩子，听孩子自己怎么说。发现不适合继续的，当天就要另行安置。',
  form: visitPlacementForm,
  load: (context, form) => lockCare(context, form.childId),
  may: (actor, care) => mayVisit(actor, care),
  decide(care, form, moment) {
    const closed: Refusal | undefined = closedFile(care)
    if (closed) return closed
    const placement = care.placement ?? care.sponsored[0]
    if (!placement) return refuse('NO_PLACEMENT', { state: placementLife.states.none.zh, what: '走访' })
    const today = dateOf(moment.occurredAt)
    // A telephone call is no visit: it puts off the next one by a week at the most.
    const next = form.manner === 'phone' && form.finding === 'good' ? addDays(today, 7) : nextVisit(today, form.finding)
    const { childId: _child, finding, ...told } = form
    return {
      facts: [{ subject: childRef(care.child), name: 'child.placement-visited', value: { finding }, details: told }],
      changes: { placement, finding, next, today },
      reply: { next },
    }
  },
  async save(context, { placement, finding, next, today }, care) {
    await markVisited(context, placement.id, { finding, next })
    if (finding === 'unfit' && care.hold) await setReview(context, care.hold.id, today, 'visit')
  },
})
