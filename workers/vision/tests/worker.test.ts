/** The whole worker, shut in as the house starts it. Needs the installed packages and weights: npm run vision:install. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { after, before, test } from 'node:test'
import { models, weights } from '../models.ts'
import { bomb, cardPhotograph, cardPicture, NUMBER, shapes, vector } from './pictures.ts'
import { folder, type Reply, start, type Started } from './process.ts'

let worker: Started
before(() => {
  worker = start()
})
after(() => worker.end())

const said = (line: string) => process.stdout.write(`# ${line}\n`)
const mebibytes = (bytes: number) => Math.round(bytes / 1_048_576)
const base64 = async (picture: Buffer | Promise<Buffer>) => (await picture).toString('base64')

async function timed(label: string, request: Record<string, unknown>): Promise<Reply> {
  const begin = performance.now()
  const reply = await worker.ask(request)
  said(`${label}: ${Math.round(performance.now() - begin)} ms, ${mebibytes(reply.rss)} MB`)
  return reply
}

const fieldsOf = ({ answer }: Reply) =>
  Object.fromEntries(
    Object.entries(answer as Record<string, { value?: string }>).flatMap(([key, found]) =>
      found.value ? [[key, found.value]] : [],
    ),
  )
const whole = {
  name: '顾晚舟',
  sex: '女',
  ethnicity: '汉',
  birth: '1956-03-12',
  address: '测试省云川市杨店镇柳树村三组18号',
  number: NUMBER,
}

test('every weight file is the pinned one', async () => {
  for (const name of Object.keys(models.files) as (keyof typeof models.files)[])
    assert.ok((await weights(name)).byteLength > 1000)
})

test('starts and says which models it has', async () => {
  const { answer } = await timed('start', { do: 'hello' })
  assert.deepEqual((answer as { face: unknown }).face, {
    id: 'faceplugin-0.0.1',
    version: 1,
    sha256: '87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581',
  })
})

test('shapes are no face: refused in words, without a template', async () => {
  const { answer } = await timed('picture without a face, first', { do: 'template', picture: await base64(shapes()) })
  assert.deepEqual((answer as { faces: unknown[] }).faces, [])
  assert.match((answer as { refusals: string[] }).refusals[0] as string, /没有找到人脸/)
  assert.equal((answer as { template?: string }).template, undefined)
  await timed('picture without a face, again', { do: 'template', picture: await base64(shapes()) })
})

test('reads a drawn card wholly', async () => {
  const reply = await timed('card, first', { do: 'card', picture: await base64(cardPicture()) })
  assert.deepEqual(fieldsOf(reply), whole)
  await timed('card, again', { do: 'card', picture: await base64(cardPicture()) })
})

test('reads it turned, dark, soft and pressed', async () => {
  const reply = await timed('card as a photograph', { do: 'card', picture: await base64(cardPhotograph()) })
  assert.equal(fieldsOf(reply).number, NUMBER)
  assert.equal(fieldsOf(reply).name, whole.name)
})

test('says where each field stands', async () => {
  const { answer } = await worker.ask({ do: 'card', picture: await base64(cardPicture()) })
  const [left, top, width, height] = (answer as { number: { box: number[] } }).number.box as [number, number, number, number]
  assert.ok(left >= 0 && top > 0.75 && left + width <= 1 && top + height <= 1)
})

test('does not fill in a number whose check digit does not fit', async () => {
  const reply = await worker.ask({ do: 'card', picture: await base64(cardPicture({ number: '999901195603124325' })) })
  assert.equal(fieldsOf(reply).number, undefined)
})

test('compares one with two thousand', async () => {
  const made = (turn: number) => {
    const values = new Float32Array(512).map((_, index) => Math.sin(index * (turn + 1)))
    return Buffer.from(values.buffer).toString('base64')
  }
  const many = Array.from({ length: 2000 }, (_, index) => ({ key: String(index), template: made(index) }))
  const { answer } = await timed('one against 2,000', { do: 'compare', one: made(7), many })
  assert.equal((answer as { ranked: { key: string }[] }).ranked[0]?.key, '7')
})

test('refuses what is too large, too wide, of another kind, or broken, and goes on', async () => {
  for (const [picture, words] of [
    [Buffer.alloc(13 * 1024 * 1024, 1), /12 MB/],
    [await bomb(), /尺寸太大/],
    [vector(), /打不开|只认/],
    [Buffer.from('not a picture'), /打不开/],
  ] as const) {
    const { unfit } = await worker.ask({ do: 'template', picture: picture.toString('base64') })
    assert.match(unfit ?? '', words)
  }
  assert.equal((await worker.ask({ do: 'nonsense' })).fault, 'Error')
  assert.ok((await worker.ask({ do: 'hello' })).answer)
})

test('has no network, no files to write, no further processes', async () => {
  const prisoner = start('tests/prisoner.ts')
  const { answer } = await prisoner.ask({})
  await prisoner.end()
  assert.deepEqual(answer, { network: 'shut', names: 'shut', fetch: 'shut', write: 'shut', read: 'shut', process: 'shut' })
})

test('has written nothing', () => {
  assert.ok(!existsSync(`${folder}out`))
  assert.ok(readdirSync(folder).every((name) => !/\.(png|jpe?g|webp)$/.test(name)))
})
