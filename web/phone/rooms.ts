/** What the rooms give to the phone, found by folder: tabs, screens, and what a shift needs without network. */
import type { PhoneRoom, PhoneScreen, PhoneSupply, PhoneTab } from '../ui/phone/phone.ts'

const found = import.meta.glob<{ phone: PhoneRoom }>('../../src/modules/*/web/phone/index.tsx', { eager: true })

const rooms: PhoneRoom[] = Object.values(found).map((file) => file.phone)

export const screens: PhoneScreen[] = rooms.flatMap((room) => room.screens)
export const supplies: PhoneSupply[] = rooms.flatMap((room) => room.supplies ?? [])

/** The shell's own tab: numbers to ring, what waits, this phone. */
export const helpTab: PhoneTab = { key: 'help', title: '求助', icon: 'phone', order: 1000, path: '/help', door: '' }

/** Tabs in their order, those that this worker may open. Help is always there. */
export function tabsFor(doors: readonly string[]): PhoneTab[] {
  const tabs = rooms.flatMap((room) => room.tabs ?? []).filter((tab) => doors.includes(tab.door))
  return [...tabs.sort((a, b) => a.order - b.order), helpTab]
}

/** What this worker's shift needs. */
export function suppliesFor(doors: readonly string[]): PhoneSupply[] {
  return supplies.filter((supply) => doors.includes(supply.query))
}
