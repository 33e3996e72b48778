import type { Control, ControlGroup, Level } from '../../ui/gui/controls.ts'
import { linkText } from '../../ui/gui/link.ts'
import type { PageStatus } from '../../ui/gui/PageStatus.ts'

export interface Figure {
  readonly name: string
  readonly value: string
}

/** One line of the panel. Its `id` stays the same while it says something else. */
export type Row =
  | { readonly kind: 'link'; readonly id: string; readonly text: string; readonly level: Level }
  | { readonly kind: 'figures'; readonly id: string; readonly figures: readonly Figure[] }
  | {
      readonly kind: 'note'
      readonly id: string
      readonly text: string
      readonly level: Level
      readonly maxLines: number
    }
  | {
      readonly kind: 'group'
      readonly id: string
      readonly key: string
      readonly title: string
      readonly isCollapsed: boolean
    }
  | { readonly kind: 'control'; readonly id: string; readonly control: Control; readonly isUsable: boolean }
  | { readonly kind: 'pages'; readonly id: string; readonly page: number; readonly pages: number }

/** Notes stand among figures and controls here. */
const MAX_LINES = 2

export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number
  /** `performance.now()`. */
  readonly timeMs: number
  /** The rate of the display, where the device says it. Hz. */
  readonly displayRate: number | undefined
}

/** What the panel says about the page. */
export function statusRows(status: PageStatus, moment: Moment): Row[] {
  const { now, timeMs, displayRate } = moment
  const frames = status.frames.perSecond(timeMs)
  const figures = [
    { name: 'Delay', value: status.delayText(now) },
    { name: 'Poses', value: status.poseText(timeMs) },
    {
      name: 'Display',
      value: displayRate === undefined ? `${frames} Hz` : `${frames} of ${Math.round(displayRate)} Hz`,
    },
  ]
  return [
    linkRow(status, now),
    { kind: 'figures', id: 'figures', figures },
    ...problemRows(status),
    ...noticeRows(status),
  ]
}

/** The controls of the scene. */
export function controlRows(groups: readonly ControlGroup[], isLocked: boolean): Row[] {
  return groups.flatMap(({ key, title, isCollapsed, controls }): Row[] => [
    { kind: 'group', id: `group ${key}`, key, title, isCollapsed },
    ...(isCollapsed ? [] : controls).map(
      (control): Row => ({
        kind: 'control',
        id: `control ${control.key}`,
        control,
        isUsable: !isLocked && control.kind !== 'text' && !control.isDisabled,
      }),
    ),
  ])
}

const LEVELS = {
  none: 'info',
  connecting: 'warning',
  connected: 'success',
  watching: 'success',
  reconnecting: 'warning',
  ended: 'error',
} as const

function linkRow(status: PageStatus, now: number): Row {
  const link = status.link.get()
  return { kind: 'link', id: 'link', text: linkText(link, now), level: LEVELS[link.status] }
}

/** What the script says. */
const noticeRows = (status: PageStatus): Row[] =>
  status.notices.all().map(({ id, text, level }) => ({
    kind: 'note',
    id: `notice ${id}`,
    text,
    level,
    maxLines: MAX_LINES,
  }))

/** The newest of what is wrong with the scene, and how many others there are. */
function problemRows({ problems }: PageStatus): Row[] {
  const all = [...problems.all.values()]
  const newest = all.at(-1)
  if (newest === undefined) return []
  const text = all.length > 1 ? `${newest} (and ${all.length - 1} more)` : newest
  return [{ kind: 'note', id: 'problems', text, level: 'warning', maxLines: MAX_LINES }]
}
