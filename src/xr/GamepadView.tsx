import { useEffect, useMemo, useRef } from 'react'
import type { ViewProps } from '../nodes/View.ts'
import { useScene } from '../scene/context.ts'
import { GamepadStream } from './GamepadStream.ts'
import { reconnectionsOf } from './reconnections.ts'
import { useXRFrame } from './useXRFrame.ts'

/**
 * Sends a gamepad as GAMEPAD: in the frames of the headset while it presents, because the page's own may stop then, and
 * in the page's otherwise.
 */
export function GamepadView({ node, props, report }: ViewProps<'Gamepad'>) {
  const { emit, scene } = useScene()
  const { key } = node
  const stream = useMemo(
    () => new GamepadStream((value, capturedAt) => emit({ etype: 'GAMEPAD', key, value, capturedAt })),
    [emit, key],
  )
  const poll = (timeMs: number): boolean => {
    const gamepad = props.stream ? (navigator.getGamepads?.()[props.index] ?? null) : null
    stream.poll(gamepad, timeMs, props)
    return gamepad !== null
  }
  const current = useRef(poll)
  useEffect(() => {
    current.current = poll
  })

  useEffect(() => {
    // Only while there is a gamepad: a page that waits for one costs nothing.
    let request = 0
    const step = (timeMs: number) => {
      request = current.current(timeMs) ? requestAnimationFrame(step) : 0
    }
    const start = () => {
      cancelAnimationFrame(request)
      request = requestAnimationFrame(step)
    }
    // A page in the background is told nothing of gamepads, and gets no frames in which it could notice.
    const onVisibility = () => (document.visibilityState === 'visible' ? start() : stream.lose())
    addEventListener('gamepadconnected', start)
    addEventListener('gamepaddisconnected', start)
    document.addEventListener('visibilitychange', onVisibility)
    start()
    return () => {
      cancelAnimationFrame(request)
      removeEventListener('gamepadconnected', start)
      removeEventListener('gamepaddisconnected', start)
      document.removeEventListener('visibilitychange', onVisibility)
      stream.lose()
    }
  }, [stream])

  useEffect(() => reconnectionsOf(scene).subscribe(() => stream.again()), [scene, stream])

  useXRFrame({
    frame() {
      current.current(performance.now())
    },
    interrupted() {},
    report: (problem) => report('frame', problem),
  })
  return null
}
