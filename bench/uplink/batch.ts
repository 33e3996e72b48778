/** Frames of one binary message each, masked as a client must, in one piece that is written as it is. */
export function batchOf(payload: Uint8Array, count: number): Buffer {
  if (payload.length < 126 || payload.length > 65_535) throw new RangeError('a payload of 126 to 65535 bytes')
  const mask = Buffer.from([0x37, 0xfa, 0x21, 0x3d])
  const header = Buffer.from([0x82, 0x80 | 126, payload.length >> 8, payload.length & 0xff, ...mask])
  const masked = payload.map((byte, index) => byte ^ mask[index % 4]!)
  return Buffer.concat(Array.from({ length: count }, () => [header, masked]).flat())
}
