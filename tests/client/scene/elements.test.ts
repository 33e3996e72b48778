import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as THREE from 'three'
import { expect, it } from 'vitest'
import { ELEMENTS } from '../../../src/scene/elements.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Files and folders of libraries whose components are used. */
const LIBRARIES = [
  '@react-three/xr/dist',
  '@react-three/drei/core/Billboard.js',
  '@react-three/drei/core/Text3D.js',
  '@react-three/drei/web/Html.js',
  '@react-three/drei/web/pivotControls',
].map((path) => `node_modules/${path}`)

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx|js)$/.test(name))
    .map((name) => `${path}/${name}`)
}

/** Classes of three.js that are written as elements: `<mesh>` in our files, `jsx("mesh"` in built ones. */
function classesIn(paths: readonly string[], written: RegExp): Set<string> {
  const files = paths.flatMap((path) => filesIn(root + path))
  const names = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(written)])
  const classes = names.map(([, name = '']) => `${name[0]?.toUpperCase()}${name.slice(1)}`)
  return new Set(classes.filter((name) => name in THREE))
}

it('every element that is written somewhere is known, and no other of three.js is loaded for it', () => {
  const ours = classesIn(['src'], /<([a-z]\w*)(?=[\s/>])/g)
  const theirs = classesIn(LIBRARIES, /(?:jsxs?|createElement)\("([a-z]\w*)"/g)
  expect(ours).toContain('Mesh')
  expect(theirs).toContain('BoxGeometry')
  expect([...new Set([...ours, ...theirs])].sort()).toEqual(Object.keys(ELEMENTS).sort())
})
