import { Answer, Muted, PaperButton, Row, Tag } from '#web/ui/index.ts'
import { institutionLife } from '../../lifecycle-institutions.ts'
import { institutionKinds } from '../../words.ts'
import { usePage } from './answers.ts'

/** Who this is, how it stands, and its papers. */
export default function Head({ subjectId }: { subjectId: string }) {
  const asked = usePage(subjectId)
  const of = { institutionId: subjectId }
  return (
    <Answer of={asked}>
      {(page) => (
        <Row between>
          <title>{`${page.name} · 归途`}</title>
          <Row>
            <h1>{page.name}</h1>
            <Muted>
              {institutionKinds[page.kind]}
              {page.governmentRun ? '，政府举办' : '，社会办'}
            </Muted>
            <Tag tone={page.state === 'contracted' ? 'grn' : 'gry'}>{institutionLife.states[page.state].zh}</Tag>
            {page.stoppedAt === null ? null : <Tag tone="amb">暂停送托</Tag>}
            {page.fit === false ? <Tag tone="red">对照标准不合格</Tag> : null}
            {page.alarms.some((alarm) => alarm.answeredAt === null) ? <Tag tone="red">预警待结论</Tag> : null}
          </Row>
          <PaperButton query="institution.paper-agreement" params={of} look="plain">
            打印协议要点
          </PaperButton>
        </Row>
      )}
    </Answer>
  )
}
