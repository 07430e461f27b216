import { Answer, Facts, Muted, PaperButton, Panel, Row, showDate, showInstant, Stack, Tag, useNow } from '#web/ui/index.ts'
import { careLevels } from '../words.ts'
import { type FileAnswer, type PlacementShown, usePlacements } from './placement-answers.ts'
import { Decide, WhileOutside, Withdraw } from './placement-buttons.tsx'

/** How many reports stand in the panel before the rest is opened. */
const FIRST = 3

const toneOf = (state: string) =>
  state === 'placed-declined' ? 'red' : state === 'placed-unapproved' || state === 'proposed' ? 'amb' : 'gry'

/** Care outside of one person: what waits, where somebody is, how they are, and what was before. */
export default function PlacementPanel({ subjectId }: { subjectId: string }) {
  const asked = usePlacements(subjectId)
  return (
    <Panel title="站外托养">
      <Answer of={asked}>
        {(file) =>
          file.current || file.pending || file.earlier.length > 0 ? (
            <Known file={file} fileId={subjectId} />
          ) : (
            <Muted>没有送过站外。站内照料是原则。</Muted>
          )
        }
      </Answer>
    </Panel>
  )
}

function Known({ file, fileId }: { file: FileAnswer; fileId: string }) {
  const now = useNow()
  return (
    <Stack>
      {file.current ? <Current placement={file.current} file={file} fileId={fileId} /> : null}
      {file.pending ? <Pending placement={file.pending} /> : null}
      {file.reports.length > 0 ? (
        <div>
          <b>健康报告</b>
          {file.reports.slice(0, FIRST).map((each) => (
            <p key={each.id}>
              <Muted>
                {showInstant(each.at, now)} {each.by}
              </Muted>{' '}
              {each.line}
            </p>
          ))}
          {file.reports.length > FIRST ? <Muted>共 {file.reports.length} 次，见每月健康表。</Muted> : null}
        </div>
      ) : null}
      {file.incidents.map((each) => (
        <p key={each.id}>
          <Tag tone="red">{each.kind}</Tag> {each.late ? <Tag tone="amb">迟报</Tag> : null}{' '}
          <Muted>
            {showInstant(each.at, now)} {each.by}
          </Muted>{' '}
          {each.line}
        </p>
      ))}
      {file.seen.slice(0, FIRST).map((each) => (
        <p key={each.at}>
          <Muted>
            {showInstant(each.at, now)} {each.by}检查
          </Muted>{' '}
          {each.line}
        </p>
      ))}
      {file.earlier.length > 0 ? (
        <details>
          <summary>以前的 {file.earlier.length} 次</summary>
          {file.earlier.map((each) => (
            <p key={each.id}>
              {each.institution} <Tag tone={toneOf(each.state)}>{each.stateWords}</Tag>{' '}
              <Muted>
                {each.placedAt === null
                  ? showInstant(each.proposedAt, now)
                  : `${showInstant(each.placedAt, now)} 起 ${each.days} 天`}
              </Muted>
              <br />
              {each.ending ?? each.decision ?? each.proposal}
            </p>
          ))}
        </details>
      ) : null}
      <Row>
        <PaperButton size="small" query="entrusted.paper-proposal" params={{ fileId }}>
          打印送托审批表
        </PaperButton>
        {file.current ? (
          <PaperButton size="small" query="entrusted.paper-handover" params={{ fileId }}>
            打印送托交接单
          </PaperButton>
        ) : null}
        {file.earlier.some((each) => each.state === 'brought-back') ? (
          <PaperButton size="small" query="entrusted.paper-return" params={{ fileId }}>
            打印接回交接单
          </PaperButton>
        ) : null}
        {file.reports.length > 0 ? (
          <PaperButton size="small" query="entrusted.paper-health-sheet" params={{ fileId }}>
            打印每月健康表
          </PaperButton>
        ) : null}
      </Row>
    </Stack>
  )
}

function Current({ placement, file, fileId }: { placement: PlacementShown; file: FileAnswer; fileId: string }) {
  const now = useNow()
  return (
    <>
      <Facts
        rows={[
          ['在哪里', placement.institution],
          ['状态', <Tag tone={toneOf(placement.state)}>{placement.stateWords}</Tag>],
          ['护理等级', careLevels[placement.level as keyof typeof careLevels]],
          ['送托', placement.placedAt === null ? undefined : `${showInstant(placement.placedAt, now)}，已 ${placement.days} 天`],
          ['站外合计', file.daysOutside > placement.days ? `${file.daysOutside} 天` : undefined],
          ['满三个月', file.threeMonthsOn === null ? undefined : showDate(file.threeMonthsOn, now)],
        ]}
      />
      <Decide placement={placement} />
      <WhileOutside fileId={fileId} />
      {placement.handover ? (
        <details>
          <summary>交接记录</summary>
          <p>{placement.handover}</p>
        </details>
      ) : null}
    </>
  )
}

function Pending({ placement }: { placement: PlacementShown }) {
  const now = useNow()
  return (
    <div>
      <Row>
        <b>{placement.institution}</b>
        <Tag tone={toneOf(placement.state)}>{placement.stateWords}</Tag>
        <Withdraw placement={placement} />
      </Row>
      <p>
        <Muted>{showInstant(placement.proposedAt, now)} 提出</Muted> {placement.proposal}
      </p>
      {placement.decision ? <p>审批意见：{placement.decision}</p> : null}
      <Decide placement={placement} />
    </div>
  )
}
