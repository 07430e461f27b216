import { Answer, Muted, Panel, Timeline } from '#web/ui/index.ts'
import { usePage } from './answers.ts'

const titles: Record<string, string> = {
  'institution.contact-named': '确定联系负责人',
  'institution.staff-posted': '派驻人员',
  'institution.video-checked': '视频检查',
  'institution.admission-stopped': '暂停送托',
  'institution.admission-reopened': '恢复送托',
  'institution.selected': '选定',
  'institution.assessed': '对照标准核查',
  'institution.contract-ended': '终止协议',
  'open-day.held': '开放日',
}

/** Contact, postings, video, stops: what happened in the watch. */
export default function Log({ subjectId }: { subjectId: string }) {
  const asked = usePage(subjectId)
  return (
    <Panel title="联系和派驻">
      <Answer of={asked}>
        {(page) =>
          page.log.length === 0 ? (
            <Muted>还没有记录。签约后十天内由民政局指定联系负责人。</Muted>
          ) : (
            <Timeline
              items={page.log.map((each) => ({
                id: each.id,
                at: each.at,
                title: titles[each.name] ?? each.name,
                text: each.line,
              }))}
            />
          )
        }
      </Answer>
    </Panel>
  )
}
