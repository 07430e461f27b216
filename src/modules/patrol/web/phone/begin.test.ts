import { expect, test } from 'vitest'
import type { Shift, Sleeper } from './answers.ts'
import { begunEncounter } from './begin.ts'

const AT = 1_796_826_060_000
const shift: Shift = {
  shiftId: 's',
  areaId: 'area',
  area: '南桥片区',
  kind: 'cold',
  state: 'started',
  from: AT,
  to: AT + 1,
  crew: [],
  note: null,
  station: { id: 'st', name: '云川市救助站', phone: null },
  leader: null,
  stops: ['汽车南站地下通道', '北环涵洞'].map((name, at) => ({
    stopId: `p${at}`,
    name,
    sleepers: [],
    reports: at === 0 ? [{ reportId: 'r', number: 'R-1', what: null }] : [],
    visitedAt: null,
    peopleSeen: null,
  })),
}
const around = { started: shift, current: shift, areas: [], entries: [] }
const sleeper = (stopId: string | null): Sleeper => ({
  sleeperId: 'x1',
  alias: '老周',
  group: null,
  look: null,
  areaId: 'area',
  area: '南桥片区',
  stopId,
  stop: null,
  lastMetAt: AT,
  missedAt: null,
  nights: 1,
  offered: [],
  photo: null,
})
const ids = { encounterId: 'e', personId: 'new' }

test('somebody of the list without a fixed stop is put at no stop, and answers no report of the next one', () => {
  const draft = begunEncounter({ ...ids, stopId: null, who: sleeper(null) }, around, AT)
  expect(draft).toMatchObject({
    known: true,
    personId: 'x1',
    alias: '老周',
    stopId: null,
    stopName: '',
    shiftId: 's',
    areaId: 'area',
  })
  expect(draft.reportIds).toBeUndefined()
})

test('somebody of the list with a stop is put there, though another stop comes next', () => {
  const draft = begunEncounter({ ...ids, stopId: 'p1', who: sleeper('p1') }, around, AT)
  expect(draft).toMatchObject({ personId: 'x1', stopId: 'p1', stopName: '北环涵洞' })
})

test('somebody nobody named is met at the stop that comes next', () => {
  const draft = begunEncounter({ ...ids, stopId: null }, around, AT)
  expect(draft).toMatchObject({ known: false, personId: 'new', stopId: 'p0', reportIds: ['r'] })
})
