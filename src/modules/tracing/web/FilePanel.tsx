import { Answer, dateOf, Facts, Go, Panel, showDate, useNow, showInstant } from '#web/ui/index.ts'
import { useBench } from './answers.ts'

/** Tracing in a few lines on a file's page. */
export default function FilePanel({ subjectId }: { subjectId: string }) {
  const asked = useBench(subjectId)
  const now = useNow()
  return (
    <Panel title="寻亲" right={<Go to={`/tracing/${subjectId}`}>打开寻亲台</Go>}>
      <Answer of={asked}>
        {(bench) => {
          const last = bench.interviews[0]
          return (
            <Facts
              rows={[
                ['问询', bench.plan.held > 0 ? `${bench.plan.held} 次` : '还没有'],
                ['最近听到', last ? `${showInstant(last.at, now)} ${last.listener ?? last.by}` : undefined],
                [
                  '说过的话',
                  bench.sayings.length > 0
                    ? bench.sayings
                        .slice(0, 6)
                        .map((each) => each.text)
                        .join('；')
                    : undefined,
                ],
                ['责任人', bench.officer ? `${bench.officer.name}，${showDate(dateOf(bench.officer.at))} 起` : '还没有'],
              ]}
            />
          )
        }}
      </Answer>
    </Panel>
  )
}
