import {
  boxGeometry,
  capsuleGeometry,
  circleGeometry,
  coneGeometry,
  cylinderGeometry,
  dodecahedronGeometry,
  icosahedronGeometry,
  mesh,
  meshStandardMaterial,
  octahedronGeometry,
  planeGeometry,
  ringGeometry,
  Scene,
  sphereGeometry,
  tetrahedronGeometry,
  torusGeometry,
  torusKnotGeometry,
  type VuerSession,
} from 'vuer-xr'

const geometries = [
  boxGeometry({ args: [0.5, 0.5, 0.5] }),
  sphereGeometry({ args: [0.32] }),
  cylinderGeometry({ args: [0.28, 0.28, 0.55] }),
  coneGeometry({ args: [0.32, 0.6] }),
  capsuleGeometry({ args: [0.2, 0.3] }),
  octahedronGeometry({ args: [0.36] }),
  torusGeometry({ args: [0.25, 0.09] }),
  planeGeometry({ args: [0.5, 0.5] }),
  circleGeometry({ args: [0.3] }),
  ringGeometry({ args: [0.16, 0.3] }),
  tetrahedronGeometry({ args: [0.38] }),
  icosahedronGeometry({ args: [0.34] }),
  dodecahedronGeometry({ args: [0.34] }),
  torusKnotGeometry({ args: [0.22, 0.07] }),
]

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [0, 0.1, 2.5], grid: false },
      ...geometries.map((geometry, index) =>
        mesh(
          {
            key: geometry.tag,
            scale: 0.85,
            position: [((index % 5) - 2) * 0.65, 0.65 - Math.floor(index / 5) * 0.65, 0],
            rotation: [0.3, -0.45, 0],
          },
          geometry,
          meshStandardMaterial({ color: `hsl(${index * 25}, 70%, 60%)`, side: 'double', flatShading: true }),
        ),
      ),
    ),
  )
}
