import { NODE_TYPES, Scene, type Tag, Text, type Vuer } from 'vuer-xr'
import { SAMPLES, type Sample } from './catalogue.ts'
import { indexPage, nodePage } from './pages.ts'
import { ASSET_FOLDERS, loadSample } from './samples.ts'

/** The `staticRoot` of a server that shows the gallery: models of the samples, and their pictures. */
export const GALLERY_FOLDERS = [...ASSET_FOLDERS, 'docs'] as const

/** Puts the gallery onto a server: `/gallery`, a page for each node type, and the scene that each of them shows. */
export function publishGallery(app: Vuer): void {
  app.addRoute('/gallery', indexPage)
  for (const tag of Object.keys(NODE_TYPES) as Tag[]) app.addRoute(`/gallery/${tag}`, () => nodePage(tag))
  const samples = new Map<unknown, Sample>(SAMPLES.map((sample) => [sample.name, sample]))
  app.spawn(async (session) => {
    const { sample: name } = (session.client.query ?? {}) as { sample?: unknown }
    const sample = samples.get(name)
    if (sample) await (await loadSample(sample))(session)
    else session.set(Scene({}, Text({ fontSize: 0.2, position: [0, 0.8, 0], text: 'The pages are at /gallery' })))
  })
}
