import type { ReactNode } from 'react'

/** Figures beside each other; on a narrow screen below each other. */
export function Figures({ children }: { children: ReactNode }) {
  return <div style={{ display: 'flex', flexWrap: 'wrap', gap: '12px 56px' }}>{children}</div>
}
