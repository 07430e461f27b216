import {
  ActionButton,
  Facts,
  Muted,
  PaperButton,
  Reveal,
  Row,
  showDate,
  showInstant,
  Stack,
  Tag,
  Timeline,
  useNow,
} from '#web/ui/index.ts'
import { withdrawVisitForm } from '../schema.ts'
import { marks, states, unlistings } from '../words.ts'
import type { ReturneeAnswer } from './answers.ts'
import { ListButton, TownButton, TryButton, UnlistButton, VisitButton } from './buttons.tsx'
import { Series } from './Series.tsx'

export const markTags = (told: readonly string[]) =>
  told.map((each) => <Tag key={each}>{marks[each as keyof typeof marks] ?? each}</Tag>)

/** What is known of somebody after going home: the series, the facts, the visits. */
export function ReturneeView({ of, buttons = true }: { of: ReturneeAnswer; buttons?: boolean }) {
  const now = useNow()
  const { returneeId } = of
  return (
    <Stack>
      {of.takenBack ? <Tag tone="amb">这次返乡已撤回</Tag> : null}
      <Series terms={of.terms} endsOn={of.endsOn} />
      <Facts
        rows={[
          ['返乡', of.sentAt === null ? undefined : showInstant(of.sentAt, now)],
          ['住址', of.address ?? undefined],
          ['信息库', stateWords(of, now)],
          ['原因', of.marks.length === 0 ? undefined : <Row>{markTags(of.marks)}</Row>],
          ['由谁回访', [of.town, of.village].filter(Boolean).join(' · ') || '还没有定镇街'],
          ['下次回访', of.nextDue ? `${showDate(of.nextDue, now)} 前` : undefined],
        ]}
      />
      {of.marks.includes('health') ? (
        <Reveal<{ value: string }> action="follow-up.open-reasons" fixed={{ returneeId }} label="查看纳入原因">
          {(reply) => <p>{reply.value}</p>}
        </Reveal>
      ) : null}
      {buttons && !of.takenBack ? <Buttons of={of} /> : null}
      <Timeline
        items={of.visits.map((visit) => ({
          id: visit.id,
          at: visit.at,
          title: visit.kind === 'tried' ? '回访未成' : visit.kind === 'note' ? '补充记录' : '回访',
          by: visit.by,
          text: visit.withdrawn ? <s>{visit.line}</s> : visit.line,
          more: visit.withdrawn ? (
            <Tag>已撤回</Tag>
          ) : (
            <Row>
              {visit.toldAt - visit.at > 86_400_000 ? <Muted>{showInstant(visit.toldAt, now)} 补记</Muted> : null}
              {visit.kind === 'visited' ? (
                <ActionButton
                  size="small"
                  look="link"
                  action="follow-up.withdraw-visit"
                  of={withdrawVisitForm}
                  title="撤回记错的回访"
                  label="撤回"
                  fixed={{ returneeId, visitId: visit.id }}
                />
              ) : null}
            </Row>
          ),
        }))}
      />
      {of.visits.length === 0 ? <Muted>还没有回访记录。</Muted> : null}
    </Stack>
  )
}

function stateWords(of: ReturneeAnswer, now: number): string {
  if (of.state === 'listed') return `在信息库，${of.listedAt === null ? '' : `${showInstant(of.listedAt, now)} 纳入`}`
  if (of.state === 'unlisted') return `已移出：${unlistings[of.unlistedAs as keyof typeof unlistings] ?? '未写原因'}`
  if (of.state === 'dead') return states.dead
  return '没有纳入'
}

function Buttons({ of }: { of: ReturneeAnswer }) {
  const { returneeId } = of
  return (
    <Row>
      {of.state === 'dead' ? null : (
        <>
          <VisitButton of={of} main />
          <TryButton of={of} />
          {of.mayRegister && of.state !== 'listed' ? <ListButton of={of} /> : null}
          {of.mayRegister ? <TownButton ids={[returneeId]} label={of.town ? '改镇街' : '定镇街'} /> : null}
        </>
      )}
      {of.state === 'listed' || of.state === 'dead' ? <UnlistButton of={of} /> : null}
      <PaperButton query="follow-up.paper-visit-form" params={{ returneeId }}>
        打印回访记录表
      </PaperButton>
      {of.listedAt === null ? null : (
        <PaperButton query="follow-up.paper-register-form" params={{ returneeId }}>
          打印登记表
        </PaperButton>
      )}
    </Row>
  )
}
