import { Suspense } from 'react'
import { useRoute } from '../ui/go.tsx'
import { Columns, Empty, Page, Panel, PanelSkeleton } from '../ui/Layout.tsx'
import { useMay } from '../ui/me.ts'
import type { SubjectPanel } from '../ui/room.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loaded } from './lazy.ts'
import { subjectActions, subjectPanels } from './rooms.ts'

/** The page of one subject, composed of what every room knows about it, and of what may be done now. */
export function SubjectPage({ kind }: { kind: string }) {
  const may = useMay()
  const subjectId = useRoute().params['subjectId'] ?? ''
  const panels = subjectPanels.filter((panel) => panel.subject === kind && may(panel.door))
  const actions = subjectActions.filter((action) => (action.subject ?? 'rescue-file') === kind && may(action.action))
  const at = (place: SubjectPanel['place']) => panels.filter((panel) => panel.place === place)
  const draw = (place: SubjectPanel['place']) =>
    at(place).map((panel) => <Slot key={`${panel.title}${panel.order}`} panel={panel} subjectId={subjectId} />)
  if (panels.length === 0) {
    return (
      <Page title="没有找到，或您无权查看">
        <Panel>
          <Empty title="请核对编号，或请值班长确认您的岗位" />
        </Panel>
      </Page>
    )
  }
  const left = at('left').length > 0
  return (
    <div className="g-page" key={subjectId}>
      <div className="d-subject-head">{draw('head')}</div>
      <Columns layout={left ? 'file' : 'main-side'}>
        {left ? <div className="d-stack">{draw('left')}</div> : null}
        <div className="d-stack">{draw('middle')}</div>
        <div className="d-stack">
          {actions.length > 0 ? (
            <Panel title="现在可以办">
              <div className="d-actions">
                {actions.map((action) => {
                  const Content = loaded(action.component)
                  return (
                    <ErrorBoundary small key={action.action}>
                      <Suspense fallback={null}>
                        <Content subjectId={subjectId} />
                      </Suspense>
                    </ErrorBoundary>
                  )
                })}
              </div>
            </Panel>
          ) : null}
          {draw('right')}
        </div>
      </Columns>
    </div>
  )
}

function Slot({ panel, subjectId }: { panel: SubjectPanel; subjectId: string }) {
  const Content = loaded(panel.component)
  return (
    <ErrorBoundary small>
      <Suspense fallback={panel.place === 'head' ? null : <PanelSkeleton title={panel.title} />}>
        <Content subjectId={subjectId} />
      </Suspense>
    </ErrorBoundary>
  )
}
