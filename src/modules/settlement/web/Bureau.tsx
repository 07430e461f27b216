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
  showInstant,
  Stack,
  subjectPath,
  Tag,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { settlementLife } from '../lifecycle.ts'
import { approvalForm, planForm } from '../schema.ts'
import type { BoardAnswer, CaseAnswer, PlanAnswer } from './answers.ts'
import { CaseTable, nobody } from './CaseTable.tsx'
import { Nav } from './Nav.tsx'
import { InstitutionPicker, PolicePicker } from './pickers.tsx'

/** What waits for the bureau: plans to make, words of the government to write down, support to assess. */
export default function Bureau() {
  const asked = useAsk<BoardAnswer>('settlement.board', { states: ['applied', 'named', 'registered', 'placed'] })
  const plans = useAsk<{ items: PlanAnswer[] }>('settlement.plans')
  const of = (...states: string[]) => (asked.data?.items ?? []).filter((each) => states.includes(each.state))
  return (
    <Page title="落户安置：民政局办理" sub="列方案、记批复、认定供养">
      <Nav here="/settlement/bureau" />
      <Answer of={asked}>
        {() => (
          <Stack>
            <ToPlan rows={of('applied')} />
            <Answer of={plans}>{({ items }) => <Plans plans={items} />}</Answer>
            <Panel title="等登记户口" sub="公安办理，或凭公安材料补记" flush>
              <CaseTable title="等登记户口" rows={of('named')} empty={nobody('没有等登记的人', '赋名核对以后会出现在这里。')} />
            </Panel>
            <Panel title="等安置、特困供养" flush>
              <CaseTable
                title="等安置、特困供养"
                rows={of('registered', 'placed')}
                empty={nobody('没有等办的人', '登记户口以后会出现在这里，从个案页办“特困供养认定”。')}
              />
            </Panel>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function ToPlan({ rows }: { rows: CaseAnswer[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const fileIds = rows.filter((row) => chosen.has(row.fileId)).map((row) => row.fileId)
  const toggle = (id: string) =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]))
  return (
    <Panel title="等列方案" sub="勾选后列成一份方案；要补材料的从个案页退回" flush>
      <CaseTable
        title="等列方案"
        rows={rows}
        empty={nobody('没有等列方案的人', '站里报来的申请会出现在这里。')}
        tools={
          <ActionButton
            action="settlement.plan"
            of={planForm}
            title="制定安置方案"
            label={fileIds.length > 0 ? `制定安置方案（${fileIds.length} 人）` : '制定安置方案'}
            look="main"
            size="small"
            fixed={{ fileIds }}
            impossible={fileIds.length === 0 ? '先勾选列入方案的人' : undefined}
            pickers={{ institutionId: InstitutionPicker }}
            onDone={() => setChosen(new Set())}
          />
        }
        first={{
          key: 'chosen',
          title: '列入',
          width: 60,
          value: (row) => (chosen.has(row.fileId) ? '是' : ''),
          cell: (row) => (
            <input
              type="checkbox"
              aria-label={`列入方案：${row.name}`}
              checked={chosen.has(row.fileId)}
              onClick={(event) => event.stopPropagation()}
              onChange={() => toggle(row.fileId)}
            />
          ),
        }}
      />
    </Panel>
  )
}

function Plans({ plans }: { plans: PlanAnswer[] }) {
  const now = useNow()
  return (
    <Panel title="安置方案">
      {plans.length === 0 ? <Empty title="还没有方案">上面勾选已申请的人，列成方案报政府。</Empty> : null}
      <Stack>
        {plans.map((plan) => (
          <Stack key={plan.planId}>
            <Row between>
              <Row>
                <b>{plan.no}</b>
                <Muted>
                  {plan.people.length} 人，{plan.institution}，{plan.by} {showInstant(plan.madeAt, now)}
                </Muted>
                {plan.decidedAt === null ? <Tag tone="amb">等批复</Tag> : <Tag tone="grn">{plan.documentNo ?? '已批复'}</Tag>}
              </Row>
              <PaperButton query="settlement.paper-plan" params={{ planId: plan.planId }} size="small">
                打印方案
              </PaperButton>
            </Row>
            {plan.decidedAt === null ? <Decide plan={plan} /> : <People people={plan.people} />}
          </Stack>
        ))}
      </Stack>
    </Panel>
  )
}

function People({ people }: { people: CaseAnswer[] }) {
  return (
    <Row>
      {people.map((each) => (
        <span key={each.fileId}>
          <Go to={subjectPath('rescue-file', each.fileId)}>{each.name}</Go> <Muted>{settlementLife.states[each.state].zh}</Muted>
        </span>
      ))}
    </Row>
  )
}

/** Of each person a yes, or a no with its ground. Who was withdrawn meanwhile is not decided on. */
function Decide({ plan }: { plan: PlanAnswer }) {
  const [grounds, setGrounds] = useState<Record<string, string | undefined>>({})
  const open = plan.people.filter((each) => each.state === 'planned')
  const declined = open.flatMap(({ fileId }) => (grounds[fileId] === undefined ? [] : [{ fileId, ground: grounds[fileId] }]))
  const approvedIds = open.filter(({ fileId }) => grounds[fileId] === undefined).map((each) => each.fileId)
  return (
    <Stack>
      {plan.people.map((each) => (
        <Row key={each.fileId}>
          <Go to={subjectPath('rescue-file', each.fileId)}>{each.name}</Go>
          <Muted>{each.no}</Muted>
          {each.state === 'planned' ? (
            <>
              <label>
                <input
                  type="checkbox"
                  checked={grounds[each.fileId] !== undefined}
                  onChange={(event) => {
                    const ground = event.target.checked ? '' : undefined
                    setGrounds((before) => ({ ...before, [each.fileId]: ground }))
                  }}
                />{' '}
                未批准
              </label>
              {grounds[each.fileId] === undefined ? null : (
                <input
                  className="g-input"
                  aria-label={`未批准的理由：${each.name}`}
                  placeholder="未批准的理由"
                  value={grounds[each.fileId]}
                  onChange={(event) => {
                    const ground = event.target.value
                    setGrounds((before) => ({ ...before, [each.fileId]: ground }))
                  }}
                />
              )}
            </>
          ) : (
            <Muted>{settlementLife.states[each.state].zh}</Muted>
          )}
        </Row>
      ))}
      <Row>
        <ActionButton
          action="settlement.record-approval"
          of={approvalForm}
          title="记政府批复"
          label={`记政府批复（批准 ${approvedIds.length} 人，未批准 ${declined.length} 人）`}
          look="main"
          fixed={{ planId: plan.planId, approvedIds, declined }}
          impossible={declined.some((each) => !each.ground.trim()) ? '未批准的要写理由' : undefined}
          pickers={{ policeId: PolicePicker }}
        />
      </Row>
    </Stack>
  )
}
