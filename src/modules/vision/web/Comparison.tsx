import { useEffect, useState } from 'react'
import {
  Answer,
  Banner,
  Button,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  Row,
  showInstant,
  Stack,
  Table,
  Tag,
  useAsk,
  useGo,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { subjectPath } from '#web/ui/room.ts'
import { bands, purposes, results, subjectKinds } from '../words.ts'
import type { CandidateLine, ComparisonAnswer } from './answers.ts'

/** The page where the judgement of a person is written down: room identification's form, opened with what is known. */
const RECORD = 'identification.record-face-comparison'

function recordPath({ subjectKind, subjectId, purpose, result }: ComparisonAnswer): string {
  const page = subjectKind === 'rescue-file' ? subjectPath('tracing', subjectId) : subjectPath('inquiry', subjectId)
  const judged = result === 'none' ? 'not-found' : 'candidates'
  return `${page}?do=${RECORD}&fact=tracing.face-compared&system=own&purpose=${purpose ?? 'entry'}&result=${judged}`
}

/** What came out of one comparison: who may look alike, for a person to judge. */
export default function Comparison() {
  const { params } = useRoute()
  const [waiting, setWaiting] = useState(true)
  const asked = useAsk<ComparisonAnswer>('vision.comparison', { useId: params['useId'] }, waiting ? { every: 2000 } : {})
  useEffect(() => setWaiting(asked.data?.state !== 'done'), [asked.data?.state])
  const go = useGo()
  return (
    <Page title="检索结果" sub={asked.data?.purpose ? purposes[asked.data.purpose] : ''}>
      <Answer of={asked}>
        {(found) => (
          <Stack>
            {found.state === 'asked' ? <Banner tone="acc">正在检索，结果出来会自己显示；可以先去办别的。</Banner> : null}
            {found.refusals.length > 0 ? (
              <Banner tone="red">
                {found.result ? results[found.result] : ''}：{found.refusals.join(' ')}
              </Banner>
            ) : null}
            {found.warnings.length > 0 ? <Banner>{found.warnings.join(' ')}</Banner> : null}
            {found.stale > 0 ? <Banner>有 {found.stale} 份旧模型的特征没有比，请民政局重算人像特征。</Banner> : null}
            {found.state === 'done' && found.refusals.length === 0 ? (
              <Panel title="候选" sub={`和 ${found.searched} 份比过；相似度 0.50 以上为较像`} flush>
                <Candidates candidates={found.candidates} />
              </Panel>
            ) : null}
            <Banner tone="dark">{found.judge}</Banner>
            {found.state === 'done' && found.result !== 'failed' && found.result !== 'no-template' ? (
              <Row>
                <Button look="main" onClick={() => go(recordPath(found))}>
                  看完了，记判断结论
                </Button>
              </Row>
            ) : null}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

const born = ({ birthFrom, birthTo }: CandidateLine) =>
  birthFrom === null ? '不详' : birthFrom === birthTo ? birthFrom : `${birthFrom.slice(0, 4)} 至 ${birthTo?.slice(0, 4) ?? ''} 年`

function Candidates({ candidates }: { candidates: CandidateLine[] }) {
  const now = useNow()
  return (
    <Table
      title="候选"
      rows={candidates}
      rowKey={(line) => `${line.subjectId ?? line.station ?? ''}${line.score}`}
      empty={<Empty title="没有相像的人">换一张正面清楚的照片再试，或照常办公安协查、DNA、公告。</Empty>}
      columns={[
        {
          key: 'band',
          title: '像不像',
          value: (line) => line.score,
          cell: (line) => (
            <Tag tone={line.band === 'strong' ? 'amb' : 'gry'}>
              {bands[line.band]} {line.score.toFixed(2)}
            </Tag>
          ),
        },
        {
          key: 'who',
          title: '是谁',
          value: (line) => line.name ?? '',
          cell: (line) =>
            line.subjectId ? (
              <Go to={subjectPath(line.subjectKind, line.subjectId)}>
                {line.name ?? subjectKinds[line.subjectKind]} {line.no ?? ''}
              </Go>
            ) : (
              <Muted>在别的单位，请联系</Muted>
            ),
        },
        { key: 'sex', title: '性别', value: (line) => (line.sex === 'male' ? '男' : line.sex === 'female' ? '女' : '') },
        { key: 'born', title: '出生', value: (line) => (line.subjectId ? born(line) : '') },
        {
          key: 'arrived',
          title: '入站',
          value: (line) => line.arrivedAt ?? 0,
          cell: (line) => (line.arrivedAt ? showInstant(line.arrivedAt, now) : ''),
        },
        { key: 'station', title: '在哪里', value: (line) => `${line.station ?? ''} ${line.phone ?? ''}` },
      ]}
    />
  )
}
