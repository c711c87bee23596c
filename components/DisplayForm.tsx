import type { Density, Display, Theme } from '@/lib/http/display'
import { paths } from '@/lib/paths'

const THEMES: [theme: Theme | null, name: string][] = [
  [null, 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['contrast', 'Contrast'],
]
const DENSITIES: [density: Density, name: string][] = [
  ['abstracts', 'Full entries'],
  ['titles', 'Titles only'],
]

const DISCOVERIES = [
  ['shown', 'Shown'],
  ['hidden', 'Hidden'],
] as const

/** How pages look, changed at a touch: each button posts one choice and comes back. @param back the page's own address */
export function DisplayForm({ display, back }: { display: Display; back: string }) {
  return (
    <form className="display" id="display" method="post" action={paths.display}>
      <input type="hidden" name="back" value={back} />
      <fieldset>
        <legend>Theme</legend>
        {THEMES.map(([theme, name]) => (
          <Choice key={name} name="theme" value={theme ?? 'system'} isChosen={theme === display.theme}>
            {name}
          </Choice>
        ))}
      </fieldset>
      <fieldset>
        <legend>Lists</legend>
        {DENSITIES.map(([density, name]) => (
          <Choice key={name} name="density" value={density} isChosen={density === (display.density ?? 'abstracts')}>
            {name}
          </Choice>
        ))}
      </fieldset>
      <fieldset>
        <legend>Discovery places</legend>
        {DISCOVERIES.map(([value, name]) => (
          <Choice key={name} name="discoveries" value={value} isChosen={value === (display.discoveries ?? 'shown')}>
            {name}
          </Choice>
        ))}
      </fieldset>
    </form>
  )
}

interface ChoiceProps {
  name: string
  value: string
  isChosen: boolean
  children: string
}

function Choice({ isChosen, ...choice }: ChoiceProps) {
  return <button type="submit" aria-pressed={isChosen} {...choice} />
}
