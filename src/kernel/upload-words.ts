/** What may be uploaded, in words. Fit for a browser: it says so before anything is sent. */

/** Largest upload, in bytes. */
export const LARGEST_UPLOAD = 12 * 1024 * 1024

/** The bound with its way out; the same before sending and after. */
export const TOO_LARGE_WORDS =
  '文件超过 12 MB，没有上传；表里其他内容都还在。录音请在手机录音机里剪成几段（标准音质约 10 分钟一段）分开传，照片请选较小尺寸，文件请分成几份。'
