import type { SampleName } from './events.ts'

/** The events of which only the newest counts. By itself, so that a client need not have the schemas of all events. */
const SAMPLES: Record<SampleName, true> = {
  HAND_MOVE: true,
  CONTROLLER_MOVE: true,
  HEAD_MOVE: true,
  BODY_MOVE: true,
  CAMERA_MOVE: true,
  CAMERA_VIEW: true,
  OBJECT_MOVE: true,
  JOINT_MOVE: true,
  TIMELINE_STEP: true,
  HIT_TEST: true,
  GAMEPAD: true,
}

export const isSample = (etype: string): boolean => Object.hasOwn(SAMPLES, etype)
