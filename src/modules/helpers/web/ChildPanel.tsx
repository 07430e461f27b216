import {
  Answer,
  Banner,
  Facts,
  Muted,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { helpingLife, parentLife, visitLife } from '../lifecycle.ts'
import {
  conditions,
  endReasons,
  heldKinds,
  manners,
  missedReasons,
  needs,
  parentRelations,
  privacyShort,
  visitWays,
} from '../words.ts'
import { type ChildAnswer, useChild } from './answers.ts'
import { AskVisit, Released, VisitButtons, WithdrawContact } from './buttons.tsx'
import { Months } from './Months.tsx'

const word = (words: Record<string, string>, key: string | null) => (key ? (words[key] ?? key) : '')

/** Who is in touch with the child, month by month; the parent; visits. */
export default function ChildPanel({ subjectId }: { subjectId: string }) {
  const asked = useChild(subjectId)
  const { data, refusal } = asked
  if (refusal || (data && !data.state && data.held.length === 0 && data.parents.length === 0)) return null
  return (
    <Panel title="帮教联系人" right={data?.helper ?? data?.justice ?? undefined}>
      <Answer of={asked}>{(child) => <Shown child={child} childId={subjectId} />}</Answer>
    </Panel>
  )
}

function Shown({ child, childId }: { child: ChildAnswer; childId: string }) {
  const now = useNow()
  return (
    <Stack>
      <p>每月联系或走访，{privacyShort}</p>
      {child.state === 'waiting' ? <Banner>还没有联系人。{child.before.length > 0 ? '请另找一位。' : ''}</Banner> : null}
      {child.state === 'ended' ? (
        <Muted>
          {helpingLife.states.ended.zh}：{word(endReasons, child.endedWhy)}
        </Muted>
      ) : null}
      <Months months={child.months} />
      {child.missed > 0 ? <Muted>误期 {child.missed} 次</Muted> : null}
      {child.parents.length > 0 ? (
        <ul className="g-stack">
          {child.parents.map((parent) => (
            <li key={parent.id}>
              <Row between>
                <span>
                  {word(parentRelations, parent.relation)} {parent.name} <Tag>{heldKinds[parent.kind]}</Tag>{' '}
                  <Muted>
                    {parent.prison ?? ''}
                    {parent.releasedOn
                      ? ` ${parentLife.states.released.zh} ${parent.releasedOn}${parent.early ? '（提前）' : ''}`
                      : parent.until
                        ? ` 预计 ${parent.until} 期满`
                        : ''}
                  </Muted>
                </span>
                {child.mayHelp && parent.state === 'held' ? (
                  <Row>
                    <AskVisit childId={childId} parentId={parent.id} />
                    <Released childId={childId} parentId={parent.id} />
                  </Row>
                ) : null}
              </Row>
            </li>
          ))}
        </ul>
      ) : null}
      {child.visits.length > 0 ? (
        <ul className="g-stack">
          {child.visits.slice(0, 6).map((visit) => (
            <li key={visit.id}>
              <Row between>
                <span>
                  会见 {visit.parent} <Tag>{visitLife.states[visit.state].zh}</Tag>{' '}
                  <Muted>
                    {word(visitWays, visit.way)}，{visit.visitedOn ?? visit.plannedOn ?? `${visit.from} 至 ${visit.to}`}
                    {visit.answer ? `；${visit.answer}` : ''}
                    {visit.told ? `；${visit.told}` : ''}
                  </Muted>
                </span>
                <Row>
                  {child.mayHelp ? <VisitButtons visit={visit} /> : null}
                  {visit.state === 'asked' ? (
                    <PaperButton query="helpers.paper-visit" params={{ visitId: visit.id }} size="small">
                      打印申请函
                    </PaperButton>
                  ) : null}
                </Row>
              </Row>
            </li>
          ))}
        </ul>
      ) : null}
      {child.contacts.length > 0 ? (
        <ul className="g-stack">
          {child.contacts.slice(0, 8).map((each) => (
            <li key={each.id}>
              <Row between>
                <span>
                  {showInstant(each.at, now)} {each.kind === 'missed' ? '没联系上' : word(manners, each.manner)}{' '}
                  {each.withdrawn ? <Tag>已撤回</Tag> : null}{' '}
                  <Muted>
                    {each.kind === 'missed' ? word(missedReasons, each.reason) : word(conditions, each.condition)}
                    {each.needs.length > 0 ? `；需要 ${each.needs.map((need) => word(needs, need)).join('、')}` : ''}
                    {each.note ? `；${each.note}` : ''}（{each.by}）
                  </Muted>
                </span>
                {child.mayHelp && each.kind === 'contacted' && !each.withdrawn ? (
                  <WithdrawContact childId={childId} contactId={each.id} />
                ) : null}
              </Row>
            </li>
          ))}
        </ul>
      ) : null}
      {child.before.length > 0 ? (
        <Facts rows={child.before.map((each) => ['以前的联系人', `${each.helper}（${each.why}）`])} />
      ) : null}
      <Row>
        {child.nextDue && child.state !== 'ended' ? (
          <Muted>下次联系 {showDate(child.nextDue, now)} 前（每月为假定）</Muted>
        ) : null}
        {child.state ? (
          <PaperButton query="helpers.paper-record" params={{ childId }} size="small">
            打印联系记录
          </PaperButton>
        ) : null}
      </Row>
    </Stack>
  )
}
