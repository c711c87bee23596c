import { z } from 'zod'
import { readForm } from '@/app/_answer/form'
import { answerProblem, seeOther } from '@/app/_answer/page'
import { postedFrom } from '@/app/_answer/posted'
import { backPath } from '@/lib/accounts/back-path'
import { config } from '@/lib/config'
import { DENSITIES, DISCOVERIES, displayCookie, displayOf, THEMES } from '@/lib/http/display'
import { paths } from '@/lib/paths'

/** `system`, `site` and `shown` undo a choice; a field that is left out leaves its choice as it was. */
const Form = z.object({
  theme: z.enum([...THEMES, 'system'], 'takes light, dark, contrast or system').optional(),
  density: z.enum([...DENSITIES, 'site'], 'takes abstracts, titles or site').optional(),
  discoveries: z.enum([...DISCOVERIES, 'shown'], 'takes hidden or shown').optional(),
  back: z.string().optional(),
})

export const GET = postedFrom(paths.trending)

/** Keeps how the reader wants pages to look, in a cookie, and leads back. */
export async function POST(request: Request): Promise<Response> {
  const form = await readForm(request, Form)
  if (!form.ok) return answerProblem(request, 422, 'That look is not known', Object.values(form.faults).join(' '))
  const before = displayOf(request)
  const { theme = before.theme, density = before.density, discoveries = before.discoveries, back } = form.data
  const display = {
    theme: theme === 'system' ? null : theme,
    density: density === 'site' ? null : density,
    discoveries: discoveries === 'shown' ? null : discoveries,
  }
  const cookie = displayCookie(display, config().baseUrl.startsWith('https:'))
  return seeOther(backPath(back), { 'set-cookie': cookie })
}
