/** A line recorded by mistake is taken back, with the facts that the same deed told; nothing is erased. */
import { action, type LoadContext } from '#kernel/action.ts'
import { organisationById } from '#kernel/org.ts'
import { dateOf } from '#kernel/time.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'
import { mayTreat } from './access.ts'
import { loadFile } from './actions-infirmary.ts'
import { refuse } from './refusals.ts'
import { lastOf, standing } from './rules.ts'
import { withdrawForm } from './schema.ts'
import { endPart, grantToHospital, openHospitalStay } from './store.ts'
import { endFetchParts, grantToFetcher } from './store-back.ts'
import { costsOfFacts, withdrawCostRows } from './store-costs.ts'
import { type Entry, lockEntry, withdrawEntry } from './store-withdraw.ts'

type WithEntry = LoadedFile & { entry: Entry | undefined; paid: number | null }

/** The hospital holds its part exactly while a stay is open. */
async function settleParts(context: LoadContext, loaded: LoadedFile, before: string | null): Promise<void> {
  const { tx, now } = context
  const { file } = loaded
  const stay = await openHospitalStay(tx, file.id)
  if (before && before !== stay?.hospitalId) {
    const hospital = await organisationById(tx, before)
    if (hospital) await endPart(tx, [file.id, file.personId], hospital.path, now)
  }
  if (!stay?.hospitalId) return
  const hospital = await organisationById(tx, stay.hospitalId)
  if (hospital) await grantToHospital(context, loaded, hospital.path)
}

/** Whoever was told to fetch holds a part exactly while that stands and the stay is open. `gone`: what is withdrawn now. */
async function settleFetcher(context: LoadContext, loaded: LoadedFile, gone: string | undefined): Promise<void> {
  const { tx, now } = context
  await endFetchParts(tx, [loaded.file.id, loaded.file.personId], now)
  const stay = await openHospitalStay(tx, loaded.file.id)
  if (!stay) return
  const kept = loaded.facts.filter((fact) => fact.action !== gone)
  const last = lastOf(kept, 'medical.fetch-assigned')
  const id = last && last.occurredAt >= stay.since ? (last.value.organisation as string | undefined) : undefined
  const to = id && id !== loaded.file.stationId ? await organisationById(tx, id) : undefined
  if (to) await grantToFetcher(context, loaded, to.path)
}

export const withdraw = action({
  name: 'medical.withdraw',
  title: '撤回记错的一条',
  help: '原记录和撤回都留着；应办事项按撤回后的重算。',
  form: withdrawForm,
  async load(context, form): Promise<WithEntry | null> {
    const loaded = await loadFile(context, form)
    if (!loaded) return null
    const entry = await lockEntry(context.tx, form.fileId, form.entryId)
    const action = loaded.facts.find((fact) => fact.id === entry?.factId)?.action
    const ids = loaded.facts.filter((fact) => fact.action === action).map((fact) => fact.id)
    const costs = await costsOfFacts(context.tx, ids)
    return { ...loaded, entry, paid: costs.find((cost) => cost.paidAt !== null)?.paidAt ?? null }
  },
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    const { entry } = loaded
    if (!entry) return refuse('NO_SUCH_ENTRY')
    const told = loaded.facts.find((fact) => fact.id === entry.factId)
    const together = standing(loaded.facts).filter((fact) => fact.action === told?.action)
    if (entry.withdrawn || together.length === 0) return refuse('WITHDRAWN')
    if (loaded.paid !== null) return refuse('COST_PAID', { on: dateOf(loaded.paid) })
    const details = { reason: form.reason }
    return {
      facts: together.map((fact) => ({ subject: fact.subject, name: 'fact.withdrawn', replaces: fact.id, details })),
      changes: { entry, action: told?.action, gone: together.map((fact) => fact.id) },
    }
  },
  async save(context, { entry, action: goneAction, gone }, loaded) {
    const before = (await openHospitalStay(context.tx, loaded.file.id))?.hospitalId ?? null
    await withdrawEntry(context.tx, loaded.file.id, entry, context.now)
    await withdrawCostRows(context.tx, gone, context.now)
    const { kind } = entry
    if (kind === 'hospitalised' || kind === 'fetched') await settleParts(context, loaded, before)
    if (kind === 'hospitalised' || kind === 'fetched' || kind === 'fetch-assigned')
      await settleFetcher(context, loaded, goneAction)
  },
  constraintRefusal: (constraint) =>
    constraint === 'hospital_stay_open'
      ? refuse('WITHDRAW_LATER_FIRST', { what: '住院' })
      : constraint === 'isolation_open'
        ? refuse('WITHDRAW_LATER_FIRST', { what: '隔离' })
        : undefined,
})
