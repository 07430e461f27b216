/** Names heard against names told: own, nicknames, relatives. */
import type { Cost } from './alignment.ts'
import { KNOWS } from './columns.ts'
import { bitsOf, type Buffers, type Context, type HeardName } from './context.ts'
import { KIN, NICK, OWN, RELATION_BIT } from './corpus.ts'
import { areas } from './dialects.ts'
import { coreOfNickname, type HeardForm, heardForm } from './name-forms.ts'
import type { GuestReport, KinReport, RelationName } from './report.ts'
import { type Word, wordOf } from './sound.ts'
import { kindOf, slotOf } from './words-table.ts'

/** What each position of a heard name is worth; worked out once in a ranking. */
export function hear(context: Context, form: HeardForm): HeardName {
  const key = `${form.surname > 0 ? 1 : 0}${form.word.map((each) => each.character).join('')}`
  const kept = context.heard.get(key)
  if (kept) return kept.form === form ? kept : { form, heard: kept.heard }
  const made = { form, heard: context.ear.hear(form.word, context.background) }
  context.heard.set(key, made)
  return made
}

export function costOf(context: Context, form: HeardForm, said: string, saidWord: Word, own: boolean): Cost {
  const { name } = context.weights
  const transcribed = saidWord.length > 4 || form.parts.length > 1
  const skipped = transcribed ? name.skippedInParts : name.skipped
  void said
  return {
    noFirst: transcribed ? skipped : own && saidWord.length > 1 ? name.noSurname : name.skipped,
    skipped,
    added: name.added,
    other: name.otherSyllable,
    same: 1 - name.otherSyllable,
  }
}

const needed = (word: Word): number => Math.min(2, word.filter((each) => !each.missing).length)

/** For each name that may be behind the heard one: the likelihood in each area, worked out when asked. */
export function* namesBehind(
  context: Context,
  { form, heard }: HeardName,
): Generator<[id: number, value: (area: number, own: boolean) => number]> {
  const { names } = context.corpus
  for (const id of names.near(form.word, (syllable) => context.ear.behind(syllable), needed(form.word))) {
    const word = names.words[id] as Word
    let last = -1
    let kept = 0
    yield [
      id,
      (area, own) => {
        const at = area * 2 + (own ? 1 : 0)
        if (at !== last) {
          last = at
          kept = context.ear.align(heard, word, area, costOf(context, form, names.texts[id] as string, word, own))
        }
        return kept
      },
    ]
  }
}

/** Ratio of P(heard surname | surname) to chance, for each surname at hand; undefined when the heard name has none. */
export function surnameRatios(context: Context, heard: HeardName, at = 0): Float64Array | undefined {
  const position = heard.form.word[at]
  if (!position || position.missing) return undefined
  const { surnames } = context.corpus
  const ratios = new Float64Array(surnames.length)
  const any = areas.length - 1
  const chance = heard.heard.chance[at] as number
  const near = new Set(position.readings.flatMap((reading) => [...context.ear.behind(reading)]))
  for (let id = 1; id < surnames.length; id += 1) {
    const said = wordOf(surnames[id] as string, true)[0]
    if (!said || (said.character !== position.character && !said.readings.some((each) => near.has(each)))) continue
    ratios[id] = context.ear.position(heard.heard, at, said, any) / chance
  }
  return ratios
}

export function scoreName(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const raws = [...new Set([guest.nameHeard, ...(guest.namesHeard ?? [])])]
  const forms = raws.flatMap((each) => heardForm(each) ?? [])
  if (forms.length === 0) return undefined
  const all = forms.slice(0, 4).map((form) => scoreOneName(context, form, buffers))
  const { end } = context.corpus
  const [first, ...others] = all as [Float32Array, ...Float32Array[]]
  // Several names heard at different times: the best speaks, a little less surely for each further try.
  for (const other of others)
    for (let slot = 0; slot < end; slot += 1) first[slot] = Math.max(first[slot] as number, (other[slot] as number) - 0.5)
  return first
}

function scoreOneName(context: Context, form: HeardForm, buffers: Buffers): Float32Array {
  const { corpus, weights } = context
  const { columns, end } = corpus
  const rule = weights.name
  const heard = hear(context, form)
  const ratio = buffers.take(end)
  let sum = 0
  if (form.married) {
    sum = marriedName(context, form, ratio)
  } else {
    for (const [id, value] of namesBehind(context, heard)) {
      for (const use of corpus.names.uses[id] as number[]) {
        const kind = kindOf(use)
        const slot = slotOf(use)
        const share = kind === OWN ? 1 : kind === NICK ? rule.asNickname : rule.asKin
        const found = value(columns.area[slot] as number, true) * share
        ratio[slot] = (ratio[slot] as number) + found
        sum += found
      }
    }
  }
  const byChance = form.married ? 1 : heard.heard.byAccident
  const records = weights.population.records
  const mean = (sum + records * byChance) / (corpus.named + records) || 1
  const whole = form.surname > 0 && form.word.length > 1 && !form.married
  const surnames = whole ? surnameRatios(context, heard) : undefined
  const bits = buffers.take(end)
  // A name with the right surname and another given name; the mother's surname before a made-up name.
  const bySurname = new Map<number, number>()
  const usual = bitsOf(weights, 'name', rule.notTheirs)
  const { surname, mother, knows } = columns
  for (let slot = 0; slot < end; slot += 1) {
    const mine = ratio[slot] as number
    if (mine === 0 && !surnames) {
      bits[slot] = (knows[slot] as number) & KNOWS.name ? usual : 0
      continue
    }
    if (!((knows[slot] as number) & KNOWS.name) && mine === 0) {
      bits[slot] = 0
      continue
    }
    const own = surnames ? (surnames[surname[slot] as number] as number) : 0
    const hers = surnames ? (surnames[mother[slot] as number] as number) : 0
    if (mine === 0) {
      if (own === 0 && hers === 0) {
        bits[slot] = usual
        continue
      }
      const key = (surname[slot] as number) * 65_536 + (mother[slot] as number)
      let kept = bySurname.get(key)
      if (kept === undefined) {
        kept = bitsOf(weights, 'name', rule.notTheirs * (1 - rule.mothersSurname * 2 + rule.mothersSurname * (own + hers)))
        bySurname.set(key, kept)
      }
      bits[slot] = kept
      continue
    }
    const surnameOnly = rule.notTheirs * (1 - rule.mothersSurname * 2 + rule.mothersSurname * (own + hers))
    bits[slot] = bitsOf(weights, 'name', Math.max(rule.notTheirs, surnameOnly) + ((1 - rule.notTheirs) * mine) / mean)
  }
  return bits
}

/** 张李氏: the husband's surname, her own, 氏. As a ratio to chance. */
function marriedName(context: Context, form: HeardForm, ratio: Float32Array): number {
  const { columns, end } = context.corpus
  const married = form.married as NonNullable<HeardForm['married']>
  const at = (word: Word) => hear(context, { ...form, word, surname: 1 })
  const own = surnameRatios(context, at(married.own)) ?? new Float64Array(0)
  const his = married.husband ? surnameRatios(context, at(married.husband)) : undefined
  let sum = 0
  for (let slot = 0; slot < end; slot += 1) {
    if (!columns.alive[slot] || columns.sex[slot] === 1) continue
    const hers = (own[columns.surname[slot] as number] ?? 0) as number
    if (hers === 0) continue
    const husband = columns.spouse[slot] as number
    const value = hers * (his ? (husband > 0 ? 0.05 + 0.95 * (his[husband] ?? 0) : 0.6) : 1)
    ratio[slot] = value
    sum += value
  }
  return sum
}

export function scoreNickname(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const form = heardForm(guest.nicknameHeard)
  if (!form) return undefined
  const { corpus, weights, background, ear } = context
  const { columns, end } = corpus
  const rule = weights.nickname
  const records = weights.population.records
  const heard = hear(context, { ...form, surname: 0 })
  const listed = buffers.take(end)
  let sum = 0
  for (const [id, value] of namesBehind(context, heard)) {
    for (const use of corpus.names.uses[id] as number[]) {
      const kind = kindOf(use)
      if (kind >= KIN) continue
      const slot = slotOf(use)
      const found = value(columns.area[slot] as number, false) * (kind === NICK ? rule.listed : rule.given)
      listed[slot] = (listed[slot] as number) + found
      sum += found
    }
  }
  const mean = (sum + records * heard.heard.byAccident) / (corpus.put + records)
  const made = buffers.take(end)
  const core = coreOfNickname(form.word)
  let madeMean = 1
  if (core && !core.missing) {
    const alone = ear.hear([core], background)
    let madeSum = 0
    const seen = new Set<number>()
    for (const reading of core.readings) {
      for (const said of ear.behind(reading)) {
        for (const id of corpus.names.withSyllable(said)) {
          if (seen.has(id)) continue
          seen.add(id)
          const word = corpus.names.words[id] as Word
          const from = word.length > 1 ? 1 : 0
          for (const use of corpus.names.uses[id] as number[]) {
            if (kindOf(use) !== OWN) continue
            const slot = slotOf(use)
            let best = 0
            for (let at = from; at < word.length; at += 1) {
              const weight = at === word.length - 1 ? 1 : 0.4
              best = Math.max(best, weight * ear.position(alone, 0, word[at] as Word[number], columns.area[slot] as number))
            }
            made[slot] = best
            madeSum += best
          }
        }
      }
    }
    madeMean = (madeSum + records * (alone.chance[0] as number)) / (corpus.named + records)
  }
  const bits = buffers.take(end)
  const withList = bitsOf(weights, 'nickname', rule.notTheirs)
  const without = bitsOf(weights, 'nickname', (1 + rule.notTheirs) / 2)
  for (let slot = 0; slot < end; slot += 1) {
    const [one, other] = [listed[slot] as number, made[slot] as number]
    const knows = columns.knows[slot] as number
    if (one === 0 && other === 0) bits[slot] = knows & KNOWS.nickname ? withList : knows & KNOWS.name ? without : 0
    else bits[slot] = bitsOf(weights, 'nickname', rule.notTheirs + one / mean + (rule.made * other) / madeMean)
  }
  return bits
}

const PATERNAL: ReadonlySet<RelationName> = new Set(['father', 'brother', 'sister'])

export function scoreKin(context: Context, guest: GuestReport, buffers: Buffers): Float32Array | undefined {
  const own = heardForm(guest.nameHeard)
  const all = (guest.kinHeard ?? []).slice(0, 6).flatMap((each) => scoreOneKin(context, each, own, buffers) ?? [])
  const [first, ...others] = all
  if (!first) return undefined
  const { end } = context.corpus
  for (const other of others)
    for (let slot = 0; slot < end; slot += 1) first[slot] = (first[slot] as number) + (other[slot] as number)
  const { cap, floor } = context.weights.items.kin
  if (others.length > 0)
    for (let slot = 0; slot < end; slot += 1) first[slot] = Math.max(floor * 1.5, Math.min(cap, first[slot] as number))
  return first
}

/** Whether the relative's surname says nothing new, since the guest's own was heard. */
function sameFamily(context: Context, kin: HeardForm, relation: RelationName | undefined, own: HeardForm | undefined): number {
  const [mine, theirs] = [own?.word[0], kin.word[0]]
  if (!own || own.surname === 0 || kin.surname === 0 || !mine || !theirs || relation === 'mother' || relation === 'spouse')
    return 0
  const near = theirs.readings.some((reading) => context.ear.behind(reading).some((said) => mine.readings.includes(said)))
  if (!near) return 0
  const said = Math.max(...mine.readings.map((reading) => context.background.first[reading] ?? 0), 0.002)
  return Math.min(1, said * 1.5)
}

function scoreOneKin(context: Context, kin: KinReport, own: HeardForm | undefined, buffers: Buffers): Float32Array | undefined {
  const form = heardForm(kin.name)
  if (!form) return undefined
  const { corpus, weights } = context
  const { columns, end, reports } = corpus
  const rule = weights.kin
  const heard = hear(context, form)
  const values = buffers.take(end)
  let sum = 0
  for (const [id, value] of namesBehind(context, heard)) {
    for (const use of corpus.names.uses[id] as number[]) {
      const kind = kindOf(use)
      const slot = slotOf(use)
      const told = kind >= KIN ? reports[slot]?.kin?.[kind - KIN]?.relation : undefined
      const share =
        kind === OWN || kind === NICK
          ? rule.ownName * (kind === OWN ? 1 : 0.3)
          : !kin.relation || !told
            ? rule.noRelation
            : told === kin.relation
              ? rule.sameRelation
              : rule.otherRelation
      const found = value(columns.area[slot] as number, true) * share
      values[slot] = (values[slot] as number) + found
      sum += found
    }
  }
  const shared = sameFamily(context, form, kin.relation, own)
  const records = weights.population.records
  const count = shared > 0 ? corpus.put * shared : corpus.put
  const accident = shared > 0 ? heard.heard.byAccident / Math.max(heard.heard.chance[0] as number, 0.01) : heard.heard.byAccident
  const mean = (sum + records * accident * rule.noRelation) / (count + records) || 1
  // A father not listed still has the family's surname.
  const infers =
    shared === 0 && form.surname > 0 && form.word.length > 1 && (kin.relation === undefined || PATERNAL.has(kin.relation))
  const surnames = infers ? surnameRatios(context, heard) : undefined
  const bit = kin.relation ? RELATION_BIT[kin.relation] : 0
  const bits = buffers.take(end)
  const sure = kin.relation ? 0.85 : 0.4
  const bases = [0.85, rule.notListed + 0.3, rule.notTheirs + 0.1] as const
  const plain = bases.map((base) => bitsOf(weights, 'kin', base))
  const inferred = surnames
    ? bases
        .slice(0, 2)
        .map((base) =>
          Float64Array.from(surnames, (each) => bitsOf(weights, 'kin', base * (1 - sure + sure * Math.min(each, 30)))),
        )
    : undefined
  for (let slot = 0; slot < end; slot += 1) {
    const value = values[slot] as number
    const how = (columns.relations[slot] as number) & bit ? 2 : (columns.knows[slot] as number) & KNOWS.kin ? 1 : 0
    if (value === 0) {
      const family = columns.surname[slot] as number
      bits[slot] = (inferred && how < 2 && family > 0 ? (inferred[how] as Float64Array)[family] : plain[how]) as number
    } else bits[slot] = bitsOf(weights, 'kin', (bases[how] as number) * 0.5 + value / mean)
  }
  return bits
}
