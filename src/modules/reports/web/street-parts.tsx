/** A report of the street on the desk: what was seen, photos, where it lies, what may be the same, floods. */
import { lengthWords, type Place, placeSources, type Point, pointOf } from '#kernel/place.ts'
import {
  ActionButton,
  Banner,
  DeskMap,
  Facts,
  Go,
  LaterPhotos,
  Muted,
  Panel,
  Row,
  showInstant,
  Stack,
  subjectPath,
  Tag,
  useAsk,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { reportLife } from '../lifecycle.ts'
import { joinForm } from '../schema.ts'
import { refuseManyForm } from '../schema-street.ts'
import { doings, groups, signs } from '../words.ts'
import { type FloodLine, type Lines, type ReportAnswer, type SimilarLine, useReport, wordOf } from './answers.ts'

const words = (list: Record<string, string>, keys: readonly string[]) =>
  keys.map((each) => wordOf(list, each)).join('、') || undefined

/** 图上点选，可能差 200 米: what the point is worth. */
const sourceWords = ({ source, accuracyM }: Place) =>
  `${placeSources[source]}${accuracyM && accuracyM >= 5 ? `，可能差 ${lengthWords(accuracyM).replace('约 ', '')}` : ''}`

/** What was seen, beside what was told. */
export function Seen({ report }: { report: ReportAnswer }) {
  const now = useNow()
  const may = useMay()
  const { content } = report
  const point = pointOf(content.spot ?? undefined) as Point | undefined
  const rows: [string, string | undefined][] = [
    ['看见', content.seenAt === null ? undefined : showInstant(content.seenAt, now)],
    ['人数', content.people === null ? undefined : `${content.people} 人`],
    ['在做什么', words(doings, content.doing)],
    ['看上去', words(groups, content.groups)],
    ['身体', words(signs, content.signs)],
    ['长相、衣着', content.look ?? undefined],
    ['位置来源', content.spot && point ? sourceWords(content.spot) : undefined],
  ]
  return (
    <Stack>
      {report.suspect ? <Banner tone="amb">像是机器填写的，先打电话核实；真有其事照样办。</Banner> : null}
      {rows.some(([, value]) => value !== undefined) ? <Facts rows={rows} /> : null}
      {may('reports.photo') ? (
        <LaterPhotos
          query="reports.photo"
          ids={content.photos}
          params={(photoId) => ({ reportId: report.reportId, photoId })}
          alt="现场照片"
        />
      ) : null}
      {point ? (
        <DeskMap
          label="报告的位置"
          height={220}
          list={false}
          points={[
            {
              id: report.reportId,
              at: point,
              label: content.place ?? report.no,
              tone: 'red',
              accuracyM: content.spot?.accuracyM,
            },
          ]}
        />
      ) : null}
    </Stack>
  )
}

/** Others that may tell of the same thing: with the reasons, for a person to decide. */
export function Similar({ subjectId }: { subjectId: string }) {
  const report = useReport(subjectId).data
  const now = useNow()
  const open = report !== undefined && (report.state === 'received' || report.state === 'working') && report.may.direct
  const { data } = useAsk<{ items: SimilarLine[] }>('reports.similar', { reportId: subjectId })
  if (!open || !data || data.items.length === 0) return null
  return (
    <Panel title="可能是同一件事" sub="只是提示，由人定">
      <Stack>
        {data.items.map((each) => (
          <Stack key={each.reportId}>
            <Row>
              <Go to={subjectPath('report', each.reportId)}>{each.no}</Go>
              <Tag>{reportLife.states[each.state].zh}</Tag>
              <Muted>{showInstant(each.receivedAt, now)}</Muted>
            </Row>
            <span>{each.what}</span>
            <Muted>{each.reasons.join('；')}</Muted>
            {report.joined.length === 0 ? (
              <Row>
                <ActionButton
                  action="reports.join"
                  of={joinForm}
                  title={`并入 ${each.no}`}
                  size="small"
                  fixed={{ reportId: subjectId, intoId: each.reportId }}
                  initial={{ reason: each.reasons.join('；').slice(0, 300) }}
                />
              </Row>
            ) : null}
          </Stack>
        ))}
      </Stack>
    </Panel>
  )
}

/** Many alike in an hour: one line each, above the list. */
export function Floods({ inFloods }: { inFloods: number }) {
  const may = useMay()
  const now = useNow()
  const { data } = useAsk<Lines<FloodLine>>('reports.floods', {}, { enabled: inFloods > 0 && may('reports.floods') })
  if (!data || data.items.length === 0) return null
  return (
    <Panel title="成批相似的报告" sub={`${inFloods} 份，没有列在下面；里面可能有真的`}>
      <Stack>
        {data.items.map((each) => (
          <Row key={each.key} between>
            <span>
              <Go to={subjectPath('report', each.key)}>{each.what}</Go>{' '}
              <Muted>{`${each.by === 'said' ? '一样的话' : '同一来源'} ${each.count} 份，${showInstant(each.from, now)} 到 ${showInstant(each.to, now)}`}</Muted>
            </span>
            <ActionButton
              action="reports.refuse-many"
              of={refuseManyForm}
              title={`这 ${each.reportIds.length} 份不予受理`}
              size="small"
              fixed={{ reportIds: each.reportIds }}
              intro={<p className="g-muted">每一份都留着、都记上；里面有真的，打开那一份点“取出来办”。</p>}
            />
          </Row>
        ))}
      </Stack>
    </Panel>
  )
}
