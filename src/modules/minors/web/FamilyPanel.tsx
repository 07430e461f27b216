import { ActionButton, Answer, Facts, Muted, Panel, Row, showDate, Stack, Tag, useAsk } from '#web/ui/index.ts'
import { endEntrustingForm, entrustForm, familyForm, removeMemberForm } from '../schema-family.ts'
import type { relations } from '../words.ts'
import { useFile } from './answers.ts'

interface Member {
  memberId: string
  name: string | null
  relation: keyof typeof relations
  relationWord: string
  state: string | null
  stateWord: string | null
  phone: string | null
  address: string | null
  care: boolean
  decides: boolean
  danger: boolean
  dangerWhy: string | null
  note: string | null
  ended: boolean
  endedWhy: string | null
}
interface Entrusted {
  name: string | null
  relation: string | null
  phone: string | null
  address: string | null
  from: string
  until: string | null
  endedOn: string | null
  late: boolean
  reason: string | null
  able: boolean | null
  heard: boolean | null
  toldSchool: boolean | null
  toldVillage: boolean | null
  weekly: boolean | null
}

/** Who has care, who may decide, who is a danger; and to whom the child is entrusted. */
export default function FamilyPanel({ subjectId }: { subjectId: string }) {
  const file = useFile(subjectId)
  const opens = file.data?.opens.includes('family') ?? false
  const asked = useAsk<{ members: Member[]; entrusted: Entrusted[] }>('minors.family', { childId: subjectId }, { enabled: opens })
  if (!opens) return null
  return (
    <Panel
      title="家庭与监护人"
      right={
        <ActionButton
          action="minors.note-family"
          of={familyForm}
          title="登记家庭成员"
          size="small"
          fixed={{ childId: subjectId }}
        />
      }
    >
      <Answer of={asked}>
        {({ members, entrusted }) => (
          <Stack>
            {members.length === 0 ? <Muted>还没有登记家里人：谁在照料、谁能作决定、谁有危险。</Muted> : null}
            {members.map((member) => (
              <MemberLine key={member.memberId} member={member} childId={subjectId} />
            ))}
            {entrusted.map((each) => (
              <EntrustedLine key={each.from} entrusted={each} childId={subjectId} />
            ))}
            {entrusted.some((each) => each.endedOn === null) ? null : (
              <ActionButton
                action="minors.entrust-care"
                of={entrustForm}
                title="登记委托照护"
                size="small"
                fixed={{ childId: subjectId }}
              />
            )}
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}

function MemberLine({ member, childId }: { member: Member; childId: string }) {
  if (member.ended)
    return (
      <Muted>
        已移出：{member.relationWord} {member.name ?? ''}，{member.endedWhy}
      </Muted>
    )
  return (
    <div>
      <Row>
        <b>{member.name ?? '姓名不详'}</b>
        <span>{member.relationWord}</span>
        {member.danger ? <Tag tone="red">对孩子构成危险</Tag> : null}
        {member.care ? <Tag tone="grn">在照料</Tag> : null}
        {member.decides ? <Tag>监护人，能作决定</Tag> : null}
        {member.stateWord ? <Tag>{member.stateWord}</Tag> : null}
      </Row>
      <Row>
        <span className="g-muted">
          {[member.phone, member.address, member.dangerWhy, member.note].filter(Boolean).join('；')}
        </span>
        <ActionButton
          action="minors.note-family"
          of={familyForm}
          title="更正家庭成员"
          label="更正"
          size="small"
          fixed={{ childId, memberId: member.memberId }}
          initial={{
            relation: member.relation,
            care: member.care,
            decides: member.decides,
            danger: member.danger,
            ...(member.name ? { name: member.name } : {}),
            ...(member.state ? { state: member.state as never } : {}),
            ...(member.address ? { address: member.address } : {}),
            ...(member.dangerWhy ? { dangerWhy: member.dangerWhy } : {}),
            ...(member.note ? { note: member.note } : {}),
          }}
        />
        <ActionButton
          action="minors.remove-member"
          of={removeMemberForm}
          title="移出家庭成员"
          label="移出"
          size="small"
          fixed={{ childId, memberId: member.memberId }}
        />
      </Row>
    </div>
  )
}

const told = (yes: boolean | null) => (yes === null ? '未问' : yes ? '是' : '否')

function EntrustedLine({ entrusted, childId }: { entrusted: Entrusted; childId: string }) {
  if (entrusted.endedOn)
    return (
      <Muted>
        曾委托 {entrusted.name ?? '不详'} 照护，{entrusted.from} 至 {entrusted.endedOn}
      </Muted>
    )
  return (
    <Stack>
      <Row>
        <b>委托 {entrusted.name ?? '不详'} 照护</b>
        {entrusted.late ? <Tag tone="red">已过委托期</Tag> : null}
      </Row>
      <Facts
        rows={[
          ['期间', `${showDate(entrusted.from)} 起${entrusted.until ? `，到 ${showDate(entrusted.until)}` : ''}`],
          ['关系', entrusted.relation ?? undefined],
          ['电话', entrusted.phone ?? undefined],
          ['原因', entrusted.reason ?? undefined],
          ['有照护能力', told(entrusted.able)],
          ['书面告知学校', told(entrusted.toldSchool)],
          ['书面告知村社区', told(entrusted.toldVillage)],
          ['父母每周联系', told(entrusted.weekly)],
        ]}
      />
      <ActionButton action="minors.end-entrusting" of={endEntrustingForm} title="委托照护结束" size="small" fixed={{ childId }} />
    </Stack>
  )
}
