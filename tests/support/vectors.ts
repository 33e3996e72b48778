import { readdirSync, readFileSync } from 'node:fs'
import {
  decodeFrame,
  encodeFrame,
  type NodeData,
  type Operation,
  operationMessage,
  plainOperation,
  readServerMessage,
  SLOTS,
} from '../../protocol/index.ts'

const folder = new URL('../fixtures/vectors/', import.meta.url)

/** What Vuer has and this viewer has not, each with the reason. A frame that brings one is not exempt in anything else. */
export const EXCEPTED: Readonly<Record<string, string>> = {
  VideoPlane: 'video is a part of its own',
  WebRTCVideoPlane: 'video is a part of its own',
  WebRTCStereoVideoPlane: 'video is a part of its own',
  ContribLoader: 'it runs a program from elsewhere, in this frame one of physics: that is refused',
}

/** Frames of values that nobody can draw, Vuer’s own page neither: what is said of them. */
export const TOLD: Readonly<Record<string, RegExp>> = {
  'server-values-ndarray': /^Box "n": matrix\[0\]: expected a number, got Array$/,
  'server-default-scene-options': /^Scene: toneMapping: expected .* got "aces"$/,
}

/** An operation that Python Vuer has sent, on a scene in which the parents and nodes exist that it speaks of. */
export interface RecordedOperation {
  readonly name: string
  readonly operation: Operation
  /** What must be there before. */
  readonly before: readonly NodeData[]
}

export function recordedOperations(): RecordedOperation[] {
  return readdirSync(folder).flatMap((file) => {
    if (!file.startsWith('server-') || !file.endsWith('.msgpack')) return []
    const message = readServerMessage(decodeFrame(new Uint8Array(readFileSync(new URL(file, folder)))))
    if (message.kind !== 'operation') return []
    const operation = plainOperation(message.operation)
    const keys = new Set<string>()
    if ('to' in operation && operation.to !== null && !SLOTS.includes(operation.to as never)) keys.add(operation.to)
    if (operation.op === 'update') for (const { key } of operation.nodes) keys.add(key)
    if (operation.op === 'remove') for (const key of operation.keys) keys.add(key)
    const before = [...keys].map((key) => ({ tag: 'Box', key }))
    return [{ name: file.slice(0, -'.msgpack'.length), operation, before }]
  })
}

/** Every node of an operation, those inside others too. */
export function nodesOf(value: unknown): NodeData[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  const below = Object.values(value).flatMap(nodesOf)
  return 'tag' in value && 'key' in value ? [value as NodeData, ...below] : below
}

export const frameOf = (operation: Operation): Uint8Array =>
  encodeFrame(operationMessage(operation, Date.now()), 'vuer')
