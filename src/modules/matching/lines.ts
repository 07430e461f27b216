/** How lists and panels speak of the two sides of a pair, each only as far as the reader may know it. */
import { inRange } from '#kernel/actor.ts'
import { all } from '#kernel/db.ts'
import type { ReadContext } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import { divisionName, titlesOf } from '#modules/people-and-cases/index.ts'
import { relations } from '#facts/fragments.ts'
import type { InquiryReport } from './engine/report.ts'
import type { Evidence } from './engine/types.ts'
import { pairLife } from './lifecycle.ts'
import { ageBand, chanceWord, MINOR } from './rules.ts'
import { accountNames, organisationsAt } from './store-names.ts'
import { openedToday, type Pair } from './store-pairs.ts'
import { type GuestContent, type InquiryContent, profilesOf } from './store-profiles.ts'
import { itemWords } from './words.ts'

export interface GuestLine {
  fileId: string
  /** Whether the reader has the file itself. */
  own: boolean
  no: string | null
  name: string | null
  sex: 'male' | 'female' | null
  band: string | null
  county: string | null
  station: string
  officer: string | null
}

export interface InquiryLine {
  inquiryId: string
  no: string
  name: string | null
  /** 弟 何桂生 */
  kin: string | null
  place: string | null
  lostYear: string | null
  keeper: string
  minor: boolean
}

export interface PairLine {
  pairId: string
  state: Pair['state']
  stateWord: string
  probability: number
  low: number
  high: number
  chance: string
  guest: GuestLine
  inquiry: InquiryLine
  suggestedAt: number | null
  agreedBy: string | null
  agreedAt: number | null
  decidedBy: string | null
  decidedAt: number | null
  /** Nobody of the reader's side looked at it since it was suggested. */
  fresh: boolean
  /** The reader opened it today: item by item may be read. */
  opened: boolean
}

/** Place words of a code or of what was told: the code as far as the table knows it. */
function placeOf(place: { code?: string; text?: string } | undefined): string | null {
  if (!place) return null
  return (place.code && divisionName(place.code.slice(0, 6))) || place.text || null
}

/** 家属 of an inquiry is never named from its contact; of the kin told about, the first one. */
function kinLine(report: InquiryReport): string | null {
  const first = report.kin?.[0]
  return first ? `${first.relation ? relations[first.relation] : '亲属'} ${first.name}` : null
}

/** Number of an inquiry; where its room tells none, the end of its id. */
export const inquiryNo = (id: string, content: InquiryContent | undefined): string => content?.no ?? `登记 ${id.slice(-6)}`

/** Items that speak for, and those that speak against, the weightiest first. */
export function reasonsOf(evidence: readonly Evidence[]): { pro: string[]; contra: string[] } {
  const weighty = evidence.toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
  const named = (strengths: string[]) =>
    weighty.filter((each) => strengths.includes(each.strength)).map((each) => itemWords[each.item])
  return { pro: named(['++', '+']).slice(0, 4), contra: named(['--', '-']).slice(0, 3) }
}

export async function linesOf({ tx, vault, actor, now }: ReadContext, pairs: readonly Pair[]): Promise<PairLine[]> {
  const profiles = await profilesOf(tx, vault, [...pairs.map((each) => each.fileId), ...pairs.map((each) => each.otherId)])
  const guestOf = (id: string) => profiles.get(id)?.content as GuestContent | undefined
  const [titles, organisations, names, opened] = await all([
    titlesOf(
      tx,
      pairs.map((each) => each.fileId),
    ),
    organisationsAt(
      tx,
      pairs.flatMap((each) => [each.ownerPath, each.otherPath]),
    ),
    accountNames(
      tx,
      pairs.flatMap((each) => [each.agreedBy, each.decidedBy, guestOf(each.fileId)?.officer]),
    ),
    openedToday(
      tx,
      pairs.map((each) => each.id),
      actor.accountId,
      dateOf(now),
    ),
  ])
  const titleOf = new Map(titles.map((each) => [each.id, each]))
  return pairs.map((pair) => {
    const guest = guestOf(pair.fileId)
    const inquiry = profiles.get(pair.otherId)?.content as InquiryContent | undefined
    const title = titleOf.get(pair.fileId)
    const place = guest?.report.foundPlace?.code
    const here = inRange(actor, pair.ownerPath)
    const seen = here ? pair.seenAt : pair.seenThereAt
    return {
      pairId: pair.id,
      state: pair.state,
      stateWord: pairLife.states[pair.state].zh,
      probability: pair.probability,
      low: pair.low,
      high: pair.high,
      chance: chanceWord(pair.probability),
      guest: {
        fileId: pair.fileId,
        own: title !== undefined,
        no: title?.no ?? null,
        name: title?.name ?? null,
        sex: guest?.report.sex ?? null,
        band: ageBand(guest?.report.ageSeen),
        // Of a child elsewhere not even the county: a minor's place is nobody's business before it is sure.
        county:
          title === undefined && ageBand(guest?.report.ageSeen) === MINOR
            ? null
            : ((place && divisionName(place.slice(0, 6))) ?? null),
        station: organisations.get(pair.ownerPath)?.name ?? '',
        officer: names.get(guest?.officer ?? '') ?? null,
      },
      inquiry: {
        inquiryId: pair.otherId,
        no: inquiryNo(pair.otherId, inquiry),
        name: inquiry?.report.name ?? null,
        kin: inquiry ? kinLine(inquiry.report) : null,
        place: placeOf(inquiry?.report.home ?? inquiry?.report.lostPlace),
        lostYear: inquiry?.report.lostOn?.slice(0, 4) ?? null,
        keeper: organisations.get(pair.otherPath)?.name ?? '',
        minor: inquiry?.minor ?? false,
      },
      suggestedAt: pair.suggestedAt,
      agreedBy: names.get(pair.agreedBy ?? '') ?? null,
      agreedAt: pair.agreedAt,
      decidedBy: names.get(pair.decidedBy ?? '') ?? null,
      decidedAt: pair.decidedAt,
      opened: opened.has(pair.id),
      fresh: pair.state === 'suggested' && pair.suggestedAt !== null && (seen === null || seen < pair.suggestedAt),
    }
  })
}

/** One sentence for whoever has to look. */
export function sentenceOf(line: PairLine): string {
  const { guest, inquiry } = line
  const family = `${inquiry.no}${inquiry.name ? ` 家属找的 ${inquiry.name}` : ''}`
  const sexWord = guest.sex === 'male' ? '男' : guest.sex === 'female' ? '女' : ''
  const about = guest.own
    ? `${guest.no ?? ''} ${guest.name ?? ''}`.trim()
    : `${guest.station}的一名${guest.band ?? ''}${sexWord}受助人员`
  return `${about} 与 ${family} ${line.chance}是同一人`
}
