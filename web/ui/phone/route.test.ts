import { expect, test } from 'vitest'
import { findRoute, matchPath, pathInside, phonePath } from './route.ts'

test('an address of the browser below /phone is one of the phone, also with the file at its end', () => {
  expect(pathInside('/phone')).toBe('/')
  expect(pathInside('/phone/')).toBe('/')
  expect(pathInside('/phone/index.html')).toBe('/')
  expect(pathInside('/phone/met/7/')).toBe('/met/7')
  expect(phonePath('/met/7')).toBe('/phone/met/7')
})

test('a pattern gives its parameters, and fits nothing longer, shorter or empty', () => {
  expect(matchPath('/met/$encounterId', '/met/7')).toEqual({ encounterId: '7' })
  expect(matchPath('/met/$encounterId', '/met/%E4%B8%83')).toEqual({ encounterId: '七' })
  expect(matchPath('/met/$encounterId', '/met')).toBeNull()
  expect(matchPath('/met/$encounterId', '/met/')).toBeNull()
  expect(matchPath('/met/$encounterId', '/met/7/8')).toBeNull()
  expect(matchPath('/met/$encounterId', '/met/%E4')).toBeNull()
  expect(matchPath('/patrol', '/patrol')).toEqual({})
})

test('a fixed word goes before a parameter, whatever the order of the list', () => {
  const routes = [{ path: '/met/$encounterId' }, { path: '/met/new' }]
  expect(findRoute(routes, '/met/new')?.route.path).toBe('/met/new')
  expect(findRoute(routes, '/met/7')).toEqual({ route: routes[0], params: { encounterId: '7' } })
  expect(findRoute(routes, '/elsewhere')).toBeNull()
})
