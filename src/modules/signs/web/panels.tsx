/** A sign's page: where it stands and what it says, what was seen of it. */
import { placeSources } from '#kernel/place.ts'
import {
  Answer,
  CoursePanel,
  Facts,
  LaterPhotos,
  Panel,
  showDate,
  showInstant,
  Stack,
  SubjectHead,
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
        <SubjectHead
          back={['/signs', '引导标牌、宣传点']}
          title={`${kinds[sign.kind]}：${sign.where}`}
          no={sign.no}
          tags={<StateTags sign={sign} />}
        />
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
    <CoursePanel
      title="检查、修复"
      of={asked}
      steps={(sign) =>
        sign.history.map((each) => ({
          at: each.at,
          title: `${each.what}　${each.by}`,
          text: each.words ?? '',
          more: each.photos.length > 0 && (
            <LaterPhotos
              query="signs.photo"
              ids={each.photos}
              params={(photoId) => ({ signId: subjectId, photoId })}
              alt="标牌照片"
            />
          ),
          tone: each.what === '检查，坏了' ? 'bad' : undefined,
        }))
      }
    />
  )
}
