import type { WebGLProgramParametersWithUniforms } from 'three'

/**
 * Colours of vertices and instances are written as those of pictures are: sRGB. three.js takes them for linear light, which would make
 * a cloud paler than the camera’s picture that it was made from. For a material’s `onBeforeCompile`.
 */
export function decodeVertexColors(shader: WebGLProgramParametersWithUniforms): void {
  shader.vertexShader = shader.vertexShader.replace('#include <color_vertex>', `#include <color_vertex>\n${DECODE}`)
}

/** The transfer function of IEC 61966-2-1. */
const DECODE = /* glsl */ `
#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR )
  vColor.rgb = mix(
    pow( ( vColor.rgb + 0.055 ) / 1.055, vec3( 2.4 ) ),
    vColor.rgb / 12.92,
    vec3( lessThanEqual( vColor.rgb, vec3( 0.04045 ) ) )
  );
#endif`
