import { expect, test } from 'vitest'
import {
  divisionName,
  divisionNames,
  divisionsNamed,
  presentPlace,
  placeLevel,
  placeNames,
  placePieces,
  placeSounds,
  searchDivisions,
  shortPlace,
} from './places.ts'

test('codes have full names, abolished ones as well', () => {
  expect(divisionName('421125')).toBe('湖北省黄冈市浠水县')
  expect(divisionNames('110103')).toEqual(['北京市', '崇文区'])
  expect(divisionName('441900')).toBe('广东省东莞市')
  expect(divisionName('999901')).toBeUndefined()
})

test('short names are what people say', () => {
  expect(
    ['恩施土家族苗族自治州', '内蒙古自治区', '广西壮族自治区', '黄冈市', '沙县', '延边朝鲜族自治州'].map(shortPlace),
  ).toEqual(['恩施', '内蒙古', '广西', '黄冈', '沙县', '延边'])
})

test('a renamed place is found under its earlier name', () => {
  expect(divisionsNamed('襄樊')[0]?.name).toBe('襄阳市')
  expect(placePieces('湖北省襄樊市')).toContain('襄阳')
})

test('a place is found by its sound', () => {
  expect(placeSounds('黄刚').every((key) => placePieces('湖北省黄冈市').includes(key))).toBe(true)
})

test('what was typed as a place falls into its names', () => {
  expect(placeNames('湖北黄冈')).toEqual(['湖北', '黄冈'])
  expect(placeNames('河南省信阳市那边')).toEqual(['河南', '信阳'])
  expect(placeNames('李家湾')).toEqual(['李家湾'])
})

test('a bare word is known as a place at its level', () => {
  expect([placeLevel('湖北'), placeLevel('黄冈'), placeLevel('建平'), placeLevel('李兰')]).toEqual([
    'province',
    'city',
    'county',
    undefined,
  ])
})

test('a picker finds divisions by code, name and pinyin', () => {
  expect(searchDivisions('4211', 3)).toEqual(['421100', '421102', '421121'])
  expect(searchDivisions('浠水', 3)).toEqual(['421125'])
  expect(searchDivisions('huanggang', 3)).toContain('421100')
  expect(searchDivisions('', 3)).toEqual([])
})

test('a word that every JavaScript object knows is no place that was renamed', () => {
  expect(presentPlace('constructor')).toBe('constructor')
  expect(divisionsNamed('toString')).toEqual([])
})
