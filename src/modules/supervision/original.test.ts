/** A document's own words: read, placed, imported, replaced, removed. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withActor } from '#kernel/db.ts'
import { keepFile } from '#kernel/files.ts'
import { openTestHouse, type TestHouse } from '../../../tests/house.ts'
import { isHeading, paragraphsOf, placesOf, textOfWord } from './rules-original.ts'

describe('reading', () => {
  test('a Word document gives a line for each paragraph, without what was struck out', () => {
    const xml =
      '<w:body><w:p><w:r><w:t>一、总则</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">甲 &amp; 乙</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:tab/><w:t>丙&#x4E19;</w:t></w:r></w:p></w:body>'
    expect(paragraphsOf(textOfWord(xml))).toEqual(['一、总则', '甲 & 乙 丙丙'])
  })

  test('numbered headings are told from sentences', () => {
    expect(['一、工作目标', '（二）重点任务', '第三章 附则'].map(isHeading)).toEqual([true, true, true])
    expect(isHeading('市救助服务站应当设置并公布救助电话。')).toBe(false)
  })

  test('an anchor is found whatever blanks, width and punctuation the copy has', () => {
    const places = placesOf([{ id: 'a', anchor: '站内照料是常态，站外托养' }], ['按照“站内照料是常态、 站外托养是例外”的原则'])
    expect(places).toEqual([{ entry: 'a', state: 'found', paragraph: 0, from: 3, to: 16 }])
  })

  test('an anchor that is not there, or there twice, is said to be', () => {
    expect(
      placesOf([{ id: 'a', anchor: '开放日' }, { id: 'b', anchor: '培训' }, { id: 'c' }], ['举办开放日', '开放日活动']).map(
        ({ entry, state, paragraph }) => [entry, state, paragraph],
      ),
    ).toEqual([
      ['a', 'twice', 0],
      ['b', 'missing', undefined],
    ])
  })

  test('a place always lies inside its paragraph and holds the letters of its anchor', () => {
    const sign = fc.constantFrom('站', '内', '照', '料', '，', ' ', '“', 'Ａ', '１', '𠮷')
    const text = fc.array(sign, { maxLength: 12 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 6 }), (anchor, paragraphs) => {
        const letters = (words: string) => words.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')
        for (const place of placesOf([{ id: 'a', anchor }], paragraphs)) {
          if (place.state === 'missing') expect(paragraphs.some((each) => letters(each).includes(letters(anchor)))).toBe(false)
          else
            expect(letters((paragraphs[place.paragraph as number] as string).slice(place.from, place.to))).toBe(letters(anchor))
        }
      }),
    )
  })
})

/** A zip with one entry, nothing compressed. */
function zipOf(name: string, content: string): Buffer {
  const body = Buffer.from(content)
  const size = (at: Buffer, from: number) => {
    at.writeUInt32LE(body.length, from)
    at.writeUInt32LE(body.length, from + 4)
  }
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  size(local, 18)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  size(entry, 20)
  entry.writeUInt16LE(name.length, 28)
  const front = Buffer.concat([local, Buffer.from(name), body])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(front.length, 16)
  return Buffer.concat([front, entry, Buffer.from(name), end])
}

interface Page {
  original: { own: boolean; source: string; paragraphs: { text: string }[]; places: { entry: string; state: string }[] } | null
}

describe('importing', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse()
  })
  afterAll(() => house.close())
  const bureau = () => house.actor('bureau-officer', 'bureau')
  const page = async (who = bureau()) => (await house.ask(who, 'supervision.policy-page', { pack: 's2' })) as Page
  const words = '二、重点任务\n按照“站内照料是常态、站外托养是例外”的原则开展。\n举办开放日。'

  test('a bureau’s text is read in its own order by everybody below, with the places of the clauses', async () => {
    await house.done(bureau(), 'supervision.import-original', { pack: 's2', source: '市政府办 2026 年印发', text: words })
    const mine = await page()
    expect(mine.original?.paragraphs.map((each) => each.text)).toEqual(words.split('\n'))
    expect(mine.original?.places).toContainEqual(expect.objectContaining({ entry: 's2.t02', state: 'found', paragraph: 1 }))
    expect(mine.original?.places.filter((each) => each.state === 'missing').length).toBeGreaterThan(5)
    const leader = house.actor('duty-leader')
    expect((await page(leader)).original).toMatchObject({ own: false, source: '市政府办 2026 年印发' })
    expect((await page(house.actor('bureau-officer', 'far-bureau'))).original).toBeNull()
  })

  test('a second import takes the place of the first; removing leads back to our summaries', async () => {
    await house.done(bureau(), 'supervision.import-original', { pack: 's2', source: '更正本', text: `${words}\n完。` })
    expect((await page()).original).toMatchObject({ source: '更正本', own: true })
    await house.done(bureau(), 'supervision.remove-original', { pack: 's2', reason: '版本不对' })
    expect((await page()).original).toBeNull()
    expect(await house.act(bureau(), 'supervision.remove-original', { pack: 's2', reason: '再来一次' })).toMatchObject({
      refused: true,
    })
  })

  test('a Word file is read; anything else with that ending is not, and what was there stays', async () => {
    const keep = async (body: Buffer) => {
      const id = crypto.randomUUID()
      await withActor(house.house.db, bureau(), (tx) =>
        keepFile(tx, house.house.vault, bureau(), { id, name: '原文.docx', type: 'x', body, now: house.now() }),
      )
      return id
    }
    const xml = '<w:p><w:r><w:t>一、目标</w:t></w:r></w:p><w:p><w:r><w:t>强化医疗救助服务。</w:t></w:r></w:p>'
    const word = await keep(zipOf('word/document.xml', xml))
    await house.done(bureau(), 'supervision.import-original', { pack: 's2', source: '印发本', fileId: word })
    for (const body of [zipOf('xl/workbook.xml', xml), Buffer.from('PK no zip at all, only words that go on')])
      expect(
        await house.act(bureau(), 'supervision.import-original', { pack: 's2', source: '坏文件', fileId: await keep(body) }),
      ).toMatchObject({ code: 'SUPERVISION.NOT_WORD' })
    expect((await page()).original).toMatchObject({ source: '印发本' })
  })

  test('nothing to read, rules without a document, and who does not decide are refused', async () => {
    const act = (form: object, who = bureau()) =>
      house.act(who, 'supervision.import-original', { pack: 's2', source: '出处', ...form })
    expect(await act({ text: '  \n ' })).toMatchObject({ code: 'SUPERVISION.NO_WORDS' })
    expect(await act({ text: '一句。\n'.repeat(60_000) })).toMatchObject({ code: 'SUPERVISION.LONG_TEXT' })
    expect(await act({ pack: 'nothing', text: words })).toMatchObject({ code: 'SUPERVISION.NO_SUCH_PACK' })
    expect(await act({ text: words }, house.actor('station-head'))).toMatchObject({ refused: true })
  })
})
