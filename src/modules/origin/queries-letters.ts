/** Reading a signed file before it is taken, keys, and lists that forms choose from. */
import { z } from 'zod'
import { field } from '#kernel/field.ts'
import { type AnyQuery, query } from '#kernel/query.ts'
import { personsWithNumber } from '#modules/people-and-cases/index.ts'
import { readLetter } from './letter-file.ts'
import { letterText } from './schema.ts'
import { knownKeys, placesOf } from './store.ts'
import { letterKinds } from './words.ts'

const personal = (label: string) => field(z.string().nullable(), { label, sensitivity: 'personal' })
const day = (label: string) => field(z.string().nullable(), { label, widget: 'date' })

const places = (name: string, title: string, kinds: readonly string[]) =>
  query({
    name,
    title,
    params: z.strictObject({}),
    result: z.strictObject({
      items: z
        .array(z.strictObject({ id: z.string(), name: z.string(), phone: field(z.string().nullable(), { label: '公开电话' }) }))
        .max(400),
    }),
    may: () => true,
    async read({ tx, actor }) {
      // The area in which the organisation lies.
      const under = actor.organisation.path.replace(/[^.]+\.$/, '')
      const found = await placesOf(tx, kinds, under)
      return { items: found.map(({ id, name: label, phone }) => ({ id, name: label, phone })) }
    },
  })

export const lookers = places('origin.lookers', '可以请来了解的镇村', ['town', 'village'])
export const police = places('origin.police', '本地公安机关', ['police'])

const reading = ['house', 'known', 'unknown', 'tampered', 'unreadable'] as const

export const readLetterQuery = query({
  name: 'origin.read-letter',
  title: '读函件文件',
  help: '先看签名，再看内容；这里只看，不导入。',
  params: z.strictObject({ letter: letterText }),
  result: z.strictObject({
    signer: z.enum(reading),
    keyName: z.string().nullable(),
    publicKey: z.string().nullable(),
    from: field(z.string().nullable(), { label: '来函单位' }),
    to: field(z.string().nullable(), { label: '写给' }),
    kind: z.enum(Object.keys(letterKinds) as [keyof typeof letterKinds]).nullable(),
    letterNo: z.string().nullable(),
    sentAt: z.string().nullable(),
    name: personal('姓名'),
    sex: z.string().nullable(),
    birth: personal('出生日期'),
    household: personal('户籍地'),
    idNumber: field(z.string().nullable(), { label: '证件号', sensitivity: 'personal', mask: 'id-number' }),
    text: personal('来函说什么'),
    arrivesOn: day('预计到达'),
    /** Persons here with this number. */
    known: z.array(z.strictObject({ personId: z.string(), name: personal('姓名') })).max(10),
  }),
  may: () => true,
  async read({ tx, vault }, params) {
    const read = readLetter(vault, await knownKeys(tx, vault), params.letter)
    const nothing = {
      keyName: null,
      publicKey: null,
      from: null,
      to: null,
      kind: null,
      letterNo: null,
      sentAt: null,
      name: null,
      sex: null,
      birth: null,
      household: null,
      idNumber: null,
      text: null,
      arrivesOn: null,
      known: [],
    }
    if (typeof read === 'string') return { ...nothing, signer: read }
    const { document, signer, keyName, publicKey } = read
    const { person, from } = document
    const found = person.idNumber ? await personsWithNumber(tx, vault, person.idNumber) : []
    return {
      signer,
      keyName,
      publicKey,
      from: from.name,
      to: document.to.name,
      kind: document.kind,
      letterNo: document.letter ?? null,
      sentAt: document.sentAt,
      name: person.name,
      sex: person.sex ?? null,
      birth: person.birth ?? null,
      household: person.household ?? null,
      idNumber: person.idNumber ?? null,
      text: document.text ?? null,
      arrivesOn: document.arrivesOn ?? null,
      known: found.slice(0, 10).map((each) => ({ personId: each.id, name: each.displayName })),
    }
  },
})

export const keys = query({
  name: 'origin.keys',
  title: '函件文件的公钥',
  help: '本系统的公钥可以公开、可以印在信纸上；别人的要逐字核对过才认。',
  params: z.strictObject({}),
  result: z.strictObject({
    own: z.string(),
    known: z.array(z.strictObject({ id: z.string(), publicKey: z.string(), name: z.string(), checkedAt: z.number() })).max(500),
  }),
  may: () => true,
  read: async ({ tx, vault }) => ({ own: vault.publicKey(), known: await knownKeys(tx, vault) }),
})

export const letterReadings: AnyQuery[] = [lookers, police, readLetterQuery, keys]
