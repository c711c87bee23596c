/** Words that nearly every abstract has, whatever it is about. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `about above across after again against all almost along already also although always among and another any are around
  available based because been before being below between both but can cannot compared could demonstrate demonstrated
  demonstrates demonstrating despite did different does doing done down due during each either enable enables especially
  etc even every existing extensive few finally find first for found from further furthermore give given good had has have
  having hence her here high how however improve improved improvement improvements improves improving including introduce
  introduced introduces into its itself key large less low made main make makes making many may method methods might more
  moreover most much multiple must namely nearly need needs new nor not novel number obtain obtained often one only other
  others our out outperform outperforming outperforms over own paper papers per performance performances perhaps possible
  present presented presents previous propose proposed proposes proposing provide provided provides providing rather recent
  recently regarding remain remains respectively result results same second several shall she should show showed showing
  shown shows significant significantly similar since small some state-of-the-art still studies study such than that the
  their them then there thereby therefore these they this those though three through throughout thus together too toward
  towards two under until upon use used useful uses using usually various very via was way well were what when where whereas
  whether which while who whole whose why will with within without work works would yet you your`.split(/\s+/),
)
