import { ActionButton, Answer, dateOf, Empty, Page, Panel, Timeline, useAsk, useNow } from '#web/ui/index.ts'
import { meetingForm } from '../schema.ts'
import { Nav } from './Nav.tsx'

interface MeetingsAnswer {
  items: {
    at: number
    about: string[]
    present: string | null
    problems: string | null
    decided: string | null
    files: string[]
  }[]
}

/** Meetings of this organisation: what was looked into, what was settled. */
export default function Meetings() {
  const asked = useAsk<MeetingsAnswer>('network.meetings')
  const now = useNow()
  return (
    <Page
      title="会议"
      sub="定期研究未成年人专项行动，解决难题"
      actions={
        <ActionButton
          action="network.record-meeting"
          of={meetingForm}
          title="登记会议"
          look="main"
          initial={{ heldOn: dateOf(now), about: ['s4'] }}
        />
      }
    >
      <Nav here="/network/meetings" />
      <Panel>
        <Answer of={asked}>
          {(held) =>
            held.items.length === 0 ? (
              <Empty title="还没有登记过会议">每半年至少研究一次未成年人专项行动，开完用“登记会议”记下来。</Empty>
            ) : (
              <Timeline
                items={held.items.map((each, index) => ({
                  id: `${each.at}:${index}`,
                  at: each.at,
                  title: each.about.join('、'),
                  by: each.present ?? undefined,
                  text: [each.problems ? `研究：${each.problems}` : '', each.decided ? `议定：${each.decided}` : '']
                    .filter(Boolean)
                    .join('；'),
                }))}
              />
            )
          }
        </Answer>
      </Panel>
    </Page>
  )
}
