import { livePicture } from './images/surfaces.ts'
import { lazyView } from './lazyView.tsx'
import type { View } from './View.ts'

/** Pictures in the scene and before the eyes. Loaded when a scene has one. */
export const image: View<'Image'> = {
  component: lazyView(() => import('./images/ImageView.tsx')),
  live: {
    rgb: livePicture('color', 'rgb', 'src'),
    src: livePicture('color', 'rgb', 'src'),
    alpha: livePicture('alpha', 'alpha'),
  },
  urgent: ['rgb', 'src', 'alpha'],
}
export const imageBackground: View<'ImageBackground'> = {
  component: lazyView(() => import('./images/ImageBackgroundView.tsx')),
  live: {
    src: livePicture('color', 'src'),
    alphaSrc: livePicture('alpha', 'alphaSrc'),
    depthSrc: livePicture('depth', 'depthSrc'),
  },
  urgent: ['src', 'alphaSrc', 'depthSrc'],
}
export const hudPlane: View<'HUDPlane'> = { component: lazyView(() => import('./images/HUDPlaneView.tsx')) }
