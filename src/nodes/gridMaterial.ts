import { Color, DoubleSide, ShaderMaterial, Vector2 } from 'three'

/**
 * Lines drawn by the fragment shader on a flat sheet in x and z. `cameraPosition` is that of the eye that is drawn, so
 * one sheet serves both eyes of a headset and every picture.
 */
const VERTEX = /* glsl */ `
uniform vec2 size;
uniform bool isEndless;
uniform bool followsCamera;
uniform float fadeDistance;
varying vec2 onSheet;
varying vec2 eyeOnSheet;

void main() {
  vec3 eye = (inverse(modelMatrix) * vec4(cameraPosition, 1.0)).xyz;
  eyeOnSheet = eye.xz;
  onSheet = position.xz * (isEndless ? vec2(2.0 * fadeDistance) : size);
  if (followsCamera && isEndless) onSheet += eyeOnSheet;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(onSheet.x, 0.0, onSheet.y, 1.0);
}
`

/** Where lines come closer together than pixels are, they turn into their own average instead of flickering. */
const FRAGMENT = /* glsl */ `
uniform float cellSize;
uniform float cellThickness;
uniform vec3 cellColor;
uniform float sectionSize;
uniform float sectionThickness;
uniform vec3 sectionColor;
uniform float fadeDistance;
uniform float fadeStrength;
varying vec2 onSheet;
varying vec2 eyeOnSheet;

float lineCoverage(float spacing, float pixels) {
  if (spacing <= 0.0 || pixels <= 0.0) return 0.0;
  vec2 at = onSheet / spacing;
  vec2 perPixel = max(fwidth(at), 1e-6);
  vec2 pixelsAway = (0.5 - abs(fract(at) - 0.5)) / perPixel;
  vec2 sharp = clamp(0.5 * pixels + 0.5 - pixelsAway, 0.0, 1.0) * min(pixels, 1.0);
  vec2 average = min(pixels * perPixel, 1.0);
  vec2 covered = mix(sharp, average, smoothstep(0.25, 0.75, perPixel));
  return 1.0 - (1.0 - covered.x) * (1.0 - covered.y);
}

void main() {
  float far = length(onSheet - eyeOnSheet) / fadeDistance;
  float nearness = pow(clamp(1.0 - far, 0.0, 1.0), fadeStrength);
  float cell = 0.7 * lineCoverage(cellSize, cellThickness);
  float section = lineCoverage(sectionSize, sectionThickness);
  float alpha = max(cell, section) * nearness;
  if (alpha < 0.002) discard;
  gl_FragColor = vec4(mix(cellColor, sectionColor, section / max(section + cell * (1.0 - section), 1e-4)), alpha);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}
`

export const makeGridMaterial = () =>
  new ShaderMaterial({
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: {
      size: { value: new Vector2(10, 10) },
      isEndless: { value: true },
      followsCamera: { value: true },
      fadeDistance: { value: 40 },
      fadeStrength: { value: 1 },
      cellSize: { value: 0.2 },
      cellThickness: { value: 0.6 },
      cellColor: { value: new Color() },
      sectionSize: { value: 1 },
      sectionThickness: { value: 1.2 },
      sectionColor: { value: new Color() },
    },
    transparent: true,
    depthWrite: false,
    toneMapped: false,
    side: DoubleSide,
    // A floor in the same plane wins.
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 1,
  })
