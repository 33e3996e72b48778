import { NODE_TYPES, sceneDeclaration } from '../../protocol/index.ts'

/** Where docs/nodes.md has each tag. Headings that differ in case only have the same anchor: GitHub numbers the later ones. */
export function anchors(): ReadonlyMap<string, string> {
  const seen = new Map<string, number>()
  return new Map(
    [sceneDeclaration, ...Object.values(NODE_TYPES)].map(({ tag }) => {
      const anchor = tag.toLowerCase()
      const same = seen.get(anchor) ?? 0
      seen.set(anchor, same + 1)
      return [tag, same === 0 ? anchor : `${anchor}-${same}`]
    }),
  )
}
