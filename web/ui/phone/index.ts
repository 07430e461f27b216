/** All that a room's phone screens need: `import { Screen, Chips, usePhone } from '#web/ui/phone/index.ts'`. See README.md. */
export { Icon, type IconName } from '../Icon.tsx'
export { addDays, clockOf, dateOf, instantOf, showDate, showInstant, showLength } from '../time.ts'
export { say } from '../toast.tsx'
export { uuid7 } from '../uuid7.ts'
export { PhotoButton, type PhotoButtonProps, PlaceField, type PlaceFieldProps } from './capture.tsx'
export { NumberStepper, type NumberStepperProps, TextField, type TextFieldProps } from './fields.tsx'
export {
  type Draft,
  type ReceivedAnswer,
  useDraft,
  usePhoneState,
  useReceived,
  useWaiting,
  type WaitingSummary,
} from './hooks.ts'
export {
  CallLink,
  Card,
  type CardProps,
  EmptyNote,
  FootBar,
  type FootBarProps,
  Head,
  type HeadProps,
  Notice,
  type NoticeProps,
  PhoneLink,
  PhoneRow,
  type PhoneRowProps,
  PhoneTag,
  Screen,
  type ScreenProps,
  type Tone,
} from './layout.tsx'
export {
  type Phone,
  type PhoneRoom,
  type PhoneScreen,
  type PhoneState,
  type PhoneSupply,
  type PhoneTab,
  type Received,
  type RecordOptions,
  usePhone,
  type Waiting,
} from './phone.ts'
export { whyNotKept } from './not-kept.ts'
export { backPhone, goPhone, type PhoneRoute, usePhoneRoute } from './route.ts'
export { SignaturePad, type SignaturePadProps } from './SignaturePad.tsx'
export { BottomSheet, type BottomSheetProps } from './sheet.tsx'
export { Guidance, type GuidanceProps, type Step, StepList, type StepListProps } from './steps.tsx'
export {
  BigButton,
  type BigButtonProps,
  ButtonRow,
  type ChipOptions,
  Chips,
  type ChipsProps,
  ManyChips,
  type ManyChipsProps,
} from './touch.tsx'
