import { Text3D } from '@react-three/drei'
import { type ComponentProps, type Ref, use } from 'react'
import type { Mesh } from 'three'
import { TTFLoader } from 'three-stdlib'
import { useClick } from '../interaction/clicks.ts'
import { useSurfaceMaterial } from '../useSurfaceMaterial.ts'
import type { ViewProps } from '../View.ts'
import { checkFont, fetchFont, OWN_FONT } from './fonts.ts'
import { useWrittenText } from './useWrittenText.ts'

type Typeface = Exclude<ComponentProps<typeof Text3D>['font'], string>

const typefaces = new Map<string, Promise<Typeface>>()

/** The outlines of a font, read once for each address. A font that could not be had is asked for again next time. */
function typefaceOf(url: string): Promise<Typeface> {
  let typeface = typefaces.get(url)
  if (!typeface) {
    typeface = fetchFont(url)
      .then(readTypeface)
      .catch((error: Error) => {
        throw new Error(`font: ${url}: could not be loaded (${error.message})`, { cause: error })
      })
    typefaces.set(url, typeface)
    typeface.catch(() => typefaces.delete(url))
  }
  return typeface
}

function readTypeface(bytes: ArrayBuffer): Typeface {
  if (new Uint8Array(bytes)[0] === '{'.charCodeAt(0)) return JSON.parse(new TextDecoder().decode(bytes)) as Typeface
  checkFont(bytes)
  return new TTFLoader().parse(bytes) as unknown as Typeface
}

export default function Text3DView({ node, props, objectRef, children, report }: ViewProps<'Text3D'>) {
  const { font, size, height, letterSpacing, lineHeight, smooth } = props
  const { bevelEnabled, bevelThickness, bevelSize, bevelSegments, curveSegments } = props
  const typeface = use(typefaceOf(font === undefined ? OWN_FONT : new URL(font, document.baseURI).href))
  const material = useSurfaceMaterial(node.key, props, report)
  const words = useWrittenText(node, props.text)
  return (
    <Text3D
      ref={objectRef as Ref<Mesh>}
      font={typeface}
      material={material}
      castShadow={props.castShadow}
      receiveShadow={props.receiveShadow}
      {...{ size, height, letterSpacing, lineHeight, curveSegments }}
      {...{ bevelEnabled, bevelThickness, bevelSize, bevelSegments }}
      {...(smooth === undefined ? {} : { smooth })}
      {...useClick(node.key)}
    >
      {words}
      {children}
    </Text3D>
  )
}
