import {
  ActionButton,
  Banner,
  Button,
  Choices,
  Columns,
  dateOf,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  subjectPath,
  Table,
  Tag,
  useAsk,
  useChoices,
  useGo,
  useNow,
} from '#web/ui/index.ts'
import { signLife } from '../lifecycle.ts'
import { placeForm } from '../schema.ts'
import { CHECK_MONTHS, kinds, placeKinds, WANTED } from '../words.ts'
import type { BoardAnswer, SignLine } from './answers.ts'
import { Nav } from './Nav.tsx'
import { TownPicker } from './pickers.tsx'
import { SignMap } from './SignMap.tsx'

export function StateTags({ sign }: { sign: SignLine }) {
  return (
    <Row>
      <Tag tone={sign.state === 'broken' ? 'red' : sign.state === 'standing' ? 'grn' : 'gry'}>
        {signLife.states[sign.state].zh}
      </Tag>
      {sign.due ? <Tag tone="amb">该检查了</Tag> : null}
    </Row>
  )
}

/** The register: what is broken and what is due above, where there is none beside. */
export default function Signs() {
  const choices = useChoices(['state', 'place', 'town', 'due', 'own'])
  const go = useGo()
  const now = useNow()
  const { state, place, town, due, own } = choices.at
  const params = {
    ...(state ? { state } : {}),
    ...(place ? { placeKind: place } : {}),
    ...(town ? { townId: town } : {}),
    ...(due ? { due: true } : {}),
    ...(own ? { own: true } : {}),
  }
  const asked = useAsk<BoardAnswer>('signs.board', params, { keepPrevious: true })
  const { data } = asked
  return (
    <Page
      title="引导标牌、宣传点"
      sub={`每 ${CHECK_MONTHS.value} 个月看一次（${CHECK_MONTHS.citation}）`}
      actions={
        <>
          <ActionButton
            action="signs.place"
            of={placeForm}
            title="登记标牌、宣传点"
            look="main"
            icon="plus"
            initial={{ placedOn: dateOf(now) }}
            pickers={{ townId: TownPicker }}
            draftKey="signs:place"
            onDone={({ reply }) => go(subjectPath('sign', String((reply as { signId?: string }).signId)))}
          />
          <PaperButton query="signs.sheet" params={params} how="save">
            下载登记表
          </PaperButton>
        </>
      }
    >
      <Stack>
        <Nav here="/signs" />
        {data && data.nowhere.length > 0 ? (
          <Banner>{`全市还没有标牌的地方：${data.nowhere.map((each) => placeKinds[each]).join('；')}`}</Banner>
        ) : null}
        <Choices
          of={choices}
          items={[
            { at: {}, title: '全部', count: data ? data.standing + data.broken : undefined },
            { at: { due: '1' }, title: '该检查', count: data?.due },
            { at: { state: 'broken' }, title: '待修', count: data?.broken },
            { at: { own: '1' }, title: '本单位的' },
            { at: { state: 'removed' }, title: '已撤除' },
          ]}
        />
        <Panel flush>
          <Table
            title="引导标牌、宣传点"
            asked={asked}
            rows={data?.items}
            total={data?.total}
            unit="处"
            rowKey={(row) => row.signId}
            onOpen={(row) => go(subjectPath('sign', row.signId))}
            rowTone={(row) => (row.state === 'broken' ? 'red' : undefined)}
            empty={<Empty title="没有这样的标牌">车站、医院、桥下、市场、广场先设；设好一块登记一块，手机上也能记。</Empty>}
            columns={[
              {
                key: 'where',
                title: '在哪里',
                value: (row) => row.where,
                cell: (row) => <Go to={subjectPath('sign', row.signId)}>{row.where}</Go>,
                wraps: true,
              },
              { key: 'kind', title: '是什么', value: (row) => kinds[row.kind] },
              { key: 'place', title: '哪类地方', value: (row) => placeKinds[row.placeKind] },
              {
                key: 'state',
                title: '状态',
                value: (row) => signLife.states[row.state].zh,
                cell: (row) => <StateTags sign={row} />,
              },
              { key: 'due', title: '下次检查', value: (row) => row.dueOn, cell: (row) => showDate(row.dueOn, now) },
              { key: 'owner', title: '谁设置的', value: (row) => row.owner, wideOnly: true },
              { key: 'town', title: '镇街', value: (row) => row.town ?? '', wideOnly: true },
              { key: 'no', title: '编号', value: (row) => row.no, wideOnly: true },
            ]}
          />
        </Panel>
        <Columns layout="even">
          <Panel title="在图上">
            <SignMap signs={data?.items ?? []} onOpen={(id) => go(subjectPath('sign', id))} />
          </Panel>
          <Panel title="各镇街" sub="没有标牌的在前" flush>
            <Table
              title="各镇街"
              rows={data?.towns}
              total={data?.towns.length}
              unit="个"
              rowKey={(row) => row.townId ?? ''}
              rowTone={(row) => (row.standing === 0 ? 'red' : undefined)}
              empty={<Muted>本市还没有登记镇街。</Muted>}
              columns={[
                {
                  key: 'name',
                  title: '镇街',
                  value: (row) => row.name,
                  cell: (row) => (
                    <Button
                      size="small"
                      look={town === row.townId ? 'main' : 'plain'}
                      disabled={row.townId === null}
                      onClick={() => (row.townId ? choices.choose({ town: row.townId }) : undefined)}
                    >
                      {row.name}
                    </Button>
                  ),
                },
                { key: 'standing', title: '在用', value: (row) => row.standing },
                { key: 'broken', title: '待修', value: (row) => row.broken },
                {
                  key: 'lacks',
                  title: '还没有的',
                  value: (row) =>
                    WANTED.filter((kind) => !row.at.some((each) => each.placeKind === kind))
                      .map((kind) => placeKinds[kind])
                      .join('；'),
                  wraps: true,
                  wideOnly: true,
                },
              ]}
            />
          </Panel>
        </Columns>
      </Stack>
    </Page>
  )
}
