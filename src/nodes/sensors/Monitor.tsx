import { useEffect, useMemo } from 'react'
import type { Texture } from 'three'
import { HudPlace } from '../images/HudPlace.ts'
import { useSight } from '../images/useSight.ts'
import { useFeedbackLayer } from '../interaction/useFeedback.ts'
import { PicturePane } from './PicturePane.ts'

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

/** Parts of the view’s height. In a headset the corners of the view are hard to look at. */
const HEIGHT = 0.28
const MARGIN = 0.03
const WITHIN = { desktop: 1, headset: 0.55 } as const

interface MonitorProps {
  texture: () => Texture | null
  aspect: number
  origin: Corner
  distance: number
}

/** What a sensor sees, in a corner of the view. */
export function Monitor({ texture, aspect, origin, distance }: MonitorProps) {
  const { mesh, place } = useMemo(makeMonitor, [])
  useFeedbackLayer()
  useEffect(() => () => mesh.dispose(), [mesh])
  useSight((sight) => {
    const map = texture()
    mesh.picture = map
    place.follow(sight, { distance })
    const full = sight.heightAt(distance) * (sight.isPresenting ? WITHIN.headset : WITHIN.desktop)
    const height = full * HEIGHT
    const width = height * aspect
    const [vertical, horizontal] = origin.split('-')
    const right = Math.max(0, (full * sight.aspect - width) / 2 - full * MARGIN)
    const up = (full - height) / 2 - full * MARGIN
    mesh.position.set(horizontal === 'left' ? -right : right, vertical === 'top' ? up : -up, 0)
    mesh.scale.set(width, height, 1)
    mesh.setBorder(0.012, aspect)
  })
  return (
    <primitive object={place.group}>
      <primitive object={mesh} />
    </primitive>
  )
}

function makeMonitor() {
  const mesh = new PicturePane()
  mesh.material.depthTest = false
  mesh.material.depthWrite = false
  mesh.material.transparent = true
  mesh.renderOrder = 1000
  mesh.frustumCulled = false
  return { mesh, place: new HudPlace() }
}
