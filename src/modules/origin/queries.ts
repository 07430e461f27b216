/** The doors for reading at the place of origin. */
import { z } from 'zod'
import { type Actor, inRange } from '#kernel/actor.ts'
import { field } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { type AnyQuery, query, type ReadContext } from '#kernel/query.ts'
import { fileById, rescueFile } from '#modules/people-and-cases/index.ts'
import { mayReceive, mayRestore, mayVisit } from './access.ts'
import { COURSE, stepsOf } from './course.ts'
import { lettersToOrigin } from './letter-out.ts'
import { reception } from './lifecycle.ts'
import { abandonmentSeen, lastOf } from './rules.ts'
import { fileId } from './schema.ts'
import { sendingsOf } from './store.ts'
import { casesHere, casesOfFile, ENDED, lettersOfFile, type ListedCase, LONGEST, writersOf } from './store-read.ts'
import { type Group, groups, groupsOf, letterKinds, signers, ways } from './words.ts'

const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const instant = (label: string) => field(z.number().nullable(), { label, widget: 'instant' })
const day = (label: string) => field(z.string().nullable(), { label, widget: 'date' })
const groupKeys = Object.keys(groups) as [Group, ...Group[]]

const listedCase = {
  receptionId: z.string(),
  fileId: z.string(),
  no: field(z.string(), { label: '编号' }),
  name: personal('姓名'),
  sex: field(z.string().nullable(), { label: '性别' }),
  place: field(z.string(), { label: '接收单位' }),
  from: field(z.string(), { label: '来函单位' }),
  letterNo: field(z.string().nullable(), { label: '文号' }),
  state: field(z.enum(Object.keys(reception.states) as [keyof typeof reception.states]), { label: '状态' }),
  groups: z.array(z.enum(groupKeys)).max(8),
  asks: field(z.boolean(), { label: '商请接收' }),
  way: field(z.enum(Object.keys(ways) as [keyof typeof ways]), { label: '来函方式' }),
  toldAt: field(z.number(), { label: '收到', widget: 'instant' }),
  answeredAt: instant('答复'),
  fetchOn: day('约定接收'),
  receivedAt: instant('接收'),
  receivedTo: field(z.string().nullable(), { label: '去处' }),
  visitedAt: instant('走访'),
  hardshipAt: instant('发现困难'),
  reportedAt: instant('报送'),
  homelessAt: instant('无家可归'),
  placedAt: instant('安置'),
  cancelledAt: instant('户口注销'),
  restoredAt: instant('户籍恢复'),
  /** The file is the other side's: a part of it is held here. */
  theirs: z.boolean(),
}

function listed(row: ListedCase): z.input<z.ZodObject<typeof listedCase>> {
  const { id, content, name, sender, ...rest } = row
  return {
    receptionId: id,
    fileId: rest.fileId,
    no: rest.no,
    name: name ?? content.name,
    sex: rest.sex ?? content.sex ?? null,
    place: rest.place,
    from: content.from || sender,
    letterNo: content.letterNo ?? null,
    state: rest.state,
    groups: groupsOf(rest),
    asks: rest.asks,
    way: rest.way,
    toldAt: rest.toldAt,
    answeredAt: rest.answeredAt,
    fetchOn: rest.fetchOn,
    receivedAt: rest.receivedAt,
    receivedTo: rest.receivedTo,
    visitedAt: rest.visitedAt,
    hardshipAt: rest.hardshipAt,
    reportedAt: rest.reportedAt,
    homelessAt: rest.homelessAt,
    placedAt: rest.placedAt,
    cancelledAt: rest.cancelledAt,
    restoredAt: rest.restoredAt,
    theirs: rest.filePath !== rest.ownerPath,
  }
}

export const board = query({
  name: 'origin.board',
  title: '流出地接收',
  help: '来函、接收、走访，以及发现的困难、无家可归、户籍。',
  params: z.strictObject({}),
  result: z.strictObject({
    items: z.array(z.strictObject(listedCase)).max(LONGEST + ENDED),
    doneTotal: z.number(),
    counts: z.array(z.strictObject({ group: z.enum(groupKeys), count: z.number() })).max(groupKeys.length),
  }),
  may: () => true,
  async read({ tx, vault }) {
    const { open, done, doneTotal } = await casesHere(tx, vault)
    const items = [...open, ...done].map(listed)
    return {
      items,
      doneTotal,
      counts: groupKeys.map((group) => ({
        group,
        count: group === 'done' ? doneTotal : items.filter((each) => each.groups.includes(group)).length,
      })),
    }
  },
})

const step = z.strictObject({
  id: z.string(),
  name: z.string(),
  title: field(z.string(), { label: '事项' }),
  at: field(z.number(), { label: '时间', widget: 'instant' }),
  by: field(z.string(), { label: '谁记的' }),
  line: field(z.string(), { label: '内容', sensitivity: 'personal' }),
})

const letter = z.strictObject({
  id: z.string(),
  kind: z.enum(Object.keys(letterKinds) as [keyof typeof letterKinds]),
  way: z.enum(Object.keys(ways) as [keyof typeof ways]),
  signer: z.enum(Object.keys(signers) as [keyof typeof signers]).nullable(),
  at: z.number(),
  from: field(z.string(), { label: '来函单位' }),
  letterNo: field(z.string().nullable(), { label: '文号' }),
  contact: personal('联系人'),
  phone: field(z.string().nullable(), { label: '电话', sensitivity: 'personal', mask: 'phone' }),
  text: personal('来函说什么'),
  arrivesOn: day('预计到达'),
})

const caseAnswer = z.strictObject({
  ...listedCase,
  letters: z.array(letter).max(100),
  /** What this actor may do here: the origin's own work, the asked visit, the restoring. */
  mine: z.boolean(),
  mayVisit: z.boolean(),
  mayRestore: z.boolean(),
  visitAsked: z.string().nullable(),
  policeAskedAt: z.number().nullable(),
  /** The other side wrote its handover. */
  handedOverAt: z.number().nullable(),
  abandonment: z.boolean(),
})

const holds = (actor: Actor, row: ListedCase) => ({
  mine: mayReceive(actor, { reception: row }),
  mayVisit: mayVisit(actor, { reception: row }),
  mayRestore: mayRestore(actor, { reception: row }),
})

/** Facts of a return with their details, read once. */
async function courseOf({ tx, vault }: ReadContext, id: string) {
  const facts = await factsOf(tx, [id])
  const wanted = facts.filter((fact) => COURSE.test(fact.name))
  const details = await detailsOf(
    tx,
    vault,
    wanted.map((fact) => fact.id),
  )
  const writers = await writersOf(
    tx,
    wanted.map((fact) => fact.recordedBy),
  )
  const by = new Map(writers.map((each) => [each.id, `${each.name}（${each.organisation}）`]))
  return { facts, details, steps: stepsOf(facts, details, by) }
}

export const ofFile = query({
  name: 'origin.of-file',
  title: '个案的流出地接收',
  params: z.strictObject({ fileId }),
  result: z.strictObject({
    /** The file is one's own: its letters go out from here. */
    own: z.boolean(),
    fileState: z.string(),
    stateWord: z.string(),
    /** Opened here by a letter, and nobody received at the door yet. */
    letterFile: z.boolean(),
    /** There is a letter to the place of origin. */
    hasLetter: z.boolean(),
    cases: z.array(caseAnswer).max(20),
    sendings: z
      .array(
        z.strictObject({
          sendingId: z.string(),
          way: z.string(),
          sentAt: z.number(),
          to: personal('发给哪里'),
          receipt: personal('回执'),
          answeredAt: z.number().nullable(),
          accepts: z.boolean().nullable(),
        }),
      )
      .max(50),
    steps: z.array(step).max(400),
  }),
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor } = context
    const file = await fileById(tx, params.fileId)
    if (!file) return null
    const { facts, details, steps } = await courseOf(context, file.id)
    const letters = await lettersOfFile(tx, vault, file.id)
    const visited = lastOf(facts, 'origin.family-visited')
    const sendings = await sendingsOf(tx, file.id)
    const told = new Map([
      ...details,
      ...(await detailsOf(
        tx,
        vault,
        sendings.map((each) => each.factId),
      )),
    ])
    const text = (id: string, key: string) => (told.get(id)?.[key] as string | undefined) ?? null
    const cases = (await casesOfFile(tx, vault, file.id)).map((row) => ({
      ...listed(row),
      letters: letters
        .filter((each) => each.receptionId === row.id)
        .map(({ content, receptionId: _id, ...each }) => ({
          ...each,
          from: content.from,
          letterNo: content.letterNo ?? null,
          contact: content.contact ?? null,
          phone: content.phone ?? null,
          text: content.text ?? null,
          arrivesOn: content.arrivesOn ?? null,
        })),
      ...holds(actor, row),
      visitAsked: row.visitAsked,
      policeAskedAt: row.policeAskedAt,
      handedOverAt: lastOf(facts, 'departure.handed-over')?.occurredAt ?? null,
      abandonment: visited !== undefined && abandonmentSeen(details.get(visited.id)),
    }))
    return {
      own: inRange(actor, file.ownerPath),
      fileState: file.state,
      stateWord: rescueFile.states[file.state].zh,
      letterFile: file.state === 'received',
      hasLetter: lastOf(facts, ...lettersToOrigin) !== undefined,
      cases,
      sendings: sendings.map((each) => ({
        sendingId: each.id,
        way: each.way,
        sentAt: each.sentAt,
        to: text(each.factId, 'to'),
        receipt: text(each.factId, 'receipt'),
        answeredAt: each.answeredAt,
        accepts: each.accepts,
      })),
      steps: steps.slice(-400),
    }
  },
})

export const readings: AnyQuery[] = [board, ofFile]
