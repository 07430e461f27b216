/** A bureau brings sheets of its own, and says by which its range is assessed from when on. */
import { action, type LoadContext } from '#kernel/action.ts'
import { dateOf } from '#kernel/time.ts'
import { adoptSheet, keepSheet, readSheet, shippedSheet, sheetsBrought } from '#modules/people-and-cases/index.ts'
import { type Sheet, sheetPurposes } from '#modules/people-and-cases/words.ts'
import { maySetSheets } from './access.ts'
import { refuse } from './refusals.ts'
import { adoptForm, bringForm } from './schema.ts'

const ofBureau = ({ id, path }: { id: string; path: string }) => ({ kind: 'organisation', id, ownerPath: path })

const load = async ({ tx, actor }: LoadContext) => ({
  organisation: actor.organisation,
  brought: await sheetsBrought(tx, actor.organisation.path),
})

export const bringSheet = action({
  name: 'assessment.bring-sheet',
  title: '导入指标表',
  help: '本局自己的表，YAML 格式。有一处不对就不保存，逐处说明。导入后再启用。',
  form: bringForm,
  load,
  may: (actor) => maySetSheets(actor),
  decide({ brought }, form, moment) {
    const read = readSheet(form.text)
    if ('faults' in read)
      return {
        ...refuse('SHEET_FAULTS', { count: read.faults.length, first: read.faults[0] as string }),
        fields: { text: read.faults.join('；') },
      }
    const { sheet } = read
    const there =
      brought.some((each) => each.sheet === sheet.id && each.version === sheet.version) || shippedSheet(sheet.id, sheet.version)
    if (there) return refuse('SHEET_THERE', { sheet: sheet.title, version: sheet.version })
    return { facts: [], changes: { id: moment.newId('sheet'), sheet }, reply: { sheet: sheet.id, version: sheet.version } }
  },
  save: (context, { id, sheet }) => keepSheet(context, id, sheet),
  constraintRefusal: (constraint) =>
    constraint === 'sheet_jurisdiction_sheet_version_key'
      ? refuse('SHEET_THERE', { sheet: '这张表', version: '同一' })
      : undefined,
})

export const adoptSheets = action({
  name: 'assessment.adopt-sheet',
  title: '启用指标表',
  help: '从某天起，本局范围内按这张表评。以前的评估仍按原来的版本看。',
  form: adoptForm,
  load,
  may: (actor) => maySetSheets(actor),
  decide({ organisation, brought }, form, moment) {
    const own = form.sheetId ? brought.find((each) => each.id === form.sheetId) : undefined
    const sheet: Sheet | undefined = form.sheetId ? own?.content : shippedSheet(form.sheet, form.version)
    if (!sheet) return refuse('NO_SHEET')
    const wrong = form.purposes.find((purpose) => !sheet.purposes.includes(purpose))
    if (wrong) return refuse('SHEET_NOT_FOR', { purpose: sheetPurposes[wrong] })
    if (form.from < dateOf(moment.now)) return refuse('FROM_BEFORE')
    return {
      facts: [
        {
          subject: ofBureau(organisation),
          name: 'sheet.adopted',
          value: { sheet: sheet.id, version: sheet.version },
          details: { purposes: form.purposes, from: form.from },
        },
      ],
      changes: {
        ids: form.purposes.map((purpose) => moment.newId(`adoption:${purpose}`)),
        purposes: form.purposes,
        sheetId: own?.id ?? null,
        sheet: sheet.id,
        version: sheet.version,
        from: form.from,
      },
      reply: {},
    }
  },
  save: adoptSheet,
})
