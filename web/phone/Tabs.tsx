import { useWaiting } from '../ui/phone/hooks.ts'
import type { PhoneTab } from '../ui/phone/phone.ts'
import { phonePath, goPhone } from '../ui/phone/route.ts'
import { Icon } from '../ui/Icon.tsx'

/** The tab under which a page lies: the one whose address its own begins with. */
export function tabOf(tabs: readonly PhoneTab[], path: string): string | undefined {
  const under = tabs.filter((tab) => path === tab.path || path.startsWith(`${tab.path}/`))
  return under.sort((a, b) => b.path.length - a.path.length)[0]?.key
}

/** The bar at the bottom. */
export function Tabs({ tabs, path }: { tabs: readonly PhoneTab[]; path: string }) {
  const { refused } = useWaiting()
  const here = tabOf(tabs, path)
  return (
    <nav className="s-tabs" aria-label="页面">
      {tabs.map((tab) => (
        <a
          key={tab.key}
          href={phonePath(tab.path)}
          aria-current={tab.key === here ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault()
            goPhone(tab.path)
          }}
        >
          <Icon name={tab.icon} />
          <span>
            {tab.title}
            {tab.key === 'help' && refused > 0 ? <span className="s-count">{refused} 条待看</span> : null}
          </span>
        </a>
      ))}
    </nav>
  )
}
