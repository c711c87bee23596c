import { actInPlace } from './script/act'
import { offerKeySwitch, pressKey } from './script/keys'
import { tellNews } from './script/news'
import { reopenAbstracts } from './script/remember'
import { fillZones } from './script/zones'
import { keepForOffline } from './service-worker/register'

/*
 * Everything the pages' script does; without it they are complete. It has no markup to make but text, and asks nobody but this
 * site. One file, at most 4,096 bytes: a test holds it.
 */
addEventListener('submit', actInPlace)
addEventListener('keydown', pressKey)
fillZones()
offerKeySwitch()
reopenAbstracts()
tellNews()
keepForOffline()
