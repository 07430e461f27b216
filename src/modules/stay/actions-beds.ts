/** Doors for who sleeps where: a first bed, another bed, none any more. */
import { action, type NewFact } from '#kernel/action.ts'
import { next } from '#kernel/lifecycle.ts'
import { fileById, fileRef, type FileRow, lockFile } from '#modules/people-and-cases/index.ts'
import { inHouse } from './access.ts'
import { bedFact } from './actions-house.ts'
import { bedLife } from './lifecycle.ts'
import { bedConstraint, decidePlacing, mayPlace, savePlacing } from './placing.ts'
import { loadPlacing } from './placing-load.ts'
import { refuse } from './refusals.ts'
import { assignBedForm, leaveBedForm, moveBedForm } from './schema.ts'
import {
  bedById,
  type BedRow,
  endUse,
  lockZones,
  setBedState,
  useOfFile,
  type UseRow,
  usesInZone,
  type ZoneRow,
} from './store-beds.ts'

export const assignBed = action({
  name: 'stay.assign-bed',
  title: '安排床位',
  help: '不能安排的说明理由；未成年人、传染病、男女分开任何人不能越过。拦下的会留痕。',
  legalBasis: '部门意见 三(三)；国务院令第381号 第8条；大提升 第3项',
  form: assignBedForm,
  load: loadPlacing,
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide(loaded, form, moment) {
    const fault = mayPlace(loaded)
    if (fault) return fault
    if (loaded.current) return refuse('HAS_BED', { label: loaded.current.bed.label }, { bedId: loaded.current.bed.id })
    return decidePlacing(loaded, form, moment, 'stay.assign-bed')
  },
  save: savePlacing,
  constraintRefusal: bedConstraint,
})

export const moveBed = action({
  name: 'stay.move-bed',
  title: '换床',
  form: moveBedForm,
  load: loadPlacing,
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide(loaded, form, moment) {
    const fault = mayPlace(loaded)
    if (fault) return fault
    if (!loaded.current) return refuse('NO_BED')
    if (loaded.current.bedId === loaded.bed.id) return refuse('SAME_BED')
    const occurredAt = Math.max(moment.occurredAt, loaded.current.takenAt)
    const decision = decidePlacing(loaded, form, { ...moment, occurredAt }, 'stay.move-bed')
    if ('facts' in decision)
      for (const fact of decision.facts) if (fact.name === 'stay.bed-left') fact.details = { why: form.why }
    return decision
  },
  save: savePlacing,
  constraintRefusal: bedConstraint,
})

interface LeaveLoaded {
  file: FileRow
  current: UseRow | undefined
  bed: BedRow | undefined
  zone: ZoneRow | undefined
  child: { use: UseRow; file: FileRow } | null
}

export const leaveBed = action({
  name: 'stay.leave-bed',
  title: '腾退床位',
  help: '腾退后床位转消毒。离站时由系统随离站记录自动腾退。',
  form: leaveBedForm,
  async load({ tx, vault }, form): Promise<LeaveLoaded | null> {
    const loaded = await lockFile(tx, vault, form.fileId)
    if (!loaded) return null
    const current = await useOfFile(tx, form.fileId)
    const bed = current ? await bedById(tx, current.bedId) : undefined
    const [zone] = bed ? await lockZones(tx, [bed.zoneId]) : []
    const childUse =
      current?.place === 'guest' && zone
        ? (await usesInZone(tx, zone.id)).find((use) => use.bedId === current.bedId && use.place === 'child')
        : undefined
    const childFile = childUse ? await fileById(tx, childUse.fileId) : undefined
    return { file: loaded.file, current, bed, zone, child: childUse && childFile ? { use: childUse, file: childFile } : null }
  },
  may: (actor, loaded) => inHouse(actor, loaded.file.ownerPath),
  decide({ file, current, bed, zone, child }, form, moment) {
    if (!current || !bed || !zone) return refuse('NO_BED')
    // A departure written down late may lie before the bed was taken.
    const at = Math.max(moment.occurredAt, current.takenAt)
    const state = current.place === 'guest' ? (next(bedLife, bed.state, 'stay.leave-bed') ?? null) : null
    const value = { bed: bed.label, zone: zone.kind }
    const facts: NewFact[] = [
      { subject: fileRef(file), name: 'stay.bed-left', value: { ...value, reason: form.reason }, occurredAt: at },
    ]
    if (child)
      facts.push({
        subject: fileRef(child.file),
        name: 'stay.bed-left',
        value: { ...value, reason: 'mother-left' },
        occurredAt: at,
      })
    if (state) facts.push(bedFact(bed, 'stay.bed-state-changed', { state }))
    return {
      facts,
      changes: { at, state, reason: form.reason },
      reply: { bed: bed.label, childWithoutBed: child?.file.id ?? null },
    }
  },
  async save(context, change, { current, bed, child }) {
    if (!current || !bed) return
    await endUse(context, { id: current.id, at: change.at, reason: change.reason })
    if (child) await endUse(context, { id: child.use.id, at: Math.max(change.at, child.use.takenAt), reason: 'mother-left' })
    if (change.state) await setBedState(context.tx, bed.id, change.state, context.now)
  },
})
