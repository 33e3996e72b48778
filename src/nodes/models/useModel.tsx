import { type ReactNode, useEffect, useLayoutEffect, useMemo, useReducer } from 'react'
import type { GraphNode, MaterialProps } from '../../../protocol/index.ts'
import { useScene } from '../../scene/context.ts'
import { NodeMarker } from '../../scene/NodeMarker.tsx'
import { TextureSet } from '../textures.ts'
import type { ViewProps } from '../View.ts'
import type { LookProps } from './ModelLook.ts'
import { type Drawing, ModelRoot } from './ModelRoot.ts'
import { ModelSlot, type Wanted } from './ModelSlot.ts'

/**
 * The object of a node with a model, and the model as soon as it is there: loaded, shown, told by LOAD, let go of when the
 * node goes. `marker` stands for one that failed. `draw` must be the same function each time.
 */
export function useModel<T>(
  node: GraphNode,
  wanted: Wanted<T> | undefined,
  draw: (value: T) => Drawing,
  report: ViewProps['report'],
): { root: ModelRoot; value: T | undefined; marker: ReactNode } {
  const { scene, emit } = useScene()
  const { key } = node
  const [, changed] = useReducer((count: number) => count + 1, 0)
  const root = useMemo(() => new ModelRoot(), [])
  const slot = useMemo(
    () =>
      new ModelSlot<T>({
        begin: (name) => scene.beginFile(key, name),
        show(value) {
          root.show(value === undefined ? undefined : draw(value))
          scene.touch(key)
          scene.invalidate()
          const { tag, props } = scene.graph.get(key) ?? {}
          if (value !== undefined && (typeof props?.onLoad === 'string' || tag === 'Urdf')) {
            emit({ etype: 'LOAD', key, value: props?.onLoad ?? null, capturedAt: Date.now() })
          }
        },
        onChange: changed,
      }),
    [scene, emit, key, root, draw],
  )
  useEffect(() => slot.want(wanted))
  useEffect(() => () => slot.dispose(), [slot])

  const name = wanted?.name ?? ''
  const { error } = slot
  const problem = wanted ? (error ? `${name}: ${error.message}` : null) : 'nothing to draw: give it a src'
  useEffect(() => {
    report('src', problem)
    return () => report('src', null)
  }, [report, problem])
  const marker = error && <NodeMarker lines={[`${node.tag} “${key}”`, name, error.message]} />
  return { root, value: slot.value, marker }
}

/** Writes what a node says of its look onto its model, whenever one of them changes. */
export function useLook(key: string, root: ModelRoot, look: LookProps, report: ViewProps['report']): void {
  const { scene, loadImage } = useScene()
  const [, textureChanged] = useReducer((count: number) => count + 1, 0)
  const textures = useMemo(
    () => new TextureSet({ loadImage, onChange: textureChanged, beginLoading: () => scene.beginLoading(key), report }),
    [scene, loadImage, key, report],
  )
  useLayoutEffect(() => {
    const problems = root.look?.apply(look, (name) => textures.get(name)) ?? []
    textures.sweep()
    report('material', problems.length > 0 ? problems.join('; ') : null)
  })
  const material: MaterialProps | undefined = look.material
  useEffect(() => {
    textures.want(material ?? {})
  })
  useEffect(() => () => textures.dispose(), [textures])
  useEffect(() => () => report('material', null), [report])
}
