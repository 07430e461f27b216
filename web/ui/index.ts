/** All that a room's screens need: `import { Page, Table, useAsk } from '#web/ui/index.ts'`. See README.md. */
export { ActionButton, type ActionButtonProps, ActionDialog, type ActionDialogProps } from './ActionDialog.tsx'
export { Answer, Skeleton } from './Answer.tsx'
export {
  act,
  type Acting,
  ask,
  type Asked,
  AskRefused,
  mayRetry,
  type Outcome,
  type Refusal,
  serverNow,
  useAct,
  useAsk,
  useAskAgain,
} from './api.ts'
export { useAskedWords } from './asked-words.ts'
export { Button, type ButtonProps, Kbd } from './Button.tsx'
export { type Choice, Choices, useChoices } from './Choices.tsx'
export type { Because, Citation, CountedDay, DueKind, Duty, DutyState } from './duty.ts'
export { Assumed, BecauseView, Clause, Due, DutyLine, StateTag, stateWords, Tag, Why } from './Duty.tsx'
export { fetchFile, openPaper, saveBlob, sendFile, uploadFile } from './files.ts'
export { Form, type FormProps } from './form/Form.tsx'
export { OrganisationSelect } from './form/OrganisationSelect.tsx'
export type { PickerProps } from './form/kinds.ts'
export { Go, useGo, useRoute } from './go.tsx'
export {
  type HandCard,
  HandCards,
  HandChips,
  Handheld,
  HandNumber,
  HandSave,
  HandText,
} from './handheld.tsx'
export { Icon, type IconName } from './Icon.tsx'
export { Banner, Columns, Empty, Facts, GroupHead, MeterBar, Muted, Page, Panel, Row, Stack, Stat } from './Layout.tsx'
export { LaterPhotos } from './LaterPhotos.tsx'
export { DeskMap } from './map/DeskMap.tsx'
export { LocalMap, type LocalMapProps, type MapPoint } from './map/LocalMap.tsx'
export { type Me, useMay, useMe } from './me.ts'
export { PaperButton } from './PaperButton.tsx'
export { Popover } from './Popover.tsx'
export { PageNav, type PageOfRoom } from './PageNav.tsx'
export { RefusalNote } from './Refusal.tsx'
export { Masked, Photo, Reveal, Sealed } from './Reveal.tsx'
export { type Lazy, type SubjectKind, subjectPath, type WebRoom } from './room.ts'
export { Sheet } from './Sheet.tsx'
export { CoursePanel, SubjectHead } from './Subject.tsx'
export { type Column, Table, type TableProps } from './Table.tsx'
export { addDays, clockOf, dateOf, showDate, showDue, showInstant, showLength } from './time.ts'
export { Timeline, type TimelineItem } from './Timeline.tsx'
export { say } from './toast.tsx'
export { useNow } from './useNow.ts'
