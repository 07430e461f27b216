/** The index: every guest is compared with every inquiry, and what is returned explains itself. */
import { Ear } from './alignment.ts'
import { HERE } from './columns.ts'
import { Buffers, type Context, type Scored } from './context.ts'
import { Corpus } from './corpus.ts'
import { confusions } from './dialects.ts'
import { explain } from './explain.ts'
import { posterior } from './posterior.ts'
import { relativeReading } from './relatives.ts'
import { type GuestReport, type InquiryReport, readGuest, readInquiry } from './report.ts'
import { scoreAge, scoreBlood, scoreClothes, scoreFace, scoreHeight, scoreSex, scoreTime } from './score-body.ts'
import { scoreKin, scoreName, scoreNickname } from './score-names.ts'
import { scoreAccent, scoreFound, scorePlaces } from './score-places.ts'
import { scoreMarks, scorePhrases } from './score-sayings.ts'
import type { Candidate, MatchIndex, Ranking, RankOptions } from './types.ts'
import type { Weights } from './weights.ts'

type Scorer = (context: Context, guest: GuestReport, buffers: Buffers) => Float32Array | undefined

const SCORERS: readonly (readonly [Scored['item'], Scorer])[] = [
  ['name', scoreName],
  ['nickname', scoreNickname],
  ['kin', scoreKin],
  ['place', scorePlaces],
  ['accent', scoreAccent],
  ['age', scoreAge],
  ['sex', scoreSex],
  ['marks', scoreMarks],
  ['height', scoreHeight],
  ['blood', scoreBlood],
  ['phrases', scorePhrases],
  ['clothes', scoreClothes],
  ['time', scoreTime],
  ['found', scoreFound],
  ['face', scoreFace],
]

/** Ears are costly to make and the same for the same weights. */
const ears = new WeakMap<Weights, Ear>()
export function earOf(weights: Weights): Ear {
  const kept = ears.get(weights)
  if (kept) return kept
  const ear = new Ear(confusions(weights), weights)
  ears.set(weights, ear)
  return ear
}

const GEOGRAPHY: ReadonlySet<string> = new Set(['place', 'accent', 'found'])
const SAMPLE = 16_000
/** Slots that are summed at a time, so that they stay near the processor. */
const BLOCK = 4096
function addTo(total: Float32Array, bits: Float32Array, from: number, to: number): void {
  for (let slot = from; slot < to; slot += 1) total[slot] = (total[slot] as number) + (bits[slot] as number)
}
/** Candidates whose odds of being a relative are looked at. */
const LOOKED_AT = 40

export class Matching implements MatchIndex {
  private readonly corpus = new Corpus()
  private readonly weights: Weights
  private readonly ear: Ear
  private readonly buffers = new Buffers()

  constructor(weights: Weights, inquiries: Iterable<InquiryReport> = []) {
    this.weights = weights
    this.ear = earOf(weights)
    for (const each of inquiries) this.put(each)
  }

  get size(): number {
    return this.corpus.size
  }

  put(inquiry: InquiryReport): void {
    const read = readInquiry(inquiry)
    if (!read) throw new Error('寻亲申请没有编号，无法比对')
    this.corpus.add(read)
  }

  drop(id: string): void {
    this.corpus.drop(id)
  }

  private context(): Context {
    return {
      corpus: this.corpus,
      weights: this.weights,
      ear: this.ear,
      background: this.corpus.background(this.weights.population.records),
      heard: new Map(),
    }
  }

  /** Bits of every item for every slot, and their sum. */
  private score(context: Context, guest: GuestReport): { scored: Scored[]; total: Float32Array } {
    const scored: Scored[] = []
    for (const [item, score] of SCORERS) {
      if (this.weights.items[item].scale === 0) continue
      const bits = score(context, guest, this.buffers)
      if (bits) scored.push({ item, bits })
    }
    const { end } = this.corpus
    const total = this.buffers.take(end)
    for (let from = 0; from < end; from += BLOCK)
      for (const { bits } of scored) addTo(total, bits, from, Math.min(end, from + BLOCK))
    const surplus = this.surplus(scored.filter(({ item }) => GEOGRAPHY.has(item)).map(({ bits }) => bits))
    const { scale, shift } = this.weights.calibration
    for (let slot = 0; slot < end; slot += 1) total[slot] = ((total[slot] as number) - surplus) * scale + shift
    return { scored, total }
  }

  /** What home, accent and place of discovery say together beyond what each says alone is no evidence: places go together. */
  private surplus(parts: readonly Float32Array[]): number {
    if (parts.length < 2) return 0
    const { end, columns } = this.corpus
    const step = Math.max(1, Math.floor(end / SAMPLE))
    let sum = this.weights.population.records
    let count = sum
    for (let slot = 0; slot < end; slot += step) {
      if (!columns.alive[slot]) continue
      let bits = 0
      for (const part of parts) bits += part[slot] as number
      sum += 2 ** Math.min(bits, 12)
      count += 1
    }
    return Math.max(0, Math.log2(sum / count))
  }

  rank(asked: GuestReport, options: RankOptions = {}): Ranking {
    const guest = readGuest(asked)
    const limit = Math.max(0, options.limit ?? 50)
    if (!guest || this.size === 0) return { candidates: [], rest: 0, nobody: 1, compared: 0 }
    try {
      const context = this.context()
      const { scored, total } = this.score(context, guest)
      const excluded = new Set<number>()
      for (const id of options.excluded ?? []) {
        const slot = this.corpus.slotById.get(id)
        if (slot !== undefined) excluded.add(slot)
      }
      const { best, mass } = this.best(total, Math.max(limit, LOOKED_AT), excluded)
      return this.answer(context, guest, scored, total, best, mass, limit, options.explain ?? limit, this.size - excluded.size)
    } finally {
      this.buffers.giveBack()
    }
  }

  compare(asked: GuestReport, id: string): Candidate | undefined {
    const slot = this.corpus.slotById.get(id)
    const guest = readGuest(asked)
    if (slot === undefined || !guest) return undefined
    try {
      const context = this.context()
      const { scored, total } = this.score(context, guest)
      const { best, mass } = this.best(total, LOOKED_AT, new Set())
      const slots = best.includes(slot) ? best : [...best, slot]
      const ranking = this.answer(context, guest, scored, total, slots, mass, slots.length, 0, this.size)
      const found = ranking.candidates.find((each) => each.inquiryId === id)
      return found && { ...found, evidence: explain(context, guest, slot, scored) }
    } finally {
      this.buffers.giveBack()
    }
  }

  private best(total: Float32Array, count: number, excluded: ReadonlySet<number>): { best: number[]; mass: number } {
    const { end, columns } = this.corpus
    // A heap of the best, the least of them on top.
    const heap: number[] = []
    const less = (one: number, other: number) =>
      (total[one] as number) < (total[other] as number) || ((total[one] as number) === (total[other] as number) && one > other)
    const sink = (from: number) => {
      let at = from
      for (;;) {
        const left = 2 * at + 1
        if (left >= heap.length) return
        const right = left + 1
        const child = right < heap.length && less(heap[right] as number, heap[left] as number) ? right : left
        if (!less(heap[child] as number, heap[at] as number)) return
        ;[heap[at], heap[child]] = [heap[child] as number, heap[at] as number]
        at = child
      }
    }
    let mass = 0
    for (let slot = 0; slot < end; slot += 1) {
      if (columns.alive[slot] !== HERE || excluded.has(slot)) continue
      const bits = total[slot] as number
      if (bits > -8) mass += 2 ** bits
      if (heap.length < count) {
        heap.push(slot)
        if (heap.length === count) for (let at = heap.length >> 1; at >= 0; at -= 1) sink(at)
      } else if (count > 0 && less(heap[0] as number, slot)) {
        heap[0] = slot
        sink(0)
      }
    }
    const best = heap.sort((a, b) => (total[b] as number) - (total[a] as number) || a - b)
    return { best, mass }
  }

  private answer(
    context: Context,
    guest: GuestReport,
    scored: readonly Scored[],
    total: Float32Array,
    best: readonly number[],
    mass: number,
    limit: number,
    explained: number,
    compared: number,
  ): Ranking {
    const reports = this.corpus.reports
    const relatives = best.map((slot, at) =>
      at < LOOKED_AT ? relativeReading(context, guest, reports[slot] as InquiryReport, slot, scored) : undefined,
    )
    const bits = best.map((slot) => total[slot] as number)
    const result = posterior(
      this.weights,
      bits,
      relatives.map((each) => each?.odds ?? 0),
      mass,
      compared,
    )
    const order = best
      .map((_, at) => at)
      .sort((a, b) => (result.probability[b] as number) - (result.probability[a] as number) || a - b)
    const listed = order.slice(0, limit)
    const candidates = listed.map((at, rank): Candidate => {
      const slot = best[at] as number
      const relative = relatives[at]
      return {
        inquiryId: (reports[slot] as InquiryReport).id,
        probability: result.probability[at] as number,
        low: result.low[at] as number,
        high: result.high[at] as number,
        bits: bits[at] as number,
        evidence: rank < explained ? explain(context, guest, slot, scored) : [],
        ...(relative && relative.odds > 0.5 && { kinOf: relative.words }),
      }
    })
    const shown = candidates.reduce((sum, each) => sum + each.probability, 0)
    return { candidates, rest: Math.max(0, 1 - result.nobody - shown), nobody: result.nobody, compared }
  }
}
