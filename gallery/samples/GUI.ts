import { Button, GUI, GuiText, Scene, Select, Slider, Sphere, Toggle, type VuerSession } from 'vuer-xr'

export default async (session: VuerSession) => {
  session.set(
    Scene(
      {
        camPosition: [1.2, 0.9, 1.7],
        grid: false,
        htmlChildren: [
          GUI(
            { key: 'arm', title: 'Arm' },
            GuiText({ key: 'state', label: 'Recording', text: 'episode 12', level: 'success' }),
            Slider({ key: 'size', label: 'Size', min: 0.1, max: 1, step: 0.05, value: 0.5, unit: 'm' }),
            Toggle({ key: 'gripper', label: 'Gripper closed', value: true }),
            Select({ key: 'mode', label: 'Mode', options: ['position', 'velocity'] }),
            Button({ key: 'home', label: 'Go home' }),
          ),
        ],
      },
      Sphere({ key: 'ball', args: [0.5], scale: 0.5, position: [-0.4, 0, 0.2], color: '#53b1fd' }),
    ),
  )
  for await (const { key, value } of session.events('SET')) {
    if (key === 'size') session.update({ key: 'ball', scale: Number(value) })
  }
}
