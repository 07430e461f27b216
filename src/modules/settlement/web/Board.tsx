import {
  Answer,
  Button,
  Go,
  GroupHead,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  subjectPath,
  useAsk,
  useRoute,
} from '#web/ui/index.ts'
import { ENDED, type SettlementState } from '../lifecycle.ts'
import { followSteps } from '../words.ts'
import type { BoardAnswer } from './answers.ts'
import { FollowStepButton } from './buttons.tsx'
import { CaseTable, nobody } from './CaseTable.tsx'
import { Nav } from './Nav.tsx'

/** All cases by state: the states stand as choices, each with its count. */
export default function Board() {
  const { search, setSearch } = useRoute()
  const chosen = search['state'] as SettlementState | undefined
  const asked = useAsk<BoardAnswer>('settlement.board', chosen ? { states: [chosen] } : {}, { keepPrevious: true })
  return (
    <Page
      title="落户安置"
      sub="满三个月仍查不明身份的人，从申请到供养"
      actions={
        <PaperButton query="settlement.cases-sheet" how="save">
          下载名单
        </PaperButton>
      }
    >
      <Nav here="/settlement" />
      <Answer of={asked}>
        {(data) => (
          <Stack>
            <Row>
              <Button size="small" look={chosen ? 'plain' : 'main'} onClick={() => setSearch({ state: undefined })}>
                {`全部 ${data.counts.reduce((sum, each) => sum + each.count, 0)}`}
              </Button>
              {data.counts
                .filter((each) => each.count > 0 || (!ENDED.includes(each.state) && each.state !== 'candidate'))
                .map((each) => (
                  <Button
                    key={each.state}
                    size="small"
                    look={chosen === each.state ? 'main' : 'plain'}
                    onClick={() => setSearch({ state: each.state })}
                  >
                    {`${each.zh} ${each.count}`}
                  </Button>
                ))}
            </Row>
            {data.consequences.length > 0 ? <Corrections rows={data.consequences} /> : null}
            <Panel flush>
              <CaseTable
                title="落户安置"
                rows={data.items}
                total={data.total}
                empty={nobody('没有这样的人', '满三个月还没有名字的人，在“即将满三个月”里；从个案页“整理卷宗”开始。')}
              />
            </Panel>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Corrections({ rows }: { rows: BoardAnswer['consequences'] }) {
  return (
    <Panel title="真实身份查明后要更正的">
      <GroupHead title="还没办结" count={rows.length} tone="amb" right="期限为假定" />
      <ul className="g-stack">
        {rows.map((each) => (
          <li key={each.id}>
            <Row between>
              <span>
                <Go to={subjectPath('rescue-file', each.fileId)}>{each.name}</Go> {followSteps[each.step].zh}（
                {followSteps[each.step].who}，{showDate(each.dueOn)} 前）
              </span>
              <FollowStepButton fileId={each.fileId} step={each.step} />
            </Row>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
