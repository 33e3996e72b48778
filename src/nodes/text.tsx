import { Color, type Mesh, type Object3D } from 'three'
import { setColor } from './colors.ts'
import { lazyView } from './lazyView.tsx'
import { paintedSurface } from './paintedSurface.ts'
import type { View } from './View.ts'

/** troika’s text draws with the material of its colour; what it derives from that follows. */
const probe = new Color()
const lettersOf = (object: Object3D) => object as Mesh & { color: string | number }

export const text: View<'Text'> = {
  component: lazyView(() => import('./text/TextView.tsx')),
  live: {
    color(object, value) {
      const letters = lettersOf(object)
      const isRight = setColor(probe, value, '#ffffff')
      letters.color = probe.getHex()
      return isRight
    },
  },
}
export const text3D: View<'Text3D'> = {
  component: lazyView(() => import('./text/Text3DView.tsx')),
  live: paintedSurface,
}
