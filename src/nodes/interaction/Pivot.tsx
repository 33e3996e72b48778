import type { ViewProps } from '../View.ts'
import { MoveScope } from './clicks.ts'
import { Handle } from './Handle.tsx'
import { LazyGizmo } from './LazyGizmo.ts'
import { AT_THE_TOOLS, useAnchored } from './useAnchored.ts'
import { useFeedbackLayer, useGlow } from './useFeedback.ts'
import { useHolding } from './useHolding.ts'

/** In a headset the axes are taken by a handle that is this part of their length. */
const HANDLE = 0.1

export default function Pivot({ node, props, objectRef, children }: ViewProps<'Pivot'>) {
  const rotate = props.disableRotations ? 'none' : props.rotate
  const { ref, object, handlers, movement, state, isPresenting } = useHolding(node, { ...props, rotate }, objectRef)
  useFeedbackLayer()
  useGlow(object, props.highlight ? state : null)
  const { content, tools } = useAnchored(props.anchor, props.offset)

  const size = props.scale * HANDLE
  return (
    <group ref={ref} {...(isPresenting ? handlers : {})}>
      <group ref={content}>
        <MoveScope value={movement}>{children}</MoveScope>
      </group>
      <group ref={tools}>
        {isPresenting ? (
          <Handle size={[size, size, size]} state={state ?? 'idle'} wireframe={false} axes={props.scale} />
        ) : (
          <LazyGizmo
            movement={movement}
            scale={props.scale}
            lineWidth={props.lineWidth}
            offset={AT_THE_TOOLS}
            activeAxes={props.activeAxes}
            locked={props.locked}
            fixed={props.fixed}
            depthTest={props.depthTest}
            opacity={props.opacity}
            disableAxes={props.disableAxes}
            disableSliders={props.disableSliders}
            disableRotations={rotate === 'none'}
            disableScaling={props.disableScaling}
          />
        )}
      </group>
    </group>
  )
}
