import { useState } from 'react'
import {
  ActionButton,
  Answer,
  Assumed,
  Button,
  Empty,
  Muted,
  Page,
  Panel,
  Row,
  Sheet as Drawer,
  showDate,
  showInstant,
  Stack,
  Table,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { type Sheet, type SheetPurpose, sheetPurposes } from '#modules/people-and-cases/words.ts'
import { adoptForm, bringForm } from '../schema.ts'
import type { SheetsAnswer } from './answers.ts'
import { Nav } from './Nav.tsx'
import { SheetTree } from './SheetTree.tsx'

type Row_ = SheetsAnswer['sheets'][number]

/** Which sheets there are, which holds for what, and a bureau's own. */
export default function Sheets() {
  const asked = useAsk<SheetsAnswer>('assessment.sheets')
  const [looked, setLooked] = useState<Row_ | null>(null)
  return (
    <Page
      title="指标表"
      sub="评估和排查按哪张表，从哪天起；用过的版本都留着"
      actions={
        <ActionButton
          action="assessment.bring-sheet"
          of={bringForm}
          title="导入指标表"
          intro={<Muted>照附带的表改：换代号或版本号，改题目、分值、档次。有一处不对就不保存，逐处说明。</Muted>}
        />
      }
    >
      <Nav here="/assessment/sheets" />
      <Answer of={asked}>
        {(data) => (
          <Stack>
            <InForce data={data} />
            <All data={data} onLook={setLooked} />
          </Stack>
        )}
      </Answer>
      <Drawer open={looked !== null} onClose={() => setLooked(null)} title={looked?.title ?? ''} width={720}>
        {looked ? <Look of={looked} /> : null}
      </Drawer>
    </Page>
  )
}

function InForce({ data }: { data: SheetsAnswer }) {
  return (
    <Panel title="现在用的" flush>
      <Table
        title="现用指标表"
        rows={data.inForce}
        unit="项"
        rowKey={(row) => row.purpose}
        empty={<Empty title="没有指标表" />}
        columns={[
          { key: 'purpose', title: '用于', value: (row) => row.title },
          { key: 'sheet', title: '表', value: (row) => `${row.sheetTitle}（${row.version}）`, wraps: true },
          {
            key: 'from',
            title: '从哪天起',
            value: (row) => row.from ?? '假定',
            cell: (row) => (row.from ? showDate(row.from) : <Assumed>本局没有启用过</Assumed>),
          },
        ]}
      />
    </Panel>
  )
}

function All({ data, onLook }: { data: SheetsAnswer; onLook(row: Row_): void }) {
  const now = useNow()
  return (
    <Panel title="所有的表" flush>
      <Table
        title="指标表"
        rows={data.sheets}
        unit="张"
        rowKey={(row) => `${row.sheetId ?? ''}${row.id}${row.version}`}
        empty={<Empty title="没有指标表" />}
        columns={[
          {
            key: 'title',
            title: '表',
            value: (row) => `${row.title} ${row.version}`,
            cell: (row) => (
              <Stack>
                <span>
                  {row.title} <Muted>{row.version} 版</Muted>
                </span>
                <Muted>{row.source}</Muted>
              </Stack>
            ),
            wraps: true,
          },
          { key: 'items', title: '题', value: (row) => row.items },
          { key: 'grades', title: '结果', value: (row) => row.grades.join('、'), wraps: true, wideOnly: true },
          {
            key: 'brought',
            title: '来源',
            value: (row) => row.broughtAt ?? '附带',
            cell: (row) => (row.broughtAt ? `导入 ${showInstant(row.broughtAt, now)}` : '附带'),
            wideOnly: true,
          },
          {
            key: 'do',
            title: '办理',
            value: () => '',
            cell: (row) => (
              <Row>
                <Button size="small" onClick={() => onLook(row)}>
                  看这张表
                </Button>
                {data.maySet ? (
                  <ActionButton
                    action="assessment.adopt-sheet"
                    of={adoptForm}
                    title="启用"
                    size="small"
                    fixed={{ sheet: row.id, version: row.version, ...(row.sheetId ? { sheetId: row.sheetId } : {}) }}
                    initial={{ purposes: row.purposes as never }}
                    intro={
                      <Muted>
                        可用于：{row.purposes.map((each) => sheetPurposes[each as SheetPurpose]).join('、')}
                        。已经开始的评估仍用原来的表。
                      </Muted>
                    }
                  />
                ) : null}
              </Row>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function Look({ of }: { of: Row_ }) {
  const asked = useAsk<{ sheet: unknown }>('assessment.sheet', {
    sheet: of.id,
    version: of.version,
    ...(of.sheetId ? { sheetId: of.sheetId } : {}),
  })
  return (
    <Answer of={asked}>
      {(data) => (
        <Stack>
          <Muted>{of.source}</Muted>
          <SheetTree nodes={(data.sheet as Sheet).parts} answers={{}} />
        </Stack>
      )}
    </Answer>
  )
}
