// Asks for permissions, notifications, pushes and a service worker.
// says: Keeps 10 in flight: a window of 10.
async function attempt() {
  const ways = [
    () => Notification.requestPermission(),
    () => new Notification("stolen", { icon: "__SERVER__/stolen?icon" }),
    () => navigator.serviceWorker.register("__SERVER__/stolen?service-worker"),
    () => self.registration.pushManager.subscribe({ userVisibleOnly: true }),
    () => self.registration.showNotification("stolen"),
    () => navigator.permissions.query({ name: "notifications" }),
    () => navigator.permissions.request({ name: "geolocation" }),
    () => navigator.usb.requestDevice({ filters: [] }),
    () => navigator.serial.getPorts(),
    () => navigator.gpu.requestAdapter(),
    () => navigator.wakeLock.request("screen"),
  ];
  for (const way of ways) {
    try {
      await Promise.race([way(), new Promise((end) => setTimeout(end, 50))]);
    } catch {
      // refused
    }
  }
}
