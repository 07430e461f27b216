/** Merging and splitting: decisions with reasons that can be undone; exclusions are remembered. */
import { action } from '#kernel/action.ts'
import { mayChangePerson, maySeePerson } from './access.ts'
import { refuse } from './refusals.ts'
import { mergeForm, splitForm, undoLinkForm } from './schema-forms.ts'
import { filesOfPerson, fileRef, lockFile, lockPerson, lockToChange, personById, personRef } from './store.ts'
import { personOfCity } from './store-elsewhere.ts'
import { insertPersonCopy, keepDecision, lockDecision, markMerged, markUndone, moveFiles } from './store-links.ts'

export const mergePersons = action({
  name: 'people.merge',
  title: '认定是同一人',
  help: '两份资料并成一份，随时可以撤销。',
  form: mergeForm,
  async load({ tx, vault }, form) {
    // Always locked in the same order, so that two merges of one pair cannot wait for each other.
    const [first, second] = [form.personId, form.otherId].toSorted()
    const a = await lockToChange(tx, vault, first as string)
    const b = form.personId === form.otherId ? a : await lockToChange(tx, vault, second as string)
    if (!a || !b) return null
    const kept = a.id === form.personId ? a : b
    const other = kept === a ? b : a
    return { kept, other, files: await filesOfPerson(tx, other.id) }
  },
  // One of both is enough: the same person was helped here and, before, elsewhere.
  may: (actor, { kept, other }) => (kept.mine ? mayChangePerson(actor, kept) : mayChangePerson(actor, other)),
  decide({ kept, other, files }, form, moment) {
    if (kept.id === other.id) return refuse('SAME_PERSON')
    if (kept.mergedInto || other.mergedInto) return refuse('MERGED')
    const decisionId = moment.newId('decision')
    return {
      facts: [
        {
          subject: personRef(other),
          name: 'person.merged',
          value: { into: kept.id },
          details: { reason: form.reason, decision: decisionId },
        },
        ...files.map((file) => ({ subject: fileRef(file), name: 'file.person-changed', value: { from: other.id, to: kept.id } })),
      ],
      changes: { decisionId, reason: form.reason, files: files.map((file) => file.id) },
      reply: { personId: kept.id, decisionId },
    }
  },
  async save(context, changes, { kept, other }) {
    await keepDecision(context, {
      id: changes.decisionId,
      kind: 'merge',
      personId: kept.id,
      otherId: other.id,
      ownerPath: kept.ownerPath,
      reason: changes.reason,
      moved: { files: changes.files },
    })
    await moveFiles(context.tx, changes.files, kept.id)
    await markMerged(context.tx, other.id, kept.id)
  },
})

export const splitPerson = action({
  name: 'people.split',
  title: '拆成两人',
  help: '把一份个案分给另一个新建的人；写在个案上的事实跟着走。',
  form: splitForm,
  async load({ tx, vault }, form) {
    const person = await lockToChange(tx, vault, form.personId)
    const loaded = await lockFile(tx, vault, form.fileId)
    return person && loaded ? { person, file: loaded.file, files: await filesOfPerson(tx, person.id) } : null
  },
  may: (actor, loaded) => mayChangePerson(actor, loaded.person),
  decide({ person, file, files }, form, moment) {
    if (file.personId !== person.id) return refuse('FILE_NOT_OF_PERSON')
    if (person.mergedInto) return refuse('MERGED')
    if (files.length < 2) return refuse('ONLY_FILE')
    const newId = moment.newId('person')
    const decisionId = moment.newId('decision')
    return {
      facts: [
        {
          subject: personRef(person),
          name: 'person.split',
          value: { file: file.id, to: newId },
          details: { reason: form.reason, decision: decisionId },
        },
        {
          subject: { kind: 'person', id: newId, ownerPath: file.ownerPath },
          name: 'person.identity-stated',
          value: { status: 'unknown' },
        },
        { subject: fileRef(file), name: 'file.person-changed', value: { from: person.id, to: newId } },
      ],
      changes: { newId, decisionId, reason: form.reason },
      reply: { personId: newId, decisionId },
    }
  },
  async save(context, changes, { person, file }) {
    await insertPersonCopy(context, { id: changes.newId, ownerPath: file.ownerPath, stationId: file.stationId })
    await keepDecision(context, {
      id: changes.decisionId,
      kind: 'split',
      personId: person.id,
      otherId: changes.newId,
      fileId: file.id,
      ownerPath: person.ownerPath,
      reason: changes.reason,
      moved: { files: [file.id] },
    })
    await moveFiles(context.tx, [file.id], changes.newId)
  },
})

export const undoLink = action({
  name: 'people.undo-link',
  title: '撤销合并或拆分',
  form: undoLinkForm,
  async load({ tx, vault }, form) {
    const decision = await lockDecision(tx, vault, form.decisionId)
    const person = decision && (await lockToChange(tx, vault, decision.person.id))
    return decision && person ? { ...decision, person } : null
  },
  may: (actor, decision) => mayChangePerson(actor, decision.person),
  decide(decision, form) {
    if (decision.undoneAt !== null || decision.kind === 'different') return refuse('NOT_MERGED')
    // After a merge the files go back to the one who was merged; after a split back to whom they were taken from.
    const backTo = decision.kind === 'merge' ? decision.otherId : decision.personId
    return {
      facts: [
        {
          subject: personRef(decision.person),
          name: 'person.link-undone',
          value: { decision: decision.id, ...(decision.kind === 'merge' ? { parted: decision.otherId } : {}) },
          details: { reason: form.reason },
        },
        ...(decision.told ? [{ subject: decision.told.subject, name: 'fact.withdrawn', replaces: decision.told.id }] : []),
        ...decision.files.map((file) => ({
          subject: fileRef(file),
          name: 'file.person-changed',
          value: { from: file.personId, to: backTo },
        })),
      ],
      changes: { backTo, files: decision.files.map((file) => file.id) },
      reply: { personId: decision.personId },
    }
  },
  async save(context, changes, decision) {
    await moveFiles(context.tx, changes.files, changes.backTo)
    if (decision.kind === 'merge') await markMerged(context.tx, decision.otherId, null)
    await markUndone(context, decision.id)
  },
})

export const judgeDifferent = action({
  name: 'people.judge-different',
  title: '不是同一人',
  help: '记下后不再提示这一对。',
  form: mergeForm,
  async load({ tx, vault }, form) {
    const person = await lockPerson(tx, vault, form.personId)
    // The other may be another station's of the city: the search shows it, and it need not be opened to be excluded.
    const other = (await personById(tx, vault, form.otherId)) ?? (await personOfCity(tx, form.otherId))
    return person && other ? person : null
  },
  may: maySeePerson,
  decide(person, form, moment) {
    if (form.personId === form.otherId) return refuse('SAME_PERSON')
    return {
      facts: [
        {
          subject: personRef(person),
          name: 'person.judged-different',
          value: { other: form.otherId },
          details: { reason: form.reason },
        },
      ],
      changes: { decisionId: moment.newId('decision'), otherId: form.otherId, reason: form.reason },
      reply: {},
    }
  },
  save: (context, changes, person) =>
    keepDecision(context, {
      id: changes.decisionId,
      kind: 'different',
      personId: person.id,
      otherId: changes.otherId,
      ownerPath: person.ownerPath,
      reason: changes.reason,
      moved: {},
    }),
})
