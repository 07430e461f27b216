import { describe, expect, test } from 'vitest'
import { askedTogether } from './jobs.ts'

const job = (id: string, singletonKey: string | null, data: unknown) => ({ id, singletonKey, data })

describe('jobs that wait', () => {
  test('those that ask for the same by one key are done once; other data, another key or none stay apart', () => {
    const waiting = [
      job('a', 'town', { path: 't' }),
      job('b', null, { path: 't' }),
      job('c', 'town', { path: 't' }),
      job('d', 'town', { path: 'u' }),
      job('e', 'village', { path: 't' }),
      job('f', null, { path: 't' }),
    ]
    expect(askedTogether(waiting).map((same) => same.map(({ id }) => id))).toEqual([['a', 'c'], ['b'], ['d'], ['e'], ['f']])
  })
})
