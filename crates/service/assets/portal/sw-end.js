// In place of the service worker where nothing is to be kept any more: deletes what was kept, and itself.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith("portal-")) await caches.delete(name);
      await self.registration.unregister();
    })(),
  );
});
