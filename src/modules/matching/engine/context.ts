/** What every comparison needs: the inquiries at hand, the weights, the ear. */
import type { Background, Ear, HeardWord } from './alignment.ts'
import type { Corpus } from './corpus.ts'
import type { HeardForm } from './name-forms.ts'
import type { EvidenceItem } from './types.ts'
import type { Weights } from './weights.ts'

export interface Context {
  corpus: Corpus
  weights: Weights
  ear: Ear
  background: Background
  /** Names already listened to in this ranking. */
  heard: Map<string, HeardName>
}

/** Evidence of one item for every slot, in bits. */
export interface Scored {
  item: EvidenceItem
  bits: Float32Array
}

/** Bits from a likelihood ratio, within what the item may say. */
export function bitsOf(weights: Weights, item: EvidenceItem, ratio: number): number {
  const rule = weights.items[item]
  const bits = (ratio > 0 ? Math.log2(ratio) : -30) * rule.scale
  return bits < rule.floor ? rule.floor : bits > rule.cap ? rule.cap : bits
}

export interface HeardName {
  form: HeardForm
  heard: HeardWord
}

/** Buffers that one ranking after the other uses again. */
export class Buffers {
  private readonly free: Float32Array[] = []
  private used: Float32Array[] = []

  take(size: number): Float32Array {
    const at = this.free.findIndex((each) => each.length >= size)
    const buffer = at >= 0 ? (this.free.splice(at, 1)[0] as Float32Array) : new Float32Array(Math.ceil(size * 1.2) + 16)
    buffer.fill(0, 0, size)
    this.used.push(buffer)
    return buffer
  }

  giveBack(): void {
    this.free.push(...this.used)
    this.used = []
  }
}
