/** Lives on the way home, and at home again: a plan, a letter, a refusal, a journey, a reception, a year of visits. Invented. */
import { addDays, DAY, dateOf, HOUR, MINUTE } from '#kernel/time.ts'
import type { Chance } from './chance.ts'
import { organisationId } from './city.ts'
import { invent } from './invented.ts'
import { followed } from './following.ts'
import { type Frame, type Life, named, receive, type Step } from './steps.ts'
import { by, file, found, step } from './steps-home.ts'

const FAR = '远山省柳河县石桥镇'

/** Known, fit, and with a plan; `days` ago. */
function bound(
  chance: Chance,
  now: number,
  days: number,
  local: boolean,
): { frame: Frame; steps: Step[]; life(steps: Step[]): Life } {
  const at = now - days * DAY - 4 * HOUR
  const frame: Frame = { chance, station: 'yunchuan', at, now, year: Number(dateOf(at).slice(0, 4)) }
  const person = invent(chance, frame.year, chance.between(62, 80))
  const origin = local ? '湘宁省青禾县杨店镇' : FAR
  const steps = [
    receive(frame, person, {
      ...named(person),
      household: origin,
      arrival: 'public',
      conditions: ['dementia'],
      capacity: 'limited',
      cause: 'lost',
      request: 'home',
    }),
    step(at + HOUR, 'nurse', 'medical.screen', { ...file, temperature: 36.4, fit: 'yes', infection: 'ruled-out' }),
    step(at + 20 * HOUR, 'clerk', 'people.state-identity', {
      personId: '$personId',
      status: 'verified',
      evidence: 'police',
      source: '户籍地派出所电话核实',
    }),
    step(at + 26 * HOUR, 'clerk', 'departure.plan-return', {
      ...file,
      means: 'escort',
      origin,
      ...(local ? {} : { originId: organisationId('anhe-station') }),
      local: local ? 'yes' : 'no',
      crossProvince: local ? 'no' : 'yes',
      via: local ? 'station-car' : 'train',
      plannedOn: dateOf(at + 3 * DAY),
      arrivesOn: dateOf(at + (days === 5 ? 6 : 4) * DAY),
      along: ['papers', 'medicine', 'belongings'],
      alongText: '降压药 7 天，随身蓝布包一件',
    }),
  ]
  return { frame, steps, life: (more) => ({ station: 'yunchuan', person, leavesAt: null, steps: [...steps, ...more] }) }
}

const approved = (at: number): Step => step(at, 'leader', 'departure.approve-plan', { ...file, note: '同意，注意用药。' })
const asked = (at: number): Step =>
  step(at, 'clerk', 'departure.ask-origin', {
    ...file,
    originId: organisationId('anhe-station'),
    origin: '安河市救助管理站',
    way: 'system',
    text: '请核实家庭情况，告知能否接收、由谁接。',
  })

/** Escorts, tickets, leaving; the handover a day later when `arrives`. */
function journey(at: number, local: boolean, arrives: boolean): Step[] {
  const destination = local ? '杨店镇人民政府' : '安河市救助管理站'
  return [
    step(at - 5 * HOUR, 'clerk', 'departure.name-escorts', {
      ...file,
      escorts: [
        { name: '陆青', sex: 'male', role: 'lead', phone: '0999-5550111' },
        { name: '韩小满', sex: 'female', role: 'care' },
      ],
      medicalReason: '医生看过，病情平稳。',
    }),
    step(at - 4 * HOUR, 'clerk', 'departure.record-cost', {
      ...file,
      kind: local ? 'vehicle' : 'fare',
      whose: 'guest',
      amountYuan: local ? 86 : 312.5,
      fund: 'travel',
      chargedTo: 'fund',
    }),
    step(at, 'clerk', 'departure.leave', {
      ...file,
      kind: 'escort',
      origin: local ? '湘宁省青禾县杨店镇' : FAR,
      local: local ? 'yes' : 'no',
      crossProvince: local ? 'no' : 'yes',
      via: local ? 'station-car' : 'train',
      receiver: destination,
      secondStaff: '吴爱华',
    }),
    ...(arrives
      ? [
          step(at + 26 * HOUR, 'clerk', 'departure.sign-handover', {
            ...file,
            arrivedAt: at + 25 * HOUR,
            receivedBy: destination,
            signer: local ? '姚桐' : '江涛',
            identity: 'papers',
            handed: ['papers', 'medicine', 'belongings'],
            signature: { typed: local ? '姚桐' : '江涛', as: 'paper', reason: '纸质交接单上签的' },
          }),
        ]
      : []),
  ]
}

const told = (at: number): Step =>
  step(at, 'clerk', 'departure.tell-origin', {
    ...file,
    originId: organisationId('anhe-station'),
    origin: '安河市救助管理站',
    way: 'system',
    advice: '请了解家庭情况，落实救助，定期回访。',
  })

/** The other side: received, the family looked at, what was found handed on. */
function received(at: number, far: 'received' | 'visited' | 'settled'): Step[] {
  const reception = { receptionId: '$reception' }
  const steps = [
    by(
      'jiangtao',
      step(at, 'clerk', 'origin.receive', {
        ...reception,
        to: 'family',
        receivedAt: at - HOUR,
        from: '云川市救助管理站护送人员',
        receiver: '江涛',
        condition: '平稳，药已交代清楚。',
      }),
    ),
    by(
      'jiangtao',
      step(at + 12 * DAY, 'clerk', 'origin.record-visit', {
        ...reception,
        how: 'went',
        visitedOn: dateOf(at + 12 * DAY),
        people: '江涛、谭秋',
        members: '长子一家在外务工，老伴同住',
        housing: 'dangerous',
        income: '养老金，没有低保',
        hardship: ['living', 'housing'],
        hardshipText: '房屋漏雨，药费负担重。',
        homeless: 'no',
        register: 'cancelled',
        canKeep: 'yes',
        willKeep: 'yes',
      }),
    ),
    by(
      'jiangtao',
      step(at + 15 * DAY, 'clerk', 'origin.report-hardship', {
        ...reception,
        to: ['town', 'civil-affairs'],
        units: '石桥镇人民政府',
      }),
    ),
    by('jiangtao', step(at + 16 * DAY, 'clerk', 'origin.ask-register', { ...reception, police: '石桥派出所' })),
    by(
      'jiangtao',
      step(at + 34 * DAY, 'clerk', 'origin.restore-register', {
        ...reception,
        restoredOn: dateOf(at + 33 * DAY),
        idCard: 'applied',
      }),
    ),
  ]
  return far === 'received' ? steps.slice(0, 1) : far === 'visited' ? steps.slice(0, 3) : steps
}

const HOME = { bureau: 'duruochuan', town: 'yangdian', visitor: 'yaotong' }
const AWAY = { bureau: 'weilan', town: 'shiqiao', visitor: 'tanqiu' }

/** People at every stage of the road home. */
export function homeLives(chance: Chance, now: number): Life[] {
  const on = (days: number, local: boolean, more: (at: number) => Step[]) => {
    const { frame, life } = bound(chance, now, days, local)
    return life(more(frame.at))
  }
  const reception = (at: number) => found('jiangtao', at, 'origin.of-file', { reception: 'cases.0.receptionId' })
  return [
    on(2, true, () => []),
    on(3, false, (at) => [approved(at + 27 * HOUR), asked(at + 28 * HOUR)]),
    on(9, false, (at) => [
      approved(at + 27 * HOUR),
      asked(at + 28 * HOUR),
      reception(at + 52 * HOUR),
      by(
        'jiangtao',
        step(at + 53 * HOUR, 'clerk', 'origin.decline', {
          receptionId: '$reception',
          reason: '户籍系统里查无此人，请再核实。',
          signer: '魏岚',
        }),
      ),
      step(at + 4 * DAY, 'clerk', 'departure.raise', {
        ...file,
        to: 'city',
        document: '云救请〔2026〕4号',
        text: '户口疑似已被注销，请协调。',
      }),
    ]),
    on(5, false, (at) => [approved(at + 27 * HOUR), asked(at + 28 * HOUR), ...journey(now - 20 * HOUR, false, false)]),
    on(12, false, (at) => [
      approved(at + 27 * HOUR),
      asked(at + 28 * HOUR),
      ...journey(at + 4 * DAY, false, true),
      told(at + 6 * DAY),
      reception(at + 7 * DAY),
      ...received(at + 8 * DAY, 'received'),
    ]),
    on(60, false, (at) => [
      approved(at + 27 * HOUR),
      asked(at + 28 * HOUR),
      ...journey(at + 4 * DAY, false, true),
      told(at + 6 * DAY),
      reception(at + 7 * DAY),
      ...received(at + 8 * DAY, 'visited'),
      ...followed(at + 30 * DAY, now, AWAY, []),
    ]),
    on(300, false, (at) => [
      approved(at + 27 * HOUR),
      asked(at + 28 * HOUR),
      ...journey(at + 4 * DAY, false, true),
      told(at + 6 * DAY),
      reception(at + 7 * DAY),
      ...received(at + 8 * DAY, 'settled'),
      ...followed(at + 50 * DAY, now, AWAY, [3]),
    ]),
    on(30, true, (at) => [
      approved(at + 27 * HOUR),
      ...journey(at + 3 * DAY, true, true),
      ...followed(at + 5 * DAY, now, HOME, []),
    ]),
    on(150, true, (at) => [
      approved(at + 27 * HOUR),
      ...journey(at + 3 * DAY, true, true),
      ...followed(at + 5 * DAY, now, HOME, [1]),
      by(
        'yaotong',
        step(now - 3 * DAY, 'clerk', 'follow-up.assign-village', {
          returneeIds: ['$returnee'],
          villageId: organisationId('liugou'),
        }),
      ),
    ]),
    on(260, true, (at) => [
      approved(at + 27 * HOUR),
      ...journey(at + 3 * DAY, true, true),
      ...followed(at + 5 * DAY, now, HOME, []),
      by(
        'yaotong',
        step(
          at + 140 * DAY,
          'clerk',
          'follow-up.refer',
          { ...file, need: 'allowance', organisationId: organisationId('qinghe-bureau'), situation: '无收入，儿子在外失联。' },
          { referral: 'referralId' },
        ),
      ),
      by(
        'songhe',
        step(at + 170 * DAY, 'clerk', 'follow-up.answer-referral', {
          referralId: '$referral',
          result: 'granted',
          words: '纳入农村低保。',
        }),
      ),
    ]),
    // Went home, and was found again.
    on(200, true, (at) => [
      approved(at + 27 * HOUR),
      ...journey(at + 3 * DAY, true, true),
      ...followed(at + 5 * DAY, now, { ...HOME, town: 'xiping', visitor: 'fangzhou' }, [0, 2]),
      by(
        'fangzhou',
        step(
          at + 90 * DAY,
          'clerk',
          'follow-up.report-found-again',
          { ...file, how: 'elsewhere', place: '云川汽车南站', from: '家里', causes: ['lost', 'illness'] },
          { again: 'againId' },
        ),
      ),
      by('fangzhou', step(at + 91 * DAY, 'clerk', 'follow-up.tell-bureau', { againId: '$again', how: 'system' })),
      by(
        'fangzhou',
        step(at + 160 * DAY, 'clerk', 'follow-up.report-found-again', {
          ...file,
          how: 'missing',
          from: '家里',
          causes: ['lost'],
        }),
      ),
      by(
        'fangzhou',
        step(now - 4 * DAY, 'clerk', 'follow-up.refer', {
          ...file,
          need: 'treatment',
          organisationId: organisationId('qinghe-bureau'),
          situation: '夜间外出走失两次。',
        }),
      ),
    ]),
    // Out with his daughter until tomorrow.
    on(4, true, () => [
      step(now - 6 * HOUR, 'clerk', 'stay.begin-leave', {
        ...file,
        until: addDays(dateOf(now), 1),
        where: '女儿家（城区）',
        companion: 'family',
        companionName: '女儿',
        companionAdult: true,
        approvedBy: '吴爱华',
      }),
    ]),
  ].map((life, index) => ({ ...life, steps: life.steps.map((each) => ({ ...each, at: each.at + index * MINUTE })) }))
}
