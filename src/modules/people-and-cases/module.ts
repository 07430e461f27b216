/** The hall: person index and rescue files. */
import type { Module } from '#kernel/module.ts'
import { correctPerson, openElsewhere, reveal, stateIdentity } from './actions-identity.ts'
import { judgeDifferent, mergePersons, splitPerson, undoLink } from './actions-links.ts'
import { addNote, recordDone, withdrawFact } from './actions-record.ts'
import { openSealed, sealFile, unsealFile } from './actions-seal.ts'
import { fileQuery, filesQuery, personQuery, timelineQuery } from './queries.ts'
import { divisionsQuery, factFormsQuery } from './queries-lookups.ts'
import { searchQuery } from './queries-search.ts'
import { stayClockQuery } from './queries-stay.ts'
import { replays } from './replays.ts'

export const peopleAndCases: Module = {
  name: 'people-and-cases',
  title: '人员与个案',
  schema: 'people',
  actions: [
    correctPerson,
    stateIdentity,
    reveal,
    openElsewhere,
    mergePersons,
    splitPerson,
    undoLink,
    judgeDifferent,
    recordDone,
    addNote,
    withdrawFact,
    sealFile,
    unsealFile,
    openSealed,
  ],
  queries: [searchQuery, personQuery, fileQuery, timelineQuery, stayClockQuery, filesQuery, factFormsQuery, divisionsQuery],
  replays,
}
