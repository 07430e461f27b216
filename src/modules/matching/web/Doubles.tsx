import { Answer, Empty, Go, Panel, Row, subjectPath, useAsk } from '#web/ui/index.ts'
import { percent } from './answers.ts'
import './matching.css'

interface Doubles {
  ready: boolean
  items: {
    inquiryId: string | null
    no: string | null
    name: string | null
    keeper: string
    own: boolean
    probability: number
    chance: string
    pro: string[]
    contra: string[]
  }[]
}

/** Another relative may have asked for the same person; joining them is done on the inquiry's own buttons. */
export default function DoublesPanel({ subjectId }: { subjectId: string }) {
  const asked = useAsk<Doubles>('matching.double-inquiries', { inquiryId: subjectId })
  return (
    <Panel title="可能登记过两次" flush>
      <Answer of={asked}>
        {({ ready, items }) =>
          items.length === 0 ? (
            <Empty title={ready ? '没有相像的登记' : '还没有比过'}>
              {ready ? '有另一位亲属来登记时会显示在这里。' : '进入比对后，下一次比对时一起比。'}
            </Empty>
          ) : (
            items.map((line, at) => (
              <div key={line.inquiryId ?? `elsewhere-${at}`} className="m-candidate">
                <Row between>
                  <b>
                    {line.inquiryId ? (
                      <Go to={subjectPath('inquiry', line.inquiryId)}>{`${line.no ?? ''} ${line.name ?? '姓名不详'}`}</Go>
                    ) : (
                      `${line.keeper}的一份登记`
                    )}
                  </b>
                  <b>{percent(line.probability)}</b>
                </Row>
                <p>
                  {line.own
                    ? [...line.pro, ...line.contra.map((each) => `不合：${each}`)].join('；')
                    : '请与该单位核对是不是同一位。'}
                </p>
              </div>
            ))
          )
        }
      </Answer>
    </Panel>
  )
}
