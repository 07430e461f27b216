import { ActionButton, Answer, Button, Facts, Panel, Row, showDate, Stack, Tag, useAsk } from '#web/ui/index.ts'
import { familyLife } from '../lifecycle.ts'
import { approveFamilyForm, changeFamilyForm, checkFamilyForm } from '../schema-family.ts'
import { checkAnswers, familyChecks, familyKinds } from '../words.ts'
import type { FamilyAnswer, FamilyLine } from './answers.ts'
import { DayTag } from './DayTag.tsx'

interface Props {
  family: FamilyLine & { approves: boolean }
  today: string
  onClose(): void
}

/** One family: who lives there, what was found, what may be done. */
export function FamilyView({ family, today, onClose }: Props) {
  const asked = useAsk<FamilyAnswer>('guardianship.family', { familyId: family.familyId })
  const fixed = { familyId: family.familyId }
  return (
    <Panel title={family.name} right={familyLife.states[family.state].zh}>
      <Answer of={asked}>
        {(data) => (
          <Stack>
            <Facts
              rows={[
                ['做什么', familyKinds[data.kind]],
                [
                  '成员',
                  data.members
                    .map((each) =>
                      [each.name, each.relation, each.volunteer === 'yes' ? '志愿者' : null].filter(Boolean).join('，'),
                    )
                    .join('；'),
                ],
                ['住址', data.address],
                ['电话', data.phone],
                ['孩子', `${data.children} 人，最多 ${data.most} 人`],
                ['愿意接收', data.wishes ?? ''],
                ['评估', data.checkedOn ? `${showDate(data.checkedOn)}，${data.assessors.join('、')}` : '没有评估'],
                ['评估情况', data.note ?? ''],
                ['最近变更', data.changed ?? data.refused ?? ''],
              ]}
            />
            <Row>
              {data.checks.map((each) => (
                <Tag key={each.key} tone={each.answer === 'pass' ? 'grn' : each.answer === 'fail' ? 'red' : 'amb'}>
                  {familyChecks[each.key]} {checkAnswers[each.answer]}
                </Tag>
              ))}
            </Row>
            <DayTag day={data.until} today={today} words="重新评估 " />
          </Stack>
        )}
      </Answer>
      <Row>
        <ActionButton action="guardianship.check-family" of={checkFamilyForm} title="评估家庭" fixed={fixed} />
        {family.state === 'checked' ? (
          <ActionButton
            action="guardianship.approve-family"
            of={approveFamilyForm}
            title="核准家庭"
            look="main"
            fixed={fixed}
            impossible={family.approves ? undefined : '由民政局另一位同事核准'}
          />
        ) : null}
        {family.state === 'withdrawn' || family.state === 'refused' ? null : (
          <ActionButton action="guardianship.change-family" of={changeFamilyForm} title="变更家庭状态" fixed={fixed} />
        )}
        <Button size="small" onClick={onClose}>
          收起
        </Button>
      </Row>
    </Panel>
  )
}
