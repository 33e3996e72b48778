import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { Color } from 'three'
import { setColor } from '../nodes/colors.ts'
import { useScene, useSceneProps } from './context.ts'
import { isRoomShown, onSessionChange } from './roomShown.ts'

const DARK = '#131416'

/** The colour behind everything; nothing at all where the room shows through. */
export function StageBackground() {
  const { scene } = useScene()
  const { background } = useSceneProps()
  const target = useThree((state) => state.scene)
  const xr = useThree((state) => state.gl.xr)
  useEffect(() => {
    const color = new Color()
    setColor(color, background, DARK)
    const show = () => {
      target.background = isRoomShown(xr) ? null : color
      scene.invalidate()
    }
    show()
    const stop = onSessionChange(xr, show)
    return () => {
      stop()
      target.background = null
    }
  }, [background, scene, target, xr])
  return null
}
