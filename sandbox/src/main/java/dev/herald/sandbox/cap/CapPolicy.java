package dev.herald.sandbox.cap;

/** How far the stand-ins go in enforcing the rate caps that their providers document. */
public enum CapPolicy {
  /** As many calls as anybody likes. */
  OFF,
  /** A call past the cap is refused; the next one is fine as soon as the window has moved on. */
  WINDOW,
  /** As {@link #WINDOW}, and a robot that passed its cap stays blocked as long as documented. */
  WINDOW_AND_BLOCK
}
