import { useState } from 'react'
import {
  ActionButton,
  Answer,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  showInstant,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { bringBackForm, planForm, putOffForm } from '../schema-placements.ts'
import { careLevels } from '../words.ts'
import { Nav } from './Nav.tsx'
import type { BatchLine, BoardAnswer } from './placement-answers.ts'

/** Batches of people brought back: planned, done, put off; and whom the rule would bring back next. */
export default function PlacementBringBack() {
  const asked = useAsk<BoardAnswer>('entrusted.bring-back-board')
  return (
    <Page
      title="接回计划"
      sub={
        asked.data ? (
          <span>
            在外 <b>{asked.data.outside}</b> 人 · 已接回 {asked.data.back} 人
            {asked.data.freeBeds === null ? null : ` · 站内空床 ${asked.data.freeBeds} 张`}
          </span>
        ) : null
      }
    >
      <Nav here="/outside/bring-back" />
      <Answer of={asked}>
        {(board) => (
          <Stack>
            <Next board={board} />
            {board.batches.map((batch) => (
              <Batch key={batch.id} batch={batch} />
            ))}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Next({ board }: { board: BoardAnswer }) {
  const now = useNow()
  const may = useMay()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) =>
    setPicked((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  const chosen = board.next.filter((each) => picked.has(each.placementId)).map((each) => each.placementId)
  return (
    <Panel title="下一批接谁" sub="先接未获批准和机构有预警的，再看家属、远近、能否自理（次序为假定）" flush>
      <Table
        title="下一批接谁"
        unit="人"
        rows={board.next}
        rowKey={(row) => row.placementId}
        rowTone={(row) => (picked.has(row.placementId) ? 'on' : undefined)}
        empty={<Empty title="没有等接回的人">在外的人都排进计划了，或者没有人在外。</Empty>}
        tools={
          may('entrusted.plan-bring-back') ? (
            <ActionButton
              size="small"
              look="main"
              action="entrusted.plan-bring-back"
              of={planForm}
              title={chosen.length > 0 ? `排这 ${chosen.length} 人接回` : '排一批接回'}
              fixed={{ placementIds: chosen }}
              initial={{ capacity: board.freeBeds && board.freeBeds > 0 ? board.freeBeds : Math.max(chosen.length, 1) }}
              impossible={chosen.length === 0 ? '先在名单里选人' : undefined}
              onDone={() => setPicked(new Set())}
            />
          ) : undefined
        }
        columns={[
          {
            key: 'pick',
            title: '选',
            width: 44,
            value: () => '',
            cell: (row) => (
              <input
                type="checkbox"
                aria-label={`选 ${row.name}`}
                checked={picked.has(row.placementId)}
                onChange={() => toggle(row.placementId)}
              />
            ),
          },
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
          },
          { key: 'institution', title: '在哪里', value: (row) => row.institution },
          { key: 'level', title: '护理等级', value: (row) => careLevels[row.level as keyof typeof careLevels], wideOnly: true },
          { key: 'why', title: '次序的理由', value: (row) => row.why.join('、'), wraps: true },
          { key: 'since', title: '送托', value: (row) => row.since, cell: (row) => showInstant(row.since, now) },
        ]}
      />
    </Panel>
  )
}

const tones: Record<string, 'amb' | 'grn' | 'gry'> = { planned: 'amb', back: 'grn', done: 'grn' }

function Batch({ batch }: { batch: BoardAnswer['batches'][number] }) {
  const now = useNow()
  const count = (state: string) => batch.lines.filter((each) => each.state === state).length
  return (
    <Panel
      title={`${showDate(batch.on, now)} 接回`}
      sub={`${batch.lines.length} 人，接得下 ${batch.capacity} 人；已接回 ${count('back')}，暂缓 ${count('put-off')}`}
      right={
        <Row>
          <Tag tone={tones[batch.state] ?? 'gry'}>{batch.stateWords}</Tag>
          <PaperButton size="small" query="entrusted.paper-bring-back-plan" params={{ batchId: batch.id }}>
            打印计划表
          </PaperButton>
        </Row>
      }
      flush
    >
      {batch.words ? <p className="g-panel-body">{batch.words}</p> : null}
      <Table
        title={`接回计划 ${batch.on}`}
        unit="人"
        rows={batch.lines}
        rowKey={(row) => row.id}
        empty={<Empty title="名单是空的" />}
        columns={[
          {
            key: 'name',
            title: '姓名',
            value: (row) => row.name,
            cell: (row) => <Go to={subjectPath('rescue-file', row.fileId)}>{row.name}</Go>,
          },
          { key: 'institution', title: '在哪里', value: (row) => row.institution },
          {
            key: 'state',
            title: '状态',
            value: (row) => row.stateWords,
            cell: (row) => <Tag tone={tones[row.state] ?? 'gry'}>{row.stateWords}</Tag>,
          },
          { key: 'why', title: '说明', value: (row) => row.why ?? '', wraps: true },
          {
            key: 'settledAt',
            title: '办结',
            value: (row) => row.settledAt,
            cell: (row) => (row.settledAt ? showInstant(row.settledAt, now) : <Muted>—</Muted>),
            wideOnly: true,
          },
          { key: 'do', title: '办理', value: () => '', cell: (row) => <LineButtons line={row} /> },
        ]}
      />
    </Panel>
  )
}

function LineButtons({ line }: { line: BatchLine }) {
  if (line.state !== 'planned') return null
  return (
    <div className="g-row">
      <ActionButton
        size="small"
        look="main"
        action="entrusted.bring-back"
        of={bringBackForm}
        title="接回站内"
        label="接回"
        fixed={{ fileId: line.fileId }}
        initial={{ why: 'plan' }}
      />
      <ActionButton
        size="small"
        action="entrusted.put-off-bring-back"
        of={putOffForm}
        title="暂缓接回"
        label="暂缓"
        fixed={{ lineId: line.id }}
      />
    </div>
  )
}
