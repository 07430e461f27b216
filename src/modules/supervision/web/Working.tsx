import { Banner } from '#web/ui/index.ts'
import type { Progress } from './answers.ts'

/** A recomputation under way: what is shown may still change. */
export function Working({ progress }: { progress: Progress | null | undefined }) {
  if (!progress) return null
  const share = progress.total > 0 ? Math.floor((progress.done * 100) / progress.total) : 0
  return (
    <Banner tone="acc">
      政策刚有变动，正在重算：{progress.done} / {progress.total}（{share}%）。下面的数字算完会自己更新。
    </Banner>
  )
}
