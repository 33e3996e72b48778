import { useThree } from '@react-three/fiber'
import { useEffect } from 'react'
import { Color } from 'three'
import { setColor } from '../nodes/colors.ts'
import { useScene, useSceneProps } from './context.ts'

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
      const blendMode = xr.isPresenting ? (xr.getSession()?.environmentBlendMode ?? 'opaque') : 'opaque'
      target.background = blendMode === 'opaque' ? color : null
      scene.invalidate()
    }
    show()
    xr.addEventListener('sessionstart', show)
    xr.addEventListener('sessionend', show)
    return () => {
      xr.removeEventListener('sessionstart', show)
      xr.removeEventListener('sessionend', show)
      target.background = null
    }
  }, [background, scene, target, xr])
  return null
}
