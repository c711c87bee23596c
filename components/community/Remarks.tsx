import type { Remark, Remarks as Told } from '@/lib/papers/remarks'
import { paths } from '@/lib/paths'
import { Day } from '../Day'

/** Who brought a paper forward, and their sentence. Not to be taken for the day on which arXiv announced it. */
export function Remarks({ paper: { submitted } }: { paper: Told }) {
  if (!submitted) return null
  return (
    <p className="hint">
      Submitted here by <Who remark={submitted} /> on <Day at={new Date(`${submitted.day}T00:00:00Z`)} />
      {submitted.words && `: ${submitted.words}`}
    </p>
  )
}

const Who = ({ remark: { by } }: { remark: Remark }) => (by ? <a href={paths.person(by)}>{by}</a> : 'a reader')
