import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { match } from './match.ts'

let place: string
const file = (name: string) => join(place, name)
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'guitu-match-'))
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

const inquiries = [
  {
    id: 'Q1',
    lostOn: '2020-01-01',
    name: '江贤发',
    sex: 'male',
    home: { code: '441424120000', text: '广东省梅州市五华县安流镇' },
  },
  { id: 'Q2', lostOn: '2019-01-01', name: '王伟', extra: { ignored: true } },
  { id: 'Q3', lostOn: '2099-01-01' },
]
const guests = [
  { id: 'G1', enteredOn: '2022-02-22', nameHeard: '刚寒发（音）', sex: 'male', placesHeard: ['广东', '五华', '安流'] },
  { id: 'G2', enteredOn: '2022-02-22' },
]
const lines = (records: readonly object[]) => records.map((each) => `${JSON.stringify(each)}\n`).join('')

test('ranks a file against a file, gzipped or not, and says one line of JSON', async () => {
  writeFileSync(file('g.jsonl'), `\uFEFF${lines(guests)}\n`)
  writeFileSync(file('i.jsonl.gz'), gzipSync(lines(inquiries)))
  const said: string[] = []
  const code = await match(['--guests', file('g.jsonl'), '--inquiries', file('i.jsonl'), '--out', file('r.jsonl')], (line) =>
    said.push(line),
  )
  expect(code).toBe(0)
  expect(said).toHaveLength(1)
  expect(JSON.parse(said[0] as string)).toMatchObject({ guests: 2, ranked: 2, inquiries: 3 })
  const ranked = readFileSync(file('r.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as { guestId: string; candidates: { inquiryId: string; probability: number; reasons: string[] }[] },
    )
  expect(ranked.map(({ guestId }) => guestId)).toEqual(['G1', 'G2'])
  expect(ranked[0]?.candidates[0]?.inquiryId).toBe('Q1')
  expect(ranked[0]?.candidates[0]?.reasons.join()).toContain('近音')
  for (const { candidates } of ranked)
    expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1)
}, 300_000)

test.each([
  ['a file that is not there', ['--guests', 'nowhere.jsonl', '--inquiries', 'nowhere.jsonl', '--out', 'x'], '找不到文件'],
  ['a missing option', ['--guests', 'g.jsonl'], '缺少 --inquiries'],
  ['an option that does not exist', ['--guest', 'g.jsonl'], '--guest'],
])('refuses %s in words', async (_, args, words) => {
  await expect(match(args, () => undefined)).rejects.toThrow(words)
})

test('names the line that is no record, in either file', async () => {
  writeFileSync(file('bad.jsonl'), '{"id":"A"}\nnot json\n')
  writeFileSync(file('good.jsonl'), lines(guests))
  const run = (guestFile: string, inquiryFile: string) =>
    match(['--guests', file(guestFile), '--inquiries', file(inquiryFile), '--out', file('x.jsonl')], () => undefined)
  await expect(run('bad.jsonl', 'good.jsonl')).rejects.toThrow('第 2 行')
  await expect(run('good.jsonl', 'bad.jsonl')).rejects.toThrow('第 2 行')
}, 300_000)

test('a broken gzip and wrong weights are refused in words', async () => {
  writeFileSync(file('broken.jsonl.gz'), 'no gzip')
  writeFileSync(file('w.yaml'), 'id: x')
  writeFileSync(file('good.jsonl'), lines(guests))
  await expect(
    match(['--guests', file('broken.jsonl.gz'), '--inquiries', file('good.jsonl'), '--out', file('x')], () => undefined),
  ).rejects.toThrow('读不了')
  await expect(
    match(
      ['--guests', file('good.jsonl'), '--inquiries', file('good.jsonl'), '--out', file('x'), '--weights', file('w.yaml')],
      () => undefined,
    ),
  ).rejects.toThrow('权重文件')
}, 300_000)
