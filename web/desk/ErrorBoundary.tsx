import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'

/** Catches a defect of a screen: says what is safe, keeps the rest of the page standing. */
export class ErrorBoundary extends Component<{ children: ReactNode; small?: boolean }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div className={this.props.small ? 'g-refusal' : 'd-alone'} role="alert">
        <h2>{this.props.small ? '这一块没有显示出来' : '页面出错了'}</h2>
        <p>已经保存的记录不受影响，没有提交的草稿还在。请重新载入；仍不行请告诉系统管理员。</p>
        <div className="g-row">
          <Button onClick={() => window.location.reload()}>重新载入</Button>
        </div>
      </div>
    )
  }
}
