/** What a placing is decided on: the guest, the bed, its room, whom it was kept for. */
import type { LoadContext } from '#kernel/action.ts'
import { fileById, type FileRow, lockFile } from '#modules/people-and-cases/index.ts'
import { knownGuest, type KnownGuest } from './guest.ts'
import type { Guest } from './rules-zones.ts'
import {
  bedById,
  type BedRow,
  lockZones,
  reservationsOf,
  type ReservationRow,
  separationOf,
  useOfFile,
  type UseRow,
  usesInZone,
  type ZoneRow,
} from './store-beds.ts'

export interface Mover {
  file: FileRow
  personId: string
  known: KnownGuest
}

/** What a placing is decided on; read behind the locks of the file and of the zones. */
export interface PlacingLoaded {
  file: FileRow
  guest: Mover
  /** A child in the same bed, who goes where its mother goes. */
  child: (Mover & { use: UseRow }) | null
  bed: BedRow
  zone: ZoneRow
  current: (UseRow & { bed: BedRow; zone: ZoneRow }) | null
  /** Who has the bed now, as guest or as child beside its mother. */
  holder: { use: UseRow; here: boolean } | null
  childThere: boolean
  roommates: Guest[]
  reservation: ReservationRow | undefined
}

/** Locks the file, then the zones, and reads everything that speaks for or against the bed. */
export async function loadPlacing(context: LoadContext, form: { fileId: string; bedId: string }): Promise<PlacingLoaded | null> {
  const { tx, vault, now } = context
  const loaded = await lockFile(tx, vault, form.fileId)
  const wanted = await bedById(tx, form.bedId)
  if (!loaded || !wanted) return null
  const before = await useOfFile(tx, form.fileId)
  const beforeBed = before ? await bedById(tx, before.bedId) : undefined
  const zones = await lockZones(tx, [...new Set([wanted.zoneId, ...(beforeBed ? [beforeBed.zoneId] : [])])])
  // From here on nobody else changes these zones; what was read before the lock is read again.
  const bed = await bedById(tx, form.bedId)
  const zone = zones.find((each) => each.id === wanted.zoneId)
  if (!bed || !zone) return null
  const uses = await usesInZone(tx, zone.id)
  const currentZone = beforeBed ? zones.find((each) => each.id === beforeBed.zoneId) : undefined
  const childUse =
    before?.place === 'guest' && beforeBed
      ? (await usesInZone(tx, beforeBed.zoneId)).find((use) => use.bedId === before.bedId && use.place === 'child')
      : undefined
  const inRoom = uses.filter((use) => use.room === bed.room && use.fileId !== form.fileId && use.fileId !== childUse?.fileId)
  const separation = await separationOf(tx, [
    form.fileId,
    ...(childUse ? [childUse.fileId] : []),
    ...inRoom.map((use) => use.fileId),
  ])
  const known = (fileId: string) => {
    const told = separation.get(fileId)
    return told ? knownGuest(told, now) : null
  }
  const self = known(form.fileId)
  if (!self) return null
  const childFile = childUse ? await fileById(tx, childUse.fileId) : undefined
  const childKnown = childUse ? known(childUse.fileId) : null
  const holderUse = uses.find((use) => use.bedId === bed.id && use.place === 'guest' && use.fileId !== form.fileId)
  const [reservation] = await reservationsOf(tx, [bed.id], now)
  return {
    file: loaded.file,
    guest: { file: loaded.file, personId: loaded.file.personId, known: self },
    child:
      childUse && childFile && childKnown
        ? { file: childFile, personId: childUse.personId, known: childKnown, use: childUse }
        : null,
    bed,
    zone,
    current: before && beforeBed && currentZone ? { ...before, bed: beforeBed, zone: currentZone } : null,
    holder: holderUse ? { use: holderUse, here: separation.get(holderUse.fileId)?.state === 'in' } : null,
    childThere: uses.some((use) => use.bedId === bed.id && use.place === 'child' && use.fileId !== childUse?.fileId),
    // Somebody who has left the station but not the list no longer shares the room.
    roommates: inRoom
      .filter((use) => separation.get(use.fileId)?.state === 'in')
      .flatMap((use) => known(use.fileId)?.guest ?? []),
    reservation,
  }
}
