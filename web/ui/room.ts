/**
 * What a room hands to the shell: `src/modules/<room>/web/index.tsx` exports `room: WebRoom`. The shell composes the rail,
 * the home page and every subject's page from these lists; no room imports another. That index file stays light: screens
 * and panels are loaded when they are shown (`() => import('./Screen.tsx')`).
 */
import type { ComponentType } from 'react'
import type { IconName } from './Icon.tsx'
import type { PickerProps } from './form/kinds.ts'

/** A module whose default export is the component, loaded when first shown. */
export type Lazy<P = object> = () => Promise<{ default: ComponentType<P> }>

/** Kind of a thing that has a page of its own. Rooms may name further kinds. */
export type SubjectKind = 'rescue-file' | 'person' | 'organisation' | 'inquiry' | 'report' | 'child-file' | 'bed' | (string & {})

export interface RailEntry {
  key: string
  /** Two characters read best. */
  title: string
  /** What is done there, in a few plain words: for whoever is new. */
  about: string
  icon: IconName
  path: string
  /** 10 应办 · 20 接待 · 30 在站 · 40 床位 · 50 寻亲 · 60 巡查 · 70 未保 · 80 离站 · 90 政策 · 100 统计 · 200 and above: administration. */
  order: number
  /** Shown only to who may open this door (query or action name). */
  door: string
  /** A small number on the entry; renders nothing when there is nothing to say. Loaded after the first paint. */
  badge?: Lazy
  /** What the badge counts, for the home page: `件函等办`. */
  waits?: string
}

export interface ScreenRoute {
  /** `/beds`, `/inquiries/$inquiryId`. Parameters and search come from `useRoute()`. */
  path: string
  /** Without this door the page says so instead of loading. */
  door?: string
  screen: Lazy
}

export interface SubjectPanel {
  subject: SubjectKind
  /** `head`: the line above the columns (name, number, state, print button). */
  place: 'head' | 'left' | 'middle' | 'right'
  /** Small first. */
  order: number
  /** Said to screen readers and shown while the panel loads; the panel itself draws its `Panel` and title. */
  title: string
  door?: string
  component: Lazy<{ subjectId: string }>
}

export interface HomePanel {
  place: 'main' | 'side'
  order: number
  title: string
  door?: string
  component: Lazy
}

/** A button on a subject's page, under 现在可以办. The component draws an `ActionButton` (with `impossible` when it is not). */
export interface SubjectAction {
  /** Default `rescue-file`. */
  subject?: SubjectKind
  /** Name of the action: who may not open this door does not see the button. */
  action: string
  order: number
  component: Lazy<{ subjectId: string }>
}

/** A control for fields of one `widget` (`division`, `subject`) or of one key, given by the room that knows the list. */
export type Pickers = Record<string, ComponentType<PickerProps>>

export interface WebRoom {
  /** Folder name. */
  name: string
  rail?: RailEntry[]
  routes: ScreenRoute[]
  panels?: SubjectPanel[]
  home?: HomePanel[]
  fileActions?: SubjectAction[]
  /** By widget name: drawn in every form of the desk. */
  pickers?: Record<string, Lazy<PickerProps>>
  /** The search box of the desk: where `/` and the box's words lead. Of several the first that one may open; the words wait
   *  in `useAskedWords()`, never in the address: they name people. `hint` stands in the large box, `short` in the top bar. */
  search?: { path: string; door: string; order: number; hint: string; short: string }
  /** Where 登记求助 (key N) leads. One room gives it. */
  newReception?: { path: string; door: string }
}

/** Address of a subject's page. */
export function subjectPath(kind: SubjectKind, id: string): string {
  return `/${kind}/${id}`
}
