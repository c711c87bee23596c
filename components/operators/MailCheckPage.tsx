import type { Finding } from '@/lib/doctor/finding'
import { paths } from '@/lib/paths'
import { Button } from '../Button'
import { OperatorsFrame } from './OperatorsFrame'

const SIGNS = { fine: '✓', notice: '–', broken: '✗' }

/** Whether mails of this site are taken and believed: what the doctor says of it. */
export function MailCheckPage({ findings }: { findings: Finding[] | null }) {
  return (
    <OperatorsFrame title="Mail check">
      <p>Asks the mail server whether it takes our name, and the sender’s domain for its records. No mail is sent.</p>
      <form method="post" action={paths.adminMail}>
        <Button>{findings ? 'Check again' : 'Check'}</Button>
      </form>
      {findings && (
        <ul className="rows">
          {findings.map(({ about, state, sentence }) => (
            <li key={`${about} ${sentence}`}>
              <p className={state === 'broken' ? 'fault' : undefined}>
                <span aria-hidden="true">{SIGNS[state]} </span>
                <strong>{about}</strong>: {sentence}
              </p>
            </li>
          ))}
        </ul>
      )}
    </OperatorsFrame>
  )
}
