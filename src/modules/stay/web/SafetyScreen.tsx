import { ActionButton, Answer, Empty, Facts, Page, Panel, showInstant, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { callPoliceForm, closeDisturbanceForm, nameLiaisonForm, recordDisturbanceForm } from '../schema.ts'
import type { Safety } from './answers.ts'
import { StationSelect, useStation } from './station.tsx'

type Happened = Safety['disturbances'][number]

/** The safety of the house: who of the police is named, what happened, what became of it. */
export default function SafetyScreen() {
  const station = useStation()
  const asked = useAsk<Safety>('stay.safety', station.params, { enabled: station.ready })
  const now = useNow()
  return (
    <Page
      title="站内安全"
      sub={
        <>
          <StationSelect of={station} />
          <span className="g-muted">围堵、冲击、伤人：先打 110，再登记</span>
        </>
      }
      actions={<ActionButton action="stay.record-disturbance" of={recordDisturbanceForm} title="登记扰乱秩序" look="main" />}
    >
      <Answer of={asked}>
        {({ liaisons, disturbances }) => (
          <div className="g-stack">
            <Panel
              title="警务室、联络民警"
              right={<ActionButton action="stay.name-liaison" of={nameLiaisonForm} title="设立警务室、联络民警" />}
            >
              {liaisons.length === 0 ? (
                <Empty title="还没有">
                  部门意见 三(四)6 要求公安机关在站内设警务室或指定联络民警。请与辖区派出所联系后登记。
                </Empty>
              ) : (
                <Facts
                  rows={liaisons.map((each) => [
                    each.kindWords,
                    `${each.police} ${each.name} ${each.dutyLine}，${showInstant(each.since, now)} 起`,
                  ])}
                />
              )}
            </Panel>
            {disturbances.length === 0 ? (
              <Panel title="扰乱秩序">
                <Empty title="没有记录">发生吵闹、围堵、冲击时在这里登记，报警和处理结果记在同一条。</Empty>
              </Panel>
            ) : (
              disturbances.map((each) => <OneDisturbance key={each.id} of={each} now={now} />)
            )}
          </div>
        )}
      </Answer>
    </Page>
  )
}

function OneDisturbance({ of, now }: { of: Happened; now: number }) {
  const fixed = { disturbanceId: of.id }
  return (
    <Panel
      title={of.kindWords}
      sub={showInstant(of.happenedAt, now)}
      right={
        <Tag tone={of.state === 'closed' ? 'grn' : of.state === 'open' && of.policeMust ? 'red' : 'amb'}>
          {of.state === 'open' && of.policeMust ? '须报警' : of.stateWords}
        </Tag>
      }
    >
      <div className="g-stack">
        <p>{of.course}</p>
        <Facts
          rows={[
            ['在哪里', of.place],
            ['涉及', of.people === null ? undefined : `${of.people} 人${of.injured ? `，受伤 ${of.injured} 人` : ''}`],
            [
              '报警',
              of.policeCalledAt === null
                ? undefined
                : `${showInstant(of.policeCalledAt, now)} ${of.police ?? ''} ${of.receiptNo ?? ''}`,
            ],
            ['结果', of.outcomeWords ? `${of.outcomeWords}：${of.note ?? ''}` : undefined],
            ['登记', of.by],
          ]}
        />
        {of.state === 'closed' ? null : (
          <div className="g-row">
            {of.state === 'open' ? (
              <ActionButton action="stay.call-police" of={callPoliceForm} title="登记报警" fixed={fixed} look="main" />
            ) : null}
            <ActionButton
              action="stay.close-disturbance"
              of={closeDisturbanceForm}
              title="办结"
              fixed={fixed}
              {...(of.state === 'open' && of.policeMust ? { impossible: '先登记报警' } : {})}
            />
          </div>
        )}
      </div>
    </Panel>
  )
}
