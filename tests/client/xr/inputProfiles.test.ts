import { expect, test } from 'vitest'
import { inputProfiles } from '../../../scripts/vite/inputProfiles.ts'

function builtFiles(): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>()
  const plugin = inputProfiles() as unknown as { generateBundle(this: unknown): void }
  plugin.generateBundle.call({
    emitFile: ({ fileName, source }: { fileName: string; source: string | Uint8Array }) => files.set(fileName, source),
  })
  return files
}

const files = builtFiles()
const list = JSON.parse(files.get('webxr-profiles/profilesList.json') as string) as Record<string, { path: string }>
const textOf = (path: string) => new TextDecoder().decode(files.get(`webxr-profiles/${path}`) as Uint8Array)

test('every profile in the list is shipped, with every model that it names', () => {
  for (const { path } of Object.values(list)) {
    const profile = JSON.parse(textOf(path)) as { profileId: string; layouts: Record<string, { assetPath: string }> }
    for (const { assetPath } of Object.values(profile.layouts)) {
      expect(files.has(`webxr-profiles/${profile.profileId}/${assetPath}`)).toBe(true)
    }
  }
})

test('the fallback of unknown controllers, and the model of hands, are among them', () => {
  expect(list['generic-trigger-squeeze-thumbstick']).toBeDefined()
  expect(files.has('webxr-profiles/generic-hand/left.glb')).toBe(true)
  expect(files.has('webxr-profiles/generic-hand/right.glb')).toBe(true)
})

test('they stay below 12 MB', () => {
  const bytes = [...files.values()].reduce((sum, source) => sum + source.length, 0)
  expect(bytes).toBeLessThan(12e6)
})
