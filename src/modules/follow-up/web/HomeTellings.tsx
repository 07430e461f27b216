import { Go, Muted, Panel, Row, showInstant, Stack, subjectPath, Tag, useAsk, useMe, useNow } from '#web/ui/index.ts'
import { harms } from '../words-needs.ts'
import type { TellingAnswer } from './needs-answers.ts'
import { TellingButtons } from './needs-buttons.tsx'

/** On the home page of the police: abandonment and abuse that was told to them, those without an answer first. */
export default function HomeTellings() {
  return useMe()?.organisation.kind === 'police' ? <Tellings /> : null
}

function Tellings() {
  const now = useNow()
  const { data } = useAsk<{ items: TellingAnswer[]; total: number }>('follow-up.abandonments')
  if (!data || data.total === 0) return null
  const inOrder = data.items.toSorted((a, b) => Number(a.answeredAt !== null) - Number(b.answeredAt !== null))
  return (
    <Panel title="遗弃、虐待报案" sub={`${data.total} 件`}>
      <Stack>
        {inOrder.map((each) => (
          <Stack key={each.tellingId}>
            <Row>
              <b>{each.fileId ? <Go to={subjectPath('rescue-file', each.fileId)}>{each.name}</Go> : each.name}</b>
              {harms[each.kind as keyof typeof harms]}
              {each.minor === 'yes' ? <Tag tone="red">未成年人</Tag> : null}
              <Tag tone={each.answeredAt === null ? 'amb' : 'gry'}>
                {each.answeredAt === null ? '等答复' : each.filed ? '立案' : '不立案'}
              </Tag>
              <Muted>{showInstant(each.toldAt, now)}</Muted>
            </Row>
            {each.grounds ? <p>{each.grounds}</p> : null}
            <Row>
              <TellingButtons telling={each} />
            </Row>
          </Stack>
        ))}
        <Muted>反映人只有报的单位和公安看得到，不进家庭走访的材料。</Muted>
      </Stack>
    </Panel>
  )
}
