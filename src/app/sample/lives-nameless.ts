/** Lives of those who cannot say who they are. */
import { DAY, HOUR } from '#kernel/time.ts'
import { invent } from './invented.ts'
import { faceCompared, forgotten, type Frame, leave, type Life, receive, record, screen, tellOrigin } from './steps.ts'

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
      ...(!forgotten(frame, 0.2)
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
      ...(!forgotten(frame, 0.25)
        ? [record(frame.at + late(chance.between(2, 6), 15) * DAY, 'tracing.police-asked', { kind: 'dna' }, '采血申请函存根')]
        : []),
      record(frame.at + chance.between(8, 28) * DAY, 'tracing.dna-sampled', {}, '公安采样回执'),
      ...(!forgotten(frame, 0.25)
        ? [
            record(
              frame.at + chance.between(3, 15) * DAY,
              'tracing.police-answered',
              { kind: 'records', result: 'not-found' },
              '公安复函',
            ),
          ]
        : []),
      ...(!forgotten(frame, 0.3)
        ? [
            record(
              frame.at + chance.between(20, 30) * DAY,
              'tracing.police-answered',
              { kind: 'dna', result: 'not-found' },
              '公安复函',
            ),
          ]
        : []),
      ...Array.from({ length: Math.min(months, 24) }, (_, index) =>
        record(
          frame.at + (30 * (index + 1) - chance.between(0, 4)) * DAY,
          'tracing.notice-renewed',
          { channel: 'national' },
          '公告更新截图',
        ),
      ),
      // Over three months and nameless: most have been put up for settlement in time.
      ...(months > 3 && chance.happens(0.8) ? [record(frame.at + 112 * DAY, 'settlement.applied', {}, '落户安置申请')] : []),
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
            ...tellOrigin(frame, person, leavesAt, local),
          ]
        : []),
    ],
  }
}
