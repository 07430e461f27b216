/**
 * Guests against earlier guests (repeat visitors, often under another name), and inquiries against inquiries (two relatives
 * asking for one person): the same comparisons with weights of their own.
 */
import { Matching } from './matching.ts'
import { dayNumber, type GuestReport, type InquiryReport } from './report.ts'
import type { Candidate, DuplicateIndex, GuestIndex, Ranking, RankOptions } from './types.ts'
import type { Weights } from './weights.ts'

const joined = (texts: readonly string[] | undefined) => texts?.join('、')

/** An earlier stay in the shape of an inquiry: what was heard then is what is told now. */
export function stayAsInquiry(guest: GuestReport): InquiryReport {
  const entered = dayNumber(guest.enteredOn)
  const age = guest.ageSeen ? (guest.ageSeen.min + guest.ageSeen.max) / 2 : undefined
  const birthYear = entered !== undefined && age !== undefined ? Math.round(1970 + entered / 365.2425 - age) : undefined
  const home =
    guest.placesHeard?.join('') ?? (guest.accentProvinceGuess && guest.accentProvinceGuess.confidence >= 0.5 ? '' : undefined)
  const nickname = joined([...(guest.nicknameHeard ? [guest.nicknameHeard] : []), ...(guest.namesHeard ?? [])])
  return {
    id: guest.id,
    ...(guest.enteredOn && { lostOn: guest.enteredOn }),
    ...(guest.foundPlace && { lostPlace: guest.foundPlace }),
    ...(home !== undefined && { home: home ? { text: home } : { code: guest.accentProvinceGuess?.code ?? '' } }),
    ...(guest.sex && { sex: guest.sex }),
    ...(birthYear && { birthYear }),
    ...(guest.nameHeard && { name: guest.nameHeard }),
    ...(nickname && { nickname }),
    ...(guest.kinHeard && { kin: guest.kinHeard }),
    ...(guest.marks && { marks: guest.marks }),
    ...(guest.phrases && { phrases: guest.phrases }),
    ...(guest.heightCm && { heightCm: guest.heightCm }),
    ...(guest.bloodType && { bloodType: guest.bloodType }),
    ...(guest.face && { face: guest.face }),
  }
}

/** An inquiry in the shape of a guest: what one family tells is compared with what another tells. */
export function inquiryAsGuest(inquiry: InquiryReport): GuestReport {
  const lost = dayNumber(inquiry.lostOn)
  const born =
    dayNumber(inquiry.birthDate) ?? (inquiry.birthYear === undefined ? undefined : (inquiry.birthYear - 1969.5) * 365.2425)
  const age =
    lost !== undefined && born !== undefined ? Math.max(0, Math.min(129, Math.floor((lost - born) / 365.2425))) : undefined
  const [nickname, ...others] = (inquiry.nickname ?? '').split('、').filter(Boolean)
  return {
    id: inquiry.id,
    ...(inquiry.lostOn && { enteredOn: inquiry.lostOn }),
    ...(inquiry.lostPlace && { foundPlace: inquiry.lostPlace }),
    ...(inquiry.home?.text && { placesHeard: [inquiry.home.text] }),
    ...(inquiry.sex && { sex: inquiry.sex }),
    ...(age !== undefined && { ageSeen: { min: age, max: age + 1 } }),
    ...(inquiry.name && { nameHeard: inquiry.name }),
    ...(nickname && { nicknameHeard: nickname }),
    ...(others.length > 0 && { namesHeard: others }),
    ...(inquiry.kin && { kinHeard: inquiry.kin }),
    ...(inquiry.marks && { marks: inquiry.marks }),
    ...(inquiry.phrases && { phrases: inquiry.phrases }),
    ...(inquiry.heightCm && { heightCm: inquiry.heightCm }),
    ...(inquiry.bloodType && { bloodType: inquiry.bloodType }),
    ...(inquiry.clothes && { clothes: inquiry.clothes }),
    ...(inquiry.face && { face: inquiry.face }),
  }
}

const off = { scale: 0, floor: 0, cap: 0 }

function weightsOf(weights: Weights, kind: 'repeat' | 'duplicate'): Weights {
  const rule = weights[kind]
  const { items, name, age, found, prior } = weights
  return {
    ...weights,
    prior: { ...prior, inquiry: rule.prior, whole: 1 },
    // Time between two stays says nothing of the person; clothes change; two inquiries differ in neither.
    items: { ...items, time: off, ...(kind === 'repeat' && { clothes: off }) },
    name: { ...name, notTheirs: rule.otherName, ...(kind === 'duplicate' && { sameCharacter: 0.9 }) },
    age: {
      ...age,
      bias: 0,
      spread: rule.ageSpread,
      spreadOld: rule.ageSpread,
      spreadSaid: rule.ageSpread,
      spreadMinor: Math.min(2.4, rule.ageSpread),
    },
    found: { ...found, cityNow: rule.sameCity, cityLater: rule.sameCity * 0.8, countyOfCity: 0.4 },
  }
}

/** The same index, asked with and filled with other reports. Itself is never its own candidate. */
class Others<Report extends { id: string }, Asked extends { id: string }> {
  private readonly index: Matching
  private readonly stored: (report: Report) => InquiryReport
  private readonly asked: (asked: Asked) => GuestReport

  constructor(
    weights: Weights,
    reports: Iterable<Report>,
    stored: (report: Report) => InquiryReport,
    asked: (asked: Asked) => GuestReport,
  ) {
    this.index = new Matching(weights)
    this.stored = stored
    this.asked = asked
    for (const each of reports) this.put(each)
  }

  get size(): number {
    return this.index.size
  }
  put(report: Report): void {
    this.index.put(this.stored(report))
  }
  drop(id: string): void {
    this.index.drop(id)
  }
  rank(asked: Asked, options: RankOptions = {}): Ranking {
    return this.index.rank(this.asked(asked), { ...options, excluded: new Set([...(options.excluded ?? []), asked.id]) })
  }
  compare(asked: Asked, id: string): Candidate | undefined {
    return this.index.compare(this.asked(asked), id)
  }
}

export const openGuestIndex = (weights: Weights, guests: Iterable<GuestReport> = []): GuestIndex =>
  new Others(weightsOf(weights, 'repeat'), guests, stayAsInquiry, (each: GuestReport) => each)

export const openDuplicateIndex = (weights: Weights, inquiries: Iterable<InquiryReport> = []): DuplicateIndex =>
  new Others(weightsOf(weights, 'duplicate'), inquiries, (each: InquiryReport) => each, inquiryAsGuest)
