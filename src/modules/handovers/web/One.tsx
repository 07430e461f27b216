import { Input } from 'antd'
import { useState } from 'react'
import { unknownKinds } from '#kernel/field.ts'
import {
  ActionButton,
  Answer,
  Banner,
  Columns,
  Facts,
  Go,
  Page,
  Panel,
  PaperButton,
  Row,
  showInstant,
  Stack,
  useMay,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { handoverLife } from '../lifecycle.ts'
import { confirmForm, contestForm, correctForm, declineForm, signBothForm, signForm, withdrawForm } from '../schema.ts'
import { abouts, consciousness, reasons } from '../words.ts'
import { type HandoverAnswer, handoverPath, sameCode, useHandover } from './answers.ts'
import { aboutPath, StateTag } from './HandoverTable.tsx'
import { ReceiverPicker } from './pickers.tsx'

/** One handover: what was said, both signatures, what may be done now. */
export default function One() {
  const { params } = useRoute()
  const asked = useHandover(params['handoverId'] ?? '')
  return (
    <Answer of={asked}>
      {(found) => (
        <Page
          title={`书面交接 ${found.no}`}
          sub={`${found.from} → ${found.to}`}
          actions={
            ['withdrawn', 'declined'].includes(found.state) ? undefined : (
              <PaperButton query="handovers.paper" params={{ handoverId: found.handoverId }}>
                打印交接单
              </PaperButton>
            )
          }
        >
          <Stack>
            <Go to="/handovers">全部交接单</Go>
            <Row>
              <StateTag handover={found} />
              <span className="g-muted">{found.code ? `核对码 ${found.code}` : '还没有双签，没有核对码'}</span>
            </Row>
            {found.state === 'contested' && found.contested ? (
              <Banner tone="red">{`${found.to}提出异议：${found.contested}`}</Banner>
            ) : null}
            <Doors found={found} />
            <Columns layout="even">
              <What found={found} />
              <Stack>
                <Signature
                  title={`移交：${found.from}`}
                  name={found.officer}
                  no={found.officerNo}
                  mark={found.fromMark}
                  at={found.preparedAt}
                />
                <Signature
                  title={`接收：${found.to}`}
                  name={found.receiver}
                  no={found.receiverNo}
                  mark={found.toMark}
                  at={found.signedAt}
                />
                <Check found={found} />
                <Versions found={found} />
              </Stack>
            </Columns>
          </Stack>
        </Page>
      )}
    </Answer>
  )
}

/** Only what whoever looks may do, in the order of likelihood. */
function Doors({ found }: { found: HandoverAnswer }) {
  const may = useMay()
  const [nextId] = useState(() => crypto.randomUUID())
  const open = (door: string) => found.may.includes(door) && may(door)
  const fixed = { handoverId: found.handoverId }
  const words = {
    ...(found.toId ? { toId: found.toId } : { toName: found.to }),
    reason: found.reason,
    ...(found.reasonNote ? { reasonNote: found.reasonNote } : {}),
    who: found.who ?? '',
    conscious: found.conscious,
    ...(found.conditionNote ? { condition: found.conditionNote } : {}),
    ...(found.injuries ? { injuries: found.injuries } : {}),
    ...(found.injuriesUnknown ? { injuries: { unknown: found.injuriesUnknown } } : {}),
    belongings: found.belongings.map(({ what, count }) => (count === null ? { what } : { what, count })),
    ...(found.papers ? { papers: found.papers } : {}),
    ...(found.place ? { place: found.place } : {}),
    officer: found.officer ?? '',
    ...(found.officerNo ? { officerNo: found.officerNo } : {}),
  }
  return (
    <Row>
      {open('handovers.sign') ? (
        <ActionButton action="handovers.sign" of={signForm} title="签收交接" look="main" fixed={fixed} />
      ) : null}
      {open('handovers.confirm') ? (
        <ActionButton action="handovers.confirm" of={confirmForm} title="核对无误" look="main" fixed={fixed} />
      ) : null}
      {open('handovers.contest') ? (
        <ActionButton action="handovers.contest" of={contestForm} title="提出异议" fixed={fixed} />
      ) : null}
      {open('handovers.decline') ? (
        <ActionButton action="handovers.decline" of={declineForm} title="不予接收" fixed={fixed} />
      ) : null}
      {open('handovers.sign-both') ? (
        <ActionButton
          action="handovers.sign-both"
          of={signBothForm}
          title={found.inSystem ? '双方在这里签' : '对方在这里签'}
          look={found.inSystem ? 'plain' : 'main'}
          fixed={{ ...fixed, about: found.about, subjectId: found.subjectId }}
          initial={words}
          pickers={{ toId: ReceiverPicker }}
        />
      ) : null}
      {open('handovers.correct') ? (
        <ActionButton
          action="handovers.correct"
          of={correctForm}
          title="更正"
          fixed={{ handoverId: nextId, replacesId: found.handoverId }}
          initial={words}
          pickers={{ toId: ReceiverPicker }}
        />
      ) : null}
      {open('handovers.withdraw') ? (
        <ActionButton action="handovers.withdraw" of={withdrawForm} title="撤回" fixed={fixed} />
      ) : null}
    </Row>
  )
}

function What({ found }: { found: HandoverAnswer }) {
  return (
    <Panel title="交接情况">
      <Facts
        rows={[
          ['被交接人', <Go key="who" to={aboutPath(found)}>{`${found.who ?? '姓名不详'}（${abouts[found.about]}）`}</Go>],
          ['事由', [reasons[found.reason], found.reasonNote].filter(Boolean).join('：')],
          ['神志', consciousness[found.conscious]],
          ['身体、精神状况', found.conditionNote ?? undefined],
          ['看到的外伤', found.injuries ?? (found.injuriesUnknown ? unknownKinds[found.injuriesUnknown] : undefined)],
          [
            '随交物品',
            found.belongings.length === 0
              ? '无'
              : found.belongings.map(({ what, count }) => (count ? `${what} ${count} 件` : what)).join('、'),
          ],
          ['证件、材料', found.papers ?? undefined],
          ['交接地点', found.place ?? undefined],
          ['移交人电话', found.officerPhone ?? undefined],
          ['接收时的说明', found.remarks ?? undefined],
          ['更正了什么', found.why ?? undefined],
          ['不予接收', found.declined ?? undefined],
          ['异议', found.contested ?? undefined],
          ['撤回', found.withdrawn ?? undefined],
        ]}
      />
    </Panel>
  )
}

interface SignatureProps {
  title: string
  name: string | null
  no: string | null
  mark: HandoverAnswer['fromMark']
  at: number | null
}

function Signature({ title, name, no, mark, at }: SignatureProps) {
  const now = useNow()
  return (
    <Panel title={title} sub={at !== null && mark ? showInstant(at, now) : '还没有签'}>
      <p>{[name, no].filter(Boolean).join('，') || '还没有签'}</p>
      {mark?.picture ? <img src={mark.picture} alt={`${name ?? ''}的手写签名`} width={240} /> : null}
      {mark?.words ? <p>{mark.words}</p> : null}
    </Panel>
  )
}

/** The code of a paper in somebody's hand: which version it is, and what has become of it. */
function Check({ found }: { found: HandoverAnswer }) {
  const [asked, setAsked] = useState('')
  const same = found.codes.find((each) => sameCode(each.code, asked))
  const whole = asked.replaceAll(/[^0-9a-z]/gi, '').length >= 8
  return (
    <Panel title="核对手里的纸">
      <Input
        aria-label="纸上的核对码"
        placeholder="纸上的核对码，如 1A2B-3C4D"
        maxLength={20}
        value={asked}
        onChange={(event) => setAsked(event.target.value)}
      />
      <p aria-live="polite" className={same ? '' : 'g-muted'}>
        {same?.line ?? (whole ? UNKNOWN_CODE : '没有核对码的纸是双方签齐以前打印的，不作凭据。')}
      </p>
    </Panel>
  )
}

const UNKNOWN_CODE =
  '和这份交接单的任何一版都对不上。先看单号和码有没有抄错；抄对了还对不上，以本页为准，请另打一份，并告诉对方。'

function Versions({ found }: { found: HandoverAnswer }) {
  const now = useNow()
  if (found.versions.length < 2) return null
  return (
    <Panel title="各版">
      <Facts
        rows={found.versions.map((each) => [
          `第 ${each.version} 版`,
          <Go key={each.handoverId} to={handoverPath(each.handoverId)}>
            {`${handoverLife.states[each.state].zh}，${showInstant(each.at, now)}`}
          </Go>,
        ])}
      />
    </Panel>
  )
}
