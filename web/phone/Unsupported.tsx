import { Notice } from '../ui/phone/layout.tsx'
import { Alone } from './Alone.tsx'

/** What this phone cannot do, in plain words, and who to tell. */
export function Unsupported({ lacks }: { lacks: 'https' | 'browser' }) {
  if (lacks === 'https')
    return (
      <Alone title="这个网址不能用来外勤">
        <Notice tone="warn" title="要用 https:// 开头的网址">
          现在的网址是 {location.protocol}
          //{location.host}，手机不允许这样的网页加密存放记录，也不能没有网络照常用，所以归途在这里不打开。
        </Notice>
        <p>请向本单位的系统管理员要 https:// 开头的网址；他要给服务器装一张证书，做法写在安装说明“手机”一节。</p>
        <p>现在急着记：先记在纸上，或打电话请值班人员在电脑上登记。</p>
      </Alone>
    )
  return (
    <Alone title="这个浏览器太旧">
      <Notice tone="warn" title="请更新浏览器">
        它不会加密存放记录，也不能没有网络照常用。请用手机自带的应用商店更新浏览器，或换 Chrome、Edge 再打开这个网址。
      </Notice>
      <p>“无痕”“隐私”窗口也会这样：请在普通窗口打开。仍不行，请告诉本单位的系统管理员，说明手机型号。</p>
      <p>现在急着记：先记在纸上，或打电话请值班人员在电脑上登记。</p>
    </Alone>
  )
}
