/** Lives of the sample city's files: what happened when, done by whom, as actions of the rooms. */
import { DAY, HOUR, MINUTE } from '#kernel/time.ts'
import type { Chance } from './chance.ts'
import { type Invented, invent } from './invented.ts'

export type StationKey = 'yunchuan' | 'qinghe-station' | 'liutang-station'

/** One action of a life. `$name` in the form stands for what an earlier step of the same life kept from its reply. */
export interface Step {
  at: number
  who: 'clerk' | 'leader' | 'nurse' | 'tracing' | 'head'
  action: string
  form: Record<string, unknown>
  keep?: Record<string, string>
  /** A refusal is part of life here (a bed already taken): the life goes on. */
  optional?: true
}

export interface Life {
  station: StationKey
  person: Invented
  steps: Step[]
  /** Wants a bed from acceptance until this instant; null: is still here. */
  leavesAt: number | null
}

export interface Frame {
  chance: Chance
  station: StationKey
  /** Arrival, epoch ms. */
  at: number
  /** The present: nothing is planned after it. */
  now: number
  year: number
}

const SECOND_STAFF: Record<StationKey, string> = { yunchuan: '吴爱华', 'qinghe-station': '许放', 'liutang-station': '岳林' }

function receive(frame: Frame, person: Invented, said: Record<string, unknown>): Step {
  return {
    at: frame.at,
    who: 'clerk',
    action: 'intake.receive',
    keep: { fileId: 'fileId', personId: 'personId' },
    form: {
      sex: person.sex,
      safety: 'clear',
      consent: 'given',
      secondStaff: SECOND_STAFF[frame.station],
      ...(person.sex === 'female' ? { bodyCheckBy: 'female' } : {}),
      decision: 'accept',
      told: true,
      guestSign: 'signed',
      ...said,
    },
  }
}

const named = (person: Invented) => ({
  writtenName: person.name,
  birthDate: person.birth,
  idNumber: person.idNumber,
  identityProof: 'card-read',
  household: person.household,
  ethnicity: '汉族',
})

/** Most guests are checked within hours; some are forgotten for a day. */
function screen(frame: Frame, more: Record<string, unknown> = {}): Step {
  const late = frame.chance.happens(0.06)
  return {
    at: frame.at + (late ? frame.chance.between(26, 40) * HOUR : frame.chance.between(20, 300) * MINUTE),
    who: 'nurse',
    action: 'medical.screen',
    // Who is checked only after leaving is not checked at all: the duty stays open, as in life.
    optional: true,
    form: {
      fileId: '$fileId',
      temperature: 36 + frame.chance.between(2, 9) / 10,
      fit: 'yes',
      infection: 'ruled-out',
      lice: 'no',
      ...more,
    },
  }
}

const record = (at: number, fact: string, value: Record<string, unknown>, evidence: string): Step => ({
  at,
  who: 'tracing',
  action: 'people.record-done',
  form: { subjectKind: 'rescue-file', subjectId: '$fileId', fact, value, evidence },
})

function faceCompared(frame: Frame): Step[] {
  if (frame.chance.happens(0.04)) return []
  const late = frame.chance.happens(0.08)
  return [
    record(
      frame.at + (late ? frame.chance.between(25, 60) : frame.chance.between(1, 20)) * HOUR,
      'tracing.face-compared',
      { result: 'not-found' },
      '全国救助管理信息系统比对记录',
    ),
  ]
}

function leave(frame: Frame, at: number, kind: string, more: Record<string, unknown>): Step {
  return {
    at,
    who: 'clerk',
    action: 'departure.leave',
    form: { fileId: '$fileId', kind, secondStaff: SECOND_STAFF[frame.station], ...more },
  }
}

/** Knows who they are, stays some days, goes home on a voucher. */
export function passing(frame: Frame): Life {
  const { chance } = frame
  const person = invent(chance, frame.year, chance.between(22, 66))
  const days = chance.happens(0.05) ? chance.between(11, 14) : chance.between(1, 6)
  const leavesAt = frame.at + days * DAY + chance.between(1, 5) * HOUR
  const local = chance.happens(0.35)
  return {
    station: frame.station,
    person,
    leavesAt,
    steps: [
      receive(frame, person, {
        ...named(person),
        arrival: chance.pick(['self', 'self', 'public', 'patrol']),
        conditions: ['none'],
        capacity: 'full',
        cause: chance.pick(['no-work', 'no-kin', 'robbed', 'lost']),
        request: 'home',
      }),
      screen(frame),
      ...faceCompared(frame),
      {
        at: frame.at + 3 * HOUR,
        who: 'clerk',
        action: 'people.state-identity',
        form: { personId: '$personId', status: 'verified', evidence: 'document', source: '居民身份证读卡' },
      },
      {
        at: leavesAt - HOUR,
        who: 'clerk',
        action: 'departure.issue-ticket',
        form: {
          fileId: '$fileId',
          kind: 'voucher',
          transport: chance.pick(['train', 'coach']),
          from: '云川',
          to: person.household.slice(0, 3),
          fareYuan: chance.between(35, 180),
          home: 'yes',
          noRefund: true,
          food: '方便面、矿泉水',
          receiptSigned: true,
        },
      },
      leave(frame, leavesAt, 'own', {
        goesHome: 'yes',
        origin: person.household,
        local: local ? 'yes' : 'no',
        crossProvince: chance.happens(0.3) ? 'yes' : 'no',
        via: 'train',
        signedHow: 'signature',
      }),
      ...(local && chance.happens(0.4)
        ? [record(leavesAt + chance.between(60, 200) * DAY, 'follow-up.visited', { manner: 'phone' }, '电话回访记录')]
        : []),
      ...(!local && chance.happens(0.85)
        ? [
            {
              at: leavesAt + chance.between(1, 8) * DAY,
              who: 'clerk' as const,
              action: 'departure.tell-origin',
              form: { fileId: '$fileId', origin: person.household, way: 'letter' },
            },
          ]
        : []),
    ],
  }
}

/** Brought by the police, family is told and comes. */
export function fetched(frame: Frame): Life {
  const { chance } = frame
  const minor = chance.happens(0.25)
  const person = invent(chance, frame.year, minor ? chance.between(8, 16) : chance.between(60, 84))
  const leavesAt = frame.at + chance.between(1, 4) * DAY + chance.between(1, 6) * HOUR
  const local = chance.happens(0.5)
  return {
    station: frame.station,
    person,
    leavesAt,
    steps: [
      {
        ...receive(frame, person, {
          ...named(person),
          arrival: 'police',
          escortUnit: '车站派出所',
          escortPerson: '值班民警',
          conditions: minor ? ['none'] : ['dementia'],
          capacity: minor ? 'limited' : 'limited',
          cause: 'lost',
          request: 'family',
          decision: 'later',
          consent: 'escort',
        }),
      },
      ...(chance.happens(0.93)
        ? [
            {
              at: frame.at + 5 * MINUTE,
              who: 'clerk' as const,
              action: 'intake.sign-handover',
              form: { fileId: '$fileId', fromUnit: '车站派出所', officer: '值班民警', signedByEscort: true, signedByUs: true },
            },
          ]
        : []),
      { at: frame.at + 20 * MINUTE, who: 'clerk', action: 'intake.accept', form: { fileId: '$fileId' } },
      screen(frame),
      ...faceCompared(frame),
      {
        at: frame.at + 8 * HOUR,
        who: 'clerk',
        action: 'people.state-identity',
        form: { personId: '$personId', status: 'verified', evidence: 'police', source: '车站派出所人口信息查询' },
      },
      leave(frame, leavesAt, 'family', {
        goesHome: 'yes',
        origin: person.household,
        local: local ? 'yes' : 'no',
        crossProvince: 'no',
        receiver: `${person.name.slice(0, 1)}家亲属`,
        collectorName: `${person.name.slice(0, 1)}${minor ? '志远' : '小林'}`,
        collectorRelation: minor ? '父亲' : '儿子',
        collectorChecked: true,
        collectorCopies: ['$copy'],
        signedHow: 'signature',
        consentBy: '吴爱华',
      }),
      ...(chance.happens(0.6)
        ? [
            record(
              leavesAt + chance.between(10, 90) * DAY,
              'follow-up.visited',
              { manner: chance.pick(['phone', 'in-person']) },
              '回访记录',
            ),
          ]
        : []),
    ],
  }
}

/** Cannot say who they are: notice, police, DNA, months. Some are found, some stay. */
export function nameless(frame: Frame, stays = false): Life {
  const { chance } = frame
  const person = invent(chance, frame.year, chance.between(35, 75))
  const age = frame.year - Number(person.birth.slice(0, 4))
  const found = !stays && chance.happens(0.75)
  const days = chance.between(12, 150)
  const leavesAt = found ? frame.at + days * DAY : null
  const late = (usual: number, worst: number) => (chance.happens(0.12) ? worst : usual)
  const months = Math.floor((Math.min(leavesAt ?? frame.now, frame.now) - frame.at) / (30 * DAY))
  return {
    station: frame.station,
    person,
    leavesAt,
    steps: [
      receive(frame, person, {
        arrival: chance.pick(['police', 'city-management', 'public', 'patrol']),
        escortUnit: '车站派出所',
        ...(chance.happens(0.4) ? { heardNames: [chance.happens(0.5) ? person.name : person.nickname] } : {}),
        ageSeenMin: Math.max(age - 5, 18),
        ageSeenMax: age + 5,
        marks: person.marks,
        accent: person.accent,
        places: person.places,
        conditions: [chance.pick(['mental', 'intellectual', 'dementia'])],
        cause: 'lost',
        consent: 'cannot',
        guestSign: 'witnessed',
      }),
      screen(frame, { fit: chance.happens(0.5) ? 'yes' : 'unclear' }),
      ...faceCompared(frame),
      ...(chance.happens(0.97)
        ? [
            record(
              frame.at + late(chance.between(2, 22), 30) * HOUR,
              'tracing.pushed-national',
              { receipt: `QG-${frame.year}-${chance.between(1000, 9999)}` },
              '推送回执',
            ),
          ]
        : []),
      record(frame.at + late(chance.between(1, 20), 28) * HOUR, 'tracing.police-asked', { kind: 'records' }, '协查函存根'),
      ...(chance.happens(0.95)
        ? [record(frame.at + late(chance.between(2, 6), 15) * DAY, 'tracing.police-asked', { kind: 'dna' }, '采血申请函存根')]
        : []),
      record(frame.at + chance.between(8, 28) * DAY, 'tracing.dna-sampled', {}, '公安采样回执'),
      ...Array.from({ length: Math.min(months, 24) }, (_, index) =>
        record(
          frame.at + (30 * (index + 1) - chance.between(0, 4)) * DAY,
          'tracing.notice-renewed',
          { channel: 'national' },
          '公告更新截图',
        ),
      ),
      ...(leavesAt
        ? [
            {
              at: leavesAt - 3 * DAY,
              who: 'tracing' as const,
              action: 'people.state-identity',
              form: {
                personId: '$personId',
                status: 'verified',
                evidence: chance.pick(['dna', 'police', 'relatives']),
                source: '公安机关比中反馈',
              },
            },
            {
              at: leavesAt - 2 * DAY,
              who: 'nurse' as const,
              action: 'medical.screen',
              form: { fileId: '$fileId', temperature: 36.5, fit: 'yes', infection: 'ruled-out' },
            },
            leave(frame, leavesAt, 'escort', {
              goesHome: 'yes',
              origin: person.household,
              local: chance.happens(0.4) ? 'yes' : 'no',
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
          ]
        : []),
    ],
  }
}

/** Sent to hospital first, comes back, then goes home with family. */
export function hospitalFirst(frame: Frame): Life {
  const { chance } = frame
  const person = invent(chance, frame.year, chance.between(40, 80))
  const back = frame.at + chance.between(4, 20) * DAY
  const leavesAt = back + chance.between(1, 5) * DAY
  return {
    station: frame.station,
    person,
    leavesAt,
    steps: [
      receive(frame, person, {
        ...named(person),
        arrival: 'patrol',
        signs: ['unconscious'],
        safety: 'deferred',
        deferredWhy: '先救治',
        decision: 'hospital',
        conditions: ['critical'],
        cause: 'medical',
        guestSign: 'witnessed',
      }),
      {
        at: frame.at + 10 * MINUTE,
        who: 'clerk',
        action: 'medical.hospitalise',
        form: { fileId: '$fileId', hospitalName: '云川市第一医院', reason: 'critical', fromStreet: 'yes', ambulance: '120' },
      },
      {
        at: frame.at + (chance.happens(0.85) ? 8 : 40) * HOUR,
        who: 'nurse',
        action: 'medical.identify-at-bedside',
        form: { fileId: '$fileId', result: 'claimed', how: '病床前询问，本人能说姓名', eligible: 'yes' },
      },
      {
        at: back - DAY,
        who: 'nurse',
        action: 'medical.ready-for-discharge',
        form: { fileId: '$fileId', canPay: 'no', nobody: 'no', openCase: 'no' },
      },
      { at: back, who: 'nurse', action: 'medical.fetch-back', form: { fileId: '$fileId', by: '陈若愚', to: 'station' } },
      {
        at: back + 10 * MINUTE,
        who: 'clerk',
        action: 'intake.check-safety',
        form: {
          fileId: '$fileId',
          safety: 'clear',
          consent: 'given',
          secondStaff: SECOND_STAFF[frame.station],
          ...(person.sex === 'female' ? { bodyCheckBy: 'female' } : {}),
        },
      },
      { at: back + 30 * MINUTE, who: 'clerk', action: 'intake.accept', form: { fileId: '$fileId' } },
      {
        at: back + 2 * HOUR,
        who: 'nurse',
        action: 'medical.screen',
        form: { fileId: '$fileId', temperature: 36.6, fit: 'yes', infection: 'ruled-out' },
      },
      record(back + 5 * HOUR, 'tracing.face-compared', { result: 'not-found' }, '比对记录'),
      {
        at: back + 6 * HOUR,
        who: 'clerk',
        action: 'people.state-identity',
        form: { personId: '$personId', status: 'verified', evidence: 'document', source: '家属送来户口簿' },
      },
      leave(frame, leavesAt, 'family', {
        goesHome: 'yes',
        origin: person.household,
        local: 'no',
        crossProvince: 'no',
        receiver: '亲属',
        collectorName: `${person.name.slice(0, 1)}小林`,
        collectorRelation: '子女',
        collectorChecked: true,
        collectorCopies: ['$copy'],
        signedHow: 'signature',
        consentBy: '吴爱华',
      }),
    ],
  }
}

/** Asks, and is told why not; or thinks better of it. */
export function turnedAway(frame: Frame): Life {
  const { chance } = frame
  const person = invent(chance, frame.year, chance.between(25, 55))
  const refusedHelp = chance.happens(0.6)
  return {
    station: frame.station,
    person,
    leavesAt: frame.at,
    steps: [
      {
        at: frame.at,
        who: 'clerk',
        action: 'intake.ask',
        keep: { fileId: 'fileId', personId: 'personId' },
        form: { arrival: 'self', writtenName: person.name, sex: person.sex, birthDate: person.birth },
      },
      refusedHelp
        ? {
            at: frame.at + 20 * MINUTE,
            who: 'leader',
            action: 'intake.refuse',
            form: {
              fileId: '$fileId',
              ground: 'wants-cash',
              explanation: '只要求发给现金，拒绝食宿和车票',
              approvedBy: '吴爱华',
              delivery: 'signed',
            },
          }
        : {
            at: frame.at + 20 * MINUTE,
            who: 'clerk',
            action: 'intake.withdraw',
            form: { fileId: '$fileId', reason: '说自己去找朋友', signing: 'signed', adviceGiven: true },
          },
    ],
  }
}

/** Came some days ago and is here now. */
export function present(frame: Frame): Life {
  const life = passing(frame)
  return {
    ...life,
    leavesAt: null,
    steps: life.steps.filter((step) => !step.action.startsWith('departure.') && !(step.form.fact === 'follow-up.visited')),
  }
}
