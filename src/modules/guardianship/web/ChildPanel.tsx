import {
  Answer,
  Banner,
  Facts,
  Go,
  Muted,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  Timeline,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { orderLife, requestLife, returnLife } from '../lifecycle.ts'
import {
  guardianshipResults,
  handedTo,
  holdKinds,
  institutionTypes,
  orderKinds,
  placementKinds,
  requestKinds,
  returnedFindings,
  reviewCauses,
  superviseManners,
  visitFindings,
  visitManners,
} from '../words.ts'
import { type ChildAnswer, type PlacementAnswer, type RequestAnswer, useChild } from './answers.ts'
import { Approve, Refuse, RecordOrder, Withdraw } from './buttons-request.tsx'
import { DayTag } from './DayTag.tsx'

/** Who answers for the child now, where it lives, what waits, and whether the way home is open. */
export default function ChildPanel({ subjectId }: { subjectId: string }) {
  const asked = useChild(subjectId)
  const { data } = asked
  // Not opened yet, or another's part: the head of the page says so.
  if (asked.refusal) return null
  const right = data?.hold ? holdKinds[data.hold.kind] : undefined
  return (
    <Panel title="监护与安置" right={right}>
      <Answer of={asked}>{(answer) => <Shown answer={answer} childId={subjectId} />}</Answer>
    </Panel>
  )
}

function Shown({ answer, childId }: { answer: ChildAnswer; childId: string }) {
  const may = useMay()
  const now = useNow()
  const { hold, last, placement, sponsored, returned, today } = answer
  const open = answer.requests.filter((each) => each.state === 'asked' || each.state === 'approved')
  const nothing = !hold && !last && !placement && sponsored.length === 0 && !returned && open.length === 0
  return (
    <Stack>
      {answer.warnings.map((each) => (
        <Banner key={each}>{each}</Banner>
      ))}
      {open.map((each) => (
        <Request key={each.requestId} request={each} childId={childId} />
      ))}
      {nothing ? <Muted>父母或其他监护人照料中，没有保护、监护或安置记录。</Muted> : null}
      {hold ? (
        <>
          <Row>
            <Tag tone={hold.kind === 'emergency' ? 'red' : 'acc'}>{holdKinds[hold.kind]}</Tag>
            <Muted>{showInstant(hold.since, now)} 起</Muted>
            <DayTag day={hold.reviewOn} today={today} words="复核 " />
            {hold.reviewCause && hold.reviewCause !== 'term' ? <Tag tone="amb">{reviewCauses[hold.reviewCause]}</Tag> : null}
          </Row>
          <Facts
            rows={[
              ['情形', hold.ground],
              ...hold.lines.map((line): [string, string] => [line.title, line.text]),
              ...(hold.longest ? [['一般不超过', `${showDate(hold.longest)}（假定）`] as [string, string]] : []),
            ]}
          />
        </>
      ) : last ? (
        <Muted>
          {holdKinds[last.kind]}已于 {showInstant(last.endedAt, now)} 终止：{last.how}，{last.by}
        </Muted>
      ) : null}
      {answer.wayHome ? <WayHome answer={answer} /> : null}
      {placement ? <Placement placement={placement} today={today} /> : hold ? <Banner tone="red">还没有安置记录。</Banner> : null}
      {sponsored.map((each) => (
        <Placement key={each.placementId} placement={each} today={today} />
      ))}
      {hold && !placement ? <Routes answer={answer} /> : null}
      {returned ? (
        <>
          <Row>
            <Tag tone={returned.state === 'watched' ? 'amb' : 'gry'}>{returnLife.states[returned.state].zh}</Tag>
            {returned.finding ? (
              <Tag tone={returned.finding === 'danger' ? 'red' : 'grn'}>{returnedFindings[returned.finding]}</Tag>
            ) : null}
            {returned.state === 'watched' ? <DayTag day={returned.nextVisit} today={today} words="回访 " /> : null}
          </Row>
          <Facts
            rows={[
              ['返家', showInstant(returned.returnedAt, now)],
              ['交给', returned.to],
              ['回访', `${returned.visits} 次`],
              ...(returned.handed ? [['移交', handedWords(returned.handed)] as [string, string]] : []),
            ]}
          />
        </>
      ) : null}
      {answer.orders.map((each) => (
        <Row key={each.orderId} between>
          <span>
            {orderKinds[each.kind]}{' '}
            <Muted>
              {each.court}，被申请人 {each.against}
            </Muted>{' '}
            <Tag tone={each.state === 'asked' ? 'amb' : 'gry'}>{orderLife.states[each.state].zh}</Tag>
            {each.until ? <Muted> 有效到 {showDate(each.until)}</Muted> : null}
          </span>
          {each.state === 'asked' ? <RecordOrder childId={childId} orderId={each.orderId} kind={each.kind} /> : null}
        </Row>
      ))}
      <Papers answer={answer} childId={childId} />
      {answer.told.length > 0 ? <Told answer={answer} /> : null}
      {may('guardianship.board') ? <Go to="/guardianship">监护与安置全部</Go> : null}
    </Stack>
  )
}

const handedWords = (to: string) => (handedTo as Record<string, string>)[to] ?? to

function Request({ request, childId }: { request: RequestAnswer; childId: string }) {
  const now = useNow()
  const { state, decides, ours } = request
  return (
    <section className="g-panel">
      <div className="g-panel-body">
        <Stack>
          <Row between>
            <b>申请：{requestKinds[request.kind]}</b>
            <Tag tone={state === 'approved' ? 'grn' : 'amb'}>{requestLife.states[state].zh}</Tag>
          </Row>
          <Muted>
            {request.askedFrom} {request.askedBy}，{showInstant(request.askedAt, now)}；报 {request.bureau}
          </Muted>
          <Facts rows={request.lines.map((line): [string, string] => [line.title, line.text])} />
          {request.opinion ? <Muted>审批意见：{request.opinion}</Muted> : null}
          <Row>
            {decides && state === 'asked' ? (
              <>
                <Approve childId={childId} request={request} />
                <Refuse childId={childId} request={request} />
              </>
            ) : null}
            {ours ? <Withdraw childId={childId} request={request} /> : null}
          </Row>
        </Stack>
      </div>
    </section>
  )
}

function WayHome({ answer }: { answer: ChildAnswer }) {
  const now = useNow()
  const way = answer.wayHome
  if (!way) return null
  const result = way.result ? ((guardianshipResults as Record<string, string>)[way.result] ?? way.result) : null
  return (
    <Row>
      <Tag tone={way.open ? 'grn' : 'amb'}>{way.open ? '可以申请返回家庭' : '还不能返回家庭'}</Tag>
      {way.assessedAt !== null ? (
        <Muted>
          返家前评估 {showInstant(way.assessedAt, now)}
          {result ? `：监护${result}` : ''}
        </Muted>
      ) : null}
      {way.why ? <Muted>{way.why}</Muted> : null}
    </Row>
  )
}

function Placement({ placement, today }: { placement: PlacementAnswer; today: string }) {
  const now = useNow()
  return (
    <>
      <Row>
        <Tag tone="grn">{placementKinds[placement.kind]}</Tag>
        <b>{placement.who}</b>
        <Muted>{showInstant(placement.placedAt, now)} 起</Muted>
        {placement.finding ? (
          <Tag tone={placement.finding === 'good' ? 'grn' : placement.finding === 'unfit' ? 'red' : 'amb'}>
            走访 {visitFindings[placement.finding]}
          </Tag>
        ) : null}
        <DayTag day={placement.nextVisit} today={today} words="走访 " />
      </Row>
      {placement.lines.length > 0 ? (
        <Facts rows={placement.lines.map((line): [string, string] => [line.title, line.text])} />
      ) : null}
    </>
  )
}

/** What the law leaves open for this child now, and why the rest is closed. */
function Routes({ answer }: { answer: ChildAnswer }) {
  return (
    <ul className="g-stack">
      {answer.routes.map((each) => (
        <li key={`${each.kind}:${each.type ?? ''}`}>
          <Row>
            <Tag tone={each.open ? 'grn' : 'gry'}>{each.open ? '可以' : '不可以'}</Tag>
            <span>
              {placementKinds[each.kind]}
              {each.type ? `：${institutionTypes[each.type]}` : ''}
            </span>
            {each.why ? <Muted>{each.why}</Muted> : null}
          </Row>
        </li>
      ))}
    </ul>
  )
}

function Papers({ answer, childId }: { answer: ChildAnswer; childId: string }) {
  const paper = (query: string, title: string, shown: boolean) =>
    shown ? (
      <PaperButton query={query} params={{ childId }} size="small">
        {title}
      </PaperButton>
    ) : null
  const held = answer.hold !== null && answer.hold.kind !== 'emergency'
  return (
    <Row>
      {paper('guardianship.paper-approval', '打印监护审批表', held || answer.requests.some((each) => each.kind !== 'placement'))}
      {paper(
        'guardianship.paper-agreement',
        '打印委托照料协议',
        answer.placement !== null && answer.placement.kind !== 'institution',
      )}
      {paper('guardianship.paper-handover', '打印返家交接单', answer.returned !== null)}
    </Row>
  )
}

const TOLD: Record<string, { title: string; words: Record<string, string> }> = {
  'child.placement-visited': { title: '走访安置', words: visitFindings },
  'child.returned-visited': { title: '返家回访', words: { ...returnedFindings, ...visitManners } },
  'child.guardian-supervised': { title: '监督指导监护人', words: superviseManners },
  'child.guardianship-reviewed': { title: '复核监护', words: {} },
}

function Told({ answer }: { answer: ChildAnswer }) {
  return (
    <Timeline
      items={answer.told.map((each) => {
        const about = TOLD[each.what]
        return {
          id: each.id,
          at: each.at,
          title: `${about?.title ?? ''}${each.word && about?.words[each.word] ? `：${about.words[each.word]}` : ''}`,
          text: (
            <>
              {each.said ? <blockquote className="g-song">“{each.said}”</blockquote> : null}
              {each.note}
            </>
          ),
        }
      })}
    />
  )
}
