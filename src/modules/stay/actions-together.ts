/** Doors for a mother and her child under six. */
import { action, type LoadContext } from '#kernel/action.ts'
import { fileById, fileRef, type FileRow, lockFile, personById, type PersonRow } from '#modules/people-and-cases/index.ts'
import { inHouse } from './access.ts'
import { knownGuest, type KnownGuest } from './guest.ts'
import { refuse } from './refusals.ts'
import { endTogetherForm, keepTogetherForm } from './schema.ts'
import { endTogetherRow, insertTogether, separationOf, type TogetherRow, togetherOf } from './store-beds.ts'

interface PairLoaded {
  child: FileRow
  mother: { file: FileRow; person: PersonRow } | null
  childKnown: KnownGuest
  pair: TogetherRow | undefined
}

async function loadPair(
  { tx, vault, now }: LoadContext,
  childId: string,
  motherId: string | undefined,
): Promise<PairLoaded | null> {
  const loaded = await lockFile(tx, vault, childId)
  const told = (await separationOf(tx, [childId])).get(childId)
  if (!loaded || !told) return null
  const motherFile = motherId ? await fileById(tx, motherId) : undefined
  const person = motherFile ? await personById(tx, vault, motherFile.personId) : null
  return {
    child: loaded.file,
    mother: motherFile && person ? { file: motherFile, person } : null,
    childKnown: knownGuest(told, now),
    pair: await togetherOf(tx, childId),
  }
}

export const keepTogether = action({
  name: 'stay.keep-together',
  title: '登记母子同住',
  help: '成年女性可与自己 6 岁以下的子女同住。',
  legalBasis: '国家规则 母亲可带 6 岁以下子女',
  form: keepTogetherForm,
  load: (context, form) => loadPair(context, form.fileId, form.motherFileId),
  may: (actor, loaded) => inHouse(actor, loaded.child.ownerPath),
  decide({ child, mother, childKnown, pair }, form, moment) {
    if (pair) return refuse('TOGETHER_ALREADY')
    if (!mother || mother.person.sex !== 'female' || mother.file.id === child.id) return refuse('NOT_MOTHER')
    if (child.state !== 'in' || mother.file.state !== 'in' || mother.file.stationId !== child.stationId)
      return refuse('NOT_MOTHER')
    if (childKnown.guest.underSix === 'no') return refuse('NOT_SMALL')
    if (childKnown.guest.underSix === 'unknown') return refuse('AGE_OF_CHILD')
    return {
      facts: [
        {
          subject: fileRef(child),
          name: 'stay.kept-together',
          value: { mother: mother.file.id },
          details: { knownBy: form.knownBy },
        },
      ],
      changes: {
        id: moment.newId('together'),
        fileId: child.id,
        motherFileId: mother.file.id,
        ownerPath: child.ownerPath,
        knownBy: form.knownBy,
      },
    }
  },
  save: (context, pair) => insertTogether(context, pair),
})

export const endTogether = action({
  name: 'stay.end-together',
  title: '结束母子同住',
  form: endTogetherForm,
  load: (context, form) => loadPair(context, form.fileId, undefined),
  may: (actor, loaded) => inHouse(actor, loaded.child.ownerPath),
  decide({ child, pair }, form) {
    if (!pair) return refuse('NOT_TOGETHER')
    return {
      facts: [
        {
          subject: fileRef(child),
          name: 'stay.together-ended',
          value: { mother: pair.motherFileId },
          details: { reason: form.reason },
        },
      ],
      changes: pair.id,
    }
  },
  save: ({ tx, occurredAt }, id) => endTogetherRow(tx, id, occurredAt),
})
