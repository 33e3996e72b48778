import { type ComponentType, useLayoutEffect, useReducer, useRef, useState } from 'react'
import { useScene } from '../scene/context.ts'
import { Pending } from '../scene/Pending.tsx'

/**
 * A view that is in a file of its own, which is loaded when the first node needs it. React's `lazy` does that too, but what
 * it has suspended it shows up to 300 ms later than it could, lest a page flickers; a scene has no spinners to flicker.
 * Nodes that have waited for the file come as those that have waited for their turn, see {@link MountQueue}. A file that
 * does not come is thrown, and asked for again by the next node.
 */
export function lazyView<Props extends { readonly node: { readonly key: string } }>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined
  let loading: Promise<unknown> | undefined

  const whenLoaded = (goOn: () => void, fail: (error: Error) => void): (() => void) => {
    let isWaiting = true
    loading ??= load().then(
      (file) => {
        Loaded = file.default
      },
      (error: unknown) => {
        loading = undefined
        throw error
      },
    )
    loading.then(
      () => isWaiting && goOn(),
      (error: unknown) => isWaiting && fail(error instanceof Error ? error : new Error(String(error))),
    )
    return () => {
      isWaiting = false
    }
  }

  return function LazyView(props: Props) {
    const { scene, mounting } = useScene()
    const { key } = props.node
    const [, goOn] = useReducer((count: number) => count + 1, 0)
    const [error, fail] = useState<Error>()
    /** Who did not have to wait for the file has a place already. */
    const isPlaced = useRef(Loaded !== undefined)
    if (Loaded && !isPlaced.current) isPlaced.current = scene.isNeeded(key) || mounting.take()
    const isHere = isPlaced.current
    useLayoutEffect(() => {
      if (isHere) return
      return Loaded ? mounting.wait(1, goOn) : whenLoaded(goOn, fail)
    })
    if (error) throw error
    return Loaded && isHere ? <Loaded {...props} /> : <Pending nodeKey={key} />
  }
}
