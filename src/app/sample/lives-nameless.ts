/** Lives of those who cannot say who they are. */
import { DAY, dateOf, HOUR } from '#kernel/time.ts'
import { invent } from './invented.ts'
import { answered, askPolice, interviewed, noticed, pushed, sampleTaken, takenOn } from './looking.ts'
import { faceCompared, forgotten, type Frame, leave, type Life, receive, screen, type Step, tellOrigin } from './steps.ts'

const SAYINGS = [
  '屋后有条河',
  '对面是石灰窑',
  '妈妈卖豆腐',
  '爸爸开拖拉机',
  '家门口有棵大樟树',
  '属羊',
  '赶场要走半天',
  '哥哥在部队',
  '打谷机轧了手',
  '火车从屋后过',
]

/** Cannot say who they are: notice, police, DNA, months. Some are found, some stay. */
export function nameless(frame: Frame, stays = false): Life {
  const { chance } = frame
  const person = invent(chance, frame.year, chance.between(35, 75))
  const age = frame.year - Number(person.birth.slice(0, 4))
  const found = !stays && chance.happens(0.75)
  const days = chance.between(12, 150)
  const leavesAt = found ? frame.at + days * DAY : null
  const local = chance.happens(0.4)
  const late = (usual: number, worst: number) => (chance.happens(0.06) ? worst : usual)
  const months = Math.floor((Math.min(leavesAt ?? frame.now, frame.now) - frame.at) / (30 * DAY))
  return {
    station: frame.station,
    person,
    leavesAt,
    steps: [
      receive(frame, person, {
        arrival: chance.pick(['public', 'public', 'patrol', 'self']),
        ...(chance.happens(0.4) ? { heardNames: [chance.happens(0.5) ? person.name : person.nickname] } : {}),
        ageSeenMin: Math.max(age - 5, 18),
        ageSeenMax: age + 5,
        marks: person.marks,
        accent: person.accent,
        places: person.places,
        conditions: [chance.pick(['mental', 'intellectual', 'dementia'])],
        ...(chance.happens(0.9) ? { capacity: 'limited' } : {}),
        cause: 'lost',
        consent: 'cannot',
        guestSign: 'witnessed',
      }),
      screen(frame, { fit: chance.happens(0.5) ? 'yes' : 'unclear' }),
      ...faceCompared(frame),
      // In the counties one person does everything; nobody is named for it.
      ...(frame.station === 'yunchuan' ? [takenOn(frame.at + 12 * HOUR)] : []),
      ...interviewed(frame, [
        { places: person.places, ...(chance.happens(0.4) ? { nicknames: [person.nickname] } : {}) },
        { phrases: [chance.pick(SAYINGS)], ...(chance.happens(0.35) ? { names: [person.name] } : {}) },
        ...(chance.happens(0.6) ? [{ phrases: [chance.pick(SAYINGS)], kin: [{ relation: 'father', name: person.father }] }] : []),
      ]),
      ...(!forgotten(frame, 0.2)
        ? [pushed(frame.at + late(chance.between(2, 22), 30) * HOUR, `QG-${frame.year}-${chance.between(1000, 9999)}`)]
        : []),
      ...(chance.happens(0.7) ? noticed(frame, frame.at + chance.between(4, 20) * HOUR, months) : []),
      askPolice(frame.at + late(chance.between(1, 20), 28) * HOUR, 'records'),
      ...(!forgotten(frame, 0.25) ? [answered(frame.at + chance.between(3, 7) * DAY, 'records', 'not-found')] : []),
      ...(!forgotten(frame, 0.25)
        ? [
            askPolice(frame.at + late(chance.between(2, 6), 15) * DAY, 'dna'),
            sampleTaken(frame.at + 17 * DAY, dateOf(frame.at + 16 * DAY)),
            ...(!forgotten(frame, 0.3) ? [answered(frame.at + chance.between(20, 30) * DAY, 'dna', 'not-found')] : []),
          ]
        : []),
      // Over three months and nameless: most have been put up for settlement in time.
      ...(months > 3 && chance.happens(0.8) ? appliedFor(frame.at + 112 * DAY) : []),
      ...(leavesAt
        ? [
            nameFound(frame, person, leavesAt - 3 * DAY),
            {
              at: leavesAt - 2 * DAY,
              who: 'nurse' as const,
              action: 'medical.screen',
              form: { fileId: '$fileId', temperature: 36.5, fit: 'yes', infection: 'ruled-out' },
            },
            leave(frame, leavesAt, 'escort', {
              goesHome: 'yes',
              origin: person.household,
              local: local ? 'yes' : 'no',
              crossProvince: chance.happens(0.3) ? 'yes' : 'no',
              via: 'train',
              receiver: '流出地救助管理站',
              escorts: [
                { name: '陆青', sex: 'male' },
                { name: '韩小满', sex: 'female' },
              ],
              signedHow: 'thumbprint',
              consentBy: '吴爱华',
            }),
            {
              at: leavesAt + 30 * HOUR,
              who: 'clerk' as const,
              action: 'departure.sign-handover',
              form: {
                fileId: '$fileId',
                arrivedAt: leavesAt + 28 * HOUR,
                receivedBy: '流出地救助管理站',
                signer: '值班员',
                identity: 'papers',
                handed: ['papers', 'belongings'],
                signature: { typed: '值班员', as: 'paper', reason: '纸质交接单上签的' },
              },
            },
            ...tellOrigin(frame, person, leavesAt, local),
          ]
        : []),
    ],
  }
}

/** Put up for settlement where the file allows it; the head waives what cannot be had any more. */
const appliedFor = (at: number): Step[] => [
  {
    at,
    who: 'head',
    action: 'settlement.check-file',
    optional: true,
    form: {
      fileId: '$fileId',
      done: ['photo', 'found-papers', 'wish', 'fingerprints'],
      waived: ['records', 'dna', 'face', 'notice', 'renewed', 'national', 'interviews', 'matches'],
      waiveReason: '入系统前的材料在纸质卷宗里，已核对。',
    },
  },
  {
    at: at + HOUR,
    who: 'leader',
    action: 'settlement.apply',
    optional: true,
    form: { fileId: '$fileId', situation: '多方查找三个月没有结果。' },
  },
]

/** At last somebody knows: with a tracing officer the way it was found is kept, elsewhere only the evidence. */
function nameFound({ chance, station }: Frame, person: Life['person'], at: number): Step {
  const evidence = chance.pick(['dna', 'police', 'police', 'relatives', 'relatives', 'relatives'] as const)
  // Most are found by people who keep talking and by the families this leads to.
  const ways = {
    dna: ['dna'],
    police: ['police-records', 'interview'],
    relatives: ['interview', 'interview', 'notice', 'helper'],
  }
  const way = chance.pick(ways[evidence])
  const source = '公安机关比中反馈'
  return station === 'yunchuan'
    ? {
        at,
        who: 'tracing',
        action: 'identification.decide',
        form: { fileId: '$fileId', evidence: [evidence], source, way, writtenName: person.name, birthDate: person.birth },
      }
    : {
        at,
        who: 'tracing',
        action: 'people.state-identity',
        form: { personId: '$personId', status: 'verified', evidence, source },
      }
}
