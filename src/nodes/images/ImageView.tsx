import type { ViewProps } from '../View.ts'
import { usePictureSurface } from './usePictureSurface.ts'

/** A picture that stands in the scene. */
export default function ImageView(view: ViewProps<'Image'>) {
  const { props, children } = view
  const resize = () => surface.asPlane(props.height * (props.aspect ?? surface.aspect ?? 1), props.height)
  const { surface, ref } = usePictureSurface(view as never, {
    placeholder: true,
    names: props.rgb === undefined && props.src !== undefined ? BY_SRC : BY_RGB,
    look: props,
    onPicture: () => resize(),
  })
  return (
    <group ref={ref}>
      <primitive object={surface.mesh} />
      {children}
    </group>
  )
}

const BY_RGB = { color: 'rgb', alpha: 'alpha', depth: 'depth' } as const
const BY_SRC = { ...BY_RGB, color: 'src' } as const
