import type { ReactNode } from 'react'
import { PublicLists } from '@/components/lists/PublicLists'
import { listPublic } from '@/lib/views/reader-lists'
import type { View } from '@/lib/views/view'

/** What else of a view's subject stands above its entries, the same for everybody. */
export async function panelBeside(view: View): Promise<ReactNode> {
  return view.kind === 'person' ? <PublicLists lists={await listPublic(view.name)} /> : null
}
