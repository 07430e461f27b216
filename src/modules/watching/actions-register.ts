/** One child registered by hand: by a school, a village, a town, or found on a round. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { all } from '#kernel/db.ts'
import { dateOf, fullYears } from '#kernel/time.ts'
import { openChildFiles, openingFacts } from '#modules/people-and-cases/index.ts'
import { mayRegister } from './access.ts'
import { refuse } from './refusals.ts'
import { entryFacts, planned } from './rules-import.ts'
import { atlasOf, locate, type Place } from './rules-places.ts'
import { type Entry, entrySchema } from './schema-entry.ts'
import { registerChildForm } from './schema.ts'
import { type EntryRow, entriesWith, insertEntries, type Keys, keysOf, placesById, placesOf } from './store-entry.ts'

interface Registering {
  opener: Place
  named: Map<string, Place>
  city: Place[]
  entry: Entry
  keys: Keys
  before: EntryRow | undefined
}

export const registerChild = action({
  name: 'watching.register-child',
  title: '登记孩子',
  help: '知道多少写多少。登记后建立个案，由镇街、村（社区）、学校和保护中心一起看护；谁看得到什么按分工。',
  legalBasis: '未成年人保护法第43条：建立留守、困境未成年人档案',
  form: registerChildForm,
  async load(context: LoadContext, form): Promise<Registering | null> {
    const { tx, vault, actor } = context
    const { register: _register, foundInRound: _found, townId, villageId, schoolId, ...told } = form
    const entry = entrySchema.parse(told)
    const keys = keysOf(vault, actor.organisation.path, entry)
    const ids = [actor.organisation.id, townId, villageId, schoolId].flatMap((id) => id ?? [])
    const [named, city, held] = await all([
      placesById(tx, ids),
      placesOf(tx, actor.organisation.path),
      entriesWith(tx, actor.organisation.path, [keys.key]),
    ])
    const opener = named.get(actor.organisation.id)
    return opener ? { opener, named, city, entry, keys, before: held.get(keys.key) } : null
  },
  may: (actor, _loaded, form) => mayRegister(actor, form.register),
  decide({ opener, named, city, entry, keys, before }, form, moment) {
    const { register } = form
    const who =
      entry.name ?? entry.idNumber ?? entry.carer?.name ?? entry.father?.name ?? entry.mother?.name ?? entry.detained?.name
    if (who === undefined) return refuse('NO_ONE')
    if (entry.birthDate && entry.birthDate > dateOf(moment.now)) return refuse('DATE_LATER')
    if (entry.birthDate && fullYears(entry.birthDate, dateOf(moment.now)) >= 18) return refuse('NOT_A_MINOR')
    if (before) return refuse('ALREADY')
    const place = (id: string | undefined, kind: string) => {
      if (!id) return undefined
      const found = named.get(id)
      return found?.kind === kind && city.some((each) => each.id === id) ? found : null
    }
    const chosen = {
      town: place(form.townId, 'town'),
      village: place(form.villageId, 'village'),
      school: place(form.schoolId, 'school'),
    }
    if (chosen.town === null || chosen.village === null || chosen.school === null) return refuse('WHICH_PLACE')
    const base = locate(
      atlasOf(city),
      opener,
      {},
      chosen.town ?? city.find((each) => each.kind === 'town' && chosen.village?.path.startsWith(each.path)),
    )
    const located = {
      ...base,
      village: base.village ?? chosen.village ?? undefined,
      school: base.school ?? chosen.school ?? undefined,
    }
    const child = planned({ childId: moment.newId('child'), personId: moment.newId('person') }, entry, {
      register,
      opener,
      located,
    })
    const [opened, ...rest] = openingFacts(child, moment) as [NewFact, ...NewFact[]]
    const found = form.foundInRound ? 'round' : 'register'
    return {
      facts: [
        { ...opened, value: { ...opened.value, found } },
        ...rest,
        ...entryFacts(opened.subject, entry, { register, census: false }, moment),
      ],
      changes: {
        child,
        entry: { ...keys, id: moment.newId('entry'), childId: child.id, organisationPath: opener.path, register, entry },
      },
      jobs: [{ name: 'watching.renew', data: { childId: child.id, action: moment.actionId }, key: child.id }],
      // The prison that tells a child does not see the file.
      reply: child.parts.some((each) => each.path === opener.path && each.part !== 'prison') ? { childId: child.id } : {},
    }
  },
  async save(context, { child, entry }) {
    await openChildFiles(context, [child])
    await insertEntries(context.tx, context.vault, [entry], context.now)
  },
  constraintRefusal: (constraint) => (constraint === 'entry_organisation_path_key_key' ? refuse('ALREADY') : undefined),
})
