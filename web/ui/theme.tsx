/** Our tokens for antd. Colours repeat `tokens.css`, because antd computes shades from values, not from variables. */
import { ConfigProvider, type ConfigProviderProps } from 'antd'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'

// antd types its modules as CommonJS, while the bundler is given ES modules: the default export is the locale itself
const chinese = zhCN as unknown as NonNullable<ConfigProviderProps['locale']>
const sans = `'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif`

const theme = {
  token: {
    colorPrimary: '#0F5E77',
    colorInfo: '#0F5E77',
    colorLink: '#0F5E77',
    colorError: '#A5241B',
    colorWarning: '#7D4B00',
    colorSuccess: '#22603A',
    colorText: '#1E2329',
    colorTextSecondary: '#464C55',
    colorTextTertiary: '#646A73',
    colorTextQuaternary: '#646A73',
    colorTextPlaceholder: '#646A73',
    colorTextDescription: '#464C55',
    colorBgLayout: '#F5F4F0',
    colorBgContainer: '#FFFFFF',
    colorBorder: '#C9C4B8',
    colorBorderSecondary: '#E4E1D9',
    borderRadius: 6,
    borderRadiusLG: 8,
    borderRadiusSM: 4,
    controlHeight: 34,
    controlHeightSM: 28,
    controlHeightLG: 40,
    fontFamily: sans,
    fontSize: 14,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
}

/** Wraps a shell: antd in Chinese, in our colours, two-character buttons without a space. */
export function Theme({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider locale={chinese} theme={theme} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  )
}
