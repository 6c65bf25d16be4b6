package io.freshet.ingest.purge;

/** How many rows of one view have been removed. */
public record Removed(String view, long online, long history) {

  Removed plus(Removed other) {
    return new Removed(view, online + other.online, history + other.history);
  }

  boolean nothing() {
    return online == 0 && history == 0;
  }
}
