import {
  DataTexture,
  DataUtils,
  HalfFloatType,
  LinearFilter,
  LinearSRGBColorSpace,
  RepeatWrapping,
  RGBAFormat,
} from 'three'
import type { EnvironmentPreset } from '../../protocol/index.ts'

type Light = readonly [red: number, green: number, blue: number]

interface Lamp {
  /** Degrees from -z towards +x, and above the horizon. */
  readonly azimuth: number
  readonly elevation: number
  /** Degrees from the middle to the edge. */
  readonly size: number
  readonly light: Light
}

/** A place in a few numbers: what shines from above, from the horizon, from below, and from lamps or the sun. */
interface Place {
  readonly above: Light
  readonly horizon: Light
  readonly below: Light
  readonly lamps: readonly Lamp[]
}

const lamp = (azimuth: number, elevation: number, size: number, ...light: Light): Lamp => ({
  azimuth,
  elevation,
  size,
  light,
})

const PLACES: Readonly<Record<EnvironmentPreset, Place>> = {
  studio: {
    above: [0.5, 0.5, 0.52],
    horizon: [0.3, 0.3, 0.31],
    below: [0.16, 0.16, 0.16],
    lamps: [lamp(-50, 45, 28, 6, 6, 6), lamp(70, 30, 22, 3.5, 3.6, 3.8), lamp(180, 55, 25, 2.5, 2.5, 2.6)],
  },
  apartment: {
    above: [0.55, 0.52, 0.48],
    horizon: [0.5, 0.46, 0.4],
    below: [0.28, 0.22, 0.17],
    lamps: [lamp(-80, 12, 24, 5, 5.2, 5.6), lamp(60, 55, 14, 4, 3.2, 2.2)],
  },
  lobby: {
    above: [0.6, 0.55, 0.45],
    horizon: [0.4, 0.36, 0.3],
    below: [0.25, 0.22, 0.18],
    lamps: [lamp(0, 65, 18, 6, 5, 3.6), lamp(120, 60, 16, 5, 4.2, 3), lamp(-120, 60, 16, 5, 4.2, 3)],
  },
  warehouse: {
    above: [0.4, 0.42, 0.45],
    horizon: [0.3, 0.3, 0.3],
    below: [0.22, 0.2, 0.18],
    lamps: [lamp(-40, 70, 14, 6, 6.2, 6.5), lamp(40, 70, 14, 6, 6.2, 6.5), lamp(180, 15, 30, 1.6, 1.7, 1.9)],
  },
  city: {
    above: [0.55, 0.68, 0.9],
    horizon: [0.8, 0.82, 0.85],
    below: [0.3, 0.29, 0.28],
    lamps: [lamp(45, 50, 8, 14, 13, 11)],
  },
  park: {
    above: [0.45, 0.62, 0.95],
    horizon: [0.75, 0.82, 0.85],
    below: [0.18, 0.26, 0.1],
    lamps: [lamp(-30, 55, 7, 16, 15, 13)],
  },
  forest: {
    above: [0.4, 0.52, 0.5],
    horizon: [0.25, 0.34, 0.18],
    below: [0.12, 0.13, 0.06],
    lamps: [lamp(20, 65, 10, 8, 8, 6)],
  },
  dawn: {
    above: [0.3, 0.38, 0.6],
    horizon: [0.9, 0.62, 0.5],
    below: [0.2, 0.17, 0.17],
    lamps: [lamp(90, 6, 9, 9, 6, 4)],
  },
  sunset: {
    above: [0.25, 0.3, 0.5],
    horizon: [1.1, 0.55, 0.28],
    below: [0.2, 0.14, 0.1],
    lamps: [lamp(-90, 5, 8, 16, 8, 3)],
  },
  night: {
    above: [0.02, 0.025, 0.05],
    horizon: [0.05, 0.05, 0.07],
    below: [0.015, 0.015, 0.02],
    lamps: [lamp(40, 45, 4, 2.5, 2.7, 3.2)],
  },
}

const WIDTH = 128
const HEIGHT = 64
/** How much of the way from the horizon to above, or below, is a mixture. */
const HAZE = 0.6

/** Surroundings without a file: computed once, no larger than blurred light needs. */
export function presetPanorama(preset: EnvironmentPreset): DataTexture {
  const place = PLACES[preset]
  const data = new Uint16Array(WIDTH * HEIGHT * 4)
  for (let row = 0; row < HEIGHT; row += 1) {
    const latitude = ((row + 0.5) / HEIGHT - 0.5) * Math.PI
    for (let column = 0; column < WIDTH; column += 1) {
      const longitude = ((column + 0.5) / WIDTH - 0.5) * 2 * Math.PI
      const at = (row * WIDTH + column) * 4
      const light = lightFrom(place, latitude, longitude)
      for (let channel = 0; channel < 3; channel += 1) data[at + channel] = DataUtils.toHalfFloat(light[channel]!)
      data[at + 3] = DataUtils.toHalfFloat(1)
    }
  }
  const texture = new DataTexture(data, WIDTH, HEIGHT, RGBAFormat, HalfFloatType)
  texture.colorSpace = LinearSRGBColorSpace
  texture.minFilter = LinearFilter
  texture.magFilter = LinearFilter
  texture.wrapS = RepeatWrapping
  texture.needsUpdate = true
  return texture
}

/** What comes from a direction: angles above the horizon and around, as three.js lays out pictures of surroundings. */
function lightFrom({ above, horizon, below, lamps }: Place, latitude: number, longitude: number): number[] {
  const height = Math.sin(latitude)
  const far = height > 0 ? above : below
  const mixture = smoothstep(0, HAZE, Math.abs(height))
  const light = horizon.map((value, channel) => value + (far[channel]! - value) * mixture)
  const direction = [Math.cos(longitude) * Math.cos(latitude), height, Math.sin(longitude) * Math.cos(latitude)]
  for (const { azimuth, elevation, size, light: color } of lamps) {
    const [turn, rise] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180]
    const towards = [Math.sin(turn) * Math.cos(rise), Math.sin(rise), -Math.cos(turn) * Math.cos(rise)]
    const cosine = direction.reduce((sum, value, axis) => sum + value * towards[axis]!, 0)
    const degrees = (Math.acos(Math.min(Math.max(cosine, -1), 1)) * 180) / Math.PI
    const share = 1 - smoothstep(size * 0.6, size, degrees)
    for (let channel = 0; channel < 3; channel += 1) light[channel]! += color[channel]! * share
  }
  return light
}

function smoothstep(from: number, to: number, value: number): number {
  const share = Math.min(Math.max((value - from) / (to - from), 0), 1)
  return share * share * (3 - 2 * share)
}
