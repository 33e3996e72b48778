/** The buffer of exactly these bytes; only a view on a part of one is copied. */
export const bufferOf = (bytes: Uint8Array): ArrayBuffer =>
  bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? bytes.buffer
    : (bytes.slice().buffer as ArrayBuffer)

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
