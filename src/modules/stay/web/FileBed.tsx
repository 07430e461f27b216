import {
  ActionButton,
  Answer,
  Facts,
  Go,
  Masked,
  Panel,
  showDate,
  showInstant,
  Stack,
  Tag,
  useAsk,
  useMay,
  useNow,
} from '#web/ui/index.ts'
import { endTogetherForm, leaveBedForm } from '../schema.ts'
import type { StayOfFile } from './answers.ts'

/** Where a guest sleeps, since when, until when the stay may last. */
export default function FileBed({ subjectId }: { subjectId: string }) {
  const asked = useAsk<StayOfFile>('stay.file', { fileId: subjectId })
  const may = useMay()
  const now = useNow()
  return (
    <Panel title="床位和期限" right={may('stay.board') ? <Go to={`/beds?file=${subjectId}`}>床位图</Go> : null}>
      <Answer of={asked}>
        {(stay) => (
          <Stack>
            <Facts
              rows={[
                [
                  '床位',
                  stay.bed
                    ? `${stay.bed.zone} ${stay.bed.label}${stay.bed.withMother ? '，随母同床' : ''}，${showInstant(stay.bed.takenAt, now)} 起`
                    : stay.needsBed
                      ? '还没有安排'
                      : `${stay.where ?? '不在站'}，不用安排`,
                ],
                ['在站', stay.days === null ? undefined : `已满 ${stay.days} 天`],
                [
                  '期限',
                  stay.here ? `${stay.limit.on ? `${showDate(stay.limit.on, now)}，` : ''}${stay.limit.words}` : undefined,
                ],
                [
                  '请假',
                  stay.leave ? (
                    <span key="leave">
                      {stay.leave.notBack ? '未归，' : ''}应于 {showDate(stay.leave.until, now)} 回；去{stay.leave.where}，
                      {stay.leave.companion}；{stay.leave.approvedBy}同意
                      {stay.leave.phone ? (
                        <Masked
                          value={stay.leave.phone}
                          action="stay.reveal-leave"
                          fixed={{ fileId: subjectId }}
                          label="看电话"
                        />
                      ) : null}
                      {stay.leave.daysLate > 0 ? <Tag tone="red">超过 {stay.leave.daysLate} 天</Tag> : null}
                    </span>
                  ) : undefined,
                ],
                ['分区依据', stay.words.length > 0 ? stay.words.join(' · ') : undefined],
                ['母亲', stay.together ? (stay.together.mother ?? '已登记') : undefined],
                [
                  '查房',
                  stay.lastRound
                    ? `${showInstant(stay.lastRound.at, now)} ${stay.lastRound.by}${stay.lastRound.seen ? ' 见到' : ' 没见到'}`
                    : undefined,
                ],
              ]}
            />
            {stay.leaves.total > 0 ? (
              <details>
                <summary>请假 {stay.leaves.total} 次</summary>
                <ul>
                  {stay.leaves.lines.map((each) => (
                    <li key={each.id} className="g-muted">
                      {showInstant(each.begunAt, now)} — {each.endedAt === null ? '现在' : showInstant(each.endedAt, now)}：
                      {each.where}，{each.companion}，{each.state}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
            {stay.history.length > 1 ? (
              <details>
                <summary>住过 {stay.history.length} 张床</summary>
                <ul>
                  {stay.history.map((use) => (
                    <li key={use.id} className="g-muted">
                      {use.zone} {use.label}：{showInstant(use.takenAt, now)} —{' '}
                      {use.leftAt === null ? '现在' : showInstant(use.leftAt, now)}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
            <div className="g-row">
              {stay.bed ? (
                <ActionButton
                  action="stay.leave-bed"
                  of={leaveBedForm}
                  title="腾退床位"
                  fixed={{ fileId: subjectId }}
                  size="small"
                />
              ) : null}
              {stay.together ? (
                <ActionButton
                  action="stay.end-together"
                  of={endTogetherForm}
                  title="结束母子同住"
                  fixed={{ fileId: subjectId }}
                  size="small"
                />
              ) : null}
            </div>
          </Stack>
        )}
      </Answer>
    </Panel>
  )
}
