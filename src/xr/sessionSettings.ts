import { type GraphNode, resolveProps, XRSettings } from '../../protocol/index.ts'
import { Listeners } from '../Listeners.ts'
import { featuresNeededBy } from './featureNeeds.ts'
import type { XRMode } from './support.ts'

/** What was written of {@link XRSettings}, by a script or in the page's address: unchecked, nothing filled in. */
export type WrittenSettings = Readonly<Record<string, unknown>>

/** How a session is to be: every prop of XRSettings, with its default. */
export type SessionSettings = ReturnType<typeof resolveSettings>

/** How a session is to be, and the features that its scene needs. */
export interface SessionWishes {
  readonly settings: SessionSettings
  readonly needed: ReadonlySet<string>
}

/** Settings as they hold: of several nodes the last one that says something, and before all of them the address. */
export function settingsOf(nodes: Iterable<GraphNode>, address: WrittenSettings = {}): SessionSettings {
  const written: Record<string, unknown> = {}
  for (const { tag, props } of nodes) if (tag === XRSettings.tag) Object.assign(written, spoken(props))
  return resolveSettings({ ...written, ...spoken(address) })
}

/** Looks at the scene as it is now. */
export const wishesOf = (nodes: Iterable<GraphNode>, mode: XRMode, address?: WrittenSettings): SessionWishes => {
  const all = [...nodes]
  return { settings: settingsOf(all, address), needed: featuresNeededBy(all, mode) }
}

const resolveSettings = (written: WrittenSettings) => resolveProps(XRSettings, written).props

const spoken = (props: WrittenSettings): Record<string, unknown> =>
  Object.fromEntries(Object.entries(props).filter(([, value]) => value !== null && value !== undefined))

/** Views and the XR layer are loaded apart and share nothing but the scene: here a view says that settings changed. */
const changesOfScenes = new WeakMap<object, Listeners>()

export function settingsChangesOf(scene: object): Listeners {
  let listeners = changesOfScenes.get(scene)
  if (!listeners) {
    listeners = new Listeners()
    changesOfScenes.set(scene, listeners)
  }
  return listeners
}
