/** Lives of the sample city's files: what happened when, done by whom, as actions of the rooms. */
import { DAY, HOUR, MINUTE } from '#kernel/time.ts'
import { invent } from './invented.ts'
import {
  faceCompared,
  forgotten,
  type Frame,
  leave,
  type Life,
  named,
  receive,
  record,
  screen,
  SECOND_STAFF,
  tellOrigin,
} from './steps.ts'

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
      ...(local && chance.happens(0.85)
        ? [record(leavesAt + chance.between(60, 200) * DAY, 'follow-up.visited', { manner: 'phone' }, '电话回访记录')]
        : []),
      ...tellOrigin(frame, person, leavesAt, local),
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
      ...(!forgotten(frame, 0.2)
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
      ...tellOrigin(frame, person, leavesAt, local),
      ...(chance.happens(0.9)
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
        at: frame.at + (forgotten(frame, 0.3) ? 40 : 8) * HOUR,
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
      ...tellOrigin(frame, person, leavesAt, false),
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
