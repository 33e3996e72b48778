import { useFrame, useThree } from '@react-three/fiber'
import { XR } from '@react-three/xr'
import { useEffect, useSyncExternalStore } from 'react'
import { useScene } from '../scene/context.ts'
import { ViewBoundary } from '../scene/ViewBoundary.tsx'
import { HeadAsCamera } from './HeadAsCamera.tsx'
import { CONTROLLER_BY_LOOK } from './InputController.tsx'
import { HAND_BY_LOOK } from './InputHand.tsx'
import { inputLooksOf } from './InputLooks.ts'
import { INPUT_LAYER } from './inputLayer.ts'
import { InteractionLayer } from './interaction/InteractionLayer.tsx'
import { PinchPointers } from './PinchPointers.tsx'
import { playingMediaOf } from './PlayingMedia.ts'
import { Panel } from './panel/Panel.tsx'
import { SessionReporter } from './SessionReporter.ts'
import { createStore } from './store.ts'
import { supplyFillPoses } from './supplyFillPoses.ts'
import { useSessions } from './useSessions.ts'
import { XRSessions, type XRSessionsOptions } from './XRSessions.ts'

/** The sessions of one page; here, so that what loads the layer gets both with one import. */
export function createXRSessions(options: XRSessionsOptions): XRSessions {
  supplyFillPoses(typeof XRFrame === 'undefined' ? undefined : XRFrame)
  return new XRSessions(createStore(), options)
}

/** Before everything else of a frame: poses are read in the space that is settled here. */
const BEFORE_ALL = -2000

/**
 * What XR needs inside the canvas: @react-three/xr with hands, controllers and pointers, the head as a camera, the
 * session's events, and what is wrong, said in the headset. It stands beside the scene and not around it, so entering XR
 * mounts nothing of the scene anew. Loaded when first needed.
 */
export default function XRLayer({ sessions }: { sessions: XRSessions }) {
  const { scene, emit } = useScene()
  const manager = useThree((state) => state.gl.xr)
  const { begun } = useSyncExternalStore(sessions.subscribe, sessions.getSnapshot)

  useEffect(() => sessions.mount(manager), [sessions, manager])
  useSessions(playingMediaOf(scene).follow)
  useEffect(() => {
    const reporter = new SessionReporter(manager, () => sessions.getSnapshot().report, emit)
    const stops = [sessions.subscribeAnnouncements(() => reporter.announce()), reporter.follow()]
    return () => {
      for (const stop of stops) stop()
    }
  }, [sessions, manager, emit])
  useFrame((_state, _delta, frame) => {
    if (frame) sessions.frame(frame)
  }, BEFORE_ALL)
  useFrame((state, _delta, frame) => {
    // Each frame: three.js copies the layers of whichever camera it is asked to draw with.
    if (frame) state.gl.xr.getCamera().layers.enable(INPUT_LAYER)
  })

  return (
    <>
      <ViewBoundary
        // A new session tries again what failed in the last one.
        version={begun}
        fallback={() => null}
        onOutcome={(error) => scene.problems.report('', 'XR', error && `${UNDRAWN} ${error.message}`)}
      >
        <XR store={sessions.store}>
          <InteractionLayer />
          <PinchPointers />
        </XR>
        <InputLooks sessions={sessions} />
      </ViewBoundary>
      <HeadAsCamera />
      <Panel />
    </>
  )
}

const UNDRAWN = 'Hands, controllers and pointers cannot be drawn; poses are sent as ever:'

function InputLooks({ sessions: { store } }: { sessions: XRSessions }) {
  const { scene } = useScene()
  const handLooks = inputLooksOf(scene, 'hand')
  const hands = useSyncExternalStore(handLooks.subscribe, handLooks.getSnapshot)
  const controllerLooks = inputLooksOf(scene, 'controller')
  const controllers = useSyncExternalStore(controllerLooks.subscribe, controllerLooks.getSnapshot)
  useEffect(() => store.setHand(HAND_BY_LOOK[hands.left], 'left'), [store, hands.left])
  useEffect(() => store.setHand(HAND_BY_LOOK[hands.right], 'right'), [store, hands.right])
  useEffect(() => store.setController(CONTROLLER_BY_LOOK[controllers.left], 'left'), [store, controllers.left])
  useEffect(() => store.setController(CONTROLLER_BY_LOOK[controllers.right], 'right'), [store, controllers.right])
  return null
}
