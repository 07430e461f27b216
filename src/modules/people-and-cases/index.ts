/** What other rooms may use of the hall. */
export * from './words.ts'
export { linksOf, type SubjectLink, subjectsNamed, type SubjectTitle, titlesOf } from './links.ts'
export {
  fileById,
  fileIdsAfter,
  fileNumber,
  fileRef,
  filesOfPerson,
  grantPart,
  insertFile,
  insertPerson,
  lockFile,
  lockPerson,
  moveFile,
  personById,
  personRef,
  personsById,
  updatePerson,
} from './store.ts'
export { leftNotes, sealLeftNote } from './store-left-note.ts'
export { addClaim, type NewClaim } from './store-claims.ts'
export { COMPOUND_SURNAMES } from './names.ts'
export { allDivisions, divisionName, divisionNames, divisionsNamed, placeWords, presentPlace, shortPlace } from './places.ts'
export { readingsOf } from './sound.ts'
export { SURNAME_READINGS, SYLLABLES } from './sound-rules.ts'
export { personsWithNumber } from './store-documents.ts'
export { personOfCity } from './store-elsewhere.ts'
export {
  dutiesBetween,
  dutyAround,
  type DutyRow,
  insertDuties,
  type NewDuty,
  onDuty,
  type OnDuty,
  replaceDuties,
} from './store-duty.ts'
export {
  type ChildRow,
  childById,
  heldOf,
  childOfPerson,
  childRef,
  childrenById,
  compartmentsOf,
  type KindRow,
  kindsOf,
  type LoadedChild,
  lockChild,
  notOpened,
  openChild,
  openUntil,
} from './store-child.ts'
export { aliasesOf, changeChild, changeChildKinds, type ChildChange } from './store-child-change.ts'
export { type NewChild, openChildFiles, openingFacts, ownerOfChild } from './store-child-open.ts'
export {
  closeByParts,
  endChildPart,
  endSubjectPart,
  grantChildPart,
  grantSubjectPart,
  organisationsOf,
  type PartHolder,
  partsOfChild,
} from './store-child-parts.ts'
export { type ChildHit, searchChildren } from './search.ts'
export { type Asked, readQuery } from './query-words.ts'
export {
  adoptSheet,
  type BroughtSheet,
  keepSheet,
  type SheetAdoption,
  sheetAdoptions,
  sheetInForce,
  type SheetInForce,
  sheetsBrought,
  sheetUsed,
} from './store-sheets.ts'
export { LONGEST_SHEET, readSheet, shippedSheet, shippedSheets } from './sheet-files.ts'
