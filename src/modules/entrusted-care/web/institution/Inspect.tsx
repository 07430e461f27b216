import {
  ActionButton,
  Answer,
  Banner,
  Empty,
  Go,
  Muted,
  Page,
  Panel,
  Row,
  showDate,
  dateOf,
  showInstant,
  Stack,
  subjectPath,
  Tag,
  useAsk,
  useGo,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { closeInspectionForm, seenForm, startInspectionForm } from '../../schema-watch.ts'
import { careLevels } from '../../words.ts'
import { inspectors, seenWays } from '../../words-institutions.ts'
import type { InspectionAnswer, InspectionPerson } from './answers.ts'

/** One inspection on the spot, on a phone: person after person, each kept at once, then the house. */
export default function Inspect() {
  const { params, search } = useRoute()
  const institutionId = params['institutionId'] ?? ''
  const wanted = search['inspection']
  const asked = useAsk<InspectionAnswer>('institution.inspection', {
    institutionId,
    ...(wanted ? { inspectionId: wanted } : {}),
  })
  const now = useNow()
  return (
    <Page
      title={asked.data ? `检查 ${asked.data.institution}` : '检查托养机构'}
      sub={<Go to={subjectPath('institution', institutionId)}>回到机构</Go>}
    >
      <Answer of={asked}>
        {(inspection) => (
          <Stack>
            {inspection.inspectionId === null ? <Begin institutionId={institutionId} /> : null}
            {inspection.startedAt !== null && inspection.by ? (
              <Banner tone={inspection.closedAt === null ? 'acc' : 'dark'}>
                {inspectors[inspection.by]} {inspection.visitors}，{showInstant(inspection.startedAt, now)}
                {inspection.closedAt === null ? ' 正在检查' : ` 至 ${showInstant(inspection.closedAt, now)} 已结束`}
              </Banner>
            ) : null}
            <People inspection={inspection} />
            {inspection.inspectionId && inspection.closedAt === null ? (
              <Close inspection={inspection} institutionId={institutionId} />
            ) : null}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Begin({ institutionId }: { institutionId: string }) {
  return (
    <Panel title="还没有开始">
      <Stack>
        <Muted>两人以上同去。逐人看，看一个存一个，断了可以接着来。</Muted>
        <ActionButton
          action="institution.start-inspection"
          of={startInspectionForm}
          title="开始检查"
          look="main"
          fixed={{ institutionId }}
        />
      </Stack>
    </Panel>
  )
}

function People({ inspection }: { inspection: InspectionAnswer }) {
  const { people } = inspection
  const left = people.filter((each) => !each.done).length
  const running = inspection.inspectionId !== null && inspection.closedAt === null
  // Who is still to be seen stands first.
  const sorted = running ? [...people].sort((a, b) => Number(a.done) - Number(b.done)) : people
  return (
    <Panel
      title="在托的人"
      sub={running ? `${people.length} 人，${left > 0 ? `还有 ${left} 人没有看` : '都看了'}` : `${people.length} 人`}
    >
      {people.length === 0 ? <Empty title="这家机构现在没有人在托">可以直接看机构，然后结束检查。</Empty> : null}
      <Stack>
        {sorted.map((person) => (
          <Person key={person.fileId} person={person} inspectionId={running ? inspection.inspectionId : null} />
        ))}
      </Stack>
    </Panel>
  )
}

type Initial = Partial<Parameters<typeof seenForm.parse>[0] & object>
/** What was kept for this person, to be corrected. */
function kept(person: InspectionPerson): Initial {
  const { seen, weight, skin, injury, medicineKept, medicineTaken, hygiene, mood, said, note } = person
  const told = { seen, weight, skin, injury, medicineKept, medicineTaken, hygiene, mood, said, note }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as Initial
}

function Person({ person, inspectionId }: { person: InspectionPerson; inspectionId: string | null }) {
  const now = useNow()
  const last = person.lastKg === null ? null : `上次 ${person.lastKg} 公斤（${showDate(dateOf(person.lastAt ?? now), now)}）`
  return (
    <article className="g-person-line">
      <Row between>
        <span>
          <b>{person.name ?? '无名'}</b> <Muted>{[person.no, careLevels[person.level], last].filter(Boolean).join('，')}</Muted>
        </span>
        <Row>
          {person.done ? (
            <Tag tone={person.concerns.length > 0 ? 'red' : 'grn'}>
              {seenWays[person.seen as keyof typeof seenWays]}
              {person.weight === null ? '' : ` ${person.weight} 公斤`}
            </Tag>
          ) : null}
          {inspectionId ? (
            <ActionButton
              action="institution.record-seen"
              of={seenForm}
              title={`看 ${person.name ?? person.no}`}
              label={person.done ? '改' : '看这个人'}
              look={person.done ? 'link' : 'plain'}
              fixed={{ inspectionId, fileId: person.fileId }}
              initial={kept(person) as never}
              draftKey={`seen:${inspectionId}:${person.fileId}`}
              intro={last ? <p className="g-muted">{last}。体重一个月降 5% 会标出来。</p> : undefined}
            />
          ) : null}
        </Row>
      </Row>
      {person.concerns.length > 0 ? <p className="g-t-red">{person.concerns.join('；')}</p> : null}
      {person.said ? <p>“{person.said}”</p> : null}
    </article>
  )
}

function Close({ inspection, institutionId }: { inspection: InspectionAnswer; institutionId: string }) {
  const go = useGo()
  const left = inspection.people.filter((each) => !each.done).length
  const inspectionId = inspection.inspectionId as string
  return (
    <Panel title="看完了">
      <Stack>
        <Muted>
          {left > 0 ? `还有 ${left} 人没有记。没有看完要写理由。` : '名单上的人都看了。'}再看机构，写下要整改的问题，结束检查。
        </Muted>
        <ActionButton
          action="institution.close-inspection"
          of={closeInspectionForm}
          title="看机构并结束检查"
          look={left === 0 ? 'main' : 'plain'}
          fixed={{ inspectionId }}
          draftKey={`close:${inspectionId}`}
          onDone={() => go(subjectPath('institution', institutionId))}
        />
      </Stack>
    </Panel>
  )
}
