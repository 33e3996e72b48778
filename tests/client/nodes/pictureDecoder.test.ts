import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DecodeAnswer, DecodeRequest } from '../../../src/nodes/decodeWorker.ts'
import { PictureDecoder } from '../../../src/nodes/PictureDecoder.ts'
import { isPlainJpeg } from '../../../src/nodes/plainJpeg.ts'

class FakeWorker {
  static all: FakeWorker[] = []
  readonly requests: DecodeRequest[] = []
  onmessage: ((event: { data: DecodeAnswer }) => void) | undefined
  onerror: ((event: { message: string }) => void) | undefined
  isTerminated = false

  constructor() {
    FakeWorker.all.push(this)
  }

  postMessage(request: DecodeRequest, transfer: Transferable[]): void {
    this.requests.push(structuredClone(request, { transfer }))
  }

  answer(data: DecodeAnswer): void {
    this.onmessage!({ data })
  }

  terminate(): void {
    this.isTerminated = true
  }
}

const onThePage = vi.fn(async (_picture: Blob, _options?: ImageBitmapOptions) => ({ from: 'page' }) as never)
const bytes = Uint8Array.of(1, 2, 3)

beforeEach(() => {
  FakeWorker.all = []
  onThePage.mockClear()
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('createImageBitmap', onThePage)
})
afterEach(() => vi.unstubAllGlobals())

describe('a decoder of pictures', () => {
  /** One that has had enough pictures to have a worker. */
  async function streaming() {
    const decoder = new PictureDecoder()
    for (let count = 0; count < 8; count += 1) await decoder.decode(bytes)
    return { decoder, worker: FakeWorker.all[0]! }
  }

  test('decodes a few pictures on the page, and starts no worker for them', async () => {
    const decoder = new PictureDecoder()
    for (let count = 0; count < 7; count += 1) expect(await decoder.decode(bytes)).toEqual({ from: 'page' })
    expect(FakeWorker.all).toHaveLength(0)
  })

  test('gives those of a stream to a worker, once that one is there; the bytes stay what they are', async () => {
    const { decoder, worker } = await streaming()
    await decoder.decode(bytes)
    expect(worker.requests).toEqual([])
    worker.answer({ isReady: true })
    const options = { premultiplyAlpha: 'none' } as const
    const [first, second] = [decoder.decode(bytes), decoder.decode(new Blob([bytes]), options)]
    expect(bytes).toEqual(Uint8Array.of(1, 2, 3))
    expect(worker.requests[0]!.picture).toEqual(bytes)
    expect(worker.requests[1]).toMatchObject({ picture: expect.any(Blob), options })
    const [one, two] = worker.requests.map(({ id }) => id) as [number, number]
    worker.answer({ id: two, picture: { name: 'two' } as never })
    worker.answer({ id: one, error: 'it is broken' })
    await expect(first).rejects.toThrow('it is broken')
    expect(await second).toEqual({ name: 'two' })
    expect(onThePage).toHaveBeenCalledTimes(9)
  })

  test('goes on without a worker that does not start, or breaks', async () => {
    const { decoder, worker } = await streaming()
    worker.answer({ isReady: true })
    const lost = decoder.decode(bytes)
    worker.onerror!({ message: 'out of memory' })
    await expect(lost).rejects.toThrow('the decoder failed: out of memory')
    expect(await decoder.decode(bytes)).toEqual({ from: 'page' })
    expect(FakeWorker.all).toHaveLength(1)
    expect(worker.isTerminated).toBe(true)
  })

  test('leaves no worker behind', async () => {
    const { decoder, worker } = await streaming()
    worker.answer({ isReady: true })
    const lost = decoder.decode(bytes)
    decoder.dispose()
    expect(worker.isTerminated).toBe(true)
    await expect(lost).rejects.toThrow('the page closes')
  })
})

describe('a JPEG', () => {
  const segment = (marker: number, ...content: number[]) => [0xff, marker, 0, content.length + 2, ...content]
  const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0))
  const START = [0xff, 0xd8]
  const SCAN = [0xff, 0xda, 0, 2, 7, 7]
  const of = (...parts: number[][]) => Uint8Array.from(parts.flat())

  test('is plain where it has no colour profile', () => {
    expect(isPlainJpeg(of(START, segment(0xe0, ...letters('JFIF')), SCAN))).toBe(true)
    expect(isPlainJpeg(of(START, segment(0xe2, ...letters('MPF')), SCAN))).toBe(true)
    expect(isPlainJpeg(of(START, segment(0xe0), segment(0xe2, ...letters('ICC_PROFILE'), 0, 1, 1), SCAN))).toBe(false)
  })

  test('that is none, or ends too early, is not', () => {
    expect(isPlainJpeg(of())).toBe(false)
    expect(isPlainJpeg(of(START))).toBe(false)
    expect(isPlainJpeg(of(START, [0xff, 0xe0, 0xff]))).toBe(false)
    expect(isPlainJpeg(of(START, segment(0xe0, 1, 2, 3), [0, 0, 0, 0]))).toBe(false)
    expect(isPlainJpeg(of([0x89, 0x50, 0x4e, 0x47], SCAN))).toBe(false)
    expect(isPlainJpeg(of(START, [0xff, 0xe0, 0, 0]))).toBe(false)
  })
})
