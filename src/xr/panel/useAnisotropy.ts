import { useThree } from '@react-three/fiber'

/** More is not seen at the angle from which a card is read. */
const MAX = 8

/** How sharp text is that is seen at an angle. */
export const useAnisotropy = (): number => useThree((state) => Math.min(MAX, state.gl.capabilities.getMaxAnisotropy()))
