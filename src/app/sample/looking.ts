/** Looking for who somebody is: the steps that nameless lives share. */
import { DAY, HOUR } from '#kernel/time.ts'
import type { Frame, Step } from './steps.ts'

const file = { fileId: '$fileId' }
const step = (
  at: number,
  action: string,
  form: Record<string, unknown>,
  keep?: Record<string, string>,
  who: Step['who'] = 'tracing',
): Step => ({ at, who, action, form, ...(keep ? { keep } : {}) })

/** Asked of the police; `$records`, `$dna` stand for the request afterwards. */
export const askPolice = (at: number, kind: 'records' | 'dna'): Step =>
  step(
    at,
    'identification.ask-police',
    {
      ...file,
      kind,
      level: kind === 'records' ? 'station' : 'county',
      policeName: '车站派出所',
      basis: kind === 'records' ? '受助人员说不清身份，请协助核查。' : '经问询、信息核查仍不能查明身份，请采血入库比对，免费。',
      sends: ['heard', 'sex', 'age', 'height', 'marks', 'accent', 'places'],
      how: 'letter',
    },
    { [kind]: 'requestId' },
  )

/** A refusal is part of life here: meanwhile somebody may be known, or gone. */
const ifStillOpen = (each: Step): Step => ({ ...each, optional: true })

export const sampleTaken = (at: number, day: string): Step =>
  ifStillOpen(
    step(at, 'identification.record-sample', { requestId: '$dna', sampledOn: day, by: '车站派出所', place: '救助管理站医务室' }),
  )

export const answered = (at: number, kind: 'records' | 'dna', result: string): Step =>
  ifStillOpen(
    step(at, 'identification.record-answer', {
      requestId: `$${kind}`,
      result,
      words: result === 'found' ? '经比对查实，详见回函' : '经比对，未查到同一人',
      letterNo: '回函存根',
      by: '车站派出所',
    }),
  )

/** The tracing officer is responsible from now on. */
export const takenOn = (at: number): Step => ifStillOpen(step(at, 'tracing.take-on', file))

export const pushed = (at: number, receipt: string): Step => step(at, 'identification.push-national', { ...file, receipt })

/** A notice on the public page: drafted by one, approved by another, published, looked at again every month. */
export function noticed(frame: Frame, at: number, months: number): Step[] {
  const { chance } = frame
  return [
    step(
      at,
      'notices.draft',
      {
        ...file,
        basics: ['sex', 'age', 'accent'],
        photo: 'none',
        foundMonth: new Date(frame.at + 8 * HOUR).toISOString().slice(0, 7),
        foundSpot: chance.pick(['street', 'station', 'roadside', 'bridge']),
      },
      { notice: 'noticeId', wording: 'wordingId' },
      'clerk',
    ),
    ifStillOpen(step(at + HOUR, 'notices.approve', { noticeId: '$notice', wordingId: '$wording' }, undefined, 'head')),
    ifStillOpen(step(at + 2 * HOUR, 'notices.publish', { noticeId: '$notice', channel: 'portal' })),
    ...Array.from({ length: Math.min(months, 24) }, (_, index) =>
      ifStillOpen(
        step(at + (30 * (index + 1) - chance.between(0, 4)) * DAY, 'notices.renew', {
          noticeId: '$notice',
          channel: 'portal',
          checked: '内容仍属实，没有新的说法。',
        }),
      ),
    ),
  ]
}

const talks = ['睡醒了肯说话，说到家里就哭', '吃饭时闲谈', '看地图时指了指南边', '给她放家乡话录音，听得出神']

/** Several interviews in the first days; each brings a little. */
export function interviewed(frame: Frame, pieces: Record<string, unknown>[]): Step[] {
  const { chance } = frame
  return pieces.map((heard, index) =>
    ifStillOpen(
      step(frame.at + (9 + index * 22 + chance.between(0, 5)) * HOUR, 'tracing.record-interview', {
        ...file,
        result: 'heard',
        ...heard,
        manner: index === 0 ? 'talk' : 'chat',
        minutes: chance.between(10, 40),
        note: chance.pick(talks),
      }),
    ),
  )
}
