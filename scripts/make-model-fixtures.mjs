// Writes tests/fixtures/models: a small file of each format, mostly a box of 0.5 m. `node scripts/make-model-fixtures.mjs`
// draco3d and meshoptimizer, which pack two of them, come with three's tools in node_modules.
import { mkdirSync, writeFileSync } from 'node:fs'
import draco3d from 'draco3d'
import { MeshoptEncoder } from 'meshoptimizer'
import { PNG } from 'pngjs'
import { BoxGeometry } from 'three'
import * as ktx from 'three/addons/libs/ktx-parse.module.js'

const folder = new URL('../tests/fixtures/models/', import.meta.url)
mkdirSync(folder, { recursive: true })
const save = (name, content) => writeFileSync(new URL(name, folder), content)

const box = new BoxGeometry(0.5, 0.5, 0.5)
const positions = box.getAttribute('position').array
const normals = box.getAttribute('normal').array
const uvs = box.getAttribute('uv').array
const indices = new Uint16Array(box.index.array)
const triangles = Array.from({ length: indices.length / 3 }, (_, at) => [...indices.subarray(3 * at, 3 * at + 3)])
const vertex = (index) => [...positions.subarray(3 * index, 3 * index + 3)]

const bytesOf = (array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)
const padded = (buffer, fill = 0) => Buffer.concat([buffer, Buffer.alloc((4 - (buffer.length % 4)) % 4, fill)])

function glb(json, bin) {
  const description = padded(Buffer.from(JSON.stringify(json)), 0x20)
  const header = Buffer.alloc(20)
  header.write('glTF')
  header.writeUInt32LE(2, 4)
  header.writeUInt32LE(12 + 8 + description.length + 8 + bin.length, 8)
  header.writeUInt32LE(description.length, 12)
  header.write('JSON', 16)
  const chunk = Buffer.alloc(8)
  chunk.writeUInt32LE(bin.length)
  chunk.write('BIN', 4)
  return Buffer.concat([header, description, chunk, bin])
}

/** Buffer views one after the other. */
function pack(parts) {
  const views = []
  let length = 0
  for (const part of parts) {
    views.push({ buffer: 0, byteOffset: length, byteLength: part.length })
    length += padded(part).length
  }
  return { views, bin: Buffer.concat(parts.map((part) => padded(part))) }
}

const BOUNDS = { min: [-0.25, -0.25, -0.25], max: [0.25, 0.25, 0.25] }
const accessors = (count = positions.length / 3) => [
  { bufferView: 0, componentType: 5126, count, type: 'VEC3', ...BOUNDS },
  { bufferView: 1, componentType: 5126, count, type: 'VEC3' },
  { bufferView: 2, componentType: 5126, count, type: 'VEC2' },
  { bufferView: 3, componentType: 5123, count: indices.length, type: 'SCALAR' },
]
const attributes = { POSITION: 0, NORMAL: 1, TEXCOORD_0: 2 }
const scene = { asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }] }
const material = (baseColorFactor) => ({
  pbrMetallicRoughness: { baseColorFactor, metallicFactor: 0, roughnessFactor: 1 },
})
const parts = [positions, normals, uvs, indices].map(bytesOf)

// A red box; its animation moves it half a metre to the right.
{
  const { views, bin } = pack([
    ...parts,
    bytesOf(new Float32Array([0, 1])),
    bytesOf(new Float32Array([0, 0, 0, 0.5, 0, 0])),
  ])
  const json = {
    ...scene,
    nodes: [{ name: 'body', mesh: 0 }],
    meshes: [{ primitives: [{ attributes, indices: 3, material: 0 }] }],
    materials: [material([1, 0, 0, 1])],
    animations: [
      {
        name: 'aside',
        channels: [{ sampler: 0, target: { node: 0, path: 'translation' } }],
        samplers: [{ input: 4, output: 5 }],
      },
    ],
    accessors: [
      ...accessors(),
      { bufferView: 4, componentType: 5126, count: 2, type: 'SCALAR', min: [0], max: [1] },
      { bufferView: 5, componentType: 5126, count: 2, type: 'VEC3' },
    ],
    bufferViews: views,
    buffers: [{ byteLength: bin.length }],
  }
  save('red.glb', glb(json, bin))
}

/** A picture of one colour. */
function picture(red, green, blue) {
  const png = new PNG({ width: 4, height: 4 })
  for (let at = 0; at < png.data.length; at += 4) png.data.set([red, green, blue, 255], at)
  return PNG.sync.write(png)
}

// The same in text, with its buffer and a texture beside it.
{
  const { views, bin } = pack(parts)
  const json = {
    ...scene,
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes, indices: 3, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0 } }],
    textures: [{ source: 0 }],
    images: [{ uri: 'textures/green.png' }],
    accessors: accessors(),
    bufferViews: views,
    buffers: [{ uri: 'green.bin', byteLength: bin.length }],
  }
  save('green.gltf', JSON.stringify(json, null, 1))
  save('green.bin', bin)
  mkdirSync(new URL('textures/', folder), { recursive: true })
  save('textures/green.png', picture(20, 220, 40))
}

// Packed by Draco.
{
  const encoder = await draco3d.createEncoderModule({})
  const builder = new encoder.MeshBuilder()
  const mesh = new encoder.Mesh()
  builder.AddFacesToMesh(mesh, indices.length / 3, new Uint32Array(indices))
  const count = positions.length / 3
  const position = builder.AddFloatAttributeToMesh(mesh, encoder.POSITION, count, 3, positions)
  const normal = builder.AddFloatAttributeToMesh(mesh, encoder.NORMAL, count, 3, normals)
  const target = new encoder.DracoInt8Array()
  const length = new encoder.Encoder().EncodeMeshToDracoBuffer(mesh, target)
  const packed = Buffer.from(Array.from({ length }, (_, at) => target.GetValue(at) & 0xff))
  const { views, bin } = pack([packed])
  const json = {
    ...scene,
    extensionsUsed: ['KHR_draco_mesh_compression'],
    extensionsRequired: ['KHR_draco_mesh_compression'],
    nodes: [{ mesh: 0 }],
    meshes: [
      {
        primitives: [
          {
            attributes: { POSITION: 0, NORMAL: 1 },
            indices: 2,
            material: 0,
            extensions: {
              KHR_draco_mesh_compression: { bufferView: 0, attributes: { POSITION: position, NORMAL: normal } },
            },
          },
        ],
      },
    ],
    materials: [material([0, 0, 1, 1])],
    accessors: [
      { componentType: 5126, count, type: 'VEC3', ...BOUNDS },
      { componentType: 5126, count, type: 'VEC3' },
      { componentType: 5123, count: indices.length, type: 'SCALAR' },
    ],
    bufferViews: views,
    buffers: [{ byteLength: bin.length }],
  }
  save('blue-draco.glb', glb(json, bin))
}

// Packed by meshopt.
{
  await MeshoptEncoder.ready
  const count = positions.length / 3
  const streams = [
    { source: positions, stride: 12, count, mode: 'ATTRIBUTES' },
    { source: normals, stride: 12, count, mode: 'ATTRIBUTES' },
    { source: uvs, stride: 8, count, mode: 'ATTRIBUTES' },
    { source: indices, stride: 2, count: indices.length, mode: 'TRIANGLES' },
  ]
  const packed = streams.map(({ source, stride, count: entries, mode }) =>
    Buffer.from(MeshoptEncoder.encodeGltfBuffer(new Uint8Array(bytesOf(source)), entries, stride, mode, 0)),
  )
  const { views, bin } = pack(packed)
  let at = 0
  const bufferViews = streams.map(({ stride, count: entries, mode }, index) => {
    const byteLength = stride * entries
    const view = {
      buffer: 1,
      byteOffset: at,
      byteLength,
      ...(mode === 'ATTRIBUTES' ? { byteStride: stride } : {}),
      extensions: { EXT_meshopt_compression: { ...views[index], byteStride: stride, count: entries, mode } },
    }
    at += Math.ceil(byteLength / 4) * 4
    return view
  })
  const json = {
    ...scene,
    extensionsUsed: ['EXT_meshopt_compression'],
    extensionsRequired: ['EXT_meshopt_compression'],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes, indices: 3, material: 0 }] }],
    materials: [material([1, 1, 0, 1])],
    accessors: accessors(),
    bufferViews,
    buffers: [
      { byteLength: bin.length },
      { byteLength: at, extensions: { EXT_meshopt_compression: { fallback: true } } },
    ],
  }
  save('yellow-meshopt.glb', glb(json, bin))
}

// A texture in KTX2, packed as UASTC: blocks of one colour, written bit by bit.
{
  const block = (red, green, blue) => {
    let bits = 0n
    let at = 0n
    const put = (value, count) => {
      bits |= BigInt(value) << at
      at += BigInt(count)
    }
    put(0x17, 5) // mode 8: one colour
    for (const channel of [red, green, blue, 255]) put(channel, 8)
    put(1, 1) // hints for ETC1: differential, weakest table, second selector, base colour
    put(0, 3)
    put(1, 2)
    for (const channel of [red, green, blue]) put(channel >> 3, 5)
    return Buffer.from(Array.from({ length: 16 }, (_, index) => Number((bits >> BigInt(8 * index)) & 0xffn)))
  }
  const container = ktx.createDefaultContainer()
  Object.assign(container, { vkFormat: 0, typeSize: 1, pixelWidth: 4, pixelHeight: 4, pixelDepth: 0, levelCount: 1 })
  const levelData = new Uint8Array(block(240, 0, 240))
  container.levels = [{ levelData, uncompressedByteLength: levelData.length }]
  Object.assign(container.dataFormatDescriptor[0], {
    colorModel: 166,
    colorPrimaries: 1,
    transferFunction: 2,
    texelBlockDimension: [3, 3, 0, 0],
    bytesPlane: [16, 0, 0, 0, 0, 0, 0, 0],
    samples: [
      {
        bitOffset: 0,
        bitLength: 127,
        channelType: 0,
        samplePosition: [0, 0, 0, 0],
        sampleLower: 0,
        sampleUpper: 0xffffffff,
      },
    ],
  })
  const texture = Buffer.from(ktx.write(container))
  const { views, bin } = pack([...parts, texture])
  const json = {
    ...scene,
    extensionsUsed: ['KHR_texture_basisu'],
    extensionsRequired: ['KHR_texture_basisu'],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes, indices: 3, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0 } }],
    textures: [{ extensions: { KHR_texture_basisu: { source: 0 } } }],
    images: [{ bufferView: 4, mimeType: 'image/ktx2' }],
    accessors: accessors(),
    bufferViews: views,
    buffers: [{ byteLength: bin.length }],
  }
  save('magenta-ktx2.glb', glb(json, bin))
}

const lines = (...all) => `${all.flat(9).join('\n')}\n`
const row = (numbers) => numbers.join(' ')

save(
  'cyan.obj',
  lines(
    'mtllib cyan.mtl',
    'o box',
    Array.from({ length: positions.length / 3 }, (_, at) => `v ${row(vertex(at))}`),
    Array.from({ length: normals.length / 3 }, (_, at) => `vn ${row([...normals.subarray(3 * at, 3 * at + 3)])}`),
    'usemtl paint',
    triangles.map((corners) => `f ${row(corners.map((corner) => `${corner + 1}//${corner + 1}`))}`),
  ),
)
save('cyan.mtl', lines('newmtl paint', 'Kd 0 0.9 0.9'))

// STL has no colour: the node gives one.
{
  const stl = Buffer.alloc(84 + 50 * triangles.length)
  stl.writeUInt32LE(triangles.length, 80)
  for (const [at, corners] of triangles.entries()) {
    const numbers = [...normals.subarray(3 * corners[0], 3 * corners[0] + 3), ...corners.flatMap(vertex)]
    for (const [index, number] of numbers.entries()) stl.writeFloatLE(number, 84 + 50 * at + 4 * index)
  }
  save('box.stl', stl)
}

save(
  'orange.ply',
  lines(
    ['ply', 'format ascii 1.0', `element vertex ${positions.length / 3}`],
    ['x', 'y', 'z'].map((name) => `property float ${name}`),
    ['red', 'green', 'blue'].map((name) => `property uchar ${name}`),
    [`element face ${triangles.length}`, 'property list uchar int vertex_indices', 'end_header'],
    Array.from({ length: positions.length / 3 }, (_, at) => row([...vertex(at), 255, 130, 0])),
    triangles.map((corners) => row([3, ...corners])),
  ),
)

/** A grid of points in a cube of 0.4 m. */
const grid = Array.from({ length: 9 ** 3 }, (_, at) =>
  [at % 9, Math.floor(at / 9) % 9, Math.floor(at / 81)].map((step) => (step - 4) / 20),
)
{
  const header = lines(
    ['ply', 'format binary_little_endian 1.0', `element vertex ${grid.length}`],
    ['x', 'y', 'z'].map((name) => `property float ${name}`),
    ['red', 'green', 'blue'].map((name) => `property uchar ${name}`),
    'end_header',
  )
  const body = Buffer.alloc(15 * grid.length)
  for (const [at, point] of grid.entries()) {
    for (const [axis, number] of point.entries()) body.writeFloatLE(number, 15 * at + 4 * axis)
    body.set([0, 255, 120], 15 * at + 12)
  }
  save('points.ply', Buffer.concat([Buffer.from(header), body]))
}
{
  const rgb = new Float32Array(new Uint32Array([0xff2080]).buffer)[0]
  const header = lines(
    ['# .PCD v.7 - Point Cloud Data file format', 'VERSION .7', 'FIELDS x y z rgb', 'SIZE 4 4 4 4', 'TYPE F F F F'],
    [
      'COUNT 1 1 1 1',
      `WIDTH ${grid.length}`,
      'HEIGHT 1',
      'VIEWPOINT 0 0 0 1 0 0 0',
      `POINTS ${grid.length}`,
      'DATA binary',
    ],
  )
  save(
    'points.pcd',
    Buffer.concat([Buffer.from(header), bytesOf(Float32Array.from(grid.flatMap((point) => [...point, rgb])))]),
  )
}

// In centimetres and with z up: half a metre high, a quarter wide.
{
  const inCentimetres = Array.from({ length: positions.length / 3 }, (_, at) => {
    const [x, y, z] = vertex(at)
    return [50 * x, 50 * y, 100 * z]
  })
  const source = (id, numbers) =>
    `<source id="${id}"><float_array id="${id}-array" count="${numbers.length}">${row(numbers)}</float_array>
<technique_common><accessor source="#${id}-array" count="${numbers.length / 3}" stride="3">
<param name="X" type="float"/><param name="Y" type="float"/><param name="Z" type="float"/></accessor></technique_common></source>`
  save(
    'violet.dae',
    `<?xml version="1.0" encoding="utf-8"?>
<COLLADA xmlns="http://www.collada.org/2005/11/COLLADASchema" version="1.4.1">
<asset><unit name="centimeter" meter="0.01"/><up_axis>Z_UP</up_axis></asset>
<library_effects><effect id="paint-fx"><profile_COMMON><technique sid="common"><lambert>
<diffuse><color>0.45 0.1 0.9 1</color></diffuse></lambert></technique></profile_COMMON></effect></library_effects>
<library_materials><material id="paint"><instance_effect url="#paint-fx"/></material></library_materials>
<library_geometries><geometry id="box"><mesh>
${source('position', inCentimetres.flat())}
${source('normal', [...normals])}
<vertices id="vertices"><input semantic="POSITION" source="#position"/></vertices>
<triangles count="${triangles.length}" material="paint"><input semantic="VERTEX" source="#vertices" offset="0"/>
<input semantic="NORMAL" source="#normal" offset="1"/><p>${row(triangles.flat().flatMap((corner) => [corner, corner]))}</p></triangles>
</mesh></geometry></library_geometries>
<library_visual_scenes><visual_scene id="scene"><node id="box-node"><instance_geometry url="#box"><bind_material>
<technique_common><instance_material symbol="paint" target="#paint"/></technique_common></bind_material></instance_geometry></node>
</visual_scene></library_visual_scenes><scene><instance_visual_scene url="#scene"/></scene></COLLADA>
`,
  )
}

const fbxArray = (name, numbers) => `    ${name}: *${numbers.length} {\n      a: ${numbers.join(',')}\n    }`
save(
  'lime.fbx',
  // The reader of three.js knows the depth of a line by its tabs.
  lines(
    '; FBX 7.4.0 project file',
    '; ----------------------------------------------------',
    'FBXHeaderExtension:  {',
    '  FBXHeaderVersion: 1003',
    '  FBXVersion: 7400',
    '}',
    'GlobalSettings:  {',
    '  Version: 1000',
    '  Properties70:  {',
    '    P: "UpAxis", "int", "Integer", "",1',
    '    P: "UnitScaleFactor", "double", "Number", "",1',
    '  }',
    '}',
    'Objects:  {',
    '  Geometry: 1000, "Geometry::box", "Mesh" {',
    fbxArray('Vertices', [...positions]),
    fbxArray(
      'PolygonVertexIndex',
      triangles.flatMap(([a, b, c]) => [a, b, -c - 1]),
    ),
    '    GeometryVersion: 124',
    '    LayerElementNormal: 0 {',
    '      Version: 101',
    '      Name: ""',
    '      MappingInformationType: "ByPolygonVertex"',
    '      ReferenceInformationType: "Direct"',
    `      Normals: *${3 * indices.length} {`,
    `        a: ${triangles
      .flat()
      .flatMap((corner) => [...normals.subarray(3 * corner, 3 * corner + 3)])
      .join(',')}`,
    '      }',
    '    }',
    '    LayerElementMaterial: 0 {',
    '      Version: 101',
    '      Name: ""',
    '      MappingInformationType: "AllSame"',
    '      ReferenceInformationType: "IndexToDirect"',
    '      Materials: *1 {',
    '        a: 0',
    '      }',
    '    }',
    '  }',
    '  Model: 2000, "Model::box", "Mesh" {',
    '    Version: 232',
    '    Properties70:  {',
    '      P: "Lcl Translation", "Lcl Translation", "", "A",0,0,0',
    '    }',
    '  }',
    '  Material: 3000, "Material::paint", "" {',
    '    Version: 102',
    '    ShadingModel: "lambert"',
    '    Properties70:  {',
    '      P: "DiffuseColor", "Color", "", "A",0.5,1,0',
    '    }',
    '  }',
    '}',
    'Connections:  {',
    '  C: "OO",2000,0',
    '  C: "OO",1000,2000',
    '  C: "OO",3000,2000',
    '}',
  ).replace(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
)

// Two bones, one above the other; the upper one turns by 90 degrees within a second.
save(
  'nod.bvh',
  lines(
    'HIERARCHY',
    'ROOT hips',
    '{',
    '  OFFSET 0 0 0',
    '  CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation',
    '  JOINT neck',
    '  {',
    '    OFFSET 0 40 0',
    '    CHANNELS 3 Zrotation Xrotation Yrotation',
    '    End Site',
    '    {',
    '      OFFSET 0 40 0',
    '    }',
    '  }',
    '}',
    'MOTION',
    'Frames: 11',
    'Frame Time: 0.1',
    Array.from({ length: 11 }, (_, frame) => row([0, 0, 0, 0, 0, 0, 9 * frame, 0, 0])),
  ),
)

// Splats of one colour in a ball: as a PLY of training programs, and as .splat.
{
  const SH0 = 0.28209479177387814
  const names = [
    'x',
    'y',
    'z',
    'f_dc_0',
    'f_dc_1',
    'f_dc_2',
    'opacity',
    'scale_0',
    'scale_1',
    'scale_2',
    'rot_0',
    'rot_1',
    'rot_2',
    'rot_3',
  ]
  const ball = grid.filter((point) => Math.hypot(...point) < 0.21)
  const color = [1, 0.1, 0.6]
  const header = lines(
    ['ply', 'format binary_little_endian 1.0', `element vertex ${ball.length}`],
    names.map((name) => `property float ${name}`),
    'end_header',
  )
  const rows = ball.flatMap((point) => [
    ...point,
    ...color.map((channel) => (channel - 0.5) / SH0),
    6,
    ...[0.03, 0.03, 0.03].map(Math.log),
    ...[1, 0, 0, 0],
  ])
  save('pink-splats.ply', Buffer.concat([Buffer.from(header), bytesOf(Float32Array.from(rows))]))
  const splat = Buffer.alloc(32 * ball.length)
  for (const [at, point] of ball.entries()) {
    for (const [index, number] of [...point, 0.03, 0.03, 0.03].entries())
      splat.writeFloatLE(number, 32 * at + 4 * index)
    splat.set([30, 120, 255, 255, 255, 128, 128, 128], 32 * at + 24)
  }
  save('azure.splat', splat)
}

// An arm of two links that lies along x at 0, z up. The upper joint turns about y; a claw mimics its slide.
save(
  'arm.urdf',
  `<?xml version="1.0"?>
<robot name="arm">
  <material name="red"><color rgba="0.9 0.1 0.1 1"/></material>
  <link name="base">
    <visual><geometry><cylinder radius="0.1" length="0.2"/></geometry><material name="blue"><color rgba="0.1 0.2 0.9 1"/></material></visual>
    <collision><geometry><box size="0.3 0.3 0.3"/></geometry></collision>
  </link>
  <link name="upper">
    <visual><origin xyz="0.3 0 0"/><geometry><mesh filename="package://arm/box.stl" scale="1 0.2 0.2"/></geometry><material name="red"/></visual>
  </link>
  <link name="claw-left"><visual><geometry><box size="0.1 0.04 0.1"/></geometry><material name="green"><color rgba="0.1 0.9 0.1 1"/></material></visual></link>
  <link name="claw-right"><visual><geometry><box size="0.1 0.04 0.1"/></geometry><material name="green2"><color rgba="0.1 0.9 0.1 1"/></material></visual></link>
  <link name="badge">
    <visual><geometry><mesh filename="meshes/missing.stl"/></geometry></visual>
  </link>
  <joint name="shoulder" type="revolute"><parent link="base"/><child link="upper"/><axis xyz="0 1 0"/><limit lower="-1.5708" upper="1.5708" effort="1" velocity="1"/></joint>
  <joint name="left" type="prismatic"><parent link="upper"/><child link="claw-left"/><origin xyz="0.65 0.05 0"/><axis xyz="0 1 0"/><limit lower="0" upper="0.1" effort="1" velocity="1"/></joint>
  <joint name="right" type="prismatic"><parent link="upper"/><child link="claw-right"/><origin xyz="0.65 -0.05 0"/><axis xyz="0 -1 0"/><limit lower="0" upper="0.1" effort="1" velocity="1"/><mimic joint="left"/></joint>
  <joint name="pin" type="fixed"><parent link="base"/><child link="badge"/></joint>
</robot>
`,
)
