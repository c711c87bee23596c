/** Reports as mail servers write them. */
interface BounceTraits {
  /** The envelope sender of the mail that came back. */
  to: string
  recipient: string
  status?: string
  action?: string
  diagnostic?: string
  original?: string
}

/** RFC 3464. */
export const aBounce = ({
  to,
  recipient,
  status = '5.1.1',
  action = 'failed',
  diagnostic = 'smtp; 550 5.1.1 no such user',
  original,
}: BounceTraits): string =>
  report(
    to,
    'delivery-status',
    ['Reporting-MTA: dns; mx.example.org', 'Arrival-Date: Fri, 20 Nov 2026 08:00:00 +0000'],
    [
      ...(original ? [`Original-Recipient: rfc822;${original}`] : []),
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: ${diagnostic}`,
    ],
  )

/** RFC 5965; providers often leave out who complained. */
export const aComplaint = ({
  sender,
  to = 'abuse@papers.example.org',
  type = 'abuse',
}: {
  sender: string
  to?: string
  type?: string
}): string =>
  report(to, 'feedback-report', [
    `Feedback-Type: ${type}`,
    'User-Agent: SomeProvider/1.0',
    'Version: 1',
    `Original-Mail-From: <${sender}>`,
  ])

function report(to: string, type: string, ...groups: string[][]): string {
  const subtype = type === 'delivery-status' ? 'delivery-status' : 'feedback-report'
  return [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mx.example.org>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Fri, 20 Nov 2026 08:00:05 +0000',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="b1"`,
    '',
    '--b1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system. Your mail could not be delivered: 5.1.1 user unknown.',
    '',
    '--b1',
    `Content-Type: message/${subtype}`,
    '',
    groups.map((lines) => `${lines.join('\r\n')}\r\n`).join('\r\n'),
    '--b1',
    'Content-Type: text/rfc822-headers',
    '',
    'From: Broadsheet <digest@papers.example.org>',
    'Subject: A digest',
    '',
    '--b1--',
    '',
  ].join('\r\n')
}
