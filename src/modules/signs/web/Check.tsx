/** On a telephone, walking: what is due, the nearest first where the telephone knows where it is; one tap when it is sound. */
import { useState } from 'react'
import { distanceM, lengthWords, type Point } from '#kernel/place.ts'
import {
  ActionButton,
  Answer,
  Button,
  dateOf,
  Empty,
  Go,
  Muted,
  Page,
  RefusalNote,
  Row,
  say,
  showDate,
  Stack,
  subjectPath,
  Tag,
  useAct,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { checkForm, placeForm } from '../schema.ts'
import { kinds, placeKinds } from '../words.ts'
import type { BoardAnswer, SignLine } from './answers.ts'
import { Nav } from './Nav.tsx'
import { TownPicker } from './pickers.tsx'
import './check.css'

export default function Check() {
  const now = useNow()
  const [all, setAll] = useState(false)
  const [here, setHere] = useState<Point | null>(null)
  const [fault, setFault] = useState('')
  const asked = useAsk<BoardAnswer>('signs.board', all ? {} : { due: true }, { keepPrevious: true })
  const locate = () => {
    setFault('')
    if (!('geolocation' in navigator)) return setFault('这部设备不能定位，按下面的次序看。')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setHere({ lat: coords.latitude, lng: coords.longitude }),
      () => setFault('没有定到位，按下面的次序看。'),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  }
  const away = (sign: SignLine) =>
    here && sign.lat !== null && sign.lng !== null ? distanceM(here, { lat: sign.lat, lng: sign.lng }) : Number.POSITIVE_INFINITY
  return (
    <Page title="去检查" sub="走到跟前看：在不在、清不清楚、电话对不对">
      <div className="sign-check">
        <Stack>
          <Nav here="/signs/check" />
          <Row>
            <Button icon="place" onClick={locate}>
              离我近的在前
            </Button>
            <Button look={all ? 'main' : 'plain'} onClick={() => setAll(!all)}>
              {all ? '只看该检查的' : '看全部'}
            </Button>
            <ActionButton
              action="signs.place"
              of={placeForm}
              title="登记一块新的"
              initial={{ placedOn: dateOf(now), ...(here ? { where: { ...here, source: 'device' as const } } : {}) }}
              pickers={{ townId: TownPicker }}
            />
          </Row>
          {fault ? <Muted>{fault}</Muted> : null}
          <Answer of={asked}>
            {(data) =>
              data.items.length === 0 ? (
                <Empty title="没有到期要看的">走到哪块都可以看：选“看全部”。</Empty>
              ) : (
                <Stack>
                  {data.items
                    .toSorted((a, b) => (here ? away(a) - away(b) : 0))
                    .map((each) => (
                      <One key={each.signId} sign={each} metres={away(each)} />
                    ))}
                  {data.total > data.items.length ? (
                    <Muted>{`共 ${data.total} 处，这里列了 ${data.items.length} 处。`}</Muted>
                  ) : null}
                </Stack>
              )
            }
          </Answer>
        </Stack>
      </div>
    </Page>
  )
}

function One({ sign, metres }: { sign: SignLine; metres: number }) {
  const now = useNow()
  const acting = useAct('signs.check')
  const sound = async () => {
    const outcome = await acting.send({ signId: sign.signId, sound: true })
    if (outcome.ok) say(`${sign.where}：记下完好`)
  }
  return (
    <section className={`sign-card${sign.state === 'broken' ? ' sign-broken' : ''}`} aria-label={sign.where}>
      <Row between>
        <b>
          <Go to={subjectPath('sign', sign.signId)}>{sign.where}</Go>
        </b>
        {Number.isFinite(metres) ? <Tag>{lengthWords(metres)}</Tag> : null}
      </Row>
      <p>{`${kinds[sign.kind]}，${placeKinds[sign.placeKind]}${sign.says ? `：${sign.says}` : ''}`}</p>
      <Row>
        {sign.state === 'broken' ? <Tag tone="red">{`待修：${sign.damages.join('、')}`}</Tag> : null}
        {sign.due ? <Tag tone="amb">{`应在 ${showDate(sign.dueOn, now)} 看`}</Tag> : null}
      </Row>
      <RefusalNote refusal={acting.refusal} />
      <div className="sign-two">
        <Button look="main" icon="check" busy={acting.busy} onClick={() => void sound()}>
          完好
        </Button>
        <ActionButton
          action="signs.check"
          of={checkForm}
          title="坏了、要拍照"
          fixed={{ signId: sign.signId }}
          initial={{ sound: false }}
        />
      </div>
    </section>
  )
}
