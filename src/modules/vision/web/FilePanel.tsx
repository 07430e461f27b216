import { ActionButton, Muted, Panel, Row, showInstant, Stack, useAsk, useGo, useMay, useNow } from '#web/ui/index.ts'
import { compareForm, eraseForm } from '../schema.ts'
import { purposes, type Searched } from '../words.ts'
import type { OfSubject } from './answers.ts'
import { ResultTag } from './Log.tsx'

export const OfFile = ({ subjectId }: { subjectId: string }) => <FilePanel kind="rescue-file" subjectId={subjectId} />
export const OfInquiry = ({ subjectId }: { subjectId: string }) => <FilePanel kind="inquiry" subjectId={subjectId} />

/** Small, and only there where the bureau has switched it on or something was done before. */
function FilePanel({ kind, subjectId }: { kind: Searched; subjectId: string }) {
  const asked = useAsk<OfSubject>('vision.of-subject', { subjectId })
  const go = useGo()
  const may = useMay()
  const now = useNow()
  const found = asked.data
  if (!found) return null
  const on = found.state === 'on' && found.parts.includes('face')
  if (!on && found.uses.length === 0) return null
  const fixed = { subjectKind: kind, subjectId }
  return (
    <Panel title="人像检索" sub="只排候选，由人判断">
      <Stack>
        {on ? (
          <Row>
            <ActionButton
              action="vision.compare"
              of={compareForm}
              title="人像检索"
              size="small"
              fixed={fixed}
              impossible={lacking(found)}
              intro={<p className="g-muted">{found.otherWays}</p>}
              onDone={({ reply }) => go(`/vision/comparison/${String(reply['useId'])}`)}
            />
            {found.templates > 0 ? (
              <ActionButton
                action="vision.erase-templates"
                of={eraseForm}
                title="删除人像特征"
                size="small"
                look="link"
                fixed={fixed}
              />
            ) : null}
          </Row>
        ) : null}
        {found.uses.slice(0, 5).map((use) => (
          <Row key={use.id} between>
            <span>
              {showInstant(use.askedAt, now)} {use.by} <Muted>{use.purpose ? purposes[use.purpose] : ''}</Muted>
            </span>
            {may('vision.comparison') ? <ResultTag line={use} /> : null}
          </Row>
        ))}
      </Stack>
    </Panel>
  )
}

function lacking(found: OfSubject): string | undefined {
  if (!found.installed) return '这台服务器没有装识别部件'
  if (!found.current) return '影响评估已到期'
  return found.officer ? undefined : '只由指定的人像比对专人办'
}
