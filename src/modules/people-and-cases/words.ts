/** What other rooms' schemas, rules and screens may use of the hall: pure, and fit for a browser. */
export { ageOn, readAge } from './ages.ts'
export { type IdReading, readIdNumber } from './id-number.ts'
export { rescueFile, type FileState } from './lifecycle.ts'
export { birthFact, birthRange, laidOver, underAge } from './rules.ts'
export {
  capacities,
  conditionKinds,
  identityStates,
  kinPerson,
  longText,
  type PersonDescription,
  personFields,
  type PersonForm,
  sexes,
  shortText,
} from './schema.ts'
export {
  type ClockFact,
  daysUntilThreeMonths,
  type Segment,
  type StayClock,
  stayClock,
  threeMonthsOn,
  type Where,
  WHERES,
  wheres,
} from './stay-clock.ts'
export type { FileRow, LoadedFile, PersonRow } from './store.ts'
export { ADULT_AT, type ChildKind, childKinds, compartmentOfKind, ofNewChild, OPENED_MS } from './child-words.ts'
export {
  isGroup,
  itemsOf,
  NOT_APPLICABLE,
  NOT_KNOWN,
  type Sheet,
  type SheetAnswer,
  type SheetAnswers,
  type SheetGrade,
  type SheetGroup,
  type SheetItem,
  sheetItems,
  type SheetNeed,
  sheetNeeds,
  type SheetNode,
  type SheetPurpose,
  sheetPurposes,
} from './indicator-sheet.ts'
export { answerFaults, scoreSheet, type SheetScore } from './sheet-score.ts'
export { guardianConsent, guardianConsents } from './guardian-consent.ts'
