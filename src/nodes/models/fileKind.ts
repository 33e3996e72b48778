/** Beginnings by which files are known, and what a person calls such a file. */
const BEGINNINGS: readonly (readonly [RegExp | string, string])[] = [
  [/^\uFEFF?\s*<(!doctype html|html|head|body)\b/i, 'a web page (HTML)'],
  [/^glTF/, 'a binary glTF'],
  [/^\x89PNG/, 'a PNG picture'],
  [/^\xff\xd8\xff/, 'a JPEG picture'],
  ['PK\x03\x04', 'a zip file'],
  ['\x1f\x8b', 'a gzip file'],
  [/^ply\s/, 'a PLY file'],
  [/^Kaydara FBX Binary/, 'an FBX file'],
  [/^# \.PCD/, 'a PCD file'],
  [/^HIERARCHY/, 'a BVH file'],
  [/^version https:\/\/git-lfs/, 'a pointer of Git LFS, not the file itself'],
  [/^\uFEFF?\s*<\?xml|^\uFEFF?\s*<(COLLADA|robot)\b/, 'an XML file'],
  [/^\uFEFF?\s*\{/, 'a JSON file'],
]

/** What a file is by its first bytes, in a person's words; `undefined` where they do not tell. */
export function fileKind(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 256)).replace(/^\u00EF\u00BB\u00BF/, '')
  return BEGINNINGS.find(([beginning]) =>
    typeof beginning === 'string' ? start.startsWith(beginning) : beginning.test(start),
  )?.[1]
}

/** Throws if the file is empty, or is known to be something else than a format whose files are one of `accepted`. */
export function expectKind(bytes: Uint8Array, format: string, accepted: readonly string[]): void {
  if (bytes.length === 0) throw new Error('the file is empty')
  const kind = fileKind(bytes)
  if (kind !== undefined && !accepted.includes(kind)) throw new Error(`not ${format}, but ${kind}`)
}
