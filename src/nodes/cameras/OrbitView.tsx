import { useFrame, useThree } from '@react-three/fiber'
import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { OrbitControls } from 'three/addons/controls/OrbitControls.js'
import { useScene, useSceneProps } from '../../scene/context.ts'
import { upOf } from '../../scene/placement.ts'
import { aimOf } from '../aim.ts'
import { useCameraStream } from '../useCameraStream.ts'
import type { ViewControlsProps } from '../ViewControls.tsx'

/** After placements are written, before anyone reads where the camera is. */
const AFTER_FLUSH = -900

/** Turns, moves and zooms the desktop's camera. In a headset they rest: the head is the camera there. */
export default function OrbitView({ isActive = true, settings, target, stream = false, fps = 60 }: ViewControlsProps) {
  const { scene, cameras } = useScene()
  const camera = useSyncExternalStore(cameras.subscribe, () => cameras.view)
  const gl = useThree((state) => state.gl)
  const set = useThree((state) => state.set)
  const get = useThree((state) => state.get)
  const up = upOf(useSceneProps()).join()
  const written = target?.join()
  const [driven, setDriven] = useState<{ controls: OrbitControls; seenAim: number }>()

  // OrbitControls reads the camera's up axis once, when it is made.
  useLayoutEffect(() => {
    if (!camera || !isActive) return
    camera.up.fromArray(up.split(',').map(Number)).normalize()
    const controls = new OrbitControls(camera, gl.domElement)
    let isHeld = false
    const changed = () => {
      if (isHeld) cameras.movedByPerson(camera)
      scene.invalidate()
    }
    const start = () => {
      isHeld = true
    }
    const end = () => {
      isHeld = false
    }
    const rest = () => {
      controls.enabled = !gl.xr.isPresenting
    }
    rest()
    controls.addEventListener('change', changed)
    controls.addEventListener('start', start)
    controls.addEventListener('end', end)
    gl.xr.addEventListener('sessionstart', rest)
    gl.xr.addEventListener('sessionend', rest)
    set({ controls })
    setDriven({ controls, seenAim: -1 })
    return () => {
      gl.xr.removeEventListener('sessionstart', rest)
      gl.xr.removeEventListener('sessionend', rest)
      controls.removeEventListener('change', changed)
      controls.removeEventListener('start', start)
      controls.removeEventListener('end', end)
      controls.dispose()
      if (get().controls === controls) set({ controls: null })
      setDriven(undefined)
    }
  }, [camera, gl, up, isActive, scene, cameras, set, get])

  useLayoutEffect(() => {
    if (driven) Object.assign(driven.controls, settings)
    scene.invalidate()
  })

  useLayoutEffect(() => {
    if (!driven) return
    const { controls } = driven
    if (written !== undefined) controls.target.fromArray(written.split(',').map(Number))
    else {
      const aim = aimOf(controls.object)
      if (aim) controls.target.copy(aim.target)
    }
    controls.update()
  }, [driven, written])

  useFrame(() => {
    if (!driven?.controls.enabled) return
    const { controls } = driven
    const aim = aimOf(controls.object)
    if (aim && aim.version !== driven.seenAim) {
      driven.seenAim = aim.version
      if (written === undefined) controls.target.copy(aim.target)
      controls.update()
    } else if (controls.enableDamping) controls.update()
  }, AFTER_FLUSH)

  useCameraStream(stream && isActive, fps)
  return null
}
