/** The buttons of care outside on a file's page; what cannot be done now says why. */
import { type ReactNode, useMemo } from 'react'
import { ActionButton, type Outcome, type PickerProps, say } from '#web/ui/index.ts'
import {
  approveForm,
  bringBackForm,
  declineForm,
  emergencyForm,
  familyWishForm,
  healthForm,
  incidentForm,
  levelForm,
  placeForm,
  proposeForm,
  withdrawForm,
} from '../schema-placements.ts'
import { type FileAnswer, type PlacementShown, usePlacements } from './placement-answers.ts'
import PlacementPicker from './PlacementPicker.tsx'

interface Subject {
  subjectId: string
}

function Known({ subjectId, children }: Subject & { children: (file: FileAnswer) => ReactNode }) {
  const asked = usePlacements(subjectId)
  return asked.data && asked.data.fileState === 'in' ? children(asked.data) : null
}

function useHouses(fileId: string) {
  return useMemo(() => ({ institutionId: (props: PickerProps) => <PlacementPicker fileId={fileId} {...props} /> }), [fileId])
}

/** Proposed: drawn while nothing waits. */
export function Propose({ subjectId }: Subject) {
  const pickers = useHouses(subjectId)
  return (
    <Known subjectId={subjectId}>
      {(file) =>
        file.pending ? null : (
          <ActionButton
            action="entrusted.propose"
            of={proposeForm}
            title={file.current ? '提出转机构' : '提出送托'}
            fixed={{ fileId: subjectId }}
            pickers={pickers}
            draftKey={`entrusted:${subjectId}`}
            impossible={file.against ?? undefined}
            intro={<p className="g-muted">站内照料是原则，站外托养是例外。写事实：站内差什么，试过什么。</p>}
          />
        )
      }
    </Known>
  )
}

export function Emergency({ subjectId }: Subject) {
  const pickers = useHouses(subjectId)
  return (
    <Known subjectId={subjectId}>
      {(file) =>
        file.pending?.state === 'approved' || file.current ? null : (
          <ActionButton
            action="entrusted.place-in-emergency"
            of={emergencyForm}
            title="紧急送托"
            fixed={{ fileId: subjectId }}
            pickers={pickers}
            intro={<p className="g-muted">只在等不到批准时用：会照实记为先送后批，应办里显示迟办；民政局不批准的要接回。</p>}
          />
        )
      }
    </Known>
  )
}

export function Place({ subjectId }: Subject) {
  return (
    <Known subjectId={subjectId}>
      {({ pending, current }) =>
        pending ? (
          <ActionButton
            action="entrusted.place"
            of={placeForm}
            title={current ? `转到${pending.institution}` : '送托'}
            look="main"
            fixed={{ placementId: pending.id }}
            initial={{ level: pending.level as 'full' }}
            draftKey={`place:${pending.id}`}
            impossible={pending.state === 'approved' ? undefined : '等民政局批准'}
          />
        ) : null
      }
    </Known>
  )
}

export function BringBack({ subjectId }: Subject) {
  return (
    <Known subjectId={subjectId}>
      {({ current }) =>
        current ? (
          <ActionButton
            action="entrusted.bring-back"
            of={bringBackForm}
            title="接回站内"
            label="接回"
            look={current.state === 'placed-declined' ? 'main' : 'plain'}
            fixed={{ fileId: subjectId }}
            draftKey={`back:${current.id}`}
          />
        ) : null
      }
    </Known>
  )
}

/** Says what an incident asks for next. */
function sayNext(outcome: Extract<Outcome<Record<string, unknown>>, { ok: true }>) {
  const { late, next } = outcome.reply as { late?: boolean; next?: string }
  if (late) say('已超过约定的报告时限，照实记为迟报。')
  if (next) say(next)
}

export function ReportHealth({ fileId, small }: { fileId: string; small?: boolean }) {
  return (
    <ActionButton
      action="entrusted.report-health"
      of={healthForm}
      title="报健康状况"
      {...(small ? { size: 'small' as const } : {})}
      fixed={{ fileId }}
      draftKey={`health:${fileId}`}
    />
  )
}

export function ReportIncident({ fileId, small }: { fileId: string; small?: boolean }) {
  return (
    <ActionButton
      action="entrusted.report-incident"
      of={incidentForm}
      title="报突发情况"
      {...(small ? { size: 'small' as const } : {})}
      fixed={{ fileId }}
      onDone={sayNext}
    />
  )
}

/** What else can be told of somebody outside. */
export function WhileOutside({ fileId }: { fileId: string }) {
  const fixed = { fileId }
  return (
    <div className="g-row">
      <ReportHealth fileId={fileId} small />
      <ReportIncident fileId={fileId} small />
      <ActionButton size="small" action="entrusted.change-care-level" of={levelForm} title="变更护理等级" fixed={fixed} />
      <ActionButton size="small" action="entrusted.record-family-wish" of={familyWishForm} title="记家属要求接回" fixed={fixed} />
    </div>
  )
}

/** The bureau's answer, where it waits. */
export function Decide({ placement }: { placement: Pick<PlacementShown, 'id' | 'state'> }) {
  const fixed = { placementId: placement.id }
  if (placement.state !== 'proposed' && placement.state !== 'placed-unapproved') return null
  return (
    <div className="g-row">
      <ActionButton
        size="small"
        look="main"
        action="entrusted.approve"
        of={approveForm}
        title="批准送托"
        label="批准"
        fixed={fixed}
      />
      <ActionButton size="small" action="entrusted.decline" of={declineForm} title="不批准送托" label="不批准" fixed={fixed} />
    </div>
  )
}

export function Withdraw({ placement }: { placement: Pick<PlacementShown, 'id'> }) {
  return (
    <ActionButton
      size="small"
      look="link"
      action="entrusted.withdraw"
      of={withdrawForm}
      title="撤回送托"
      fixed={{ placementId: placement.id }}
    />
  )
}
