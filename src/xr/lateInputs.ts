import type { XRState, XRStore } from '@react-three/xr'

type InputState = XRState['inputSourceStates'][number]

/**
 * A controller is added to the store when its description has been loaded, which the store also does when the controller
 * has been put down meanwhile; then it would hang in the room for the rest of the session. Such ones are taken out at once.
 */
export function refuseLateInputs(store: Pick<XRStore, 'subscribe' | 'setState'>): void {
  store.subscribe(({ session, inputSourceStates }, { inputSourceStates: before }) => {
    if (!session || inputSourceStates === before) return
    const isGone = (state: InputState) => !before.includes(state) && !isListed(session, state.inputSource)
    if (inputSourceStates.some(isGone)) {
      store.setState({ inputSourceStates: inputSourceStates.filter((state) => !isGone(state)) })
    }
  })
}

const isListed = ({ inputSources, trackedSources }: XRSession, source: XRInputSource): boolean =>
  Array.from(inputSources).includes(source) || Array.from(trackedSources ?? []).includes(source)
