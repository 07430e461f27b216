/** A case's page: what was seen, evidence, whoever is owed help, news, what was done. */
import {
  ActionButton,
  Answer,
  CoursePanel,
  Empty,
  Facts,
  Go,
  LaterPhotos,
  Panel,
  Row,
  showInstant,
  Stack,
  SubjectHead,
  subjectPath,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { acknowledgeForm, helpForm, victimForm } from '../schema.ts'
import { helps, kinds, outcomes, type Outcome, victimGroups } from '../words.ts'
import { type CaseAnswer, useCase, type VictimLine } from './answers.ts'
import { StateTags } from './Board.tsx'

interface Subject {
  subjectId: string
}

export function Head({ subjectId }: Subject) {
  const asked = useCase(subjectId)
  return (
    <Answer of={asked}>
      {(found) => (
        <SubjectHead
          back={['/street-order', '街面问题']}
          title={kinds[found.kind]}
          no={found.no}
          tags={<StateTags found={found} />}
        >
          {found.minor ? <p className="g-muted">涉及未成年人：只有办案的公安和保护中心看得到，不要写孩子的姓名。</p> : null}
        </SubjectHead>
      )}
    </Answer>
  )
}

export function What({ subjectId }: Subject) {
  const asked = useCase(subjectId)
  const now = useNow()
  return (
    <Panel title="情况">
      <Answer of={asked}>
        {(found) => (
          <Stack>
            <Facts
              rows={[
                ['情况', found.what],
                ['背后的人', found.behind ?? undefined],
                ['涉及', found.victims.map((each) => victimGroups[each]).join('、') || undefined],
                ['地点', [found.area, found.place].filter(Boolean).join('，') || undefined],
                ['发现', `${showInstant(found.foundAt, now)}，${found.finder}`],
                ['怎么发现的', found.source ?? undefined],
                ['处置单位', found.body ?? '还没有交办'],
                ['要求', found.ask ?? undefined],
                ['结果', found.outcome ? (outcomes[found.outcome as Outcome] ?? found.outcome) : undefined],
                ['解救、送站', found.rescued === null ? undefined : `${found.rescued} 人`],
                ['查获', found.suspects === null ? undefined : `${found.suspects} 人`],
                ['处置', found.how ?? undefined],
                ['文书', found.documentNo ?? undefined],
              ]}
            />
            <Files caseId={subjectId} ids={found.photos} />
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function Files({ caseId, ids }: { caseId: string; ids: readonly string[] }) {
  const params = (fileId: string) => ({ caseId, fileId })
  return <LaterPhotos query="street-order.file" ids={ids} params={params} alt="现场照片" unit="个照片、录像" />
}

/** Whoever is owed help: nobody is left out. */
export function People({ subjectId }: Subject) {
  const asked = useCase(subjectId)
  const may = useMay()
  return (
    <Panel title="应当帮助的人" sub="一个不剩才能办结">
      <Answer of={asked}>
        {(found) => (
          <Stack>
            {found.people.length === 0 ? (
              <Empty title="还没有登记">有人该送救助站、医院、保护中心的，一人登记一行。</Empty>
            ) : null}
            {found.people.map((each) => (
              <Person key={each.victimId} found={found} victim={each} />
            ))}
            {found.may.includes('street-order.add-victim') && may('street-order.add-victim') ? (
              <ActionButton
                action="street-order.add-victim"
                of={victimForm}
                title="登记一个人"
                icon="plus"
                fixed={{ caseId: subjectId }}
              />
            ) : null}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function Person({ found, victim }: { found: CaseAnswer; victim: VictimLine }) {
  const may = useMay()
  const now = useNow()
  const name = [victimGroups[victim.group], victim.who].filter(Boolean).join('，')
  const settled = victim.help !== null
  return (
    <Row between>
      <span>
        {victim.personId && may('people.person') ? <Go to={subjectPath('person', victim.personId)}>{name}</Go> : name}
        {settled ? (
          <span className="g-muted">
            {`　${helps[victim.help as keyof typeof helps]}${victim.where ? `，${victim.where}` : ''}${victim.whyNot ? `：${victim.whyNot}` : ''}${victim.settledAt ? `，${showInstant(victim.settledAt, now)}` : ''}`}
          </span>
        ) : (
          <span className="g-muted">　还没有送到哪里</span>
        )}
        {victim.childId && may('minors.file') ? <Go to={subjectPath('child-file', victim.childId)}>孩子的档案</Go> : null}
      </span>
      {found.may.includes('street-order.settle-victim') ? (
        <ActionButton
          action="street-order.settle-victim"
          of={helpForm}
          title={settled ? '改去处' : '登记送到哪里'}
          fixed={{ victimId: victim.victimId, ...(settled ? { again: true } : {}) }}
        />
      ) : null}
    </Row>
  )
}

export function Evidence({ subjectId }: Subject) {
  const asked = useCase(subjectId)
  const now = useNow()
  return (
    <Panel title="证据" sub="谁取的、什么时候、现在在谁手里">
      <Answer of={asked}>
        {(found) => (
          <Stack>
            {found.evidence.length === 0 ? <Empty title="还没有固定证据">现场拍照、录像、录音，取到就登记。</Empty> : null}
            {found.evidence.map((each) => (
              <Stack key={each.evidenceId}>
                <Facts
                  rows={[
                    [each.kind, each.what ?? '见附件'],
                    ['取证', `${each.takenBy}，${showInstant(each.takenAt, now)}${each.place ? `，${each.place}` : ''}`],
                    ['保管', each.custody ?? '没有写'],
                  ]}
                />
                <Files caseId={subjectId} ids={each.files} />
              </Stack>
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

export function News({ subjectId }: Subject) {
  const asked = useCase(subjectId)
  const now = useNow()
  return (
    <Panel title="线索通报">
      <Answer of={asked}>
        {(found) => (
          <Stack>
            {found.news.length === 0 ? <Empty title="没有通报过">拐卖线索在公安和交通之间通报，双方确认。</Empty> : null}
            {found.news.map((each) => (
              <Row between key={each.newsId}>
                <span>
                  {`${showInstant(each.passedAt, now)} ${each.from} → ${each.to}：${each.news}`}
                  <span className="g-muted">
                    {each.acknowledgedAt ? `　已答复${each.answer ? `：${each.answer}` : ''}` : '　对方还没有确认'}
                  </span>
                </span>
                {each.waits ? (
                  <ActionButton
                    action="street-order.acknowledge-news"
                    of={acknowledgeForm}
                    title="确认通报"
                    fixed={{ newsId: each.newsId }}
                  />
                ) : null}
              </Row>
            ))}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

export function Course({ subjectId }: Subject) {
  const asked = useCase(subjectId)
  return (
    <CoursePanel
      of={asked}
      steps={(found) =>
        found.course.map((each) => ({
          at: each.at,
          title: each.title,
          text: each.lines.join('；'),
          tone: each.fact === 'order.closed' ? 'key' : undefined,
        }))
      }
    />
  )
}
