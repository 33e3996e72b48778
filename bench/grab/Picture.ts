/** A picture that is asked for. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly format: 'jpeg' | 'png'
  /** While a headset presents. */
  readonly presenting: boolean
}

/** The picture in words, as the table has it. */
export const nameOf = ({ width, height, format, presenting }: Picture): string =>
  `${width}x${height} ${format}, ${presenting ? 'presenting' : 'desktop'}`

/** As Vuer’s figures were measured; PNG has none. */
export const QUALITY = 0.8
/** Boxes in it. */
export const BOXES = 100
