/** Somebody's page: in post since when, the year, what is written down and can be taken back. */
import {
  ActionButton,
  Answer,
  Empty,
  Facts,
  Panel,
  PaperButton,
  Row,
  showDate,
  Stack,
  SubjectHead,
  Tag,
  useNow,
} from '#web/ui/index.ts'
import { withdrawForm } from '../schema.ts'
import { posts, standings } from '../words.ts'
import { useMember } from './answers.ts'

interface Subject {
  subjectId: string
}

export function Head({ subjectId }: Subject) {
  const asked = useMember(subjectId)
  return (
    <Answer of={asked}>
      {(member) => (
        <SubjectHead
          back={['/staff', '工作人员']}
          title={member.name}
          no={[member.station, member.title ?? ''].filter(Boolean).join(' ')}
          tags={
            <Tag tone={member.standing === 'here' ? 'grn' : member.standing === 'untold' ? 'amb' : 'gry'}>
              {standings[member.standing]}
            </Tag>
          }
        />
      )}
    </Answer>
  )
}

export function What({ subjectId }: Subject) {
  const asked = useMember(subjectId)
  const now = useNow()
  const day = (on: string | null) => (on ? showDate(on, now) : '还没有登记')
  return (
    <Panel title="在岗和今年" {...(asked.data ? { sub: `${asked.data.year} 年` } : {})}>
      <Answer of={asked}>
        {(member) => (
          <Facts
            rows={[
              ['岗位', member.post ? posts[member.post] : undefined],
              ['到岗', day(member.joinedOn)],
              ['离岗', member.leftOn ? showDate(member.leftOn, now) : undefined],
              ['脱产培训', member.trainedOn ? `${member.offJobDays} 天` : '还没有登记'],
              ['考核', day(member.examinedOn)],
              ['体检', day(member.healthCheckedOn)],
              ['系统合格', day(member.qualifiedOn)],
            ]}
          />
        )}
      </Answer>
    </Panel>
  )
}

export function Records({ subjectId }: Subject) {
  const asked = useMember(subjectId)
  const now = useNow()
  return (
    <Panel title="登记" sub="最近的在上面">
      <Answer of={asked}>
        {(member) =>
          member.records.length === 0 ? (
            <Empty title="还没有登记">先登记到岗；培训、考核、体检在右边“现在可以办”里登记，也可以和同事一起登记。</Empty>
          ) : (
            <Stack>
              {member.records.toReversed().map((record) => (
                <Stack key={record.factId}>
                  <Row between>
                    <span>
                      <b>{record.title}</b> {showDate(record.on, now)} {record.words}
                    </span>
                    {record.withdrawable ? (
                      <ActionButton
                        action="staff.withdraw-record"
                        of={withdrawForm}
                        title="撤回登记"
                        label="撤回"
                        size="small"
                        kind="modal"
                        fixed={{ accountId: subjectId, factId: record.factId }}
                      />
                    ) : null}
                  </Row>
                  <span className="g-muted">{`${record.by} ${showDate(record.recordedOn, now)}登记`}</span>
                  {record.files.length > 0 ? (
                    <Row>
                      {record.files.map((fileId, index) => (
                        <PaperButton key={fileId} query="staff.evidence" params={{ accountId: subjectId, fileId }}>
                          {`凭据 ${index + 1}`}
                        </PaperButton>
                      ))}
                    </Row>
                  ) : null}
                </Stack>
              ))}
            </Stack>
          )
        }
      </Answer>
    </Panel>
  )
}
