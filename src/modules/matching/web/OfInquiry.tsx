import { useState } from 'react'
import { Answer, Button, Empty, Go, Panel, Row, Tag, useAsk } from '#web/ui/index.ts'
import { type PairLine, percent } from './answers.ts'
import { Pair } from './Compare.tsx'
import './matching.css'

/** From the family's side: guests who may be the one. Of another station's guest, only what a notice would say. */
export default function OfInquiry({ subjectId }: { subjectId: string }) {
  const asked = useAsk<{ items: PairLine[]; compared: boolean }>('matching.inquiry-candidates', { inquiryId: subjectId })
  const [opened, setOpened] = useState<string | null>(null)
  const shown = asked.data?.items.find((each) => each.pairId === opened)
  return (
    <>
      <Panel title="像是这位的受助人员" flush>
        <Answer of={asked}>
          {({ items, compared }) =>
            items.length === 0 ? (
              <Empty title={compared ? '还没有相像的受助人员' : '还没有进入比对'}>
                {compared ? '每天和每条新情况都会重新比对，有了会提示。' : '有人看过、进入比对以后，会自动和各站受助人员比。'}
              </Empty>
            ) : (
              items.map((line) => (
                <div key={line.pairId} className="m-candidate">
                  <Row between>
                    <b>
                      {line.guest.own ? (
                        <Go to={`/tracing/${line.guest.fileId}?inquiry=${line.inquiry.inquiryId}`}>
                          {`${line.guest.no ?? ''} ${line.guest.name ?? ''}`}
                        </Go>
                      ) : (
                        `${line.guest.station}的一名受助人员`
                      )}
                    </b>
                    <span>
                      <Tag tone={line.state === 'confirmed' ? 'grn' : 'gry'}>{line.stateWord}</Tag>{' '}
                      <b>{percent(line.probability)}</b>
                    </span>
                  </Row>
                  <p>
                    {[
                      line.guest.band,
                      line.guest.sex === 'male' ? '男' : line.guest.sex === 'female' ? '女' : null,
                      line.guest.county,
                      line.guest.officer ? `经办 ${line.guest.officer}` : null,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                  <Button size="small" onClick={() => setOpened(line.pairId)}>
                    逐项对照
                  </Button>
                </div>
              ))
            )
          }
        </Answer>
      </Panel>
      {shown ? <Pair key={shown.pairId} line={shown} /> : null}
    </>
  )
}
