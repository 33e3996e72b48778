import {
  ambientLight,
  directionalLight,
  hemisphereLight,
  mesh,
  meshStandardMaterial,
  planeGeometry,
  pointLight,
  rectAreaLight,
  Scene,
  sphereGeometry,
  spotLight,
  type VuerSession,
} from 'vuer-xr'

export default (session: VuerSession) => {
  session.set(
    Scene(
      { camPosition: [1.2, 1, 1.8], grid: false },
      ambientLight({ key: 'everywhere', intensity: 0.2 }),
      hemisphereLight({ key: 'sky', skyColor: '#7cb8ff', groundColor: '#a15c1e', intensity: 0.4 }),
      directionalLight({ key: 'sun', position: [-1, 2, 1], intensity: 1, castShadow: true }),
      pointLight({ key: 'lamp', position: [0.6, 0.2, 0.6], color: '#fdb022', intensity: 1.5 }),
      spotLight({
        key: 'spot',
        position: [-0.7, 0.9, 0.6],
        color: '#ee46bc',
        intensity: 8,
        angle: 0.35,
        penumbra: 0.4,
      }),
      rectAreaLight({ key: 'panel', position: [0, 0.2, -1], color: '#53b1fd', intensity: 5, width: 1.2, height: 0.5 }),
      mesh(
        { key: 'ball', position: [0, -0.2, 0], castShadow: true },
        sphereGeometry({ key: 'round', args: [0.3, 48, 32] }),
        meshStandardMaterial({ key: 'clay', color: '#ffffff', roughness: 0.6 }),
      ),
      mesh(
        { key: 'floor', position: [0, -0.5, 0], rotation: [-Math.PI / 2, 0, 0], receiveShadow: true },
        planeGeometry({ key: 'flat', args: [4, 4] }),
        meshStandardMaterial({ key: 'stone', color: '#c3c9d5', roughness: 0.5 }),
      ),
    ),
  )
}
