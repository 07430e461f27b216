import { Steps } from 'antd'
import {
  ActionButton,
  Answer,
  Banner,
  Columns,
  Empty,
  Facts,
  Go,
  Muted,
  Page,
  Panel,
  Stack,
  Table,
  Tag,
  useAsk,
} from '#web/ui/index.ts'
import { assessmentForm, renewForm, switchOffForm, switchOnForm } from '../schema.ts'
import { type Part, parts } from '../words.ts'
import type { Settings as Answered } from './answers.ts'

const states = { none: '没有评估', assessed: '已评估，未启用', on: '已启用', off: '已停用' } as const

/** The bureau's wizard: assess, name, install, test, switch on; and who and how much there is. */
export default function Settings() {
  const asked = useAsk<Answered>('vision.settings')
  return (
    <Page title="人像与证件识别" sub="可选部件，默认不启用；不启用不影响任何工作" actions={<Go to="/vision/log">使用台账</Go>}>
      <Answer of={asked}>
        {(settings) => (
          <Columns layout="main-side">
            <Stack>
              <Panel title="启用前后" right={<Tag tone={settings.state === 'on' ? 'grn' : 'gry'}>{states[settings.state]}</Tag>}>
                <Stack>
                  {settings.state === 'on' && !settings.current ? (
                    <Banner tone="red">影响评估已于 {settings.until} 到期，现在谁也用不了。请重新评估。</Banner>
                  ) : null}
                  {settings.filing ? <Banner tone="red">保存的人像特征已达备案数量，请向省级以上网信部门备案。</Banner> : null}
                  <Wizard settings={settings} />
                </Stack>
              </Panel>
              <Officers officers={settings.officers} />
            </Stack>
            <Stack>
              <Kept settings={settings} />
              <Panel title="不用人像也能办">
                <Muted>{settings.otherWays}</Muted>
              </Panel>
            </Stack>
          </Columns>
        )}
      </Answer>
    </Page>
  )
}

/** The first step that is still to be taken. */
function stepOf({ state, assessment, current, officers, installed }: Answered): number {
  if (!assessment || !current) return 0
  if (officers.length === 0) return 1
  if (!installed) return 2
  return state === 'on' ? 4 : 3
}

function Wizard({ settings }: { settings: Answered }) {
  const { assessment, state, installed, officers } = settings
  return (
    <Steps
      orientation="vertical"
      current={stepOf(settings)}
      items={[
        {
          title: '记影响评估',
          content: (
            <Stack>
              <Muted>
                {assessment
                  ? `${assessment.assessedOn} 评估，有效到 ${settings.until}`
                  : '目的、必要性、风险、措施、告知文字、保存期限，附盖章的报告。'}
              </Muted>
              <div>
                <ActionButton
                  action="vision.record-assessment"
                  of={assessmentForm}
                  title={assessment ? '重新评估' : '记影响评估'}
                  look={assessment && settings.current ? 'plain' : 'main'}
                  width={760}
                  draftKey="vision.assessment"
                  initial={assessment ? { ...assessment, paper: [] } : { retentionDays: 180, validMonths: 12 }}
                />
              </div>
            </Stack>
          ),
        },
        {
          title: '各站指定人像比对专人',
          content: (
            <Muted>
              {officers.length > 0
                ? `已指定 ${officers.length} 人`
                : '由站长在寻亲里指定，专项职责选“人像比对”。没有指定的人用不了。'}
            </Muted>
          ),
        },
        {
          title: '安装部件',
          content: (
            <Muted>
              {installed
                ? '这台服务器已安装'
                : '请系统管理员在归途目录运行 npm run vision:install，再运行 npm run vision:test。权重的来源和许可先看部件说明。'}
            </Muted>
          ),
        },
        {
          title: '验收后启用',
          content: (
            <Stack>
              <Muted>先用本单位经同意的照片试，数一数找对多少、认错多少。</Muted>
              <div>
                {state === 'on' ? (
                  <ActionButton action="vision.switch-off" of={switchOffForm} title="停用" look="danger" kind="modal" />
                ) : (
                  <ActionButton
                    action="vision.switch-on"
                    of={switchOnForm}
                    title="启用"
                    kind="modal"
                    impossible={assessment && settings.current ? undefined : '先记影响评估'}
                  />
                )}
              </div>
            </Stack>
          ),
        },
      ]}
    />
  )
}

function Officers({ officers }: { officers: Answered['officers'] }) {
  return (
    <Panel title="人像比对专人" flush>
      <Table
        title="人像比对专人"
        rows={officers}
        rowKey={(line) => line.accountId}
        empty={<Empty title="还没有指定专人">由站长在寻亲里指定，专项职责选“人像比对”。</Empty>}
        columns={[
          { key: 'name', title: '姓名', value: (line) => line.name },
          { key: 'place', title: '机构', value: (line) => line.organisation },
        ]}
      />
    </Panel>
  )
}

function Kept({ settings }: { settings: Answered }) {
  const { assessment, held } = settings
  return (
    <Panel title="现在有什么">
      <Stack>
        <Facts
          rows={[
            ['启用', settings.parts.length > 0 ? settings.parts.map((part) => parts[part as Part] ?? part).join('、') : '没有'],
            ['人像特征', `${held} 份`],
            ['最长保存', assessment ? `${assessment.retentionDays} 天` : undefined],
            ['负责人', assessment?.leader],
            ['目的', assessment?.purpose],
            ['告知文字', assessment?.consentWording],
          ]}
        />
        {held > 0 && settings.state === 'on' ? (
          <ActionButton action="vision.renew-templates" of={renewForm} title="重算人像特征" kind="modal" size="small" />
        ) : null}
      </Stack>
    </Panel>
  )
}
