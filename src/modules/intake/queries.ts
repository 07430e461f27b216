/** What reception answers: who waits, one reception with what it still lacks, what an earlier stay has to carry over. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { factsOf, type LedgerFact } from '#kernel/ledger.ts'
import { query } from '#kernel/query.ts'
import { dateOf } from '#kernel/time.ts'
import {
  filesOfPerson,
  kinPerson,
  leftNotes,
  type PersonDescription,
  personById,
  personFields,
  readIdNumber,
} from '#modules/people-and-cases/index.ts'
import { mayReceive } from './access.ts'
import { abilityOf, earlierStays, wayBack } from './rules.ts'
import { readReception } from './read-reception.ts'
import { lastOf, ofReception } from './rules-facts.ts'
import { lackingForAcceptance, outstanding, safetyOf, stepsOf, warningsOf } from './rules-steps.ts'
import { countOpenReceptions, belongingsOf, openReceptions, returnsOf } from './store.ts'
import { stepTitles } from './words.ts'

const instant = () => z.number().int()
const name = () => field(z.string(), { label: '姓名', sensitivity: 'personal' })
const text = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const fileParam = { fileId: field(z.uuid(), { label: '个案' }) }

const stepState = z.enum(['done', 'open', 'late', 'not-needed', 'trouble'])
const steps = z.object(
  Object.fromEntries(Object.keys(stepTitles).map((step) => [step, stepState])) as Record<
    keyof typeof stepTitles,
    typeof stepState
  >,
)

const MOST = 200

export const openReceptionsQuery = query({
  name: 'intake.open-receptions',
  title: '接待中',
  help: '登记了求助、还没有决定的人，等得最久的在前。',
  params: z.strictObject({ limit: field(z.int().min(1).max(MOST).default(MOST), { label: '最多' }) }),
  result: z.object({
    total: z.number().int(),
    receptions: z
      .array(
        z.object({
          fileId: z.uuid(),
          personId: z.uuid(),
          no: z.string(),
          displayName: name(),
          sex: z.enum(['male', 'female']).nullable(),
          birthFrom: z.string().nullable(),
          birthTo: z.string().nullable(),
          arrival: z.string().nullable(),
          arrivedAt: instant(),
          triage: z.string().nullable(),
          steps,
          lacking: z.array(z.string()),
          warnings: z.array(z.string()),
        }),
      )
      .max(MOST),
  }),
  may: (actor) => mayReceive(actor),
  async read({ tx }, { limit }) {
    const found = await openReceptions(tx, limit)
    const facts = await factsOf(
      tx,
      found.flatMap((each) => [each.fileId, each.personId]),
    )
    const bySubject = Map.groupBy(facts, (fact) => fact.subject.id)
    return {
      total: found.length < limit ? found.length : await countOpenReceptions(tx),
      receptions: found.map(({ stationId, ...each }) => {
        const all = [...(bySubject.get(each.fileId) ?? []), ...(bySubject.get(each.personId) ?? [])]
        const own = ofReception(all, { id: each.fileId, stationId, arrivedAt: each.arrivedAt, leftAt: null })
        return {
          ...each,
          triage: (lastOf(own, 'intake.triaged')?.value['decision'] as string | undefined) ?? null,
          steps: stepsOf(own),
          lacking: lackingForAcceptance(own),
          warnings: warningsOf(own),
        }
      }),
    }
  },
})

/** Values of a description that may stand in a form: all but those shown masked, which a form would send back as stars. */
function carriedValues(description: PersonDescription) {
  const { idNumber: _id, phone: _phone, kin: _kin, photos: _photos, ageSeenAt: _at, ...values } = description
  return values
}

const { idNumber, phone, kin: _kin, ...carriedFields } = personFields
const carried = z.object(carriedFields)
const stated = z.object({ idNumber, phone, kin: z.array(kinPerson).max(40) })

const statedOf = (description: PersonDescription) => ({
  idNumber: description.idNumber,
  phone: description.phone,
  kin: description.kin ?? [],
})

const earlier = z.object({ count: z.number().int(), lastLeftAt: instant().nullable(), withinMonth: z.boolean() })

export const carriedOver = query({
  name: 'intake.carried-over',
  title: '沿用旧档',
  help: '认作同一人之后，把以前登记的带过来，请当面核对。',
  params: z.strictObject({ personId: field(z.uuid(), { label: '人员' }) }),
  result: z.object({
    personId: z.uuid(),
    displayName: name(),
    identity: z.string(),
    values: carried,
    /** Known but masked: leave the field empty to keep it. */
    stated,
    conditions: z.array(z.string()),
    capacity: z.string().nullable(),
    earlier,
    /** A file here that has not ended; going on there is better than a second one. */
    openFileId: z.uuid().nullable(),
    lastLeft: text('上次离站'),
  }),
  may: (actor) => mayReceive(actor),
  async read({ tx, vault, now, actor }, { personId }) {
    const person = await personById(tx, vault, personId)
    if (!person) return null
    const files = await filesOfPerson(tx, personId)
    const condition = lastOf(await factsOf(tx, [personId]), 'person.condition-noted')?.value
    const last = files.find((file) => file.leftAt !== null)
    const open = files.find((file) => file.stationId === actor.organisation.id && (file.state === 'asked' || file.state === 'in'))
    return {
      personId,
      displayName: person.displayName,
      identity: person.identity,
      values: carriedValues(person.description),
      stated: statedOf(person.description),
      conditions: (condition?.['kinds'] as string[] | undefined) ?? [],
      capacity: (condition?.['capacity'] as string | undefined) ?? null,
      earlier: earlierStays(files, now),
      openFileId: open?.id ?? null,
      lastLeft: last ? ((await leftNotes(tx, vault, [last.id])).get(last.id) ?? null) : null,
    }
  },
})

const thing = z.object({
  id: z.uuid(),
  name: field(z.string(), { label: '物品', sensitivity: 'personal' }),
  kind: z.string(),
  quantity: z.number().int(),
  returned: z.number().int(),
  amount: z.number().nullable(),
  mark: text('特征'),
  place: text('存放处'),
  keptAt: instant(),
  returns: z.array(z.object({ quantity: z.number().int(), how: z.string(), returnedAt: instant(), receiver: text('收的人') })),
})

export const reception = query({
  name: 'intake.reception',
  title: '接待经过',
  params: z.strictObject(fileParam),
  result: z.object({
    fileId: z.uuid(),
    personId: z.uuid(),
    no: z.string(),
    state: z.string(),
    displayName: name(),
    sex: z.enum(['male', 'female']).nullable(),
    birthFrom: z.string().nullable(),
    birthTo: z.string().nullable(),
    identity: z.string(),
    arrival: z.string().nullable(),
    arrivedAt: instant(),
    acceptedAt: instant().nullable(),
    escortUnit: text('护送单位'),
    escortPerson: text('护送人员'),
    foundPlace: text('发现地点'),
    steps,
    lacking: z.array(z.string()),
    warnings: z.array(z.string()),
    safety: z.object({ state: z.string(), at: instant().nullable(), why: text('原因'), secondStaff: text('第二名工作人员') }),
    triage: z
      .object({
        decision: z.string(),
        signs: z.array(z.string()),
        temperature: field(z.number().nullable(), { label: '体温', sensitivity: 'personal' }),
        at: instant(),
      })
      .nullable(),
    handover: z
      .object({ fromUnit: z.string().nullable(), officer: text('护送人员'), signedAt: instant(), late: z.boolean() })
      .nullable(),
    registeredAt: instant().nullable(),
    /** How many times it was written or corrected. */
    registrations: z.number().int(),
    values: carried,
    stated,
    cause: z.string().nullable(),
    causeNote: text('经过'),
    request: z.string().nullable(),
    assistance: z.string().nullable(),
    conditions: z.array(z.string()),
    capacity: z.string().nullable(),
    decision: z
      .object({
        kind: z.string(),
        at: instant(),
        ground: z.string().nullable(),
        noticeNo: z.string().nullable(),
        explanation: text('说明'),
      })
      .nullable(),
    belongings: z.array(thing).max(300),
    belongingsLeft: z.number().int(),
    /** Whether help may be refused at all, and why not. */
    ability: z.object({ level: z.string(), who: z.string() }),
    earlier,
    /** How a guest who left comes back; nothing for who is here, and for the dead. */
    wayBack: z.enum(['same-file', 'new-reception']).nullable(),
  }),
  may: (actor) => mayReceive(actor),
  async read(context, { fileId }) {
    const loaded = await readReception(context, fileId)
    if (!loaded) return null
    const { file, person, facts, own, details } = loaded
    const detail = (fact: LedgerFact | undefined) => (fact ? (details.get(fact.id) ?? {}) : {})
    const asked = detail(lastOf(own, 'intake.asked'))
    const triaged = lastOf(own, 'intake.triaged')
    const handover = lastOf(own, 'handover.signed')
    const registered = lastOf(own, 'intake.registered')
    const form = (detail(registered)['form'] ?? {}) as Record<string, unknown>
    const safety = own.findLast((fact) => fact.name.startsWith('intake.safety-'))
    const ended = own.findLast((fact) => DECISIONS.includes(fact.name))
    const condition = lastOf(facts, 'person.condition-noted')?.value
    const [things, returns] = [
      await belongingsOf(context.tx, context.vault, fileId),
      await returnsOf(context.tx, context.vault, fileId),
    ]
    const files = await filesOfPerson(context.tx, person.id)
    return {
      fileId,
      personId: person.id,
      no: file.no,
      state: file.state,
      displayName: person.displayName,
      sex: person.sex,
      birthFrom: person.birthFrom,
      birthTo: person.birthTo,
      identity: person.identity,
      arrival: file.arrival,
      arrivedAt: file.arrivedAt,
      acceptedAt: file.acceptedAt,
      escortUnit: said(asked['escortUnit']),
      escortPerson: said(asked['escortPerson']),
      foundPlace: said(asked['foundPlace']),
      steps: stepsOf(own),
      lacking: lackingForAcceptance(own),
      warnings: warningsOf(own),
      safety: {
        state: safetyOf(own),
        at: safety?.occurredAt ?? null,
        why: said(detail(safety)['why']),
        secondStaff: said(detail(safety)['secondStaff']),
      },
      triage: triaged
        ? {
            decision: String(triaged.value['decision']),
            signs: (triaged.value['signs'] as string[] | undefined) ?? [],
            temperature: (detail(triaged)['temperature'] as number | undefined) ?? null,
            at: triaged.occurredAt,
          }
        : null,
      handover: handover
        ? {
            fromUnit: said(handover.value['from']),
            officer: said(detail(handover)['officer']),
            signedAt: handover.occurredAt,
            late: file.acceptedAt !== null && handover.occurredAt > file.acceptedAt,
          }
        : null,
      registeredAt: registered?.occurredAt ?? null,
      registrations: own.filter((fact) => fact.name === 'intake.registered').length,
      values: carriedValues(person.description),
      stated: statedOf(person.description),
      cause: said(form['cause']),
      causeNote: said(form['causeNote']),
      request: said(form['request']),
      assistance: said(form['assistance']),
      conditions: (condition?.['kinds'] as string[] | undefined) ?? [],
      capacity: said(condition?.['capacity']),
      decision: ended
        ? {
            kind: ended.name,
            at: ended.occurredAt,
            ground: said(ended.value['ground'] ?? ended.value['to']),
            noticeNo: said(ended.value['noticeNo']),
            explanation: said(detail(ended)['explanation'] ?? detail(ended)['reason']),
          }
        : null,
      belongings: things.map((each) => ({
        ...each,
        returns: returns.filter((out) => out.belongingId === each.id),
      })),
      belongingsLeft: outstanding(own).length,
      ability: abilityOf({ file, person, facts }, context.now),
      earlier: earlierStays(
        files.filter((each) => each.id !== fileId),
        context.now,
      ),
      wayBack: wayBack(file, context.now),
    }
  },
})

export const readNumber = query({
  name: 'intake.read-number',
  title: '核对证件号',
  help: '看校验位、出生日期对不对；不对也照样可以登记。',
  params: z.strictObject({ number: field(z.string().max(64), { label: '证件号', sensitivity: 'personal' }) }),
  result: z.object({
    level: z.string(),
    sentence: z.string(),
    sex: z.enum(['male', 'female']).nullable(),
    birth: z.string().nullable(),
  }),
  may: (actor) => mayReceive(actor),
  async read({ now }, { number }) {
    const reading = readIdNumber(number, dateOf(now))
    const sound = reading.level === 'valid' || reading.level === 'historic'
    return {
      level: reading.level,
      sentence: reading.sentence,
      sex: sound ? (reading.sex ?? null) : null,
      birth: sound ? (reading.birth ?? null) : null,
    }
  },
})

const DECISIONS: readonly string[] = ['intake.accepted', 'intake.refused', 'intake.withdrawn', 'intake.transferred']

/** A told text, or null; "not known" in one of its ways is null here, the person's page shows which. */
const said = (value: unknown): string | null => (typeof value === 'string' ? value : null)
