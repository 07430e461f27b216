// Loaded into the application ahead of its own code: when the launcher is gone without having said so (kill -9), the
// channel to it closes, and the application stops as if it had been asked to, instead of holding port and data unseen.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// Listening must not keep a process alive that has nothing else to do.
process.channel?.unref()
