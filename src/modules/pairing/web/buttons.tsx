/** Buttons of this room: on a child's page, on the organisation's board, on the telephone. */
import { ActionButton, Muted, useMay } from '#web/ui/index.ts'
import { changeForm, checkForm, declineForm, endForm, enrolForm, leaveForm, meetForm, pairForm, wantForm } from '../schema.ts'
import { pairKinds, pairRules } from '../words.ts'
import type { Pair, Volunteer } from './answers.ts'
import { AccountPicker, KeeperPicker, VolunteersPicker } from './pickers.tsx'

export function Want({ subjectId }: { subjectId: string }) {
  return (
    <ActionButton
      action="pairing.want"
      of={wantForm}
      title="请求结对"
      fixed={{ childId: subjectId }}
      pickers={{ keeperId: KeeperPicker }}
      intro={<Muted>先问孩子愿不愿意。</Muted>}
    />
  )
}

export const Enrol = () => (
  <ActionButton action="pairing.enrol" of={enrolForm} title="登记志愿者" look="main" pickers={{ accountId: AccountPicker }} />
)

export function VolunteerButtons({ volunteer }: { volunteer: Volunteer }) {
  if (volunteer.state === 'left') return null
  const fixed = { volunteerId: volunteer.id }
  return (
    <>
      <ActionButton action="pairing.record-check" of={checkForm} title="记查询结果" label="记查询" size="small" fixed={fixed} />
      <ActionButton action="pairing.leave" of={leaveForm} title="志愿者退出" label="退出" size="small" fixed={fixed} />
    </>
  )
}

/** For whoever answers for volunteers. */
export function PairButtons({ pair }: { pair: Pair }) {
  const may = useMay()
  const fixed = { pairId: pair.pairId }
  if (!may('pairing.board')) return null
  if (pair.state === 'wanted')
    return (
      <>
        <ActionButton
          action="pairing.pair"
          of={pairForm}
          title="结对"
          look="main"
          size="small"
          fixed={fixed}
          pickers={{ volunteerIds: VolunteersPicker }}
          intro={
            <Muted>
              {pairKinds[pair.kind]}：{pairRules[pair.kind].about}
            </Muted>
          }
        />
        <ActionButton action="pairing.decline" of={declineForm} title="不能结对" size="small" fixed={fixed} />
      </>
    )
  if (pair.state !== 'paired') return null
  return (
    <>
      <Meet pairId={pair.pairId} />
      <ActionButton
        action="pairing.change-volunteers"
        of={changeForm}
        title="换志愿者"
        size="small"
        fixed={fixed}
        initial={{ volunteerIds: pair.volunteers.map((each) => each.id) }}
        pickers={{ volunteerIds: VolunteersPicker }}
      />
      <ActionButton action="pairing.end" of={endForm} title="结束结对" size="small" fixed={fixed} />
    </>
  )
}

export const Meet = ({ pairId, large }: { pairId: string; large?: boolean }) => (
  <ActionButton
    action="pairing.meet"
    of={meetForm}
    title="记结对活动"
    look="main"
    size={large ? 'large' : 'small'}
    fixed={{ pairId }}
  />
)
