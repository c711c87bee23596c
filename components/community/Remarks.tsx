import type { Remark, Remarks as Told } from '@/lib/papers/remarks'
import { paths } from '@/lib/paths'
import { Day } from '../Day'

/** Who brought a paper forward, and their sentence. Not to be taken for the day on which arXiv announced it. */
export function Remarks({ paper: { submitted, picked } }: { paper: Told }) {
  return (
    <>
      {picked && (
        <p>
          <strong>
            <a href={paths.picksOf(picked.day)}>Pick</a>
            {picked.words && ':'}
          </strong>{' '}
          {picked.words} <span className="hint">{picked.by && <Who remark={picked} />}</span>
        </p>
      )}
      {submitted && <Submitted remark={submitted} />}
    </>
  )
}

function Submitted({ remark: submitted }: { remark: Remark }) {
  return (
    <p className="hint">
      Submitted here by <Who remark={submitted} /> on <Day at={new Date(`${submitted.day}T00:00:00Z`)} />
      {submitted.words && `: ${submitted.words}`}
    </p>
  )
}

const Who = ({ remark: { by } }: { remark: Remark }) => (by ? <a href={paths.person(by)}>{by}</a> : 'a reader')
