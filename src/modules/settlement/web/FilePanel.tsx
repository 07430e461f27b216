import { Answer, Banner, Facts, Go, Muted, Panel, PaperButton, Row, showDate, Stack, Tag, useMay } from '#web/ui/index.ts'
import { ENDED, rankOf, settlementLife } from '../lifecycle.ts'
import { allItems } from '../words.ts'
import { daysWords, type FileAnswer, useFile } from './answers.ts'
import { FollowStepButton } from './buttons.tsx'

/** How far somebody has come to a register of his own, and what the file lacks. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  const asked = useFile(subjectId)
  const { data } = asked
  if (data && !data.begun && (data.fullOn === null || data.identity === 'verified' || data.fileState !== 'in')) return null
  return (
    <Panel title="落户安置" right={data?.letterNo ?? undefined}>
      <Answer of={asked}>{(file) => <Shown file={file} fileId={subjectId} />}</Answer>
    </Panel>
  )
}

function toneOf(file: FileAnswer) {
  if (ENDED.includes(file.state)) return 'gry' as const
  if (file.state === 'returned' || file.state === 'correcting') return 'amb' as const
  return rankOf(file.state) >= rankOf('registered') ? ('grn' as const) : ('gry' as const)
}

function Shown({ file, fileId }: { file: FileAnswer; fileId: string }) {
  const may = useMay()
  const begun = file.begun && file.state !== 'candidate'
  return (
    <Stack>
      <Row>
        {file.begun ? <Tag tone={toneOf(file)}>{settlementLife.states[file.state].zh}</Tag> : null}
        {file.days !== null && rankOf(file.state) < rankOf('applied') && file.fullOn ? (
          <Tag tone={file.days < 0 ? 'red' : file.days <= 30 ? 'amb' : 'gry'}>三个月 {daysWords(file.days)}</Tag>
        ) : null}
      </Row>
      {file.state === 'correcting' ? (
        <Banner>身份已查明。赋的名“{file.assignedName}”仍能查到；下面的更正逐项办结。</Banner>
      ) : null}
      {file.placed && file.fileState === 'in' ? <Muted>已落实安置。人离开站的，接着办“离站”，方式选“安置”。</Muted> : null}
      {file.lines.length > 0 ? <Facts rows={file.lines.map((line) => [line.title, line.text])} /> : null}
      {file.consequences.length > 0 ? <Consequences file={file} fileId={fileId} /> : null}
      {rankOf(file.state) < rankOf('applied') || file.state === 'returned' ? <Checklist file={file} /> : null}
      {begun ? (
        <Row>
          <PaperButton query="settlement.paper-application" params={{ fileId }} size="small">
            打印申请函
          </PaperButton>
          {file.assignedName ? (
            <>
              <PaperButton query="settlement.paper-naming" params={{ fileId }} size="small">
                打印赋名登记表
              </PaperButton>
              <PaperButton query="settlement.paper-register" params={{ fileId }} size="small">
                打印落户函
              </PaperButton>
            </>
          ) : null}
          {file.eligible !== null ? (
            <PaperButton query="settlement.paper-support" params={{ fileId }} size="small">
              打印特困供养认定表
            </PaperButton>
          ) : null}
        </Row>
      ) : null}
      {may('settlement.board') ? <Go to="/settlement">落户安置全部</Go> : null}
    </Stack>
  )
}

function Checklist({ file }: { file: FileAnswer }) {
  const there = file.items.filter((each) => each.there).length
  return (
    <Stack>
      <Muted>
        卷宗 {there} / {file.items.length}
        {file.waiveReason ? `；免缺理由：${file.waiveReason}` : ''}
      </Muted>
      <Row>
        {file.items
          .filter((each) => !each.there)
          .map((each) => (
            <Tag key={each.item} tone={each.waived ? 'gry' : each.need === 'required' ? 'red' : 'amb'}>
              {each.waived ? '免缺 ' : each.need === 'required' ? '缺 ' : '应有 '}
              {allItems[each.item]}
            </Tag>
          ))}
      </Row>
    </Stack>
  )
}

function Consequences({ file, fileId }: { file: FileAnswer; fileId: string }) {
  return (
    <ul className="g-stack">
      {file.consequences.map((each) => (
        <li key={each.step}>
          <Row between>
            <span>
              {each.title} <Muted>{each.who}</Muted>
            </span>
            {each.doneAt === null ? (
              <Row>
                <Muted>{showDate(each.dueOn)} 前（假定）</Muted>
                {file.state === 'correcting' ? <FollowStepButton fileId={fileId} step={each.step} /> : null}
              </Row>
            ) : (
              <Tag tone="grn">已办结</Tag>
            )}
          </Row>
        </li>
      ))}
    </ul>
  )
}
