/** What a notice may say, and what a picture still tells. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leakIn } from './leaks.ts'
import { cleanPicture } from './picture.ts'
import { contentOf, daysToRenew, faultsOf, maybeMinor, mayStandOn, textOf } from './rules.ts'
import { jpegWithPlace, pngWithPlace, webpWithPlace } from './testing/pictures.ts'
import { type ChannelKey, channelKeys, channels } from './words.ts'

describe('what must not stand in a notice', () => {
  test.each([
    '13900001234',
    '139 0000 1234',
    '139-0000-1234',
    '１３９００００１２３４',
    '一三九〇〇〇〇一二三四',
    '幺三九零零零零一二三四',
    '0712-3456789',
    '999901195403071713',
    '99990119540307171X',
    '9999 0119 5403 0717 13',
    'QQ 12345678',
    '长宁路12号',
    '青禾社区3栋2单元',
    '杨店村5组',
    '住在市救助管理站',
    '在第一医院住院',
    '12月9日走失',
    '十二月初九',
    '2026-12-09',
    '昨天下午',
    '晚上8点钟',
    '患有癫痫',
    '精神障碍',
    'HIV',
    'https://example.org',
    'a@example.org',
  ])('“%s”', (text) => expect(leakIn(text)).toBeTypeOf('string'))

  test.each([
    '右手食指缺一节',
    '左眉有痣，额头有旧疤',
    '会做木工，爱唱花鼓戏',
    '身高约1.58米',
    '走路右腿不便，戴灰色绒帽',
    '说家在鹅塘，门前有两棵柿子树',
    '60到65岁的样子',
    '1958到1962年当过兵',
    '左手背有烫伤疤',
    '腹部有手术疤',
    '有三个孩子',
  ])('“%s” may stand', (text) => expect(leakIn(text)).toBeUndefined())

  test('a mobile number is found whatever stands between its digits and around it', () => {
    const digit = fc.constantFrom(
      '0',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '〇',
      '一',
      '二',
      '三',
      '四',
      '五',
      '六',
      '七',
      '八',
      '九',
      '５',
    )
    const between = fc.constantFrom('', ' ', '-', '.', '·', '—', '  ')
    fc.assert(
      fc.property(
        fc.array(digit, { minLength: 9, maxLength: 9 }),
        between,
        fc.constantFrom('', '请找', '电话：'),
        (rest, gap, before) => {
          expect(leakIn(`${before}${['1', '3', ...rest].join(gap)}谢谢`)).toBeTypeOf('string')
        },
      ),
    )
  })

  test('what the file knows of relatives and numbers does not come out by a free word', () => {
    const kept = { numbers: ['139-0000-1234'], kinNames: ['唐有田'] }
    expect(leakIn('丈夫唐有田', kept)).toBeTypeOf('string')
    expect(leakIn('尾号000012', kept)).toBeTypeOf('string')
    expect(leakIn('会唱戏', kept)).toBeUndefined()
  })
})

describe('the text', () => {
  const description = {
    heardNames: ['何桂香'],
    sex: 'female',
    ageSeenMin: 60,
    ageSeenMax: 60,
    ageSeenAt: Date.parse('2026-12-01T00:00+08:00'),
  } as const

  test('of an age is a range of years, never a birthday', () => {
    const told = contentOf(
      { fileId: 'x', basics: ['age'] },
      { ...description, heardNames: [], birthDate: '1954-03-07' },
      undefined,
      '2026-12-09',
    )
    expect(textOf(told).headline).toBe('约 72 岁')
    expect(JSON.stringify(told)).not.toContain('1954')
  })

  test('holds nothing of the description that was not ticked', () => {
    const words = fc.stringMatching(/^[一-龥]{3,6}$/)
    fc.assert(
      fc.property(words, words, words, words, (name, mark, place, accent) => {
        const text = JSON.stringify(
          textOf(
            contentOf(
              { fileId: 'x', basics: ['sex'] },
              {
                heardNames: [`甲${name}`],
                marks: [`乙${mark}`],
                places: [`丙${place}`],
                accent: `丁${accent}`,
                sex: 'male',
                height: 171,
              },
              '某县',
              '2026-12-09',
            ),
          ),
        )
        for (const each of [`甲${name}`, `乙${mark}`, `丙${place}`, `丁${accent}`, '1.71', '某县'])
          expect(text).not.toContain(each)
      }),
    )
  })

  test('a month that is still to come is refused', () => {
    const now = Date.parse('2026-12-09T00:00+08:00')
    expect(faultsOf({ fileId: 'x', basics: [], foundMonth: '2027-01' }, {}, now)).toHaveProperty('foundMonth')
    expect(faultsOf({ fileId: 'x', basics: [], foundMonth: '2026-12' }, {}, now)).toEqual({})
  })
})

describe('minors', () => {
  test('whoever is not certainly eighteen is treated as one', () => {
    expect(maybeMinor({}, '2026-12-09')).toBe(true)
    expect(maybeMinor({ birthDate: '2008-12-08' }, '2026-12-09')).toBe(false)
    expect(maybeMinor({ birthDate: '2008-12-09' }, '2026-12-09')).toBe(true)
    expect(maybeMinor({ birthYear: 2008 }, '2026-12-09')).toBe(true)
  })

  test('never stand on a channel for adults, whatever was approved; never on our page', () => {
    fc.assert(
      fc.property(fc.subarray(channelKeys), fc.constantFrom(...channelKeys), (approved, channel: ChannelKey) => {
        const may = mayStandOn(channel, { minor: true, channels: approved })
        expect(may).toBe(approved.includes(channel) && channels[channel].minors === 'approved')
        expect(mayStandOn('portal', { minor: true, channels: approved })).toBe(false)
        expect(mayStandOn(channel, { minor: false, channels: [] })).toBe(true)
      }),
    )
  })
})

describe('a picture', () => {
  test.each([
    ['jpeg', jpegWithPlace()],
    ['png', pngWithPlace()],
    ['webp', webpWithPlace()],
  ])('%s keeps itself and loses place, time, device and what hangs behind', (_kind, body) => {
    expect(body.includes('N30.51')).toBe(true)
    const clean = cleanPicture(body)
    expect(clean?.body.includes('N30.51')).toBe(false)
    expect(clean?.body.includes('CameraX')).toBe(false)
    expect(cleanPicture(clean?.body as Buffer)?.body.equals(clean?.body as Buffer)).toBe(true)
  })

  test('keeps only its turn', () => {
    const turned = cleanPicture(jpegWithPlace(6))?.body as Buffer
    expect(turned.includes('Exif')).toBe(true)
    expect(cleanPicture(jpegWithPlace(1))?.body.includes('Exif')).toBe(false)
  })

  test('broken bytes are no picture, and break nothing', () => {
    const whole = jpegWithPlace()
    for (let cut = 0; cut < whole.indexOf(Buffer.from([0xff, 0xda])) + 10; cut += 1)
      expect(cleanPicture(whole.subarray(0, cut))).toBeUndefined()
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('ffd8ff', '89504e470d0a1a0a', '52494646000000005745425056503820'),
        (rest, head) => {
          const clean = cleanPicture(Buffer.concat([Buffer.from(head, 'hex'), rest]))
          expect(clean === undefined || clean.body.byteLength > 0).toBe(true)
        },
      ),
    )
    expect(cleanPicture(Buffer.from('<script>alert(1)</script>'))).toBeUndefined()
  })
})

test('the month until the next look counts from the last one', () => {
  const at = (text: string) => Date.parse(`${text}T10:00+08:00`)
  expect(daysToRenew(at('2026-11-09'), at('2026-12-09'))).toBe(0)
  expect(daysToRenew(at('2026-12-09'), at('2026-12-09'))).toBe(31)
  expect(daysToRenew(at('2026-10-09'), at('2026-12-09'))).toBe(-30)
})
