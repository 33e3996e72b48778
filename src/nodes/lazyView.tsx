import { type ComponentType, type ReactNode, useLayoutEffect, useReducer, useRef } from 'react'
import { LazyFile } from '../page/LazyFile.ts'
import { useLazyFile } from '../page/useLazyFile.ts'
import { useScene } from '../scene/context.ts'
import { Pending } from '../scene/Pending.tsx'

/**
 * A view that is in a file of its own, see {@link LazyFile}. Until that is there the node counts as loading; nodes that
 * have waited for it come as those that have waited for their turn, see {@link MountQueue}. A file that does not come is
 * thrown.
 */
export function lazyView<Props extends { readonly node: { readonly key: string } }>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): (props: Props) => ReactNode {
  const file = new LazyFile(load)
  return function LazyView(props: Props) {
    const { scene, mounting } = useScene()
    const { key } = props.node
    const Loaded = useLazyFile(file)
    const [, goOn] = useReducer((count: number) => count + 1, 0)
    /** Who did not have to wait for the file has a place already. */
    const isPlaced = useRef(Loaded !== undefined)
    if (Loaded && !isPlaced.current) isPlaced.current = scene.isNeeded(key) || mounting.take()
    const isHere = isPlaced.current
    useLayoutEffect(() => (Loaded && !isHere ? mounting.wait(1, goOn) : undefined))
    return Loaded && isHere ? <Loaded {...props} /> : <Pending nodeKey={key} />
  }
}
