/** Deaths and injuries: written down, found out later, told upwards. Nothing here takes one away. */
import { action, type Decision } from '#kernel/action.ts'
import { cityOf } from '#kernel/actor.ts'
import type { Tx } from '#kernel/db.ts'
import { factsOf } from '#kernel/ledger.ts'
import { nextNumber } from '#kernel/org.ts'
import { dateOf, endOfDay, printInstant, startOfDay } from '#kernel/time.ts'
import { mayRecord, readsCasualty } from './access.ts'
import { refuse } from './refusals.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { reclassified } from './rules.ts'
import { casualtyForm, supplementForm, toldForm } from './schema.ts'
import {
  areasKnown,
  casualtiesIn,
  type CasualtyChange,
  type CasualtyRow,
  casualtyRef,
  changeCasualty,
  insertCasualty,
  lockCasualty,
  noteTold,
  operationsAt,
} from './store.ts'
import { casualtyKinds, causes, toldTo } from './words.ts'

export const recordCasualty = action({
  name: 'weather.record-casualty',
  title: '登记伤亡',
  help: '街面上因寒冷、饥饿、炎热等死亡、受伤的，知道了就登记；原因没查清的先不选。登记以后不能撤，只能补充。',
  legalBasis: '大提升第11项：因寒冷、饥饿、炎热死亡、受伤人数为零；第6项：第一时间报告',
  form: casualtyForm,
  async load({ tx, vault, actor, now }, form) {
    const year = dateOf(now).slice(0, 4)
    const day = dateOf(form.at)
    const number = await nextNumber(tx, `casualty:${cityOf(actor.organisation.path)}:${year}`)
    return {
      no: `伤亡${year}-${String(number).padStart(3, '0')}`,
      area: form.areaId ? ((await areasKnown(tx, [form.areaId]))[0] ?? null) : null,
      operations: await operationsAt(tx, day, form.areaId ?? null, actor.organisation.path),
      near: await casualtiesIn(tx, vault, { from: startOfDay(day), until: endOfDay(day) }),
    }
  },
  may: (actor) => mayRecord(actor),
  decide({ no, area, operations, near }, form, moment) {
    if (form.areaId && !area) return refuse('NO_AREA')
    const areaName = area?.name ?? form.areaName ?? null
    const same = near.find(
      (each) => each.kind === form.kind && (form.areaId ? each.areaId === form.areaId : each.areaName === areaName),
    )
    if (same && form.another !== true)
      return refuse('MAYBE_SAME', { no: same.no, area: areaName ?? '（没有写在哪里）', kind: casualtyKinds[form.kind] })
    const id = moment.newId('casualty')
    const ownerPath = moment.actor.organisation.path
    const { place, toldBy, who, before, personId, fileId } = form
    const content = { place, toldBy, who, before, personId, fileId }
    const at = Math.min(form.at, moment.now)
    return {
      facts: [
        {
          subject: casualtyRef({ id, ownerPath }),
          name: 'incident.happened',
          value: { kind: form.kind, ...(form.cause ? { cause: form.cause } : {}), ...(form.areaId ? { area: form.areaId } : {}) },
          details: { no, areaName, ...content },
          occurredAt: at,
        },
      ],
      changes: {
        id,
        no,
        ownerPath,
        operationId: operations[0]?.id ?? null,
        kind: form.kind,
        cause: form.cause ?? null,
        areaId: form.areaId ?? null,
        areaName,
        at,
        recordedAt: moment.now,
        laterKind: null,
        laterCause: null,
        bureauToldAt: null,
        governmentToldAt: null,
        superiorToldAt: null,
        content,
      } satisfies CasualtyRow,
      reply: { casualtyId: id, no },
    }
  },
  save: (context, casualty) => insertCasualty(context, casualty),
})

export const supplementCasualty = action({
  name: 'weather.supplement-casualty',
  title: '补充原因',
  help: '后来查清的写在这里，原来的记录留着。查明是寒冷、饥饿、炎热的随即计入；原来已经计入的，不因此少算，两种认定并列。',
  legalBasis: '大提升第11项',
  form: supplementForm,
  async load(context, form) {
    const casualty = await lockCasualty(context, form.casualtyId)
    if (!casualty) return null
    return { ...casualty, standing: await standingFact(context.tx, casualty.id) }
  },
  may: (actor, casualty) => mayRecord(actor) && readsCasualty(actor, casualty),
  decide(casualty, form): Decision<CasualtyChange> | Refusal {
    const after = { kind: form.kind, cause: form.cause }
    const how = reclassified(casualty, after)
    const noted = casualty.laterKind !== null && casualty.laterKind === form.kind && casualty.laterCause === form.cause
    if ((how === 'same' && casualty.laterKind === null) || (how === 'beside' && noted)) return refuse('SAME')
    const subject = casualtyRef(casualty)
    const details = {
      basis: form.basis,
      reason: form.reason,
      was: `${casualtyKinds[casualty.kind]}，${casualty.cause ? causes[casualty.cause] : '原因未查清'}`,
    }
    if (how === 'beside' || how === 'same')
      return {
        // Beside it: the figure that the clause reads stays as it was told first.
        facts: [{ subject, name: 'incident.cause-noted', value: after, details }],
        changes: how === 'same' ? { laterKind: null, laterCause: null } : { laterKind: form.kind, laterCause: form.cause },
        reply: { casualtyId: casualty.id, counts: 'as-before' },
      }
    return {
      facts: [
        {
          subject,
          name: 'incident.happened',
          value: { ...after, ...(casualty.areaId ? { area: casualty.areaId } : {}) },
          details: { no: casualty.no, areaName: casualty.areaName, ...casualty.content, ...details },
          occurredAt: casualty.at,
          ...(casualty.standing ? { replaces: casualty.standing } : {}),
        },
      ],
      changes: { kind: form.kind, cause: form.cause, laterKind: null, laterCause: null },
      reply: { casualtyId: casualty.id, counts: 'anew' },
    }
  },
  save: (context, changes, { standing: _standing, ...casualty }) => changeCasualty(context, casualty, changes),
})

/** The telling that holds now: what nothing has taken the place of. */
async function standingFact(tx: Tx, id: string): Promise<string | undefined> {
  const facts = await factsOf(tx, [id])
  const gone = new Set(facts.flatMap((fact) => (fact.replaces ? [fact.replaces] : [])))
  return facts.findLast((fact) => fact.name === 'incident.happened' && !gone.has(fact.id))?.id
}

export const recordTold = action({
  name: 'weather.record-told',
  title: '登记逐级报告',
  help: '报告民政局、政府、上级民政部门的时间，各登记一次。',
  legalBasis: '大提升第6项：第一时间报告',
  form: toldForm,
  load: (context, form) => lockCasualty(context, form.casualtyId),
  may: (actor, casualty) => mayRecord(actor) && readsCasualty(actor, casualty),
  decide(casualty, form, moment) {
    const before = { bureau: casualty.bureauToldAt, government: casualty.governmentToldAt, superior: casualty.superiorToldAt }[
      form.whom
    ]
    if (before !== null) return refuse('TOLD', { at: printInstant(before), whom: toldTo[form.whom] })
    const at = Math.min(form.at ?? moment.occurredAt, moment.now)
    return {
      facts: [{ subject: casualtyRef(casualty), name: `incident.${form.whom}-told`, details: { how: form.how }, occurredAt: at }],
      changes: { whom: form.whom, at },
      reply: { casualtyId: casualty.id },
    }
  },
  save: (context, { whom, at }, casualty) => noteTold(context, casualty.id, whom, at),
})
