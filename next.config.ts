import type { NextConfig } from 'next'

const config: NextConfig = { poweredByHeader: false, compress: false, serverExternalPackages: ['react-dom'] }
export default config
