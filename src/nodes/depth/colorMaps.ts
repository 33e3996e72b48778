import type { PropsOf } from '../View.ts'

export type ColorMap = Exclude<PropsOf<'DepthPointCloud'>['cmap'], 'none'>

type Channels = readonly [red: readonly number[], green: readonly number[], blue: readonly number[]]

/**
 * Polynomials for each channel, lowest power first. turbo: Anton Mikhailov’s approximation; viridis and inferno: Matt
 * Zucker’s of matplotlib’s maps, https://www.shadertoy.com/view/WlfXRN (public domain).
 */
const POLYNOMIALS: Readonly<Record<Exclude<ColorMap, 'jet'>, Channels>> = {
  turbo: [
    [0.13572138, 4.6153926, -42.66032258, 132.13108234, -152.94239396, 59.28637943],
    [0.09140261, 2.19418839, 4.84296658, -14.18503333, 4.27729857, 2.82956604],
    [0.1066733, 12.64194608, -60.58204836, 110.36276771, -89.90310912, 27.34824973],
  ],
  viridis: [
    [0.27772733, 0.10509304, -0.33086183, -4.6342305, 6.22826994, 4.776385, -5.43545586],
    [0.00540734, 1.40461353, 0.21484756, -5.79910097, 14.17993337, -13.74514538, 4.64585261],
    [0.33409981, 1.38459016, 0.09509516, -19.33244096, 56.6905526, -65.35303263, 26.31243525],
  ],
  inferno: [
    [0.00021894, 0.10651342, 11.60249308, -41.70399613, 77.1629357, -71.31942824, 25.13112622],
    [0.001651, 0.56395644, -3.97285397, 17.43639888, -33.40235894, 32.62606426, -12.24266895],
    [-0.0194809, 3.93271239, -15.94239411, 44.3541452, -81.80730926, 73.20951986, -23.070325],
  ],
}

/** 256 colours of a map, from its beginning to its end: red, green, blue as bytes. */
export function colorTable(map: ColorMap): Uint8ClampedArray {
  const table = new Uint8ClampedArray(3 * 256)
  for (let index = 0; index < 256; index += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      table[3 * index + channel] =
        255 * (map === 'jet' ? jet(index / 255, channel) : polynomial(map, index / 255, channel))
    }
  }
  return table
}

const polynomial = (map: Exclude<ColorMap, 'jet'>, at: number, channel: number) =>
  POLYNOMIALS[map][channel]!.reduceRight((sum, factor) => sum * at + factor, 0)

const jet = (at: number, channel: number) => Math.min(Math.max(1.5 - Math.abs(4 * at - (3 - channel)), 0), 1)
