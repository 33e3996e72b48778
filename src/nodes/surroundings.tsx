import { useEffect } from 'react'
import { Quaternion } from 'three'
import { useScene } from '../scene/context.ts'
import { isTurned, turnFromY } from '../scene/placement.ts'
import { lazyView } from './lazyView.tsx'
import type { View, ViewProps } from './View.ts'

export const environment: View<'Environment'> = {
  component: lazyView(async () => ({ default: (await import('./panoramaViews.tsx')).EnvironmentView })),
}
export const sceneBackground: View<'SceneBackground'> = {
  component: lazyView(async () => ({ default: (await import('./panoramaViews.tsx')).SceneBackgroundView })),
}

function BackgroundColorView({ props, children }: ViewProps<'BackgroundColor'>) {
  const { look } = useScene()
  const { color } = props
  useEffect(() => look.background.hold({ color }), [look, color])
  return children
}
export const backgroundColor: View<'BackgroundColor'> = { component: BackgroundColorView }

function FogView({ props, children }: ViewProps<'fog' | 'fogExp2'>) {
  const { look } = useScene()
  const { color } = props
  const density = 'density' in props ? props.density : undefined
  const { near, far } = 'near' in props ? props : { near: 0, far: 0 }
  useEffect(
    () => look.air.hold(density === undefined ? { color, near, far } : { color, density }),
    [look, color, near, far, density],
  )
  return children
}
export const fog = { component: FogView } as unknown as View<'fog'> & View<'fogExp2'>

export const sky: View<'Sky'> = { component: lazyView(() => import('./SkyView.tsx')) }

const turn = new Quaternion()
/** Its `scale` is the size of what it draws, and no scale of the node. */
export const contactShadows: View<'ContactShadows'> = {
  component: lazyView(() => import('./ContactShadowsView.tsx')),
  settle(object, props, up) {
    object.scale.set(1, 1, 1)
    if (!isTurned(props)) object.quaternion.copy(turnFromY(up, turn))
  },
}
