import {
  ActionButton,
  Answer,
  Empty,
  Facts,
  Muted,
  Page,
  Panel,
  Row,
  showInstant,
  Stack,
  Tag,
  useAsk,
  useNow,
} from '#web/ui/index.ts'
import { switchWeightsForm, tryWeightsForm } from '../schema.ts'
import { percent } from './answers.ts'

interface Told {
  weights: string
  ofConfirmed: number
  ofExcluded: number
  rang: number
  rangWrongly: number
}
interface WeightsAnswer {
  inForce: string
  mayChoose: boolean
  files: {
    id: string
    from: string
    wantedAt: number | null
    triedAt: number | null
    figures: { confirmed: number; excluded: number; now: Told; tried: Told } | null
  }[]
  choices: { weights: string; from: string; reason: string; by: string; at: number }[]
}

/** By which weights a bureau's stations compare; tried on what people decided, then switched from a day. */
export default function Weights() {
  const asked = useAsk<WeightsAnswer>('matching.weights', {}, { every: 15_000 })
  const now = useNow()
  return (
    <Page title="比对用的权重" sub="先试算，再换；换了只影响以后的比对">
      <Answer of={asked}>
        {(data) => (
          <>
            {data.files.map((file) => (
              <Panel key={file.id} title={file.id} right={file.id === data.inForce ? <Tag tone="grn">现用</Tag> : null}>
                <Stack>
                  <Muted>{file.from}</Muted>
                  {file.figures ? (
                    <Facts
                      rows={[
                        [
                          '试算',
                          `${showInstant(file.triedAt ?? 0, now)}，已认定 ${file.figures.confirmed} 对，已排除 ${file.figures.excluded} 对`,
                        ],
                        [
                          '已认定',
                          `平均把握 ${percent(file.figures.now.ofConfirmed)} → ${percent(file.figures.tried.ofConfirmed)}；会提示 ${file.figures.now.rang} → ${file.figures.tried.rang} 对`,
                        ],
                        [
                          '已排除',
                          `平均把握 ${percent(file.figures.now.ofExcluded)} → ${percent(file.figures.tried.ofExcluded)}；会误提示 ${file.figures.now.rangWrongly} → ${file.figures.tried.rangWrongly} 对`,
                        ],
                      ]}
                    />
                  ) : file.wantedAt ? (
                    <Muted>正在试算</Muted>
                  ) : null}
                  {data.mayChoose ? (
                    <Row>
                      <ActionButton action="matching.try-weights" of={tryWeightsForm} title="试算" fixed={{ weights: file.id }} />
                      {file.id === data.inForce ? null : (
                        <ActionButton
                          action="matching.switch-weights"
                          of={switchWeightsForm}
                          title="换用这份权重"
                          look="main"
                          fixed={{ weights: file.id }}
                          impossible={file.triedAt ? undefined : '先试算'}
                        />
                      )}
                    </Row>
                  ) : null}
                </Stack>
              </Panel>
            ))}
            <Panel title="换过几次">
              {data.choices.length === 0 ? (
                <Empty title="没有换过">一直用出厂的一份。</Empty>
              ) : (
                <ul>
                  {data.choices.map((each) => (
                    <li key={`${each.weights}${each.at}`}>
                      {each.from} 起用 {each.weights}：{each.reason} <Muted>{`${each.by} ${showInstant(each.at, now)}`}</Muted>
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
          </>
        )}
      </Answer>
    </Page>
  )
}
