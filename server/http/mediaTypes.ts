import { extname } from 'node:path'

const text = 'text/plain; charset=utf-8'
const xml = 'application/xml; charset=utf-8'
const bytes = 'application/octet-stream'

/** Media types by file name ending. Formats for which none is registered are plain bytes, or plain text. */
const mediaTypes: Readonly<Record<string, string>> = {
  // Robots and simulators
  urdf: xml,
  xacro: xml,
  srdf: xml,
  sdf: xml,
  world: xml,
  mjcf: xml,
  mjb: bytes,
  launch: xml,
  xml,
  // Meshes and scenes
  dae: 'model/vnd.collada+xml',
  stl: 'model/stl',
  obj: 'model/obj',
  mtl: 'model/mtl',
  glb: 'model/gltf-binary',
  gltf: 'model/gltf+json',
  vrm: 'model/gltf-binary',
  bin: bytes,
  drc: bytes,
  fbx: bytes,
  bvh: text,
  '3mf': 'model/3mf',
  off: text,
  usd: bytes,
  usda: 'model/vnd.usda',
  usdc: bytes,
  usdz: 'model/vnd.usdz+zip',
  step: 'model/step',
  stp: 'model/step',
  // Point clouds and splats
  ply: bytes,
  pcd: bytes,
  las: 'application/vnd.las',
  laz: 'application/vnd.laszip',
  splat: bytes,
  ksplat: bytes,
  spz: bytes,
  xyz: text,
  // Pictures
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  ico: 'image/vnd.microsoft.icon',
  svg: 'image/svg+xml',
  exr: 'image/x-exr',
  hdr: 'image/vnd.radiance',
  ktx: 'image/ktx',
  ktx2: 'image/ktx2',
  dds: 'image/vnd.ms-dds',
  tga: 'image/x-tga',
  // Sound and video
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  mkv: 'video/matroska',
  ogv: 'video/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
  // Data
  npy: bytes,
  npz: bytes,
  mcap: bytes,
  h5: bytes,
  onnx: bytes,
  safetensors: bytes,
  parquet: 'application/vnd.apache.parquet',
  wasm: 'application/wasm',
  json: 'application/json',
  jsonl: text,
  geojson: 'application/geo+json',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  toml: 'application/toml',
  csv: 'text/csv; charset=utf-8',
  zip: 'application/zip',
  gz: 'application/gzip',
  // Fonts
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  // Text, and what must not be anything else: see harmlessType
  txt: text,
  log: text,
  md: 'text/markdown; charset=utf-8',
  css: 'text/css; charset=utf-8',
  ini: text,
  py: text,
  glsl: text,
  wgsl: text,
  html: text,
  htm: text,
  js: text,
  mjs: text,
  pdf: 'application/pdf',
}

/** The media type of a file by its name; undefined when the name says nothing. */
export function mediaTypeOf(path: string): string | undefined {
  const ending = extname(path).slice(1).toLowerCase()
  return Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined
}

/**
 * The type under which data may be served. Data comes from anywhere: a robot's description, a recording, a download. Were
 * it a page or a script to the browser, it would act as a page of this server, which holds the token and the socket. So
 * pages and scripts become plain text: with `nosniff` no browser runs that, as page, script or worker. Types that are of
 * use and can hold scripts (SVG, XML, PDF) stay, and are put in a sandbox by {@link dataPolicy}.
 */
export function harmlessType(type: string): string {
  return /^\s*(text\/html|application\/xhtml\+xml|multipart\/|message\/)|(java|ecma|j|live)script/i.test(type)
    ? text
    : type
}
