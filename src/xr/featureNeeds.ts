import type { GraphNode } from '../../protocol/index.ts'
import type { XRMode } from './support.ts'

/** The WebXR features that nodes of a tag cannot do without. One line for each tag. */
export const FEATURE_NEEDS: Readonly<Record<string, readonly string[]>> = {
  Hands: ['hand-tracking'],
  GUI: ['hand-tracking'],
  Body: ['body-tracking'],
  WebXRMesh: ['mesh-detection'],
  WebXRPlanes: ['plane-detection'],
  HitTest: ['hit-test'],
  Anchor: ['anchors'],
  DepthSensing: ['depth-sensing'],
  LightEstimation: ['light-estimation'],
}

/** Features that mean something only where the room is seen; elsewhere asking for them would ask the person in vain. */
export const AR_FEATURES: ReadonlySet<string> = new Set([
  'anchors',
  'camera-access',
  'depth-sensing',
  'dom-overlay',
  'hit-test',
  'light-estimation',
  'mesh-detection',
  'plane-detection',
])

/** What some features need beside their name when they are asked for. */
export const FEATURE_INIT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // three.js hides what is behind real things with depth that stays on the graphics card, in whichever format it comes.
  'depth-sensing': { depthSensing: { usagePreference: ['gpu-optimized'], dataFormatPreference: [] } },
}

/** The features that the nodes of a scene need in a session of this mode. */
export function featuresNeededBy(nodes: Iterable<GraphNode>, mode: XRMode): Set<string> {
  const needed = new Set<string>()
  for (const { tag } of nodes) {
    if (!Object.hasOwn(FEATURE_NEEDS, tag)) continue
    for (const feature of FEATURE_NEEDS[tag]!) {
      if (mode === 'immersive-ar' || !AR_FEATURES.has(feature)) needed.add(feature)
    }
  }
  return needed
}
