import { useEffect, useMemo, useState } from 'react'
import {
  ActionButton,
  Answer,
  Banner,
  Button,
  Columns,
  Facts,
  Go,
  Muted,
  Page,
  Panel,
  PaperButton,
  RefusalNote,
  Row,
  showInstant,
  Stack,
  subjectPath,
  Tag,
  useAct,
  useAsk,
  useNow,
  useRoute,
} from '#web/ui/index.ts'
import { scoreSheet, type Sheet, type SheetAnswer } from '#modules/people-and-cases/words.ts'
import { answerForm, changeTeamForm, concludeForm, disputeForm, dropForm } from '../schema.ts'
import { disputeOutcomes, objectors } from '../words.ts'
import { type OneAnswer, scoreText, toneOf } from './answers.ts'
import { AssessorPicker } from './pickers.tsx'
import { SheetTree } from './SheetTree.tsx'

/** One assessment: the sheet to be filled in, what it comes to so far, who signed, and what came of it. */
export default function One() {
  const { params } = useRoute()
  const asked = useAsk<OneAnswer>('assessment.one', { assessmentId: params['assessmentId'] })
  const childId = asked.refusal?.details?.['childId']
  if (!asked.data && typeof childId === 'string')
    return (
      <Page title="监护评估">
        <Panel>
          <Stack>
            {asked.refusal ? <RefusalNote refusal={asked.refusal} /> : null}
            <Go to={subjectPath('child-file', childId)}>去个案页写明理由打开</Go>
          </Stack>
        </Panel>
      </Page>
    )
  return <Answer of={asked}>{(one) => <Shown key={one.short.assessmentId} one={one} />}</Answer>
}

function Shown({ one }: { one: OneAnswer }) {
  const { short } = one
  const sheet = one.sheet as Sheet
  const open = short.state === 'under-way'
  const [draft, setDraft] = useState<Record<string, SheetAnswer | undefined> | null>(null)
  /** What stood here when the answers were saved: until the saved ones are read back, nobody signs the former. */
  const [savedOver, setSavedOver] = useState<number | null>(null)
  useEffect(() => {
    if (savedOver === null || savedOver === one.seen) return
    setDraft(null)
    setSavedOver(null)
  }, [savedOver, one.seen])
  const answers = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(draft ?? one.answers).filter((each): each is [string, SheetAnswer] => each[1] !== undefined),
      ),
    [draft, one.answers],
  )
  const result = useMemo(() => scoreSheet(sheet, answers), [sheet, answers])
  const filling = useAct('assessment.fill')
  const keep = async () => {
    const outcome = await filling.send({ assessmentId: short.assessmentId, answers, seen: one.seen })
    if (outcome.ok) setSavedOver(one.seen)
  }
  return (
    <Page
      title={`${short.purposeTitle} ${one.child.name}`}
      sub={one.child.no}
      actions={<Go to={subjectPath('child-file', short.childId)}>个案页</Go>}
    >
      <Columns layout="main-side">
        <Panel title={sheet.title} sub={`${sheet.version} 版`} right={<Tag tone={toneOf(short.state)}>{short.stateTitle}</Tag>}>
          <Stack>
            <Muted>{sheet.source}</Muted>
            <SheetTree
              nodes={sheet.parts}
              answers={answers}
              onAnswer={
                open
                  ? (key, answer) => {
                      setSavedOver(null)
                      setDraft({ ...(draft ?? one.answers), [key]: answer })
                    }
                  : undefined
              }
            />
            {open ? (
              <Row>
                <Button
                  look="main"
                  busy={filling.busy || savedOver !== null}
                  impossible={draft ? undefined : '没有改动'}
                  onClick={() => void keep()}
                >
                  保存答案
                </Button>
                {draft && savedOver === null ? <Muted>有改动还没有保存</Muted> : null}
              </Row>
            ) : null}
            {filling.refusal ? <RefusalNote refusal={filling.refusal} /> : null}
          </Stack>
        </Panel>
        <Stack>
          <Panel title={open ? '到现在为止' : '结果'}>
            <Facts
              rows={[
                [
                  '结果',
                  open
                    ? (result.grade?.title ?? `待定：${result.possible.map((grade) => grade.title).join('、')}`)
                    : (short.gradeTitle ?? undefined),
                ],
                ['得分', open ? scoreText({ score: result.score, of: result.of }) : scoreText(short)],
                ['否决项', result.vetoes.map((each) => each.title).join('、') || undefined],
                ['未了解', `${result.missing.length} 项`],
                ...result.parts.map((part): [string, string | undefined] => [
                  part.title,
                  part.score
                    ? scoreText({ score: part.score, of: part.of })
                    : part.missing > 0
                      ? `未了解 ${part.missing} 项`
                      : undefined,
                ]),
                ['意见', short.conclusion ?? undefined],
                ['建议', short.advice ?? undefined],
                ['下次', short.nextOn ?? undefined],
              ]}
            />
          </Panel>
          <Signatures one={one} dirty={draft !== null && savedOver === null} saving={savedOver !== null} />
          <Doing one={one} needs={result.needs} />
        </Stack>
      </Columns>
    </Page>
  )
}

function Signatures({ one, dirty, saving }: { one: OneAnswer; dirty: boolean; saving: boolean }) {
  const now = useNow()
  const signing = useAct('assessment.sign')
  const { short, team } = one
  const mine = short.assessors.some((each) => each.mine && each.signedAt === null)
  return (
    <Panel title="评估人" sub={`${team.least} 至 ${team.most} 名${team.titled > 0 ? `，中级以上职称 ${team.titled} 名` : ''}`}>
      <Stack>
        <ul className="g-stack">
          {short.assessors.map((each) => (
            <li key={`${each.name}${each.organisation}`}>
              <Row between>
                <span>
                  {each.name} <Muted>{each.organisation}</Muted>
                </span>
                {each.signedAt ? <Tag tone="grn">{`已签 ${showInstant(each.signedAt, now)}`}</Tag> : <Tag>未签</Tag>}
              </Row>
            </li>
          ))}
        </ul>
        {short.state === 'under-way' && mine ? (
          <Button
            look="main"
            busy={signing.busy || saving}
            impossible={dirty ? '先保存答案' : undefined}
            onClick={() => void signing.send({ assessmentId: short.assessmentId, seen: one.seen })}
          >
            签名
          </Button>
        ) : null}
        {signing.refusal ? <RefusalNote refusal={signing.refusal} /> : null}
        <Muted>{team.citation}</Muted>
      </Stack>
    </Panel>
  )
}

function Doing({ one, needs }: { one: OneAnswer; needs: string[] }) {
  const { short, mayDecide } = one
  const { assessmentId, state } = short
  const unsigned = short.assessors.filter((each) => each.signedAt === null).length
  return (
    <Panel title="现在可以办">
      <Stack>
        {short.disputes.map((each) => (
          <Banner key={each.at} tone={each.outcome ? 'acc' : 'amb'}>
            {objectors[each.from as keyof typeof objectors]}有异议：{each.reason}
            {each.outcome ? `　${disputeOutcomes[each.outcome as keyof typeof disputeOutcomes]}：${each.answer ?? ''}` : ''}
          </Banner>
        ))}
        <Row>
          {state === 'under-way' && mayDecide ? (
            <>
              <ActionButton
                action="assessment.conclude"
                of={concludeForm}
                title="出评估结果"
                look="main"
                fixed={{ assessmentId }}
                initial={{ needs: needs as never }}
                intro={
                  unsigned > 0 ? <Muted>还有 {unsigned} 名评估人没有签名；没有账号的要上传签过名的纸质表。</Muted> : undefined
                }
              />
              <ActionButton
                action="assessment.change-team"
                of={changeTeamForm}
                title="更换评估人"
                fixed={{ assessmentId }}
                pickers={{ accountId: AssessorPicker }}
                intro={<Muted>写换过以后的全部评估人。留下的人签过的名还算数。</Muted>}
              />
              <ActionButton action="assessment.drop" of={dropForm} title="停止评估" fixed={{ assessmentId }} />
            </>
          ) : null}
          {state === 'concluded' ? (
            <ActionButton action="assessment.dispute" of={disputeForm} title="登记异议" fixed={{ assessmentId }} />
          ) : null}
          {state === 'disputed' && mayDecide ? (
            <ActionButton
              action="assessment.answer-dispute"
              of={answerForm}
              title="复核异议"
              look="main"
              fixed={{ assessmentId }}
              impossible={short.assessors.some((each) => each.mine) ? '您是评估人，由另一位同事复核' : undefined}
            />
          ) : null}
          {short.concludedAt ? (
            <PaperButton query="assessment.paper-report" params={{ assessmentId }}>
              打印评估报告
            </PaperButton>
          ) : null}
        </Row>
        {state === 'dropped' || state === 'set-aside' ? <Muted>这份评估已经结束，只能看。</Muted> : null}
      </Stack>
    </Panel>
  )
}
