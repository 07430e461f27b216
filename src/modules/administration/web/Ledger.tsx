import { useState } from 'react'
import { Button, Empty, Page, Panel, showInstant, Table, useAsk, useNow } from '#web/ui/index.ts'

interface Line {
  organisationId: string
  seq: number
  factId: string
  name: string
  title: string
  recordedAt: number
  occurredAt: number
  by: string
  reason: string | null
}

const kinds: [string, string][] = [
  ['', '全部'],
  ['sensitive.viewed', '查看敏感信息'],
  ['attempt.refused', '被拒绝的尝试'],
  ['account.signed-in', '登录'],
  ['account.changed', '改账号'],
]

/** Who did what when; what was said is not shown. */
export default function Ledger() {
  const [name, setName] = useState('')
  const asked = useAsk<{ lines: Line[] }>(
    'administration.ledger',
    { limit: 300, ...(name ? { name } : {}) },
    { keepPrevious: true },
  )
  const now = useNow()
  return (
    <Page
      title="留痕链"
      sub="谁在何时做了什么；不显示内容"
      actions={kinds.map(([key, word]) => (
        <Button key={key} look={key === name ? 'main' : 'plain'} onClick={() => setName(key)}>
          {word}
        </Button>
      ))}
    >
      <Panel flush>
        <Table
          title="留痕"
          asked={asked}
          rows={asked.data?.lines}
          rowKey={(line) => line.factId}
          empty={<Empty title="没有记录">换一类看看。</Empty>}
          columns={[
            { key: 'at', title: '记录时间', value: (line) => line.recordedAt, cell: (line) => showInstant(line.recordedAt, now) },
            { key: 'by', title: '谁', value: (line) => line.by },
            { key: 'title', title: '做了什么', value: (line) => line.title },
            { key: 'reason', title: '理由', value: (line) => line.reason ?? '' },
            { key: 'seq', title: '链上第几条', value: (line) => line.seq },
          ]}
        />
      </Panel>
    </Page>
  )
}
