export interface DecodeRequest {
  id: number
  /** An encoded picture. */
  picture: Uint8Array<ArrayBuffer> | Blob
  options: ImageBitmapOptions | undefined
}

export type DecodeAnswer = { isReady: true } | { id: number; picture: ImageBitmap } | { id: number; error: string }

/** Decodes pictures off the main thread: reading the bytes and making the picture of them as well. */
const scope = self as unknown as {
  onmessage: (event: MessageEvent<DecodeRequest>) => void
  postMessage(answer: DecodeAnswer, transfer?: Transferable[]): void
}

scope.onmessage = async ({ data: { id, picture, options } }) => {
  try {
    const decoded = await createImageBitmap(picture instanceof Blob ? picture : new Blob([picture]), options)
    scope.postMessage({ id, picture: decoded }, [decoded])
  } catch (error) {
    scope.postMessage({ id, error: (error as Error).message })
  }
}
scope.postMessage({ isReady: true })
