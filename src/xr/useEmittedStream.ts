import { useEffect, useMemo } from 'react'
import { useScene } from '../scene/context.ts'
import { originOf } from './interaction/Origin.ts'
import { reconnectionsOf } from './reconnections.ts'
import { type SampleSource, SampleStream } from './SampleStream.ts'

/** A source of samples and the stream that sends them as one kind of event, under one key. */
export function useEmittedStream<Source extends SampleSource<unknown>>(
  etype: string,
  key: string,
  create: () => Source,
): { source: Source; stream: SampleStream<unknown> } {
  const { scene, emit } = useScene()
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; a new source would forget what was lost
  const source = useMemo(create, [])
  const stream = useMemo(
    () =>
      new SampleStream<unknown>(source, (value, capturedAt, xrFrame) =>
        emit({ etype, key, value: originOf(scene).stamp(value), capturedAt, xrFrame }),
      ),
    [source, scene, emit, etype, key],
  )
  useEffect(() => reconnectionsOf(scene).subscribe(() => stream.again()), [scene, stream])
  return { source, stream }
}
