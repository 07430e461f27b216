/** Papers of the place of origin, the letter that goes out with its signature, and the ledger as a sheet. */
import { z } from 'zod'
import { field, known, maskValue } from '#kernel/field.ts'
import { detailsOf, factsOf } from '#kernel/ledger.ts'
import { paperAnswer, renderPaper } from '#kernel/paper.ts'
import { type AnyQuery, type FileAnswer, query, type ReadContext } from '#kernel/query.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { dateOf, printInstant, startOfDay } from '#kernel/time.ts'
import { XLSX } from '#kernel/sheet.ts'
import { fileById, personById, sexes } from '#modules/people-and-cases/index.ts'
import { wordsOfLetter, lettersToOrigin } from './letter-out.ts'
import { hardshipPaper, longDate, receiptPaper, registerPaper, visitPaper, type PaperCase } from './paper-data.ts'
import { refuse } from './refusals.ts'
import { lastOf } from './rules.ts'
import { fileId, receptionId } from './schema.ts'
import { ledgerOf } from './sheet.ts'
import { placeById } from './store.ts'
import { caseById, casesOfYear } from './store-read.ts'
import { letterKinds } from './words.ts'

/** A case with what its facts tell; of a person whom one may not see any more, what the letter said. */
async function caseFor({ tx, vault }: ReadContext, id: string): Promise<PaperCase | null> {
  const row = await caseById(tx, vault, id)
  if (!row) return null
  const file = await fileById(tx, row.fileId)
  const person = file ? await personById(tx, vault, file.personId) : null
  const facts = await factsOf(tx, [row.fileId])
  const own = facts.filter((fact) => fact.name.startsWith('origin.'))
  const details = await detailsOf(
    tx,
    vault,
    own.map((fact) => fact.id),
  )
  const place = await placeById(tx, row.organisationId)
  return {
    row,
    person,
    place: { name: row.place, phone: place?.phone ?? null },
    last(name) {
      const fact = lastOf(own, name)
      return fact && { at: fact.occurredAt, value: fact.value, told: details.get(fact.id) ?? {} }
    },
  }
}

function paper(name: string, title: string, template: string, data: (found: PaperCase, now: number) => object | Refusal) {
  return query({
    name,
    title,
    params: z.strictObject({ receptionId }),
    result: 'file',
    may: () => true,
    async read(context, params): Promise<FileAnswer | Refusal | null> {
      const found = await caseFor(context, params.receptionId)
      if (!found) return null
      const filled = data(found, context.now)
      if (isRefusal(filled)) return filled
      const bytes = await renderPaper(new URL(`./papers/${template}.typ`, import.meta.url), filled, {
        printedBy: context.actor.name,
        printedAt: context.now,
      })
      return paperAnswer(`${title} ${found.row.no}`.trim(), bytes)
    },
  })
}

const missing = (what: string, why: string) => refuse('NO_PAPER', { what, why })

export const receipt = paper('origin.paper-receipt', '接收回执', 'receipt', (found) =>
  found.last('origin.answered') || found.last('origin.received') ? receiptPaper(found) : missing('接收回执', '先答复或接收。'),
)
/** Also empty, to be taken along. */
export const visit = paper('origin.paper-visit', '家庭状况走访表', 'visit', visitPaper)
export const hardship = paper('origin.paper-hardship', '困难情况报送函', 'hardship', (found) =>
  found.last('origin.hardship-found') ? hardshipPaper(found) : missing('困难情况报送函', '还没有记发现的困难。'),
)
export const register = paper('origin.paper-register', '恢复户籍函', 'register', (found) =>
  found.last('origin.register-cancelled') ? registerPaper(found) : missing('恢复户籍函', '还没有记户口被注销。'),
)

/** The letter on paper, with the public key of whoever signs: the other side can check the file that comes with it. */
export const letter = query({
  name: 'origin.paper-letter',
  title: '致流出地函（附公钥）',
  help: '和签名文件一起寄：对方凭信纸上的公钥核对文件。',
  params: z.strictObject({ fileId }),
  result: 'file',
  may: () => true,
  async read(context, params) {
    const { tx, vault, actor, now } = context
    const file = await fileById(tx, params.fileId)
    const person = file && (await personById(tx, vault, file.personId))
    const station = file && (await placeById(tx, file.stationId))
    if (!file || !person || !station) return null
    const fact = lastOf(await factsOf(tx, [file.id]), ...lettersToOrigin)
    if (!fact) return refuse('NO_LETTER')
    const words = wordsOfLetter((await detailsOf(tx, vault, [fact.id])).get(fact.id) ?? {})
    const { description } = person
    const number = known(description.idNumber)
    const data = {
      station: station.name,
      phone: station.phone,
      no: file.no,
      letterNo: words.letterNo ?? null,
      to: words.to ?? null,
      asks: fact.name === 'departure.origin-asked',
      name: person.displayName,
      sex: person.sex ? sexes[person.sex] : null,
      birth: description.birthDate ?? (description.birthYear ? `${description.birthYear} 年` : null),
      idNumber: number ? maskValue('id-number', number) : null,
      household: known(description.household) ?? null,
      text: words.text ?? null,
      arrivesOn: words.arrivesOn ? longDate(words.arrivesOn) : null,
      publicKey: vault.publicKey(),
      on: longDate(dateOf(fact.occurredAt)),
    }
    const bytes = await renderPaper(new URL('./papers/letter.typ', import.meta.url), data, {
      printedBy: actor.name,
      printedAt: now,
    })
    return paperAnswer(`${letterKinds[data.asks ? 'ask' : 'tell']} ${file.no}`, bytes)
  },
})

export const sheet = query({
  name: 'origin.sheet',
  title: '接收台账',
  params: z.strictObject({ year: field(z.int().min(2000).max(2100), { label: '年份' }) }),
  result: 'file',
  may: () => true,
  async read({ tx, vault }, { year }) {
    const found = await casesOfYear(
      tx,
      vault,
      printInstant(startOfDay(`${year}-01-01`)),
      printInstant(startOfDay(`${year + 1}-01-01`)),
    )
    const body = await ledgerOf(found)
    return { file: { name: `接收台账 ${year}.xlsx`, type: XLSX, body } }
  },
})

export const papers: AnyQuery[] = [receipt, visit, hardship, register, letter, sheet]
