import { expect, test } from 'vitest'
import { withWords } from './capture.tsx'
import { lastReceived, summaryOf } from './hooks.ts'
import type { Waiting } from './phone.ts'
import { chosenAfter } from './touch.tsx'

test('an answer that stands alone takes the others back, and the other way round', () => {
  expect(chosenAfter(['drunk'], 'none', ['none'])).toEqual(['none'])
  expect(chosenAfter(['none'], 'drunk', ['none'])).toEqual(['drunk'])
  expect(chosenAfter(['drunk'], 'hurt', ['none'])).toEqual(['drunk', 'hurt'])
  expect(chosenAfter(['drunk', 'hurt'], 'drunk', ['none'])).toEqual(['hurt'])
})

test('a place keeps its point when its words go, and is nothing without both', () => {
  const point = { lat: 25.04, lng: 102.71, accuracyM: 12, source: 'device' as const }
  expect(withWords(undefined, '北环涵洞')).toEqual({ source: 'words', words: '北环涵洞' })
  expect(withWords(point, '北环涵洞')).toEqual({ ...point, words: '北环涵洞' })
  expect(withWords({ ...point, words: '北环涵洞' }, '')).toEqual(point)
  expect(withWords({ source: 'words', words: '北' }, '')).toBeUndefined()
})

test('what waits is counted by kind, with the oldest', () => {
  const one = (id: string, kind: Waiting['kind'], recordedAt: number, state: Waiting['state']): Waiting => ({
    id,
    kind,
    title: id,
    door: 'patrol.meet',
    recordedAt,
    state,
    tries: 0,
  })
  const summary = summaryOf([one('a', 'action', 5, 'waiting'), one('b', 'photo', 3, 'sending'), one('c', 'action', 4, 'refused')])
  expect(summary).toMatchObject({ actions: 2, photos: 1, refused: 1, oldestAt: 3 })
  expect(summaryOf([])).toMatchObject({ actions: 0, oldestAt: null })
})

test('an answer is old once the last record of its room has arrived, not before', () => {
  const arrived = { id: 'a', title: '', door: 'handovers.sign', recordedAt: 1, receivedAt: 9 }
  const still = {
    id: 'b',
    kind: 'action' as const,
    title: '',
    door: 'handovers.sign',
    recordedAt: 2,
    state: 'waiting' as const,
    tries: 0,
  }
  expect(lastReceived({ waiting: [], received: [arrived] }, 'handovers.')).toBe(9)
  expect(lastReceived({ waiting: [still], received: [arrived] }, 'handovers.')).toBe(0)
  expect(lastReceived({ waiting: [{ ...still, state: 'refused' }], received: [arrived] }, 'handovers.')).toBe(9)
  expect(lastReceived({ waiting: [], received: [arrived] }, 'patrol.')).toBe(0)
})
