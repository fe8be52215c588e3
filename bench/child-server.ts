/** Tells the bench where this child listens, and its processor time and largest size when asked. It ends when the bench has ended. */
export function reportToBench(port: number, close: () => Promise<void>): void {
  // Ctrl-C reaches the bench too; its end closes the channel.
  process.on('SIGINT', () => undefined);
  process.on('message', () =>
    process.send?.({ ...process.cpuUsage(), peakKilobytes: process.resourceUsage().maxRSS }),
  );
  process.once('disconnect', () => void close().finally(() => process.exit()));
  process.send?.({ port });
}
