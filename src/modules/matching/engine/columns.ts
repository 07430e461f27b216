/** Typed arrays that grow together: one row (slot) a record. */
type Column = Int32Array | Float32Array | Uint16Array | Uint8Array
type Kind = 'i32' | 'f32' | 'u16' | 'u8'

const make = (kind: Kind, size: number): Column =>
  kind === 'i32'
    ? new Int32Array(size)
    : kind === 'f32'
      ? new Float32Array(size)
      : kind === 'u16'
        ? new Uint16Array(size)
        : new Uint8Array(size)

export class Columns {
  alive = new Uint8Array(256)
  /** Days since 1970; NONE when unknown. */
  lost = new Int32Array(256)
  birth = new Int32Array(256)
  /** 0 year only, 1 day. */
  birthExact = new Uint8Array(256)
  height = new Float32Array(256)
  sex = new Uint8Array(256)
  blood = new Uint8Array(256)
  home = new Uint16Array(256)
  lostAt = new Uint16Array(256)
  area = new Uint8Array(256)
  surname = new Uint16Array(256)
  mother = new Uint16Array(256)
  spouse = new Uint16Array(256)
  /** Relations that the record lists, a bit each. */
  relations = new Uint8Array(256)
  /** What the record knows, a bit each. */
  knows = new Uint8Array(256)
  phrases = new Uint8Array(256)
  marks = new Uint8Array(256)
  size = 256

  grow(needed: number): void {
    if (needed <= this.size) return
    const size = Math.max(needed, this.size * 2)
    const larger = <T extends Column>(old: T, kind: Kind): T => {
      const next = make(kind, size)
      next.set(old as never)
      return next as T
    }
    this.alive = larger(this.alive, 'u8')
    this.lost = larger(this.lost, 'i32')
    this.birth = larger(this.birth, 'i32')
    this.birthExact = larger(this.birthExact, 'u8')
    this.height = larger(this.height, 'f32')
    this.sex = larger(this.sex, 'u8')
    this.blood = larger(this.blood, 'u8')
    this.home = larger(this.home, 'u16')
    this.lostAt = larger(this.lostAt, 'u16')
    this.area = larger(this.area, 'u8')
    this.surname = larger(this.surname, 'u16')
    this.mother = larger(this.mother, 'u16')
    this.spouse = larger(this.spouse, 'u16')
    this.relations = larger(this.relations, 'u8')
    this.knows = larger(this.knows, 'u8')
    this.phrases = larger(this.phrases, 'u8')
    this.marks = larger(this.marks, 'u8')
    this.size = size
  }
}

/** A slot is free (0), a candidate, or dropped and only counted. */
export const HERE = 1
export const GONE = 2
export const NONE = -2_000_000
export const KNOWS = { name: 1, nickname: 2, kin: 4, home: 8, phrases: 16, marks: 32 } as const
export const BLOODS = ['', 'A', 'B', 'O', 'AB'] as const
