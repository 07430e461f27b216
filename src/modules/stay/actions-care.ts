/** Doors of daily care: needs, log, rounds. One action may speak of many guests; it is kept whole or not at all. */
import { action, type LoadContext, type SubjectRef } from '#kernel/action.ts'
import { inHouse } from './access.ts'
import { whereabouts } from './guest.ts'
import { refuse } from './refusals.ts'
import { logCareForm, recordRoundForm, setNeedsForm } from './schema.ts'
import { lockZones, separationOf, usesInZone, type ZoneRow } from './store-beds.ts'
import { type CareEntry, filesByIds, type GuestFile, insertCare, insertRound, replaceNeeds } from './store-care.ts'

const refOf = (file: GuestFile): SubjectRef => ({ kind: 'rescue-file', id: file.id, ownerPath: file.ownerPath })

export const setNeeds = action({
  name: 'stay.set-needs',
  title: '确定照料需要',
  help: '写明每隔多久做什么；没有定过的按所住分区和身体状况的通常做法。',
  legalBasis: '部门意见 三(三)',
  form: setNeedsForm,
  load: async ({ tx }, form) => (await filesByIds(tx, [form.fileId]))[0] ?? null,
  may: (actor, file) => inHouse(actor, file.ownerPath),
  decide(file, form, moment) {
    if (file.state !== 'in') return refuse('NOT_IN_STATION')
    const kinds = form.needs.map((need) => need.care)
    if (new Set(kinds).size < kinds.length) return refuse('NEED_TWICE')
    return {
      facts: [{ subject: refOf(file), name: 'stay.needs-set', value: { needs: kinds } }],
      changes: form.needs.map((need) => ({ ...need, id: moment.newId(`need ${need.care}`), note: need.note ?? null })),
    }
  },
  save: (context, needs, file) => replaceNeeds(context, file, needs),
})

export const logCare = action({
  name: 'stay.log-care',
  title: '记照料',
  help: '可一次记多人。本人不愿的也记。',
  legalBasis: '部门意见 三(三)',
  form: logCareForm,
  load: async ({ tx }, form) => ({ files: await filesByIds(tx, form.fileIds) }),
  may: (actor, { files }) => files.length > 0 && files.every((file) => inHouse(actor, file.ownerPath)),
  decide({ files }, form, moment) {
    const here = files.filter((file) => file.state === 'in')
    const wanted = new Set(form.fileIds).size
    if (here.length < wanted) return refuse('NOT_YOUR_GUESTS', { count: wanted - here.length })
    const doneAt = Math.min(form.doneAt ?? moment.occurredAt, moment.now)
    const care = [...new Set(form.care)]
    const entries: CareEntry[] = here.flatMap((file) =>
      care.map((kind) => ({
        id: moment.newId(`care ${file.id} ${kind}`),
        fileId: file.id,
        ownerPath: file.ownerPath,
        care: kind,
      })),
    )
    return {
      facts: here.map((file) => ({
        subject: refOf(file),
        name: 'stay.care-logged',
        value: { care, result: form.result },
        occurredAt: doneAt,
      })),
      changes: { entries, how: { result: form.result, doneAt, note: form.note ?? null } },
      reply: { guests: here.length },
    }
  },
  save: (context, change) => insertCare(context, change.entries, change.how),
})

interface RoundLoaded {
  zone: ZoneRow
  guests: { fileId: string; ownerPath: string }[]
  /** Sleep here and are on leave, in hospital or placed outside: neither seen nor missed. */
  away: string[]
}

export const recordRound = action({
  name: 'stay.record-round',
  title: '记查房',
  help: '一个分区一次；没见到的人逐个标出，在个案上留痕。',
  legalBasis: '部门意见 三(三)',
  form: recordRoundForm,
  async load({ tx }: LoadContext, form): Promise<RoundLoaded | null> {
    const [zone] = await lockZones(tx, [form.zoneId])
    if (!zone) return null
    const uses = await usesInZone(tx, zone.id)
    const separation = await separationOf(
      tx,
      uses.map((use) => use.fileId),
    )
    const guests = uses.filter((use) => separation.get(use.fileId)?.state === 'in')
    const isHere = (fileId: string) => {
      const told = separation.get(fileId)
      return !told || whereabouts(told.facts, told.arrivedAt) === 'here'
    }
    return {
      zone,
      guests: guests.filter((use) => isHere(use.fileId)).map((use) => ({ fileId: use.fileId, ownerPath: zone.ownerPath })),
      away: guests.filter((use) => !isHere(use.fileId)).map((use) => use.fileId),
    }
  },
  may: (actor, loaded) => inHouse(actor, loaded.zone.ownerPath),
  decide({ zone, guests, away }, form, moment) {
    const missed = [...new Set(form.missing)]
    const notHere = missed.filter((id) => away.includes(id)).length
    if (notHere > 0) return refuse('AWAY', { count: notHere })
    if (missed.some((id) => !guests.some((guest) => guest.fileId === id))) return refuse('NOT_IN_ZONE')
    return {
      facts: [
        {
          subject: { kind: 'organisation', id: zone.stationId, ownerPath: zone.ownerPath },
          name: 'stay.round-made',
          value: { zone: zone.name, complete: missed.length === 0 },
        },
        ...missed.map((id) => ({
          subject: { kind: 'rescue-file', id, ownerPath: zone.ownerPath },
          name: 'stay.guest-missed',
          value: { zone: zone.name },
        })),
      ],
      changes: {
        id: moment.newId('round'),
        zoneId: zone.id,
        stationId: zone.stationId,
        ownerPath: zone.ownerPath,
        seen: guests.length - missed.length,
        missed,
        note: form.note ?? null,
      },
      reply: { seen: guests.length - missed.length, missed: missed.length, away: away.length },
    }
  },
  save: (context, round) => insertRound(context, round),
})
