import { expect, test } from 'vitest'
import type { Waiting } from '../ui/phone/phone.ts'
import { type BandState, bandsOf, sinceWords } from './band-words.ts'
import { numbersOf } from './Help.tsx'
import { waitsWords } from './Lock.tsx'
import { sizeWords } from './ready.ts'
import { timeIn } from './Settle.tsx'
import { tabOf } from './Tabs.tsx'

const at = (clock: string, date = '2026-12-09') => Date.parse(`${date}T${clock}:00+08:00`)
const now = at('21:46')

const waits = (id: string, clock: string, more: Partial<Waiting> = {}): Waiting => ({
  id,
  kind: 'action',
  title: '北环涵洞，老人',
  door: 'patrol.meet',
  recordedAt: at(clock),
  state: 'waiting',
  tries: 0,
  ...more,
})

const bands = (state: Partial<BandState>, most = 0) =>
  bandsOf({ online: true, signedOut: false, waiting: [], storage: 'good', ...state }, { now, most })

test('without network the band says how many lie on the phone, since when, and that they go by themselves', () => {
  const waiting = [waits('1', '21:12'), waits('2', '21:20'), waits('3', '21:31')]
  expect(bands({ online: false, waiting })).toEqual([
    expect.objectContaining({
      look: 'dark',
      title: '没有网络，照常记',
      sub: '3 条已存在手机，最早 21:12。有网自动上传',
      leads: 'waiting',
    }),
  ])
  expect(bands({ online: false })[0]?.sub).toBe('记下的先存在手机，有网自动上传')
})

test('a record of last night is named with its day', () => {
  expect(sinceWords(at('23:50', '2026-12-08'), now)).toBe('12-08 23:50')
  expect(sinceWords(at('00:10'), now)).toBe('00:10')
})

test('with network and nothing waiting there is no band', () => {
  expect(bands({})).toEqual([])
})

test('while it is sent the band counts towards the end, photos told apart', () => {
  const waiting = [waits('1', '21:12', { state: 'sending' }), waits('p', '21:13', { kind: 'photo' })]
  expect(bands({ waiting }, 5)[0]).toMatchObject({
    look: 'calm',
    title: '正在上传 3/5',
    sub: '1 条、照片 1 张已存在手机，最早 21:12',
  })
})

test('before it is known whether there is a network, nothing is said to be on its way', () => {
  const waiting = [waits('1', '21:12')]
  const [band] = bandsOf({ online: true, signedOut: false, waiting, storage: 'good' }, { now, most: 1, trying: true })
  expect(band).toMatchObject({ title: '正在连服务器', sub: '1 条已存在手机，最早 21:12' })
})

test('an ended session never says that something is lost, and leads to the sign-in', () => {
  expect(bands({ signedOut: true, online: true, waiting: [waits('1', '21:12')] })[0]).toMatchObject({
    title: '登录已到期，照常记',
    sub: '1 条已存在手机，最早 21:12。点这里重新登录',
    leads: 'sign-in',
  })
})

test('what was refused is told apart from what waits and leads to its reasons', () => {
  const told = bands({ online: false, waiting: [waits('1', '21:12', { state: 'refused' }), waits('2', '21:20')] })
  expect(told.map((band) => band.title)).toEqual(['没有网络，照常记', '1 条没有被接收，要您看一下'])
  expect(told[0]?.sub).toContain('1 条已存在手机，最早 21:20')
})

test('a phone that will not open without network says so in red before anything else, and leads to what to do', () => {
  const all = { online: true, signedOut: true, waiting: [], storage: 'good' } as const
  const [first, second] = bandsOf(all, { now, most: 0, turnedAway: true })
  expect(first).toMatchObject({ look: 'bad', title: '这部手机没有网络就打不开归途', leads: 'this-phone' })
  expect(first?.sub).toContain('先别带出去')
  expect(second?.leads).toBe('sign-in')
})

test('a full phone is told, and that words still go', () => {
  expect(bands({ storage: 'full' })[0]).toMatchObject({ look: 'warn', leads: 'this-phone' })
})

test('the lock tells how much waits and since when, and no more', () => {
  expect(waitsWords({ actions: 2, photos: 1, oldestAt: at('21:12') }, now)).toBe('2 条、照片 1 张待传，最早 21:12')
  expect(waitsWords({ actions: 0, photos: 0, oldestAt: null }, now)).toBe('没有待传的')
})

test('a page lies under the tab whose address its own begins with', () => {
  const tabs = [
    { key: 'patrol', path: '/patrol' },
    { key: 'list', path: '/patrol/list' },
    { key: 'help', path: '/help' },
  ].map((tab) => ({ ...tab, title: '', icon: 'place' as const, order: 0, door: '' }))
  expect(tabOf(tabs, '/patrol/stop/7')).toBe('patrol')
  expect(tabOf(tabs, '/patrol/list/7')).toBe('list')
  expect(tabOf(tabs, '/patrolling')).toBeUndefined()
})

test('the time of a form is found, a telephone number is not taken for one', () => {
  expect(timeIn({ phone: 13_900_000_000, words: '北', metAt: now })).toEqual({ key: 'metAt', at: now })
  expect(timeIn({ words: '北' })).toBeNull()
  expect(timeIn(null)).toBeNull()
})

test('free room is told in the unit that one knows', () => {
  expect(sizeWords(480_900_000)).toBe('480 MB')
  expect(sizeWords(3_240_000_000)).toBe('3.2 GB')
})

test('numbers to ring are those of tonight, each once, and none that is not known', () => {
  const station = { id: 's', name: '南桥区救助站', phone: '0999-5550110' }
  const leader = { id: 'b', name: '云川市民政局', phone: null }
  const police = { id: 'p', name: '车站派出所', phone: '110' }
  const hospital = { id: 'h', name: '云川市第一医院', phone: '0999-5550120' }
  expect(
    numbersOf({ shifts: [{ station, leader }], areas: [{ station, leader: null }], organisations: [police, station, hospital] }),
  ).toEqual({
    near: [{ title: '南桥区救助站', number: '0999-5550110', note: '' }],
    others: [{ title: '云川市第一医院', number: '0999-5550120', note: '' }],
  })
  expect(numbersOf(null)).toEqual({ near: [], others: [] })
})
