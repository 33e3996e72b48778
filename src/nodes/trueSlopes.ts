import { Material, ShaderChunk } from 'three'

/** three.js lays a bump map as steep on a small surface as on a large one: its steps are not those of the surface. */
const THEIR_STEP = /normalize\( (dFd[xy]\( surf_pos\.xyz \)) \)/g

const trueSlopes: Material['onBeforeCompile'] = (shader) => {
  shader.fragmentShader = shader.fragmentShader.replace('#include <bumpmap_pars_fragment>', SLOPES)
}

const SLOPES = ShaderChunk.bumpmap_pars_fragment.replace(THEIR_STEP, '$1')

/** Whether the heights of the bump map are metres of the surface, as those of a displacement are. */
export function wearSlopes(material: Material, areTrue: boolean): void {
  material.onBeforeCompile = areTrue ? trueSlopes : Material.prototype.onBeforeCompile
}
