import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { NODE_TYPES, type Tag, type VuerSession } from 'vuer-xr'
import { SAMPLES, type Sample } from '../../gallery/catalogue.ts'
import { highlight } from '../../gallery/highlight.ts'
import { GALLERY_FOLDERS, publishGallery } from '../../gallery/publishGallery.ts'
import { loadSample, scriptOf } from '../../gallery/samples.ts'
import { rawOverTls } from '../support/server/plainServer.ts'
import { SocketClient, startServer } from '../support/server/socketClient.ts'

const TAGS = Object.keys(NODE_TYPES) as Tag[]

/** Other names of what their sample has. */
const ALIASES: readonly Tag[] = [
  'Group',
  'group',
  'Gltf',
  'VuerSplat',
  'LumaSplats',
  'Splats',
  'InPlaceDepthPointCloud',
]

/** The tags of everything that a sample puts into its scene before it waits for its client. */
async function tagsIn(sample: Sample): Promise<Set<string>> {
  const tags = new Set<string>()
  const collect = (node: unknown) => {
    if (typeof node !== 'object' || node === null || ArrayBuffer.isView(node)) return
    const { tag, ...rest } = node as Record<string, unknown>
    if (typeof tag === 'string') tags.add(tag)
    for (const [name, list] of Object.entries(rest)) {
      if (/children$/i.test(name) && Array.isArray(list)) list.forEach(collect)
    }
  }
  const show = await loadSample(sample)
  await new Promise<void>((resolve, reject) => {
    const session = new Proxy({} as VuerSession, {
      get: (_target, name) => (data: unknown) => {
        if (name === 'set' || name === 'add') return collect(data)
        resolve()
        return new Promise(() => {})
      },
    })
    Promise.resolve(show(session)).then(() => resolve(), reject)
  }).catch((error: Error) => {
    // A loop over the events of nobody.
    if (!/iterable/.test(error.message)) throw error
  })
  return tags
}

describe('the samples of the gallery', () => {
  it('show every node type, each in one of them', () => {
    expect(SAMPLES.flatMap(({ tags }) => tags).sort()).toEqual([...TAGS].sort())
  })

  it('have names that differ in more than the case of their letters, and a script each', () => {
    const names = SAMPLES.map(({ name }) => name)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
    const files = readdirSync(new URL('../../gallery/samples/', import.meta.url))
    expect(files.sort()).toEqual(names.map((name) => `${name}.ts`).sort())
  })

  it.each(SAMPLES)('$name has in its scene what it is there to show', async (sample) => {
    const tags = await tagsIn(sample)
    expect(sample.tags.filter((tag) => !tags.has(tag) && !ALIASES.includes(tag))).toEqual([])
  })

  it.each(SAMPLES)('$name is shown as a script that uses what it is for, and can be copied', (sample) => {
    const script = scriptOf(sample)
    expect(script).toMatch(/^import \{[^}]*\bVuer\b[^}]*\} from 'vuer-xr'\n/)
    expect(script).not.toContain('VuerSession')
    expect(script).toMatch(/\napp\.spawn\((async )?\(session\) => \{\n[\s\S]+\n\}\)\n\nawait app\.start\(\)\n$/)
    expect(script.includes('/static/')).toBe(script.includes('staticRoot'))
  })
})

describe('code on a page', () => {
  it('is coloured, and no character of it is HTML', () => {
    expect(highlight("const a = Box({ color: '<b>' }) // 1 & 2")).toBe(
      '<i class="word">const</i> a = <i class="node">Box</i>({ color: <i class="string">\'&lt;b&gt;\'</i> }) <i class="comment">// 1 &amp; 2</i>',
    )
  })
})

describe('a server with the gallery', () => {
  let stop = async () => {}
  afterEach(() => stop())
  const start = async () => {
    const server = await startServer({ staticRoot: [...GALLERY_FOLDERS] }, publishGallery)
    stop = () => server[Symbol.asyncDispose]()
    return server
  }

  it('has a page for each node type, with the words of its declaration', async () => {
    const { port } = await start()
    const read = async (path: string) => {
      const { status, body } = await rawOverTls(port, 'GET', path)
      expect(status, path).toBe(200)
      return body
    }
    const index = await read('/gallery')
    for (const tag of TAGS) {
      expect(index).toContain(`href="/gallery/${tag}"`)
      const page = await read(`/gallery/${tag}`)
      const { props, events } = NODE_TYPES[tag]
      for (const name of [...Object.keys(props), ...events]) expect(page).toContain(`<code>${name}</code>`)
      expect(page).not.toContain('undefined</')
    }
  })

  it('shows whoever names a sample its scene, and everybody else where the pages are', async () => {
    const { url } = await start()
    const scene = async (query?: Record<string, string>) => {
      const client = await new SocketClient(url).init({ client: 'browser', wire: 1, ...(query && { query }) })
      const frame = await client.until('SET')
      client.close()
      return JSON.stringify(frame.data)
    }
    expect(await scene({ sample: 'Torus' })).toContain('"tag":"Torus"')
    expect(await scene({ sample: '../../main' })).toContain('/gallery')
    expect(await scene()).toContain('/gallery')
  })
})
