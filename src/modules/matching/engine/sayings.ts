/** Sayings and marks, each text once, found by the concepts and the pairs of characters in it. */

export interface Features {
  /** Concept → how surely it is meant. */
  concepts: ReadonlyMap<string, number>
  /** Pairs of characters that carry meaning. */
  grams: ReadonlySet<string>
  /** Whose saying or which side; a contradiction speaks against. */
  about?: string
  side?: string
}

export class SayingTable {
  readonly texts: string[] = []
  readonly features: Features[] = []
  readonly owners: number[][] = []
  private readonly byText = new Map<string, number>()
  private readonly byKey = new Map<string, number[]>()
  private readonly read: (text: string) => Features

  constructor(read: (text: string) => Features) {
    this.read = read
  }

  add(text: string, slot: number): void {
    let id = this.byText.get(text)
    if (id === undefined) {
      id = this.texts.length
      const features = this.read(text)
      this.byText.set(text, id)
      this.texts.push(text)
      this.features.push(features)
      this.owners.push([])
      for (const key of [...features.concepts.keys(), ...features.grams]) {
        const list = this.byKey.get(key)
        if (list) list.push(id)
        else this.byKey.set(key, [id])
      }
    }
    ;(this.owners[id] as number[]).push(slot)
  }

  remove(text: string, slot: number): void {
    const id = this.byText.get(text)
    if (id === undefined) return
    const owners = this.owners[id] as number[]
    const at = owners.indexOf(slot)
    if (at >= 0) owners.splice(at, 1)
  }

  idOf(text: string): number | undefined {
    return this.byText.get(text)
  }

  /** Texts that share one of these keys. */
  near(keys: Iterable<string>): Set<number> {
    const found = new Set<number>()
    for (const key of keys) for (const id of this.byKey.get(key) ?? []) found.add(id)
    return found
  }
}
