import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  CLOSE_CODES,
  EVENTS,
  grabRenderAnswer,
  grabRenderRequest,
  HAND_JOINTS,
  NODE_TYPES,
  OPERATION_TYPES,
  SLOTS,
  sceneDeclaration,
  WIRE_VERSION,
} from '../../protocol/index.ts'

/**
 * What both ends believe about the wire, in sixteen letters. When this test fails, the wire has changed:
 *
 * 1. Was that meant? If not, undo it.
 * 2. Can a viewer and a server of which only one has the change still work together? A new node type, prop or event is
 *    fine: who does not know it keeps it or ignores it. If they cannot, raise WIRE_VERSION in protocol/messages.ts.
 * 3. Bring PROTOCOL.md up to date, and put the new letters here.
 */
const EXPECTED = 'a3e45da9adfd25fc'

/** A schema as data: its kinds, entries, choices, bounds and messages; not the functions in it. */
function describe(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(describe)
  if (typeof schema === 'function') return schema.prototype === undefined ? undefined : schema.name
  if (typeof schema !== 'object' || schema === null) return schema
  const described: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(schema).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name.startsWith('~') || name === 'async' || name === 'reference') continue
    if (typeof value === 'function' && name !== 'class') continue
    described[name] = describe(value)
  }
  return described
}

function describeProps(props: Record<string, { schema: unknown; unit?: string; default?: unknown }>): unknown {
  return Object.entries(props).map(([name, { schema, unit, default: value }]) => [name, describe(schema), unit, value])
}

test('[FR20] the wire does not change without somebody noticing', () => {
  const wire = {
    version: WIRE_VERSION,
    operations: OPERATION_TYPES,
    slots: SLOTS,
    scene: describeProps(sceneDeclaration.props),
    nodes: Object.entries(NODE_TYPES).map(([tag, { props, events }]) => [tag, events, describeProps(props)]),
    events: Object.entries(EVENTS).map(([name, { kind, value }]) => [name, kind, describe(value)]),
    calls: [describe(grabRenderRequest), describe(grabRenderAnswer)],
    joints: HAND_JOINTS,
    closeCodes: CLOSE_CODES,
  }
  const letters = createHash('sha256').update(JSON.stringify(wire)).digest('hex').slice(0, 16)
  expect(letters, 'The wire has changed. What to do is told above EXPECTED in this file.').toBe(EXPECTED)
})
