/** The people of the mock-ups, around today: 何桂香（音）, 李国富, 罗满仓, 马存义, 无名氏. Invented like all the others. */
import { DAY, HOUR, MINUTE } from '#kernel/time.ts'
import { chanceOf } from './chance.ts'
import { invent } from './invented.ts'
import { answered, askPolice, pushed, takenOn } from './looking.ts'
import type { Life, Step } from './steps.ts'

const record = (at: number, fact: string, value: Record<string, unknown>, evidence: string): Step => ({
  at,
  who: 'tracing',
  action: 'people.record-done',
  form: { subjectKind: 'rescue-file', subjectId: '$fileId', fact, value, evidence },
})

const keep = { fileId: 'fileId', personId: 'personId' }

/** Three talks in the first days, and a road that led nowhere. */
function talksWithHe(came: number): Step[] {
  const talk = (hours: number, form: Record<string, unknown>): Step => ({
    at: came + hours * HOUR,
    who: 'tracing',
    action: 'tracing.record-interview',
    form: { fileId: '$fileId', result: 'heard', ...form },
  })
  return [
    talk(11, { names: ['何桂香'], places: ['白沙', '白石'], manner: 'talk', minutes: 20, language: '湘南话', condition: 'slow' }),
    talk(34, {
      phrases: ['屋后有条河，对面石灰窑'],
      places: ['南坪'],
      accents: [{ code: '43', sure: 'likely' }],
      manner: 'chat',
      minutes: 15,
    }),
    talk(58, {
      kin: [{ relation: 'father', name: '何长庚' }],
      nicknames: ['三妹'],
      zodiac: 'goat',
      manner: 'talk',
      minutes: 25,
      condition: 'clear',
    }),
    {
      at: came + 60 * HOUR,
      who: 'tracing',
      action: 'tracing.note-lead',
      keep: { lead: 'leadId' },
      form: { fileId: '$fileId', hypothesis: '“白沙”是白沙镇，旧车票从湘宁来', todo: '打电话问白沙镇民政办有没有走失的何姓妇女' },
    },
    {
      at: came + 82 * HOUR,
      who: 'tracing',
      action: 'tracing.settle-lead',
      form: { fileId: '$fileId', leadId: '$lead', result: 'dead', outcome: '白沙镇十四个村都问过，没有。' },
    },
  ]
}

/** Families of whom one is right, one close, one far. */
function familiesOfHe(today: number): Step[] {
  const family = (days: number, form: Record<string, unknown>): Step => ({
    at: today - days * DAY + 10 * HOUR,
    who: 'clerk',
    action: 'inquiries.receive',
    form: { channel: 'hotline', consentKeep: true, sex: 'female', ...form },
  })
  return [
    family(40, {
      askerName: '何桂生',
      askerRelation: 'brother',
      phone: '0999-7779001',
      name: '何桂香',
      nicknames: ['三妹'],
      birthYear: 1967,
      lostDate: '2019-03-11',
      lostPlace: '广东省东莞市',
      home: '湘宁省白石县南坪镇上河村',
      kin: [
        { relation: 'father', name: '何长根' },
        { relation: 'brother', name: '何桂生' },
      ],
      marks: ['右手打谷机轧过，少一截指头'],
      phrases: ['屋前有条河'],
      heightCm: 155,
    }),
    family(300, {
      askerName: '罗小兵',
      askerRelation: 'son',
      phone: '0999-7779002',
      name: '贺桂香',
      birthYear: 1961,
      lostDate: '2021-08-02',
      home: '湘宁省临水县城关镇',
      kin: [{ relation: 'son', name: '罗小兵' }],
      heightCm: 158,
    }),
    family(500, {
      askerName: '韦彩云',
      askerRelation: 'daughter',
      phone: '0999-7779003',
      name: '何贵芳',
      birthYear: 1965,
      lostDate: '2016-05-20',
      home: '广西灵岭县',
      kin: [{ relation: 'daughter', name: '韦彩云' }],
    }),
  ]
}

/** `today` is the start of the anchor day. */
export function storyLives(today: number, now: number): Life[] {
  const anyone = invent(chanceOf(9), 2026, 60)
  const heSheng = today - 6 * DAY + 23 * HOUR + 35 * MINUTE
  const life = (steps: Step[]): Life => ({ station: 'yunchuan', person: anyone, leavesAt: null, steps })
  return [
    ...familiesOfHe(today).map((step) => life([step])),
    life([
      {
        at: heSheng,
        who: 'clerk',
        action: 'intake.receive',
        keep,
        form: {
          arrival: 'police',
          escortUnit: '车站派出所',
          escortPerson: '邹凯',
          foundPlace: '汽车南站地下通道',
          heardNames: ['何桂香', '三妹'],
          sex: 'female',
          ageSeenMin: 55,
          ageSeenMax: 65,
          height: 152,
          marks: ['右手食指缺一节', '左眉有痣'],
          accent: '湘南口音',
          places: ['白沙', '白石', '南坪'],
          cause: 'lost',
          request: 'home',
          safety: 'clear',
          consent: 'given',
          bodyCheckBy: 'female',
          secondStaff: '吴爱华',
          decision: 'later',
          guestSign: 'thumb',
          told: true,
        },
      },
      {
        at: heSheng + 5 * MINUTE,
        who: 'clerk',
        action: 'intake.sign-handover',
        form: { fileId: '$fileId', fromUnit: '车站派出所', officer: '邹凯', signedByEscort: true, signedByUs: true },
      },
      {
        at: heSheng + 12 * MINUTE,
        who: 'clerk',
        action: 'intake.keep-belongings',
        form: {
          fileId: '$fileId',
          items: [
            { name: '蓝布袋', kind: 'bag', quantity: 1 },
            { name: '钥匙', kind: 'other', quantity: 2 },
            { name: '旧车票', kind: 'papers', quantity: 1, mark: '湘宁至云川，字迹不清' },
          ],
          signing: 'thumb',
          secondStaff: '吴爱华',
        },
      },
      {
        at: heSheng + 17 * MINUTE,
        who: 'nurse',
        action: 'medical.screen',
        form: { fileId: '$fileId', temperature: 36.4, injuries: '双足轻度冻伤', fit: 'unclear', infection: 'ruled-out' },
      },
      { at: heSheng + 23 * MINUTE, who: 'clerk', action: 'intake.accept', form: { fileId: '$fileId' } },
      takenOn(heSheng + 9 * HOUR),
      pushed(heSheng + 10 * HOUR + 30 * MINUTE, 'QG-0337'),
      askPolice(heSheng + 11 * HOUR, 'records'),
      answered(heSheng + 3 * DAY, 'records', 'cannot-at-this-level'),
      ...talksWithHe(heSheng),
      record(heSheng + 33 * HOUR, 'tracing.face-compared', { result: 'not-found' }, '历年库无同一人'),
    ]),
    life([
      {
        at: now - 35 * MINUTE,
        who: 'clerk',
        action: 'intake.receive',
        keep,
        form: {
          arrival: 'self',
          writtenName: '李国富',
          nicknames: ['老李'],
          sex: 'male',
          birthYear: 1954,
          household: '青禾县杨店镇柳树村',
          conditions: ['limb'],
          capacity: 'full',
          temperature: 38.6,
          cause: 'lost',
          request: 'home',
          kin: [{ name: '李秋云', relation: '女儿' }],
          safety: 'clear',
          consent: 'given',
          secondStaff: '吴爱华',
          decision: 'accept',
          guestSign: 'signed',
          told: true,
        },
      },
    ]),
    life([
      {
        at: today - 9 * DAY + 15 * HOUR,
        who: 'clerk',
        action: 'intake.receive',
        keep,
        form: {
          arrival: 'self',
          writtenName: '罗满仓',
          sex: 'male',
          birthYear: 1965,
          household: '外省溪口县',
          conditions: ['none'],
          capacity: 'full',
          cause: 'no-work',
          request: 'fare',
          safety: 'clear',
          consent: 'given',
          secondStaff: '吴爱华',
          decision: 'accept',
          guestSign: 'signed',
          told: true,
        },
      },
      {
        at: today - 9 * DAY + 17 * HOUR,
        who: 'nurse',
        action: 'medical.screen',
        form: { fileId: '$fileId', temperature: 36.6, fit: 'yes', infection: 'ruled-out' },
      },
      record(today - 8 * DAY + 9 * HOUR, 'tracing.face-compared', { result: 'not-found' }, '比对记录'),
    ]),
    life([
      {
        at: now - 16 * HOUR,
        who: 'clerk',
        action: 'intake.receive',
        keep,
        form: {
          arrival: 'public',
          sex: 'female',
          ageSeenMin: 26,
          ageSeenMax: 34,
          conditions: ['speech'],
          cause: 'lost',
          safety: 'clear',
          consent: 'cannot',
          bodyCheckBy: 'female',
          secondStaff: '吴爱华',
          decision: 'accept',
          guestSign: 'witnessed',
        },
      },
      {
        at: now - 14 * HOUR,
        who: 'nurse',
        action: 'medical.screen',
        form: { fileId: '$fileId', temperature: 36.3, fit: 'unclear', infection: 'ruled-out' },
      },
    ]),
  ]
}
