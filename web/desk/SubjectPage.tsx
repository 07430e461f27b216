import { Suspense, useEffect, useRef } from 'react'
import { useRoute } from '../ui/go.tsx'
import { Columns, Empty, Page, Panel, PanelSkeleton } from '../ui/Layout.tsx'
import { useMay } from '../ui/me.ts'
import type { SubjectAction, SubjectPanel } from '../ui/room.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { loaded } from './lazy.ts'
import { subjectActions, subjectPanels } from './rooms.ts'

/** Where 现在可以办 stands in the right column: what must be done comes before it. */
const ACTIONS = 30

/** Presses the button that a duty leads to (`?do=medical.screen`), once it is there; the address forgets it then. */
function useWanted(action: string | undefined, onFound: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const found = useRef(onFound)
  found.current = onFound
  useEffect(() => {
    const list = box.current
    if (!action || !list) return
    const press = () => {
      const button = list.querySelector<HTMLButtonElement>(`[data-action="${CSS.escape(action)}"] button:not([disabled])`)
      if (!button) return
      watch.disconnect()
      found.current()
      button.focus()
      button.click()
    }
    const watch = new MutationObserver(press)
    watch.observe(list, { childList: true, subtree: true })
    press()
    return () => watch.disconnect()
  }, [action])
  return box
}

/** The page of one subject, composed of what every room knows about it, and of what may be done now. */
export function SubjectPage({ kind }: { kind: string }) {
  const may = useMay()
  const { params, search, setSearch } = useRoute()
  const subjectId = params['subjectId'] ?? ''
  const wanted = useWanted(search['do'], () => setSearch({ do: undefined }))
  const panels = subjectPanels.filter((panel) => panel.subject === kind && may(panel.door))
  const groups = subjectActions
    .map((group) => ({
      ...group,
      actions: group.actions.filter((action) => (action.subject ?? 'rescue-file') === kind && may(action.action)),
    }))
    .filter((group) => group.actions.length > 0)
  const at = (place: SubjectPanel['place']) => panels.filter((panel) => panel.place === place)
  const drawn = (some: SubjectPanel[]) =>
    some.map((panel) => <Slot key={`${panel.title}${panel.order}`} panel={panel} subjectId={subjectId} />)
  const draw = (place: SubjectPanel['place']) => drawn(at(place))
  const right = at('right')
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
      {at('head').length > 0 ? <div className="d-subject-head">{draw('head')}</div> : null}
      <Columns layout={left ? 'file' : 'main-side'}>
        {left ? <div className="d-stack">{draw('left')}</div> : null}
        <div className="d-stack">{draw('middle')}</div>
        <div className="d-stack">
          {drawn(right.filter((panel) => panel.order < ACTIONS))}
          {groups.length > 0 ? (
            <Panel title="现在可以办">
              <div className="d-actions" ref={wanted}>
                {groups.map(({ title, actions }) => (
                  <div className="d-act" key={title}>
                    {groups.length > 1 ? <span className="d-act-title">{title}</span> : null}
                    <div className="d-act-list">
                      {actions.slice(0, shown(kind)).map((action) => (
                        <Action key={action.action} action={action} subjectId={subjectId} />
                      ))}
                    </div>
                    {actions.length > shown(kind) ? (
                      <details className="d-act-more">
                        <summary>还有 {actions.length - shown(kind)} 项</summary>
                        <div className="d-act-list">
                          {actions.slice(shown(kind)).map((action) => (
                            <Action key={action.action} action={action} subjectId={subjectId} />
                          ))}
                        </div>
                      </details>
                    ) : null}
                  </div>
                ))}
              </div>
            </Panel>
          ) : null}
          {drawn(right.filter((panel) => panel.order >= ACTIONS))}
        </div>
      </Columns>
    </div>
  )
}

/** Of a child many offices may do something: each room shows its first two, the rest behind one line. Drawn all the same, so
 *  that a duty's link finds its button. */
const shown = (kind: string) => (kind === 'child-file' ? 2 : Number.POSITIVE_INFINITY)

function Action({ action, subjectId }: { action: SubjectAction; subjectId: string }) {
  const Content = loaded(action.component)
  return (
    <div data-action={action.action}>
      <ErrorBoundary small>
        <Suspense fallback={null}>
          <Content subjectId={subjectId} />
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}

function Slot({ panel, subjectId }: { panel: SubjectPanel; subjectId: string }) {
  const Content = loaded(panel.component)
  return (
    <ErrorBoundary small>
      <Suspense fallback={panel.place === 'head' ? <div data-shut="" /> : <PanelSkeleton title={panel.title} />}>
        <Content subjectId={subjectId} />
      </Suspense>
    </ErrorBoundary>
  )
}
