import { useEffect, useLayoutEffect, useMemo } from 'react'
import { BackSide, BufferGeometry, Color, Mesh, ShaderMaterial, Vector2, Vector4 } from 'three'
import { mergeVertices } from 'three/addons/utils/BufferGeometryUtils.js'
import { useScene } from '../scene/context.ts'
import { setColor } from './colors.ts'

interface OutlineProps {
  geometry: BufferGeometry
  color: unknown
  /** Pixels. */
  thickness: number
}

/**
 * A line around what its parent draws: the back of the same body, each corner moved outwards on the screen. drei’s
 * Outlines do the same, but keep their material for ever and take the width of both eyes for one.
 */
export default function Outline({ geometry, color, thickness }: OutlineProps) {
  const { scene } = useScene()
  const hull = useMemo(() => makeHull(geometry), [geometry])
  const mesh = useMemo(() => makeOutline(), [])
  useEffect(() => () => hull.dispose(), [hull])
  useEffect(() => () => mesh.material.dispose(), [mesh])
  useLayoutEffect(() => {
    mesh.geometry = hull
    mesh.material.uniforms.thickness!.value = thickness
    setColor(mesh.material.uniforms.color!.value, color, '#ffffff')
    scene.invalidate()
  })
  return <primitive object={mesh} />
}

/** The body with one corner where several triangles meet, so that it stays closed when its corners move apart. */
function makeHull(geometry: BufferGeometry): BufferGeometry {
  const bare = new BufferGeometry()
  bare.setIndex(geometry.getIndex())
  bare.setAttribute('position', geometry.getAttribute('position'))
  const hull = mergeVertices(bare, 1e-5)
  hull.computeVertexNormals()
  return hull
}

const viewport = new Vector4()

function makeOutline(): Mesh<BufferGeometry, ShaderMaterial> {
  const material = new ShaderMaterial({
    side: BackSide,
    toneMapped: false,
    uniforms: { thickness: { value: 1 }, color: { value: new Color() }, size: { value: new Vector2(1, 1) } },
    vertexShader: `
      uniform float thickness;
      uniform vec2 size;
      void main() {
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
        vec2 outwards = (projectionMatrix * vec4(normalMatrix * normal, 0.0)).xy * size;
        float far = length(outwards);
        if (far > 0.0) gl_Position.xy += outwards / far * thickness / size * gl_Position.w * 2.0;
      }`,
    fragmentShader: `
      uniform vec3 color;
      void main() {
        gl_FragColor = vec4(color, 1.0);
        #include <colorspace_fragment>
      }`,
  })
  const mesh = new Mesh(new BufferGeometry(), material)
  mesh.raycast = () => undefined
  mesh.onBeforeRender = (renderer) => {
    renderer.getCurrentViewport(viewport)
    material.uniforms.size!.value.set(viewport.z, viewport.w)
    material.uniformsNeedUpdate = true
  }
  return mesh
}
