import { useMemo } from 'react'
import { useScene } from '../scene/context.ts'
import { type SampleSource, SampleStream } from './SampleStream.ts'

/** A source of samples and the stream that sends them as one kind of event, under one key. */
export function useEmittedStream<Source extends SampleSource<unknown>>(
  etype: string,
  key: string,
  create: () => Source,
): { source: Source; stream: SampleStream<unknown> } {
  const { emit } = useScene()
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; a new source would forget what was lost
  const source = useMemo(create, [])
  const stream = useMemo(
    () => new SampleStream<unknown>(source, (value, capturedAt) => emit({ etype, key, value, capturedAt })),
    [source, emit, etype, key],
  )
  return { source, stream }
}
