import { useThree } from '@react-three/fiber'
import { XROrigin } from '@react-three/xr'
import { useEffect, useMemo, useRef } from 'react'
import type { Group } from 'three'
import { HAPTIC_ACTUATOR_PULSE, ProtocolError, RECENTER, readHaptics, readRecenter } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'
import { scriptMessagesOf } from '../../scriptMessages.ts'
import { HeadSampler } from '../headSample.ts'
import { useXRFrame } from '../useXRFrame.ts'
import { Haptics } from './Haptics.ts'
import { holdsOf } from './Holds.ts'
import { originOf } from './Origin.ts'
import { OriginReports } from './OriginReports.ts'
import { ResetWatch } from './ResetWatch.ts'

/**
 * What a headset needs for interaction whatever the scene contains: the origin, which scripts, menus and sticks move, and
 * vibrations that scripts ask for. It stands inside `<XR>` of @react-three/xr.
 */
export function InteractionLayer() {
  const { scene, emit } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const group = useRef<Group>(null)
  const origin = originOf(scene)
  const head = useMemo(() => new HeadSampler(), [])
  const wanted = useRef<ReturnType<typeof readRecenter>>(null)
  const haptics = useMemo(() => new Haptics(() => manager.getSession()), [manager])
  const reports = useMemo(
    () => new OriginReports(origin, (value) => emit({ etype: 'ORIGIN_CHANGED', value, capturedAt: Date.now() })),
    [origin, emit],
  )

  useEffect(() => {
    const onChange = origin.subscribe((reason) => {
      // What is held would be carried to another place, and what follows it with it.
      holdsOf(scene).releaseAll('origin')
      if (group.current) origin.place(group.current)
      reports.changed(reason, performance.now())
    })
    if (group.current) origin.place(group.current)
    return onChange
  }, [scene, origin, reports])

  useEffect(() => {
    const messages = scriptMessagesOf(scene)
    /** Reads a message; one that is wrong changes nothing and is listed until a right one comes. */
    const hear = <Data,>(etype: string, read: (data: unknown) => Data, act: (data: Data) => void) =>
      messages.on(etype, (data) => {
        try {
          const right = read(data)
          scene.problems.report('', etype, null)
          act(right)
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error
          scene.problems.report('', etype, error.message)
        }
      })
    const stops = [
      hear(HAPTIC_ACTUATOR_PULSE, readHaptics, (patterns) => haptics.play(patterns)),
      hear(RECENTER, readRecenter, (place) => {
        if (manager.getSession()) wanted.current = place
      }),
    ]
    return () => {
      for (const stop of stops) stop()
      haptics.stop()
    }
  }, [scene, manager, haptics])

  const resets = useMemo(() => new ResetWatch(() => origin.reset('reset', { always: true })), [origin])
  useEffect(() => () => resets.watch(null), [resets])

  useXRFrame({
    frame(frame, referenceSpace) {
      resets.watch(referenceSpace)
      if (wanted.current && head.read(frame, referenceSpace) !== 'absent') {
        origin.recenter(head.matrix, wanted.current.position, wanted.current.heading)
        wanted.current = null
      }
      reports.frame(performance.now())
    },
    interrupted() {
      if (manager.isPresenting) return
      haptics.stop()
      wanted.current = null
      resets.watch(null)
      origin.reset('session')
    },
  })

  return <XROrigin ref={group} />
}
