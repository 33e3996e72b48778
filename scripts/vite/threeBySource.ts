import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const FOLDER = join(createRequire(import.meta.url).resolve('three/src/Three.js'), '..')
const GLSL = /\/\* glsl \*\/\s*`(.*?)`/gs

/**
 * Takes three.js by its source files in place of the two that it is published as, so that what only later parts need
 * is not in the first. Its shaders lose comments and empty lines, as they do where three.js is built.
 */
export function threeBySource(): Plugin {
  return {
    name: 'vuer-xr:three-by-source',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'three' ? join(FOLDER, 'Three.js') : undefined),
    transform: {
      filter: { id: /[\\/]three[\\/]src[\\/].*\.glsl\.js$/ },
      handler: (code) => ({
        code: code.replace(GLSL, (_whole, text: string) => JSON.stringify(bare(text))),
        map: null,
      }),
    },
  }
}

const bare = (shader: string): string =>
  shader
    .replace(/\r/g, '')
    .replace(/[ \t]*\/\/.*\n/g, '')
    .replace(/[ \t]*\/\*[\s\S]*?\*\//g, '')
    .replace(/\n{2,}/g, '\n')
    .trim()
