import type { PropsOf, ViewProps } from '../View.ts'
import { MoveScope } from './clicks.ts'
import { Handle } from './Handle.tsx'
import { LazyGizmo } from './LazyGizmo.ts'
import { AT_THE_TOOLS, useAnchored } from './useAnchored.ts'
import { useFeedbackLayer, useGlow } from './useFeedback.ts'
import { useHolding } from './useHolding.ts'

/** A handle is this part of the frame's axes. */
const HANDLE = 0.1

export default function Movable({ node, props, objectRef, children }: ViewProps<'Movable'>) {
  const { ref, object, handlers, movement, state, isPresenting } = useHolding(node, props, objectRef)
  useFeedbackLayer()
  useGlow(object, props.highlight ? state : null)
  const { content, tools } = useAnchored(props.anchor, props.offset)
  const takesAll = props.grab === 'all'
  const axes = props.showFrame && isPresenting ? props.scale : 0
  return (
    <group ref={ref} {...(takesAll ? handlers : {})}>
      <group ref={content}>
        <MoveScope value={movement}>{children}</MoveScope>
      </group>
      <group ref={tools}>
        <group {...(takesAll ? {} : handlers)}>
          <Handle size={handleSize(props)} state={state ?? 'idle'} wireframe={props.wireframe} axes={axes} />
        </group>
        {props.showFrame && !isPresenting && (
          <LazyGizmo
            movement={movement}
            scale={props.scale}
            lineWidth={props.lineWidth}
            offset={AT_THE_TOOLS}
            activeAxes={props.activeAxes}
            locked={props.locked}
            depthTest={false}
            disableScaling={true}
            disableRotations={props.rotate === 'none'}
          />
        )}
      </group>
    </group>
  )
}

function handleSize({ handle, scale }: PropsOf<'Movable'>): readonly number[] {
  const size = handle ?? scale * HANDLE
  return typeof size === 'number' ? [size, size, size] : size
}
