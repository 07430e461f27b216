import { Kbd } from '../ui/Button.tsx'

const keys: [string[], string][] = [
  [['/'], '查找'],
  [['N'], '登记求助'],
  [['1', '…', '9'], '取查到的那一条'],
  [['Enter'], '下一格'],
  [['F2'], '不详：再按换成未问、不愿说，再按恢复填写'],
  [['Alt', '1…9'], '跳到那一组'],
  [['空格'], '选中'],
  [['Ctrl', 'S'], '存草稿'],
  [['Ctrl', 'Enter'], '办理：表单的主按钮'],
  [['J'], '下一行'],
  [['K'], '上一行'],
  [['Esc'], '关闭'],
  [['?'], '这张表'],
]

/** The keys of the desk. */
export function KeyList() {
  return (
    <dl className="d-keys">
      {keys.map(([caps, does]) => (
        <div key={does}>
          <dt>{caps.map((cap) => (cap === '…' ? ' … ' : <Kbd key={cap}>{cap}</Kbd>))}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
