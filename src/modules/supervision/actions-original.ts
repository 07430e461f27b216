/** A bureau brings a document's own words, or takes them away again. */
import { action, type LoadContext } from '#kernel/action.ts'
import { openFile } from '#kernel/files.ts'
import { isRefusal, type Refusal } from '#kernel/refusal.ts'
import { openEntry, readZip, ZipTrouble } from '#kernel/zip.ts'
import { jurisdictionOf, mayDecide } from './access.ts'
import { books } from './books.ts'
import { bureauRef } from './actions.ts'
import { refuse } from './refusals.ts'
import { LONGEST_TEXT, paragraphsOf, textOfWord } from './rules-original.ts'
import { importOriginalForm, removeOriginalForm } from './schema.ts'
import { insertOriginal, lockOriginal, removeOriginal } from './store-original.ts'

/** Where Word keeps the running text. */
const WORD_TEXT = 'word/document.xml'

/** The text of an uploaded Word document; a refusal for anything else. */
async function wordText({ tx, vault }: LoadContext, fileId: string): Promise<string | Refusal> {
  const file = await openFile(tx, vault, fileId)
  if (!file) return refuse('NO_SUCH_TEXT')
  try {
    const entry = readZip(file.body).get(WORD_TEXT)
    return entry ? textOfWord((await openEntry(file.body, entry)).toString('utf8')) : refuse('NOT_WORD')
  } catch (error) {
    if (error instanceof ZipTrouble) return refuse('NOT_WORD')
    throw error
  }
}

export const importOriginal = action({
  name: 'supervision.import-original',
  title: '导入原文',
  help: '本辖区从此按原文的顺序和文字阅读，数字列在句子旁边。再导入一次，替换上一次的。',
  form: importOriginalForm,
  async load(context, form) {
    return {
      pack: (await books()).packs.get(form.pack),
      before: await lockOriginal(context.tx, form.pack, jurisdictionOf(context.actor.organisation)),
      text: form.fileId ? await wordText(context, form.fileId) : (form.text ?? ''),
    }
  },
  may: (actor) => mayDecide(actor),
  decide({ pack, before, text }, form, moment) {
    if (!pack) return refuse('NO_SUCH_PACK', { pack: form.pack })
    if (!pack.outline) return refuse('NO_DOCUMENT')
    if (isRefusal(text)) return text
    const paragraphs = paragraphsOf(text)
    if (paragraphs.length < 2) return refuse('NO_WORDS')
    if (text.length > LONGEST_TEXT) return refuse('LONG_TEXT')
    return {
      facts: [
        {
          subject: bureauRef(moment.actor),
          name: 'policy.original-imported',
          value: { pack: pack.id, paragraphs: paragraphs.length },
          details: { source: form.source },
        },
      ],
      changes: { id: moment.newId('original'), pack: pack.id, source: form.source, paragraphs, before: before?.id },
      reply: { paragraphs: paragraphs.length },
    }
  },
  async save(context, { before, ...original }) {
    if (before) await removeOriginal(context.tx, before, context.now)
    await insertOriginal(context, original)
  },
})

export const takeOriginalAway = action({
  name: 'supervision.remove-original',
  title: '移除原文',
  help: '以后又显示我们写的摘要；数字不变。',
  form: removeOriginalForm,
  load: async ({ tx, actor }, form) => (await lockOriginal(tx, form.pack, jurisdictionOf(actor.organisation))) ?? null,
  may: (actor) => mayDecide(actor),
  decide: (before, form, moment) => ({
    facts: [
      {
        subject: bureauRef(moment.actor),
        name: 'policy.original-removed',
        value: { pack: form.pack },
        details: { reason: form.reason },
      },
    ],
    changes: before,
  }),
  save: ({ tx, now }, before) => removeOriginal(tx, before.id, now),
})
