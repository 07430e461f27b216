/** What needs no weights: the geometry, the quality gate, the ranking, the reading of a card's lines. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Point, similarity } from '../align.ts'
import { fits, type Line, readCard } from '../card.ts'
import { compare, cosine, LENGTH, values } from '../compare.ts'
import { judge, measure, type Quality } from '../quality.ts'
import { NUMBER } from './pictures.ts'

const good: Quality = { eyes: 60, sharpness: 400, light: 130, roll: 0, yaw: 0 }

test('the quality gate names each fault in words for who took the photograph', () => {
  assert.deepEqual(judge(good), { refusals: [], warnings: [] })
  assert.match(judge({ ...good, eyes: 12 }).refusals[0] as string, /脸太小.*12.*20/)
  assert.match(judge({ ...good, sharpness: 12 }).refusals[0] as string, /模糊/)
  assert.match(judge({ ...good, light: 40 }).refusals[0] as string, /太暗/)
  assert.match(judge({ ...good, light: 230 }).refusals[0] as string, /太亮/)
  assert.match(judge({ ...good, roll: -41 }).refusals[0] as string, /歪/)
  assert.match(judge({ ...good, yaw: 0.6 }).refusals[0] as string, /侧/)
})

test('what is doubtful is a warning, and a limit itself still passes', () => {
  assert.equal(judge({ ...good, eyes: 20 }).refusals.length, 0)
  assert.equal(judge({ ...good, eyes: 20 }).warnings.length, 1)
  assert.equal(judge({ ...good, eyes: 32 }).warnings.length, 0)
  assert.equal(judge({ ...good, sharpness: 50 }).refusals.length, 0)
  assert.equal(judge({ ...good, sharpness: 99 }).warnings.length, 1)
  assert.equal(judge({ ...good, light: 60, roll: 30, yaw: -0.35 }).refusals.length, 0)
})

test('bad light is named instead of the softness that comes from it', () => {
  const { refusals } = judge({ ...good, light: 30, sharpness: 20 })
  assert.equal(refusals.length, 1)
  assert.match(refusals[0] as string, /太暗/)
})

test('an even surface has no edges, a chequered one has', () => {
  const grey = new Uint8Array(112 * 112 * 3).fill(120)
  assert.equal(measure(grey, 112).sharpness, 0)
  assert.ok(Math.abs(measure(grey, 112).light - 120) < 1e-9)
  const chequered = grey.map((_, at) => (Math.floor(at / 3) % 2 === 0 ? 0 : 255))
  assert.ok(measure(chequered, 112).sharpness > 1000)
})

test('a turn, a scale and a shift are found again', () => {
  const from: Point[] = [
    [0, 0],
    [10, 0],
    [4, 7],
    [1, 12],
    [9, 12],
  ]
  const to = from.map(([x, y]): Point => [0.6 * x - 0.8 * y + 5, 0.8 * x + 0.6 * y - 3])
  const found = similarity(from, to)
  for (const [key, value] of Object.entries({ a: 0.6, b: 0.8, x: 5, y: -3 }))
    assert.ok(Math.abs(found[key as 'a'] - value) < 1e-9, key)
})

/** A template at an angle to the first axis whose cosine is given. */
function at(score: number): string {
  const made = new Float32Array(LENGTH)
  made[0] = score * 7
  made[1] = Math.sqrt(1 - score * score) * 7
  return Buffer.from(made.buffer).toString('base64')
}

test('one against many: the ten nearest in two bands, nothing below 0.40', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ key: `k${index}`, template: at(0.2 + index * 0.02) }))
  const ranked = compare(at(1), many)
  assert.equal(ranked.length, 10)
  assert.equal(ranked[0]?.key, 'k29')
  assert.ok(ranked.every((each, index) => index === 0 || each.score <= (ranked[index - 1]?.score as number)))
  const bands = compare(at(1), [
    { key: 'strong', template: at(0.51) },
    { key: 'possible', template: at(0.49) },
    { key: 'nothing', template: at(0.39) },
  ])
  assert.deepEqual(
    bands.map(({ key, band }) => [key, band]),
    [
      ['strong', 'strong'],
      ['possible', 'possible'],
    ],
  )
})

test('what is no template is refused, the same one is like itself', () => {
  assert.throws(() => values('AAAA'))
  assert.throws(() => values(Buffer.alloc(LENGTH * 4).toString('base64')))
  assert.ok(Math.abs(cosine(values(at(0.3)), values(at(0.3))) - 1) < 1e-5)
})

const line = (text: string, top: number): Line => ({ text, sure: 0.99, box: [0.1, top, 0.4, 0.06] })
const lines = [
  line('公民身份号码 999901195603124324', 0.85),
  line('姓 名 顾晚舟', 0.1),
  line('性别 女 民族 汉', 0.25),
  line('出生 1956 年 3 月 12 日', 0.4),
  line('住址 测试省云川市杨店镇', 0.52),
  line('柳树村三组 18 号', 0.6),
]

test('a card is read whatever the order of its lines', () => {
  const { notes, ...fields } = readCard(lines)
  assert.deepEqual(notes, [])
  assert.deepEqual(
    Object.entries(fields).map(([key, found]) => [key, found.value]),
    [
      ['name', '顾晚舟'],
      ['sex', '女'],
      ['ethnicity', '汉'],
      ['birth', '1956-03-12'],
      ['address', '测试省云川市杨店镇柳树村三组18号'],
      ['number', NUMBER],
    ],
  )
})

test('a number whose check digit does not fit is not filled in, and that is said', () => {
  assert.ok(fits(NUMBER))
  assert.ok(!fits('999901195603124325'))
  const card = readCard([line('公民身份号码999901195603124325', 0.85)])
  assert.equal(card.number, undefined)
  assert.match(card.notes[0] as string, /校验位/)
})

test('birth and sex that differ from the number are pointed out', () => {
  const card = readCard([
    ...lines.filter(({ text }) => !text.startsWith('出生') && !text.startsWith('性别')),
    line('出生1957年3月12日', 0.4),
    line('性别男民族汉', 0.25),
  ])
  assert.equal(card.notes.length, 2)
})

test('what is no card gives no field', () => {
  assert.deepEqual(Object.keys(readCard([line('请勿吸烟', 0.2), line('', 0.4)])), ['notes'])
})
