/**
 * A right name that leads to the wrong person: the guest may be a brother, father or child of the one looked for. How likely
 * that is beside being the very person, from what only the two hypotheses tell apart.
 */
import type { Context, Scored } from './context.ts'
import { nameForm, heardForm } from './name-forms.ts'
import type { GuestReport, InquiryReport } from './report.ts'
import { costOf, hear } from './score-names.ts'
import { wordOf } from './sound.ts'

export interface RelativeReading {
  /** Odds of relative against the person. */
  odds: number
  /** What suggests it, in words. */
  words: string
}

/** What being a relative leaves to the same home; what it does not explain is worth nothing either way. */
const SHARED: ReadonlySet<string> = new Set(['place', 'accent', 'kin', 'found'])

const ROLE = {
  father: '父亲',
  mother: '母亲',
  spouse: '配偶',
  son: '儿子',
  daughter: '女儿',
  brother: '兄弟',
  sister: '姐妹',
} as const

export function relativeReading(
  context: Context,
  guest: GuestReport,
  inquiry: InquiryReport,
  slot: number,
  scored: readonly Scored[],
): RelativeReading | undefined {
  const { weights, corpus } = context
  const form = heardForm(guest.nameHeard)
  if (!form || form.married) return undefined
  const area = corpus.columns.area[slot] as number
  const heard = hear(context, form)
  const align = (name: string): number => {
    const word = wordOf(name, true)
    return context.ear.align(heard.heard, word, area, costOf(context, form, name, word, true))
  }
  const own = nameForm(inquiry.name)
  const asOwn = own ? align(own.text) : 0
  const accident = heard.heard.byAccident
  let best = 0
  let words = ''
  for (const each of inquiry.kin ?? []) {
    const name = nameForm(each.name)
    if (!name) continue
    const value = align(name.text) * 0.8
    if (value > best && value > accident * 20) {
      best = value
      words = `来访者自报的“${form.text}”与家属所列${each.relation ? ROLE[each.relation] : '亲属'}“${name.text}”相合：可能是被寻者的亲属，不是本人`
    }
  }
  const generation = sameGeneration(context, form, own)
  if (generation > 0 && own) {
    const value = accident * generation
    if (value > best) {
      best = value
      words = '同姓同字辈：可能是被寻者的亲属'
    }
  }
  const said = (guest.kinHeard ?? []).find((each) => {
    const kin = heardForm(each.name)
    if (!kin || !own || kin.word.length < 2) return false
    const word = wordOf(own.text, true)
    const other = hear(context, kin)
    return context.ear.align(other.heard, word, area, costOf(context, kin, own.text, word, true)) > other.heard.byAccident * 200
  })
  const bits = (item: string) => scored.find((each) => each.item === item)?.bits[slot] ?? 0
  let difference = 0
  for (const each of scored) if (!SHARED.has(each.item) && each.item !== 'name') difference -= each.bits[slot] as number
  if (said) {
    words = `来访者说起的亲属“${said.name}”就是被寻者：可能是被寻者的亲属，不是本人`
    difference += Math.log2(0.75 / Math.max(weights.kin.ownName, 0.001))
    best = Math.max(best, asOwn, accident)
  }
  if (best === 0) return undefined
  const name = Math.log2(best / Math.max(asOwn + weights.name.asKin * best, accident * weights.name.notTheirs * 0.5))
  // What the place says of the person it says of a brother in the same village.
  if (bits('place') > 0) words = words.replace('：可能', '、同乡：可能')
  const odds =
    (weights.prior.relative / weights.prior.inquiry) *
    2 ** Math.max(-60, Math.min(60, (name + difference) * weights.calibration.relativeScale))
  return odds > 0.01 ? { odds, words } : undefined
}

/** 谭文冰, 谭文武: the same surname and the same character of the generation; how far beyond chance, or 0. */
function sameGeneration(context: Context, form: ReturnType<typeof heardForm>, own: ReturnType<typeof nameForm>): number {
  if (!form || !own || form.surname !== 1 || own.surname !== 1 || form.word.length !== 3) return 0
  const word = wordOf(own.text, true)
  if (word.length !== 3) return 0
  const [one, two, three] = form.word as [(typeof word)[0] & object, (typeof word)[0] & object, (typeof word)[0] & object]
  const near = (mine: typeof one, theirs: typeof one | undefined) =>
    theirs !== undefined && mine.readings.some((reading) => theirs.readings.some((said) => context.ear.mayBe(reading, said)))
  if (!near(one, word[0] as typeof one) || !near(two, word[1] as typeof one) || near(three, word[2] as typeof one)) return 0
  const share = Math.max(context.background.firstCharacter.get(one.character) ?? 0, 0.003)
  const middle = Math.max(context.background.laterCharacter.get(two.character) ?? 0, 0.004)
  return (0.3 * 0.9) / (share * middle) / 10
}
