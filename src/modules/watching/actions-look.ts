/** A child seen on a round, or not found; the census of a term. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { all } from '#kernel/db.ts'
import { toLedgerFacts } from '#kernel/ledger.ts'
import { DAY, dateOf, HOUR, startOfDay } from '#kernel/time.ts'
import { childRef, childrenById, type ChildRow, type SheetInForce, sheetInForce } from '#modules/people-and-cases/index.ts'
import { mayCensus, mayLook } from './access.ts'
import { loadWatched, standingWith, type Watched } from './loads.ts'
import { refuse } from './refusals.ts'
import { riskOf } from './rules-look.ts'
import { termOf } from './rules-round.ts'
import { censusForm, missedForm, screeningForm } from './schema.ts'
import { censusKindsOf, lockStandings } from './store-census.ts'
import { insertLook, type Look, type LookContent, lookOfDay } from './store-look.ts'
import { keepStandings, registeredIn, registerTerm, type Standing } from './store-standing.ts'

interface Looking extends Watched {
  sheet: SheetInForce
  /** This office told a look of that day before. */
  twice: boolean
}
interface Kept {
  look: Look
  standing: Standing
}

const closed = ({ child }: Watched) => (child.closedAt === null ? undefined : refuse('CLOSED'))
const lookAt = (context: { now: number; occurredAt: number }, on: string | undefined) =>
  on === undefined || on === dateOf(context.occurredAt) ? context.occurredAt : startOfDay(on) + 12 * HOUR

async function save({ tx, vault, now }: LoadContext, { look, standing }: Kept): Promise<void> {
  await insertLook(tx, vault, look)
  await keepStandings(tx, [standing], now)
}

export const recordScreening = action({
  name: 'watching.record-screening',
  title: '登记排查',
  help: '见到孩子以后登记。按本局启用的指标表得出风险，下次什么时候再看由风险决定。',
  legalBasis: '常政办发〔2014〕161号二（二）：镇街排查预警',
  form: screeningForm,
  async load(context, form): Promise<Looking | null> {
    const watched = await loadWatched(context, form.childId)
    if (!watched) return null
    const day = startOfDay(form.on ?? dateOf(context.occurredAt))
    const owner = watched.child.townPath ?? watched.child.ownerPath
    const [sheet, twice] = await all([
      sheetInForce(context.tx, 'screening', owner, dateOf(context.now)),
      lookOfDay(context.tx, form.childId, context.actor.organisation.path, day, day + DAY),
    ])
    return { ...watched, sheet, twice }
  },
  may: (actor, watched) => mayLook(actor, watched),
  decide(watched, form, moment) {
    const over = closed(watched)
    if (over) return over
    const today = dateOf(moment.now)
    const opened = dateOf(watched.child.openedAt)
    if (form.on && form.on > today) return refuse('DATE_LATER')
    if (form.on && form.on < opened) return refuse('DATE_EARLIER', { on: opened })
    if (watched.twice) return refuse('SEEN_TODAY', { who: '本单位' })
    const judged = riskOf(form, watched.sheet.sheet)
    if (!judged.ok)
      return judged.lacks.length > 0
        ? refuse('SHEET', {
            what: judged.lacks
              .slice(0, 6)
              .map((each) => `“${each}”`)
              .join(''),
          })
        : refuse('RISK')
    const { risk, guardianship, sheet, score } = judged
    const at = Math.max(lookAt(moment, form.on), watched.child.openedAt)
    const fact: NewFact = {
      subject: childRef(watched.child),
      name: 'child.screened',
      value: {
        risk,
        ...(guardianship ? { guardianship } : {}),
        ...(sheet ? { sheet } : {}),
        ...(score === undefined ? {} : { score: String(score) }),
      },
      occurredAt: at,
    }
    const standing = standingWith(watched, toLedgerFacts([fact], { ...moment, version: () => 1 }))
    const { answers, changes, note, photos } = form
    const content: LookContent = {
      ...(answers ? { answers } : {}),
      ...(changes ? { changes } : {}),
      ...(note ? { note } : {}),
      ...(photos ? { photos } : {}),
    }
    const look: Look = {
      id: moment.newId('look'),
      childId: watched.child.id,
      organisationPath: moment.actor.organisation.path,
      roundId: form.roundId ?? null,
      kind: 'seen',
      at,
      risk,
      guardianship: guardianship ?? null,
      manner: form.manner,
      sheet: sheet ?? null,
      score: score ?? null,
      content,
      toldAt: moment.now,
      toldBy: moment.actor.accountId,
    }
    return { facts: [fact], changes: { look, standing }, reply: { risk, nextOn: standing.nextOn, trend: standing.trend } }
  },
  save,
})

export const notFound = action({
  name: 'watching.not-found',
  title: '没见到孩子',
  help: '没见到也要登记；连续没见到的排在最前面。觉得不对劲的，另按“报告”上报。',
  form: missedForm,
  load: (context, form) => loadWatched(context, form.childId),
  may: (actor, watched: Watched) => mayLook(actor, watched),
  decide(watched, form, moment) {
    const over = closed(watched)
    if (over) return over
    const at = Math.max(moment.occurredAt, watched.child.openedAt)
    const fact: NewFact = {
      subject: childRef(watched.child),
      name: 'child.not-found-at-home',
      details: { reason: form.reason },
      occurredAt: at,
    }
    const standing = standingWith(watched, toLedgerFacts([fact], { ...moment, version: () => 1 }))
    const look: Look = {
      id: moment.newId('look'),
      childId: watched.child.id,
      organisationPath: moment.actor.organisation.path,
      roundId: null,
      kind: 'missed',
      at,
      risk: null,
      guardianship: null,
      manner: null,
      sheet: null,
      score: null,
      content: { reason: form.reason, ...(form.note ? { note: form.note } : {}) },
      toldAt: moment.now,
      toldBy: moment.actor.accountId,
    }
    return { facts: [fact], changes: { look, standing }, reply: { missed: standing.missed } }
  },
  save,
})

interface Census {
  children: ChildRow[]
  termed: Set<string>
  done: Set<string>
}

export const registerCensus = action({
  name: 'watching.register-census',
  title: '普查登记',
  help: '确认这些孩子本学期都在册。转走、辍学的不要选，另行登记排查。',
  legalBasis: '镇未保行动方案五（七）1：普查登记制度，以学校为主体',
  form: censusForm,
  async load({ tx, now }, form): Promise<Census | null> {
    const ids = [...new Set(form.childIds)]
    await lockStandings(tx, ids)
    const [children, termed, done] = await all([
      childrenById(tx, ids),
      censusKindsOf(tx, ids),
      registeredIn(tx, ids, termOf(dateOf(now))),
    ])
    return children.length === ids.length ? { children, termed, done } : null
  },
  may: (actor) => mayCensus(actor),
  decide({ children, termed, done }, _form, moment) {
    const other = children.filter((child) => !termed.has(child.id))
    if (other.length > 0) return refuse('CENSUS_KIND', { count: other.length })
    if (children.some((child) => child.closedAt !== null)) return refuse('CLOSED')
    const due = children.filter((child) => !done.has(child.id))
    if (due.length === 0) return refuse('CENSUS_DONE')
    const term = termOf(dateOf(moment.now))
    return {
      facts: due.map((child) => ({ subject: childRef(child), name: 'child.census-registered', value: { term } })),
      changes: { ids: due.map((child) => child.id), term },
      reply: { registered: due.length, already: children.length - due.length },
    }
  },
  save: ({ tx, now }, { ids, term }) => registerTerm(tx, ids, term, now),
})
