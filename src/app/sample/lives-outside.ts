/** Lives outside the station and in hospital, and of those who get a name: people at every stage. Invented like all the others. */
import { addDays, DAY, dateOf, HOUR, MINUTE } from '#kernel/time.ts'
import { checkDigit } from '#modules/people-and-cases/id-number.ts'
import type { Chance } from './chance.ts'
import { organisationId } from './city.ts'
import type { Houses } from './houses.ts'
import { invent } from './invented.ts'
import { answered, askPolice, noticed, pushed, sampleTaken } from './looking.ts'
import { type Frame, type Life, receive, record, type Step } from './steps.ts'
import { by, file, step } from './steps-home.ts'

const bureau = (each: Step): Step => by('duruochuan', each)

/** Somebody of no known name for whom everything was tried; `days` ago. */
function unnamed(chance: Chance, now: number, days: number): { frame: Frame; steps: Step[]; sex: 'male' | 'female' } {
  const at = now - days * DAY - 3 * HOUR
  const year = Number(dateOf(at).slice(0, 4))
  const frame: Frame = { chance, station: 'yunchuan', at, now, year }
  const person = invent(chance, year, chance.between(50, 75))
  const age = year - Number(person.birth.slice(0, 4))
  return {
    frame,
    sex: person.sex,
    steps: [
      receive(frame, person, {
        arrival: 'patrol',
        ageSeenMin: age - 4,
        ageSeenMax: age + 4,
        marks: person.marks,
        accent: person.accent,
        conditions: ['intellectual', 'speech', 'immobile'],
        capacity: 'none',
        cause: 'lost',
        consent: 'cannot',
        guestSign: 'witnessed',
      }),
      step(at + HOUR, 'nurse', 'medical.screen', { ...file, temperature: 36.5, fit: 'no', infection: 'ruled-out' }),
      step(at + 2 * HOUR, 'tracing', 'tracing.record-interview', { ...file, result: 'nothing', manner: 'talk' }),
      pushed(at + 5 * HOUR, `QG-${year}-${chance.between(1000, 9999)}`),
      record(at + 6 * HOUR, 'tracing.face-compared', { result: 'not-found' }, '全国系统比对记录'),
      askPolice(at + 8 * HOUR, 'records'),
      ...noticed(frame, at + 9 * HOUR, Math.floor(days / 30)),
      answered(at + 5 * DAY, 'records', 'not-found'),
      askPolice(at + 6 * DAY, 'dna'),
      sampleTaken(at + 16 * DAY, dateOf(at + 15 * DAY)),
      answered(at + 28 * DAY, 'dna', 'not-found'),
    ],
  }
}

/** Proposed, approved, handed over; health told every month. */
function outside(frame: Frame, institutionId: string, after: number): Step[] {
  const at = frame.at + after * DAY
  const months = Math.floor((frame.now - at) / (30 * DAY))
  return [
    step(
      at - 2 * DAY,
      'clerk',
      'entrusted.propose',
      {
        ...file,
        institutionId,
        reasons: ['full-care'],
        why: '失能，夜间要两人翻身，站内夜班只有一名护理员。',
        tried: '特护区照料三周，仍有压疮。',
        level: 'full',
        legal: ['identity-unknown', 'capacity-none'],
        adultBecause: '两人目测五十岁以上，牙齿磨损。',
        km: 6,
      },
      { placement: 'placementId' },
    ),
    bureau(step(at - DAY, 'head', 'entrusted.approve', { placementId: '$placement', note: '同意' })),
    step(at, 'clerk', 'entrusted.place', {
      placementId: '$placement',
      level: 'full',
      copies: ['register', 'health', 'approval'],
      habits: '怕黑，夜里留灯；喜欢喝粥。',
      stationSigner: '吴爱华',
      institutionSigner: '赵雅',
    }),
    ...Array.from({ length: months }, (_, month) =>
      step(at + (month + 1) * 28 * DAY, 'nurse', 'entrusted.report-health', {
        ...file,
        weight: 48 + month,
        condition: 'stable',
        mood: 'calm',
      }),
    ),
  ]
}

const HAND = ['photo', 'found-papers', 'wish', 'fingerprints']
const STAGES = ['checked', 'applied', 'returned', 'planned', 'approved', 'named', 'registered', 'supported'] as const
type Stage = (typeof STAGES)[number]

/** A given name and a number of division 9999, which no place has. */
function nameFor(stage: Stage, sex: 'male' | 'female'): { name: string; number: string; birth: string } {
  const given = { named: '云长安', registered: '云望川', supported: '云知春' }
  const year = { named: 1962, registered: 1960, supported: 1958 }
  const at = stage === 'registered' || stage === 'supported' ? stage : 'named'
  const number = `999901${year[at]}0101${sex === 'male' ? '831' : '832'}`
  return { name: given[at], number: `${number}${checkDigit(number)}`, birth: `${year[at]}-01-01` }
}

/** The way to a register, as far as somebody has come. */
function settling(frame: Frame, stage: Stage, names: { name: string; number: string; birth: string }): Step[] {
  const at = frame.at + 96 * DAY
  const far = STAGES.indexOf(stage)
  const institution = { institutionId: organisationId('kangning') }
  const all: Step[][] = [
    [step(at, 'clerk', 'settlement.check-file', { ...file, done: HAND })],
    [
      step(at + DAY, 'leader', 'settlement.apply', {
        ...file,
        situation: '街头发现，不能说话；公安信息、DNA、人像比对和公告都没有结果。',
        wish: '点头表示愿意留下。',
      }),
    ],
    [],
    [
      bureau(
        step(
          at + 20 * DAY,
          'head',
          'settlement.plan',
          { fileIds: ['$fileId'], ...institution, way: '落集体户，由康宁养护院集中照料。' },
          { plan: 'planId' },
        ),
      ),
    ],
    [
      bureau(
        step(at + 40 * DAY, 'head', 'settlement.record-approval', {
          planId: '$plan',
          documentNo: '云政复〔2026〕12号',
          documentOn: dateOf(at + 39 * DAY),
          approvedIds: ['$fileId'],
          policeId: organisationId('police'),
        }),
      ),
    ],
    [
      step(at + 45 * DAY, 'clerk', 'settlement.propose-name', { ...file, how: 'rule', name: names.name, birthDate: names.birth }),
      step(at + 46 * DAY, 'leader', 'settlement.confirm-name', { ...file, name: names.name, seen: '与命名规则、目测年龄核对' }),
    ],
    [
      by(
        'zoukai',
        step(at + 60 * DAY, 'head', 'settlement.register', {
          ...file,
          how: 'police',
          registerNo: `集-${names.number.slice(-4)}`,
          idNumber: names.number,
          address: '长宁路 1 号集体户',
          division: '999901',
          ...institution,
          registeredOn: dateOf(at + 59 * DAY),
        }),
      ),
      step(at + 62 * DAY, 'leader', 'settlement.place', { ...file, ...institution, placedOn: dateOf(at + 62 * DAY) }),
    ],
    [
      bureau(
        step(at + 66 * DAY, 'head', 'settlement.assess-support', {
          ...file,
          noAbility: true,
          noIncome: true,
          noSupporter: true,
          ground: '失能，无收入，查无亲属。',
        }),
      ),
      bureau(
        step(at + 80 * DAY, 'head', 'settlement.grant-support', {
          ...file,
          level: 'care',
          amountYuan: 1280,
          fromMonth: dateOf(at + 110 * DAY).slice(0, 7),
          ...institution,
          fit: true,
        }),
      ),
    ],
  ]
  if (stage === 'returned')
    all[2] = [
      bureau(
        step(at + 9 * DAY, 'head', 'settlement.return-application', { ...file, lacks: ['photo'], reason: '近照模糊，请补拍。' }),
      ),
    ]
  return all.filter((_, index) => index <= far && (index !== 2 || stage === 'returned')).flat()
}

/** Brought from the street to the hospital, without reception. */
function inHospital(chance: Chance, now: number, days: number, more: Step[]): Life {
  const at = now - days * DAY - 2 * HOUR
  const year = Number(dateOf(at).slice(0, 4))
  const person = invent(chance, year, chance.between(40, 75))
  return {
    station: 'yunchuan',
    person,
    leavesAt: null,
    steps: [
      {
        at,
        who: 'clerk',
        action: 'intake.ask',
        keep: { fileId: 'fileId', personId: 'personId' },
        form: { arrival: 'patrol', sex: person.sex, ageSeenMin: 45, ageSeenMax: 70 },
      },
      step(at + 10 * MINUTE, 'clerk', 'medical.hospitalise', {
        ...file,
        hospitalId: organisationId('hospital'),
        reason: chance.pick(['injury', 'illness']),
        fromStreet: 'yes',
        ambulance: '120',
      }),
      ...more,
    ],
  }
}

/** Outside, on the way to a register, in hospital: one or two of each. */
export function outsideLives(chance: Chance, houses: Houses, now: number): Life[] {
  const anyone = invent(chance, Number(dateOf(now).slice(0, 4)), 60)
  const life = (steps: Step[]): Life => ({ station: 'yunchuan', person: anyone, leavesAt: null, steps })
  const settled = (stage: Stage, days: number, placed: number | null) => {
    const { frame, steps, sex } = unnamed(chance, now, days)
    return life([
      ...steps,
      ...(placed === null ? [] : outside(frame, houses.kangning, placed)),
      ...settling(frame, stage, nameFor(stage, sex)),
    ])
  }
  const only = (days: number, more: (frame: Frame) => Step[]) => {
    const { frame, steps } = unnamed(chance, now, days)
    return life([...steps, ...more(frame)])
  }
  const proposed = (frame: Frame): Step[] => outside({ ...frame, now: frame.at }, houses.kangning, 38).slice(0, 1)
  return [
    settled('checked', 99, 40),
    settled('applied', 108, null),
    settled('returned', 112, 45),
    settled('planned', 130, 40),
    settled('approved', 148, 50),
    settled('named', 155, 40),
    settled('registered', 190, 42),
    settled('supported', 260, 40),
    only(74, (frame) => outside(frame, houses.kangning, 40)),
    only(68, (frame) => outside(frame, houses.songhe, 35)),
    only(300, (frame) => outside(frame, houses.songhe, 60)),
    only(40, proposed),
    only(210, (frame) => [
      ...outside(frame, houses.kangning, 40),
      step(now - 8 * DAY, 'leader', 'entrusted.plan-bring-back', {
        on: addDays(dateOf(now), 6),
        capacity: 2,
        placementIds: ['$placement'],
        words: '特护区增加一名夜班护理员后先接回一人。',
      }),
    ]),
    inHospital(chance, now, 1, []),
    inHospital(chance, now, 24, [
      step(now - 23 * DAY, 'nurse', 'medical.identify-at-bedside', {
        ...file,
        result: 'unknown',
        how: '两人到床前问话，不能说话',
      }),
      by(
        'hebaiwei',
        step(now - 12 * DAY, 'nurse', 'medical.ready-for-discharge', { ...file, canPay: 'no', nobody: 'yes', openCase: 'no' }),
      ),
      step(now - 5 * DAY, 'nurse', 'medical.explain-overstay', {
        ...file,
        reason: 'no-place',
        text: '特护区没有空床，等接回计划腾出床位。',
      }),
    ]),
    inHospital(chance, now, 9, [
      step(now - 8 * DAY, 'nurse', 'medical.identify-at-bedside', {
        ...file,
        result: 'claimed',
        how: '本人能说姓名、家住杨店镇',
      }),
      by(
        'hebaiwei',
        step(now - 2 * DAY, 'nurse', 'medical.ready-for-discharge', { ...file, canPay: 'no', nobody: 'yes', openCase: 'no' }),
      ),
      step(now - 2 * DAY + HOUR, 'nurse', 'medical.assign-fetch', {
        ...file,
        by: 'town',
        organisationId: organisationId('yangdian'),
        reason: '户籍在杨店镇，由镇里接回。',
      }),
    ]),
  ]
}
