/** What a rich life leaves in this room: one child's file with everything filled in, a sibling's, and a double of it. */
import { jobContext } from '#kernel/jobs.ts'
import type { Place, TestHouse } from '../../../../tests/house.ts'

interface Lived {
  canary: string
  phone: string
}

/** The child that the rooms of the work for minors live on with. */
export interface LivedChild {
  childId: string
  /** A sibling's file. */
  siblingId: string
}

/** Lives it at the centre, in the town, village and school of the story; whichever station the rest happens at. */
export async function mindedRichly(house: TestHouse, _place: Place, { canary, phone }: Lived): Promise<LivedChild> {
  const worker = house.actor('minors-officer', 'centre')
  const head = house.actor('centre-head', 'centre')
  const { town, village, school } = house.organisations
  const started = async (name: string, birthDate: string) =>
    (
      await house.done(worker, 'minors.start-file', {
        from: 'desk',
        writtenName: `${canary}${name}`,
        heardNames: [`${canary}妹`],
        nicknames: [`${canary}丫`],
        alias: `${canary}化名`,
        sex: 'female',
        birthDate,
        household: `青禾县${canary}村`,
        marks: [`${canary}胎记`],
        places: [`${canary}镇`],
        kinds: ['left-behind', 'prisoner-child', 'victim'],
        guardianKnown: true,
        townId: town.id,
        villageId: village.id,
        schoolId: school.id,
        address: `${canary}路一号`,
        reason: `${canary}经过`,
      })
    ).reply.childId as string
  const childId = await started('小禾', '2015-04-26')
  const siblingId = await started('大禾', '2012-02-03')
  const doubleId = await started('小禾', '2015-04-26')
  const done = (door: string, form: Record<string, unknown>, actor = worker) => house.done(actor, door, { childId, ...form })
  await done('minors.open-file', { reason: `${canary}理由` })
  await done('minors.correct-register', { ethnicity: '汉', address: `${canary}路二号`, source: `${canary}户口簿` })
  await done('minors.change-kinds', { add: ['hardship'], withdraw: ['victim'], reason: `${canary}依据` })
  await done('minors.note-family', {
    name: `${canary}奶奶`,
    relation: 'grandmother',
    phone,
    state: 'home',
    address: `${canary}村一组`,
    care: true,
    decides: false,
    danger: true,
    dangerWhy: `${canary}看到`,
    note: `${canary}说明`,
  })
  const away = await done('minors.note-family', { name: `${canary}叔`, relation: 'uncle' })
  await done('minors.remove-member', { memberId: away.reply.memberId, reason: `${canary}搬走` })
  const care = { name: `${canary}姑`, relation: '姑姑', phone, address: `${canary}巷`, reason: `${canary}外出` }
  await done('minors.entrust-care', { ...care, from: '2026-09-01', until: '2027-07-01', toldSchool: true, toldVillage: true })
  await done('minors.note-schooling', {
    state: 'enrolled',
    grade: '五年级',
    teacher: `${canary}老师`,
    phone,
    note: `${canary}缺课`,
  })
  await done('minors.note-health', {
    body: ['ill'],
    disabilities: [{ kind: 'hearing', level: '2', card: `${canary}证` }],
    illness: `${canary}病`,
    medicine: `${canary}药`,
    allergies: `${canary}素`,
    source: `${canary}病历`,
  })
  await done('minors.link-sibling', { otherId: siblingId, kind: 'full', together: true })
  await done('minors.add-note', { text: `${canary}记事` })
  const asked = await done(
    'minors.ask-reader',
    { part: 'reader', reason: `${canary}轮班` },
    house.actor('child-director', 'village'),
  )
  await house.done(head, 'minors.approve-reader', { requestId: asked.reply.requestId, note: `${canary}同意` })
  const paper = await done('minors.ask-dossier', { parts: ['register', 'course'], purpose: `${canary}用途` })
  await house.done(head, 'minors.approve-dossier', { requestId: paper.reply.requestId, note: `${canary}同意` })
  await house.ask(house.actor('police-officer', 'police'), 'minors.band', { childId })
  await house.house.handlers.get('minors.look-for-same')?.run(jobContext(house.house), { childIds: [childId, doubleId] })
  return { childId, siblingId }
}
