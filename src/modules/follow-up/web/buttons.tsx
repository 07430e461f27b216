/** Follow-up's buttons: on a file's page, in the lists, on a person's own page. */
import type { ReactNode } from 'react'
import { ActionButton, Muted, OrganisationSelect, type PickerProps, say, showDate, useNow } from '#web/ui/index.ts'
import { assignTownForm, assignVillageForm, listForm, tryForm, unlistForm, visitForm } from '../schema.ts'
import type { Reason } from '../words.ts'
import { type ReturneeAnswer, useFileReturnee } from './answers.ts'

export const TownPicker = (props: PickerProps) => <OrganisationSelect ask="follow-up.towns" {...props} />
export const VillagePicker = (props: PickerProps) => <OrganisationSelect ask="follow-up.villages" {...props} />
export const ElsewherePicker = (props: PickerProps) => <OrganisationSelect ask="follow-up.bureaus" {...props} />
const townPickers = { townId: TownPicker, villageId: VillagePicker }

type Of = Pick<ReturneeAnswer, 'returneeId'>

export function VisitButton({ of, main, small }: { of: Of; main?: boolean; small?: boolean }) {
  const now = useNow()
  return (
    <ActionButton
      action="follow-up.record-visit"
      of={visitForm}
      title="记回访"
      look={main ? 'main' : 'plain'}
      {...(small ? { size: 'small' as const } : {})}
      fixed={{ returneeId: of.returneeId }}
      draftKey={`visit:${of.returneeId}`}
      onDone={({ reply }) => {
        const { nextDue } = reply as { nextDue?: string | null }
        say(nextDue ? `已记。下次 ${showDate(nextDue, now)} 前` : '已记。')
      }}
      wayOut={(refusal) =>
        refusal.code === 'FOLLOW_UP.VISITED_TODAY' ? (
          <ActionButton
            action="follow-up.record-visit"
            of={visitForm}
            title="作补充记录"
            label="作补充记录"
            fixed={{ returneeId: of.returneeId }}
            initial={{ asNote: true }}
          />
        ) : null
      }
    />
  )
}

export function TryButton({ of }: { of: Of }) {
  return <ActionButton action="follow-up.try-visit" of={tryForm} title="记回访未成" fixed={{ returneeId: of.returneeId }} />
}

export function ListButton({ of, main, small }: { of: ReturneeAnswer; main?: boolean; small?: boolean }) {
  return (
    <ActionButton
      action="follow-up.list-prone"
      of={listForm}
      title="纳入信息库"
      look={main ? 'main' : 'plain'}
      {...(small ? { size: 'small' as const } : {})}
      fixed={{ returneeId: of.returneeId }}
      initial={{ reasons: of.suggestedReasons as Reason[] }}
      intro={of.suggestedReasons.length > 0 ? <Muted>按已有记录勾好了建议的原因，请核对后再决定。</Muted> : undefined}
    />
  )
}

export function UnlistButton({ of }: { of: Of }) {
  return (
    <ActionButton
      action="follow-up.unlist-prone"
      of={unlistForm}
      title="移出信息库"
      fixed={{ returneeId: of.returneeId }}
      pickers={{ toId: ElsewherePicker }}
    />
  )
}

export function TownButton({ ids, label = '定镇街', small }: { ids: string[]; label?: string; small?: boolean }) {
  return (
    <ActionButton
      action="follow-up.assign-town"
      of={assignTownForm}
      title={label}
      {...(small ? { size: 'small' as const } : {})}
      fixed={{ returneeIds: ids }}
      pickers={townPickers}
    />
  )
}

export function VillageButton({ ids }: { ids: string[] }) {
  return (
    <ActionButton
      action="follow-up.assign-village"
      of={assignVillageForm}
      title="交给村（社区）"
      size="small"
      fixed={{ returneeIds: ids }}
      pickers={townPickers}
    />
  )
}

interface Subject {
  subjectId: string
}

function Returned({ subjectId, children }: Subject & { children: (of: ReturneeAnswer) => ReactNode }) {
  const of = useFileReturnee(subjectId).data?.returnee
  return of && !of.takenBack && of.state !== 'dead' ? children(of) : null
}

export const ListOnFile = ({ subjectId }: Subject) => (
  <Returned subjectId={subjectId}>
    {(of) => (of.state === 'listed' || !of.mayRegister ? null : <ListButton of={of} main={of.suggestedReasons.length > 0} />)}
  </Returned>
)

export const VisitOnFile = ({ subjectId }: Subject) => (
  <Returned subjectId={subjectId}>{(of) => <VisitButton of={of} main={of.state === 'listed'} />}</Returned>
)
