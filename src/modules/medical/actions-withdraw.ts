/** A line recorded by mistake is taken back, with the facts that the same deed told; nothing is erased. */
import { action, type LoadContext } from '#kernel/action.ts'
import { organisationById } from '#kernel/org.ts'
import type { LoadedFile } from '#modules/people-and-cases/index.ts'
import { mayTreat } from './access.ts'
import { loadFile } from './actions-infirmary.ts'
import { refuse } from './refusals.ts'
import { standing } from './rules.ts'
import { withdrawForm } from './schema.ts'
import { endPart, grantToHospital, openHospitalStay } from './store.ts'
import { type Entry, lockEntry, withdrawEntry } from './store-withdraw.ts'

type WithEntry = LoadedFile & { entry: Entry | undefined }

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

export const withdraw = action({
  name: 'medical.withdraw',
  title: '撤回记错的一条',
  help: '原记录和撤回都留着；应办事项按撤回后的重算。',
  form: withdrawForm,
  async load(context, form): Promise<WithEntry | null> {
    const loaded = await loadFile(context, form)
    return loaded && { ...loaded, entry: await lockEntry(context.tx, form.fileId, form.entryId) }
  },
  may: (actor, loaded) => mayTreat(actor, loaded),
  decide(loaded, form) {
    const { entry } = loaded
    if (!entry) return refuse('NO_SUCH_ENTRY')
    const told = loaded.facts.find((fact) => fact.id === entry.factId)
    const together = standing(loaded.facts).filter((fact) => fact.action === told?.action)
    if (entry.withdrawn || together.length === 0) return refuse('WITHDRAWN')
    const details = { reason: form.reason }
    return {
      facts: together.map((fact) => ({ subject: fact.subject, name: 'fact.withdrawn', replaces: fact.id, details })),
      changes: { entry },
    }
  },
  async save(context, { entry }, loaded) {
    const before = (await openHospitalStay(context.tx, loaded.file.id))?.hospitalId ?? null
    await withdrawEntry(context.tx, loaded.file.id, entry, context.now)
    if (entry.kind === 'hospitalised' || entry.kind === 'fetched') await settleParts(context, loaded, before)
  },
  constraintRefusal: (constraint) =>
    constraint === 'hospital_stay_open'
      ? refuse('WITHDRAW_LATER_FIRST', { what: '住院' })
      : constraint === 'isolation_open'
        ? refuse('WITHDRAW_LATER_FIRST', { what: '隔离' })
        : undefined,
})
