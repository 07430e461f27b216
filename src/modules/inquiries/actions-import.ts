/** Lists and other registers' records. Sent again they change what changed and double nothing. */
import { action, type LoadContext, type NewFact } from '#kernel/action.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf, parseInstant } from '#kernel/time.ts'
import { mayReceive } from './access.ts'
import { type ListRow, readList } from './list-read.ts'
import { type PfifPerson, type PfifRead, readPfif } from './pfif.ts'
import { received } from './receiving.ts'
import { refuse } from './refusals.ts'
import { guardianNeeded, minorOf, type PlaceNames, saysSomething, toldOf } from './rules.ts'
import { formOfLead } from './rules-lead.ts'
import { importForm, pfifForm, SLICE } from './schema-forms.ts'
import { eraseInquiry, inquiryNumber, inquiryRef, insertInquiry, type Inquiry, type NewInquiry, writeContent } from './store.ts'
import { bySource, type LeadNote, putNote } from './store-sources.ts'
import { XmlTrouble, xmlFaults } from './xml.ts'

const NO_PLACES: PlaceNames = {}

interface Slice {
  fault: Refusal | null
  fresh: { row: ListRow; no: string }[]
  already: number
  bad: number
  last: number
  more: boolean
}

export const importRows = action({
  name: 'inquiries.import-rows',
  title: '导入寻亲名单',
  help: '一次一百行；同一份再导入一次，什么也不会重复。',
  form: importForm,
  async load(context, form): Promise<Slice | null> {
    const list = await readList(context, form.sheetId)
    if (!list) return null
    if (isRefusal(list)) return { fault: list, fresh: [], already: 0, bad: 0, last: 0, more: false }
    const rest = list.filter((row) => row.number > form.after)
    const slice = rest.slice(0, SLICE)
    const good = slice.filter((row) => row.faults.length === 0)
    const here = await bySource(
      context,
      good.map((row) => row.key),
    )
    const seen = new Set<string>(here.keys())
    const fresh: Slice['fresh'] = []
    for (const row of good) {
      if (seen.has(row.key)) continue
      seen.add(row.key)
      fresh.push({ row, no: await inquiryNumber(context) })
    }
    const last = slice.at(-1)?.number ?? form.after
    return {
      fault: null,
      fresh,
      already: good.length - fresh.length,
      bad: slice.length - good.length,
      last,
      more: rest.length > SLICE,
    }
  },
  may: (actor) => mayReceive(actor),
  decide(slice, form, moment) {
    if (slice.fault) return slice.fault
    const today = dateOf(moment.now)
    const all = slice.fresh.map(({ row, no }) => {
      const consentFace = row.consentFace === true && !guardianNeeded(row.form, today)
      return received(
        { ...row.form, ...row.asker, consentFace },
        {
          id: moment.newId(row.key),
          no,
          channel: 'sheet',
          names: NO_PLACES,
          admitted: true,
          from: form.from,
          record: row.key,
        },
        moment,
      )
    })
    const { already, bad, last, more } = slice
    return {
      facts: all.flatMap((each) => each.facts),
      changes: all.map((each) => each.made),
      reply: { imported: all.length, already, bad, last, more },
    }
  },
  async save(context, made) {
    for (const each of made) await insertInquiry(context, each)
  },
  constraintRefusal: (constraint) => (constraint === 'inquiry_source' ? refuse('NOT_NOW', { state: '正由别人导入' }) : undefined),
})

interface Lead {
  person: PfifPerson
  here: Inquiry | undefined
  no: string
}

interface Leads {
  fault: Refusal | null
  leads: Lead[]
  loose: { inquiry: Inquiry; note: PfifPerson['notes'][number] }[]
  bad: number
}

const instantOf = (text: string | undefined): number | null => {
  return text === undefined ? null : parseInstant(text.replace(/\.\d+Z$/u, 'Z'))
}
const expired = (person: PfifPerson, now: number) => {
  const at = instantOf(person.expiry)
  return at !== null && at <= now
}

async function loadLeads(context: LoadContext, xml: string): Promise<Leads> {
  let read: PfifRead
  try {
    read = readPfif(xml)
  } catch (error) {
    if (!(error instanceof XmlTrouble)) throw error
    return { fault: refuse('NOT_PFIF', { why: xmlFaults[error.fault] }), leads: [], loose: [], bad: 0 }
  }
  const records = [...new Set([...read.persons.map(({ id }) => id), ...read.notes.map(({ person }) => person)])]
  const here = await bySource(context, records, true)
  const leads: Lead[] = []
  let bad = read.faults.length
  for (const person of read.persons) {
    const known = here.get(person.id)
    const useful = saysSomething(formOfLead(person).form)
    if (!known && (expired(person, context.now) || !useful)) {
      bad += 1
      continue
    }
    leads.push({ person, here: known, no: known ? known.no : await inquiryNumber(context) })
  }
  const loose = read.notes.flatMap(({ person, note }) => {
    const inquiry = here.get(person)
    return inquiry && inquiry.state !== 'erased' ? [{ inquiry, note }] : []
  })
  return { fault: null, leads, loose, bad }
}

interface LeadChanges {
  made: NewInquiry[]
  changed: { inquiry: Inquiry; change: Parameters<typeof writeContent>[2] }[]
  gone: string[]
  notes: { id: string; inquiryId: string; record: string; at: number | null; content: LeadNote }[]
}

export const importPfif = action({
  name: 'inquiries.import-pfif',
  title: '导入外部寻人库',
  help: '作为线索，未经核实，先看过再比对。到了对方写的期限自动删除；再导入一次只更新。',
  form: pfifForm,
  load: (context, form) => loadLeads(context, form.xml),
  may: (actor) => mayReceive(actor),
  decide(loaded, form, moment) {
    if (loaded.fault) return loaded.fault
    const today = dateOf(moment.now)
    const facts: NewFact[] = []
    const changes: LeadChanges = { made: [], changed: [], gone: [], notes: [] }
    const counts = { added: 0, updated: 0, same: 0, removed: 0, bad: loaded.bad }
    const keepNotes = (inquiryId: string, notes: PfifPerson['notes']) => {
      for (const { id, at, status, text } of notes)
        changes.notes.push({
          id: moment.newId(`${inquiryId}:${id}`),
          inquiryId,
          record: id,
          at: instantOf(at),
          content: { status, text },
        })
    }
    for (const { person, here, no } of loaded.leads) {
      const { form: told, asker } = formOfLead(person)
      const source = { record: person.id, name: person.sourceName, entered: person.entry }
      const expiresAt = instantOf(person.expiry)
      if (!here) {
        const id = moment.newId(`lead:${person.id}`)
        const one = received(
          { ...told, ...asker },
          {
            id,
            no,
            channel: 'pfif',
            names: NO_PLACES,
            admitted: false,
            lead: true,
            from: form.from,
            source,
            record: person.id,
            expiresAt,
          },
          moment,
        )
        facts.push(...one.facts)
        changes.made.push(one.made)
        keepNotes(id, person.notes)
        counts.added += 1
      } else if (expired(person, moment.now)) {
        if (here.state === 'erased') continue
        facts.push({ subject: inquiryRef(here), name: 'inquiry.closed', details: { outcome: 'withdrawn' } })
        changes.gone.push(here.id)
        counts.removed += 1
      } else if (here.state !== 'erased' && here.content) {
        keepNotes(here.id, person.notes)
        const now = toldOf(told, asker, NO_PLACES, today)
        if (JSON.stringify(now) === JSON.stringify(here.content.told) && here.expiresAt === expiresAt) {
          counts.same += 1
          continue
        }
        facts.push({
          subject: inquiryRef(here),
          name: 'inquiry.completed',
          value: { photo: false, faceConsent: false },
          details: { told: now, source: form.from },
        })
        changes.changed.push({
          inquiry: here,
          change: {
            content: { ...here.content, form: told, told: now, source },
            contact: asker,
            minor: minorOf(told, today),
            faceConsent: false,
            publishConsent: false,
            expiresAt,
          },
        })
        counts.updated += 1
      }
    }
    for (const { inquiry, note } of loaded.loose) keepNotes(inquiry.id, [note])
    return { facts, changes, reply: counts }
  },
  async save(context, { made, changed, gone, notes }) {
    for (const each of made) await insertInquiry(context, each)
    for (const { inquiry, change } of changed) await writeContent(context, inquiry.id, change)
    for (const id of gone) await eraseInquiry(context, id)
    for (const note of notes) await putNote(context, note)
  },
  constraintRefusal: (constraint) => (constraint === 'inquiry_source' ? refuse('NOT_NOW', { state: '正由别人导入' }) : undefined),
})
