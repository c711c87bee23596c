import { systemClock } from '@/lib/clock'
import { connect } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { openTransport } from '@/lib/mail/transport'
import { setSettings } from './settings'

/** A sender in a process of its own, for tests that kill it: `sender-process.ts DATABASE_URL SMTP_URL LEASE_MS`. */
const [databaseUrl = '', smtpUrl = '', leaseMs = ''] = process.argv.slice(2)
const settings = setSettings({ SMTP_URL: smtpUrl }, systemClock)
connect(databaseUrl)
await deliverDue({
  transport: openTransport(settings),
  clock: systemClock,
  leaseMs: Number(leaseMs),
})
process.exit(0)
