import { afterEach, beforeEach, expect, test, vi } from 'vitest'

class FakeSocket extends EventTarget {
  static readonly all: FakeSocket[] = []
  readonly url: string
  isClosed = false
  onopen: ((event: Event) => void) | null = null
  onclose: ((event: Event) => void) | null = null

  constructor(url: string) {
    super()
    if (url.startsWith('nonsense')) throw new SyntaxError('no such address')
    this.url = url
    FakeSocket.all.push(this)
    for (const name of ['open', 'close'] as const) this.addEventListener(name, (event) => this[`on${name}`]?.(event))
  }

  close(): void {
    this.isClosed = true
  }
}

const OWN = 'wss://robot.local/socket'

beforeEach(() => {
  FakeSocket.all.length = 0
  vi.resetModules()
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('sessionStorage', { getItem: () => null })
})
afterEach(() => vi.unstubAllGlobals())

async function open(href: string) {
  vi.stubGlobal('location', { href })
  const { takeSocket } = await import('../../../src/page/earlySocket.ts')
  return (url: string) => takeSocket(url) as unknown as FakeSocket
}

test('the socket is opened when the file is loaded, and given to the first who asks for its address', async () => {
  const take = await open('https://robot.local/')
  const [early] = FakeSocket.all
  expect(early?.url).toBe(OWN)
  expect(take(OWN)).toBe(early)
  expect(take(OWN)).not.toBe(early)
  expect(FakeSocket.all).toHaveLength(2)
})

test('what happened before somebody listened is told once, what happens later too', async () => {
  const take = await open('https://robot.local/')
  FakeSocket.all[0]?.dispatchEvent(new Event('open'))
  const socket = take(OWN)
  const heard: string[] = []
  socket.onopen = () => heard.push('open')
  socket.onclose = () => heard.push('close')
  expect(heard).toEqual([])
  await Promise.resolve()
  expect(heard).toEqual(['open'])
  socket.dispatchEvent(new Event('close'))
  expect(heard).toEqual(['open', 'close'])
})

test('a server that refused at once is heard', async () => {
  const take = await open('https://robot.local/')
  FakeSocket.all[0]?.dispatchEvent(new Event('close'))
  const heard: string[] = []
  take(OWN).onclose = () => heard.push('close')
  await Promise.resolve()
  expect(heard).toEqual(['close'])
})

test('a page that connects elsewhere after all leaves the early one', async () => {
  const take = await open('https://robot.local/')
  expect(take('wss://other.local/').url).toBe('wss://other.local/')
  expect(FakeSocket.all[0]?.isClosed).toBe(true)
})

test.each(['https://robot.local/?scene=AA', 'https://robot.local/?ws=nonsense'])(
  '%s opens nothing early',
  async (href) => {
    const take = await open(href)
    expect(FakeSocket.all).toHaveLength(0)
    expect(take(OWN).url).toBe(OWN)
  },
)
