import { useState } from 'react'
import {
  ActionButton,
  Answer,
  Assumed,
  Button,
  Columns,
  Empty,
  Facts,
  Muted,
  Page,
  Panel,
  Row,
  showDate,
  showInstant,
  Stack,
  Table,
  Tag,
  useAsk,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { checklistForm, namingForm } from '../schema.ts'
import { type BirthConvention, birthConventions, type Item, type Need, needs } from '../words.ts'
import { Nav } from './Nav.tsx'

interface RulesAnswer {
  naming: {
    surnames: string[]
    generation: string
    given: string[]
    source: string | null
    excluded: string[]
    birth: BirthConvention
  }
  checklist: { item: Item; title: string; need: Need }[]
  versions: { kind: 'naming' | 'checklist'; version: number; from: string; reason: string; decidedAt: number }[]
  assumed: { naming: boolean; checklist: boolean }
}

const kinds = { naming: '命名规则', checklist: '卷宗清单' } as const

/** The bureau's dated rules, with the names that they would give. */
export default function Rules() {
  const asked = useAsk<RulesAnswer>('settlement.rules')
  return (
    <Page title="落户规则" sub="命名规则和卷宗清单，从某天起用，留下每一版">
      <Nav here="/settlement/rules" />
      <Answer of={asked}>
        {(data) => (
          <Stack>
            <Columns layout="even">
              <Naming rules={data} />
              <Checklist rules={data} />
            </Columns>
            <Versions rules={data} />
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Naming({ rules: { naming, assumed } }: { rules: RulesAnswer }) {
  const may = useMay()
  const { source, ...rest } = naming
  const initial = { ...rest, generation: naming.generation || undefined, ...(source ? { source } : {}) }
  return (
    <Panel title="命名规则" right={assumed.naming ? <Assumed>规则</Assumed> : undefined}>
      <Stack>
        <Facts
          rows={[
            ['姓氏', naming.surnames.join('、')],
            ['中间固定的字', naming.generation || '没有'],
            ['名字用字', naming.given.join('、')],
            ['出处', source ?? undefined],
            ['出生月日', birthConventions[naming.birth]],
            ['另外不用的', naming.excluded.join('、') || undefined],
          ]}
        />
        <Muted>本人说得出的名字优先。数字、辱称、身份标签不用；本市有人叫的、用过的不再用。</Muted>
        {may('settlement.preview-names') ? <Preview naming={naming} /> : null}
        <Row>
          <ActionButton
            action="settlement.set-naming-rule"
            of={namingForm}
            title="制定命名规则"
            initial={initial}
            intro={<Muted>从起用日起按新规则拟名，以前起的名字不变。</Muted>}
          />
        </Row>
      </Stack>
    </Panel>
  )
}

function Preview({ naming }: { naming: RulesAnswer['naming'] }) {
  const [seed, setSeed] = useState(0)
  const { source: _source, generation, ...rest } = naming
  const asked = useAsk<{ names: string[]; possible: number }>(
    'settlement.preview-names',
    { ...rest, ...(generation ? { generation } : {}), seed },
    { keepPrevious: true },
  )
  return (
    <Answer of={asked}>
      {({ names, possible }) => (
        <Stack>
          <Row>
            {names.map((name) => (
              <Tag key={name}>{name}</Tag>
            ))}
          </Row>
          <Row>
            <Muted>一共能起 {possible} 个</Muted>
            <Button size="small" onClick={() => setSeed(seed + 1)}>
              换一组
            </Button>
          </Row>
        </Stack>
      )}
    </Answer>
  )
}

function Checklist({ rules: { checklist, assumed } }: { rules: RulesAnswer }) {
  const of = (need: Need) => checklist.filter((each) => each.need === need)
  return (
    <Panel title="卷宗清单" right={assumed.checklist ? <Assumed>清单</Assumed> : undefined}>
      <Stack>
        <Facts
          rows={(['required', 'wanted', 'off'] as const).map((need) => [
            needs[need],
            of(need)
              .map((each) => each.title)
              .join('、') || undefined,
          ])}
        />
        <Row>
          <ActionButton
            action="settlement.set-checklist"
            of={checklistForm}
            title="制定卷宗清单"
            initial={{
              required: of('required').map((each) => each.item) as never,
              wanted: of('wanted').map((each) => each.item) as never,
            }}
          />
        </Row>
      </Stack>
    </Panel>
  )
}

function Versions({ rules: { versions } }: { rules: RulesAnswer }) {
  const now = useNow()
  return (
    <Panel title="各版" flush>
      <Table
        title="落户规则各版"
        rows={versions}
        total={versions.length}
        unit="版"
        rowKey={(row) => `${row.kind}:${row.version}:${row.decidedAt}`}
        empty={<Empty title="还没有制定过">现在用的是假定的规则，由民政局制定后替换。</Empty>}
        columns={[
          { key: 'kind', title: '规则', value: (row) => kinds[row.kind] },
          { key: 'version', title: '第几版', value: (row) => row.version },
          { key: 'from', title: '起用', value: (row) => row.from, cell: (row) => showDate(row.from) },
          { key: 'reason', title: '理由', value: (row) => row.reason, wraps: true },
          { key: 'at', title: '制定', value: (row) => row.decidedAt, cell: (row) => showInstant(row.decidedAt, now) },
        ]}
      />
    </Panel>
  )
}
