import { Component, type ReactNode } from 'react'
import { Notice } from '../ui/phone/layout.tsx'
import { BigButton } from '../ui/phone/touch.tsx'

/** A defect of a page: says that nothing is lost, and offers to open again. `resetKey` another page tries anew. */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey?: string }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidUpdate(before: { resetKey?: string }) {
    if (this.state.broken && before.resetKey !== this.props.resetKey) this.setState({ broken: false })
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <main className="s-alone">
        <h1>这一页没有打开</h1>
        <Notice tone="warn" urgent>
          程序出了错。已经存在手机的记录都还在，一条没丢。
        </Notice>
        <BigButton look="main" onClick={() => location.reload()}>
          重新打开
        </BigButton>
        <p>再打开还是这样，请告诉本单位的系统管理员是哪一页、刚才按了什么。</p>
      </main>
    )
  }
}
