import { paths } from '@/lib/paths'
import { ReportForm, type ReportState } from '../community/ReportForm'
import { Prose } from '../Prose'

/** Asks moderators to look at a list. */
export function ReportListPage({ list, ...state }: ReportState & { list: { key: string; name: string } }) {
  return (
    <Prose title="Report a list">
      <p>
        <a href={paths.list(list.key)}>{list.name}</a>
      </p>
      <ReportForm action={paths.reportList(list.key)} {...state} />
    </Prose>
  )
}
