/** Listens to what the browser knows of the network and of who looks. Does nothing elsewhere. */
export function watchNetwork(network: { back: () => void; gone: () => void }): () => void {
  if (typeof window === 'undefined') return () => undefined;
  const looked = () => document.visibilityState === 'visible' && network.back();
  window.addEventListener('online', network.back);
  window.addEventListener('offline', network.gone);
  document.addEventListener('visibilitychange', looked);
  return () => {
    window.removeEventListener('online', network.back);
    window.removeEventListener('offline', network.gone);
    document.removeEventListener('visibilitychange', looked);
  };
}
