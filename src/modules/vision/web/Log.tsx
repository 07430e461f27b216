import { Empty, Go, Page, Panel, showInstant, Table, Tag, useAsk, useNow } from '#web/ui/index.ts'
import { bases, purposes, results, subjectKinds, useKinds } from '../words.ts'
import type { LogLine } from './answers.ts'

/** Every use, one line each, without names. */
export default function Log() {
  const asked = useAsk<{ from: string; to: string; lines: LogLine[] }>('vision.log')
  const now = useNow()
  return (
    <Page title="识别使用台账" sub={asked.data ? `${asked.data.from} 至 ${asked.data.to}` : ''}>
      <Panel flush>
        <Table
          title="识别使用台账"
          asked={asked}
          rows={asked.data?.lines}
          rowKey={(line) => line.id}
          empty={<Empty title="没有使用记录">每次使用都会在这里留一行。</Empty>}
          columns={[
            { key: 'at', title: '时间', value: (line) => line.askedAt, cell: (line) => showInstant(line.askedAt, now) },
            { key: 'kind', title: '事项', value: (line) => useKinds[line.kind] },
            { key: 'organisation', title: '机构', value: (line) => line.organisation },
            { key: 'by', title: '经办人', value: (line) => line.by ?? '' },
            { key: 'no', title: '对象', value: (line) => line.no ?? (line.subjectKind ? subjectKinds[line.subjectKind] : '') },
            { key: 'purpose', title: '用途', value: (line) => (line.purpose ? purposes[line.purpose] : '') },
            { key: 'basis', title: '依据', value: (line) => (line.basis ? bases[line.basis] : '') },
            { key: 'result', title: '结果', value: resultWord, cell: (line) => <ResultTag line={line} /> },
          ]}
        />
      </Panel>
    </Page>
  )
}

const resultWord = (line: LogLine) => (line.state === 'asked' ? '正在检索' : line.result ? results[line.result] : '')

export function ResultTag({ line }: { line: LogLine }) {
  const tone = line.result === 'strong' ? 'amb' : line.result === 'failed' ? 'red' : 'gry'
  const tag = <Tag tone={tone}>{resultWord(line)}</Tag>
  return line.kind === 'face' ? <Go to={`/vision/comparison/${line.id}`}>{tag}</Go> : tag
}
