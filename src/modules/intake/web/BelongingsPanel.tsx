import { ActionButton, Answer, Empty, Muted, Panel, Row, showInstant, Stack, Tag } from '#web/ui/index.ts'
import { keepForm, returnForm } from '../schema-belongings.ts'
import { belongingKinds, returnWays } from '../words.ts'
import { type ReceptionAnswer, type Thing, useReception } from './answers.ts'

/** What the station keeps for a guest, and what went back to whom. */
export default function BelongingsPanel({ subjectId }: { subjectId: string }) {
  const asked = useReception(subjectId)
  return (
    <Panel
      title="随身物品"
      sub={asked.data && asked.data.belongingsLeft > 0 ? `在保管 ${asked.data.belongingsLeft} 件` : undefined}
    >
      <Answer of={asked}>{(data) => <Things reception={data} />}</Answer>
    </Panel>
  )
}

function Things({ reception }: { reception: ReceptionAnswer }) {
  const { fileId, belongings, state } = reception
  const left = belongings.filter((thing) => thing.returned < thing.quantity)
  return (
    <Stack>
      {belongings.length === 0 ? <Empty title="没有保管的物品">生活必需品由本人随身带着，其余清点后保管。</Empty> : null}
      {belongings.map((thing) => (
        <ThingLine key={thing.id} fileId={fileId} thing={thing} />
      ))}
      <Row>
        {state === 'asked' || state === 'in' ? (
          <ActionButton
            action="intake.keep-belongings"
            of={keepForm}
            title="保管物品"
            size="small"
            icon="bag"
            fixed={{ fileId }}
          />
        ) : null}
        {left.length > 0 ? (
          <ActionButton
            action="intake.return-belongings"
            of={returnForm}
            title="全部发还"
            size="small"
            fixed={{ fileId, lines: undefined }}
            initial={{ how: 'returned' }}
          />
        ) : null}
      </Row>
    </Stack>
  )
}

function ThingLine({ fileId, thing }: { fileId: string; thing: Thing }) {
  const left = thing.quantity - thing.returned
  return (
    <div>
      <Row between>
        <span>
          <b>{thing.name}</b> {thing.amount === null ? `× ${thing.quantity}` : `${thing.amount.toFixed(2)} 元`}{' '}
          <Muted>
            {[belongingKinds[thing.kind as keyof typeof belongingKinds], thing.mark, thing.place].filter(Boolean).join('，')}
          </Muted>
        </span>
        {left === 0 ? (
          <Tag tone="grn">已了结</Tag>
        ) : (
          <ActionButton
            action="intake.return-belongings"
            of={returnForm}
            title={`发还${thing.name}`}
            label={left === thing.quantity ? '发还' : `发还余下 ${left}`}
            size="small"
            fixed={{ fileId, lines: [{ itemId: thing.id, quantity: left }] }}
            initial={{ how: 'returned' }}
          />
        )}
      </Row>
      {thing.returns.map((out) => (
        <Muted key={`${out.returnedAt}-${out.quantity}`}>
          {`${showInstant(out.returnedAt)} ${returnWays[out.how as keyof typeof returnWays] ?? out.how} ${out.quantity}${out.receiver ? `，${out.receiver}` : ''}`}
        </Muted>
      ))}
    </div>
  )
}
