import { createContext, useContext, useMemo } from 'react'
import { useScene } from '../../scene/context.ts'
import type { SceneEvent } from '../../scene/emit.ts'
import { type OnePointerEvent, pointerOf } from './pointers.ts'

/** A pointer that moved farther, in pixels, was turning the view and did not click. */
const CLICK_TOLERANCE = 4

/** Inside a `Clickable` a click is that node's. */
export const ClickScope = createContext(false)
/** Inside something that can be moved: what was moved was not clicked. */
export const MoveScope = createContext<{ readonly hasMoved: boolean } | null>(null)

export interface ClickHandlers {
  onClick?(event: OnePointerEvent): void
  onPointerDown?(event: OnePointerEvent): void
  onPointerUp?(event: OnePointerEvent): void
  onPointerLeave?(event: OnePointerEvent): void
}

const NONE: ClickHandlers = {}

/** What an object says when it is clicked: ON_CLICK with its key, unless it stands in a `Clickable`. */
export function useClick(key: string): ClickHandlers {
  const { emit } = useScene()
  const isInside = useContext(ClickScope)
  const click = useMemo(
    () => (event: OnePointerEvent) => emit({ etype: 'ON_CLICK', ...touched(event, { key }) }),
    [emit, key],
  )
  const handlers = useClickHandlers(click)
  return isInside ? NONE : handlers
}

/**
 * Calls back for a click: on the page when the browser says so and the pointer stood still; in a headset when it was
 * pressed and let go on the same object, however long that took.
 */
export function useClickHandlers(click: (event: OnePointerEvent) => void): ClickHandlers {
  const moving = useContext(MoveScope)
  return useMemo(() => {
    const pressed = new Map<number, unknown>()
    return {
      onClick(event) {
        if (pointerOf(event).source || event.delta > CLICK_TOLERANCE) return
        event.stopPropagation()
        click(event)
      },
      onPointerDown(event) {
        const { id, source } = pointerOf(event)
        if (source) pressed.set(id, event.object)
      },
      onPointerUp(event) {
        const { id, source } = pointerOf(event)
        const isClick = source && pressed.get(id) === event.object && !moving?.hasMoved
        pressed.delete(id)
        if (!isClick) return
        event.stopPropagation()
        click(event)
      },
      onPointerLeave(event) {
        pressed.delete(pointerOf(event).id)
      },
    }
  }, [click, moving])
}

/** The value of ON_CLICK and its like: who, which one of a set, where, and with what. */
export function touched(event: OnePointerEvent, who: { key: string; target?: string }): Omit<SceneEvent, 'etype'> {
  const { name, hand } = pointerOf(event)
  const { point, distance, instanceId } = event
  const value = {
    ...who,
    ...(instanceId === undefined ? {} : { index: instanceId }),
    ...(point ? { point: point.toArray() } : {}),
    ...(Number.isFinite(distance) ? { distance } : {}),
    pointer: name,
    ...(hand ? { hand } : {}),
  }
  return { value, capturedAt: Date.now() }
}
