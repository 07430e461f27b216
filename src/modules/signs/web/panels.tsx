/** A sign's page: where it stands and what it says, what was seen of it. */
import { useEffect, useState } from 'react'
import { isRefusal } from '#kernel/refusal.ts'
import { placeSources } from '#kernel/place.ts'
import {
  Answer,
  Button,
  Facts,
  fetchFile,
  Go,
  Panel,
  RefusalNote,
  type Refusal,
  Row,
  showDate,
  showInstant,
  Stack,
  Timeline,
  useNow,
} from '#web/ui/index.ts'
import { kinds, placeKinds } from '../words.ts'
import { useSign } from './answers.ts'
import { StateTags } from './Board.tsx'
import { SignMap } from './SignMap.tsx'

interface Subject {
  subjectId: string
}

export function Head({ subjectId }: Subject) {
  const asked = useSign(subjectId)
  return (
    <Answer of={asked}>
      {(sign) => (
        <Stack>
          <Go to="/signs">引导标牌、宣传点</Go>
          <Row>
            <h1>{`${kinds[sign.kind]}：${sign.where}`}</h1>
            <span className="g-muted">{sign.no}</span>
            <StateTags sign={sign} />
          </Row>
        </Stack>
      )}
    </Answer>
  )
}

export function What({ subjectId }: Subject) {
  const asked = useSign(subjectId)
  const now = useNow()
  return (
    <Panel title="标牌">
      <Answer of={asked}>
        {(sign) => (
          <Stack>
            <Facts
              rows={[
                ['在哪里', sign.where],
                ['位置来源', placeSources[sign.source]],
                ['哪类地方', placeKinds[sign.placeKind]],
                ['镇街', sign.town ?? undefined],
                ['上面写什么', sign.says ?? undefined],
                ['谁设置的', `${sign.owner}（${sign.keeper}），${showDate(sign.placedOn, now)}`],
                ['坏在哪里', sign.damages.length > 0 ? sign.damages.join('、') : undefined],
                ['检查', `${sign.checks} 次，修过 ${sign.repairs} 次`],
                ['上次检查', sign.checkedAt === null ? '还没有' : showInstant(sign.checkedAt, now)],
                ['下次检查', sign.state === 'removed' ? undefined : showDate(sign.dueOn, now)],
                ['说明', sign.note ?? undefined],
              ]}
            />
            {sign.lat === null ? null : <SignMap signs={[sign]} chosen={sign.signId} />}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

export function Course({ subjectId }: Subject) {
  const asked = useSign(subjectId)
  return (
    <Panel title="检查、修复" sub="最近的在上面">
      <Answer of={asked}>
        {(sign) => (
          <Timeline
            items={sign.history.toReversed().map((each, index) => ({
              id: `${each.at}:${index}`,
              at: each.at,
              title: `${each.what}　${each.by}`,
              text: each.words ?? '',
              more: each.photos.length > 0 ? <Photos signId={subjectId} ids={each.photos} /> : undefined,
              tone: each.what === '检查，坏了' ? 'bad' : undefined,
            }))}
          />
        )}
      </Answer>
    </Panel>
  )
}

/** Photos are fetched when asked for: a list of happenings stays light on a telephone. */
function Photos({ signId, ids }: { signId: string; ids: readonly string[] }) {
  const [shown, setShown] = useState<readonly string[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  useEffect(() => () => shown.forEach((address) => URL.revokeObjectURL(address)), [shown])
  async function open() {
    const taken: string[] = []
    for (const photoId of ids) {
      const found = await fetchFile('signs.photo', { signId, photoId })
      if (isRefusal(found)) {
        setRefusal(found)
        break
      }
      taken.push(URL.createObjectURL(found as Blob))
    }
    setShown(taken)
  }
  if (shown.length > 0)
    return (
      <Row>
        {shown.map((address, index) => (
          <img key={address} src={address} alt={`标牌照片 ${index + 1}`} width={180} />
        ))}
      </Row>
    )
  return (
    <>
      <Button size="small" icon="camera" onClick={() => void open()}>{`看 ${ids.length} 张照片`}</Button>
      <RefusalNote refusal={refusal} />
    </>
  )
}
