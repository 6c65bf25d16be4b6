package io.freshet.ingest.command;

import io.freshet.ingest.auth.KeyRing;
import io.freshet.ingest.reload.Reloads;
import io.freshet.yaml.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators what became of a changed key file. */
final class KeyLog implements Reloads<KeyRing> {
  private static final Logger LOG = LoggerFactory.getLogger(KeyLog.class);

  @Override
  public void loaded(KeyRing before, KeyRing now) {
    LOG.info("keys reloaded: {} key(s), there were {}", now.size(), before.size());
  }

  @Override
  public void kept(Problems problems) {
    LOG.error(
        "keys not reloaded, the last good ones stay in use and nothing is revoked; {} problem(s):\n{}",
        problems.total(),
        problems);
  }
}
