import { config } from '@/lib/config'
import { connect, disconnect } from '@/lib/database/client'
import { freezeAllDue } from '@/lib/digest/freeze'
import { printMeasured } from './measured'

/** Freezes every issue that is due, in a process of its own: selection, shared words, one row a mail. */
const { databaseUrl, clock } = config()
connect(databaseUrl ?? '')
await printMeasured(async () => {
  const { deliveries } = await freezeAllDue(clock.now())
  return { mails: deliveries.length, octets: 0 }
})
await disconnect()
