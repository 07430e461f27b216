/** What makes two rows the same row: in the same file twice, in next month's roster, in the corrected one. Pure. */
import { canonical } from '#kernel/crypto.ts'
import type { RosterGuest } from './schema.ts'

const plain = (text: string | undefined) => text?.normalize('NFKC').replace(/\s/gu, '').toUpperCase() ?? null

/**
 * Who and when: name, sex, birth or age, number, day of entry. The station's own number counts only where there is no name,
 * since it alone tells two nameless guests of one day apart. The text is only ever kept as a keyed digest.
 */
export function identityText(stationId: string, guest: RosterGuest): string {
  const who = plain(guest.name) ?? [plain(guest.label), plain(guest.number)]
  const birth = guest.birthDate ?? guest.birthYear ?? (guest.ageMin === undefined ? null : [guest.ageMin, guest.ageMax])
  return canonical([stationId, who, guest.sex ?? null, birth, plain(guest.idNumber), guest.entered])
}

const leaving = ['left', 'leftMinute', 'leftKind', 'leftText', 'leftTo'] as const

/** Everything the row says. */
export function contentText(guest: RosterGuest): string {
  return canonical(guest)
}

/** Everything but the leaving, and the remark that is written with it. */
export function stayText(guest: RosterGuest): string {
  const rest: Record<string, unknown> = { ...guest }
  for (const key of [...leaving, 'remark']) delete rest[key]
  return canonical(rest)
}

/** What became of a row whose identity was imported before. */
export function meeting(
  before: { content: string; stay: string; hasLeft: boolean },
  now: { content: string; stay: string; left: boolean },
): 'already' | 'leaving' | 'changed' {
  if (before.content === now.content) return 'already'
  return !before.hasLeft && now.left && before.stay === now.stay ? 'leaving' : 'changed'
}
